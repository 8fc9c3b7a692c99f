# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the two range strings share: a place in the fields, and the counts. 范围字符串计数。

Both write how many rings follow, and before each ring how many points; a wrong count is told
with what was found instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.geo.formats.fields import Fields
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import MOST_POINTS, MOST_RINGS


@dataclass(slots=True)
class Cursor:
    """Where reading stands; a lost structure ends it. 读取位置。"""

    fields: Fields
    problems: Problems
    at: int = 0
    is_lost: bool = False

    @property
    def left(self) -> int:
        return len(self.fields) - self.at

    def take(self) -> str:
        self.at += 1
        return self.fields.values[self.at - 1]


def read_ring_count(cursor: Cursor) -> int | None:
    """The first field: how many rings follow."""
    place = cursor.fields.place(0, "rings")
    if not cursor.fields.is_integer(0) or not 1 <= int(cursor.fields.values[0]) <= MOST_RINGS:
        cursor.problems.refuse(
            "range.ring-count",
            "首字段应为圈数（1～{most} 的整数），实为“{text}”",
            "the first field should be the number of rings (1 to {most}), it is “{text}”",
            place=place,
            most=MOST_RINGS,
            text=cursor.fields.values[0][:40],
        )
        return None
    return int(cursor.take())


def refuse_surplus(cursor: Cursor, count: int) -> None:
    """Fields after the last ring mean that a count is wrong or that the string is over-long."""
    if cursor.is_lost or cursor.left <= 0:
        return
    cursor.problems.refuse(
        "range.overlong",
        "{count} 圈读完后还多出 {left} 个字段（从第 {field} 个字段“{text}”起）；请核对圈数",
        "{left} fields remain after the {count} rings (from field {field}, “{text}”); check the "
        "number of rings",
        place=cursor.fields.place(cursor.at),
        count=count,
        left=cursor.left,
        field=cursor.at + 1,
        text=cursor.fields.values[cursor.at][:40],
    )


def refuse_truncated(cursor: Cursor, number: int, count: int, needed: int) -> None:
    """The string ends before a ring does."""
    cursor.is_lost = True
    cursor.problems.refuse(
        "range.truncated",
        "字符串不完整：声明 {count} 圈，第 {ring} 圈还需 {needed} 个字段，只剩 {left} 个",
        "the string is cut off: it declares {count} rings, ring {ring} needs {needed} more fields "
        "and {left} are left",
        place=cursor.fields.place(len(cursor.fields)),
        count=count,
        ring=number,
        needed=needed,
        left=max(cursor.left, 0),
    )


def read_point_count(cursor: Cursor, number: int, count: int) -> int | None:
    """The number of points that a ring declares."""
    if cursor.left <= 0:
        refuse_truncated(cursor, number, count, 1)
        return None
    if not cursor.fields.is_integer(cursor.at):
        cursor.is_lost = True
        cursor.problems.refuse(
            "range.point-count",
            "第 {ring} 圈的点数应为整数，实为“{text}”（第 {field} 个字段）；"
            "请核对前一圈的点数是否与实际一致",
            "the number of points of ring {ring} should be an integer, it is “{text}” (field "
            "{field}); check the count of the ring before it",
            place=cursor.fields.place(cursor.at, f"ring {number} points"),
            ring=number,
            text=cursor.fields.values[cursor.at][:40],
            field=cursor.at + 1,
        )
        return None
    count_of_points = int(cursor.fields.values[cursor.at])
    if MOST_POINTS < count_of_points > cursor.left:
        cursor.is_lost = True
        cursor.problems.refuse(
            "range.point-count",
            "第 {ring} 圈的点数为 {points}（第 {field} 个字段），超过上限 {most} 和其后的字段数；"
            "请核对此处是否缺少点数",
            "ring {ring} has {points} points (field {field}), more than {most} and than there are "
            "fields; check whether the number of points is missing here",
            place=cursor.fields.place(cursor.at, f"ring {number} points"),
            ring=number,
            points=count_of_points,
            field=cursor.at + 1,
            most=MOST_POINTS,
        )
        return None
    return int(cursor.take())


def refuse_point_count(cursor: Cursor, number: int, *, declared: int, actual: int) -> None:
    """A ring declares another number of points than it has."""
    cursor.problems.refuse(
        "range.point-count",
        "第 {ring} 圈声明 {declared} 个点，实际读到 {actual} 个；请核对点数",
        "ring {ring} declares {declared} points and has {actual}; correct the count",
        place=cursor.fields.place(cursor.at - 1, f"ring {number} points"),
        ring=number,
        declared=declared,
        actual=actual,
    )
