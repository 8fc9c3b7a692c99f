# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is closed and added, from the base of a row of goals to its end. 增减与指标首末。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.tables.goal_rows import rows_of_years
from kuangtu.plans.health.types import Finding, Kind

WENT = re.compile(r"(?:关闭|整合减少|整合|注销|退出|淘汰|减少|到期)[^，。;、\d]{0,8}$")
CAME = re.compile(r"(?:新设|新建|新立|新增|投放|增加)[^，。;、\d]{0,8}$")
COMES_TO = re.compile(
    r"(?:到?20\d\d年[底末]?|期末|规划期末)(?:采矿权|矿山)?(?:总数)?(?:保留|为|达到?|共|剩余|控制在)+$"
)


def flows_lead_from_the_base_to_the_goal(case: Case) -> Iterator[Finding]:
    """关闭5个，整合减少4个，新设7个，到2025年为26个, where the row goes from 30 to 28."""
    rows = [row for row in rows_of_years(case) if row[0].dimension is Dimension.COUNT]
    for sentence in case.sentences if rows else ():
        counted = [one for one in sentence.figures if one.dimension is Dimension.COUNT]
        for last in counted:
            net = _net_before(sentence, counted, last)
            if net is None or not COMES_TO.search(sentence.text[: last.start]):
                continue
            ends = [end for row in rows if (end := _end_that_fits(case, row, net)) is not None]
            if ends and all(end.amount != last.amount for end in ends):
                yield _finding(sentence, last, ends[0], net)


def _net_before(sentence: Sentence, counted: Sequence[Figure], last: Figure) -> Decimal | None:
    """What the figures before it add and take away, if two of them or more do so in a row."""
    start = max(sentence.text.rfind(sign, 0, last.start) for sign in "。;") + 1
    before = [one for one in counted if start <= one.start < last.start]
    signed = [
        one.amount if CAME.search(sentence.text[: one.start]) else -one.amount
        for one in before
        if CAME.search(sentence.text[: one.start]) or WENT.search(sentence.text[: one.start])
    ]
    is_flow = len(signed) == len(before) > 1 and min(signed) < 0 < max(signed)
    return sum(signed, Decimal(0)) if is_flow else None


def _end_that_fits(case: Case, row: Sequence[Entry], net: Decimal) -> Entry | None:
    """The goal of the period's end, if the row leads to it by just so many."""
    base, last = str(case.base_year or ""), str(case.years[1]) if case.years else ""
    first = next((one for one in row if one.year == base), None)
    end = next((one for one in row if one.year == last), None)
    if first is None or end is None:
        return None
    return end if first.amount + net == end.amount else None


def _finding(sentence: Sentence, last: Figure, end: Entry, net: Decimal) -> Finding:
    return error(
        Kind.TEXT_AND_TABLE,
        sentence.around(last),
        "增减相抵为 {net}，{table}同一指标到 {cell}，文中作 {printed}",
        "what comes and goes makes {net}; {table} leads to {cell}, the text to {printed}",
        [sentence.reading(last), end.cell.reading],
        end.cell.text.strip(),
        net=shown(net),
        table=end.cell.table.name,
        cell=end.cell.text.strip(),
        printed=last.printed,
    )
