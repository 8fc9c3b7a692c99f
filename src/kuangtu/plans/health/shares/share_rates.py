# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rates of completion, cover and use against what was done and what there is. 完成率、覆盖率。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise

from kuangtu.plans.health.reading.amounts import Amount, amount_of, amounts_in, cells_in, together
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.schemes import is_within_one_scheme
from kuangtu.plans.health.shares.share_bases import is_sensible
from kuangtu.plans.health.shares.share_claims import Claim, claims_in
from kuangtu.plans.health.shares.share_parts import around
from kuangtu.plans.health.shares.shares import (
    Pair,
    finding_of,
    grade_of,
    is_a_slip,
    told_shares,
)
from kuangtu.plans.health.types import Finding

GOAL = re.compile("规划|目标|达到|提高|力争|确保|到20")
HEDGED = re.compile("(?:不足|不到|不满|未达到?|超|逾|高于|低于|多于|少于)$")
LESS = re.compile("整合|压减|压降|退出|关闭|淘汰|核减|[削缩消]减|减量")
COVER = re.compile("覆盖率|绿化率")
OF_LAND = re.compile("(?:森林|林草|植被|绿化|林木)[^，。;]{0,2}(?:覆盖|率)")
CAPACITY = re.compile("能力|产能")
OF_PIECES = re.compile("矿山[^，。;]{0,3}(?:建成|达标|入库|持证|验收)率")
IN_A_ROW = re.compile(r"[和、]\d[\d.]*%")  # 对应利用率95.0%和70.0%
FROM_OUTSIDE = re.compile("(?:调入|外购|流失|损失)[^。;]*$")  # 县外调入20万吨，本地供应率98.3%
ALL = 100  # 到2025年建成率100%: what is wanted of all that there are
RECKONED = re.compile(r"\((?:按|以)[^()]*\)")


def rates_fit_what_was_done(case: Case) -> Iterator[Finding]:
    """面积618.5公顷；已完成371.1公顷，完成率60.0%: one pair of the paragraph gives the rate."""
    for number, sentence in enumerate(case.sentences):
        for claim in claims_in(sentence, number):
            is_plain = claim.share.force is Force.EXACT and not HEDGED.search(
                sentence.text[: claim.share.start]
            )
            is_plain = is_plain and not IN_A_ROW.match(sentence.text, claim.share.end)
            is_reckoned = RECKONED.match(sentence.text, claim.share.end) is not None
            is_of_others = FROM_OUTSIDE.search(sentence.text[: claim.share.start]) is not None
            is_all = claim.share.value == ALL and GOAL.search(sentence.text[: claim.share.start])
            is_plain = is_plain and not is_of_others and not is_all
            if claim.rate and is_plain and not is_reckoned:
                pair = wrong_reading(case, claim)
                if pair is not None and not _is_with_what_was_before(claim, *pair):
                    yield finding_of(claim, *pair)


def _is_with_what_was_before(claim: Claim, part: Amount, base: Amount) -> bool:
    """五年治理340公顷，累计660公顷，治理率76.7%: the 660 are no part of the 340."""
    if part.figure is None or part.amount <= base.amount:
        return False
    clause = re.split("[，。;]", claim.sentence.text[: part.figure.start])[-1]
    return IN_ALL.search(clause) is not None


def wrong_reading(case: Case, claim: Claim) -> Pair | None:
    """What the rate contradicts; None where a reading gives it or no reading is compelled."""
    near = around(case, claim)
    own = [one for one in near if one.sentence is claim.sentence]
    if any(
        _gives(claim, part, whole)
        for part in _parts(claim, near)
        for whole in _wholes(case, near, part)
        if _is_near(own, part)
    ):
        return None
    return (
        _as_elsewhere(case, claim, near) if _is_goal(claim, near) else _compelled(case, claim, near)
    )


