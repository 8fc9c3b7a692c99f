# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a sentence tells of two or three rows together: their cells' sum. 几行合计。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.plausible import are_near
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.contexts import names_of_row
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force, han_number
from kuangtu.plans.health.tables.least_sizes import bare_mineral
from kuangtu.plans.health.types import Finding, Kind

TOGETHER = re.compile(
    "(?:^|[，。;:])(?P<names>[^，。;:\\d]{3,40}?)(?P<count>[两二三四])[类种者个项](?:矿种|矿产|矿山|矿)?"
    "(?:的)?(?P<what>[一-鿿]{0,8}?)(?:合计|共计|总计|共)(?:有|为|达)?$"
)
Column = tuple[int, int]


def rows_told_together_are_their_sum(case: Case) -> Iterator[Finding]:
    """建筑用安山岩和菱镁矿两类矿山合计27个, where the two rows have 14 and 10."""
    rows = _rows(case)
    for one in stated_in(case) if rows else ():
        figure = one.figure
        found = TOGETHER.search(one.sentence.text[: figure.start])
        if found is None or figure.force is not Force.EXACT or figure.upper is not None:
            continue
        if figure.dimension is Dimension.PERCENT or is_borne_out(case, one):
            continue
        names = [bare_mineral(word) for word in re.split("[、和与及]", found["names"]) if word]
        if len(names) != han_number(found["count"]):
            continue
        sums = [told for told in _sums(rows, names) if told[0].dimension is figure.dimension]
        if not sums or any(_is(one, amount) for _, amount in sums):
            continue
        sums = [told for told in sums if _is_told_of(told[0], found[0])] or sums
        near = [told for told in sums if are_near(told[1], figure.amount, fewest=2)]
        if len(sums) == 1 and near:
            yield _finding(one, *near[0])


def _rows(case: Case) -> dict[str, list[Entry]]:
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        for name in {bare_mineral(word) for word in names_of_row(entry)}:
            if not entry.is_total and name:
                rows[name].append(entry)
    return rows


def _sums(rows: Mapping[str, list[Entry]], names: list[str]) -> Iterator[tuple[Entry, Decimal]]:
    """The sum below each head that all of the rows have once."""
    columns: dict[Column, list[Entry]] = defaultdict(list)
    for name in names:
        for entry in rows.get(name, ()):
            columns[id(entry.cell.table), entry.cell.column].append(entry)
    for entries in columns.values():
        if len(entries) == len(names) and len({one.cell.row for one in entries}) == len(names):
            yield entries[0], sum((one.amount for one in entries), Decimal(0))


def _is_told_of(entry: Entry, words: str) -> bool:
    """A column of one size or kind only where the clause names it: 大型."""
    head = re.sub(r"\(.*?\)", "", entry.head)
    return not re.search("型$|级$|以上|其中", head) or head in words


def _is(one: Stated, amount: Decimal) -> bool:
    return abs(one.figure.amount - amount) <= one.figure.step


def _finding(one: Stated, entry: Entry, amount: Decimal) -> Finding:
    figure = one.figure
    right = f"{shown(figure.in_its_unit(amount))}{figure.unit}"
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        "文中几项合计 {printed}，{table}这几行相加为 {right}",
        "the text has {printed} of them together; these rows of {table} add up to {right}",
        [one.sentence.reading(figure), entry.cell.reading],
        right,
        printed=figure.printed,
        table=entry.cell.table.name,
        right=right,
    )
