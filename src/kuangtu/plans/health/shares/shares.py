# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Percentages of the prose against what they are said to be of. 正文比例与基数。

A share is right if any reading of its words gives it; it is told of only where the words compel a
reading (part and base named, or the only ones there are) and no reading gives what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.amounts import (
    Amount,
    amounts_by_paragraph,
    core_of,
    measure_of,
)
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.edits import are_turned, is_one_edit
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.shares.of_each_other import is_of_one_dimension, may_tell, wholes_of
from kuangtu.plans.health.shares.reckoned import is_of_where_it_began, is_so_reckoned
from kuangtu.plans.health.shares.share_bases import bases_of, is_sensible
from kuangtu.plans.health.shares.share_claims import Claim, claims_in
from kuangtu.plans.health.shares.share_names import is_exactly
from kuangtu.plans.health.shares.share_parts import (
    amounts_of,
    label_before,
    parts_of,
)
from kuangtu.plans.health.shares.with_what_is_added import with_what_is_added
from kuangtu.plans.health.types import Finding, Grade, Kind

FULL = 2  # signs: a longer name says what it is of
SHIFTS = (Decimal(10), Decimal("0.1"), Decimal(100), Decimal("0.01"))
Pair = tuple[Amount, Amount]


def shares_fit_their_bases(case: Case) -> Iterator[Finding]:
    """53种，占全国173种的29.8%."""
    for told in told_shares(case):
        if told.wrong is not None:
            yield finding_of(told.claim, *told.wrong)


@dataclass(frozen=True, slots=True)
class Told:
    """A share with the reading that gives it, or the one that it contradicts. 占比之判断。"""

    claim: Claim
    fitting: Pair | None
    wrong: Pair | None


@once
def told_shares(case: Case) -> tuple[Told, ...]:
    return tuple(_told(case))


def _told(case: Case) -> Iterator[Told]:
    before: Told | None = None
    unknown: Sentence | None = None  # in which a share is of something without a figure
    for number, sentence in enumerate(case.sentences):
        for claim in claims_in(sentence, number):
            if claim.rate:
                continue
            fitting, wrong = judged(case, claim, before)
            is_open = claim.base and fitting is None and wrong is None
            unknown = sentence if is_open else unknown
            if not claim.base and unknown is sentence:
                wrong = None  # 占全县9.0%：甲96.0，占5.0%: of what has no figure in the text
            told = Told(claim, fitting, wrong)
            if fitting is not None:
                before = told
            yield told


def judged(case: Case, claim: Claim, before: Told | None) -> tuple[Pair | None, Pair | None]:
    """The reading that gives the share, else the one that the words compel."""
    parts = parts_of(case, claim, _part_before(claim, before))
    base = _base_before(claim, before)
    compelled: list[Pair] = []
    likely: list[Pair] = []
    every: list[Pair] = []
    for part in parts.told:
        if not is_so_reckoned(claim, part):
            continue
        bases = bases_of(case, claim, part, base)
        compelled += [(part, one) for one in bases.told]
        likely += [(part, one) for one in bases.likely]
        every += [(part, one) for one in (*bases.told, *bases.likely, *bases.allowed)]
        every += [(other, one) for other in parts.allowed for one in bases.told]
        every += [
            (whole, one)
            for whole in wholes_of(case, part)
            for one in (*bases.told, *bases.likely, *bases.allowed)
        ]
    for pair in every:
        if (
            is_sensible(pair[1])
            and is_of_one_dimension(*pair)
            and grade_of(claim.share, *pair) is None
        ):
            return pair, None
    if claim.share.said and not any(one.sentence is claim.sentence for one in parts.told):
        return None, None  # 小型矿山仍占半数: a way of speaking
    if is_of_where_it_began(claim, [part for part, _ in every]):
        return None, None
    if claim.is_in_brackets or _is_given_beside(case, claim) or _is_of_their_size(case, claim):
        return None, None
    if claim.is_bare:
        compelled, likely = [], [*compelled, *likely]
    told = [one for one in compelled if is_sensible(one[1]) and _is_to_be_told(claim, *one)]
    told += [one for one in likely if is_sensible(one[1]) and _is_a_clear_slip(claim, *one)]
    sums = [with_what_is_added(case, claim, part) for part, _ in told]
    told = [
        (part, base)
        for (part, base), whole in zip(told, sums, strict=True)
        if whole is None or grade_of(claim.share, whole, base) is not None
    ]
    return None, _nearest(claim.share, told)


