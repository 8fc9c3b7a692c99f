# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether two figures that differ can be meant to be one. 是否同指一数。

Nobody writes 168.0 for 62.4: figures so far apart are of two things, and whoever holds them
against each other has misread. A slip of the hand may go far (15 and 150), so it is always held.
So is a growth of 11.6 % that stands in one paragraph and the ends that give 87.2 % in another;
beside its ends a growth is held however far it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.reading.edits import are_turned, is_one_edit
from kuangtu.plans.health.reading.quantities import Dimension, all_figures, plain
from kuangtu.plans.health.types import Finding, Kind

MATCHED = {Kind.TEXT_AND_TABLE, Kind.SAID_TWICE}  # two figures that are printed
FARTHEST = Decimal(2)  # times
FARTHEST_GROWTH = Decimal(4)  # of ends that stand elsewhere
YEAR = re.compile(r"20\d\d年")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def may_be_meant(one: Finding) -> bool:
    """Whether what is printed lies near one of the others, or is a slip away from it."""
    if one.kind is Kind.GROWTH:
        return one.is_of_one_line or _is_near_what_is_right(one)
    if one.kind not in MATCHED:
        return True
    if not one.readings or not (printed := list(_amount(one.readings[0].value))):
        return True
    if is_of_one_number(one):
        return True
    of_printed, amount = printed[0]
    others = one.readings[1:]
    held = [*(found for other in others for found in _amount(other.value)), *_amount(one.computed)]
    like = [other for of_other, other in held if of_other is of_printed]
    return not like or any(are_near(amount, other) for other in like)


def _is_near_what_is_right(growth: Finding) -> bool:
    printed = next(_amount(growth.readings[0].value), None)
    right = next(_amount(growth.computed), None)
    if printed is None or right is None or printed[0] is not right[0]:
        return True
    is_edited = is_one_edit(_digits(printed[1]), _digits(right[1]))  # 增长120.0% for 20.0%
    return is_edited or are_near(printed[1], right[1], farthest=FARTHEST_GROWTH)


def is_of_one_number(one: Finding) -> bool:
    """756亩 here, 756公顷 there: the unit alone is other, so no sum explains the number."""
    first, others = one.readings[:1], one.readings[1:]
    return any(_is_the_same_number(first[0].value, two.value) for two in others)


def _is_the_same_number(one: str, other: str) -> bool:
    numbers = [NUMBER.search(plain(words)) for words in (one, other)]
    return all(numbers) and len({found[0] for found in numbers if found}) == 1


def are_near(
    one: Decimal, other: Decimal, *, farthest: Decimal = FARTHEST, fewest: int = 1
) -> bool:
    """Within twice of each other, or made of the same digits but for one or two.

    `fewest` digits must be there for one that is other to say something.

    >>> [are_near(Decimal(a), Decimal(b)) for a, b in (("168", "62.4"), ("15", "150"), ("8", "3"))]
    [False, True, True]
    """
    if one <= 0 or other <= 0 or max(one, other) <= farthest * min(one, other):
        return True
    first, second = _digits(one), _digits(other)
    shorter = min(len(first), len(second))
    says_something = shorter > 1 or one.adjusted() == other.adjusted()  # not of 4100 and 100
    is_edited = shorter >= fewest and says_something and is_one_edit(first, second)
    return first == second or is_edited or are_turned(first, second)


def _digits(amount: Decimal) -> str:
    """Without the zeros at both ends: 0.15, 15 and 1500 are the same digits."""
    return f"{amount:f}".replace(".", "").strip("0")


def _amount(words: str) -> Iterator[tuple[Dimension | None, Decimal]]:
    """The first figure of some words in the unit of its dimension, or its bare number."""
    text = YEAR.sub("", plain(words))  # 投入最多的年份为2022年: no amount
    figures = all_figures(text)
    if figures:
        yield figures[0].dimension, figures[0].amount
    elif number := NUMBER.search(text):
        yield None, Decimal(number[0])
