# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones of each kind that a sentence counts, against the rows named so. 各类分区个数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence, caption_where
from kuangtu.plans.health.reading.contexts import names_the_table
from kuangtu.plans.health.reading.grids import Grid, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

ZONES = re.compile(
    r"(?P<kind>(?:重点|限制|禁止|集中|鼓励|一般)(?:勘查|开采|开发|治理|修复)(?:规划)?区)"
    r"(?P<count>\d{1,2})[个处片](?!以)"
)
FEWEST_KINDS = 2


def zones_of_each_kind_are_as_many(case: Case) -> Iterator[Finding]:
    """重点勘查区2个、重点开采区4个，见专栏4, where two rows are named so and three the other."""
    for sentence in case.sentences:
        told = list(ZONES.finditer(sentence.text))
        kinds = {one["kind"] for one in told}
        if len(kinds) < FEWEST_KINDS or len(kinds) < len(told):
            continue
        for grid in grids(case.tables):
            if names_the_table(sentence.text, grid.table.name):
                yield from _against(sentence, told, grid)


def _against(sentence: Sentence, told: list[re.Match[str]], grid: Grid) -> Iterator[Finding]:
    """One of them is counted rightly: then these rows are what the sentence counts."""
    rows = [
        "".join(plain(one.text) for one in row if one is not None)
        for row in grid.body
        if not grid.is_total(row)
    ]
    many = [sum(one["kind"] in row for row in rows) for one in told]
    wrong = [n for n, one in enumerate(told) if int(one["count"]) != many[n]]
    if len(wrong) != 1 or not all(many):
        return
    one, count = told[wrong[0]], many[wrong[0]]
    where = sentence.where(one.start(), one.end())
    table = caption_where(grid.table)
    yield error(
        Kind.TEXT_AND_TABLE,
        where,
        "文中{printed}，{table}列出 {rows} 个",
        "the text has {printed}, {table} has {rows}",
        [Reading(one[0], where), Reading(f"{count}行", table)],
        str(count),
        printed=one[0],
        table=grid.table.name,
        rows=count,
    )
