# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many green mines a plan says it builds on, beside its table of goals. 绿色矿山基数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.quantities import Dimension, Figure, plain
from kuangtu.plans.health.types import Finding, Kind

ROW = re.compile("(?:建成|累计建成)?绿色矿山(?:总?数量?|个数|建设数量?|累计数)?")
STAGE = re.compile(r"阶段|近期|前期|其中|20\d\d[—～]|每年|关闭|退出|减少")
BEFORE = re.compile("(?:现有|已建成?|已有|既有)的?$")
BEHIND = re.compile("(?:各级|各类)?(?:绿色矿山)?的?基础上")


def what_is_built_on_is_what_there_is(case: Case) -> Iterator[Finding]:
    """在现有7家绿色矿山的基础上, where the table of goals has 9 in the base year."""
    known = [one for one in entries_in(case) if _is_of_green_mines(case, one)]
    if len({one.amount for one in known}) != 1:
        return
    for sentence in case.sentences:
        for figure in sentence.figures:
            if _is_built_on(sentence, figure) and figure.amount != known[0].amount:
                yield error(
                    Kind.SAID_TWICE,
                    sentence.around(figure),
                    "文中以 {printed}绿色矿山为基础，{table}{year}年为 {cell}",
                    "the text builds on {printed} green mines; {table} has {cell} for {year}",
                    [sentence.reading(figure), known[0].cell.reading],
                    known[0].cell.text.strip(),
                    printed=figure.printed,
                    table=known[0].cell.table.name,
                    year=known[0].year,
                    cell=known[0].cell.text.strip(),
                )


ADDED = re.compile("(?:新增|新建成?|再建成?|新建设)(?:省级|国家级)?(?:绿色矿山)?$")
REACHED = re.compile(
    "[家个座处](?:绿色矿山)?(?:以上)?[，,、](?:到20[0-9]{2}年底?)?(?:累计|总数|总量|数量)+(?:将|要)?(?:达到|达|为|有)?"
)


def what_is_added_leads_to_what_is_reached(case: Case) -> Iterator[Finding]:
    """新增15家，累计达到22家, where there were 8."""
    known = [one for one in entries_in(case) if _is_of_green_mines(case, one)]
    if len({one.amount for one in known}) != 1:
        return
    for sentence in case.sentences if known else ():
        if "绿色矿山" not in sentence.text or STAGE.search(sentence.text):
            continue
        for added, reached in pairwise(sentence.figures):
            between = sentence.text[added.end - 1 : reached.start]
            is_told = ADDED.search(sentence.text[: added.start]) and REACHED.fullmatch(between)
            total = known[0].amount + added.amount
            if is_told and added.dimension is Dimension.COUNT and reached.amount != total:
                yield error(
                    Kind.SUM,
                    sentence.around(reached),
                    "原有 {old}，新增 {added}，应为 {total}，印作 {reached}",
                    "{old} and {added} more are {total}; {reached} is printed",
                    [sentence.reading(reached), sentence.reading(added), known[0].cell.reading],
                    shown(total),
                    old=known[0].cell.text.strip(),
                    added=added.printed,
                    total=shown(total),
                    reached=reached.printed,
                )


def _is_of_green_mines(case: Case, one: Entry) -> bool:
    is_row = any(ROW.fullmatch(plain(word)) for word in one.row)
    return is_row and one.dimension is Dimension.COUNT and one.year == str(case.base_year)


def _is_built_on(sentence: Sentence, figure: Figure) -> bool:
    if figure.dimension is not Dimension.COUNT or "绿色矿山" not in sentence.text:
        return False
    is_there = BEFORE.search(sentence.text[: figure.start])
    return bool(is_there and BEHIND.match(sentence.text, figure.end))
