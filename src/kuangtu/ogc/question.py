# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is asked of a layer's features, read from the parameters of an address. 要素查询。"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from shapely import Geometry

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.ogc.filtering import Kind, Tree, parsed
from kuangtu.ogc.properties import Property
from kuangtu.ogc.systems import CRS84, System, system_at

ORDINARY_LIMIT, HIGHEST_LIMIT = 100, 10_000
FARTHEST = 1e9  # metres or degrees; nothing lies farther out
LANGUAGES = ("cql2-text", "cql2-json")
PARAMETERS = (
    "f",
    "limit",
    "offset",
    "bbox",
    "bbox-crs",
    "datetime",
    "crs",
    "filter",
    "filter-lang",
    "filter-crs",
    "sortby",
    "properties",
    "edition",
)
# What chooses features; the others say how many of them are shown and how.
CHOOSING = ("bbox", "bbox-crs", "filter", "filter-lang", "filter-crs", "sortby")


@dataclass(frozen=True, slots=True)
class Question:
    """Which features, in which order, how many of them, and how they are written. 查询。"""

    limit: int
    offset: int
    system: System
    area: Geometry | None
    filters: tuple[Tree, ...]
    filter_system: System
    order: tuple[tuple[str, str], ...]
    shown: tuple[str, ...]
    key: str  # the same for the pages of one question

    @property
    def is_everything(self) -> bool:
        """Whether every feature is wanted, in the order of the file."""
        return self.area is None and not self.filters and not self.order


def question_of(given: QueryDict, properties: Mapping[str, Property]) -> Question:
    """The question of an address. Raises: Invalid, naming the parameter."""
    own = [name for name in properties if name in given and name not in PARAMETERS]
    chosen = {name: str(given[name]) for name in (*CHOOSING, *own) if name in given}
    return Question(
        limit=min(whole_number(given, "limit", ORDINARY_LIMIT, least=1), HIGHEST_LIMIT),
        offset=whole_number(given, "offset", 0, least=0),
        system=system_at(given.get("crs", CRS84), "crs"),
        area=area_of(given),
        filters=(*_filter(given), *(_equality(properties[name], chosen[name]) for name in own)),
        filter_system=system_at(given.get("filter-crs", CRS84), "filter-crs"),
        order=tuple(_order(given.get("sortby", ""), properties)),
        shown=tuple(_shown(given.get("properties"), properties)),
        key=repr(sorted(chosen.items())),
    )


def whole_number(given: QueryDict, name: str, otherwise: int, *, least: int) -> int:
    """A parameter that is a whole number. Raises: Invalid."""
    words = given.get(name)
    if words is None:
        return otherwise
    if not (words.isascii() and words.isdigit() and len(words) < 19 and int(words) >= least):
        raise invalid(
            "ogc.whole-number",
            "应为不小于 {least} 的整数，而不是“{words}”",
            "a whole number from {least} is needed, not {words}",
            Place(field=name),
            least=least,
            words=words[:40],
        )
    return int(words)


def area_of(given: QueryDict) -> Geometry | None:
    """The area of `bbox` in degrees, longitude first; two parts across 180°. Raises: Invalid."""
    system = system_at(given.get("bbox-crs", CRS84), "bbox-crs")
    words = given.get("bbox")
    if words is None:
        return None
    sides = _sides(words)
    try:
        area = system.box_of(sides)
    except ValueError as error:
        raise _bad_box(words) from error
    return system.area_in_degrees(area, parameter="bbox-crs")


def _sides(words: str) -> list[float]:
    try:
        sides = [number_written(word) for word in words.split(",")]
    except ValueError as error:
        raise _bad_box(words) from error
    if not all(abs(side) <= FARTHEST for side in sides):
        raise _bad_box(words)
    return sides


def number_written(words: str) -> float:
    """A number as addresses write it. Raises: ValueError, also for what only Python reads so.

    >>> number_written("-3.5")
    -3.5
    """
    if "_" in words:
        raise ValueError(words)
    number = float(words)
    if not math.isfinite(number):
        raise ValueError(words)
    return number


