# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rights by stage and mines by size, against the number told right before. 分类个数之和。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.types import Finding, Kind, Reading

SETS = (("普查", "详查", "勘探"), ("大型", "中型", "小型"))
PIECES = "[个宗处座家]"
ONE = rf"(?:{{}})(?:矿山|阶段)?(?:有|为)?(\d+){PIECES}"
SORTS = tuple(
    re.compile(
        r"(?:^|(?<=[，。；;]))(?P<noun>探矿权|采矿权|矿山|矿区|区块)[中，,]{1,2}(?:其中)?(?P<list>"
        + "[、，和]".join([ONE.format("|".join(words))] * len(words))
        + r")(?=[，。；;]|$)"
    )
    for words in SETS
)


def sorts_of_a_count_come_to_it(case: Case) -> Iterator[Finding]:
    """采矿权20个、探矿权12个。探矿权中普查7个、详查5个、勘探1个: every stage is told, 13 in all."""
    for number, sentence in enumerate(case.sentences):
        for pattern, words in zip(SORTS, SETS, strict=True):
            for found in pattern.finditer(sentence.text):
                if all(found["list"].count(one) == 1 for one in words):
                    yield from _against(case, number, sentence, found)


def _against(
    case: Case, number: int, sentence: Sentence, found: re.Match[str]
) -> Iterator[Finding]:
    before = case.sentences[number - 1] if number else sentence
    texts = [(sentence, sentence.text[: found.start()])]
    if before.paragraph == sentence.paragraph and before is not sentence:
        texts.append((before, before.text))
    whole = re.compile(
        rf"{found['noun']}(?:总数|共有|共|有)?(?P<count>\d+){PIECES}(?=[、，。；;]|$)"
    )
    told = [(one, match) for one, text in texts for match in whole.finditer(text)]
    counts = {match["count"] for _, match in told}
    total = sum(int(one) for one in re.findall(r"\d+", found["list"]))
    if len(counts) != 1 or total == int(*counts):
        return
    one, match = told[0]
    where = sentence.where(found.start("list"), found.end("list"))
    yield error(
        Kind.SUM,
        where,
        "{noun}总数 {stated}，分类相加为 {total}",
        "{stated} in all, the kinds come to {total}",
        [
            Reading(found["list"], where),
            Reading(match[0], one.where(match.start(), match.end())),
        ],
        str(total),
        noun=found["noun"],
        stated=match["count"],
        total=total,
    )
