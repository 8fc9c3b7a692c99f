# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The points of a table: which columns hold them, and what stands in each row. 表格坐标。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    NORTHING_HIGHEST_M,
    NORTHING_LOWEST_M,
    is_in_china,
)
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.cell_values import CellValue, value_of
from kuangtu.layers.reading.grid import Headed, Row
from kuangtu.layers.reading.roles import Roles

FEWEST_TO_SUSPECT = 3  # numbers that could all be packed angles by chance
LARGEST_DEGREES = 180.0


@dataclass(frozen=True, slots=True)
class TablePoint:
    """The point of a row: easting or longitude first; None where a cell cannot be read. 行内点。"""

    row: Row
    east: float | None
    north: float | None
    problem: Text | None = None

    @property
    def is_degrees(self) -> bool:
        return (
            self.east is not None
            and self.north is not None
            and max(abs(self.east), abs(self.north)) <= LARGEST_DEGREES
        )


@dataclass(frozen=True, slots=True)
class TablePoints:
    """All points of a table, how its columns were read, and what to look at. 表格全部点。"""

    points: tuple[TablePoint, ...]
    columns: tuple[int, int]  # of the easting and of the northing
    findings: tuple[Finding, ...] = ()


def points_of(table: Headed, roles: Roles, *, is_packed: bool) -> TablePoints:
    """The points of the pair of columns that holds most of them. 表格坐标读取。"""
    pairs = roles.pairs
    rows = [row for row in table.rows if _is_filled(row, pairs)] or list(table.rows)
    pair = max(pairs, key=lambda one: sum(_is_filled(row, [one]) for row in rows))
    east, north = pair
    findings = [_not_used(table, one) for one in pairs if one != pair]
    first = [value_of(row.cell(east), what=_what(table, east), is_packed=is_packed) for row in rows]
    second = [
        value_of(row.cell(north), what=_what(table, north), is_packed=is_packed) for row in rows
    ]
    if pair == (roles.x, roles.y):
        if _is_north_first(first, second):
            east, north, first, second = north, east, second, first
        findings.append(_axes(table, east, north))
    if pair == (roles.longitude, roles.latitude):
        first, second = _without_run_together(first, second)
    findings += _angles(table, (east, first), (north, second))
    points = tuple(
        _point(table, row, (east, a), (north, b))
        for row, a, b in zip(rows, first, second, strict=True)
    )
    return TablePoints(points, (east, north), tuple(findings))


def _is_filled(row: Row, pairs: Sequence[tuple[int, int]]) -> bool:
    return any(row.cell(a).strip() or row.cell(b).strip() for a, b in pairs)


def _what(table: Headed, column: int) -> Text:
    return Text(f"“{table.names[column]}”", f"“{table.names[column]}”")


def _point(
    table: Headed, row: Row, east: tuple[int, CellValue], north: tuple[int, CellValue]
) -> TablePoint:
    problems = [
        table.grid.where(row.number, column) + Text("：", ": ") + value.problem
        for column, value in (east, north)
        if value.problem is not None
    ]
    problem = problems[0] if problems else None
    if len(problems) > 1:
        problem = problems[0] + Text("；", "; ") + problems[1]
    return TablePoint(row, east[1].number, north[1].number, problem)


RUN_TOGETHER = Text(
    "“{word}”不是度，像是度分秒连写；请改写为 {angle} 的形式",
    "“{word}” is no number of degrees, it looks like degrees, minutes and seconds run together; "
    "write it as {angle}",
)


