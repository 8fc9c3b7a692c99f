# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Least sizes of the prose against the table of least sizes. 最低规模。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import context_of, is_name, names_of_row
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force, figures_in, plain
from kuangtu.plans.health.types import Finding, Kind

LEAST = re.compile(r"最低|下限|起点|准入|规模")
SIZES = {Dimension.MASS, Dimension.VOLUME}


def least_sizes_are_those_of_the_row(case: Case) -> Iterator[Finding]:
    """新建磷矿不低于30万吨/年, where no size of the row 磷矿 is 30."""
    rows = _rows(case)
    for one in stated_in(case):
        figure = one.figure
        if figure.force is not Force.AT_LEAST or figure.dimension not in SIZES:
            continue
        named = _named_last(case, one, rows)
        if not named or any(entry.amount == figure.amount for row in named for entry in row):
            continue
        like = [row for row in named if any(e.dimension is figure.dimension for e in row)]
        if len(like) == 1 and _is_near(one, like[0][0]):
            yield _finding(one, [e for e in like[0] if e.dimension is figure.dimension])


def _rows(case: Case) -> list[list[Entry]]:
    """The rows of tables that set least sizes for minerals."""
    rows: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries_in(case):
        table = entry.cell.table
        if re.search("最低|最小|准入", table.caption + entry.head) and not entry.is_total:
            rows.setdefault((id(table), entry.cell.row), []).append(entry)
    return list(rows.values())


def _is_near(one: Stated, entry: Entry) -> bool:
    table = entry.cell.table
    return table.name in one.sentence.text or (
        bool(table.clause) and table.clause == one.sentence.clause
    )


def _named_last(case: Case, one: Stated, rows: list[list[Entry]]) -> list[list[Entry]]:
    """The rows of the mineral that is named last before the figure; the longest of such names."""
    said = context_of(case, one).said
    placed = [(_end_of_name(said, row[0]), len(_mineral_of(row[0])), row) for row in rows]
    last = max((place[:2] for place in placed if place[0]), default=None)
    return [row for *place, row in placed if last is not None and tuple(place) == last]


def _mineral_of(entry: Entry) -> str:
    return next((word for word in names_of_row(entry) if is_name(word)), "")


def _end_of_name(said: str, entry: Entry) -> int:
    """Where the row's name ends in the clause of the figure, 0 if it is not of it."""
    mineral = _mineral_of(entry)
    end = said.rfind(mineral) + len(mineral) if mineral and mineral in said else 0
    return 0 if re.search("[、和]|，(?!即|其|且|年产|规模|设计|生产|单矿)", said[end:]) else end


def _finding(one: Stated, entries: list[Entry]) -> Finding:
    figure = one.figure
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        "文中下限 {printed}，{table}“{row}”一行没有这个数",
        "the text's limit is {printed}; the row “{row}” of {table} has no such number",
        [one.sentence.reading(figure), *(entry.cell.reading for entry in entries)],
        printed=f"{figure.printed}{figure.rate}",
        table=entries[0].cell.table.name,
        row=entries[0].row[0],
    )


def least_sizes_agree_with_tables(case: Case) -> Iterator[Finding]:
    """不低于6万立方米/年 in the text, 5万立方米/年 in a row of its table."""
    for stated in stated_in(case):
        figure = stated.figure
        if figure.force is not Force.AT_LEAST or not figure.rate:
            continue
        for grid in grids(case.tables):
            if grid.table.clause != stated.sentence.clause:
                continue
            for column, head in enumerate(grid.heads):
                if not LEAST.search(head):
                    continue
                for cell in grid.column(column):
                    for printed in figures_in(plain(cell.text)):
                        if printed.dimension is figure.dimension and printed.amount < figure.amount:
                            yield error(
                                Kind.TEXT_AND_TABLE,
                                cell.where,
                                "表中 {cell} 低于文中规定的 {printed}",
                                "the table's {cell} is below the {printed} of the text",
                                [cell.reading, stated.sentence.reading(figure)],
                                cell=cell.text.strip(),
                                printed=f"{figure.printed}{figure.rate}",
                            )
