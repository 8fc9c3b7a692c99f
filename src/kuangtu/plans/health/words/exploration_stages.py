# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Stages of exploration that are none: 达到初勘以上勘查程度. 勘查阶段。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind, Reading

# GB/T 17766-2020; 预查 is a stage of the older edition and told of elsewhere.
STAGES = frozenset(
    [
        "普查",
        "详查",
        "勘探",
        "预查",
        "勘查",
        "调查",
        "核查",
        "检查",
        "督查",
        "审查",
        "排查",
        "复查",
        "踏查",
        "巡查",
        "抽查",
        "清查",
        "筛查",
        "探查",
        "稽查",
        "自查",
        "初查",
    ]
)
REACHED = re.compile(
    r"(?:达到|达|处于|尚处|停留在|提高到|提升到|转入|进入|其中|、|，|\()(?P<word>[一-鿿][查探勘])"
    r"(?:\(含(?P<again>[一-鿿]{2})\))?(?:及其?|或)?(?:以上|程度|阶段)"
)
DONE_TO_BLOCKS = re.compile(
    "(?:区块|探矿权|矿区|矿段|靶区|异常区)[^，。;、]{0,6}(?:开展|进行|转入|达到|提升到|处于|为)"
    "(?P<word>[一-鿿]查)(?=[，。;、和及与]|工作|阶段|程度)"
)


def stages_are_known(case: Case) -> Iterator[Finding]:
    """What a degree of exploration is called is 普查, 详查 or 勘探."""
    for sentence in case.sentences:
        for found in REACHED.finditer(sentence.text):
            words = [word for word in (found["word"], found["again"]) if word]
            odd = [word for word in words if word not in STAGES]
            if not odd:
                continue
            where = sentence.where(max(0, found.start() - 12), found.end() + 4)
            yield doubt(
                Kind.VOCABULARY,
                where,
                "“{word}”不是勘查阶段（普查、详查、勘探）",
                "“{word}” is no stage of exploration (普查, 详查, 勘探)",
                [Reading(odd[0], where)],
                word=odd[0],
            )


def stages_of_exploration_are_known(case: Case) -> Iterator[Finding]:
    """其余两个区块开展粗查, for 普查."""
    for sentence in case.sentences:
        for found in DONE_TO_BLOCKS.finditer(sentence.text):
            if found["word"] in STAGES or case.count(found["word"]) > 1:
                continue
            where = sentence.where(max(0, found.start("word") - 12), found.end() + 4)
            yield doubt(
                Kind.VOCABULARY,
                where,
                "“{word}”不是勘查阶段（普查、详查、勘探）",
                "“{word}” is no stage of exploration (普查, 详查, 勘探)",
                [Reading(found["word"], where)],
                word=found["word"],
            )
