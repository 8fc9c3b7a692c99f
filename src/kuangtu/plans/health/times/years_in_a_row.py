# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Years that stand in a row, at the heads of columns or in the first one. 逐年排列的年份。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind

YEAR_HEAD = re.compile(r"(20\d\d)(?:年度?)?(?:\([^()]*\))?")
ROW = 4  # so many years on end are a row


def years_of_a_row_run_on(case: Case) -> Iterator[Finding]:
    """2021年 | 2022年 | 2023年 | 2024年 | 2026年 over a table of a plan that ends in 2025."""
    for grid in grids(case.tables):
        for cells in (_heads(grid), _first_column(grid)):
            years = [year_of(cell) for cell in cells]
            at = _out_of_row(years, case)
            if at is None:
                continue
            right = years[0] + at if at else years[1] - 1
            yield error(
                Kind.DATE,
                cells[at].where,
                "{printed}与相邻各年不连续，应为 {right} 年",
                "{printed} does not run on with the years beside it; {right} would",
                [cells[at].reading],
                f"{right}年",
                printed=cells[at].text.strip(),
                right=right,
            )


def is_a_year(cell: Cell) -> bool:
    """2021, 2021年, 2021年（基期）."""
    return YEAR_HEAD.fullmatch(_bare(cell)) is not None


def year_of(cell: Cell) -> int:
    """The year of such a cell."""
    return int(_bare(cell)[:4])


def _bare(cell: Cell) -> str:
    return re.sub(r"\s", "", plain(cell.text))


def _heads(grid: Grid) -> list[Cell]:
    for row in grid.rows[: grid.head]:
        cells = [cell for cell in row if cell is not None and is_a_year(cell)]
        if len(cells) >= ROW:
            return cells
    return []


def _first_column(grid: Grid) -> list[Cell]:
    cells = [cell for cell in grid.column(0) if is_a_year(cell)]
    return cells if len(cells) >= ROW else []


def _out_of_row(years: Sequence[int], case: Case) -> int | None:
    """The place of the one year that is other than the row has it, if there is one alone.

    At an end of the row only where the right year is one that the plan begins or ends with.
    """
    if len(years) < ROW:
        return None
    meant = {*(case.years or ()), case.base_year, *case.outlook_years}
    for at in range(len(years)):
        start = years[0] if at else years[1] - 1
        right = [start + n for n in range(len(years))]
        if [n for n, year in enumerate(years) if year != right[n]] != [at]:
            continue
        is_inside = 0 < at < len(years) - 1
        if is_inside or (len(years) > ROW and years[at] not in meant and right[at] in meant):
            return at
    return None
