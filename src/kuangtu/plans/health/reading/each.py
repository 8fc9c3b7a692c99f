# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is told once for each of several. 各若干。"""

from __future__ import annotations

import re
from dataclasses import replace

from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.part_words import EACH
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Figure

OF_ITS_OWN = re.compile(r"[、和]\s*\d")  # 铁、金各为42.84亿元、5.52亿元: each its own


# 2023年至2025年每年70公顷
EVERY_YEAR = re.compile(r"(20\d\d)年?(?:至|到|—+|～|-)(20\d\d)年每年$")


def of_each(sentence: Sentence, figure: Figure) -> Figure:
    """钼、金、萤石、地热各1个 are four."""
    text = sentence.text
    start = start_of(text, figure.start, "，,。;:(")
    ends = [one.end for one in sentence.figures if one.end <= figure.start and not one.is_in_words]
    words = re.sub(r"\([^()]*\)|^[^()]*\)", "", text[max([start, *ends]) : figure.start])
    span = EVERY_YEAR.search(words)
    if span is not None and int(span[2]) > int(span[1]):
        years = int(span[2]) - int(span[1]) + 1
        return replace(figure, value=figure.value * years, said=f"每年{figure.printed}")
    if not EACH.search(words) or OF_ITS_OWN.match(text, figure.end):
        return figure
    count = len([one for one in re.split("[、和及与]", words) if one])
    if count < 2:
        return figure
    return replace(figure, value=figure.value * count, said=f"各{figure.printed}")
