# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals that the prose tells piece by piece, against their rows. 分项叙述的指标。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.types import Finding, Kind, Reading

# 历史遗留矿山治理包括甲120公顷、乙85公顷、丙55公顷
IN_PIECES = re.compile("(?:^|[，。；;])(?P<what>[一-鿿]{4,16}?)(?:包括|分为)(?!了)")
ADDED = re.compile("新增(?!产能|产值|就业|采矿权|探矿权|矿山|绿色)")
PAST = re.compile(r"现状|回顾|成效|上一?轮|前一?轮|十[二三]五|截至|20(?:0|1)\d年")
NEAR = Decimal("0.75")
FEWEST = 3  # pieces
MEASURED = {Dimension.AREA, Dimension.MONEY, Dimension.MASS, Dimension.VOLUME}
SAID_OTHERWISE = re.compile("合计|共计|总计|等|主要|其余")


def pieces_come_to_their_goal(case: Case) -> Iterator[Finding]:
    """历史遗留矿山治理包括甲120公顷、乙58公顷、丙55公顷, where the goals have 260 of it."""
    for sentence in case.sentences:
        for found in IN_PIECES.finditer(sentence.text):
            row = _row_of(case, found["what"])
            figures = _listed(sentence, found.end())
            if row is None or len(figures) < FEWEST or figures[0].dimension is not row.dimension:
                continue
            total = sum((one.amount for one in figures), Decimal(0))
            low, high = sorted((total, row.amount))
            room = max(row.step, *(one.step for one in figures)) * len(figures) / 2
            if high - low > room and low >= NEAR * high:
                yield _of_pieces(sentence, figures, total, row)


def _row_of(case: Case, what: str) -> Entry | None:
    """The goal that the words name, for the last year of the period."""
    last = str(case.years[1]) if case.years else ""
    rows = [
        one
        for one in entries_in(case)
        if one.year == last and one.dimension in MEASURED and any(what in word for word in one.row)
    ]
    return rows[0] if last and len({one.amount for one in rows}) == 1 else None


def _listed(sentence: Sentence, start: int) -> list[Figure]:
    """The figures of one unit that stand in a row, with nothing said of all of them."""
    found: list[Figure] = []
    last = start
    for figure in (one for one in sentence.figures if one.start >= start):
        between = sentence.text[last : figure.start]
        is_next = re.fullmatch("[、，]?[^，。；;、\\d]{2,16}", between) is not None
        is_like = not found or figure.unit == found[0].unit
        if not is_next or not is_like or SAID_OTHERWISE.search(between):
            break
        found.append(figure)
        last = figure.end
    return [] if SAID_OTHERWISE.match(sentence.text[last:]) else found


def what_is_added_is_in_the_goals(case: Case) -> Iterator[Finding]:
    """新增铅锌金属量8万吨、锰矿石210万吨、玄武岩600万吨, where the row of 锰矿 has 120."""
    rows = _added(case)
    for sentence in case.sentences if rows else ():
        if PAST.search(case.headings_over(sentence.clause) + sentence.text):
            continue
        for found in ADDED.finditer(sentence.text):
            told = [
                (figure, row)
                for figure in _of_a_list(sentence, found.end())
                if (row := rows.get(_minerals(_label(sentence, figure, found.start())))) is not None
                and row.dimension is figure.dimension
            ]
            right = [figure for figure, row in told if _agrees(figure, row)]
            wrong = [(figure, row) for figure, row in told if not _agrees(figure, row)]
            if right and len(wrong) == 1:
                yield _of_added(sentence, *wrong[0])


def _added(case: Case) -> dict[frozenset[str], Entry]:
    """The goals that are resources to be added, by their minerals."""
    last = str(case.years[1]) if case.years else ""
    found: dict[frozenset[str], list[Entry]] = {}
    for one in entries_in(case):
        words = "".join(one.row)
        if last and one.year == last and "新增" in words and (minerals := _minerals(words)):
            found.setdefault(minerals, []).append(one)
    return {minerals: several[0] for minerals, several in found.items() if len(several) == 1}


def _of_a_list(sentence: Sentence, start: int) -> list[Figure]:
    stop = min(
        (place for sign in "。；;" if (place := sentence.text.find(sign, start)) >= 0),
        default=len(sentence.text),
    )
    return [
        one
        for one in sentence.figures
        if start <= one.start < stop and one.force is Force.EXACT and one.upper is None
    ]


def _label(sentence: Sentence, figure: Figure, start: int) -> str:
    text = sentence.text
    return text[max(start, start_of(text, figure.start, "，。；;:、和及")) : figure.start]


def _minerals(words: str) -> frozenset[str]:
    return frozenset(MINERAL.findall(words))


def _agrees(figure: Figure, entry: Entry) -> bool:
    return abs(figure.amount - entry.amount) <= max(figure.step, entry.step) / 2


def _of_pieces(
    sentence: Sentence, figures: Sequence[Figure], total: Decimal, row: Entry
) -> Finding:
    right = f"{shown(figures[0].in_its_unit(total))}{figures[0].unit}"
    where = sentence.where(figures[0].start, figures[-1].end)
    return error(
        Kind.TEXT_AND_TABLE,
        where,
        "文中各项相加为 {total}，{table}该项为 {cell}",
        "the pieces of the text come to {total}; {table} has {cell}",
        [Reading(right, where), row.cell.reading],
        row.cell.text.strip(),
        total=right,
        table=row.cell.table.name,
        cell=row.cell.text.strip(),
    )


def _of_added(sentence: Sentence, figure: Figure, row: Entry) -> Finding:
    return error(
        Kind.TEXT_AND_TABLE,
        sentence.around(figure),
        "文中新增 {printed}，{table}同一项为 {cell}",
        "the text adds {printed}; {table} has {cell} of the same",
        [sentence.reading(figure), row.cell.reading],
        row.cell.text.strip(),
        printed=figure.printed,
        table=row.cell.table.name,
        cell=row.cell.text.strip(),
    )
