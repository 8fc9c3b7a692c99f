# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A growth over some years beside its mean for one of them. 总增幅与年均增速。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.growth.changes import Change, Way, changes_in
from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import Force, step_of
from kuangtu.plans.health.types import Finding, Kind

BETWEEN = re.compile(
    r"，?(?:即|合|折合|相当于)?(?:五年|[三四]年|期间|累计|共|总)*(?:年均|年平均|复合)?[^，。;\d]{0,8}"
)


def means_fit_the_growth_beside_them(case: Case) -> Iterator[Finding]:
    """五年增加5.04亿元，增幅40%，年均增长8.0%: 40 % in five years is 7.0 % a year."""
    for sentence in case.sentences:
        told = list(changes_in(sentence))
        years = frozenset[int]().union(*(one.lengths for one in told))
        for one, other in pairwise(told):
            pair = {one.way: one, other.way: other}
            if set(pair) != {Way.RATE, Way.MEAN} or len(years) != 1:
                continue
            if BETWEEN.fullmatch(sentence.text[one.figure.end : other.figure.start]):
                yield from _held(pair[Way.RATE], pair[Way.MEAN], *years)


def _held(whole: Change, mean: Change, years: int) -> Iterator[Finding]:
    exact = whole.figure.force is mean.figure.force is Force.EXACT
    if not exact or years < 2 or whole.is_down or mean.is_down:
        return
    half = step_of(whole.figure.value) / 2
    low, high = (_mean_of(whole.figure.value + one, years) for one in (-half, half))
    room = step_of(mean.figure.value)
    if low - room <= mean.figure.value <= high + room:
        return
    right = f"{shown(_mean_of(whole.figure.value, years).quantize(room))}%"
    yield error(
        Kind.GROWTH,
        mean.sentence.around(mean.figure),
        "{years} 年增长 {whole}，年均为 {right}，印作 {printed}",
        "{whole} in {years} years is {right} a year; {printed} is printed",
        [mean.sentence.reading(mean.figure), whole.sentence.reading(whole.figure)],
        right,
        years=years,
        whole=whole.figure.printed,
        right=right,
        printed=mean.figure.printed,
    )


def _mean_of(percent: Decimal, years: int) -> Decimal:
    """The yearly growth that makes so many percent in so many years, in percent.

    >>> _mean_of(Decimal(40), 5).quantize(Decimal("0.01"))
    Decimal('6.96')
    """
    return Decimal(str(round(((1 + float(percent) / 100) ** (1 / years) - 1) * 100, 6)))
