# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plain list of points, one a line: decimal degrees, DMS or plane. 拐点坐标表。

Separated by commas, tabs, semicolons or blanks; a head line may name the columns. Without one
the columns are `X,Y` or `longitude,latitude`, before them a point number, and between these a
ring number, as in a parcel TXT. An empty line begins the next ring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kuangtu.core.errors import Invalid, Place
from kuangtu.core.text import Text
from kuangtu.geo.angles import looks_printed, parse_packed, parse_printed, to_degrees
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import (
    Vertex,
    WrittenRange,
    WrittenRing,
    has_too_many_lines,
    number_of,
    opened,
    refuse_number,
)

NAME = "csv"
_MOST_CELLS = 5  # of a line that is meant as a point; more are something else
_NUMERIC = re.compile(r"[+-]?[0-9.][0-9.,']*$")  # a number, even with commas in it
_HEADS = {
    "north": "x x坐标 北坐标 北坐标x 纵坐标 纵坐标x northing north 纬度 北纬 lat latitude",
    "east": "y y坐标 东坐标 东坐标y 横坐标 横坐标y easting east 经度 东经 lon lng longitude",
    "ring": "圈号 圈 ring",
    "point": "点号 序号 编号 拐点 拐点号 拐点编号 界址点号 no id point",
}


class _Cell(NamedTuple):
    """A field of a line and its column from 1. 单元格。"""

    text: str
    column: int


@dataclass(slots=True)
class _Reader:
    """The lines read so far. 读取过程。"""

    problems: Problems
    packed: bool
    columns: dict[str, int] | None = None
    north_first: bool | None = None
    rings: dict[str, list[Vertex | None]] = field(default_factory=dict)
    ring_numbers: dict[str, int] = field(default_factory=dict)
    blocks: int = 1
    points: int = 0
    has_angles: bool = False
    may_be_packed: bool = True
    numbers: int = 0


def read_point_list(
    text: str, problems: Problems, *, declared: DeclaredCrs | None = None
) -> WrittenRange | None:
    """The rings of a list of points, None if it is none."""
    if has_too_many_lines(text, problems):
        return None
    reader = _Reader(problems, packed=bool(declared and declared.angles == "packed"))
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            reader.blocks += bool(reader.rings)
            continue
        cells = _cells(line)
        if reader.points == 0 and reader.columns is None and _is_head(cells):
            _read_head(reader, cells, number)
        else:
            _read_line(reader, cells, number)
    rings = _rings_of(reader)
    if not rings and not problems.refused_count:
        problems.refuse("list.no-points", "没有读到拐点坐标", "no points could be read")
    return _finished(reader, rings, declared)


def _finished(
    reader: _Reader, rings: tuple[WrittenRing, ...], declared: DeclaredCrs | None
) -> WrittenRange:
    """The range, with the order of the columns decided."""
    axes = (declared.axes if declared else "") or {
        True: "north-east",
        False: "east-north",
        None: "",
    }[reader.north_first]
    unit = "degrees" if reader.has_angles or reader.packed else ""
    is_plane = any(vertex and abs(vertex.north) > 180 for ring in rings for vertex in ring.vertices)
    # The registry writes X, Y: north first. Degrees are said as longitude, latitude.
    is_east_first = axes == "east-north" or (not axes and not is_plane)
    if reader.packed or reader.has_angles:
        reading = Text("拐点表，度分秒", "list of points, degrees, minutes and seconds")
    else:
        reading = Text("拐点表，数值", "list of points, numbers")
        if not is_plane:
            _warn_of_packed(reader, declared)
    written = WrittenRange(NAME, rings, unit, declared, reading)
    return written.exchanged() if is_east_first else written


def _warn_of_packed(reader: _Reader, declared: DeclaredCrs | None) -> None:
    if reader.may_be_packed and reader.numbers and not (declared and declared.angles):
        reader.problems.warn(
            "angle.may-be-packed",
            "数值按十进制度读取；若实为“度.分秒”（DDD.MMSSsss），请注明后重新读取",
            "the numbers were read as decimal degrees; if they are packed DDD.MMSSsss, say so and "
            "read them again",
        )


