# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A range as a file writes it, before anybody knows its reference system. 原样读入的范围。"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.problems import Problems

MOST_BYTES = 10_000_000
MOST_RINGS = 2_000
MOST_POINTS = 100_000
# Nothing is mined above the highest or below the deepest place; such a number is something else.
HIGHEST_M, LOWEST_M = 9_000.0, -12_000.0

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")


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
        field = f"ring {self.ring} point {self.number} {axis}".strip()
        return Place(file, self.line, self.column, field)

    @property
    def where(self) -> Text:
        """The point in words."""
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
    if not word:
        zh, en = "{what}为空；请补填", "{what} is empty; fill it in"
    elif re.fullmatch(r"[+-]?(nan|inf|infinity)", word, re.IGNORECASE):
        zh, en = (
            "{what}为“{text}”，不是有限数",
            "{what} is “{text}”, which is not a finite number",
        )
    elif re.fullmatch(r"[+-]?[\d.]+[eE][+-]?\d+", word):
        zh, en = (
            "{what}为“{text}”：科学计数法会丢失位数，请写全数字",
            "{what} is “{text}”: the exponent form loses digits, write the whole number",
        )
    else:
        zh, en = "{what}为“{text}”，不是数字", "{what} is “{text}”, not a number"
    code = "number.empty" if not word else "number.invalid"
    problems.refuse(code, zh, en, place=place, what=what, text=word[:40])


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
