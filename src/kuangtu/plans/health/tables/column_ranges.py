# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The least and the greatest of a column, as prose has them: 水温41℃至63℃. 正文的范围与表列。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

RANGE = re.compile(
    r"(?P<label>[一-鿿]{2,8}?)(?:一般|多|均)?(?:在|为|介于)?(?P<low>\d+(?:\.\d+)?)(?P<unit>[^\d，。；、]{0,6})"
    r"(?:至|～|~|—|-)(?P<high>\d+(?:\.\d+)?)(?P<other>[^\d，。；、]{1,6})"
)
LEAST = 3  # rows of a column


def ranges_are_those_of_columns(case: Case) -> Iterator[Finding]:
    """One end of the range is the column's, the other is not, and a cell lies outside of it."""
    for sentence in case.sentences:
        for found in RANGE.finditer(sentence.text):
            columns = list(_columns_of(case, found))
            ends = (Decimal(found["low"]), Decimal(found["high"]))
            odd = [_odd_cell(cells, ends) for cells in columns]
            if len(columns) == 1 and odd[0] is not None:
                yield _told(sentence, found, odd[0])


def _columns_of(case: Case, found: re.Match[str]) -> Iterator[list[Cell]]:
    """The columns of numbers with such a head: the label, and the unit in brackets."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            cells = _numbers(grid, column)
            if _is_headed(plain(grid.heads[column]), found) and len(cells) >= LEAST:
                yield cells


def _is_headed(head: str, found: re.Match[str]) -> bool:
    name, _, unit = head.partition("(")
    is_unit = not unit or found["other"].startswith(unit.rstrip(")"))
    return len(name) > 1 and is_unit and found["label"].endswith(name)


def _numbers(grid: Grid, column: int) -> list[Cell]:
    cells = [row[column] for row in grid.body if not grid.is_total(row)]
    return [cell for cell in cells if cell is not None and cell.number is not None]


def _odd_cell(cells: list[Cell], ends: tuple[Decimal, Decimal]) -> Cell | None:
    """The one cell outside the ends, both of which or one of which stand in the column."""
    outside = [
        one for one in cells if one.number is not None and not ends[0] <= one.number <= ends[1]
    ]
    has_an_end = any(one.number in ends for one in cells)
    return outside[0] if len(outside) == 1 and has_an_end else None


def _told(sentence: Sentence, found: re.Match[str], cell: Cell) -> Finding:
    where = sentence.where(found.start(), found.end())
    return doubt(
        Kind.TEXT_AND_TABLE,
        cell.where,
        "文中称“{range}”，表中此格为 {printed}，不在其内",
        "the text says “{range}”; this cell has {printed}, which is not within it",
        [cell.reading, Reading(found[0], where)],
        range=found[0],
        printed=cell.text.strip(),
    )