def _is_given_beside(case: Case, claim: Claim) -> bool:
    """15个:空白区新设9个，已设6个，新设区块占60.0%: two of the sentence, by part of a name.

    Also two of the paragraph, if both have part of a name: 增加值 and 生产总值.
    """
    here = amounts_of(case, claim.sentence)
    before = [one for one in here if one.figure is not None and one.figure.end <= claim.start]
    near = amounts_by_paragraph(case).get(claim.sentence.paragraph, ())
    pairs = [
        (part, base)
        for place, part in enumerate(before)
        if _has_word_of(claim.part, part)
        for base in before[:place]
    ]
    pairs += _within_the_bracket(claim, before)
    if AMONG_THOSE.search(claim.sentence.text[: claim.start]):
        pairs += [
            (before[-1], base) for base in before[:-1]
        ]  # 在第二产业中，煤炭88.50亿元，占67.5%
    pairs += [
        (part, base)
        for part in near
        if _has_word_of(claim.part, part)
        for base in near
        if _has_word_of(claim.base, base)
    ]
    return any(
        is_of_one_dimension(part, base)
        and is_sensible(base)
        and base.amount > part.amount
        and grade_of(claim.share, part, base) is None
        for part, base in pairs
    )


AMONG_THOSE = re.compile("在[^，。;]{2,12}[中里]，[^。;]*$")


def _is_of_their_size(case: Case, claim: Claim) -> bool:
    """建筑石料区块2个，规模110万吨，占4个区块的44%: of what the four have, not of their number."""
    base = claim.base_figure
    here = amounts_of(case, claim.sentence)
    before = [one for one in here if one.figure is not None and one.figure.end <= claim.start]
    is_counted = base is not None and base.dimension is Dimension.COUNT
    return is_counted and bool(before) and before[-1].dimension is not Dimension.COUNT


def _within_the_bracket(claim: Claim, before: Sequence[Amount]) -> list[Pair]:
    """勘查20个(新设12个，占60.0%;保留8个，占40.0%): of what stands before the bracket."""
    text, end = claim.sentence.text, claim.start
    opened = text.rfind("(", 0, end)
    if opened <= text.rfind(")", 0, end):
        return []
    bases = [one for one in before if one.figure is not None and one.figure.end <= opened]
    parts = [one for one in before if one not in bases]
    return [(part, bases[-1]) for part in parts[-1:] if bases]


def _has_word_of(words: str, one: Amount) -> bool:
    """Two signs of the words stand right before the amount."""
    label = label_before(one)
    return any(words[n : n + 2] in label for n in range(len(words) - 1))


def _base_before(claim: Claim, before: Told | None) -> Amount | None:
    """The base of the share before it in the paragraph, which 占10.81% leans on."""
    if before is None or before.claim.sentence.paragraph != claim.sentence.paragraph:
        return None
    between = claim.sentence.text[before.claim.share.end : claim.share.start]
    if before.claim.sentence is claim.sentence and LATER.search(between):
        return None  # 2020年11家，占采矿权的23.9%；2025年30家，占75%: of what there will be then
    return None if before.fitting is None else before.fitting[1]


LATER = re.compile(r"[;，]到?20\d\d年")


