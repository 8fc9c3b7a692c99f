# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables as files that a spreadsheet opens. 导出表格。"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kuangtu.core.text import Text
from kuangtu.web.language import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a spreadsheet takes for the beginning of a formula, also behind a tab or a line break.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(heading: list[str], rows: Iterable[list[object]]) -> bytes:
    """UTF-8 with a byte-order mark, which spreadsheets need to read Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heading)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(heading: list[str], rows: Iterable[list[object]]) -> bytes:
    """A workbook with one sheet; words stay words, also those that look like formulas."""
    book = Workbook()
    sheet = book.active
    sheet.append(heading)
    for row in rows:
        sheet.append([printable(cell) for cell in row])
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def plain(value: object) -> object:
    """A cell as a spreadsheet holds it: numbers and dates as such, texts in the page's language."""
    if isinstance(value, Text):
        return say(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    return str(value)


def harmless(cell: object) -> object:
    """Words a spreadsheet would take for a formula, with an apostrophe before them.

    >>> harmless("=1+1"), harmless("萤石"), harmless(-3)
    ("'=1+1", '萤石', -3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def printable(cell: object) -> object:
    """Words without the control characters that a workbook cannot hold.

    >>> printable("甲\\x0b矿"), printable(3)
    ('甲矿', 3)
    """
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to be saved under a name of ASCII letters."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
