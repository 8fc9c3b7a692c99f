# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zeros that are meant: the table adds up with them, or the text says why there is none. 零值。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind

NONE = re.compile(
    "停产|停采|停工|停办|在建|筹建|拟建|基建|未投产|未开采|未生产|未动工|未安排|没有|尚无|暂无|均无|无产|关闭|闭坑|新设|注销|为零"
)
SAYS_ZERO = re.compile('[“"(]0[”")]?(?:表示|指|为|即|代表|系)|0(?:表示|代表)')
OF_GROWTH = re.compile("产量|产值|开采量|采出|累计|新增|净增|增减|变化|率")
LEAST = 2  # numbers beside the zero that the total is made of
SIZED = re.compile("大型|中型|小型")
OUTPUT, VALUE = re.compile("产量|开采量"), re.compile("产值")
RATE = re.compile("率|比例|占比|比重|%")
WON = re.compile("回采率|回收率|利用率")


def is_zero_meant(case: Case, grid: Grid, column: int, cell: Cell) -> bool:
    """The column's total is the sum with the zero, or the row, a note or the text tells why."""
    if SAYS_ZERO.search(case.whole) or _is_of_the_total(grid, column):
        return True
    if "其中" in grid.heads[column]:
        return True  # 其中：储量 0: none of it
    row = grid.rows[cell.row]
    if OUTPUT.search(grid.heads[column]) and any(
        VALUE.search(grid.heads[n]) and (one := row[n]) is not None and one.number
        for n in grid.numeric
    ):
        return False  # 产量 0, 产值 9600: what was sold was mined
    if any(NONE.search(other.text) for other in row if other is not None):
        return True
    others = [row[n] for n in grid.numeric if n != column and not SIZED.search(grid.heads[n])]
    if len([one for one in others if one is not None and one.number == 0]) > 1:
        return True  # 0个, 0万吨, 0: all of the row says that there is none
    label = re.sub(r"\([^()]*\)", "", plain(grid.label(row)))
    said = (one.text for one in case.sentences if label and label in one.text)
    return bool(OF_GROWTH.search(grid.heads[column] + label)) and any(map(NONE.search, said))


def _is_of_the_total(grid: Grid, column: int) -> bool:
    """10, 0, 25 and a total of 35."""
    rows = [(grid.is_total(row), row[column]) for row in grid.body]
    totals = [one.number for is_total, one in rows if is_total and one is not None]
    parts = [one.number for is_total, one in rows if not is_total and one is not None]
    numbers = [one for one in parts if one is not None]
    return len([one for one in numbers if one]) >= LEAST and sum(numbers, Decimal(0)) in totals


def is_rate_of_nothing(grid: Grid, column: int, cell: Cell) -> bool:
    """采出量 0, 产能发挥率 0: the rate of what another cell of the row says there was none of."""
    if not RATE.search(grid.heads[column]):
        return False
    row = grid.rows[cell.row]
    return any(
        other is not None and other.number == 0 for n, other in enumerate(row) if n != column
    )


def zero_rates(case: Case) -> Iterator[Finding]:
    """开采回采率 100, 95, 0: nothing is mined of which nothing is won."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            if not WON.search(grid.heads[column]):
                continue
            numbers = [cell for cell in grid.column(column) if cell.number is not None]
            zeros = [cell for cell in numbers if cell.number == 0]
            if (
                len(zeros) == 1
                and len(numbers) > 2
                and not is_rate_of_nothing(grid, column, zeros[0])
            ):
                yield doubt(
                    Kind.CELL,
                    zeros[0].where,
                    "“{label}”的“{head}”印作 {printed}，其余各行都大于 0",
                    "“{head}” of “{label}” is printed as {printed}, all other rows have more",
                    [zeros[0].reading],
                    label=grid.label(grid.rows[zeros[0].row]),
                    head=grid.heads[column],
                    printed=zeros[0].text.strip(),
                )
