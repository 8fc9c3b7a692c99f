# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists of records: sorted, filtered and paged by the server, exported as shown. 列表。"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from openpyxl import Workbook

from kuangtu.core.errors import invalid
from kuangtu.core.text import Text
from kuangtu.web.language import say

ROWS_PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, how a cell is read, and the field it sorts by. 列。"""

    key: str
    label: Text
    read: Callable[[Any], object]
    sorts_by: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list with what its heading and its foot say. 列表页。"""

    columns: Sequence[Column]
    page: Page[Any]
    sort: str
    filters: dict[str, str]

    @property
    def headings(self) -> list[dict[str, object]]:
        """Each column with the sort its heading leads to."""
        return [
            {
                "column": column,
                "next": f"-{column.key}" if self.sort == column.key else column.key,
                "sorted": self.direction(column),
            }
            for column in self.columns
        ]

    def direction(self, column: Column) -> str:
        if self.sort.lstrip("-") != column.key:
            return ""
        return "descending" if self.sort.startswith("-") else "ascending"

    @property
    def is_filtered(self) -> bool:
        return any(self.filters.values())

    @property
    def page_numbers(self) -> Iterable[int | str]:
        return self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2)


def listing(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    columns: Sequence[Column],
    sort: str,
    filters: dict[str, str],
) -> Listing:
    """The page of the list that the address asks for; an unknown sort is the usual one."""
    wanted = request.GET.get("sort", sort)
    found = next((one for one in columns if one.sorts_by and one.key == wanted.lstrip("-")), None)
    if found is None:
        wanted = sort
        found = next(one for one in columns if one.key == sort.lstrip("-"))
    sign = "-" if wanted.startswith("-") else ""
    ordered = rows.order_by(f"{sign}{found.sorts_by}", f"{sign}pk")
    page = Paginator(ordered, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return Listing(columns, page, wanted, filters)


def exported(listed: Listing, form: str, *, name: str) -> HttpResponse:
    """Every row of the list, filtered and sorted as it is shown. 导出所见列表。"""
    heading = [say(column.label) for column in listed.columns]
    rows = (
        [plain(column.read(row)) for column in listed.columns]
        for row in listed.page.paginator.object_list
    )
    if form == "csv":
        return attachment(as_csv(heading, rows), "text/csv; charset=utf-8", f"{name}.csv")
    if form == "xlsx":
        return attachment(as_xlsx(heading, rows), XLSX, f"{name}.xlsx")
    raise invalid(
        "unknown-format",
        "导出格式应为 xlsx 或 csv，而不是“{form}”",
        "An export is xlsx or csv, not {form}",
        form=form,
    )


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
        sheet.append(row)
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
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to be saved under a name of ASCII letters."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
