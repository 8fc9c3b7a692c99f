# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""XLSX files as records: one row each application, headings in the first row. 表格申请。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from kuangtu.conformity.reading.fields import BY_NAME
from kuangtu.conformity.reading.records import (
    MOST_APPLICATIONS,
    Cell,
    Entry,
    Record,
    problem,
    shown,
)
from kuangtu.conformity.reading.workbooks import application_sheet, rows_of
from kuangtu.core.errors import Invalid, Place, Problem, invalid

# Empty rows between the applications are passed over, but not without end.
LAST_ROW = 10_000
LAST_COLUMN = 200


def read_spreadsheet(content: bytes, name: str) -> tuple[Record, ...]:
    """The applications of an XLSX file. Raises: Invalid."""
    with application_sheet(content, name) as sheet:
        return _records(sheet, name)


def _records(sheet: Any, name: str) -> tuple[Record, ...]:
    rows = _rows(sheet, name)
    headings = _headings(rows, sheet.title, name)
    records: list[Record] = []
    problems: list[Problem] = []
    for row in rows:
        entries = []
        for cell in row:
            heading = headings.get(cell.column)
            place = _place(cell, sheet.title, name, heading.key if heading else "")
            try:
                entries.append(_entry(cell, heading, place))
            except Invalid as error:
                problems.extend(error.problems)
        records.append(Record(tuple(entries), Place(f"{name}[{sheet.title}!{row[0].row}]")))
        if len(records) > MOST_APPLICATIONS:
            raise _too_long(sheet.title, name)
    if problems:
        raise Invalid(problems)
    return tuple(records)


def _rows(sheet: Any, name: str) -> Iterator[list[Any]]:
    """The cells that hold something, row by row; empty rows are passed over."""
    for number, row in enumerate(rows_of(sheet, name), start=1):
        if number > LAST_ROW or len(row) > LAST_COLUMN:
            raise _too_long(sheet.title, name)
        filled = [cell for cell in row if not _is_blank(cell.value)]
        if filled:
            yield filled


def _too_long(sheet: str, name: str) -> Invalid:
    return invalid(
        "spreadsheet-too-long",
        "表格超过 {most} 件申请、{rows} 行或 {columns} 列；请分成几个文件",
        "the sheet has more than {most} applications, {rows} rows or {columns} columns; "
        "split it into several files",
        Place(f"{name}[{sheet}]"),
        most=MOST_APPLICATIONS,
        rows=LAST_ROW,
        columns=LAST_COLUMN,
    )


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _headings(rows: Iterator[list[Any]], sheet: str, name: str) -> dict[int, Entry]:
    """The headings by their column, from the first row that holds anything."""
    row = next(rows, [])
    headings = {cell.column: _heading(cell, sheet, name) for cell in row}
    if row and not any(_is_known(heading) for heading in headings.values()):
        raise invalid(
            "headings-missing",
            "第 {row} 行没有一个认识的字段名；首行应为表头（如 矿种、申请人），"
            "表上方的标题行请删去",
            "row {row} has no field name; the first row holds the headings (such as 矿种, 申请人), "
            "remove a title above the table",
            Place(f"{name}[{sheet}!{row[0].row}]"),
            row=row[0].row,
        )
    return headings


def _is_known(heading: Entry) -> bool:
    return heading.key.casefold() in BY_NAME


def _place(cell: Any, sheet: str, name: str, field: str) -> Place:
    return Place(f"{name}[{sheet}!{cell.coordinate}]", field=shown(field))


def _heading(cell: Any, sheet: str, name: str) -> Entry:
    """A heading as an entry without a value, which knows where it stands."""
    words = str(cell.value).strip()
    place = _place(cell, sheet, name, words)
    return Entry(words, Cell(None, place), place)


def _entry(cell: Any, heading: Entry | None, place: Place) -> Entry:
    if heading is None:
        raise invalid(
            "no-heading",
            "这一列没有表头；请在首行写字段名，或清空单元格",
            "this column has no heading; name the field in the first row or clear the cell",
            place,
        )
    if cell.data_type in ("f", "e"):
        raise Invalid(
            [
                problem(
                    "formula-or-error",
                    "单元格是公式或错误值“{value}”；请粘贴为数值",
                    "the cell holds a formula or an error, {value}; paste it as a value",
                    place,
                    value=str(cell.value),
                )
            ]
        )
    return replace(heading, cell=Cell(_value(cell.value), place))


def _value(value: object) -> object:
    """A cell's value with numbers exact: the shortest decimal that names the stored double."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else Decimal(repr(value))
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date()
    if isinstance(value, (bool, int, str, date)):
        return value
    return str(value)
