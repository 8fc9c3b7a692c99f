# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Counts against the amounts that follow them, one for each. 个数与分项数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.divisions import Part
from kuangtu.plans.health.reading.parts import runs_of
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, han_number
from kuangtu.plans.health.types import Finding, Kind

ALL_MARKERS = re.compile(r"即[:,，]?$|^[:]$|^分别|^包括$|^依次为$|^分为$")
COUNTED = re.compile(
    rf"(?<![第一二三四五六七八九十\d])(?P<count>{HAN_NUMBER})(?:个|大)?(?P<unit>[类项个期片区处批种步])(?!是|级|产)"
)


def counts_fit_the_amounts_after_them(case: Case) -> Iterator[Finding]:
    """修复工程三类，共4.5亿元，即甲2.25亿元、乙1.35亿元、丙0.90亿元."""
    for sentence in case.sentences:
        for parts, head, marker in runs_of(sentence):
            if len(parts) < 2 or not ALL_MARKERS.search(marker):
                continue
            before = re.split("[。;]", sentence.text[max(0, head - 30) : head])[-1]
            counted = list(COUNTED.finditer(before))
            if len(counted) == 1 and han_number(counted[0]["count"]) > 1:
                yield from _judged(sentence, parts, head, counted[0])


def _judged(
    sentence: Sentence, parts: tuple[Part, ...], head: int, counted: re.Match[str]
) -> Iterator[Finding]:
    stated = han_number(counted["count"])
    if stated == len(parts) or "等" in sentence.text[head : parts[-1].figure.end]:
        return
    total = sum((part.figure.amount for part in parts), Decimal(0))
    wholes = [
        one
        for one in sentence.figures
        if one.end <= head and one.dimension is parts[0].figure.dimension and not one.is_in_words
    ]
    if not wholes or all(abs(one.amount - total) > one.step for one in wholes):
        return  # the amounts do not add up, so some of them may be of something else
    where = sentence.where(max(0, head - 24), parts[-1].figure.end)
    yield error(
        Kind.COUNT_AND_LIST,
        where,
        "称 {stated}{unit}，列出 {count} 项",
        "{stated} are said, {count} are listed",
        [sentence.reading(part.figure) for part in parts],
        str(len(parts)),
        stated=stated,
        unit=counted["unit"],
        count=len(parts),
    )
