# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which of the figures before a row of parts is the whole that they divide. 何者为总数。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.quantities import Figure, Force
from kuangtu.plans.health.reading.slips import Slip, slip_between

# 产能均为15万吨/年, 每个12万吨: of one of them, or of each.
OF_EACH = re.compile(
    r"(?:[均都各](?:为|是|达到?|有)?(?:约)?|(?:每|单)[个处座家宗矿][^，。;\d]{0,8})$"
)


NEARLY = 10  # a tenth of the sum


def chosen(like: Sequence[Figure], parts: Sequence[Figure], *, is_same: bool) -> Figure | None:
    """The figure of a sentence before that the parts are, else the last that holds them all.

    Of several that hold them not, one is their whole only if it, or a part, is a slip of the hand.
    """
    total = sum((part.amount for part in parts), Decimal(0))
    if (exact := next((one for one in like if one.amount == total), None)) is not None:
        return exact
    largest = max(part.amount for part in parts)
    holding = [one for one in like if one.amount >= largest]
    if not is_same:
        return holding[0] if holding else None  # another paragraph speaks of something else
    is_alone = len(like) == 1 or len(parts) == 1
    if holding and not is_alone:  # 24种，占全省96种的25.0%。其中…: the one that they nearly make
        nearest = min(holding, key=lambda one: abs(one.amount - total))
        if abs(nearest.amount - total) * NEARLY <= total:
            return nearest
    near = like if is_alone else [one for one in like if slip_of_a_sum(one, parts)]
    return next(iter([*holding[-1:], *near[-1:]]), None)


def usable(figure: Figure, sentence: Sentence, rate: str) -> tuple[Figure, Sentence] | None:
    """The figure, if it is the amount of all together."""
    is_plain = figure.force is not Force.AT_LEAST and figure.upper is None
    is_one = OF_EACH.search(sentence.text[: figure.start]) is not None
    return (figure, sentence) if is_plain and not is_one and figure.rate == rate else None


def slip_of_a_sum(whole: Figure, parts: Sequence[Figure]) -> bool:
    """The whole, or one of the parts, is a slip of the hand away from what the others make it."""
    total = sum((part.amount for part in parts), Decimal(0))
    rest = whole.amount - total
    pairs = [(whole.value, whole.in_its_unit(total))]
    pairs += [
        (part.value, part.in_its_unit(part.amount + rest))
        for part in parts
        if part.amount + rest > 0
    ]
    return max(slip_between(printed, right) for printed, right in pairs) >= Slip.FAIR