def _is_near(own: list[Amount], part: Amount) -> bool:
    """Where the sentence has two amounts of one kind, a pair without either is there by chance."""
    kinds = {one.dimension for one in own}
    is_pair = len(own) > 1 and len(kinds) == 1  # 产生120万吨，利用45.6万吨，利用率38%
    return not is_pair or part.dimension in kinds


def _wholes(case: Case, near: list[Amount], part: Amount) -> list[Amount]:
    """Any other amount, any together with the part (done and left are all), and the county."""
    others = [one for one in near if one is not part and one.dimension is part.dimension]
    return [*others, *(together([part, one]) for one in others), *_county(case)]


IN_ALL = re.compile("累计|合计|总(?!产)")


def _parts(claim: Claim, near: list[Amount]) -> Iterator[Amount]:
    """Any amount; of 累计治理率 also two together, as what was done before and in the period."""
    yield from near
    if IN_ALL.search(claim.rate):
        for one, other in combinations(near, 2):
            if one.dimension is other.dimension:
                yield together([one, other])
    for one, other in pairwise([one for one in near if one.sentence is claim.sentence]):
        if one.dimension is other.dimension and _are_listed(claim, one, other):
            yield together([one, other])  # 用于井下充填112万吨、建材38万吨，综合利用率60%


def _are_listed(claim: Claim, one: Amount, other: Amount) -> bool:
    if one.figure is None or other.figure is None:
        return False
    return claim.sentence.text[one.figure.end : other.figure.start].startswith("、")


def _gives(claim: Claim, part: Amount, whole: Amount) -> bool:
    if whole.dimension is not part.dimension or not is_sensible(whole):
        return False
    parts = [part]
    if LESS.search(claim.rate) and whole.amount > part.amount:  # 8个整合为3个，整合率62.5%
        gone = whole.amount - part.amount, whole.low - part.high, whole.high - part.low
        parts.append(replace(part, amount=gone[0], low=gone[1], high=gone[2]))
    return any(grade_of(claim.share, one, whole) is None for one in parts)


def _county(case: Case) -> list[Amount]:
    return [] if case.county_area is None else [amount_of(*case.county_area)]


def _is_goal(claim: Claim, near: list[Amount]) -> bool:
    """A rate that is only set: 治理率达到60%."""
    ends = [one.figure.end for one in near if one.figure and one.sentence is claim.sentence]
    between = claim.sentence.text[max(ends, default=0) : claim.share.start]
    return GOAL.search(between) is not None


def _as_elsewhere(case: Case, claim: Claim, near: list[Amount]) -> Pair | None:
    """累计修复1792.6公顷，修复率提高到72.6%: of what 已修复的812.6公顷 was a share of elsewhere."""
    told = [one for one in near if one.sentence is claim.sentence and _is_of_the_rate(claim, one)]
    part = told[-1] if told else None
    if part is None or part.figure is None or _is_far(claim, part.figure.end):
        return None
    if any(_gives(claim, part, one) for one in (*amounts_in(case), *cells_in(case))):
        return None
    bases = [
        one.fitting[1]
        for one in told_shares(case)
        if one.fitting is not None and _is_of_the_rate(claim, one.fitting[0])
    ]
    pairs = [(part, one) for one in bases if _is_larger(one, part)]
    return next((pair for pair in pairs if is_a_slip(claim, *pair)), None)


def _is_far(claim: Claim, end: int) -> bool:
    """Another clause stands between."""
    return claim.sentence.text[end : claim.share.start].count("，") > 1


