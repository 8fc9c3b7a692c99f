# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures that others around them bear out exactly: sums, shares, growth. 旁证。

A slip of the hand breaks what its figure took part in. A figure that still takes part in a sum,
a share or a growth told beside it is therefore no slip; where it does not agree with another, the
two are of two things.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.reading.amounts import core_of
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.edits import are_turned
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.figures_of import figure_of
from kuangtu.plans.health.reading.labels import risen_from
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.types import Finding, Kind, Reading

RELATIVE = frozenset({Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES})
FARTHEST = Decimal("1.5")  # times
PERCENTS = {Kind.SHARE, Kind.GROWTH}
PAIRS = {Kind.TEXT_AND_TABLE, Kind.SAID_TWICE}
SUMS = {Kind.SUM, Kind.PART_ABOVE_WHOLE}
TELLING = 3  # digits: a number of fewer is the sum of others by chance
MOST = 12  # parts of a sum
MOST_NEAR = 40  # amounts of a paragraph that are tried with each other
SMALL = 10  # per cent: whole ones below it are given by many pairs
EXACTLY = 20  # parts of a step: so near must numbers of few digits come
BACK = 3  # amounts before a percentage that it may be of
YEARLY = re.compile("年均|年平均|每年|年递[增减]")
REACH = 10  # signs before a percentage that say what it is
LENGTHS = (4, 5)  # years of a yearly rate
DOWN = re.compile("[减降跌]|下滑|缩")
SHORT = 4  # signs in which 减少 stands right before its amount
SHARE = re.compile("占|比重|比例")
NUMBER = re.compile(r"\d+(?:\.\d+)?")
IN_ALL = re.compile("合计|总计|小计|共计|累计")
UP_OR_DOWN = re.compile("[增减升降涨跌提]|下滑|缩")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of the prose or a cell, by what they have in common. 数。"""

    amount: Decimal
    step: Decimal
    dimension: Dimension
    key: object

    @property
    def digits(self) -> int:
        return len(f"{self.amount:f}".replace(".", "").strip("0"))


def is_corroborated(case: Case, finding: Finding) -> bool:
    """Whether what a finding holds against each other is borne out by others, each by its own."""
    readings = finding.readings
    if not readings or finding.where.row:
        return False
    if _is_a_change_beside_its_ends(finding):
        return False
    if finding.kind in PERCENTS:
        return not _is_turned(finding) and _is_known(case, readings[0])
    if finding.kind in PAIRS:
        return len(readings) > 1 and all(_is_known(case, one) for one in readings[:2])
    return finding.kind in SUMS and all(_is_known(case, one) for one in readings)


def _is_a_change_beside_its_ends(finding: Finding) -> bool:
    """由85个减至57个，减少26个: whatever else gives 26, one of these is wrong."""
    if finding.kind is not Kind.GROWTH or not finding.is_of_one_line:
        return False
    found = [NUMBER.search(one) for one in (finding.readings[0].value, finding.computed)]
    printed, right = (Decimal(one[0]) if one else Decimal(0) for one in found)
    return min(printed, right) * FARTHEST >= max(printed, right)


def _is_turned(finding: Finding) -> bool:
    """19.30 for 13.90: digits that changed places explain it better than another sum."""
    numbers = [NUMBER.search(one) for one in (finding.readings[0].value, finding.computed)]
    printed, right = ("" if found is None else found[0] for found in numbers)
    return are_turned(printed, right)


def _is_known(case: Case, reading: Reading) -> bool:
    if reading.where.row:
        entry = _by_place(case).get((reading.where.table, reading.where.row, reading.where.column))
        return entry is not None and _key_of(entry) in _borne_out(case)
    found = figure_of(case, reading)
    return found is not None and id(found[1]) in _borne_out(case)


@once
def _by_place(case: Case) -> Mapping[tuple[str, int | None, int | None], Entry]:
    return {
        (one.cell.where.table, one.cell.where.row, one.cell.where.column): one
        for one in entries_in(case)
    }


def _key_of(entry: Entry) -> object:
    return id(entry.cell.table), entry.cell.row, entry.cell.column


@once
def _borne_out(case: Case) -> frozenset[object]:
    """The figures and cells that take part in something that comes out."""
    paragraphs: dict[int, list[Number]] = defaultdict(list)
    for sentence in case.sentences:
        paragraphs[sentence.paragraph] += [_of_figure(one) for one in _amounts_of(sentence)]
    cells = set(_of_tables(case))
    known = {one.amount for one in entries_in(case) if _key_of(one) in cells}
    found: set[object] = set(cells)
    exact = [one for row in paragraphs.values() for one in row if one.digits >= TELLING]
    before: Sentence | None = None
    for sentence in case.sentences:
        like: dict[Dimension, list[Figure]] = defaultdict(list)
        for one in _amounts_of(sentence):
            like[one.dimension].append(one)
        for figures in like.values():
            row = [_of_figure(one) for one in figures]
            found.update(one.key for one in row if one.digits >= TELLING and one.amount in known)
            if before is not None and before.paragraph == sentence.paragraph:
                found.update(_of_a_whole_before(before, row))
            found.update(_of_sums(row))
            found.update(_of_moves(sentence, figures))
        rows = list(_rows_named(case, sentence.text))
        near = [*paragraphs[sentence.paragraph][-MOST_NEAR:], *_totals_of(case, sentence)]
        near += [one for row in rows for one in row]
        found.update(_of_rates(sentence, near))
        found.update(_of_shares_next_to(sentence, exact))
        found.update(_of_rows(case, sentence))
        found.update(_of_differences(sentence, rows))
        before = sentence
    return frozenset(found)


def _amounts_of(sentence: Sentence) -> list[Figure]:
    return [
        one
        for one in sentence.figures
        if one.upper is None and one.dimension not in RELATIVE and one.amount
    ]


def _of_figure(one: Figure) -> Number:
    return Number(one.amount, one.step, one.dimension, id(one))


def _digits_of(rate: Figure) -> int:
    """How many are printed: three of 61.0%."""
    return len(f"{rate.value:f}".replace(".", ""))


def _of_entry(one: Entry) -> Number:
    return Number(one.amount, one.step, one.dimension, _key_of(one))


def _of_tables(case: Case) -> Iterator[object]:
    """Columns that come to their total, and rows."""
    columns: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for one in entries_in(case):
        columns[id(one.cell.table), one.cell.column].append(one)
    for column in columns.values():
        parts = [one for one in column if not one.is_total]
        totals = [one for one in column if one.is_total]
        total = sum((one.amount for one in parts), Decimal(0))
        if len(parts) > 1 and totals and totals[-1].amount == total:
            yield from map(_key_of, [*parts, totals[-1]])
    rows: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for one in entries_in(case):
        rows[id(one.cell.table), one.cell.row].append(one)
    for row in rows.values():
        for whole in row:
            others = [one for one in row if one is not whole]
            total = sum((one.amount for one in others), Decimal(0))
            if len(others) > 2 and IN_ALL.search(whole.head) and whole.amount == total:
                yield from map(_key_of, row)


def _of_sums(like: Sequence[Number]) -> Iterator[object]:
    """A row of parts and the whole that stands right before or behind it."""
    for first in range(len(like)):
        for last in range(first + 2, min(len(like), first + MOST) + 1):
            row = like[first:last]
            total = sum((one.amount for one in row), Decimal(0))
            beside = [*like[max(0, first - 1) : first], *like[last : last + 1]]
            for whole in beside:
                is_telling = len(row) > 2 or len(like) == 3 or whole.digits >= TELLING
                if whole.amount == total and is_telling:
                    yield from (one.key for one in (*row, whole))
    for one, other, third in combinations(like[:MOST], 3):
        three = sorted((one, other, third), key=lambda each: each.amount)
        is_telling = len(like) == 3 or three[1].digits >= TELLING
        if three[2].amount == three[0].amount + three[1].amount and is_telling:
            yield from (each.key for each in three)


def _of_a_whole_before(before: Sentence, row: Sequence[Number]) -> Iterator[object]:
    """有采矿权32个。按规模分，大型3个、中型10个、小型19个: all of a sentence, of one before it."""
    total = sum((one.amount for one in row), Decimal(0))
    if len(row) > 2:
        for whole in map(_of_figure, _amounts_of(before)):
            if whole.amount == total and whole.dimension is row[0].dimension:
                yield from (one.key for one in (*row, whole))


def _of_moves(sentence: Sentence, figures: Sequence[Figure]) -> Iterator[object]:
    """由27个减少到18个，减少9个."""
    for new in figures:
        old = risen_from(sentence, new)
        for one in figures if old is not None else ():
            is_behind = old is not None and one.start > new.end
            if old is not None and is_behind and one.amount == abs(new.amount - old.amount):
                yield from map(id, (old, new, one))


def _of_differences(sentence: Sentence, rows: Sequence[Sequence[Number]]) -> Iterator[object]:
    """比2020年增加59.2万吨, of a row that leads from 360.8 to 420."""
    for figure in map(_of_figure, _amounts_of(sentence)):
        for row in rows if figure.digits >= TELLING else ():
            like = [one for one in row if one.dimension is figure.dimension]
            for one, other in combinations(like, 2):
                if abs(one.amount - other.amount) == figure.amount:
                    yield from (each.key for each in (figure, one, other))


def _of_rates(sentence: Sentence, near: Sequence[Number]) -> Iterator[object]:
    """A percentage that an amount before it is of another, or has grown by from another."""
    amounts = _amounts_of(sentence)
    for rate in sentence.figures:
        if rate.dimension is not Dimension.PERCENT or rate.upper is not None:
            continue
        if rate.value == int(rate.value) and rate.value < SMALL:
            continue  # 8% a year is by rounding what many two give
        said = sentence.text[max(0, rate.start - REACH) : rate.start]
        before = [one for one in amounts if one.end <= rate.start][-BACK:]
        for part in map(_of_figure, before):
            for other in near:
                if other.key == part.key or other.dimension is not part.dimension:
                    continue
                if part.digits < TELLING and part.key != id(before[-1]):
                    continue  # 30个以内…，18.25亿元，增长20%: of 25个 it is so by chance
                is_few = max(_digits_of(rate), part.digits) < TELLING  # 360 of 300 is 20% more
                room = rate.step / (EXACTLY if is_few else 2)
                if any(abs(one - rate.amount) <= room for one in _given(part, other, said)):
                    yield from (part.key, other.key, id(rate))
        if before and UP_OR_DOWN.search(said):
            yield from _of_what_went(sentence, before[-1], rate, near)


def _of_shares_next_to(sentence: Sentence, exact: Sequence[Number]) -> Iterator[object]:
    """78.40公顷，占未治理面积的61.0%: of 128.60公顷, wherever that is told."""
    amounts = _amounts_of(sentence)
    for rate in sentence.figures:
        before = [one for one in amounts if one.end <= rate.start][-1:]
        is_exact = rate.dimension is Dimension.PERCENT and rate.upper is None
        is_exact = is_exact and _digits_of(rate) >= TELLING
        said = sentence.text[before[0].end : rate.start] if before else ""
        for part in map(_of_figure, before if is_exact and SHARE.search(said) else ()):
            for other in exact if part.digits >= TELLING else ():
                is_like = other.dimension is part.dimension and other.amount > part.amount
                if is_like and abs(100 * part.amount / other.amount - rate.amount) <= rate.step / 2:
                    yield from (part.key, other.key, id(rate))


def _of_what_went(
    sentence: Sentence, part: Figure, rate: Figure, near: Sequence[Number]
) -> Iterator[object]:
    """46个，五年减少17个，下降37.0%: what has gone, of what there was."""
    if not UP_OR_DOWN.search(sentence.text[max(0, part.start - SHORT) : part.start]):
        return
    come_to = {id(one) for one in _amounts_of(sentence) if risen_from(sentence, one)}
    for other in (one for one in near if one.key not in come_to):
        is_whole = other.dimension is part.dimension and other.amount > part.amount
        if is_whole and abs(100 * part.amount / other.amount - rate.amount) <= rate.step / 2:
            yield from (id(part), other.key, id(rate))


def _of_rows(case: Case, sentence: Sentence) -> Iterator[object]:
    """建筑用花岗岩开采量增长52.0%: of the cells of a row that the clause names."""
    for rate in sentence.figures:
        said = re.split("[，。;]", sentence.text[: rate.start])[-1]
        is_rate = rate.dimension is Dimension.PERCENT and rate.upper is None
        is_exact = _digits_of(rate) >= TELLING
        is_change = UP_OR_DOWN.search(said[-REACH:]) is not None
        for row in _rows_named(case, said) if is_rate and is_exact and is_change else ():
            for one, other in combinations(row, 2):
                given = _given(other, one, said) if one.dimension is other.dimension else ()
                if any(abs(value - rate.amount) <= rate.step / 2 for value in given):
                    yield from (one.key, other.key, id(rate))


def _given(part: Number, other: Number, said: str) -> Iterator[Decimal]:
    """What the words may say that one is of the other."""
    if not UP_OR_DOWN.search(said):
        yield 100 * part.amount / other.amount
        return
    low, high = sorted((part.amount, other.amount))
    ratio = low / high if DOWN.search(said) else high / low  # 增长: of what there was
    if YEARLY.search(said):
        for years in LENGTHS:
            yield Decimal(str(round(abs(float(ratio) ** (1 / years) - 1) * 100, 6)))
    else:
        yield 100 * abs(ratio - 1)


def _rows_named(case: Case, words: str) -> Iterator[list[Number]]:
    """The rows of tables whose name the words have."""
    for name, row in _rows(case).items():
        if name[2] and name[2] in words:
            yield [_of_entry(one) for one in row if one.amount]


def _totals_of(case: Case, sentence: Sentence) -> list[Number]:
    """The rows of totals of the tables in its clause."""
    return [
        _of_entry(one)
        for one in entries_in(case)
        if one.is_total and one.amount and one.cell.table.clause == sentence.clause
    ]


@once
def _rows(case: Case) -> Mapping[tuple[int, int, str], list[Entry]]:
    found: dict[tuple[int, int, str], list[Entry]] = defaultdict(list)
    for one in entries_in(case):
        for word in one.row if not one.is_total else ():
            core = core_of(word)
            if len(core) > 1:
                found[id(one.cell.table), one.cell.row, core].append(one)
    return found
