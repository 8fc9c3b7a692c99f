# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What something goes from and to, told twice with another end. 由甲到乙的前后两说。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.amounts import core_of, measure_of
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import names_of_row
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import FROM, YEAR, core, raw_label, risen_from
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.reading.sameness import QUALIFIER
from kuangtu.plans.health.types import Finding, Kind

COUNTABLE = {Dimension.COUNT, Dimension.MASS, Dimension.MONEY, Dimension.AREA, Dimension.PERCENT}
SOME = re.compile("其中|区内|片区|[镇乡](?:内|的)|该[区矿]|[两二三四五六]种|上轮|十三五")


@dataclass(frozen=True, slots=True)
class Move:
    """由16个增至36个: what it is of, and its two ends. 增减。"""

    name: str
    measure: str
    apart: frozenset[str]  # minerals, sizes, stages told in the same piece
    old: Figure
    new: Figure
    year: str  # of the new one, if it is told
    sentence: Sentence

    @property
    def words(self) -> str:
        return f"{self.old.printed}到{self.new.printed}"


def moves_keep_their_ends(case: Case) -> Iterator[Finding]:
    """采矿权由40个调整为32个, and elsewhere 采矿权由40个压减到34个."""
    by_name: dict[tuple[str, str, str], list[Move]] = defaultdict(list)
    for one in moves_in(case):
        by_name[one.name, one.measure, one.new.unit].append(one)
    for moves in by_name.values():
        for one, other in combinations(moves, 2):
            if _is_one_move(case, one, other) and _differ_in_one_end(one, other):
                yield _differing(one, other)


def moves_are_those_of_their_row(case: Case) -> Iterator[Finding]:
    """绿色矿山从16个增至38个, where the row 绿色矿山 goes from 16 to 36."""
    rows = _rows(case)
    last = str(case.years[1]) if case.years else ""
    for one in moves_in(case):
        like = [row for row in rows if _is_of(one, row)]
        if not like or any(_has(row, one.old) and _has(row, one.new) for row in like):
            continue
        if any(_ends_at_the_base(case, row, one) for row in like):
            continue  # 由2015年的15个减少到12个, of which the row has the 12 of 2020
        if (begun := _begun_otherwise(case, one, like)) is not None:
            yield _against_row(one, begun)
            continue
        for row in like:
            ends = [entry for entry in row if entry.year == (one.year or last)]
            is_begun = _has(row, one.old) and not _has(ends, one.old)
            if is_begun and len(ends) == 1:
                yield _against_row(one, ends[0])
                break


def _ends_at_the_base(case: Case, row: Sequence[Entry], one: Move) -> bool:
    """What it has come to stands below the base year, and the sentence tells no later one."""
    base = str(case.base_year or "")
    return one.year <= base and _has([entry for entry in row if entry.year == base], one.new)


def _begun_otherwise(case: Case, one: Move, rows: Sequence[Sequence[Entry]]) -> Entry | None:
    """采矿权由26个减至24个, where the row goes from 28 to 24: the base year's cell."""
    base, last = str(case.base_year or ""), str(case.years[1]) if case.years else ""
    text = one.sentence.text
    told = YEAR.findall(text[start_of(text, one.old.start, "，。;") : one.old.start])
    if len(rows) != 1 or one.old.dimension is not Dimension.COUNT or set(told) - {base}:
        return None
    first = [entry for entry in rows[0] if entry.year == base]
    ends = [entry for entry in rows[0] if entry.year == last]
    is_ended = len(first) == 1 == len(ends) and _has(ends, one.new)
    return first[0] if is_ended and not _has(rows[0], one.old) else None


@once
def moves_in(case: Case) -> tuple[Move, ...]:
    """Every amount that is said to go to another, if it is said of what."""
    found = []
    for sentence in case.sentences:
        for figure in sentence.figures:
            if figure.is_in_words or figure.upper is not None or figure.force is Force.ABOUT:
                continue
            first = risen_from(sentence, figure) or _goes_on_from(sentence, figure)
            if first is None or first.unit != figure.unit or figure.dimension not in COUNTABLE:
                continue
            label = core(FROM.sub("", raw_label(sentence, first)), case.county_name)
            piece = sentence.text[start_of(sentence.text, first.start, "。;") : first.start]
            if core_of(label) and not SOME.search(piece):
                found.append(_move(sentence, first, figure, label, piece))
    return tuple(found)


