# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists of records: sorted, filtered and paged by the server, exported as shown. 列表。"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse

from kuangtu.core.errors import invalid
from kuangtu.core.text import Text
from kuangtu.web.exports import XLSX, as_csv, as_xlsx, attachment, plain
from kuangtu.web.figures import written
from kuangtu.web.language import say

ROWS_PER_PAGE = 50
CHOICE = "columns"  # the parameter of the address that names the columns chosen
NOT_KEPT = {CHOICE, "page", "format"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, how a cell is read, and the field it sorts by. 列。

    `link` gives a cell an address, `chip` its colour and drawing; `total` sums the whole list,
    None where the rows cannot be added. `is_extra` columns are shown when they are chosen.
    """

    key: str
    label: Text
    read: Callable[[Any], object]
    sorts_by: str = ""
    css: str = ""
    is_number: bool = False
    is_extra: bool = False
    link: Callable[[Any], str] | None = None
    chip: Callable[[Any], tuple[str, str]] | None = None
    total: Callable[[QuerySet[Any]], Decimal | None] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of a row. 单元格。"""

    column: Column
    row: Any

    @property
    def words(self) -> str:
        """The value as people read it."""
        return shown(self.column.read(self.row))

    @property
    def address(self) -> str:
        return self.column.link(self.row) if self.column.link else ""

    @property
    def chip(self) -> tuple[str, str] | None:
        """The class and the drawing of a chip; None where the words stand bare."""
        return self.column.chip(self.row) if self.column.chip else None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list with what its heading and its foot say. 列表页。"""

    columns: Sequence[Column]
    all_columns: Sequence[Column]
    rows: QuerySet[Any]
    page: Page[Any]
    sort: str
    filters: dict[str, str]
    kept: tuple[tuple[str, str], ...] = ()

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
    def cells(self) -> Iterable[list[Cell]]:
        """The rows of the page, each with its cells in the order of the columns."""
        return [[Cell(column, row) for column in self.columns] for row in self.page]

    @property
    def totals(self) -> list[tuple[Column, str]]:
        """The sums of the whole list under the columns that have one; empty without any."""
        if not any(column.total for column in self.columns):
            return []
        return [
            (column, written(column.total(self.rows)) if column.total else "")
            for column in self.columns
        ]

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """Every column and whether it is shown. 列选择。"""
        return [(column, column in self.columns) for column in self.all_columns]

    @property
    def chosen(self) -> list[str]:
        """The keys of the columns where they are not the usual ones."""
        keys = [column.key for column in self.columns]
        usual = [column.key for column in self.all_columns if not column.is_extra]
        return [] if keys == usual else keys

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
    kept = tuple((key, str(value)) for key, value in request.GET.items() if key not in NOT_KEPT)
    return Listing(chosen_columns(request, columns), columns, rows, page, wanted, filters, kept)


def chosen_columns(request: HttpRequest, columns: Sequence[Column]) -> list[Column]:
    """The columns that the address names, in the list's own order; the usual ones without any."""
    named = set(request.GET.getlist(CHOICE))
    chosen = [column for column in columns if column.key in named]
    return chosen or [column for column in columns if not column.is_extra]


def words_asked(request: HttpRequest, *keys: str) -> dict[str, str]:
    """The filters in the address. A database cannot hold NUL, so no record could match it."""
    return {key: request.GET.get(key, "").replace("\0", "").strip() for key in keys}


def sum_of(field: str, *, places: int | None = None) -> Callable[[QuerySet[Any]], Decimal | None]:
    """How a column of numbers in one unit is added up.

    A database may return more places than it keeps: the sum has as many as are asked for, or
    as many as it needs.
    """

    def total(rows: QuerySet[Any]) -> Decimal | None:
        found: Decimal | None = rows.aggregate(total=Sum(field))["total"]
        if found is None:
            return None
        if places is not None:
            return found.quantize(Decimal(1).scaleb(-places))
        return Decimal(f"{round(found, 6).normalize():f}")

    return total


def shown(value: object) -> str:
    """A cell as people read it: separators in numbers, ISO dates, texts in the page's language.

    >>> shown(Decimal("2194.64")), shown(date(2026, 11, 23)), shown(None)
    ('2,194.64', '2026-11-23', '')
    >>> shown(datetime(2026, 11, 23, 9, 5, 30))
    '2026-11-23 09:05'
    """
    if isinstance(value, Text):
        return say(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return written(value)
    return "" if value is None else str(value)


def exported(listed: Listing, form: str, *, name: str) -> HttpResponse:
    """Every row of the list with the columns, filters and order shown. 导出所见列表。"""
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
