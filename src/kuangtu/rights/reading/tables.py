# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables out of CSV and XLSX files, every cell as text. 表格读取。

Rows and columns count from 1 as the program shows them that made the file. Sizes are bounded
before anything is unpacked.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from kuangtu.core.damaged_files import why_damaged
from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.formats.decoding import decoded

MOST_ROWS = 100_000
MOST_COLUMNS = 400
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_CELL_CHARACTERS = 5_000_000
# Python refuses CSV cells above 128 Ki; the range of a large right can be longer.
csv.field_size_limit(MOST_CELL_CHARACTERS)
# Excel keeps numbers as doubles: above this a licence number has lost digits already.
LARGEST_EXACT = 2**53
BROKEN_CSV = Text(
    "引号没有成对，或单元格过长", "quotes do not come in pairs, or a cell is too long"
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the line or row number it begins at. 行。"""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Header and rows; blank rows are left out. 表。"""

    header: TableRow
    rows: tuple[TableRow, ...]


def read_table(content: bytes, *, file: str) -> Table:
    """The table of a CSV or XLSX file, told apart by its first bytes. 读取表格。

    Raises: Invalid "table-…", or what `geo.formats` says of an unreadable encoding.
    """
    is_xlsx = content.startswith(b"PK\x03\x04")
    rows = _xlsx_rows(content, file) if is_xlsx else _csv_rows(content, file)
    filled = [row for row in _bounded(rows, file) if any(cell.strip() for cell in row.cells)]
    if not filled:
        raise _empty(file)
    return Table(filled[0], tuple(filled[1:]))


def _bounded(rows: Iterator[TableRow], file: str) -> Iterator[TableRow]:
    for count, row in enumerate(rows):
        if count > MOST_ROWS or len(row.cells) > MOST_COLUMNS:
            raise invalid(
                "table-too-large",
                "表格超过 {rows} 行或 {columns} 列，请分开导入",
                "The table has more than {rows} rows or {columns} columns; split it",
                Place(file, row.number),
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
            )
        yield row


def _csv_rows(content: bytes, file: str) -> Iterator[TableRow]:
    text = _text_of(content, file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(file, start, BROKEN_CSV) from error
        yield TableRow(start, tuple(cells))


def _text_of(content: bytes, file: str) -> str:
    """The text, with this reader's own words for what is no table."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise invalid(
            "table-is-xls",
            "这是旧版 Excel 文件（.xls）；请另存为 .xlsx 或 CSV",
            "This is a file of an old Excel (.xls); save it as .xlsx or CSV",
            Place(file),
        )
    if not content.strip():
        raise _empty(file)
    return decoded(content, file=file, most_bytes=MOST_UNPACKED_BYTES)


def _empty(file: str) -> Invalid:
    return invalid("table-empty", "文件没有内容", "The file is empty", Place(file))


def _delimiter(text: str) -> str:
    """Comma, unless the first line has none of it and does have tabs or semicolons.

    >>> _delimiter("许可证号,名称"), _delimiter("许可证号" + chr(9) + "名称"), _delimiter("a;b")
    (',', '\\t', ';')
    """
    first = text.split("\n", 1)[0]
    return next((mark for mark in (",", "\t", ";") if mark in first), ",")


def _xlsx_rows(content: bytes, file: str) -> Iterator[TableRow]:
    sheet = _first_sheet(content, file)
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), 1):
        cells = [_as_text(value, Place(file, number, i)) for i, value in enumerate(row, 1)]
        while cells and not cells[-1]:
            cells.pop()
        yield TableRow(number, tuple(cells))


def _first_sheet(content: bytes, file: str) -> Any:
    # Late: openpyxl is slow to import and CSV files need none of it.
    from openpyxl import load_workbook  # noqa: PLC0415

    _check_archive(content, file)
    try:
        with warnings.catch_warnings():
            # Workbooks of other programs lack styles that nobody asks for here.
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:
        raise _broken(file, None, why_damaged(error)) from error
    visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    sheets = [sheet for sheet in visible if _has_content(sheet)]
    if len(sheets) != 1:
        raise invalid(
            "table-sheets",
            "工作簿应恰有一个有内容的可见工作表，实有 {count} 个：{names}",
            "The workbook should have one visible sheet with content; it has {count}: {names}",
            Place(file),
            count=len(sheets),
            names="、".join(sheet.title for sheet in sheets),
        )
    return sheets[0]


def _has_content(sheet: Any) -> bool:
    """Old programs add empty sheets; those hold no register."""
    head = sheet.iter_rows(values_only=True, max_row=20, max_col=MOST_COLUMNS)
    return any(value is not None for row in head for value in row)


def _check_archive(content: bytes, file: str) -> None:
    """Refuse a workbook that unpacks to more than anybody's register needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise _broken(file, None, why_damaged(error)) from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise invalid(
            "table-unpacks-too-large",
            "工作簿解压后为 {size} MB，超过上限 {most} MB",
            "The workbook unpacks to {size} MB, more than {most} MB",
            Place(file),
            size=unpacked // 2**20,
            most=MOST_UNPACKED_BYTES // 2**20,
        )


def _as_text(value: object, place: Place) -> str:
    """A cell as a person reads it; dates in ISO form, whole numbers without a point.

    >>> _as_text(8.0, Place()), _as_text(datetime(2023, 6, 1), Place()), _as_text(None, Place())
    ('8', '2023-06-01', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= LARGEST_EXACT:
        raise invalid(
            "cell-lost-digits",
            "单元格以数值存放了过长的编号，末位已丢失；请改为文本格式后重填",
            "The cell holds a long number as a number and has lost digits; format it as text and "
            "enter it again",
            place,
        )
    return str(value)


def _broken(file: str, line: int | None, reason: Text) -> Invalid:
    return invalid(
        "table-unreadable",
        "文件无法按表格读取：{reason}",
        "The file cannot be read as a table: {reason}",
        Place(file, line),
        reason=reason,
    )


def cell(row: Sequence[str], index: int | None) -> str:
    """The cell at an index, blank where the row is shorter or there is no such column."""
    return row[index].strip() if index is not None and index < len(row) else ""
