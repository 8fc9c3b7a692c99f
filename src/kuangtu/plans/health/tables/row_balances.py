# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rows of what there was, what goes, what comes and what there will be. 增减平衡表。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import YEAR_CELL
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.types import Finding, Kind

LOST = re.compile("净减|减少|关闭|退出|注销|灭失|消耗|动用|核减|调减|调出|压减")
GAINED = re.compile("新设|新增|新建|新立|增加|投放|调入|调增")
NEITHER = re.compile("净(?!减)|增减|率|幅|%")


@dataclass(frozen=True, slots=True)
class Flow:
    """The columns of a balance. 平衡各栏。"""

    before: int
    after: int
    lost: tuple[int, ...]
    gained: tuple[int, ...]


def flow_of(grid: Grid) -> Flow | None:
    """2020年末, 减少, 新设, 2025年末: the last is the first, less what goes, and what comes."""
    years = sorted(
        (found[1], column)
        for column in grid.numeric
        if (found := YEAR_CELL.search(grid.heads[column])) and column not in grid.shares
    )
    others = [n for n in grid.numeric if n not in {column for _, column in years}]
    others = [n for n in others if not NEITHER.search(grid.heads[n])]
    lost = tuple(n for n in others if LOST.search(grid.heads[n]))
    gained = tuple(n for n in others if GAINED.search(grid.heads[n]) and n not in lost)
    if len(years) != 2 or years[0][0] == years[1][0] or not lost or not gained:
        return None
    return Flow(years[0][1], years[1][1], lost, gained)


def rows_balance(case: Case) -> Iterator[Finding]:
    """煤 5, 减少1, 新设0, 4 beside 铝土矿 9, 减少2, 新设1, 7: the other rows all balance."""
    for grid in grids(case.tables):
        flow = flow_of(grid)
        if flow is None:
            continue
        told = [(row, end) for row in grid.body if (end := _end_of(row, flow)) is not None]
        wrong = [(row, end) for row, end in told if _number(row[flow.after]) != end]
        if len(wrong) * 3 < len(told):  # else the columns are no balance
            for row, end in wrong:
                yield from _finding(grid, row, flow, end)


def _number(cell: Cell | None) -> Decimal | None:
    return None if cell is None else cell.number


def _end_of(row: Sequence[Cell | None], flow: Flow) -> Decimal | None:
    """What a row should end with; a cell of a flow without a number is none."""
    first = _number(row[flow.before])
    if first is None or _number(row[flow.after]) is None:
        return None
    gained = sum((_number(row[n]) or Decimal(0) for n in flow.gained), Decimal(0))
    return first + gained - sum((_number(row[n]) or Decimal(0) for n in flow.lost), Decimal(0))


def _finding(
    grid: Grid, row: tuple[Cell | None, ...], flow: Flow, end: Decimal
) -> Iterator[Finding]:
    cell = row[flow.after]
    if cell is None:
        return
    columns = (flow.after, flow.before, *flow.lost, *flow.gained)
    yield error(
        Kind.SUM,
        cell.where,
        "“{name}”一行增减相抵应为 {right}，“{head}”印作 {printed}",
        "the row of “{name}” comes to {right} by what goes and comes; “{head}” is printed as "
        "{printed}",
        [one.reading for n in columns if (one := row[n]) is not None],
        shown(end),
        name=grid.label(row),
        right=shown(end),
        head=grid.heads[flow.after],
        printed=cell.text.strip(),
    )
