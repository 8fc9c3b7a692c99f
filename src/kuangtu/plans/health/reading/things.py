# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is counted: mines, rights to explore, zones, places. 所计之物。"""

from __future__ import annotations

import re

from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure

KINDS = (
    ("mines", re.compile("采矿权|矿山|矿井")),
    ("rights to explore", re.compile("探矿权")),
    ("zones", re.compile("矿区|煤矿区|勘查区|开采区|片区|区块|靶区|示范区|基地|园区")),
    ("places", re.compile("乡镇|[乡镇村](?![级办])|街道")),
    ("finds", re.compile("矿体|钻孔")),
    ("firms", re.compile("企业")),
)
SIGNS = "，,。;:、("


def thing_of(sentence: Sentence, figure: Figure) -> str:
    """By the noun behind the figure, else by the last one before it in its clause; "" if neither.

    >>> from kuangtu.plans.health.reading.quantities import all_figures
    >>> text = "3个矿区中有采矿权12个"
    >>> one = Sentence(text, text, 1, "", 0, tuple(all_figures(text)))
    >>> [thing_of(one, figure) for figure in one.figures]
    ['zones', 'mines']
    """
    behind = re.match(
        r"(?:以内|以上)?([^，,。;:、()\d]{0,12}?)(?:中|里|内|$|[，,。;:、(])",
        sentence.text[figure.end :],
    )
    if behind is not None and (told := _last(behind[1])):
        return told
    start = start_of(sentence.text, figure.start, SIGNS)
    start = max([start, *(one.end for one in sentence.figures if one.end <= figure.start)])
    words = sentence.text[start : figure.start]
    return _last(re.split("中(?!型)|里|内", words)[-1]) or _last(words)


def _last(words: str) -> str:
    """The kind of the last noun: 石门片区矿山 are mines."""
    found = [(each.end(), kind) for kind, pattern in KINDS for each in pattern.finditer(words)]
    return max(found, default=(0, ""))[1]


def are_other_things(
    whole: Figure, whole_sentence: Sentence, part: Figure, sentence: Sentence
) -> bool:
    """3个矿区中有12个采矿权: what is in them is no part of them."""
    if whole.dimension is not Dimension.COUNT:
        return False
    kinds = {thing_of(whole_sentence, whole), thing_of(sentence, part)} - {""}
    return len(kinds) > 1