def _compelled(case: Case, claim: Claim, near: list[Amount]) -> Pair | None:
    """The last amount, or the one of the rate's name, in the one whole that there is for it."""
    own = [one for one in near if one.sentence is claim.sentence]
    told = _not_divided(claim, _since_last_share(claim, own))
    if not told:
        return _of_the_share_before(claim, own)
    part = next((one for one in reversed(told) if _is_of_the_rate(claim, one)), told[-1])
    if _is_another_piece(claim, part) or _is_no_part(claim, part):
        return None
    if COVER.search(claim.rate) and part.dimension is Dimension.AREA:
        others = (one for one in _county(case) if one.amount != part.amount)
        return next(((part, whole) for whole in others), None)  # 面积1520，森林覆盖率79.5%
    told_later = case.sentences[claim.number + 1 :]
    larger = [
        one
        for one in near
        if _is_larger(one, part) and not _is_after(one, part) and one.sentence not in told_later
    ]
    if len(told) == 2 and not larger and told[0].dimension is told[1].dimension:
        return told[1], told[0]  # the part is more than the whole
    larger = [one for one in larger if one in told] or larger
    pair = (part, larger[-1]) if larger and is_sensible(larger[-1]) else None
    if pair and _are_apart(claim, *pair) and not is_a_slip(claim, *pair):
        return None
    return pair


def _are_apart(claim: Claim, part: Amount, whole: Amount) -> bool:
    """采矿损失103.6万吨；综合利用尾矿86万吨，利用率41.5%: each piece of its own, perhaps."""
    if part.figure is None or whole.figure is None or whole.sentence is not part.sentence:
        return False
    return ";" in claim.sentence.text[whole.figure.end : part.figure.start]


def _of_the_share_before(claim: Claim, own: list[Amount]) -> Pair | None:
    """能力1043万吨，产量868.0万吨，占91.1%，利用率83.2%: what had a share has the rate too."""
    part = own[-1] if own else None
    larger = [one for one in own if part and _is_larger(one, part)]
    pair = (part, larger[-1]) if part is not None and larger else None
    if pair is None or _is_another_piece(claim, pair[0]):
        return None
    return pair if is_a_slip(claim, *pair) else None


def _is_another_piece(claim: Claim, part: Amount) -> bool:
    """三类合计22个，占84.6%;三是采选废水回用率不足90%: another piece, and not of its name."""
    end = claim.start if part.figure is None else part.figure.end
    return ";" in claim.sentence.text[end : claim.start] and not _is_of_the_rate(claim, part)


def _is_no_part(claim: Claim, part: Amount) -> bool:
    """核定能力330万吨，利用率86.8%: of what was used; 6镇3乡，森林覆盖率83.6%: of no towns."""
    if OF_LAND.search(claim.rate):
        return part.dimension is not Dimension.AREA
    if OF_PIECES.search(claim.rate):
        return part.dimension is not Dimension.COUNT
    return CAPACITY.search(part.name) is not None


def _is_larger(one: Amount, part: Amount) -> bool:
    return one.dimension is part.dimension and one.amount > part.amount


def _is_after(one: Amount, part: Amount) -> bool:
    return bool(
        one.sentence is part.sentence
        and one.figure
        and part.figure
        and one.figure.start > part.figure.start
    )


def _since_last_share(claim: Claim, told: list[Amount]) -> list[Amount]:
    """What is told after another share of the sentence, if there is one."""
    shares = [
        one.end
        for one in claim.sentence.figures
        if one.dimension is Dimension.PERCENT and one.end <= claim.start
    ]
    return [one for one in told if one.figure and one.figure.start >= max(shares, default=0)]


def _not_divided(claim: Claim, told: list[Amount]) -> list[Amount]:
    """绿色矿山6处，国家级1处，省级5处，建成率15.8%: the rate is of all six, not of a class."""
    is_named = any(_is_of_the_rate(claim, one) for one in told)
    for first in range(1, len(told) - 1) if not is_named else ():
        rest = told[first:]
        made = sum((one.amount for one in rest), Decimal(0))
        is_row = len({one.unit for one in told[first - 1 :]}) == 1
        is_divided = made == told[first - 1].amount or is_within_one_scheme([o.name for o in rest])
        if is_row and is_divided:
            return told[:first]
    return told


def _is_of_the_rate(claim: Claim, one: Amount) -> bool:
    """治理198.90公顷 for 治理率, 城镇14.67万人 for 城镇化率."""
    stem = claim.rate.removesuffix("率").removesuffix("化")[-2:]
    return len(stem) == 2 and stem in one.name[-8:]
