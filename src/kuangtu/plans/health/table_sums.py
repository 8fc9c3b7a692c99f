# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Totals of tables: rows and columns that do not add up. 表内合计。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.grids import Cell, Grid, grids, is_mark, step_of
from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.types import Finding, Grade, Kind

SUBTOTAL = re.compile(r"小计|合计$")
GRAND = re.compile(r"总计|合计|共计|全县|全市|全区|全州|全旗|全盟|总数|累计")
TOTAL_HEAD = re.compile(r"合计|总计|小计|共计|总数|总量|总值|总产值|总面积|^计$|总额|总投资")
NOT_ADDED = re.compile(
    r"率|年限|品位|平均|人均|增幅|增速|密度|规模|单价|深度|年度|年份|占|%|比例|比重"
)
OF_WHICH = re.compile(r"^其中|^#|^——|^\s*其中")
WHOLE_UNITS = re.compile(r"个|处|家|座|宗|人|种|幅|数量|数目")


def rows_add_up(case: Case) -> Iterator[Finding]:
    """A row 合计 is the sum of the rows it closes."""
    for grid in grids(case.tables):
        body = list(grid.body)
        for position, row in enumerate(body):
            if not grid.is_total(row):
                continue
            for column in grid.numeric:
                total = row[column]
                if total is None or total.number is None or not _is_added(grid, column):
                    continue
                parts = _parts_of_row(grid, body, position, column)
                if len(parts) < 2:
                    continue
                if (found := _judged(grid, column, total, parts, "column")) is not None:
                    yield found


def _is_added(grid: Grid, column: int) -> bool:
    head = re.sub(r"规模(?=\((?:公顷|亩|平方公里|平方千米)\))", "", grid.heads[column])
    return column in grid.shares or not NOT_ADDED.search(head)


def _parts_of_row(
    grid: Grid, body: Sequence[tuple[Cell | None, ...]], position: int, column: int
) -> list[Cell]:
    """The numbers that a total row adds: those since the last subtotal, or all subtotals."""
    label = _total_word(body[position])
    totals = [n for n, row in enumerate(body) if grid.is_total(row)]
    if position == 0:
        chosen = [n for n in range(1, len(body)) if n not in totals]
        if len(totals) > 1:
            chosen = [n for n in totals if n > 0]
    elif SUBTOTAL.fullmatch(label) and label == "小计":
        start = max((n for n in totals if n < position), default=-1)
        chosen = list(range(start + 1, position))
    else:
        below = [n for n in totals if n < position]
        chosen = below or [n for n in range(position) if n not in totals]
        if below and below[-1] + 1 < position:  # rows after the last subtotal
            chosen = [*below, *range(below[-1] + 1, position)]
    cells = [body[n][column] for n in chosen if not _is_of_which(grid, body[n])]
    return [cell for cell in cells if cell is not None and cell.number is not None]


def _total_word(row: Sequence[Cell | None]) -> str:
    words = [re.sub(r"[\s　:：]+", "", cell.text) for cell in row[:3] if cell is not None]
    return next((word for word in words if GRAND.search(word) or SUBTOTAL.search(word)), "")


def _is_of_which(grid: Grid, row: tuple[Cell | None, ...]) -> bool:
    return bool(OF_WHICH.search(grid.label(row)))


def _judged(
    grid: Grid, column: int, total: Cell, parts: Sequence[Cell], along: str
) -> Finding | None:
    grade, amount = grade_of(total, parts, is_whole=_is_counted(grid, column))
    if grade is None:
        return None
    is_column = along == "column"
    return graded(
        grade,
        Kind.SUM,
        total.where,
        "{table}{head}印作 {total}，{which}相加为 {amount}",
        "{table}: {head} is printed as {total}, the {way} adds up to {amount}",
        [total.reading, *(part.reading for part in parts)],
        shown(amount),
        table=grid.table.name,
        head=f"“{grid.heads[column]}”",
        total=total.text.strip(),
        which="各行" if is_column else "各列",
        way="column" if is_column else "row",
        amount=shown(amount),
    )