def _bad_box(words: str) -> Invalid:
    return invalid(
        "ogc.bbox",
        "bbox 应为四个（或六个）以逗号分隔的数，先小后大，次序随 bbox-crs；收到“{words}”",
        "bbox is four (or six) numbers with commas, lower ones first, in the order of bbox-crs; "
        "got {words}",
        Place(field="bbox"),
        words=words[:100],
    )


def day_asked(given: QueryDict, today: date) -> date:
    """The day that `datetime` asks for: an instant, or the end of an interval. Raises: Invalid.

    What holds on that day is decided as for a review (decision 0006). An open end is today.
    """
    words = given.get("datetime")
    if words is None:
        return today
    parts = words.split("/")
    if len(parts) > 2 or (len(parts) == 2 and all(one in ("", "..") for one in parts)):
        raise _bad_time(words)
    days = [None if one in ("", "..") and len(parts) == 2 else _day(one, words) for one in parts]
    if len(days) == 2 and days[0] and days[1] and days[0] > days[1]:
        raise _bad_time(words)
    return days[-1] or today


def _day(word: str, words: str) -> date:
    try:
        if "T" not in word.upper():
            return date.fromisoformat(word)
        moment = datetime.fromisoformat(word.upper())
    except ValueError as error:
        raise _bad_time(words) from error
    if moment.tzinfo is None:
        raise _bad_time(words)
    try:
        return timezone.localdate(moment)
    except OverflowError as error:  # the last evening of the year 9999 is the office's 10000
        raise _bad_time(words) from error


def _bad_time(words: str) -> Invalid:
    return invalid(
        "ogc.datetime",
        "datetime 应为 2026-06-30、2026-06-30T08:00:00Z 或“起/止”（一端可写 ..）；收到“{words}”",
        "datetime is 2026-06-30, 2026-06-30T08:00:00Z or “start/end” (.. for an open one); "
        "got {words}",
        Place(field="datetime"),
        words=words[:100],
    )


def _filter(given: QueryDict) -> Sequence[Tree]:
    language = given.get("filter-lang", LANGUAGES[0])
    if language not in LANGUAGES:
        raise invalid(
            "ogc.filter-lang",
            "filter-lang 应为 cql2-text 或 cql2-json",
            "filter-lang is cql2-text or cql2-json",
            Place(field="filter-lang"),
        )
    return [parsed(str(given["filter"]), language)] if "filter" in given else []


def _equality(one: Property, words: str) -> Tree:
    """A property's own parameter as a comparison; what it is compared with is of its kind."""
    value: Any = words
    if one.kind is Kind.NUMBER:
        value = _number(one.name, words)
    elif one.kind is Kind.BOOLEAN:
        value = _truth(one.name, words)
    return {"op": "=", "args": [{"property": one.name}, value]}


def _number(name: str, words: str) -> float:
    try:
        return number_written(words)
    except ValueError as error:
        raise invalid(
            "ogc.number",
            "应为数值，而不是“{words}”",
            "a number is needed, not {words}",
            Place(field=name),
            words=words[:40],
        ) from error


def _truth(name: str, words: str) -> bool:
    if words not in ("true", "false"):
        raise invalid(
            "ogc.true-or-false", "应为 true 或 false", "true or false is needed", Place(field=name)
        )
    return words == "true"


def _order(words: str, properties: Mapping[str, Property]) -> list[tuple[str, str]]:
    names = [word.strip() for word in words.split(",") if word.strip()]
    ways = {"-": "descending", "+": "ascending"}
    return [
        (_known(name.lstrip("+-"), properties, "sortby"), ways.get(name[0], "ascending"))
        for name in names
    ]


def _shown(words: str | None, properties: Mapping[str, Property]) -> list[str]:
    if words is None:
        return list(properties)
    wanted = [word.strip() for word in words.split(",") if word.strip()]
    return [_known(name, properties, "properties") for name in dict.fromkeys(wanted)]


def _known(name: str, properties: Mapping[str, Property], parameter: str) -> str:
    if name not in properties:
        raise invalid(
            "ogc.unknown-property",
            "没有属性“{name}”；可用：{known}",
            "there is no property {name}; there are: {known}",
            Place(field=parameter),
            name=name[:100],
            known=", ".join(properties) or "—",
        )
    return name