def _part_before(claim: Claim, before: Told | None) -> Amount | None:
    """占采矿权总数的22.0%，相当于正常生产矿山的30.0%: one part for both."""
    if before is None or before.fitting is None or before.claim.sentence is not claim.sentence:
        return None
    share = before.claim.share
    between = [
        one for one in claim.sentence.figures if share.end <= one.start and one.end <= claim.start
    ]
    return None if between else before.fitting[0]


def _is_to_be_told(claim: Claim, part: Amount, base: Amount) -> bool:
    """A slip away, or beyond doubt: printed in one sentence, or more than all of it."""
    if _is_a_clear_slip(claim, part, base):
        return True
    if _are_named_in_full(claim, part, base) and is_a_slip(claim, part, base):
        return True
    if _is_of_the_county(claim, part, base) and may_tell(claim, part, base):
        return True
    is_too_much = claim.is_of and claim.share.value > 100
    if claim.is_of and not is_too_much and base.amount < part.amount:
        return False  # 3个乡镇共有24个，占66.7%: of another base
    return (is_too_much or _are_said_with(claim, part, base)) and may_tell(claim, part, base)


OF_THE_COUNTY = re.compile(
    "(?:全[县市区旗]|[县市区旗]域|国土|辖区|行政区)(?:土地|国土)?(?:总?面积)?"
)


def _is_of_the_county(claim: Claim, part: Amount, base: Amount) -> bool:
    """登记面积184.6平方千米，占全县面积的9.5%: what is printed right before, of all the county."""
    if part.dimension is not Dimension.AREA or not OF_THE_COUNTY.fullmatch(claim.base):
        return False
    if part.figure is None or part.sentence is not claim.sentence:
        return False
    between = claim.sentence.text[part.figure.end : claim.start]
    if "占" not in claim.sentence.text[claim.start : claim.share.start]:
        return False  # 不足县域面积的3%
    return base.amount > part.amount and re.fullmatch(r"[，,]?[^，。;\d]{0,6}", between) is not None


def _are_named_in_full(claim: Claim, part: Amount, base: Amount) -> bool:
    """采矿业增加值9.48亿元，占第二产业增加值的: both are named, and of the same measure."""
    measure = measure_of(claim.base)
    is_named = len(core_of(claim.base)) > FULL and is_exactly(claim.base, base)
    is_same = bool(measure) and measure == measure_of(part.name) == measure_of(base.name)
    return is_named and is_same and part.sentence is claim.sentence and part.year == base.year


def _are_said_with(claim: Claim, part: Amount, base: Amount) -> bool:
    """Part and base are printed in the sentence of the share: nothing has to be looked for."""
    return part.sentence is claim.sentence and base.sentence is claim.sentence


def _is_a_clear_slip(claim: Claim, part: Amount, base: Amount) -> bool:
    """As `is_a_slip`, but only what is nearer than a tenth is near: other shares are near as well.

    三分之一 for 四分之一 is no slip of a digit.
    """
    if claim.share.said:
        return is_a_slip(claim, part, base)
    right = claim.share.in_its_unit(100 * part.amount / base.amount)
    room = max(right, claim.share.value) / 10
    is_near = abs(right - claim.share.value) <= max(room, claim.share.step)
    rounded = round(right, max(0, -int(claim.share.value.as_tuple().exponent)))
    is_slip = _is_one_digit_off(claim.share.value, rounded)
    is_of_a_slip = _is_a_turned_base(claim, part, base)
    is_of_a_slip |= _is_slip_of(part.amount, claim.share.value * base.amount / 100)
    return (is_near or is_slip or is_of_a_slip) and is_a_slip(claim, part, base)


def _is_a_turned_base(claim: Claim, part: Amount, base: Amount) -> bool:
    """3.85亿吨，相当于1.66亿吨的62.5%: of 6.16, the digits of which changed places."""
    if base.figure is None or base.sentence is not claim.sentence or not claim.share.value:
        return False
    right = base.figure.in_its_unit(100 * part.amount / claim.share.value)
    rounded = round(right, max(0, -int(base.figure.value.as_tuple().exponent)))
    first, second = (f"{one:f}".replace(".", "") for one in (base.figure.value, rounded))
    return len(first) > 2 and (are_turned(first, second) or is_one_edit(first, second))


