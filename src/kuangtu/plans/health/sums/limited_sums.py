# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Limits set one by one beside the limit of all: 分别不超过4个和3个，总数不超过7个. 分项上限。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.amounts import COUNTED, row_after
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind

IN_TURN = re.compile("(?:分别|依次)(?:不[得应]?(?:超过|多于|突破|大于)|控制在|限[定制]在|为|是)+")
TOGETHER = re.compile(
    "(?:以内)?[，,；;]?(?:[两二三四五六七八九十][区片处个者项地家]|各[区片处])?"
    "(?:总数|总量|总计|合计|共计|一共|共|总共)+"
    "(?:控制|限制|限定)?(?:在|为|是|有)?(?:不[得应]?(?:超过|多于|突破|大于))?"
)


def limits_add_up(case: Case) -> Iterator[Finding]:
    """分别不超过4个、3个、2个和3个，总数不超过21个: twelve."""
    for sentence in case.sentences:
        for found in IN_TURN.finditer(sentence.text):
            first = next((one for one in sentence.figures if one.start >= found.end()), None)
            if first is None or first.dimension not in COUNTED or first.start > found.end():
                continue
            row = row_after(sentence, found.end(), first.dimension)
            whole = next((one for one in sentence.figures if one.start >= row[-1].end), None)
            if len(row) < 2 or whole is None or whole.unit != first.unit:
                continue
            total = sum((one.amount for one in row), Decimal(0))
            between = sentence.text[row[-1].end : whole.start]
            if TOGETHER.fullmatch(between) and whole.amount != total:
                computed = f"{shown(total)}{whole.unit}"
                yield error(
                    Kind.SUM,
                    sentence.around(whole),
                    "总数 {whole}，分项相加为 {total}",
                    "the whole is {whole}, its parts add up to {total}",
                    [sentence.reading(whole), *(sentence.reading(one) for one in row)],
                    computed,
                    whole=whole.printed,
                    total=computed,
                )
