# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many rights are kept once some have gone and others come. 增减后的保有数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.types import Finding, Kind

ROW = re.compile("(?:全县)?(?:矿山|采矿权)(?:总数|数量|总量|数)?")
GONE = re.compile("(?:关闭|注销|退出|淘汰|关停)(?:退出|注销)?(?:小型|采矿权|矿山|的)*$")
COME = re.compile("(?:新设|新立|新建|投放)(?:采矿权|矿山)*$")
KEPT = re.compile("^(?:期末|20\\d\\d年底?)?(?:仍|共|将)?(?:保留|保有|剩余|留存)(?:采矿权|矿山)*$")


def what_is_kept_is_what_is_left(case: Case) -> Iterator[Finding]:
    """关闭采矿权8宗，新设4宗，2025年保有32宗, where the goals go from 34 to 30."""
    base, last = str(case.base_year or ""), str(case.years[1]) if case.years else ""
    rows = [one for one in entries_in(case) if any(map(ROW.fullmatch, one.row))]
    first = [one for one in rows if one.year == base]
    goal = [one for one in rows if one.year == last]
    if (
        not base
        or not first
        or len({one.amount for one in first}) > 1
        or len({o.amount for o in goal}) != 1
    ):
        return
    for sentence in case.sentences:
        gone, come, kept = (_told(sentence, words) for words in (GONE, COME, KEPT))
        if gone is None or come is None or kept is None or kept.start < gone.start:
            continue
        left = first[0].amount - gone.amount + come.amount
        if left == goal[0].amount != kept.amount and kept.unit == gone.unit:
            yield _finding(sentence, kept, first[0], goal[0])


def _told(sentence: Sentence, words: re.Pattern[str]) -> Figure | None:
    """The one number that the words stand before."""
    found = [
        one
        for one in sentence.figures
        if one.dimension is Dimension.COUNT
        and words.search(
            sentence.text[start_of(sentence.text, one.start, "，。；;:、()") : one.start]
        )
    ]
    return found[0] if len(found) == 1 else None


def _finding(sentence: Sentence, kept: Figure, first: Entry, goal: Entry) -> Finding:
    return error(
        Kind.SAID_TWICE,
        sentence.around(kept),
        "按所述增减，由 {first} 应保留 {goal}，印作 {printed}",
        "of {first}, with what goes and comes, {goal} are kept; {printed} is printed",
        [sentence.reading(kept), first.cell.reading, goal.cell.reading],
        shown(goal.amount),
        first=first.cell.text.strip(),
        goal=goal.cell.text.strip(),
        printed=kept.printed,
    )
