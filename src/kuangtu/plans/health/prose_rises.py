# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Multiples of what was before. 倍数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.labels import Stated, stated_in
from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.quantities import Dimension
from kuangtu.plans.health.text_and_tables import table_values
from kuangtu.plans.health.types import Finding, Kind, Reading

ASIDE = re.compile("占(?!比)[^，。;占由从]{0,20}$")  # a share told in between
NEARLY = Decimal("0.06")
PLAIN = re.compile(r"(?:年|总|全县|矿石|开采|实际|矿山|采掘|矿业){0,3}(?:产量|产值|总量|开采量)")
TIMES_OF = re.compile(r"，?(?:约)?(?:为|是|相当于)(?:20\d\d年)?[^，。;\d]{0,12}$")


def _bases(told: tuple[Stated, ...], goal: Stated) -> Iterator[Stated]:
    """What is told of the same thing as a fact; a plain 年产量 is any plain 产量."""
    for one in told:
        if one.is_goal_in_words or one.of or one.figure.dimension is not goal.figure.dimension:
            continue
        if one.sentence is goal.sentence or one.figure.dimension is Dimension.PERCENT:
            continue
        is_plain = PLAIN.fullmatch(one.label) and PLAIN.fullmatch(goal.label)
        is_alike = is_plain and one.label[-2:] == goal.label[-2:]
        if (one.label == goal.label and len(one.label) >= 2) or is_alike:
            yield one


OVER_YEAR = re.compile(
    r"(?:为|是|相当于|达到?)(?P<year>20\d\d)年[^，。;\d]{0,4}$|[较比](?P<other>20\d\d)年[^，。;\d]{0,4}$"
)


def multiples_fit_their_base(case: Case) -> Iterator[Finding]:
    """90个，为2020年的2倍: what is told of 2020 elsewhere, in the prose or in a table."""
    told = stated_in(case)
    for goal, times in pairwise(told):
        if goal.sentence is not times.sentence or times.figure.dimension is not Dimension.TIMES:
            continue
        found = OVER_YEAR.search(goal.sentence.text[goal.figure.end : times.figure.start])
        if found is not None:
            year = found["year"] or found["other"]
            factor = times.figure.value + (1 if found["other"] else 0)
            yield from _multiple(case, goal, factor, year, times.sentence.reading(times.figure))


def _multiple(
    case: Case, goal: Stated, factor: Decimal, year: str, reading: Reading
) -> Iterator[Finding]:
    bases = [
        (one.figure.amount, one.sentence.reading(one.figure))
        for one in _bases(stated_in(case), goal)
        if one.year in {"", year} and not one.is_goal
    ]
    bases += list(table_values(case, goal, year))
    if year != str(case.base_year or "") or not bases or not goal.figure.amount:
        return
    if any(abs(amount * factor / goal.figure.amount - 1) <= NEARLY for amount, _ in bases):
        return
    amount, base = bases[-1]
    if not amount:
        return
    right = shown((goal.figure.amount / amount).quantize(Decimal("0.1")))
    yield error(
        Kind.GROWTH,
        reading.where,
        "{new} 是 {old} 的 {right} 倍，印作 {printed}",
        "{new} is {right} times {old}; {printed} is printed",
        [reading, goal.sentence.reading(goal.figure), base],
        f"{right}倍",
        new=goal.figure.printed,
        old=base.value,
        right=right,
        printed=reading.value,
    )


def multiples_fit(case: Case) -> Iterator[Finding]:
    """42.0亿元，约为2015年21.0亿元的2倍."""
    for sentence in case.sentences:
        figures = [
            one
            for one in sentence.figures
            if not one.is_in_words and not ASIDE.search(sentence.text[: one.start])
        ]
        for new, old, times in zip(figures, figures[1:], figures[2:], strict=False):
            if times.dimension is not Dimension.TIMES or new.dimension is not old.dimension:
                continue
            is_told = TIMES_OF.search(sentence.text[new.end : old.start])
            if not is_told or sentence.text[old.end : times.start] not in {"的", ""}:
                continue
            if not old.amount or not times.value:
                continue
            right = new.amount / old.amount
            if abs(right / times.value - 1) > Decimal("0.06"):
                yield error(
                    Kind.GROWTH,
                    sentence.around(times),
                    "{new} 是 {old} 的 {right} 倍，印作 {printed}",
                    "{new} is {right} times {old}; {printed} is printed",
                    [sentence.reading(one) for one in (times, new, old)],
                    f"{shown(right.quantize(Decimal('0.1')))}倍",
                    new=new.printed,
                    old=old.printed,
                    right=shown(right.quantize(Decimal("0.1"))),
                    printed=times.printed,
                )