def grade_of(total: Cell, parts: Sequence[Cell], *, is_whole: bool) -> tuple[Grade | None, Decimal]:
    """None where they add up; rounding of the last digit is a note."""
    numbers = [part.number or Decimal(0) for part in parts]
    amount = sum(numbers, Decimal(0))
    printed = total.number or Decimal(0)
    difference = abs(printed - amount)
    is_of_hundred = printed == 100 and len(parts) > 2  # shares, each rounded by itself
    step = max(step_of(number) for number in [printed, *numbers])
    if difference == 0:
        return None, amount
    if is_whole and step == 1:
        return Grade.ERROR, amount
    if difference <= step:
        return (None if difference <= step / 2 or is_of_hundred else Grade.NOTE), amount
    if is_of_hundred and difference <= step * (len(parts) + 1) / 2:
        return None, amount
    return (Grade.DOUBT if difference <= step * (len(parts) + 1) / 2 else Grade.ERROR), amount


def _is_counted(grid: Grid, column: int) -> bool:
    """Pieces are counted: a difference of one is no rounding."""
    words = grid.heads[column] + grid.table.unit
    if re.search(r"元|吨|米|面积|公顷|km|%|亩|m", words):
        return False
    return bool(WHOLE_UNITS.search(words + grid.table.caption))


def columns_add_up(case: Case) -> Iterator[Finding]:
    """A column 合计 is the sum of the columns beside it, where most rows say so."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            if not TOTAL_HEAD.search(grid.heads[column]) or column in grid.shares:
                continue
            yield from _column(grid, column)


def _column(grid: Grid, column: int) -> Iterator[Finding]:
    judged = []
    for parts_of in _candidates(grid, column):
        rows = [row for row in grid.body if _is_full(row, column, parts_of)]
        cells = [(row[column], [row[n] for n in parts_of]) for row in rows]
        found = [
            (total, [part for part in parts if part is not None])
            for total, parts in cells
            if total is not None
        ]
        grades = [
            grade_of(total, parts, is_whole=_is_counted(grid, column))[0] for total, parts in found
        ]
        fits = sum(grade is not Grade.ERROR for grade in grades)
        judged.append((fits, len(parts_of), found))
    if not judged:
        return
    fits, _, found = max(judged, key=lambda one: (one[0], one[1]))
    if fits * 2 < len(found) or fits < 1 or (len(found) - fits > 1 and fits < 2):
        return
    for total, parts in found:
        if (one := _judged(grid, column, total, parts, "row")) is not None:
            yield one


def _candidates(grid: Grid, column: int) -> Iterator[tuple[int, ...]]:
    """Columns that may be the parts: the run after the total, or the run before it."""
    usable = [
        n
        for n in grid.numeric
        if n not in grid.shares and not NOT_ADDED.search(grid.heads[n]) and n != column
    ]
    after: list[int] = []
    before: list[int] = []
    for n in range(column + 1, grid.width):
        if n not in usable or TOTAL_HEAD.search(grid.heads[n]):
            break
        after.append(n)
    for n in range(column - 1, -1, -1):
        if n not in usable or TOTAL_HEAD.search(grid.heads[n]):
            break
        before.insert(0, n)
    for run in (after, before):
        if len(run) >= 2:
            yield tuple(run)


def _is_full(row: Sequence[Cell | None], column: int, parts: Sequence[int]) -> bool:
    total, cells = row[column], [row[n] for n in parts]
    if total is None or total.number is None:
        return False
    return all(
        cell is not None and (cell.number is not None or is_mark(cell.text)) for cell in cells
    )


def columns_hold_their_parts(case: Case) -> Iterator[Finding]:
    """A column 其中… is no larger than the column it is of."""
    for grid in grids(case.tables):
        for column in grid.numeric:
            if "其中" not in grid.heads[column] or column in grid.shares:
                continue
            whole = max(
                (n for n in grid.numeric if n < column and "其中" not in grid.heads[n]),
                default=None,
            )
            if whole is None:
                continue
            for row in grid.body:
                part, total = row[column], row[whole]
                if part is None or total is None or part.number is None or total.number is None:
                    continue
                if part.number > total.number:
                    yield graded(
                        Grade.ERROR,
                        Kind.PART_ABOVE_WHOLE,
                        part.where,
                        "“{part_head}” {part} 大于 “{whole_head}” {whole}",
                        "“{part_head}” {part} is more than “{whole_head}” {whole}",
                        [part.reading, total.reading],
                        part_head=grid.heads[column],
                        part=part.text,
                        whole_head=grid.heads[whole],
                        whole=total.text,
                    )
