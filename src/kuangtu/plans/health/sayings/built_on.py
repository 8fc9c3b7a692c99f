# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many green mines a plan says it builds on, beside its table of goals. 绿色矿山基数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.quantities import Dimension, Figure, plain
from kuangtu.plans.health.types import Finding, Kind

ROW = re.compile("(?:建成|累计建成)?绿色矿山(?:总?数量?|个数|建设数量?|累计数)?")
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


def _is_of_green_mines(case: Case, one: Entry) -> bool:
    is_row = any(ROW.fullmatch(plain(word)) for word in one.row)
    return is_row and one.dimension is Dimension.COUNT and one.year == str(case.base_year)


def _is_built_on(sentence: Sentence, figure: Figure) -> bool:
    if figure.dimension is not Dimension.COUNT or "绿色矿山" not in sentence.text:
        return False
    is_there = BEFORE.search(sentence.text[: figure.start])
    return bool(is_there and BEHIND.match(sentence.text, figure.end))
