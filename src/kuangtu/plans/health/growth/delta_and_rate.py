# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""By how much and by what share, told together: 减少24个，下降46.2%. 增减量与增减幅。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.growth.changes import Change, Way, changes_in
from kuangtu.plans.health.growth.prose_changes import WHOLE_NUMBERS
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import entries_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, step_of
from kuangtu.plans.health.types import Finding, Kind

# Nothing but the way of the second stands between the two.
JOINED = re.compile(
    r"[，、(,](?:同比|相当于)?(?:增|减|降|升|下|上|提|缩|压|扩|回)?[一-鿿]{0,4}?(?:了|约|达|为)?"
)


def changes_fit_their_rates(case: Case) -> Iterator[Finding]:
    """与2015年的52个相比，减少26个，下降46.2%: 26 of 52 are a half, and no other base gives it."""
    for sentence in case.sentences:
        for delta, rate in pairwise(changes_in(sentence)):
            old = delta.old
            if old is None or not _are_of_one(delta, rate) or _has_a_base(case, delta, rate):
                continue
            if not _gives(delta.figure, rate.figure, old.amount, old.step):
                yield _finding(delta, rate, old)


def _are_of_one(delta: Change, rate: Change) -> bool:
    """The amount, then right behind it the share; both exact, both up or both down."""
    ways = delta.way is Way.DELTA and rate.way is Way.RATE
    if not ways or delta.is_down is not rate.is_down:
        return False
    if delta.figure.force is not Force.EXACT or rate.figure.force is not Force.EXACT:
        return False
    between = delta.sentence.text[delta.figure.end : rate.figure.start]
    return JOINED.fullmatch(between) is not None


def _gives(delta: Figure, rate: Figure, base: Decimal, step: Decimal) -> bool:
    """Whether the amount is that share of the base, within the rounding of all three."""
    if not base:
        return False
    is_counted = delta.dimension in WHOLE_NUMBERS
    room = Decimal(0) if is_counted else 50 * (delta.step + step) / base
    share = 100 * delta.amount / base
    return abs(share - rate.value) <= room + step_of(rate.value) / 2


def _has_a_base(case: Case, delta: Change, rate: Change) -> bool:
    """Some amount of the paragraph, or a cell, gives it: the two are of that."""
    told = [
        (figure.amount, figure.step)
        for sentence in case.sentences
        if abs(sentence.paragraph - delta.sentence.paragraph) < 2
        for figure in sentence.figures
        if figure.dimension is delta.figure.dimension
    ]
    bases = [*told, *_cells(case).get(delta.figure.dimension, ())]
    return any(_gives(delta.figure, rate.figure, amount, step) for amount, step in bases)


@once
def _cells(case: Case) -> dict[Dimension, list[tuple[Decimal, Decimal]]]:
    found: dict[Dimension, list[tuple[Decimal, Decimal]]] = {}
    for entry in entries_in(case):
        found.setdefault(entry.dimension, []).append((entry.amount, entry.step))
    return found


def _finding(delta: Change, rate: Change, old: Figure) -> Finding:
    right = (100 * delta.figure.amount / old.amount).quantize(step_of(rate.figure.value))
    return doubt(
        Kind.GROWTH,
        delta.sentence.around(rate.figure),
        "{old} 变化 {delta} 为 {right}%，印作 {printed}",
        "{delta} of {old} are {right} %; {printed} is printed",
        [delta.sentence.reading(one) for one in (rate.figure, delta.figure, old)],
        f"{right}%",
        old=old.printed,
        delta=delta.figure.printed,
        right=right,
        printed=rate.figure.printed,
    )
