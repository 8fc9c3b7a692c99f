# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The whole that a number of a table is a part of, for shares told in the prose. 表中的总数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.grids import Grid, grids
from kuangtu.plans.health.types import Reading

WHOLE_HEAD = re.compile("(?:小计|合计|总计|共计|总数|计)$")


def wholes_in_rows(case: Case, label: str, amount: Decimal) -> Iterator[tuple[Decimal, Reading]]:
    """小型144 in the row of all: the 小计 of that row."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            name = grid.heads[column][-2:]
            if len(label) >= 2 and label[:2] == name and not WHOLE_HEAD.search(name):
                yield from _of_column(grid, column, amount)


def _of_column(grid: Grid, column: int, amount: Decimal) -> Iterator[tuple[Decimal, Reading]]:
    wholes = [one for one in grid.numeric if WHOLE_HEAD.search(grid.heads[one])]
    for row in grid.body:
        cell = row[column]
        if cell is None or cell.number != amount or not grid.is_total(row):
            continue
        for other in wholes:
            whole = row[other]
            if whole is not None and whole.number is not None and whole.number > amount:
                yield whole.number, whole.reading


def totals_of_columns(case: Case, label: str, amount: Decimal) -> Iterator[tuple[Decimal, Reading]]:
    """白水县60个: the total of the column in which the row of that name has 60."""
    for grid in grids(case.tables):
        totals = [row for row in grid.body if grid.is_total(row)]
        for row in grid.body:
            name = grid.label(row)
            if len(name) < 2 or name not in label or grid.is_total(row):
                continue
            for column in grid.numeric:
                cell, total = row[column], totals[-1][column] if totals else None
                if cell is None or total is None or cell.number != amount:
                    continue
                if total.number is not None and total.number > amount:
                    yield total.number, total.reading
