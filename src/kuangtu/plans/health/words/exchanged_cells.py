# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Two cells of a row that have changed places: words below numbers, a number below words. 错位。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import SERIAL, Cell, Grid, grids, is_mark
from kuangtu.plans.health.types import Finding, Kind

FEWEST = 2  # other cells that tell what a column has
YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
OF_YEARS = re.compile("年度|年份|年限|起止|时间|时序|工期|期限")
HAN = re.compile("[一-鿿]")


def cells_have_not_changed_places(case: Case) -> Iterator[Finding]:
    """| 2022 | 2 | 铅锌 | 16 |, where the third column has numbers and the fourth minerals."""
    for grid in grids(case.tables):
        worded = [n for n in range(grid.width) if n not in grid.numeric and _is_worded(grid, n)]
        for row in grid.body:
            words = [one for n in grid.numeric if (one := row[n]) is not None and _is_words(one)]
            numbers = [one for n in worded if (one := row[n]) is not None and _is_number(one)]
            if len(words) == len(numbers) == 1:
                yield _told(grid, words[0], numbers[0])


def years_stand_below_years(case: Case) -> Iterator[Finding]:
    """145.0 below 起止年份, where every other cell has years."""
    for grid in grids(case.tables):
        for column in range(grid.width):
            cells = [one for one in grid.column(column) if one.text and not is_mark(one.text)]
            odd = [cell for cell in cells if not YEARS.search(cell.text)]
            if len(odd) != 1 or len(cells) <= FEWEST or not OF_YEARS.search(grid.heads[column]):
                continue
            if _is_number(odd[0]) and not grid.is_total(grid.rows[odd[0].row]):
                yield error(
                    Kind.CELL,
                    odd[0].where,
                    "“{head}”一列是年份，此格印作“{printed}”",
                    "the column “{head}” holds years; “{printed}” is printed here",
                    [odd[0].reading],
                    head=grid.heads[column],
                    printed=odd[0].text.strip(),
                )


def _is_worded(grid: Grid, column: int) -> bool:
    """All but one of its cells have words and no digit."""
    if SERIAL.search(grid.heads[column]):
        return False
    cells = [cell for cell in grid.column(column) if cell.text.strip() and not is_mark(cell.text)]
    worded = [cell for cell in cells if _is_words(cell)]
    return len(worded) >= max(FEWEST, len(cells) - 1)


def _is_words(cell: Cell) -> bool:
    """Words of the language, without a digit: no mark that stands for a number."""
    return bool(HAN.search(cell.text)) and not re.search(r"\d", cell.text)


def _is_number(cell: Cell) -> bool:
    return cell.number is not None and not HAN.search(cell.text)


def _told(grid: Grid, words: Cell, number: Cell) -> Finding:
    return error(
        Kind.CELL,
        words.where,
        "“{head}”一格是“{words}”，“{other}”一格是“{number}”：两格像是互换了",
        "“{words}” stands below “{head}”, “{number}” below “{other}”: the cells seem exchanged",
        [words.reading, number.reading],
        head=grid.heads[words.column],
        words=words.text.strip(),
        other=grid.heads[number.column],
        number=number.text.strip(),
    )
