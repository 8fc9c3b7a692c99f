# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One place as a person writes it: degrees, minutes and seconds, or plane. 单点坐标。

Two numbers are longitude and latitude, or X and Y with the zone; angles may say N and E and then
come in either order. Recognised and refused as the points of a range are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.angles import looks_printed, parse_packed, parse_printed, to_degrees
from kuangtu.geo.crs import DeclaredCrs, RecognizedCrs
from kuangtu.geo.formats.locating import locate
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import Vertex, WrittenRange, WrittenRing, number_of, refuse_number
from kuangtu.geo.formats.zones import LARGEST_DEGREES

_PARTS_OF_AN_ANGLE = 3
_WHATS = (Text("第一个数", "the first number"), Text("第二个数", "the second number"))
_READING = Text("单点坐标", "one place")


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map, and how its system was recognised. 位置。"""

    longitude: float
    latitude: float
    crs: RecognizedCrs
    warnings: tuple[Problem, ...] = ()


def read_place(words: Sequence[str], *, declared: DeclaredCrs | None = None) -> Location:
    """The place of two numbers. 读取单点坐标。

    >>> def at(text): return read_place(text.split()).longitude, read_place(text.split()).latitude
    >>> at("88°10′12″ 39°01′12″") == at("88.17,39.02") == at("88 10 12 39 1 12") == (88.17, 39.02)
    True
    >>> at("N39°01′12″ E88°10′12″")
    (88.17, 39.02)

    Raises: Invalid for what is no place or cannot be recognised.
    """
    problems, said = Problems(), declared or DeclaredCrs()
    pair = _pair_of(words)
    values = [
        _value_of(word, what, said, problems) for word, what in zip(pair, _WHATS, strict=True)
    ]
    first, second = values
    if first is None or second is None:
        raise problems.refusal()
    is_angle = said.angles == "packed" or any(map(looks_printed, pair))
    is_plane = not is_angle and max(abs(first), abs(second)) > LARGEST_DEGREES
    is_north_first = _is_north_first(pair, said, is_plane=is_plane)
    north, east = (first, second) if is_north_first else (second, first)
    ring = WrittenRing(1, (Vertex(north, east, 0, 0),))
    unit = "degrees" if is_angle else ""
    located = locate(WrittenRange("place", (ring,), unit, said, _READING), problems)
    if located is None:
        raise problems.refusal()
    longitude, latitude = located.geographic[0].tolist()
    return Location(longitude, latitude, located.crs, problems.warnings())


def _value_of(word: str, what: Text, said: DeclaredCrs, problems: Problems) -> float | None:
    """Degrees of an angle, or the number as it stands."""
    is_printed = looks_printed(word)
    value = number_of(word)
    if not is_printed and (value is None or said.angles != "packed"):
        if value is None:
            refuse_number(problems, word, what, Place())
        return value
    try:
        return to_degrees(parse_printed(word) if is_printed else parse_packed(word))
    except Invalid as error:
        problems.refuse_all(error.problems)
        return None


def _is_north_first(pair: Sequence[str], said: DeclaredCrs, *, is_plane: bool) -> bool:
    """What was declared; else what angles say of themselves; else X, Y and longitude, latitude."""
    if said.axes:
        return said.axes == "north-east"
    return is_plane or re.search("[NS]|北纬|南纬", pair[0].upper()) is not None


def _pair_of(words: Sequence[str]) -> list[str]:
    pair = [word for text in words for word in text.replace("，", ",").split(",") if word.strip()]
    if len(pair) == 1:
        pair = pair[0].split()
    if len(pair) == 2 * _PARTS_OF_AN_ANGLE:
        pair = [" ".join(pair[:_PARTS_OF_AN_ANGLE]), " ".join(pair[_PARTS_OF_AN_ANGLE:])]
    if len(pair) != 2:
        raise invalid(
            "place.words",
            "“{text}”不是一个位置；请给出经度和纬度（如 88.17 39.02，或 88°10′12″ 39°01′12″），"
            "或平面坐标 X Y（如 4321375.70 29601325.83）",
            "“{text}” is no place; give longitude and latitude (such as 88.17 39.02 or 88°10′12″ "
            "39°01′12″), or plane coordinates X Y (such as 4321375.70 29601325.83)",
            text=" ".join(words)[:60],
        )
    return pair
