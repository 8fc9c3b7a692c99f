# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Well-known text of polygons, with an optional `SRID=…;` before it. WKT。

The coordinates are longitude (or easting) first. The text is read token by token, so that a
mistake has a line and a column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import (
    Vertex,
    WrittenRange,
    WrittenRing,
    number_of,
    opened,
    refuse_number,
)

NAME = "wkt"
READING = Text("WKT，经度（东坐标）在前", "WKT, longitude or easting first")
_HEAD = re.compile(
    r"\s*(?:SRID\s*=\s*(?P<srid>\d{1,6})\s*;)?\s*(?P<kind>[A-Z]+)\s*(?P<third>ZM?|M)?\s*(?=\(|EMPTY)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\s*([(),]|[^\s(),]+)")


class _Broken(Exception):
    """The brackets do not fit; reading cannot go on. 结构错误。"""

    def __init__(self, offset: int, expected: str) -> None:
        super().__init__(expected)
        self.offset = offset
        self.expected = expected


@dataclass(slots=True)
class _Tokens:
    """The text from some offset on, token by token. 词元。"""

    text: str
    offset: int
    problems: Problems
    rings: list[WrittenRing] = field(default_factory=list)
    has_third: bool = False

    def peek(self) -> str:
        match = _TOKEN.match(self.text, self.offset)
        return match[1] if match else ""

    def take(self, *expected: str) -> str:
        match = _TOKEN.match(self.text, self.offset)
        token = match[1] if match else ""
        if match is None or (expected and token not in expected):
            raise _Broken(self.offset, " / ".join(expected) or "number")
        self.offset = match.end()
        return token

    def place(self, offset: int, what: str = "") -> Place:
        line, column = self.position(offset)
        return Place(self.problems.file, line, column, what)

    def position(self, offset: int) -> tuple[int, int]:
        offset += len(self.text[offset:]) - len(self.text[offset:].lstrip())
        before = self.text[:offset]
        return before.count("\n") + 1, offset - before.rfind("\n")


def read_wkt(
    text: str, problems: Problems, *, declared: DeclaredCrs | None = None
) -> WrittenRange | None:
    """The rings of a POLYGON or MULTIPOLYGON, None if it is neither."""
    head = _HEAD.match(text)
    kind = head["kind"].upper() if head else ""
    tokens = _Tokens(text, head.end() if head else 0, problems)
    if head is None or kind not in ("POLYGON", "MULTIPOLYGON") or tokens.peek() != "(":
        problems.refuse(
            "wkt.type",
            "“{kind}”不是可用的 WKT；范围须为非空的 POLYGON 或 MULTIPOLYGON",
            "“{kind}” is not usable; a range is a non-empty POLYGON or MULTIPOLYGON",
            place=Place(problems.file, 1, 1),
            kind=kind or text.strip()[:40],
        )
        return None
    try:
        _read_all(tokens, kind)
    except _Broken as broken:
        problems.refuse(
            "wkt.syntax",
            "WKT 在此中断：应为 {expected}；请核对括号与逗号，是否截断",
            "the WKT breaks off here: expected {expected}; check brackets and commas, and whether "
            "it is cut off",
            place=tokens.place(broken.offset),
            expected=broken.expected,
        )
        return None
    if tokens.has_third:
        problems.warn(
            "wkt.heights-ignored",
            "坐标中的第三个数（高程）未采用",
            "the third number of the coordinates was not used",
        )
    if head["srid"] and not (declared and declared.epsg):
        declared = DeclaredCrs(int(head["srid"]), helmert=declared.helmert if declared else None)
    return WrittenRange(NAME, tuple(tokens.rings), "", declared, READING)


def _read_all(tokens: _Tokens, kind: str) -> None:
    tokens.take("(")
    while kind == "MULTIPOLYGON":
        _read_polygon(tokens)
        if tokens.take(",", ")") == ")":
            break
    else:
        tokens.offset -= 1
        _read_polygon(tokens)
    if tokens.peek() not in ("", ";"):
        raise _Broken(tokens.offset, "end of text")


def _read_polygon(tokens: _Tokens) -> None:
    tokens.take("(")
    is_hole = False
    while True:
        _read_ring(tokens, is_hole=is_hole)
        is_hole = True
        if tokens.take(",", ")") == ")":
            return


def _read_ring(tokens: _Tokens, *, is_hole: bool) -> None:
    number = len(tokens.rings) + 1
    place = tokens.place(tokens.offset)
    tokens.take("(")
    read: list[Vertex | None] = []
    while True:
        read.append(_read_vertex(tokens, number, len(read) + 1))
        if tokens.take(",", ")") == ")":
            break
    vertices = [vertex for vertex in read if vertex is not None]
    is_whole = len(vertices) == len(read)
    if is_whole and (len(vertices) < 2 or vertices[0][:2] != vertices[-1][:2]):
        tokens.problems.warn(
            "ring.unclosed",
            "第{ring}圈末点与首点不同，按首尾相连读取",
            "the last point of ring {ring} differs from the first; the ring was read as closed",
            place=vertices[-1].place(tokens.problems.file),
            ring=number,
        )
    points = opened(vertices) if is_whole else ()
    tokens.rings.append(
        WrittenRing(number, points, is_hole=is_hole, line=place.line, column=place.column)
    )


def _read_vertex(tokens: _Tokens, ring: int, number: int) -> Vertex | None:
    offset = tokens.offset
    words = []
    while tokens.peek() not in (",", ")", "(", ""):
        words.append(tokens.take())
    line, column = tokens.position(offset)
    if len(words) < 2:
        raise _Broken(offset, "two numbers")
    tokens.has_third |= len(words) > 2
    values = [number_of(word) for word in words[:2]]
    east, north = values
    if east is None or north is None:
        bad = words[values.index(None)]
        what = Text(f"第{ring}圈第{number}点", f"ring {ring} point {number}")
        place = Place(tokens.problems.file, line, column, what.en)
        refuse_number(tokens.problems, bad, what, place)
        return None
    return Vertex(north, east, ring, number, line, column)
