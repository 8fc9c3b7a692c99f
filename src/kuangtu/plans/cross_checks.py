# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Typed data against the clauses and the printed tables. 数据与条款、专栏的核对。

What is typed from a table is compared with what is printed, so that a slip of the pen in the
typed data is found. What the document itself contradicts is not judged here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from kuangtu.plans.csv_files import Row
from kuangtu.plans.types import Goal, Project, ScaleFloor, Table, Zone

Cells = tuple[str, ...]
METHOD_SEPARATOR = "/"
YEAR = re.compile(r"(19|20)\d{2}")
SHEET = re.compile(r"[A-Z]\d{2}[A-Z]\d{6}")


class Coded(Protocol):
    @property
    def code(self) -> str: ...


CodedValue = TypeVar("CodedValue", bound=Coded)


def codes_are_unique(rows: Iterable[tuple[Row, Coded]]) -> None:
    """No code stands twice in one file."""
    repeated(((row, value.code) for row, value in rows), "code")


def repeated(rows: Iterable[tuple[Row, object]], column: str) -> None:
    """Note every row whose key stood before."""
    first: dict[object, int] = {}
    for row, key in rows:
        if key in first:
            row.wrong(
                column,
                "repeated-value",
                "“{cell}”与第 {line} 行重复",
                "“{cell}” repeats line {line}",
                line=first[key],
            )
        first.setdefault(key, row.line)


def clauses_exist(rows: Iterable[Row], columns: Sequence[str], clauses: frozenset[str]) -> None:
    """Every clause that is named stands in the catalogue."""
    for row in rows:
        for column in columns:
            if row.cells[column] and row.cells[column] not in clauses:
                row.wrong(
                    column,
                    "unknown-clause",
                    "clauses.csv 中没有条款“{cell}”",
                    "clauses.csv has no clause “{cell}”",
                )


def printed_row(row: Row, tables: Mapping[str, Table]) -> Cells | None:
    """The printed row that `table` and `row` point at; None without one, or with a mistake."""
    number, position = row.cells["table"], row.cells["row"]
    if not number and not position:
        return None
    if number not in tables:
        row.wrong("table", "unknown-table", "没有专栏“{cell}”", "There is no table “{cell}”")
        return None
    rows = tables[number].rows
    if not position.isdecimal() or not 1 <= int(position) <= len(rows):
        row.wrong(
            "row",
            "unknown-row",
            "专栏{number} 没有第“{cell}”行",
            "Table {number} has no row “{cell}”",
            number=number,
        )
        return None
    return rows[int(position) - 1]


def _differs(row: Row, column: str, cells: Cells) -> None:
    row.wrong(
        column,
        "differs-from-table",
        "“{cell}”与专栏{table}第{row}行不一致：{printed}",
        "“{cell}” is not what table {table}, row {row} prints: {printed}",
        table=row.cells["table"],
        row=row.cells["row"],
        printed=" | ".join(cells),
    )


def compare(
    rows: Iterable[tuple[Row, CodedValue]],
    tables: Mapping[str, Table],
    columns: Mapping[str, Callable[[CodedValue, Cells], bool]],
) -> None:
    """Every typed value is found in the printed row that it was taken from."""
    for row, value in rows:
        cells = printed_row(row, tables)
        if cells is None:
            continue
        for column, is_printed in columns.items():
            if row.cells[column] and not is_printed(value, cells):
                _differs(row, column, cells)


def _within(words: str, cells: Cells) -> bool:
    return any(words in cell for cell in cells)


def _agrees(words: str, like: re.Pattern[str], cells: Cells) -> bool:
    """The words are printed, or nothing of their kind is."""
    return _within(words, cells) or not any(like.search(cell) for cell in cells)


ZONE_COLUMNS: Mapping[str, Callable[[Zone, Cells], bool]] = {
    "name": lambda zone, cells: zone.name in cells,
    "printed_minerals": lambda zone, cells: _within(zone.printed_minerals, cells),
    "minimum_scale": lambda zone, cells: f"{zone.minimum_scale}{zone.minimum_scale_unit}" in cells,
}
PROJECT_COLUMNS: Mapping[str, Callable[[Project, Cells], bool]] = {
    "name": lambda project, cells: project.name in cells,
    "starts": lambda project, cells: _agrees(str(project.starts), YEAR, cells),
    "ends": lambda project, cells: _agrees(str(project.ends), YEAR, cells),
    "cost_10k_yuan": lambda project, cells: str(project.cost_10k_yuan) in cells,
    "work": lambda project, cells: project.work in cells,
    "result": lambda project, cells: project.result in cells,
    "printed_minerals": lambda project, cells: project.printed_minerals in cells,
    "sheets": lambda project, cells: all(_agrees(sheet, SHEET, cells) for sheet in project.sheets),
}
GOAL_COLUMNS: Mapping[str, Callable[[Goal, Cells], bool]] = {
    "value": lambda goal, cells: str(goal.value) in cells,
    "value_to": lambda goal, cells: _within(str(goal.value_to), cells),
}


def compare_floors(rows: Sequence[tuple[Row, ScaleFloor]], tables: Mapping[str, Table]) -> None:
    """Mineral and scale cells of each floor are those of its printed row.

    Several floors of one printed row share its a/b cells in their order; a cell that is not
    cut holds for all of them.
    """
    by_row: dict[tuple[str, int], list[tuple[Row, ScaleFloor]]] = defaultdict(list)
    for row, floor in rows:
        by_row[floor.table, floor.row].append((row, floor))
    for together in by_row.values():
        for place, (row, floor) in enumerate(together):
            cells = printed_row(row, tables)
            if cells is not None:
                _compare_floor(row, floor, cells, place, len(together))


def _compare_floor(row: Row, floor: ScaleFloor, cells: Cells, place: int, of: int) -> None:
    if floor.printed_mineral not in cells:
        _differs(row, "printed_mineral", cells)
    columns = ("large", "medium", "small", "service_life_years")
    typed = tuple(row.cells[column] for column in columns)
    printed = tuple(_piece(cell, place, of) for cell in cells)[-len(columns) :]
    for column, mine, theirs in zip(columns, typed, printed, strict=False):
        if mine != theirs:
            _differs(row, column, cells)


def _piece(cell: str, place: int, of: int) -> str:
    """The part of a cell that belongs to one of several methods.

    >>> _piece("3/-", 1, 2), _piece("/", 1, 2), _piece("100", 1, 2), _piece("10", 0, 1)
    ('-', '/', '100', '10')
    """
    pieces = cell.split(METHOD_SEPARATOR)
    return pieces[place] if of > 1 and len(pieces) == of and all(pieces) else cell


def goals_agree(rows: Sequence[tuple[Row, Goal]]) -> None:
    """An account is kept for one goal; a restated goal exists."""
    accounts = [(row, goal.account) for row, goal in rows if goal.account is not None]
    repeated(accounts, "account")
    codes = {goal.code for _, goal in rows if not goal.restates}
    for row, goal in rows:
        if goal.restates and goal.restates not in codes:
            row.wrong("restates", "unknown-goal", "没有目标“{cell}”", "There is no goal “{cell}”")
        if goal.restates and goal.account is not None:
            row.wrong(
                "account",
                "account-of-restated",
                "重述的目标不设账户",
                "A goal that repeats another has no account",
            )
