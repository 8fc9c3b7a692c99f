# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Projects from their tables. 重点项目。"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.grids import Line
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.recognizing import Recognized
from kuangtu.plans.drafting.words import amount_in, unit_in, years_in
from kuangtu.plans.drafting.zones import leave_row_open, restoration_zone
from kuangtu.plans.open_items import Reason

PROJECTS = "projects.csv"
SHEET = re.compile(r"[A-Z]\d{2}[A-Z]\d{6}")
PER_10K_YUAN = {"万元": Decimal(1), "亿元": Decimal(10_000)}


def take_projects(pages: Pages, table: Recognized, places: Counter[str]) -> None:
    """The projects of a table, one for each row with a name."""
    place = 0
    for line in table.grid.body:
        name = table.taken(line, "name")
        if line.is_sum or line.is_wide or not name.value:
            leave_row_open(pages, PROJECTS, table.grid, line)
            continue
        place += 1
        _add(pages, table, line, f"P{table.grid.source.code_stem}-{place:02d}")
        restoration_zone(pages, table, line, places)


def _add(pages: Pages, table: Recognized, line: Line, code: str) -> None:
    source = table.grid.source
    name = table.taken(line, "name")
    printed = table.blank_told(line, "minerals")
    starts, ends = _years(table.blank_told(line, "years"))
    pages.add(
        PROJECTS,
        {
            "code": code,
            "table": source.number,
            "row": str(line.row),
            "clause": source.clause,
            "name": name,
            "starts": starts,
            "ends": ends,
            "cost_10k_yuan": _cost(table, line),
            "work": table.blank_told(line, "work"),
            "result": table.blank_told(line, "result"),
            "printed_minerals": printed,
            "minerals": names.taken(printed.value, printed.place),
            "sheets": "、".join(_sheets(line)),
        },
    )


def _sheets(line: Line) -> list[str]:
    """The map sheets that the row names, each once."""
    words = (cell.text for cell in line.cells if cell is not None)
    return list(dict.fromkeys(sheet for text in words for sheet in SHEET.findall(text)))


def _years(cell: Taken) -> tuple[Taken, Taken]:
    if not cell.value:
        return cell, cell
    first, last = years_in(cell.value)
    if not last:
        odd = Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)
        return odd, odd
    is_whole = Reason.TWO_READINGS if not first else cell.reason
    return (
        Taken(first, is_whole, cell.place, cell.printed),
        Taken(last, cell.reason, cell.place, cell.printed),
    )


def _cost(table: Recognized, line: Line) -> Taken:
    """The cost in 万元; 亿元 is converted, and said; a unit that is not printed is missing."""
    cell = table.taken(line, "cost")
    if not cell.value:
        return cell
    amount = amount_in(cell.value)
    told = amount.unit or unit_in(table.heading("cost")) or table.grid.source.unit
    if amount.is_odd or amount.value_to or told not in PER_10K_YUAN:
        is_blank = not amount.value and not amount.is_odd
        return Taken("", None if is_blank else Reason.ODD_NUMBER, cell.place, cell.printed)
    if not amount.value:
        return Taken("")
    if told == "万元":
        reason = cell.reason if amount.value == cell.value else Reason.CONVERTED
        return Taken(amount.value, reason, cell.place, cell.printed)
    value = (Decimal(amount.value) * PER_10K_YUAN[told]).normalize()
    return Taken(f"{value:f}", Reason.CONVERTED, cell.place, cell.printed)
