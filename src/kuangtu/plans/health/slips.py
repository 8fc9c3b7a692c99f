# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether one slip of the hand makes what is printed of what is right. 笔误。

A sum, a share or a growth that does not come out is wrong in one of its figures: a digit is
other, missing or too many, two have changed places, the point has slipped, or the figure was
left as it stood before a small change. Where no figure can be mended so, they were never of one
reckoning, and whoever holds them against each other has misread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.reading.quantities import Dimension, all_figures, plain
from kuangtu.plans.health.types import Finding, Kind

NUMBER = re.compile(r"\d+(?:\.\d+)?")
SHIFTS = tuple(Decimal(one) for one in ("10", "100", "0.1", "0.01"))  # of the point
FEWEST = 2  # digits that must be there for one that is other to say something
FARTHEST_SHARE = Decimal(2)  # times what is right
FARTHEST_GROWTH = Decimal(2)
FARTHEST_SUM = Decimal("1.2")
FARTHEST_END = Decimal("1.05")  # of what grows, of what it would have to be
SOON = 2  # pieces that may be forgotten in a small count
SMALL = 40
YEARS = (1, 2, 3, 4, 5, 10, 15)  # of a growth: 年均 is told of so many
HUNDRED = Decimal(100)
DIGITS = "0123456789"
ENDS = 2  # of a growth; a share too has two besides the percentage


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it is printed, with what a one of its unit is. 所印之数。"""

    number: str
    unit: Decimal
    has_unit: bool = False
    is_rate: bool = False
    is_multiple: bool = False

    @property
    def amount(self) -> Decimal:
        return Decimal(self.number) * self.unit

    @property
    def half(self) -> Decimal:
        """What rounding may have taken."""
        decimals = len(self.number.partition(".")[2])
        return Decimal(1).scaleb(-decimals) / 2 * self.unit


def is_one_slip_away(one: Finding) -> bool:
    """Whether one of the figures, typed otherwise, makes the sum, share or growth come out.

    True of what is no sum, share or growth of figures, and where the figures are not told.
    """
    mended = _MENDED.get(one.kind)
    if one.kind is Kind.SUM and one.where.row:
        return True  # a column whose groups no longer come out is not told by its groups
    told = [_printed(words) for words in (*(each.value for each in one.readings), one.computed)]
    figures = [figure for figure in told if figure is not None]
    if mended is None or len(figures) < len(told) or len(one.readings) < FEWEST:
        return True
    *printed, right = _in_one_unit(figures) if one.kind is Kind.SUM else figures
    return mended(printed, right)


def _in_one_unit(figures: list[Printed]) -> list[Printed]:
    """Cells have none where the head of the column has it: then all are bare numbers."""
    if all(figure.has_unit for figure in figures):
        return figures
    return [replace(figure, unit=Decimal(1)) for figure in figures]


def _sum_is_mended(told: list[Printed], right: Printed) -> bool:
    """The whole, or one of its parts, is a slip away from what the others ask for."""
    whole, *parts = told
    if sum(part.amount for part in parts) != right.amount:
        return True  # not told as a whole and its parts
    over = whole.amount - right.amount
    less = right.amount - parts[-1].amount  # what stands last may be of something else
    if any(_is_near(whole.amount, one, FARTHEST_SUM) for one in (right.amount, less)):
        return True
    if _is_slip(whole, right.amount):
        return True
    if abs(over) <= SOON and max(whole.amount, right.amount) <= SMALL and over == int(over):
        return True
    return any(
        part.amount + over >= 0
        and (
            not part.amount  # 0 was typed for it
            or _is_near(part.amount, part.amount + over, FARTHEST_SUM)
            or _is_slip(part, part.amount + over)
        )
        for part in parts
    )


def _share_is_mended(told: list[Printed], right: Printed) -> bool:
    """The percentage, its part or its base is a slip away from what the two others ask for."""
    percent, *others = told
    if _is_near(percent.amount, right.amount, FARTHEST_SHARE) or _is_slip(percent, right.amount):
        return True
    if len(others) != ENDS or not percent.amount or not right.amount:
        return True
    (part, base), by = others, percent.amount / right.amount
    slack = max(percent.half, right.half) / percent.amount
    return _is_slip(part, part.amount * by, slack) or _is_slip(base, base.amount / by, slack)


def _growth_is_mended(told: list[Printed], right: Printed) -> bool:
    """The growth, or what it begins or ends with, is a slip away from what the others ask for."""
    change, *ends = told
    if len(ends) == ENDS and ends[0].amount and (change.is_rate or change.is_multiple):
        grown = ends[1].amount / ends[0].amount
        rate = abs(grown - 1) * HUNDRED if change.is_rate else grown
        if _is_near(change.amount, rate, FARTHEST_GROWTH):
            return True
    if _is_near(change.amount, right.amount, FARTHEST_GROWTH) or _is_slip(change, right.amount):
        return True
    if len(ends) != ENDS or not all(end.amount for end in ends):
        return True
    before, after = ends
    if change.is_rate:
        return _is_of_other_years(change, before, after) or _rate_has_ends(change, before, after)
    return any(
        _is_slip(end, wanted) or _is_near(end.amount, wanted, FARTHEST_END)
        for end, other in ((after, before), (before, after))
        for wanted in (other.amount + change.amount, other.amount - change.amount)
        if wanted > 0
    )


def _is_of_other_years(change: Printed, before: Printed, after: Printed) -> bool:
    """The growth of all years was written for that of one, or the other way round."""
    grown = after.amount / before.amount
    rates = (grown ** (Decimal(1) / years) - 1 for years in YEARS)
    return any(abs(abs(rate) * HUNDRED - change.amount) <= change.half for rate in rates)


def _rate_has_ends(change: Printed, before: Printed, after: Printed) -> bool:
    """As it stands, or with one of its ends typed otherwise."""
    sign = 1 if after.amount >= before.amount else -1
    grown = 1 + sign * change.amount / HUNDRED
    if grown <= 0:
        return False
    slack = change.half / HUNDRED / grown
    return any(
        _is_slip(end, wanted, slack) or _is_near(end.amount, wanted, FARTHEST_END)
        for end, wanted in ((after, before.amount * grown), (before, after.amount / grown))
    )


def _printed(words: str) -> Printed | None:
    text = plain(words)
    for figure in all_figures(text):
        return Printed(
            f"{figure.value:f}",
            figure.factor,
            has_unit=True,
            is_rate=figure.dimension is Dimension.PERCENT,
            is_multiple=figure.dimension is Dimension.TIMES,
        )
    number = NUMBER.search(text)
    return None if number is None else Printed(number[0], Decimal(1))


def _is_near(one: Decimal, other: Decimal, farthest: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return low == high or (low > 0 and high <= farthest * low)


def _is_slip(printed: Printed, wanted: Decimal, slack: Decimal = Decimal(0)) -> bool:
    """Whether a slip of the hand makes what is printed of what is wanted, but for rounding."""
    reach = abs(wanted) * slack
    return any(
        abs(printed.amount * shift - wanted) <= reach + printed.half * shift for shift in SHIFTS
    ) or any(
        abs(one * printed.unit - wanted) <= reach + printed.half
        for one in _typed_otherwise(printed.number)
    )


def _typed_otherwise(number: str) -> Iterator[Decimal]:
    """What may have been meant by 21.5: 12.5, 25.1, 21.6, 1.5, 215.5."""
    places = [n for n, sign in enumerate(number) if sign != "."]
    for one, other in combinations(places, 2):
        signs = list(number)
        signs[one], signs[other] = signs[other], signs[one]
        yield Decimal("".join(signs))
    if len(number.replace(".", "").lstrip("0")) < FEWEST:
        return
    for place in places:
        yield from (Decimal(number[:place] + sign + number[place + 1 :]) for sign in DIGITS)
        if len(number) > 1:
            yield Decimal((number[:place] + number[place + 1 :]).rstrip(".") or "0")
    for place in range(len(number) + 1):
        yield from (Decimal(number[:place] + sign + number[place:]) for sign in DIGITS)


_MENDED: dict[Kind, Callable[[list[Printed], Printed], bool]] = {
    Kind.SUM: _sum_is_mended,
    Kind.SHARE: _share_is_mended,
    Kind.GROWTH: _growth_is_mended,
}
