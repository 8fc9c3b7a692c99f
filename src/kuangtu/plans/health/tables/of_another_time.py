# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures of other years, of steps and of least sizes, which no cell need have. 别年、分步之数。"""

from __future__ import annotations

import re

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.pieces import start_of

OF_THE_LAST_YEARS = re.compile(
    "^[^，。;]{0,4}(?:“?十[二三]五”?(?:时期|期间|以来)?|上一?轮)(?!规划)"
)
BEGAN = re.compile("[由从]$")
STEP = re.compile(
    "先行|首批|先期|首期|再(?!生|利)|[前后近][一二两三四]年|分批|随后|其后|陆续|逐年|每年"
)


def is_of_long_ago(case: Case, stated: Stated, entry: Entry) -> bool:
    """2015年底有矿山31个 beside the goals for 2020: a year before the base has its own column.

    由12个减少到10个: where it began stands in the column of the base year.
    """
    text = stated.sentence.text[: stated.figure.start]
    if OF_THE_LAST_YEARS.search(text) and entry.year == str(case.years[1] if case.years else ""):
        return True  # “十三五”时期修复118公顷 beside the goal for 2025
    if BEGAN.search(stated.label) and entry.year and entry.year != str(case.base_year or ""):
        return True
    return "" < stated.year < str(case.base_year or "") and entry.year != stated.year


def is_a_step(stated: Stated) -> bool:
    """2021年先行关闭2个, 2023年再关闭2个: steps, of which the table may have the end alone."""
    text, start = stated.sentence.text, stated.figure.start
    return STEP.search(text[start_of(text, start, "，。;:") : start]) is not None


def is_of_a_least_size(stated: Stated) -> bool:
    """新建矿山的最低年产规模，凹凸棒石为5万吨: no output that there is or will be."""
    text, start = stated.sentence.text, stated.figure.start
    return LEAST_SIZE.search(text[start_of(text, start, "。;:") : start]) is not None


LEAST_SIZE = re.compile("最低[^，。;]{0,8}规模，")
