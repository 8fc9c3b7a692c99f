# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many green mines a plan builds on and adds, beside its table of goals. 绿色矿山基数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure, plain
from kuangtu.plans.health.types import Finding, Kind

ROW = re.compile("(?:累计)?(?:建成)?绿色矿山(?:总?数量?|个数|建设数量?|累计数)?")
STAGE = re.compile(r"阶段|近期|前期|其中|20\d\d[—～]|每年|关闭|退出|减少")
THERE = re.compile("(?:现有|已建成?|已有|既有)的?$")
OF_SOME = re.compile(r"其中|[国省市县]级|[镇乡]|20\d\d")
ENTERED = re.compile("(?:入库|[列纳入选]{2}名录|在库)的?(?:省级|国家级)?绿色矿山(?:共|有|为|达)*$")
AS_BASE = re.compile("(?:各级|各类)?(?:绿色矿山)?的?基础上")
ADDED = re.compile("(?:新增|新建成?|再建成?|新建设)(?:省级|国家级)?(?:绿色矿山)?$")
REACHED = re.compile(
    r"(?:绿色矿山)?(?:以上)?[，,、](?:到20\d\d年底?)?(?:累计|总数|总量|数量)+(?:将|要)?(?:达到|达|为|有)?"
)


def what_is_built_on_is_what_there_is(case: Case) -> Iterator[Finding]:
    """在现有7家绿色矿山的基础上, where the table of goals has 9 in the base year."""
    if (known := green_mines(case)) is None:
        return
    for sentence in _of_green_mines(case):
        for figure in sentence.figures:
            is_there = THERE.search(sentence.text[: figure.start])
            is_base = bool(is_there and AS_BASE.match(sentence.text, figure.end))
            clause = re.split("[，。;:、(]", sentence.text[: figure.start])[-1]
            is_base |= bool(ENTERED.search(clause)) and not OF_SOME.search(clause)
            if is_base and _is_another(figure, known.amount):
                yield error(
                    Kind.SAID_TWICE,
                    sentence.around(figure),
                    "文中以 {printed}绿色矿山为基础，{table} {year}年为 {cell}",
                    "the text builds on {printed} green mines; {table} has {cell} for {year}",
                    [sentence.reading(figure), known.cell.reading],
                    known.cell.text.strip(),
                    printed=figure.printed,
                    table=known.cell.table.name,
                    year=known.year,
                    cell=known.cell.text.strip(),
                )


def what_is_added_leads_to_what_is_reached(case: Case) -> Iterator[Finding]:
    """新增15家，累计达到22家, where there were 8."""
    if (known := green_mines(case)) is None:
        return
    for sentence in _of_green_mines(case):
        pairs = () if STAGE.search(sentence.text) else pairwise(sentence.figures)
        for added, reached in pairs:
            is_added = ADDED.search(sentence.text[: added.start]) and added.unit == reached.unit
            is_told = is_added and REACHED.fullmatch(sentence.text[added.end : reached.start])
            total = known.amount + added.amount
            is_right = _is_told_of_before(case, reached.amount - added.amount)
            if is_told and not is_right and _is_another(reached, total):
                yield error(
                    Kind.SUM,
                    sentence.around(reached),
                    "原有 {old}，新增 {added}，应为 {total}，印作 {reached}",
                    "{old} and {added} more are {total}; {reached} is printed",
                    [sentence.reading(reached), sentence.reading(added), known.cell.reading],
                    shown(total),
                    old=known.cell.text.strip(),
                    added=added.printed,
                    total=shown(total),
                    reached=reached.printed,
                )


def _is_told_of_before(case: Case, amount: Decimal) -> bool:
    """Some row of green mines has as many as there must have been: 6, where 8 were wanted."""
    return any(
        one.amount == amount and any("绿色矿山" in word for word in one.row)
        for one in entries_in(case)
    )


@once
def green_mines(case: Case) -> Entry | None:
    """How many there are in the base year, where the tables tell one number of them alone."""
    known = [
        one
        for one in entries_in(case)
        if one.dimension is Dimension.COUNT
        and one.year == str(case.base_year)
        and any(ROW.fullmatch(plain(word)) for word in one.row)
    ]
    return known[0] if len({one.amount for one in known}) == 1 else None


def _of_green_mines(case: Case) -> Iterator[Sentence]:
    return (one for one in case.sentences if "绿色矿山" in one.text)


def _is_another(figure: Figure, amount: Decimal) -> bool:
    return figure.dimension is Dimension.COUNT and figure.amount != amount
