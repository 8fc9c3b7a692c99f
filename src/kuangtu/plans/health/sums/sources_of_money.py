# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the money comes from, against the total of the table that spends it. 资金来源与总投资。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import names_the_table
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, plain
from kuangtu.plans.health.reading.told import pairs_of
from kuangtu.plans.health.reading.which_whole import slip_of_a_sum
from kuangtu.plans.health.types import Finding, Kind

SOURCE = re.compile(
    "(?:财政|中央|省级?|自治区|市级?|州级?|县级?|社会|企业|自筹|基金|银行|贷款|国家)"
    r"[^，。;、\d]{0,10}$"
)
GENERAL = frozenset({"投资", "工程", "项目", "资金", "经费", "安排", "规划"})
RAISED = re.compile("渠道|来源|筹措|筹集|构成|组成|安排|承担")
FEWEST = 3  # sources that are all of them


def sources_make_up_what_is_spent(case: Case) -> Iterator[Finding]:
    """由四个渠道筹措：中央2700万元，省级1350万元…: together they are the 合计 of the table."""
    totals = [
        entry
        for entry in entries_in(case)
        if entry.is_total and entry.dimension is Dimension.MONEY and not entry.year
    ]
    for sentence in case.sentences if totals else ():
        parts = _sources(sentence)
        if len(parts) < FEWEST or not RAISED.search(sentence.text):
            continue
        figures = [one for one in sentence.figures if one.dimension is Dimension.MONEY]
        if len(figures) != len(parts):
            continue  # the whole is told as well, and is held against them by itself
        near = [one for one in totals if _is_of(sentence, one)]
        together = sum((one.amount for one in parts), Decimal(0))
        if not near or any(one.amount == together for one in totals):
            continue
        for entry in near:
            whole = _as_figure(entry, parts[0])
            if len(near) == 1 and slip_of_a_sum(whole, parts):
                yield _finding(sentence, parts, entry, together)


def _sources(sentence: Sentence) -> list[Figure]:
    """The amounts of money that a source stands before, beside each other."""
    return [
        one
        for one in sentence.figures
        if one.dimension is Dimension.MONEY
        and one.force is Force.EXACT
        and SOURCE.search(sentence.text[: one.start])
    ]


def _is_of(sentence: Sentence, entry: Entry) -> bool:
    """A table of the same part of the plan, or one that the sentence names."""
    table = entry.cell.table
    chapter = re.match(r"[^节条(（]*?[章]|[^(（\d.]+|\d+", sentence.clause)
    is_near = chapter is not None and table.clause.startswith(chapter[0])
    told = pairs_of(re.split(r"\d", sentence.text)[0]) - GENERAL
    is_named = names_the_table(sentence.text, table.name)
    return is_near or is_named or bool(told & pairs_of(plain(table.caption)))


def _as_figure(entry: Entry, like: Figure) -> Figure:
    """The total as a figure in the unit of the parts."""
    return Figure(
        entry.amount / like.factor,
        like.unit,
        like.dimension,
        like.factor,
        like.start,
        like.end,
        like.force,
    )


def _finding(
    sentence: Sentence, parts: Sequence[Figure], entry: Entry, together: Decimal
) -> Finding:
    unit, factor = parts[0].unit, parts[0].factor
    return error(
        Kind.SUM,
        sentence.where(parts[0].start - 8 if parts[0].start > 8 else 0, parts[-1].end),
        "各渠道资金相加为 {sum}{unit}，{table}合计为 {whole}{unit}",
        "the sources of money add up to {sum} {unit}; {table} totals {whole}",
        [*(sentence.reading(one) for one in parts), entry.cell.reading],
        f"{shown(together / factor)}{unit}",
        sum=shown(together / factor),
        unit=unit,
        table=entry.cell.table.name,
        whole=shown(entry.amount / factor),
    )
