# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A range as a file writes it, before anybody knows its reference system. 原样读入的范围。"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import NamedTuple

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.problems import Problems

MOST_BYTES = 10_000_000
MOST_RINGS = 2_000
MOST_POINTS = 100_000
MOST_LINES = 2 * MOST_POINTS  # with something on them, in a format of a point a line
# Nothing is mined above the highest or below the deepest place; such a number is something else.
HIGHEST_M, LOWEST_M = 9_000.0, -12_000.0

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
# What is written for a number now and then, and why it is none.
_REASONS = (
    (
        re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE),
        Text(
            "{what}为“{text}”，不是有限数",
            "{what} is “{text}”, which is not a finite number",
        ),
    ),
    (
        re.compile(r"[+-]?[0-9.]+[eE][+-]?[0-9]+"),
        Text(
            "{what}为“{text}”：科学计数法会丢失位数，请写全数字",
            "{what} is “{text}”: the exponent form loses digits, write the whole number",
        ),
    ),
    (
        re.compile(r"[+-]?[0-9]{1,3}(?:[,，'][0-9]{3})+(?:\.[0-9]*)?"),
        Text(
            "{what}为“{text}”，含千位分隔符；请去掉",
            "{what} is “{text}”, with separators of thousands; remove them",
        ),
    ),
    (
        _NUMBER,
        Text("{what}为“{text}…”，数字过大", "{what} is “{text}…”, a number too large"),
    ),
)


class Vertex(NamedTuple):
    """One point: northing or latitude, easting or longitude, and where it stands. 拐点。

    `label` is the point's number as written, empty where the format has none.
    """

    north: float
    east: float
    ring: int
    number: int
    line: int | None = None
    column: int | None = None
    label: str = ""

    def place(self, file: str, axis: str = "") -> Place:
        field = f"ring {self.ring} point {self.number} {axis}".strip() if self.ring else axis
        return Place(file, self.line, self.column, field)

    @property
    def where(self) -> Text:
        """The point in words; a place of no ring has the numbers 0."""
        if self.ring == 0:
            return Text("该点", "the point")
        return Text("第{ring}圈第{number}点", "ring {ring} point {number}").format(
            ring=self.ring, number=self.number
        )


@dataclass(frozen=True, slots=True)
class WrittenRing:
    """One ring as written; the closing point is left out when it repeats the first. 圈。"""

    number: int
    vertices: tuple[Vertex, ...]
    top_m: float | None = None
    bottom_m: float | None = None
    note: str = ""
    is_hole: bool = False
    line: int | None = None
    column: int | None = None

    def place(self, file: str, field: str = "") -> Place:
        return Place(file, self.line, self.column, f"ring {self.number} {field}".strip())


@dataclass(frozen=True, slots=True)
class StatedParcel:
    """A parcel that states its own area: its rings (by number) and the area in m². 申报地块。"""

    label: str
    rings: tuple[int, ...]
    stated_m2: float
    place: Place


@dataclass(frozen=True, slots=True)
class WrittenRange:
    """All rings of an input. 读入的范围。

    `unit` is "plane" or "degrees", empty where the numbers must tell. `declared` is what the
    file or its reader declared, `reading` says how the coordinates were read.
    """

    source_format: str
    rings: tuple[WrittenRing, ...]
    unit: str = ""
    declared: DeclaredCrs | None = None
    reading: Text = Text("", "")
    accuracy_m: float = 0.0
    parcels: tuple[StatedParcel, ...] = ()

    def exchanged(self) -> WrittenRange:
        """The same range with the two columns of every point exchanged, as declared."""
        rings = tuple(
            replace(
                ring,
                vertices=tuple(
                    vertex._replace(north=vertex.east, east=vertex.north)
                    for vertex in ring.vertices
                ),
            )
            for ring in self.rings
        )
        return replace(self, rings=rings)


def number_of(text: str) -> float | None:
    """A plain finite number; None for anything else, exponents, NaN and infinity included.

    >>> number_of(" 29601325.83 "), number_of("1e7"), number_of("nan"), number_of("12m")
    (29601325.83, None, None, None)
    """
    word = text.strip()
    if not _NUMBER.fullmatch(word):
        return None
    value = float(word)
    return value if math.isfinite(value) else None


