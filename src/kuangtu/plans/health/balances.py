# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What was, what went and what came: done and left, found and used, closed and new. 增减平衡。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.parts import Division, Part, label_of
from kuangtu.plans.health.prose_sums import finding_of_sum, grade_of_difference
from kuangtu.plans.health.quantities import Dimension
from kuangtu.plans.health.types import Finding, Grade, Kind

DONE = re.compile(
    r"(?:已|累计)(?:完成|治理|修复|恢复)[^，。;]{0,12}|完成[^，。;]{0,10}(?:治理|修复|恢复)[^，。;]{0,8}"
)
AGAIN = re.compile(r"\((?:合|折合|约合|约|即)?$")  # the same in another unit
LEFT = re.compile(
    r"(?:尚?未|待|其余|剩余|余下|尚余|尚有|尚需|仍有|仍需|仍余|还有|还剩)[^，。;]{0,14}"
)


def done_and_left_are_all(case: Case) -> Iterator[Finding]:
    """图斑216个，面积618.5公顷；已完成130个，371.1公顷；待修复86个，247.4公顷."""
    for sentence in case.sentences:
        done, left = DONE.search(sentence.text), LEFT.search(sentence.text)
        if done is None or left is None or left.start() < done.start():
            continue
        for dimension in (Dimension.COUNT, Dimension.AREA):
            like = [
                one
                for one in sentence.figures
                if one.dimension is dimension
                and not one.is_in_words
                and not AGAIN.search(sentence.text[: one.start])
            ]
            if len(like) != 3 or not like[0].start < left.start() < like[2].start:
                continue
            is_first = like[0].end <= done.start() < like[1].start
            whole = like[0] if is_first else max(like, key=lambda one: one.amount)
            rest = [one for one in like if one is not whole]
            if not done.start() < rest[0].start or not left.start() < rest[1].start:
                continue
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in rest)
            one = Division(whole, sentence, parts, is_exhaustive=True)
            grade = grade_of_difference(whole, one.total, rest, dimension)
            if grade is not None:
                yield finding_of_sum(one, grade, Kind.SUM)


RESERVES = re.compile(
    r"(?:查明|探明)[^，。;]*?(?=\d)[^，。;]*[，、]\s*(?:现?保有)[^，。;]*[，、][^，。;]*?(?:消耗|动用|采出)"
)


def reserves_left_and_used_are_those_found(case: Case) -> Iterator[Finding]:
    """累计查明8.6亿吨，保有7.9亿吨，累计消耗0.7亿吨."""
    for sentence in case.sentences:
        for found in RESERVES.finditer(sentence.text):
            like = [
                one
                for one in sentence.figures
                if one.dimension is Dimension.MASS and one.start > found.start()
            ][:3]
            if len(like) != 3 or not like[1].end <= found.end() <= like[2].start:
                continue
            parts = tuple(Part(label_of(sentence, one), one, sentence) for one in like[1:])
            one = Division(like[0], sentence, parts, is_exhaustive=True)
            if like[1].amount > like[0].amount:
                yield finding_of_sum(one, Grade.ERROR, Kind.PART_ABOVE_WHOLE)
                continue
            grade = grade_of_difference(like[0], one.total, like[1:], Dimension.MASS)
            if grade is not None:
                yield finding_of_sum(one, grade, Kind.SUM)
