# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals against the yearly rate that is to lead to them. 目标值与年均增速。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.growth.change_ends import pairs_of
from kuangtu.plans.health.growth.changes import Way, changes_in
from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Figure, Force
from kuangtu.plans.health.types import Finding, Grade, Kind

NOUNS = (
    "产值",
    "产量",
    "开采量",
    "增加值",
    "总量",
    "数量",
    "投资",
    "生产总值",
    "比例",
    "面积",
    "个数",
)
COMMON_PAIRS = {"矿石", "全县", "全市", "年度", "规划", "主要"}


AFTERWARDS = re.compile("(?:此后|其后|之后|以后|展望期|远景)[^。;]*$")


def goals_fit_their_rates(case: Case) -> Iterator[Finding]:
    """以年均10%的速度增长，到2025年达到60亿元: what the base year's value grows to.

    For what has no value of its very name in the base year; changes_fit_their_ends has the others.
    """
    if case.years is None or case.base_year is None:
        return
    years = case.years[1] - case.base_year
    for number, sentence in enumerate(case.sentences):
        for change in changes_in(sentence):
            if change.way is not Way.MEAN or change.old is not None or change.new is None:
                continue
            if AFTERWARDS.search(sentence.text[: change.figure.start]):
                continue  # 此后十年年均递增4.0%: from what is reached before
            if change.last and int(change.last) <= case.base_year:
                continue  # 2015年为4.05亿元，五年间年均增长6.1%: no goal
            if not any(pair.trust > 1 for pair in pairs_of(case, number, change)):
                yield from _against_base(case, sentence, change.figure, change.new, years)


def _likeness(one: str, other: str) -> float:
    """How much of one name the other has; none unless two signs in a row are the same."""
    pairs = {one[n : n + 2] for n in range(len(one) - 1)} - COMMON_PAIRS
    if not any(pair in other for pair in pairs):
        return 0.0
    return len(set(one) & set(other)) / max(len(set(one)), 1)


def _bases(
    case: Case, sentence: Sentence, goal: Figure, subject: str, noun: str
) -> Iterator[tuple[float, Figure, Sentence]]:
    """Values of the base year that a goal may grow from, with how alike their names are."""
    for other in case.sentences:
        if other is sentence:
            continue
        for figure in other.figures:
            if figure.dimension is not goal.dimension or figure.force is Force.AT_MOST:
                continue
            before = re.split("[，。；;,]", other.text[: figure.start])[-1]
            if noun not in before or str(case.base_year) not in other.text[: figure.start]:
                continue
            alike = _likeness(subject.replace(noun, ""), before.replace(noun, ""))
            if alike > 0 and figure.amount < goal.amount * 3:
                yield alike, figure, other


def _against_base(
    case: Case, sentence: Sentence, rate: Figure, goal: Figure, years: int
) -> Iterator[Finding]:
    head = sentence.text[: rate.start]
    noun = next((one for one in NOUNS if one in head[-24:]), None)
    if noun is None or years <= 0:
        return
    subject = re.split("[，。；;,]", head[: head.rfind(noun) + len(noun)])[-1][-12:]
    bases = list(_bases(case, sentence, goal, subject, noun))
    if not bases:
        return
    alike, base, other = max(bases, key=lambda one: one[0])
    growth = (1 + rate.value / 100) ** years
    right = base.amount * growth
    if abs(right / goal.amount - 1) <= Decimal("0.03"):
        return
    if goal.force is Force.AT_LEAST and right > goal.amount:
        return
    text = f"{shown((right / goal.factor).quantize(Decimal('0.1')))}{goal.unit}"
    yield graded(
        Grade.ERROR if alike >= 0.9 else Grade.DOUBT,
        Kind.GROWTH,
        sentence.around(goal),
        "由 {year} 年的 {base} 按年均 {rate} 增长，{years} 年后约为 {right}，印作 {goal}",
        "{base} in {year} grows at {rate} to about {right} in {years} years; {goal} is printed",
        [sentence.reading(goal), sentence.reading(rate), other.reading(base)],
        text,
        year=case.base_year,
        base=base.printed,
        rate=rate.printed,
        years=years,
        right=text,
        goal=goal.printed,
    )
