# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Typed data against the printed tables. 数据与专栏的核对。

What is typed from a table is compared with what is printed, so that a slip of the pen in
either is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeVar

from kuangtu.codes.units import find_unit
from kuangtu.plans.csv_files import Row
from kuangtu.plans.numerals import decimal_in
from kuangtu.plans.printed_numbers import ADDED_UP, number_printed
from kuangtu.plans.types import DataColumn, DataTable, Goal, Nature, Project, Table, Zone

Value = TypeVar("Value")
Cells = tuple[str, ...]
PER_YEAR = "/年"
YUAN_10K = 10_000  # 万元 in 亿元
YEAR = re.compile(r"(19|20)\d{2}")
APART = re.compile(r"[\s，]")  # what a cell may put between substance and unit
UNIT_BEHIND = re.compile(r"\d\s*[^\d\s,.～~—–-]")
RANGE = re.compile(r"[～~—–]|(?<=\d)-(?=\d)")
SHEET = re.compile(r"[A-Z]\d{2}[A-Z]\d{6}")
NATURES = frozenset(one.label.zh for one in Nature if one is not Nature.UNSTATED)
# Kinds of column whose cells are worked out from the printed words, not printed themselves.
DERIVED = frozenset({"mineral", "minerals", "clause", "confidence"})


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed row, and what stands above its empty cells. 所印的一行。"""

    cells: Cells
    above: Cells

    @property
    def in_force(self) -> frozenset[str]:
        """The row's own words and those of merged cells that reach down to it."""
        return frozenset({*self.cells, *self.above} - {""})


def printed_in(table: Table, position: int) -> Printed:
    """The row of that number, counted from 1."""
    cells = table.rows[position - 1]
    body = table.rows[table.header_rows : position - 1]
    like = [row for row in body if len(row) == len(cells)]
    return Printed(
        cells,
        tuple(
            next((row[column] for row in reversed(like) if row[column]), "")
            for column, cell in enumerate(cells)
            if not cell
        ),
    )


def printed_row(row: Row, tables: Mapping[str, Table]) -> Printed | None:
    """The printed row that `table` and `row` point at; None without one, or with a mistake."""
    number, position = row.cells["table"], row.cells["row"]
    if not number and not position:
        return None
    if number not in tables:
        row.wrong("table", "unknown-table", "没有专栏“{cell}”", "There is no table “{cell}”")
        return None
    table = tables[number]
    if not table.rows:
        return None  # what is wrong with its file has been said
    if not position.isdecimal() or not 1 <= int(position) <= len(table.rows):
        row.wrong(
            "row",
            "unknown-row",
            "专栏{number} 没有第“{cell}”行",
            "Table {number} has no row “{cell}”",
            number=number,
        )
        return None
    if int(position) <= table.header_rows:
        row.wrong(
            "row",
            "header-row",
            "专栏{number} 第{cell}行是表头；行号从表头第一行数起",
            "Row {cell} of table {number} is a heading; rows are counted from the first heading",
            number=number,
        )
        return None
    return printed_in(table, int(position))


def differs(row: Row, column: str, cells: Cells, table: str, position: int | str) -> None:
    row.wrong(
        column,
        "differs-from-table",
        "“{cell}”与专栏{table}第{row}行不一致：{printed}",
        "“{cell}” is not what table {table}, row {row} prints: {printed}",
        table=table,
        row=position,
        printed=" | ".join(cells),
    )


def compare(
    rows: Iterable[tuple[Row, Value]],
    tables: Mapping[str, Table],
    columns: Mapping[str, Callable[[Value, Printed], bool]],
) -> None:
    """Every typed value is found in the printed row that it was taken from."""
    for row, value in rows:
        printed = printed_row(row, tables)
        if printed is None:
            continue
        for column, is_printed in columns.items():
            if not is_printed(value, printed):
                differs(row, column, printed.cells, row.cells["table"], row.cells["row"])


def unit_agrees(unit: str, cells: Iterable[str]) -> bool:
    """The unit is printed, with or without its 年, its comma and its blanks, or no unit is.

    >>> unit_agrees("矿石万吨/年", ["锰", "矿石万吨", "10"]), unit_agrees("KCl万吨", ["KCl，万吨"])
    (True, True)
    >>> unit_agrees("原煤万吨/年", ["煤", "原煤 万吨"])
    True
    >>> unit_agrees("万吨", ["锰", "矿石万吨"]), unit_agrees("万吨", ["锰", "10"])
    (False, True)
    """
    units = [bare for cell in cells if find_unit(bare := APART.sub("", cell))]
    own = APART.sub("", unit)
    return not units or own in units or any(own == one + PER_YEAR for one in units)


def _agrees(words: str, like: re.Pattern[str], cells: Cells) -> bool:
    """The words are printed, or nothing of their kind is."""
    return any(words in cell for cell in cells) or not any(like.search(cell) for cell in cells)


def _or_empty(words: object, cells: Iterable[str]) -> bool:
    """Nothing is typed, or the words are one of the cells."""
    return words in {None, ""} or str(words) in cells


