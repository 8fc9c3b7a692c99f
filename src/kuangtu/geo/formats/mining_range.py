# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The range string of mining rights (区域坐标). 采矿权范围字符串。

    N, { M, { no, X, Y }*M, TOP, BOTTOM, NOTE, FLAG }*N ,

X is the northing, Y the easting with its zone, FLAG 1 a ring of ground and -1 one taken away.
The trailing comma may be missing. Source: real strings, as three public parsers read them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
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
    HIGHEST_M,
    LOWEST_M,
    Vertex,
    WrittenRange,
    WrittenRing,
    check_heights,
    height_of,
    number_of,
    opened,
    refuse_number,
)

NAME = "mining-range"
DEDUCTION_WORDS = ("扣除", "挖空", "扣减")
_AFTER_POINTS = 4  # TOP, BOTTOM, NOTE, FLAG
_FLAGS = {"1": False, "-1": True}
# One point whose X and Y are grouped in threes: no sequence of true fields looks like it.
_THOUSANDS = re.compile(
    r"(?<![0-9.])[0-9],[0-9]{3},[0-9]{3}(?:\.[0-9]*)?,[0-9]{1,2},[0-9]{3},[0-9]{3}(?:\.[0-9]*)?"
)


def read_mining_range(
    text: str,
    problems: Problems,
    *,
    declared: DeclaredCrs | None = None,
    confirm_deduction: bool | None = None,
) -> WrittenRange | None:
    """The rings of a range string, None when its structure is lost.

    `confirm_deduction` answers for rings whose note says 扣除 while their flag is 1: True takes
    them away, False counts them as ground, None refuses with the question.
    """
    if _has_thousands(text, problems):
        return None
    cursor = Cursor(fields_of(text, problems), problems)
    rings = _read_rings(cursor, confirm_deduction)
    refuse_mixed_commas(cursor.fields, problems)
    if rings is None or cursor.is_lost:
        return None
    reading = Text("采矿权范围字符串", "mining range string")
    return WrittenRange(NAME, tuple(rings), "plane", declared, reading)


def _has_thousands(text: str, problems: Problems) -> bool:
    """Refuse a string whose coordinates have commas inside, which separate fields as well."""
    match = _THOUSANDS.search(text)
    if match is None:
        return False
    line = text.count("\n", 0, match.start()) + 1
    column = match.start() - text.rfind("\n", 0, match.start())
    problems.refuse(
        "number.thousands",
        "坐标“{text}”看来含千位分隔符，与字段之间的逗号无法区分；请去掉千位分隔符",
        "the coordinates “{text}” seem to have separators of thousands, which cannot be told from "
        "the commas between fields; remove them",
        place=Place(problems.file, line, column),
        text=match[0],
    )
    return True


def _read_rings(cursor: Cursor, confirm_deduction: bool | None) -> list[WrittenRing] | None:
    count = read_ring_count(cursor)
    if count is None:
        return None
    rings: list[WrittenRing] = []
    while len(rings) < count and not cursor.is_lost:
        ring = _read_ring(cursor, len(rings) + 1, count)
        if ring is None:
            return None
        rings.append(_with_deduction(ring, confirm_deduction, cursor.problems))
    refuse_surplus(cursor, count)
    return rings


def _read_ring(cursor: Cursor, number: int, count: int) -> WrittenRing | None:
    start = cursor.fields.place(cursor.at)
    declared = read_point_count(cursor, number, count)
    if declared is None:
        return None
    points = declared
    if not _fits(cursor.fields, cursor.at, declared):
        actual = _actual_count(cursor)
        if actual is not None and actual != declared:
            refuse_point_count(cursor, number, declared=declared, actual=actual)
            points = actual
        if actual is None and _are_numberless(cursor, declared):
            _refuse_numberless(cursor, number)
            return None
    needed = 3 * points + _AFTER_POINTS
    if cursor.left < needed:
        refuse_truncated(cursor, number, count, needed)
        return None
    vertices = [_read_point(cursor, number, place + 1) for place in range(points)]
    ring = _read_ending(cursor, number)
    known = [vertex for vertex in vertices if vertex is not None]
    return replace(
        ring,
        vertices=opened(known) if known and len(known) == len(vertices) else (),
        line=start.line,
        column=start.column,
    )


def _fits(fields: Fields, at: int, points: int) -> bool:
    """True if a ring of so many points could start here: its heights and flag look right."""
    end = at + 3 * points
    if len(fields) < end + _AFTER_POINTS or fields.values[end + 3] not in _FLAGS:
        return False
    return all(_is_height(text) for text in fields.values[end : end + 2])


def _are_numberless(cursor: Cursor, points: int) -> bool:
    """True if the points that stand here are X and Y alone, without their numbers."""
    fields, end = cursor.fields, cursor.at + 2 * points
    if len(fields) < end + _AFTER_POINTS or fields.values[end + 3] not in _FLAGS:
        return False
    values = [number_of(text) for text in fields.values[cursor.at : end]]
    return all(value is None or value > HIGHEST_M for value in values) and any(values)