def refuse_number(problems: Problems, text: str, what: Text, place: Place) -> None:
    """Say that a field is not a number, with the likely reason."""
    word = text.strip()
    code = "number.invalid" if word else "number.empty"
    reason = _why_no_number(word)
    problems.refuse(code, reason.zh, reason.en, place=place, what=what, text=word[:40])


def _why_no_number(word: str) -> Text:
    if not word:
        return Text("{what}为空；请补填", "{what} is empty; fill it in")
    for pattern, reason in _REASONS:
        if pattern.fullmatch(word):
            return reason
    if _NUMBER.fullmatch(unicodedata.normalize("NFKC", word[:40])):
        return Text(
            "{what}为“{text}”，含全角数字；请改为半角",
            "{what} is “{text}”, in full-width digits; write plain ones",
        )
    return Text("{what}为“{text}”，不是数字", "{what} is “{text}”, not a number")


def has_too_many_lines(text: str, problems: Problems) -> bool:
    """Refuse a text that cannot be a range before each of its lines is looked at."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    if lines <= MOST_LINES:
        return False
    problems.refuse(
        "input.too-many-lines",
        "共 {lines} 行，超过上限 {most} 行；请核对文件或分次提供",
        "{lines} lines are more than {most}; check the file or split it",
        lines=lines,
        most=MOST_LINES,
    )
    return True


def height_of(text: str, *, what: Text, place: Place, problems: Problems) -> float | None:
    """A height in metres; an empty field states none."""
    if not text.strip():
        return None
    value = number_of(text)
    if value is None:
        refuse_number(problems, text, what, place)
    elif not LOWEST_M <= value <= HIGHEST_M:
        problems.refuse(
            "ring.height-range",
            "{what} {value} 米不在 {lowest}～{highest} 米之内；请核对标高或点数",
            "{what} {value} m is not within {lowest} to {highest} m; check it, or the count of "
            "points before it",
            place=place,
            what=what,
            value=f"{value:g}",
            lowest=f"{LOWEST_M:g}",
            highest=f"{HIGHEST_M:g}",
        )
    return value


def check_heights(ring: WrittenRing, problems: Problems) -> WrittenRing:
    """Refuse a top below the bottom or no thickness; two zeros are read as not stated."""
    top_m, bottom_m = ring.top_m, ring.bottom_m
    if top_m is None or bottom_m is None or top_m > bottom_m:
        return ring
    place = ring.place(problems.file, "top")
    if top_m == bottom_m == 0:
        problems.warn(
            "ring.heights-zero",
            "第{ring}圈上下标高均为 0，按未注明标高处理",
            "both heights of ring {ring} are 0 and were read as not stated",
            place=place,
            ring=ring.number,
        )
        return replace(ring, top_m=None, bottom_m=None)
    code = "ring.top-below-bottom" if top_m < bottom_m else "ring.no-thickness"
    problems.refuse(
        code,
        "第{ring}圈上限标高 {top} 米不高于下限标高 {bottom} 米；请核对是否填反",
        "the top of ring {ring}, {top} m, is not above its bottom, {bottom} m; check whether they "
        "are exchanged",
        place=place,
        ring=ring.number,
        top=f"{top_m:g}",
        bottom=f"{bottom_m:g}",
    )
    return ring


def opened(vertices: list[Vertex]) -> tuple[Vertex, ...]:
    """The vertices without a closing one that repeats the first."""
    first, last = vertices[0], vertices[-1]
    is_closed = len(vertices) > 3 and (first.north, first.east) == (last.north, last.east)
    return tuple(vertices[:-1] if is_closed else vertices)


def declared_or_stated(
    declared: DeclaredCrs | None, stated_epsg: int, problems: Problems
) -> DeclaredCrs:
    """The system that the reader declares, else the one that the file states; both are told.

    Programs label files by habit, so whoever hands one in may know better.
    """
    if declared is None or declared.epsg is None:
        return replace(declared or DeclaredCrs(), epsg=stated_epsg)
    if declared.epsg != stated_epsg:
        problems.warn(
            "crs.declared-instead",
            "文件写明 EPSG:{stated}，按声明的 EPSG:{declared} 读取；请核对",
            "the file states EPSG:{stated}; it was read as the declared EPSG:{declared}, check it",
            stated=stated_epsg,
            declared=declared.epsg,
        )
    return declared
