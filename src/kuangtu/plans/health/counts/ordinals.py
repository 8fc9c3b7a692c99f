# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is announced by number and told as 一是…，二是…. 分条列述。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading

ORDINALS = re.compile(r"(一|二|三|四|五|六|七|八|九|十)是")
ANNOUNCED = re.compile(
    rf"(?<![第一二三四五六七八九十百\d])(?P<count>{HAN_NUMBER}|\d)(?P<unit>大|个|项|条|方面|点|类|种)[^，。；;]{{0,14}}[:：。]?$"
)


def ordinals_fit_their_announcement(case: Case) -> Iterator[Finding]:
    """采取四项措施。一是…；二是…；三是…."""
    sentences = case.sentences
    for number, sentence in enumerate(sentences):
        together = _following(case, number)
        marks = ORDINALS.findall(together)
        head = re.split("一是", sentence.text, maxsplit=1)[0]
        if "一是" not in sentence.text or len(marks) < 2:
            continue
        before = head.strip(" ,，:") or (
            sentences[number - 1].text.rstrip("。;")
            if number and sentences[number - 1].clause == sentence.clause
            else ""
        )
        announced = ANNOUNCED.search(before)
        if announced is None:
            continue
        stated, count = count_of(announced["count"]), len(marks)
        if stated > 1 and stated != count and stated <= 12:
            where = sentence.where(0, 60)
            yield error(
                Kind.COUNT_AND_LIST,
                where,
                "称 {stated}{unit}，列出“一是”至“{last}是”共 {count} 项",
                "{stated} are announced, {count} are told",
                [Reading(announced[0], where)],
                str(count),
                stated=stated,
                unit=announced["unit"],
                last=marks[-1],
                count=count,
            )


def _following(case: Case, number: int) -> str:
    """The rest of the clause, for 一是 … 四是 over sentences and paragraphs."""
    first = case.sentences[number]
    text = ""
    for sentence in case.sentences[number : number + 40]:
        if sentence.clause != first.clause:
            break
        if text and "一是" in sentence.text:
            break
        text += sentence.text
    return text
