# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Opening a workbook that came from outside, and choosing its sheet. 工作簿的打开。

An archive may unpack to far more than it weighs, and a small sheet may hold millions of cells:
both are measured before openpyxl, which knows no limits, is given the file.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from kuangtu.core.errors import Invalid, Place, invalid

MAXIMUM_UNPACKED_BYTES = 100 * 1024 * 1024
MAXIMUM_PARTS = 500
# 2,000 applications of 50 fields have some 600,000; openpyxl reads about 300,000 a second.
MAXIMUM_TAGS = 2_000_000
CHUNK_BYTES = 1024 * 1024
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# The container of old Excel files, and of workbooks with a password.
OLD_OFFICE_MARK = b"\xd0\xcf\x11\xe0"
CHART_SHEETS = "xl/chartsheets/"
MERGED_RANGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z0-9:]+)[\"']")
SHEET_NAMES = ("申请", "applications")
# What zipfile raises over a damaged archive.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    ArithmeticError,
)


@contextmanager
def application_sheet(content: bytes, name: str) -> Iterator[Any]:
    """The sheet that holds the applications, open for reading. Raises: Invalid. 申请工作表。

    It is the sheet named 申请 or `applications`, else the only visible one.
    """
    _refuse_old(content, name)
    _refuse_bomb(content, name)
    # Late: openpyxl takes a quarter of a second and most applications are TOML.
    import openpyxl  # noqa: PLC0415 - see above

    # It warns on stderr of validations and styles that it does not know; none of them is read.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    except Exception:  # noqa: BLE001 - it raises whatever a damaged part makes it stumble over
        raise _not_a_spreadsheet(name) from None
    try:
        sheet = _chosen(book, name)
        _refuse_merged(content, sheet, name)
        yield sheet
    finally:
        book.close()


def rows_of(sheet: Any, name: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet as openpyxl gives them, empty ones too. Raises: Invalid."""
    # The size a sheet declares may be wrong; reading must not believe it.
    sheet.reset_dimensions()
    rows = sheet.iter_rows()
    while True:
        try:
            row = next(rows, None)
        except Exception:  # noqa: BLE001 - as above, nothing but openpyxl runs here
            raise _not_a_spreadsheet(name) from None
        if row is None:
            return
        yield row


def _refuse_old(content: bytes, name: str) -> None:
    if not content.startswith(OLD_OFFICE_MARK):
        return
    if ENCRYPTED in content:
        raise invalid(
            "spreadsheet-locked",
            "工作簿设有打开密码；请取消密码后再提交",
            "the workbook needs a password to be opened; remove the password",
            Place(name),
        )
    raise invalid(
        "spreadsheet-old",
        "这是旧版 .xls 工作簿；请另存为 .xlsx",
        "this is an old .xls workbook; save it as .xlsx",
        Place(name),
    )


def _refuse_bomb(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_size(parts, name)
            if any(part.filename.startswith(CHART_SHEETS) for part in parts):
                raise _chart_sheet(name)
            _refuse_many_tags(archive, name)
    except Invalid:
        raise
    except DAMAGED:
        raise _not_a_spreadsheet(name) from None


def _refuse_size(parts: list[zipfile.ZipInfo], name: str) -> None:
    """By the sizes that the archive declares; zipfile never unpacks more than is declared."""
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAXIMUM_UNPACKED_BYTES or len(parts) > MAXIMUM_PARTS:
        raise invalid(
            "spreadsheet-too-large",
            "解压后为 {size} 字节、{parts} 个部件，超过上限，未解压；请只保留申请表",
            "it would unpack to {size} bytes in {parts} parts, above the limit, "
            "and was not unpacked; keep the application sheet alone",
            Place(name),
            size=unpacked,
            parts=len(parts),
        )


def _refuse_many_tags(archive: zipfile.ZipFile, name: str) -> None:
    tags = 0
    for part in archive.infolist():
        with archive.open(part) as file:
            while chunk := file.read(CHUNK_BYTES):
                tags += chunk.count(b"<")
                if tags > MAXIMUM_TAGS:
                    raise invalid(
                        "spreadsheet-too-large",
                        "工作簿中的单元格过多；请只保留申请表，并清除多余的行列和格式",
                        "the workbook has too many cells; keep the application sheet alone and "
                        "clear needless rows, columns and formats",
                        Place(name),
                    )


def _chart_sheet(name: str) -> Invalid:
    return invalid(
        "chart-sheet",
        "工作簿含有图表工作表，无法读取；请删去图表，只保留申请表",
        "the workbook has a chart sheet and cannot be read; remove the chart, keep the "
        "application sheet alone",
        Place(name),
    )


def _not_a_spreadsheet(name: str) -> Invalid:
    return invalid(
        "not-a-spreadsheet",
        "不是可读的 XLSX 工作簿（可能已损坏）；请在表格软件中重新另存为 .xlsx",
        "not a readable XLSX workbook, it may be damaged; save it again as .xlsx",
        Place(name),
    )


def _chosen(book: Any, name: str) -> Any:
    """The sheet named so, else the only visible one: nothing is passed over unsaid."""
    named = [sheet for sheet in book.worksheets if sheet.title in SHEET_NAMES]
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if hidden := [sheet for sheet in named if sheet not in visible]:
        raise invalid(
            "sheet-hidden",
            "工作表“{title}”被隐藏；请取消隐藏，或删去它",
            "the sheet {title} is hidden; show it, or remove it",
            Place(f"{name}[{hidden[0].title}]"),
            title=hidden[0].title,
        )
    filled = named or [sheet for sheet in visible if _is_filled(sheet, name)] or visible
    if not filled:
        raise _not_a_spreadsheet(name)
    if len(filled) > 1:
        raise invalid(
            "several-sheets",
            "有多个工作表：{titles}；请把要审查的一个命名为“申请”",
            "there are several sheets: {titles}; name the one to be reviewed 申请",
            Place(name),
            titles="、".join(sheet.title for sheet in filled),
        )
    return filled[0]


def _is_filled(sheet: Any, name: str) -> bool:
    """Whether any of the first rows holds anything; new workbooks come with empty sheets."""
    first = islice(rows_of(sheet, name), 20)
    return any(cell.value is not None for row in first for cell in row)


def _refuse_merged(content: bytes, sheet: Any, name: str) -> None:
    """Only the first cell of a merged range holds a value; the others would read as not stated."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # Reading row by row, openpyxl passes merged ranges over; the part itself names them.
        part = archive.read(sheet._worksheet_path)  # noqa: SLF001 - openpyxl tells no other way
    merged = [found.decode() for found in MERGED_RANGE.findall(part)]
    if merged:
        raise Invalid(
            problem
            for cells in merged
            for problem in invalid(
                "merged-cells",
                "单元格 {cells} 是合并单元格；请取消合并，并在每个单元格分别填写",
                "the cells {cells} are merged; unmerge them and fill in each cell",
                Place(f"{name}[{sheet.title}!{cells}]"),
                cells=cells,
            ).problems
        )