GOES_ON = re.compile(
    r"，[^，。;\d]{0,6}(?:[到至]20\d\d年[底末]?)?[^，。;\d]{0,4}"
    r"(?:提高|增加|上升|提升|降低|下降|减少|压减)(?:到|至)"
)


def _goes_on_from(sentence: Sentence, figure: Figure) -> Figure | None:
    """深加工率只有35%，规划到2030年提高到60%: from the 35."""
    before = [one for one in sentence.figures if one.end <= figure.start]
    if not before or before[-1].unit != figure.unit:
        return None
    between = sentence.text[before[-1].end : figure.start]
    return before[-1] if GOES_ON.fullmatch(between) else None


def _move(sentence: Sentence, first: Figure, figure: Figure, label: str, piece: str) -> Move:
    between = YEAR.findall(sentence.text[first.end : figure.start])
    before = YEAR.findall(FROM.sub("", piece))
    return Move(
        core_of(label),
        _measure(label),
        frozenset(QUALIFIER.findall(piece)),
        first,
        figure,
        (between or before or [""])[-1],
        sentence,
    )


def _measure(words: str) -> str:
    """What is measured; nothing where pieces are counted.

    >>> _measure("绿色矿山数量"), _measure("矿业总产值")
    ('', '总产值')
    """
    return "" if (found := measure_of(words)) in {"数量", "个数"} else found


def _is_one_move(case: Case, one: Move, other: Move) -> bool:
    """Of the same, to the same year; a year that is not told is the plan's last."""
    last = str(case.years[1]) if case.years else ""
    return (
        one.sentence is not other.sentence
        and one.apart == other.apart
        and (one.year or last) == (other.year or last)
    )


def _differ_in_one_end(one: Move, other: Move) -> bool:
    return (one.old.amount == other.old.amount) != (one.new.amount == other.new.amount)


def _differing(one: Move, other: Move) -> Finding:
    return error(
        Kind.SAID_TWICE,
        other.sentence.around(other.new),
        "“{name}”一处由{one}，另一处由{other}",
        "{name} goes from and to {one} in one place, {other} in another",
        [other.sentence.reading(other.new), one.sentence.reading(one.new)],
        name=one.name,
        one=one.words,
        other=other.words,
    )


@once
def _rows(case: Case) -> tuple[tuple[Entry, ...], ...]:
    """The rows of tables whose columns are of several years."""
    rows: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        if entry.year and not entry.is_total and entry.head.find(entry.year) >= 0:
            rows[id(entry.cell.table), entry.cell.row].append(entry)
    return tuple(tuple(row) for row in rows.values() if len({one.year for one in row}) > 1)


def _is_of(one: Move, row: Sequence[Entry]) -> bool:
    names = [word for word in names_of_row(row[0]) if core_of(word)]
    return row[0].dimension is one.new.dimension and any(
        QUALIFIER.sub("", core_of(word)) == QUALIFIER.sub("", one.name)
        and _measure(word) in {one.measure, ""}
        and frozenset(QUALIFIER.findall(word)) == one.apart
        for word in names[:1]
    )


def _has(row: Sequence[Entry], figure: Figure) -> bool:
    """A cell of the row has the figure, rounded as it is printed."""
    return any(abs(entry.amount - figure.amount) <= _room(entry, figure) for entry in row)


def _room(entry: Entry, figure: Figure) -> Decimal:
    is_counted = figure.dimension is Dimension.COUNT
    return Decimal(0) if is_counted else max(entry.step, figure.step) / 2


def _against_row(one: Move, entry: Entry) -> Finding:
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(one.new),
        "文中“{name}”由{words}，{table}同一行 {year} 年为 {cell}",
        "{name} goes from and to {words} in the text; the row of {table} has {cell} in {year}",
        [one.sentence.reading(one.new), entry.cell.reading],
        entry.cell.text.strip(),
        name=one.name,
        words=one.words,
        table=entry.cell.table.name,
        year=entry.year,
        cell=entry.cell.text.strip(),
    )
