# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A whole with its parts, and what each part is called. 总数与分项（值对象）。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.part_words import DELIMITERS
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Figure


@dataclass(frozen=True, slots=True)
class Part:
    """One part with the words before its figure. 分项。"""

    label: str
    figure: Figure
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Division:
    """A whole with its parts. 总数与分项。"""

    whole: Figure
    whole_sentence: Sentence
    parts: tuple[Part, ...]
    is_exhaustive: bool

    @property
    def total(self) -> Decimal:
        return sum((part.figure.amount for part in self.parts), Decimal(0))


def label_of(sentence: Sentence, figure: Figure) -> str:
    """The words before a figure, back to the last delimiter or figure: 大型, 石门镇(3.1亿吨)."""
    text = sentence.text
    end = figure.start - 1 if text[: figure.start].endswith("(") else figure.start
    start = start_of(text, end, DELIMITERS)
    start = max([start, *(one.end for one in sentence.figures if one.end <= figure.start)])
    words = re.sub(
        r"^(其中|分别为|分别|包括|即|有(?!色)|而|则|和|及|与|以及)+", "", text[start:end]
    )
    return re.sub(
        r"(分别为|为|有|约|达到|达|共|是|近|大约|计|不少于|不低于|不超过)+$", "", words
    ).strip()


def end_of(part: Part) -> str:
    """How the name of a part ends, whatever its year is: 2021年 and 2022年 end alike."""
    return re.sub(r"\d", "", part.label)[-2:]


def are_listed(one: Part, other: Part) -> bool:
    """Only a sign of a list, and what is counted, stands between two parts of one sentence."""
    is_one = one.sentence is other.sentence
    between = other.sentence.text[one.figure.end : other.figure.start]
    return is_one and between.startswith("、")
