# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether the figures about it bear a figure out: a sum, a difference, a share. 佐证。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure

MOST = 24  # figures of a paragraph that are tried with each other


def is_borne_out(case: Case, one: Stated) -> bool:
    """The paragraph has figures that give this one, or that this one gives with others."""
    beside = [two.figure for two in _paragraphs(case)[one.sentence.paragraph]]
    at = next(n for n, figure in enumerate(beside) if figure is one.figure)
    near = beside[max(0, at - MOST // 2) : at + MOST // 2]
    if one.figure.dimension is Dimension.PERCENT:
        return any(_is(one.figure, value) for value in _shares(near))
    like = [figure for figure in near if figure.dimension is one.figure.dimension]
    return (
        is_sum_or_part(one.figure, like)
        or _is_share_of_another(one.figure, near)
        or _is_base_of_the_rate_behind(one.figure, near)
    )


@once
def _paragraphs(case: Case) -> dict[int, list[Stated]]:
    found: dict[int, list[Stated]] = {}
    for one in stated_in(case):
        found.setdefault(one.sentence.paragraph, []).append(one)
    return found


def is_sum_or_part(figure: Figure, like: Sequence[Figure]) -> bool:
    """It is the sum or difference of two, or one of a row of parts that add up to another."""
    others = [one for one in like if one is not figure and one.amount != figure.amount]
    for one, other in combinations(others, 2):
        if figure.amount in {one.amount + other.amount, abs(one.amount - other.amount)}:
            return True
    amounts = {one.amount for one in like}
    for first in range(len(like)):
        for last in range(first + 3, len(like) + 1):
            run = like[first:last]
            total = sum((one.amount for one in run), Decimal(0))
            if figure in run and total in amounts - {one.amount for one in run}:
                return True
            if figure not in run and total == figure.amount:
                return True
    return False


def _is(figure: Figure, value: Decimal) -> bool:
    return abs(figure.amount - value) <= figure.step / 2


def _shares(near: Sequence[Figure]) -> Iterator[Decimal]:
    for one in near:
        for other in near:
            is_pair = one is not other and one.dimension is other.dimension
            if is_pair and one.dimension is not Dimension.PERCENT and other.amount:
                yield 100 * one.amount / other.amount
                yield 100 * abs(one.amount - other.amount) / other.amount


def _is_base_of_the_rate_behind(figure: Figure, near: Sequence[Figure]) -> bool:
    """要求治理120公顷，实际治理137.4公顷，完成率114.5%."""
    at = next(n for n, one in enumerate(near) if one is figure)
    if len(near) < at + 3 or not figure.amount:
        return False
    done, rate = near[at + 1], near[at + 2]
    is_rate = rate.dimension is Dimension.PERCENT and done.dimension is figure.dimension
    return is_rate and _is(rate, 100 * done.amount / figure.amount)


def _is_share_of_another(figure: Figure, near: Sequence[Figure]) -> bool:
    """One of the percentages beside it is what it makes of another, or of it."""
    shares = [one for one in near if one.dimension is Dimension.PERCENT and one.step < 1]
    others = [one for one in near if one.dimension is figure.dimension and one is not figure]
    return any(
        _is(share, 100 * figure.amount / other.amount)
        for share in shares
        for other in others
        if other.amount
    )
