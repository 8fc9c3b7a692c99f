# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The range string of exploration rights. 探矿权范围字符串。

    N, { M, { longitude, latitude }*M, [ FLAG, 0, 0 ] }*N ,

Angles are packed DDD.MMSSsss, unless decimal degrees are declared; FLAG 0 is a ring of ground and
-1 one cut out. The triple may be missing, and printed notices sometimes end with a row `n 0 0`.
Source: the strings that registries print, as public parsers read them.
"""

from __future__ import annotations

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text
from kuangtu.geo.angles import looks_printed, parse_packed, to_degrees
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.fields import Fields, fields_of, refuse_mixed_commas
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.range_fields import (
    Cursor,
    read_point_count,
    read_ring_count,
    refuse_point_count,
    refuse_surplus,
    refuse_truncated,
)
from kuangtu.geo.formats.written import (
    Vertex,
    WrittenRange,
    WrittenRing,
    number_of,
    opened,
    refuse_number,
)

NAME = "exploration-range"
_PACKED = Text("探矿权范围字符串，角度为度.分秒", "exploration range string, packed angles")
_FLAGS = {"0": False, "-1": True}
_DECIMAL = Text(
    "探矿权范围字符串，角度按声明为十进制度",
    "exploration range string, decimal degrees as declared",
)


def read_exploration_range(
    text: str, problems: Problems, *, declared: DeclaredCrs | None = None
) -> WrittenRange | None:
    """The rings of a range string, None when its structure is lost."""
    cursor = Cursor(fields_of(text, problems), problems)
    is_packed = not (declared and declared.angles == "decimal")
    rings = _read_rings(cursor, is_packed=is_packed)
    refuse_mixed_commas(cursor.fields, problems)
    if rings is None:
        return None
    reading = _PACKED if is_packed else _DECIMAL
    return WrittenRange(NAME, tuple(rings), "degrees", declared, reading)


def _read_rings(cursor: Cursor, *, is_packed: bool) -> list[WrittenRing] | None:
    count = read_ring_count(cursor)
    if count is None:
        return None
    rings: list[WrittenRing] = []
    while len(rings) < count:
        ring = _read_ring(cursor, len(rings) + 1, count, is_packed=is_packed)
        if ring is None:
            return None
        rings.append(ring)
    if _is_closing_row(cursor.fields, cursor.at) and cursor.left == 3:
        _skip_closing_row(cursor)
    refuse_surplus(cursor, count)
    return rings


def _read_ring(cursor: Cursor, number: int, count: int, *, is_packed: bool) -> WrittenRing | None:
    place = cursor.fields.place(cursor.at)
    declared = read_point_count(cursor, number, count)
    if declared is None:
        return None
    points = declared
    actual = _actual_count(cursor.fields, cursor.at)
    if actual != declared and actual >= 3 and _ends_well(cursor.fields, cursor.at + 2 * actual):
        refuse_point_count(cursor, number, declared=declared, actual=actual)
        points = actual
    if cursor.left < 2 * points:
        refuse_truncated(cursor, number, count, 2 * points)
        return None
    vertices = [
        _read_point(cursor, number, index + 1, is_packed=is_packed) for index in range(points)
    ]
    known = [vertex for vertex in vertices if vertex is not None]
    is_hole = _read_triple(cursor, number)
    ring = opened(known) if known and len(known) == len(vertices) else ()
    return WrittenRing(number, ring, is_hole=is_hole, line=place.line, column=place.column)


def _actual_count(fields: Fields, at: int) -> int:
    """How many pairs from here on could be a longitude and a latitude."""
    points = 0
    while at + 2 * points + 1 < len(fields) and all(
        _is_angle(text) for text in fields.values[at + 2 * points : at + 2 * points + 2]
    ):
        points += 1
    return points


def _is_angle(text: str) -> bool:
    """Counts and flags are whole or zero; an angle of a block has at least its minutes."""
    value = number_of(text)
    return value is not None and 3.0 <= value <= 136.0 and "." in text


def _ends_well(fields: Fields, at: int) -> bool:
    """True if a ring could end here: at the end, before a triple or before another ring."""
    if at >= len(fields) or _is_triple(fields, at):
        return True
    return fields.is_integer(at) and _actual_count(fields, at + 1) >= 3


def _is_triple(fields: Fields, at: int) -> bool:
    if at + 2 >= len(fields):
        return False
    return all(number_of(text) == 0 for text in fields.values[at + 1 : at + 3])


def _is_closing_row(fields: Fields, at: int) -> bool:
    return _is_triple(fields, at) and fields.is_integer(at) and int(fields.values[at]) > 0


def _read_point(cursor: Cursor, ring: int, number: int, *, is_packed: bool) -> Vertex | None:
    at = cursor.at
    east = _read_angle(cursor, ring, number, Text("经度", "longitude"), is_packed=is_packed)
    north = _read_angle(cursor, ring, number, Text("纬度", "latitude"), is_packed=is_packed)
    if north is None or east is None:
        return None
    return Vertex(north, east, ring, number, *cursor.fields.position(at))


def _read_angle(
    cursor: Cursor, ring: int, number: int, axis: Text, *, is_packed: bool
) -> float | None:
    text = cursor.take()
    place = cursor.fields.place(cursor.at - 1, f"ring {ring} point {number} {axis.en}")
    what = Text(f"第{ring}圈第{number}点", f"ring {ring} point {number} ") + axis
    value = number_of(text)
    if value is None and not looks_printed(text):
        refuse_number(cursor.problems, text, what, place)
        return None
    if value is not None and not is_packed:
        return value
    try:
        return to_degrees(parse_packed(text))
    except Invalid as error:
        problem = error.problems[0]
        cursor.problems.refuse(
            problem.code,
            "{what}：{why}",
            "{what}: {why}",
            place=place,
            what=what,
            why=problem.text,
        )
        return None


def _read_triple(cursor: Cursor, number: int) -> bool:
    """The trailing triple; True for a ring that is cut out."""
    if not _is_triple(cursor.fields, cursor.at):
        return False
    if _is_closing_row(cursor.fields, cursor.at):
        _skip_closing_row(cursor, number)
        return False
    flag = cursor.take()
    cursor.at += 2
    if flag not in _FLAGS:
        cursor.problems.refuse(
            "range.flag",
            "第 {ring} 圈的标志应为 0 或 -1，实为“{text}”（第 {field} 个字段）；请核对",
            "the flag of ring {ring} should be 0 or -1, it is “{text}” (field {field}); check it",
            place=cursor.fields.place(cursor.at - 3, f"ring {number} flag"),
            ring=number,
            text=flag[:40],
            field=cursor.at - 2,
        )
    return _FLAGS.get(flag, False)


def _skip_closing_row(cursor: Cursor, number: int | None = None) -> None:
    """The row `n 0 0` of printed notices is no point; it is passed over and reported."""
    cursor.problems.warn(
        "range.closing-row",
        "“{text} 0 0”按结束行处理，不是拐点",
        "the row “{text} 0 0” was read as a closing row, not as a point",
        place=cursor.fields.place(cursor.at, f"ring {number} flag" if number else ""),
        text=cursor.fields.values[cursor.at][:40],
    )
    cursor.at += 3