def _number_or_empty(number: Decimal | None, cells: Sequence[str]) -> bool:
    """Nothing is typed, or the number is one of the cells: with separators, a sign or a unit,
    or as an end of a range.
    """
    if number is None or _or_empty(number, cells):
        return True
    words = str(number)
    ends = [
        end
        for cell in map(partial(ADDED_UP.sub, ""), cells)
        for end in RANGE.split(cell)
        if RANGE.search(cell)
    ]
    return words in map(number_printed, (*cells, *ends))


def _scale_agrees(zone: Zone, cells: Sequence[str]) -> bool:
    """Number and unit stand in one cell, or the number alone and its unit over the table."""
    if zone.minimum_scale is None:
        return True
    without = [cell.replace(",", "") for cell in cells]
    both = f"{zone.minimum_scale}{zone.minimum_scale_unit}"
    return both in without or _number_or_empty(zone.minimum_scale, [*map(_number_alone, cells)])


def _number_alone(cell: str) -> str:
    """A cell that prints a number or a range without a unit; nothing otherwise."""
    return "" if UNIT_BEHIND.search(cell) else cell


def _cost_agrees(project: Project, cells: Sequence[str]) -> bool:
    """The cost is printed in 万元 or, ten thousand times less, in 亿元."""
    cost = project.cost_10k_yuan
    if _number_or_empty(cost, cells):
        return True
    return cost is not None and any(
        YUAN_10K * number == cost
        for number in map(decimal_in, map(number_printed, cells))
        if number
    )


def _year_agrees(year: int | None, printed: Printed) -> bool:
    """The year is printed, in full or as the end of 2021-25; or no year is."""
    if year is None or _agrees(str(year), YEAR, printed.cells):
        return True
    short = re.compile(rf"(19|20)\d{{2}}年?[-—–~～至]+{year % 100:02d}(?!\d)")
    return any(short.search(cell) for cell in printed.cells)


def _sheets_agree(project: Project, printed: Printed) -> bool:
    """The sheets are exactly those that the row prints, if it prints any."""
    shown = {sheet for cell in printed.cells for sheet in SHEET.findall(cell)}
    return not shown or shown == set(project.sheets)


def _nature_agrees(goal: Goal, printed: Printed) -> bool:
    shown = printed.in_force & NATURES
    return not shown or goal.nature.label.zh in shown


ZONE_COLUMNS: Mapping[str, Callable[[Zone, Printed], bool]] = {
    "name": lambda zone, printed: zone.name in printed.cells,
    "level": lambda zone, printed: _or_empty(zone.level, printed.in_force),
    "printed_minerals": lambda zone, printed: any(
        zone.printed_minerals in cell for cell in printed.in_force
    ),
    "minimum_scale": lambda zone, printed: _scale_agrees(zone, printed.cells),
}
PROJECT_COLUMNS: Mapping[str, Callable[[Project, Printed], bool]] = {
    "name": lambda project, printed: project.name in printed.cells,
    "starts": lambda project, printed: _year_agrees(project.starts, printed),
    "ends": lambda project, printed: _year_agrees(project.ends, printed),
    "cost_10k_yuan": lambda project, printed: _cost_agrees(project, printed.cells),
    "work": lambda project, printed: _or_empty(project.work, printed.in_force),
    "result": lambda project, printed: _or_empty(project.result, printed.in_force),
    "printed_minerals": lambda project, printed: _or_empty(
        project.printed_minerals, printed.in_force
    ),
    "sheets": _sheets_agree,
}
GOAL_COLUMNS: Mapping[str, Callable[[Goal, Printed], bool]] = {
    "value": lambda goal, printed: _number_or_empty(goal.value, printed.cells),
    "value_to": lambda goal, printed: (
        goal.value_to is None or any(str(goal.value_to) in cell for cell in printed.cells)
    ),
    "unit": lambda goal, printed: unit_agrees(goal.unit, printed.cells),
    "nature": _nature_agrees,
}


def _is_printed(words: str, column: DataColumn, cells: Iterable[str]) -> bool:
    """The cell is one of those printed; a number may be printed with separators or a unit."""
    if _or_empty(words, cells):
        return True
    return column.kind in {"decimal", "integer"} and words in map(number_printed, cells)


def compare_data(
    rows: Sequence[tuple[Row, Mapping[str, str]]], described: DataTable, table: Table
) -> None:
    """A data table says what its printed table says, row by row and cell by cell."""
    first = table.header_rows + 1
    if rows and len(rows) < len(table.rows) - table.header_rows:
        rows[-1][0].wrong(
            described.columns[0].name,
            "row-left-out",
            "专栏{number}有 {wanted} 行，这里只有 {found} 行",
            "Table {number} has {wanted} rows, these are only {found}",
            number=table.number,
            wanted=len(table.rows) - table.header_rows,
            found=len(rows),
        )
    for place, (row, _) in enumerate(rows, first):
        if place > len(table.rows):
            row.wrong(
                described.columns[0].name,
                "unknown-row",
                "专栏{number} 没有与本行对应的一行",
                "Table {number} has no row for this one",
                number=table.number,
            )
            continue
        printed = printed_in(table, place)
        for column in described.columns:
            if column.kind not in DERIVED and not _is_printed(
                row.cells[column.name], column, printed.in_force
            ):
                differs(row, column.name, printed.cells, table.number, place)
