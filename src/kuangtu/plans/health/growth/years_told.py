# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The years that stand before a figure and are told of it. 数值之年份。"""

from __future__ import annotations

import re

from kuangtu.plans.health.growth.change_words import SPAN
from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Figure


def last_year_in(words: str) -> str:
    found = re.findall(r"(?<!\d)(20\d\d)(?!\d)", words)
    return found[-1] if found else ""


def year_before(sentence: Sentence, figure: Figure, other: str) -> str:
    """The year that stands before a figure, nearest to it, but the one it is compared with."""
    text = sentence.text
    begin = start_of(text, figure.start, ";。")
    words = SPAN.sub("", text[begin : figure.start])
    found = [one for one in re.findall(r"(?<!\d)(20\d\d)(?!\d)年", words) if one != other]
    return found[-1] if found else ""


def year_at(sentence: Sentence, figure: Figure) -> str:
    """The year that the figure's own clause names: 2015年为6.75亿元.

    A year that stands in a clause before it is not told of it.
    """
    text = sentence.text
    start = start_of(text, figure.start, "，,;。:(")
    ends = [one.end for one in sentence.figures if one.end <= figure.start]
    return last_year_in(SPAN.sub("", text[max([start, *ends]) : figure.start]))
