# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What there was and what has come, together what there is. 连同原有之数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import risen_from
from kuangtu.plans.health.reading.quantities import Figure, Force
from kuangtu.plans.health.reading.which_whole import slip_of_a_sum
from kuangtu.plans.health.types import Finding, Kind

WITH = re.compile("连同|加上|加之|算上")
REACHED = re.compile("(?:达到?|合计|共计|共有?|总数|增至|增加到|为)[^，。;\\d]{0,4}$")
EACH = re.compile("[各均]")
LESS = re.compile("减去|扣除|剔除|每年")  # 780万吨，减去30万吨，加上300万吨
ENDS = "。;"


def what_is_reached_is_all_together(case: Case) -> Iterator[Finding]:
    """2023年前建成10个，2025年前再建成9个，连同2020年的5个，达到26个: they are 24."""
    for sentence in case.sentences:
        for found in WITH.finditer(sentence.text):
            start = max(sentence.text.rfind(sign, 0, found.start()) for sign in ENDS) + 1
            if EACH.search(sentence.text[start : found.start()]) or LESS.search(
                sentence.text[start : found.start()]
            ):
                continue  # 甲、乙仍各2个: how many have so many is for people to count
            figures = [one for one in sentence.figures if one.start >= start]
            olds = [risen_from(sentence, one) for one in figures]
            figures = [one for one in figures if one not in olds]
            before = [one for one in figures if one.end <= found.start()]
            behind = [one for one in figures if one.start >= found.end()]
            if not before or len(behind) < 2:
                continue
            added, whole = behind[0], behind[1]
            told = [*(one for one in before if one.dimension is added.dimension), added]
            if not _is_whole(sentence.text, added, whole) or len(told) < 2:
                continue
            runs = [told[n:] for n in range(len(told) - 1)]
            sums = [sum((one.amount for one in run), Decimal(0)) for run in runs]
            if any(abs(one - whole.amount) <= whole.step / 2 for one in sums):
                continue
            slips = [
                (total, run)
                for total, run in zip(sums, runs, strict=True)
                if slip_of_a_sum(whole, run) or abs(total - whole.amount) * 4 <= whole.amount
            ]
            if slips:
                total, run = slips[0]
                right = f"{shown(whole.in_its_unit(total))}{whole.unit}"
                yield error(
                    Kind.SUM,
                    sentence.around(whole),
                    "连同在内应为 {right}，印作 {printed}",
                    "all together it is {right}; {printed} is printed",
                    [sentence.reading(one) for one in (whole, *run)],
                    right,
                    right=right,
                    printed=whole.printed,
                )


def _is_whole(text: str, added: Figure, whole: Figure) -> bool:
    """The next figure of its kind, exact, behind a word for what is reached."""
    is_like = whole.dimension is added.dimension and whole.unit == added.unit
    is_exact = whole.force is Force.EXACT and added.force is Force.EXACT
    return is_like and is_exact and REACHED.search(text[added.end : whole.start]) is not None