def _is_one_digit_off(printed: Decimal, right: Decimal) -> bool:
    """29.8 and 28.9, 15.5 and 16.5, 60.0 and 160.0: however few the digits.

    >>> _is_one_digit_off(Decimal("15.5"), Decimal("16.5"))
    True
    >>> _is_one_digit_off(Decimal("37.5"), Decimal("41.8"))
    False
    """
    first, second = (f"{one:f}".replace(".", "") for one in (printed, right))
    return is_one_edit(first, second) or are_turned(first, second)


def is_a_slip(claim: Claim, part: Amount, base: Amount) -> bool:
    """What is printed looks like what is right: then the reading is, and a slip of the hand."""
    if not may_tell(claim, part, base):
        return False
    share = claim.share
    right = share.in_its_unit(100 * part.amount / base.amount)
    room = Decimal("0.4") if share.said else Decimal("0.25")
    is_near = abs(right - share.value) <= room * max(right, share.value)
    is_slip = slip_between(share.value, right) is not Slip.NONE
    is_of_a_slip = _is_slip_of(part.amount, share.value * base.amount / 100)
    return is_near or is_slip or is_of_a_slip or _is_a_turned_base(claim, part, base)


def _is_slip_of(printed: Decimal, right: Decimal) -> bool:
    """The part has one digit wrong, or one too many: 7515人 where the share tells of 4514."""
    if printed <= 0 or right <= 0:
        return False
    ratio = printed / right
    is_shifted = any(abs(ratio / scale - 1) < Decimal("0.02") for scale in SHIFTS)
    is_one_digit = any(
        slip_between(*(Decimal(cut(one.scaleb(2 - one.adjusted()))) for one in (printed, right)))
        for cut in (int, round)
    )
    return is_shifted or (is_one_digit and printed.adjusted() == right.adjusted())


def _nearest(share: Figure, pairs: Sequence[Pair]) -> Pair | None:
    """The first that differs by rounding only, else the first."""
    notes = [one for one in pairs if grade_of(share, *one) is Grade.NOTE]
    return next(iter([*notes, *pairs]), None)


def grade_of(share: Figure, part: Amount, base: Amount) -> Grade | None:
    """None where the share is that of the two amounts, as they are rounded.

    A limit is kept by what lies on its side: 10个 of 14个, 占比70%以上.
    """
    low, high = 100 * part.low / base.high, 100 * part.high / base.low
    if share.force is Force.AT_LEAST and share.value <= high:
        return None
    if share.force is Force.AT_MOST and share.value >= low:
        return None
    if share.force is Force.ABOUT:
        room = max(Decimal("1.5"), share.value / 20)
        return None if low - room <= share.value <= high + room else Grade.DOUBT
    if low - share.step / 2 <= share.value <= high + share.step / 2:
        return None
    is_near = low - share.step <= share.value <= high + share.step
    return Grade.NOTE if is_near else Grade.ERROR


def finding_of(claim: Claim, part: Amount, base: Amount) -> Finding:
    """A share that its two amounts do not give."""
    share = claim.share
    right = f"{shown(share.in_its_unit(100 * part.amount / base.amount))}%"
    return graded(
        grade_of(share, part, base) or Grade.NOTE,
        Kind.SHARE,
        claim.sentence.around(share),
        "{part} 占 {base} 为 {right}，文中印作 {share}",
        "{part} of {base} is {right}; {share} is printed",
        [claim.sentence.reading(share), part.reading, base.reading],
        right,
        part=part.reading.value,
        base=base.reading.value,
        right=right,
        share=share.printed,
    )
