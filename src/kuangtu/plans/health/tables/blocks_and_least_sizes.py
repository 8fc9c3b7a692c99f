# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Blocks that the plan itself sets smaller than it lets new mines be. 区块规模与最低规模。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.tables.least_sizes import bare_mineral, is_a_least_size
from kuangtu.plans.health.types import Finding, Kind

BLOCKS = re.compile("开采(?:规划)?区块|拟设采矿权|新设采矿权|拟新设|采矿权(?:投放|出让)")
SIZE = re.compile("(?:设计|拟建|建设|生产|开采)规模")
OF_LEAST = re.compile("最低|最小|不[得应]?(?:低|少|小)于|下限|起点")
LEADS = re.compile("^(?:新[建设立]|其中|的|[和及与、])+|(?:矿山|矿)?(?:生产|开采|建设)?规模$|矿山$")
KEPT = re.compile("已设|保留|现有|延续|扩界|变更|整合")
SIZES = {Dimension.MASS, Dimension.VOLUME}


def blocks_are_no_smaller_than_new_mines(case: Case) -> Iterator[Finding]:
    """新建高岭土矿不低于10万吨/年, where the table of blocks has one of 6."""
    floors = _floors(case)
    for entry in entries_in(case) if floors else ():
        table = entry.cell.table
        heads = plain(table.caption) + "".join(map(plain, table.rows[0]))
        is_block = BLOCKS.search(heads) and SIZE.search(entry.head) and not entry.is_total
        is_old = any(KEPT.search(word) for word in entry.row)
        if not is_block or is_old or is_a_least_size(entry) or entry.dimension not in SIZES:
            continue
        names = {bare_mineral(word) for word in entry.row}
        for mineral, (least, one) in floors.items():
            is_of_it = mineral in names and one.figure.dimension is entry.dimension
            if is_of_it and 0 < entry.amount < least:
                yield _finding(entry, one)


@once
def _floors(case: Case) -> dict[str, tuple[Decimal, Stated]]:
    """The least size of each mineral that the prose sets once, for mines of any size."""
    found: dict[str, list[Stated]] = {}
    for one in stated_in(case):
        figure, text = one.figure, one.sentence.text
        if figure.dimension not in SIZES or "年" not in figure.rate or figure.upper is not None:
            continue
        start = start_of(text, figure.start, "。;")
        is_least = figure.force is Force.AT_LEAST or OF_LEAST.search(text[start : figure.start])
        clause = text[start_of(text, figure.start, "，。；;:、") : figure.start]
        clause = re.sub("(?:不[得应]?[低少小]于|为|是|达到)+$", "", clause)
        name = bare_mineral(LEADS.sub("", clause))
        if (
            is_least
            and name
            and not re.search("[大中小]型|扩建|地下|露天", text[start : figure.end])
        ):
            found.setdefault(name, []).append(one)
    return {
        name: (several[0].figure.amount, several[0])
        for name, several in found.items()
        if len({one.figure.amount for one in several}) == 1
    }


def _finding(entry: Entry, one: Stated) -> Finding:
    return doubt(
        Kind.TEXT_AND_TABLE,
        entry.cell.where,
        "{table}所列区块规模 {cell} 低于文中对该矿种规定的 {least}",
        "the block of {cell} in {table} is smaller than the {least} that the text asks for",
        [entry.cell.reading, one.sentence.reading(one.figure)],
        table=entry.cell.table.name,
        cell=entry.cell.text.strip(),
        least=f"{one.figure.printed}{one.figure.rate}",
    )
