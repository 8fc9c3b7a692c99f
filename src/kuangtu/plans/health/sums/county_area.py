# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Areas of the prose that are larger than the county. 超出县域的面积。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.types import Finding, Kind

ELSEWHERE = re.compile(
    "全国|全疆|全省|全区|全州|全市|全盟|累计测线|流域|成矿[区带]|矿集区|盆地|山脉|高原|重叠"
)
OF_ANOTHER = re.compile(
    "[一-鿿]{2,7}(?:市|州|盟|地区|省|自治区)(?:总|国土|土地|辖区|行政区)*面积[约为达]*$"
)
WITHIN = re.compile("(?:县|市|区|旗)(?:境|域)?内的?(?:调查|工作|测区|总)*(?:面积)?[为约达]*$")
SHEETS = re.compile("图幅|[\\d一二三四五六七八九十]幅")  # sheets reach over the border
BEYOND = re.compile(r"\([^()]*(?:邻|外|跨|毗)[^()]*\)")


def wholes_hold_their_parts(case: Case) -> Iterator[Finding]:
    """Nothing in the county is larger than the county."""
    known = case.county_area
    if known is None:
        return
    whole, whole_sentence = known
    for sentence in case.sentences:
        for figure in sentence.figures:
            if figure.dimension is not Dimension.AREA or figure is whole:
                continue
            if figure.amount <= whole.amount + whole.step or _is_elsewhere(
                sentence, figure, case.own_level
            ):
                continue
            yield doubt(
                Kind.PART_ABOVE_WHOLE,
                sentence.around(figure),
                "{part} 大于全县面积 {whole}",
                "{part} is more than the county's area of {whole}",
                [sentence.reading(figure), whole_sentence.reading(whole)],
                part=figure.printed,
                whole=whole.printed,
            )


def _is_elsewhere(sentence: Sentence, figure: Figure, own: str) -> bool:
    """The figure is of a region, a nation or a passage of years."""
    head = sentence.text[max(0, figure.start - 30) : figure.start].replace(own or "!", "")
    clauses = "，".join(re.split("[。;]", head)[-1].split("，")[-2:])
    is_within = WITHIN.search(clauses) is not None  # 4幅相接，测区在本县境内的面积
    return bool(
        ELSEWHERE.search(head)
        or OF_ANOTHER.search(head)
        or (SHEETS.search(clauses) and not is_within)
        or BEYOND.match(sentence.text, figure.end)
    )