def _without_run_together(
    longitudes: Sequence[CellValue], latitudes: Sequence[CellValue]
) -> tuple[list[CellValue], list[CellValue]]:
    """881012.5 and 390112 under the heads of degrees are no metres: both are told."""
    pairs = [
        (_run_together(a), _run_together(b)) if _is_run_together(a.number, b.number) else (a, b)
        for a, b in zip(longitudes, latitudes, strict=True)
    ]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _is_run_together(longitude: float | None, latitude: float | None) -> bool:
    """Whether both are an angle of China as DDMMSS.

    >>> _is_run_together(881012.5, 390112.0), _is_run_together(601325.83, 4321375.7)
    (True, False)
    >>> _is_run_together(886512.0, 390112.0), _is_run_together(88.17, 39.02)
    (False, False)
    """
    if longitude is None or latitude is None:
        return False
    parts = [(value // 10_000, value // 100 % 100, value % 100) for value in (longitude, latitude)]
    is_angle = all(minutes < 60 and seconds < 60 for _, minutes, seconds in parts)
    return is_angle and is_in_china(parts[0][0], parts[1][0])


def _run_together(value: CellValue) -> CellValue:
    number = value.number or 0.0
    angle = f"{number // 10_000:.0f}°{number // 100 % 100:02.0f}′{number % 100:g}″"
    return CellValue(None, problem=RUN_TOGETHER.format(word=f"{number:.10g}", angle=angle))


def _is_north_first(first: Sequence[CellValue], second: Sequence[CellValue]) -> bool:
    """Whether X is north: by the numbers where only that is possible, else as surveyed."""
    pairs = [
        (a.number, b.number)
        for a, b in zip(first, second, strict=True)
        if a.number is not None and b.number is not None
    ]
    if not pairs:
        return True
    x, y = np.median(np.array(pairs), axis=0).tolist()
    if max(abs(x), abs(y)) <= LARGEST_DEGREES:
        return is_in_china(y, x)
    return _is_northing(x) or not _is_northing(y)


def _is_northing(value: float) -> bool:
    return NORTHING_LOWEST_M <= value <= NORTHING_HIGHEST_M and value > 1_000_000


def _axes(table: Headed, east: int, north: int) -> Finding:
    text = Text(
        "“{north}”列读作北（纵）坐标，“{east}”列读作东（横）坐标",
        "“{north}” was read as north, “{east}” as east",
    )
    return Finding(
        "axes-by-numbers",
        Severity.NOTE,
        text.format(north=table.names[north], east=table.names[east]),
        Text(
            "如不对请在源表中把列名改为“北坐标”“东坐标”", "rename them northing and easting if not"
        ),
    )


def _not_used(table: Headed, pair: tuple[int, int]) -> Finding:
    text = Text(
        "另有坐标列“{a}”“{b}”，未采用",
        "the columns “{a}” and “{b}” hold coordinates too and were not used",
    )
    return Finding(
        "coordinates-not-used",
        Severity.NOTE,
        text.format(a=table.names[pair[0]], b=table.names[pair[1]]),
        Text(
            "如应采用它们，请删去其余坐标列",
            "remove the other coordinate columns if these are meant",
        ),
    )


def _angles(table: Headed, *columns: tuple[int, Sequence[CellValue]]) -> Iterator[Finding]:
    """What is doubtful about the angles of a column: two ways of writing, or packed ones."""
    for column, values in columns:
        there = [value for value in values if value.number is not None]
        name = table.names[column]
        plain = [value for value in there if not value.is_angle]
        if plain and len(plain) < len(there):
            yield Finding(
                "angles-mixed",
                Severity.WARNING,
                Text(
                    f"“{name}”列中度分秒与十进制度混用（十进制度 {len(plain)} 处）",
                    f"“{name}” mixes degrees, minutes and seconds with {len(plain)} plain numbers",
                ),
                Text("请核对这些数不是“度.分秒”", "make sure that these are decimal degrees"),
                field=name,
            )
        is_degrees = all(abs(value.number or 0) <= LARGEST_DEGREES for value in there)
        if (
            is_degrees
            and len(there) >= FEWEST_TO_SUSPECT
            and all(value.could_be_packed for value in there)
        ):
            yield Finding(
                "angle-may-be-packed",
                Severity.WARNING,
                Text(
                    f"“{name}”列按十进制度读取，但全部数值也可能是“度.分秒”（DDD.MMSS）",
                    f"“{name}” was read as decimal degrees, but every number could be packed "
                    "DDD.MMSS",
                ),
                Text("请核对；若是，请改写为度分秒", "check it; if so, write them as 88°10′12″"),
                field=name,
            )
