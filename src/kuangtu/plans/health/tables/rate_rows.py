# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Least rates of the prose below those of the table of rates. 文中三率低于表列。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.sameness import is_supposed
from kuangtu.plans.health.tables.figure_and_cell import other_than_cell
from kuangtu.plans.health.tables.least_sizes import bare_mineral
from kuangtu.plans.health.types import Finding

RATE = re.compile("(?:开采回采率|回采率|选矿回收率|回收率|综合利用率)$")
OF_SOME = re.compile("露天|地下|井工|煤层|低品位|难选|氧化|共伴生|伴生|尾矿|废石|现有|已有|实际")


def least_rates_are_no_lower_than_the_rows(case: Case) -> Iterator[Finding]:
    """郭家沟铅锌矿开采回采率不低于80%, where the row 铅锌 has 90 below 开采回采率."""
    columns = _columns(case)
    for one in stated_in(case) if columns else ():
        found = RATE.search(one.label)
        figure = one.figure
        is_least = figure.dimension is Dimension.PERCENT and figure.force is Force.AT_LEAST
        if found is None or not is_least or is_supposed(one) or OF_SOME.search(one.sentence.text):
            continue
        rows = _rows_of(one, columns.get(found[0], []), found.start())
        if len(rows) == 1 and figure.amount < rows[0].amount:
            yield other_than_cell(
                one,
                rows[0],
                "文中下限 {printed}，{table}“{row}”为 {cell}",
                "the text's limit is {printed}; the row “{row}” of {table} has {cell}",
                row=rows[0].row[0],
            )


def _columns(case: Case) -> dict[str, list[Entry]]:
    """The rates below each head, where one table alone has it."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        head = re.sub(r"\(.*?\)", "", plain(entry.head))
        if entry.dimension is Dimension.PERCENT and RATE.fullmatch(head) and not entry.year:
            found[head].append(entry)
    return {
        head: several
        for head, several in found.items()
        if len({id(one.cell.table) for one in several}) == 1
    }


def _rows_of(one: Stated, entries: list[Entry], end: int) -> list[Entry]:
    """The rows whose mineral the label names before the rate, the longest name alone."""
    words = bare_mineral(one.label[:end])
    named = [
        (len(name), entry)
        for entry in entries
        if entry.row and (name := bare_mineral(entry.row[0])) and words.endswith(name)
    ]
    most = max((length for length, _ in named), default=0)
    return [entry for length, entry in named if length == most]