def _cells(line: str) -> list[_Cell]:
    """The fields of a line; blanks separate only where no other sign does."""
    line = line.replace("，", ",").replace("；", ";")
    for sign in ("\t", ",", ";"):
        if sign in line.strip().rstrip(sign):
            return list(_split(line, sign))
    return [_Cell(match[0], match.start() + 1) for match in re.finditer(r"\S+", line)]


def _split(line: str, sign: str) -> Iterator[_Cell]:
    column = 1
    pieces = line.rstrip().rstrip(sign).split(sign)
    for piece in pieces:
        lead = len(piece) - len(piece.lstrip())
        yield _Cell(piece.strip().strip('"'), column + lead)
        column += len(piece) + 1


def _is_head(cells: list[_Cell]) -> bool:
    words = [cell.text for cell in cells]
    return not any(_NUMERIC.match(word) or looks_printed(word) for word in words) and any(
        re.search(r"[A-Za-z\u4e00-\u9fff]", word) for word in words
    )


def _read_head(reader: _Reader, cells: list[_Cell], line: int) -> None:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        word = re.sub(r"[(（\[].*", "", cell.text).strip().lower()
        for name, spellings in _HEADS.items():
            if word in spellings.split():
                columns.setdefault(name, index)
    if not {"north", "east"} <= set(columns):
        reader.problems.refuse(
            "list.head",
            "表头“{head}”中找不到坐标列；请用 X、Y 或 经度、纬度",
            "the head “{head}” names no coordinate columns; use X, Y or longitude, latitude",
            place=Place(reader.problems.file, line, 1),
            head=" ".join(cell.text for cell in cells)[:80],
        )
        # The lines are still read for the other mistakes in them, as if there were no head.
        columns = {}
    else:
        _warn_of_unused(reader, cells, columns, line)
    reader.columns = columns
    reader.north_first = True


def _warn_of_unused(
    reader: _Reader, cells: list[_Cell], columns: dict[str, int], line: int
) -> None:
    unused = [cell for index, cell in enumerate(cells) if index not in columns.values()]
    named = [cell for cell in unused if cell.text]
    if named:
        reader.problems.warn(
            "list.columns-unused",
            "以下各列未采用：{names}（点表没有标高和备注；有标高请用采矿权范围字符串）",
            "these columns were not used: {names} (a list of points has no heights and notes; the "
            "range string of mining rights has)",
            place=Place(reader.problems.file, line, named[0].column),
            names=Text(*(sign.join(cell.text for cell in named)[:80] for sign in ("、", ", "))),
        )


def _read_line(reader: _Reader, cells: list[_Cell], line: int) -> None:
    columns = reader.columns or _columns_of(cells)
    if columns is None or len(cells) <= max(columns.values(), default=0):
        _refuse_line(reader, cells, line)
        return
    first, second = cells[columns["north"]], cells[columns["east"]]
    if _is_closing_row(reader, columns, (first, second), line):
        return
    if reader.columns is None and reader.north_first is None:
        reader.north_first = _order_said(first.text, second.text)
    ring = cells[columns["ring"]].text if "ring" in columns else f"block {reader.blocks}"
    points = reader.rings.setdefault(ring, [])
    number = len(points) + 1
    ring_number = reader.ring_numbers.setdefault(ring, len(reader.rings))
    where = Text(f"第{ring_number}圈第{number}点", f"ring {ring_number} point {number}")
    values = [_value_of(reader, cell, line, where) for cell in (first, second)]
    north, east = values
    reader.points += 1
    if north is None or east is None:
        points.append(None)
    else:
        label = cells[columns["point"]].text if "point" in columns else ""
        points.append(Vertex(north, east, ring_number, number, line, first.column, label))


