# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a whole and its parts, which do not add up, can be meant for each other. 合计之误。"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.plausible import are_near
from kuangtu.plans.health.reading.divisions import Division, Part
from kuangtu.plans.health.reading.edits import are_turned
from kuangtu.plans.health.reading.quantities import Figure
from kuangtu.plans.health.reading.slips import is_point_moved
from kuangtu.plans.health.reading.which_whole import slip_of_a_sum

CLOSED = 3  # parts that leave no doubt of what is divided
BETWEEN = 40  # signs
FARTHEST = Decimal("1.5")  # times a figure that is only wrong may be off
FARTHEST_ELSEWHERE = Decimal("1.7")  # times, where the whole stands in another sentence
NEAR_ELSEWHERE = 8  # times what parts them there
AFTERWARDS = re.compile("(?:调整|整合|优化|规划实施|届时)后?")
LEAST = re.compile("最[低小](?:年?开采|生产|建设|设计)?(?:规模|产能)")


def may_be_parts(one: Division) -> bool:
    """Whether one figure alone can be at fault: near what would be right, or a slip of it.

    在建3个；按规模分，大、中、小型为6个、11个和15个: three parts above a whole are not its own.
    """
    above = [part for part in one.parts if part.figure.amount > one.whole.amount]
    if len(above) == 1 and _stands_right_behind(one, above[0]):
        return True  # 探矿权253平方千米，其中已设860平方千米
    first = one.parts[0]
    is_behind = one.whole_sentence is first.sentence and one.whole.end <= first.figure.start
    if one.whole_sentence is not first.sentence and not _is_near_enough_elsewhere(one):
        return False
    is_list = is_behind and are_in_a_row(one) and len(one.parts) >= CLOSED
    if is_list and one.is_exhaustive and not above:
        return True  # 32种，其中能源2种、金属7种、非金属10种、水气1种
    parts = [part.figure for part in one.parts]
    return any(
        _has_one_fault(one.whole, parts[:n]) for n in range(min(2, len(parts)), len(parts) + 1)
    )


def _is_near_enough_elsewhere(one: Division) -> bool:
    """A whole of another sentence was looked for, so that a slip must be what parts them.

    新建磷矿150万吨/年。最低规模为磷矿50、石灰岩100万吨: least sizes are no parts of anything.
    """
    far = max(one.whole.amount, one.total) / (min(one.whole.amount, one.total) or Decimal(1))
    text = one.parts[0].sentence.text
    if LEAST.search(text) or AFTERWARDS.match(text):
        return False  # 其余19家不变。调整后大型8家、中型10家、小型4家
    parts = [part.figure for part in one.parts]
    if _has_one_fault(one.whole, parts, farthest=Decimal(1)):
        return True  # a digit is other, missing or too many, or digits have changed places
    is_near = abs(one.whole.amount - one.total) * NEAR_ELSEWHERE <= one.whole.amount
    return is_near or (one.is_exhaustive and far <= FARTHEST_ELSEWHERE)


def _has_one_fault(whole: Figure, parts: list[Figure], farthest: Decimal = FARTHEST) -> bool:
    """The whole, or one of the parts, is near what the others make it."""
    total = sum((part.amount for part in parts), Decimal(0))
    rights = [total, *(part.amount + whole.amount - total for part in parts)]
    return any(
        right >= 0 and are_near(figure.amount, right, farthest=farthest, fewest=2)
        for figure, right in zip([whole, *parts], rights, strict=True)
    )


def _stands_right_behind(one: Division, part: Part) -> bool:
    """In the whole's sentence, with no semicolon and not much between."""
    if part.sentence is not one.whole_sentence:
        return False
    between = part.sentence.text[one.whole.end : part.figure.start]
    return len(between) <= BETWEEN and not re.search("[;:。]", between)


def is_a_part_turned(one: Division) -> bool:
    """240公顷。其中甲镇69、乙镇74、丙镇45、丁镇25公顷: with 96 for 69 they are all."""
    rest = one.whole.amount - one.total
    texts = [
        (f"{part.figure.value:f}", f"{part.figure.in_its_unit(part.figure.amount + rest):f}")
        for part in one.parts
        if part.figure.amount + rest > 0
    ]
    return are_in_a_row(one) and any(are_turned(*pair) for pair in texts)


def are_in_a_row(one: Division) -> bool:
    """金矿8个、煤矿5个、锑矿2个: beside each other, with no more than a name between."""
    text, figures = one.parts[0].sentence.text, [part.figure for part in one.parts]
    return all(
        re.fullmatch("、[^，。;、]{1,10}", text[figure.end : other.start])
        for figure, other in pairwise(figures)
    )


def is_slip_away(one: Division) -> bool:
    """The whole, or one of the parts, is a slip of the hand away from what the others make it."""
    return slip_of_a_sum(one.whole, [part.figure for part in one.parts])


def is_a_point_off(one: Division) -> bool:
    """46.30和387.00，合计85.00平方千米: 38.70 with its point one place on."""
    rest = one.whole.amount - one.total
    return any(
        is_point_moved(part.figure.amount, part.figure.amount + rest)
        for part in one.parts
        if part.figure.amount + rest > 0
    )
