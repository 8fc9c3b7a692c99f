# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""XLSX files as records: one row each application, headings in the first row. 表格申请。"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from kuangtu.conformity.reading.records import Cell, Entry, Record, problem
from kuangtu.core.errors import Invalid, Place, Problem

MAXIMUM_UNPACKED_BYTES = 100 * 1024 * 1024
MAXIMUM_PARTS = 500
MAXIMUM_ROWS = 2_000
MAXIMUM_COLUMNS = 200
MERGED_RANGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z0-9:]+)[\"']")
SHEET_NAMES = ("申请", "applications")


def read_spreadsheet(content: bytes, name: str) -> tuple[Record, ...]:
    """The applications of an XLSX file. Raises: Invalid.

    The sheet named 申请 or applications is read, else the first one. The unpacked sizes that
    the archive declares are checked before anything is unpacked; zipfile never unpacks more
    than is declared.
    """
    _refuse_bomb(content, name)
    # Late: openpyxl takes a quarter of a second and most applications are TOML.
    import openpyxl  # noqa: PLC0415 - see above

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except (KeyError, ValueError, TypeError, OSError, zipfile.BadZipFile, SyntaxError):
        raise Invalid([_not_a_spreadsheet(name)]) from None
    try:
        wanted = [title for title in book.sheetnames if title in SHEET_NAMES]
        sheet = book[wanted[0]] if wanted else book.worksheets[0]
        _refuse_merged(content, sheet, name)
        return _records(sheet, name)
    except (SyntaxError, zipfile.BadZipFile, IndexError):
        raise Invalid([_not_a_spreadsheet(name)]) from None
    finally:
        book.close()


def _refuse_bomb(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise Invalid([_not_a_spreadsheet(name)]) from None
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAXIMUM_UNPACKED_BYTES or len(parts) > MAXIMUM_PARTS:
        raise Invalid(
            [
                problem(
                    "spreadsheet-too-large",
                    "解压后为 {size} 字节、{parts} 个部件，超过上限，未解压；请只保留申请表",
                    "it would unpack to {size} bytes in {parts} parts, above the limit, "
                    "and was not unpacked; keep the application sheet alone",
                    Place(name),
                    size=unpacked,
                    parts=len(parts),
                )
            ]
        )


def _not_a_spreadsheet(name: str) -> Problem:
    return problem(
        "not-a-spreadsheet",
        "不是可读的 XLSX 工作簿；旧版 .xls 请另存为 .xlsx",
        "not a readable XLSX workbook; save an old .xls as .xlsx",
        Place(name),
    )


def _refuse_merged(content: bytes, sheet: Any, name: str) -> None:
    """Only the first cell of a merged range holds a value; the others would read as not stated."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # Reading row by row, openpyxl passes merged ranges over; the part itself names them.
        part = archive.read(sheet._worksheet_path)  # noqa: SLF001 - openpyxl tells no other way
    merged = [found.decode() for found in MERGED_RANGE.findall(part)]
    if merged:
        raise Invalid(
            problem(
                "merged-cells",
                "单元格 {cells} 是合并单元格；请取消合并，并在每个单元格分别填写",
                "the cells {cells} are merged; unmerge them and fill in each cell",
                Place(f"{name}[{sheet.title}!{cells}]"),
                cells=cells,
            )
            for cells in merged
        )


def _records(sheet: Any, name: str) -> tuple[Record, ...]:
    rows = _rows(sheet, name)
    headings: dict[int, Entry] = {}
    records: list[Record] = []
    problems: list[Problem] = []
    for row in rows:
        if not headings:
            headings = {cell.column: _heading(cell, sheet.title, name) for cell in row}
            continue
        entries = []
        for cell in row:
            heading = headings.get(cell.column)
            place = _place(cell, sheet.title, name, heading.key if heading else "")
            try:
                entries.append(_entry(cell, heading, place))
            except Invalid as error:
                problems.extend(error.problems)
        records.append(Record(tuple(entries), Place(f"{name}[{sheet.title}!{row[0].row}]")))
    if problems:
        raise Invalid(problems)
    return tuple(records)


def _rows(sheet: Any, name: str) -> Iterator[list[Any]]:
    """The cells that hold something, row by row; empty rows are passed over."""
    # The size a sheet declares may be wrong; reading must not believe it.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > MAXIMUM_ROWS or len(row) > MAXIMUM_COLUMNS:
            raise Invalid(
                [
                    problem(
                        "spreadsheet-too-long",
                        "表格超过 {rows} 行或 {columns} 列；请分成几个文件",
                        "the sheet has more than {rows} rows or {columns} columns; "
                        "split it into several files",
                        Place(f"{name}[{sheet.title}]"),
                        rows=MAXIMUM_ROWS,
                        columns=MAXIMUM_COLUMNS,
                    )
                ]
            )
        filled = [cell for cell in row if not _is_blank(cell.value)]
        if filled:
            yield filled


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _place(cell: Any, sheet: str, name: str, field: str) -> Place:
    return Place(f"{name}[{sheet}!{cell.coordinate}]", field=field)


def _heading(cell: Any, sheet: str, name: str) -> Entry:
    """A heading as an entry without a value, which knows where it stands."""
    words = str(cell.value).strip()
    place = _place(cell, sheet, name, words)
    return Entry(words, Cell(None, place), place)


def _entry(cell: Any, heading: Entry | None, place: Place) -> Entry:
    if heading is None:
        raise Invalid(
            [
                problem(
                    "no-heading",
                    "这一列没有表头；请在首行写字段名，或清空单元格",
                    "this column has no heading; name the field in the first row or clear the cell",
                    place,
                )
            ]
        )
    if cell.data_type in ("f", "e"):
        raise Invalid(
            [
                problem(
                    "formula-or-error",
                    "单元格是公式或错误值“{value}”；请粘贴为数值",
                    "the cell holds a formula or an error, {value}; paste it as a value",
                    place,
                    value=cell.value,
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