def _refuse_numberless(cursor: Cursor, number: int) -> None:
    cursor.is_lost = True
    cursor.problems.refuse(
        "range.point-number-missing",
        "第 {ring} 圈的各点看来没有点号（第 {field} 个字段为“{text}”）；每点应为“点号,X,Y”",
        "the points of ring {ring} seem to have no numbers (field {field} is “{text}”); each point "
        "is number, X, Y",
        place=cursor.fields.place(cursor.at, f"ring {number} point 1"),
        ring=number,
        field=cursor.at + 1,
        text=cursor.fields.values[cursor.at][:40],
    )


def _is_height(text: str) -> bool:
    value = number_of(text)
    return not text or (value is not None and LOWEST_M <= value <= HIGHEST_M)


def _actual_count(cursor: Cursor) -> int | None:
    """How many points stand here if the count is wrong: as long as no, X, Y go on."""
    fields, points = cursor.fields, 0
    while _is_point(fields, cursor.at + 3 * points):
        points += 1
    return points if points >= 3 and _fits(fields, cursor.at, points) else None


def _is_point(fields: Fields, at: int) -> bool:
    if at + 2 >= len(fields) or not fields.is_integer(at):
        return False
    north, east = number_of(fields.values[at + 1]), number_of(fields.values[at + 2])
    return north is not None and east is not None and min(north, east) > HIGHEST_M


def _read_point(cursor: Cursor, ring: int, number: int) -> Vertex | None:
    at = cursor.at
    label = cursor.take()
    values = []
    for axis in ("X", "Y"):
        text = cursor.take()
        value = number_of(text)
        if value is None:
            what = Text(
                f"第{ring}圈第{number}点 {axis}（第 {cursor.at} 个字段）",
                f"{axis} of ring {ring} point {number} (field {cursor.at})",
            )
            place = cursor.fields.place(cursor.at - 1, f"ring {ring} point {number} {axis}")
            refuse_number(cursor.problems, text, what, place)
        values.append(value)
    north, east = values
    if north is None or east is None:
        return None
    return Vertex(north, east, ring, number, *cursor.fields.position(at), label)


def _read_ending(cursor: Cursor, number: int) -> WrittenRing:
    heights = []
    for name, what in (
        ("top", Text("上限标高", "the top height")),
        ("bottom", Text("下限标高", "the bottom height")),
    ):
        text = cursor.take()
        place = cursor.fields.place(cursor.at - 1, f"ring {number} {name}")
        label = Text(f"第{number}圈", f"ring {number}: ") + what
        heights.append(height_of(text, what=label, place=place, problems=cursor.problems))
    note, flag = cursor.take(), cursor.take()
    if flag not in _FLAGS:
        cursor.is_lost = number_of(flag) is None
        cursor.problems.refuse(
            "range.flag",
            "第 {ring} 圈的标志应为 1 或 -1，实为“{text}”（第 {field} 个字段）；请核对点数与标志",
            "the flag of ring {ring} should be 1 or -1, it is “{text}” (field {field}); check the "
            "count of points and the flag",
            place=cursor.fields.place(cursor.at - 1, f"ring {number} flag"),
            ring=number,
            text=flag[:40],
            field=cursor.at,
        )
    top_m, bottom_m = heights
    place = cursor.fields.place(cursor.at - 4)
    is_hole = _FLAGS.get(flag, False)
    ring = WrittenRing(number, (), top_m, bottom_m, note, is_hole, place.line, place.column)
    return check_heights(ring, cursor.problems)


def _with_deduction(
    ring: WrittenRing, confirm_deduction: bool | None, problems: Problems
) -> WrittenRing:
    """A ring whose note says 扣除 but whose flag is 1 is a question, not a ring."""
    if ring.is_hole or not any(word in ring.note for word in DEDUCTION_WORDS):
        return ring
    values = {"ring": ring.number, "note": ring.note[:40]}
    place = ring.place(problems.file, "flag")
    if confirm_deduction is None:
        problems.refuse(
            "range.deduction-flag",
            "第 {ring} 圈备注为“{note}”，但标志为 1（计入范围）；请确认：扣除，还是计入？",
            "the note of ring {ring} is “{note}”, but its flag 1 counts it as ground; confirm: "
            "take it away or count it?",
            place=place,
            **values,
        )
        return ring
    problems.warn(
        "range.deduction-flag",
        "第 {ring} 圈备注为“{note}”而标志为 1，经确认按{decision}处理",
        "the note of ring {ring} is “{note}” and its flag 1; as confirmed it was {decision}",
        place=place,
        decision=Text("扣除", "taken away") if confirm_deduction else Text("计入", "counted"),
        **values,
    )
    return replace(ring, is_hole=confirm_deduction)
