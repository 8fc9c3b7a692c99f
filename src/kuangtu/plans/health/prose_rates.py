# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rates of completion against what was done. 完成率。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.prose_shares import base_of, finding, grade_of_share, sum_of
from kuangtu.plans.health.quantities import Dimension, Figure, Force
from kuangtu.plans.health.types import Finding, Grade

RATE = re.compile(
    r"(?:完成|治理|修复|达标|复垦|绿化|利用|实施|覆盖|自给|保障|城镇化|城市化|查明|达产|建成|执行|到位|投产"
    r"|合格|满足|发现|整改|关闭|退出|处置|登记)率(?:为|达到|达|约|仅|只有|仅为)*$"
)
GOAL = re.compile("规划|目标|达到|不低于")


def rates_of_completion_fit(case: Case) -> Iterator[Finding]:
    """面积618.5公顷；已完成371.1公顷，完成率60.0%: one of the pairs of the sentence."""
    for sentence in case.sentences:
        for share in sentence.figures:
            if share.dimension is not Dimension.PERCENT or share.force is not Force.EXACT:
                continue
            if not RATE.search(sentence.text[: share.start]):
                continue
            yield from _one_of_the_pairs(sentence, share)


def _one_of_the_pairs(sentence: Sentence, share: Figure) -> Iterator[Finding]:
    before = [
        one
        for one in sentence.figures
        if one.end <= share.start and not one.is_in_words and one.dimension is not Dimension.PERCENT
    ]
    if not before or re.search(
        "规划|目标|达到|不低于", sentence.text[before[-1].end : share.start]
    ):
        return
    pairs = [
        (part, base_of(sentence, whole))
        for place, part in enumerate(before)
        for whole in before[:place]
        if whole.dimension is part.dimension and whole.amount > part.amount
    ]
    if len(before) == 2 and not pairs and before[0].dimension is before[1].dimension:
        pairs = [(before[1], base_of(sentence, before[0]))]  # the part is more than the whole
    last = [one for one in pairs if one[0] is before[-1]]
    if not last or any(grade_of_share(share, part, base) is None for part, base in pairs):
        return
    part, base = last[0]
    readings = [sentence.reading(part), base.reading]
    yield finding(sentence, share, readings, part.amount, base, grade=Grade.ERROR)


RELATIVE = frozenset({Dimension.PERCENT, Dimension.POINTS})
IN_ORDER = re.compile(r"(?:占比|比重|比例|份额)?(?:分别|依次|各)(?:为|占|达)(?:[^，。;\d]{0,10})$")


def shares_in_order_fit(case: Case) -> Iterator[Finding]:
    """33.2亿元、46.5亿元、53.1亿元，占比分别为25.0%、35.0%、40.0%."""
    for sentence in case.sentences:
        shares = [one for one in sentence.figures if one.dimension is Dimension.PERCENT]
        first = next(
            (n for n, one in enumerate(shares) if IN_ORDER.search(sentence.text[: one.start])), None
        )
        if first is None:
            continue
        told = shares[first:]
        before = [
            one
            for one in sentence.figures
            if one.end <= told[0].start
            and one.dimension not in {Dimension.PERCENT, Dimension.POINTS}
        ]
        parts = before[-len(told) :]
        if len(told) < 2 or len(parts) != len(told) or len({one.dimension for one in parts}) > 1:
            continue
        base = sum_of(sentence, parts)
        if not base.low > 0 or not 95 <= sum(float(one.value) for one in told) <= 105:
            continue
        for share, part in zip(told, parts, strict=True):
            grade = grade_of_share(share, part, base)
            if grade is not None:
                readings = [sentence.reading(part), base.reading]
                yield finding(sentence, share, readings, part.amount, base, grade=grade)