def _refuse_line(reader: _Reader, cells: list[_Cell], line: int) -> None:
    """Say that a line is no point, with the likely reason."""
    if len(cells) > _MOST_CELLS and _has_thousands(cells):
        reason = Text(
            "；坐标看来含千位分隔符，请去掉",
            "; the coordinates seem to have separators of thousands",
        )
    elif len(cells) > _MOST_CELLS:
        reason = Text(
            "；若为范围字符串，须以逗号分隔并以圈数、点数开头",
            "; a range string has commas between its fields and begins with its two counts",
        )
    else:
        reason = Text("；请核对", "; check it")
    reader.problems.refuse(
        "list.line",
        "第 {line} 行有 {count} 个字段，不是“[点号,][圈号,]坐标,坐标”{reason}",
        "line {line} has {count} fields, not “[point,][ring,]coordinate,coordinate”{reason}",
        place=Place(reader.problems.file, line, 1),
        line=line,
        count=len(cells),
        reason=reason,
    )


def _has_thousands(cells: list[_Cell]) -> bool:
    return sum(re.fullmatch(r"[0-9]{3}(?:\.[0-9]*)?", cell.text) is not None for cell in cells) > 3


def _order_said(first: str, second: str) -> bool | None:
    """True if angles themselves say north first, False for east first, None if they do not."""
    for text, answer in ((first, True), (second, False)):
        if re.search("[NS]|北纬", text.upper()):
            return answer
    return None


def _columns_of(cells: list[_Cell]) -> dict[str, int] | None:
    """The columns where no head names them; a ring number stands after the point, as in a TXT."""
    if len(cells) == 2:
        return {"north": 0, "east": 1}
    if len(cells) == 3:
        return {"point": 0, "north": 1, "east": 2}
    if len(cells) == 4:
        return {"point": 0, "ring": 1, "north": 2, "east": 3}
    return None


def _is_closing_row(
    reader: _Reader, columns: dict[str, int], cells: tuple[_Cell, _Cell], line: int
) -> bool:
    """The row `n 0 0` at the end of printed notices."""
    if "point" not in columns or any(number_of(cell.text) != 0 for cell in cells):
        return False
    reader.problems.warn(
        "range.closing-row",
        "第 {line} 行“n 0 0”按结束行处理，不是拐点",
        "line {line}, “n 0 0”, was read as a closing row, not as a point",
        place=Place(reader.problems.file, line, 1),
        line=line,
    )
    reader.blocks += 1
    return True


def _value_of(reader: _Reader, cell: _Cell, line: int, where: Text) -> float | None:
    """Degrees of an angle, or the number as it stands."""
    place = Place(reader.problems.file, line, cell.column, where.en)
    is_printed = looks_printed(cell.text)
    if is_printed or (reader.packed and number_of(cell.text) is not None):
        reader.has_angles |= is_printed
        try:
            angle = parse_printed(cell.text) if is_printed else parse_packed(cell.text)
        except Invalid as error:
            problem = error.problems[0]
            reader.problems.refuse(
                problem.code, "{at}：{why}", "{at}: {why}", place=place, at=where, why=problem.text
            )
            return None
        return to_degrees(angle)
    value = number_of(cell.text)
    if value is None:
        refuse_number(reader.problems, cell.text, where, place)
        return None
    reader.numbers += 1
    reader.may_be_packed &= _could_be_packed(cell.text)
    return value


def _could_be_packed(text: str) -> bool:
    digits = text.partition(".")[2].ljust(4, "0")
    return int(digits[:2]) < 60 and int(digits[2:4]) < 60 and len(digits.rstrip("0")) <= 7


def _rings_of(reader: _Reader) -> tuple[WrittenRing, ...]:
    rings = []
    for number, points in enumerate(reader.rings.values(), 1):
        vertices = [point for point in points if point is not None]
        whole = opened(vertices) if vertices and len(vertices) == len(points) else ()
        line = vertices[0].line if vertices else None
        rings.append(WrittenRing(number, whole, line=line, column=1))
    return tuple(rings)
