# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Well-known text of polygons, with an optional `SRID=…;` before it. WKT。

The coordinates are longitude (or easting) first. The text is read token by token, so that a
mistake has a line and a column.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from kuangtu.core.errors import Place
from kuangtu.core.text import Text, same
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import (
    Vertex,
    WrittenRange,
    WrittenRing,
    declared_or_stated,
    number_of,
    opened,
    refuse_number,
)

NAME = "wkt"
READING = Text("WKT，经度（东坐标）在前", "WKT, longitude or easting first")
_HEAD = re.compile(
    r"\s*(?:SRID\s{0,9}=\s{0,9}(?P<srid>[0-9]{1,6})\s{0,9};\s{0,99})?(?P<kind>[A-Z]{1,30})"
    r"\s{0,99}(?:ZM?|M)?\s{0,99}(?=\(|EMPTY)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\s*([(),;]|[^\s(),;]+)")
_MOST_NUMBERS = 4  # of a point: longitude, latitude, height and measure
_END = Text("文字结束", "the end of the text")
_NUMBERS = Text("两个数", "two numbers")


class _Broken(Exception):
    """The brackets do not fit; reading cannot go on. 结构错误。"""

    def __init__(self, offset: int, expected: Text) -> None:
        super().__init__(expected.en)
        self.offset = offset
        self.expected = expected


@dataclass(slots=True)
class _Tokens:
    """The words of a text, and where each stands; the last one is empty. 词元。"""

    problems: Problems
    words: list[str]
    offsets: list[int]
    line_starts: list[int]
    at: int = 0
    rings: list[WrittenRing] = field(default_factory=list)
    has_third: bool = False

    @classmethod
    def of(cls, text: str, start: int, problems: Problems) -> _Tokens:
        matches = list(_TOKEN.finditer(text, start))
        return cls(
            problems,
            [*(match[1] for match in matches), ""],
            [*(match.start(1) for match in matches), len(text.rstrip())],
            [0, *(match.end() for match in re.finditer("\n", text))],
        )

    @property
    def word(self) -> str:
        return self.words[self.at]

    def take(self, *expected: str) -> str:
        word = self.word
        if word not in expected:
            raise _Broken(self.offsets[self.at], same(" ".join(expected)))
        self.at += 1
        return word

    def position(self, at: int) -> tuple[int, int]:
        """Line and column of a word, from 1."""
        return self.position_of(self.offsets[at])

    def position_of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


def read_wkt(
    text: str, problems: Problems, *, declared: DeclaredCrs | None = None
) -> WrittenRange | None:
    """The rings of a POLYGON or MULTIPOLYGON, None if it is neither."""
    head = _HEAD.match(text)
    kind = head["kind"].upper() if head else ""
    if head is None or kind not in ("POLYGON", "MULTIPOLYGON") or text[head.end()] != "(":
        problems.refuse(
            "wkt.type",
            "“{kind}”不是可用的 WKT；范围须为非空的 POLYGON 或 MULTIPOLYGON",
            "“{kind}” is not usable; a range is a non-empty POLYGON or MULTIPOLYGON",
            place=Place(problems.file, 1, 1),
            kind=kind or text.strip()[:40],
        )
        return None
    tokens = _Tokens.of(text, head.end(), problems)
    try:
        _read_all(tokens, kind)
    except _Broken as broken:
        problems.refuse(
            "wkt.syntax",
            "WKT 在此中断：应为 {expected}；请核对括号与逗号，是否截断",
            "the WKT breaks off here: expected {expected}; check brackets and commas, and whether "
            "it is cut off",
            place=Place(problems.file, *tokens.position_of(broken.offset)),
            expected=broken.expected,
        )
        return None
    if tokens.has_third:
        problems.warn(
            "wkt.heights-ignored",
            "坐标中的第三个数（高程）未采用",
            "the third number of the coordinates was not used",
        )
    if head["srid"]:
        declared = declared_or_stated(declared, int(head["srid"]), problems)
    return WrittenRange(NAME, tuple(tokens.rings), "", declared, READING)


def _read_all(tokens: _Tokens, kind: str) -> None:
    if kind == "POLYGON":
        _read_polygon(tokens)
    else:
        tokens.take("(")
        _read_polygon(tokens)
        while tokens.take(",", ")") == ",":
            _read_polygon(tokens)
    if tokens.word == ";":
        tokens.at += 1
    if tokens.word:
        raise _Broken(tokens.offsets[tokens.at], _END)


def _read_polygon(tokens: _Tokens) -> None:
    tokens.take("(")
    _read_ring(tokens, is_hole=False)
    while tokens.take(",", ")") == ",":
        _read_ring(tokens, is_hole=True)


def _read_ring(tokens: _Tokens, *, is_hole: bool) -> None:
    number = len(tokens.rings) + 1
    line, column = tokens.position(tokens.at)
    tokens.take("(")
    read = [_read_vertex(tokens, number, 1)]
    while tokens.take(",", ")") == ",":
        read.append(_read_vertex(tokens, number, len(read) + 1))
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
    tokens.rings.append(WrittenRing(number, points, is_hole=is_hole, line=line, column=column))


def _read_vertex(tokens: _Tokens, ring: int, number: int) -> Vertex | None:
    start = tokens.at
    while tokens.word not in (",", ")", "(", ";", ""):
        tokens.at += 1
    words = tokens.words[start : tokens.at]
    if not 2 <= len(words) <= _MOST_NUMBERS:
        raise _Broken(tokens.offsets[start], _NUMBERS)
    tokens.has_third |= len(words) > 2
    values = [number_of(word) for word in words]
    if None in values:
        bad = values.index(None)
        what = Text(f"第{ring}圈第{number}点", f"ring {ring} point {number}")
        place = Place(tokens.problems.file, *tokens.position(start + bad), what.en)
        refuse_number(tokens.problems, words[bad], what, place)
        return None
    east, north = (float(word) for word in words[:2])
    return Vertex(north, east, ring, number, *tokens.position(start))
