# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of tables, each with what its row, its head and its unit say. 表中的数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import SEVERAL_UNITS, Cell, Grid, grids, is_mark, number_of
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import MULTIPLES, UNITS, Dimension, plain, step_of

UNIT_WORDS = re.compile(
    r"(百万|千万|千(?!米|克)|万|亿)?("
    + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    + r")(?:/[年日da])?$"
)
YEAR_CELL = re.compile(r"(?<![\dA-Za-z])(20\d\d)(?!\d)年?")
OF_PIECES = re.compile("(?:矿区|矿山|矿床|矿产地|采矿权|探矿权|区块|图斑)(?:个)?数$|个数$")
OF_GOALS = re.compile(r"(?<![\dA-Za-z])20\d\d(?!\d)|目标|指标|任务")
LIMIT = re.compile(
    r"(?:[≤≥<>＜＞≦≧]|不超过|不少于|不低于|不大于)?\s*(\d(?:[\d,.]|\s\d)*)\s*%?\s*(?:以内|以上|以下|左右)?"
    r"(?:\((?:[^()\d]|(?:19|20)\d\d)+\))?"  # 150.0（规划期累计）
)
YEAR_ALONE = re.compile(r"20\d\d年?")
TOLD = Decimal("0.7")  # of the cells of a column, as of those of a column of plain numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of a table with what its row and column say. 表中的数。"""

    row: tuple[str, ...]  # the words of the row
    head: str
    year: str
    dimension: Dimension
    factor: Decimal
    cell: Cell
    is_total: bool = False
    unit: str = ""
    rate: str = ""  # /年, /日

    @property
    def number(self) -> Decimal | None:
        return _number_of(self.cell.text)

    @property
    def amount(self) -> Decimal:
        return (self.number or Decimal(0)) * self.factor

    @property
    def step(self) -> Decimal:
        return step_of(self.number or Decimal(0)) * self.factor


@once
def entries_in(case: Case) -> tuple[Entry, ...]:
    """Every number of every table, with what its row and column say."""
    ends = ends_of(case)
    return tuple(entry for grid in grids(case.tables) for entry in entries_of(grid, ends))


def ends_of(case: Case) -> tuple[str, str]:
    """The years that 基期 and 目标 stand for: the base year and the last of the period."""
    return str(case.base_year or ""), str(case.years[1]) if case.years else ""


@lru_cache(maxsize=32_768)
def _number_of(words: str) -> Decimal | None:
    """The number of a cell, also of one that prints a limit, a remark or, as 〔6.2〕, what adds up.

    >>> _number_of("≤35"), _number_of("1 300以内"), _number_of("〔6.2〕"), _number_of("15（累计）")
    (Decimal('35'), Decimal('1300'), Decimal('6.2'), Decimal('15'))
    """
    bare = plain(words).strip()
    bare = bare[1:-1] if bare[:1] == "〔" and bare[-1:] == "〕" else bare
    limit = LIMIT.fullmatch(bare)
    return number_of(bare if limit is None else limit[1])


def _numbered(grid: Grid) -> list[int]:
    """The columns of numbers, also those in which some cells print a limit."""
    found = []
    for column in range(grid.width):
        cells = [cell for cell in grid.column(column) if not is_mark(cell.text)]
        printed = [cell for cell in cells if cell.text.strip()]
        limits = [cell for cell in printed if cell.number is None]
        told = sum(_number_of(cell.text) is not None for cell in printed)
        is_told = len(printed) > 2 and told >= TOLD * len(printed)
        numbers = [cell.text.strip() for cell in printed if cell.number is not None]
        if numbers and all(map(YEAR_ALONE.fullmatch, numbers)):
            continue  # 2016, 2017, …, 累计: what the rows are of
        is_of_goals = OF_GOALS.search(f"{grid.heads[column]}{grid.table.caption}") is not None
        if column in grid.numeric or (limits and is_told and is_of_goals):
            found.append(column)
    return found


STATE = "(?:年|年份)?(?:值|数值?|水平|指标值?|情况)?"
OF_THE_BASE = re.compile(rf"(?:基期|基准|现状|现有){STATE}")
OF_THE_END = re.compile(rf"(?:规划|预期)?(?:目标|期?末){STATE}")


def _years_of_states(grid: Grid, ends: tuple[str, str]) -> dict[int, str]:
    """基期值 | 目标值, the two side by side: of which years they are."""
    heads = [re.sub(r"\([^()]*\)$", "", head) for head in grid.heads]
    base = {n: ends[0] for n, head in enumerate(heads) if OF_THE_BASE.fullmatch(head)}
    goal = {n: ends[1] for n, head in enumerate(heads) if OF_THE_END.fullmatch(head)}
    return base | goal if len(base) == 1 == len(goal) else {}


def entries_of(grid: Grid, ends: tuple[str, str] = ("", "")) -> Iterator[Entry]:
    """The numbers of a table; `ends` are the years that 基期 and 目标 stand for."""
    numbered, states = _numbered(grid), _years_of_states(grid, ends)
    for row in grid.body:
        words = tuple(
            plain(cell.text).strip()
            for n, cell in enumerate(row)
            if cell is not None and cell.text.strip() and n not in numbered
        )
        for column in numbered:
            cell = row[column]
            if cell is None or _number_of(cell.text) is None:
                continue
            unit = _unit(grid, column, row)
            if unit is None:
                continue
            head = re.sub(r"\([^()]*\)$", "", grid.heads[column])
            year = next(
                (
                    found[1]
                    for word in (*words, grid.heads[column])
                    if (found := YEAR_CELL.search(word))
                ),
                states.get(column, ""),
            )
            rate = re.search("/[年日da]", grid.unit_of(column, row) + grid.heads[column])
            yield Entry(
                words,
                head,
                year,
                unit[0],
                unit[1],
                cell,
                grid.is_total(row),
                unit[2],
                rate[0] if rate else "",
            )


def _unit(
    grid: Grid, column: int, row: tuple[Cell | None, ...]
) -> tuple[Dimension, Decimal, str] | None:
    if column in grid.shares:
        return Dimension.PERCENT, Decimal(1), "%"
    if OF_PIECES.search(grid.heads[column]):
        return Dimension.COUNT, Decimal(1), ""  # 矿区数, whatever unit its row measures in
    over = "" if SEVERAL_UNITS.search(grid.table.unit) else grid.table.unit
    for words in (grid.unit_of(column, row), grid.heads[column], over):
        bare = re.sub(r"(?<=.)\([^()\d]*\)$", "", plain(words))  # 万吨(氟化钙)
        found = UNIT_WORDS.search(bare.replace("，", "").rstrip(")"))
        if found:
            dimension, size = UNITS[found[2]]
            return dimension, size * MULTIPLES[found[1] or ""], f"{found[1] or ''}{found[2]}"
    if _is_counted_as_the_head_before(grid, column):
        return Dimension.COUNT, Decimal(1), ""
    if re.search("数量|个数|数目|矿山数|总数|合计", grid.heads[column] + grid.table.caption):
        return Dimension.COUNT, Decimal(1), ""
    return None


def _is_counted_as_the_head_before(grid: Grid, column: int) -> bool:
    """大型 without a unit beside 矿山数（个）: whole numbers below a head of pieces."""
    if any(cell.number is not None and cell.number % 1 for cell in grid.column(column)):
        return False
    for head in reversed(grid.heads[:column]):
        if found := re.search(r"\(([^()]+)\)$", head):
            unit = UNITS.get(found[1])
            return unit is not None and unit[0] is Dimension.COUNT
        if re.search("单位|名称|矿种$", head):
            return False
    return False
