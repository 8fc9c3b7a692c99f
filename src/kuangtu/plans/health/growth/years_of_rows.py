# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose tells of the years of a row or column: its ends and its sum. 各年数值与正文。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kuangtu.plans.health.growth.rows_bear_out import NO_NAME
from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.levels import Level, bare, levels_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Force
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.sayings.moves import Move, moves_in
from kuangtu.plans.health.types import Finding, Kind

SPAN = re.compile(r"(20\d\d)年?(?:至|到|—+|～|-)(20\d\d)年")
IN_ALL = re.compile("^.*?累计(?:产出|生产|开采|采出|完成|实现|新增)?")
FEWEST = 3  # years of a row that are summed


def moves_begin_and_end_as_their_row(case: Case) -> Iterator[Finding]:
    """2016年至2020年…矿业产值由6.72亿元增加到8.32亿元, where 6.72 is the number of 2017."""
    for one in moves_in(case):
        span = SPAN.search(one.sentence.text[: one.old.start])
        if span is None:
            continue
        for row in series_by_name(case).get(bare(one.name + one.measure), ()):
            by_year = {level.year: level for level in row}
            first, last = by_year.get(span[1]), by_year.get(span[2])
            if first is None or last is None or first.dimension is not one.old.dimension:
                continue
            is_ended = last.amount == one.new.amount
            others = {level.amount for level in row} - {first.amount}
            if is_ended and one.old.amount != first.amount and one.old.amount in others:
                yield _of_a_move(one, first)


def sums_of_years_are_those_of_their_row(case: Case) -> Iterator[Finding]:
    """五年累计产出固体矿石2205.1万吨, where the years of the row come to 2250.1."""
    for one in stated_in(case):
        found = IN_ALL.search(one.label)
        if found is None or one.figure.force is not Force.EXACT or one.figure.upper is not None:
            continue
        for row in series_by_name(case).get(bare(one.label[found.end() :]), ()):
            total = sum((level.amount for level in row), Decimal(0))
            figure, is_like = one.figure, row[0].dimension is one.figure.dimension
            room = max(figure.step, *(level.step for level in row)) * len(row) / 2
            right = figure.in_its_unit(total)
            is_slip = slip_between(figure.value, right) >= Slip.FAIR
            if is_like and len(row) >= FEWEST and abs(total - figure.amount) > room and is_slip:
                yield _of_a_sum(one, row, right)


@once
def series_by_name(case: Case) -> Mapping[str, Sequence[Sequence[Level]]]:
    """The amounts of each row or column by their years, by its only name."""
    found: dict[tuple[str, int | str], list[Level]] = defaultdict(list)
    for level in levels_in(case):
        if level.is_printed_in_table and level.year.isdigit():
            found[level.series].append(level)
    named: dict[str, list[list[Level]]] = defaultdict(list)
    for series in found.values():
        told = {name for one in series for name in one.names}
        names = {bare(one) for one in told if not NO_NAME.fullmatch(one) and not one.isdigit()}
        if len(series) > 1 and len(names) == 1:
            named[names.pop()].append(sorted(series, key=lambda one: one.year))
    return named


def _of_a_move(one: Move, first: Level) -> Finding:
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(one.old),
        "文中自 {printed} 起，表中 {year} 年为 {cell}",
        "the text begins with {printed}; the table has {cell} in {year}",
        [one.sentence.reading(one.old), first.reading],
        first.reading.value,
        printed=one.old.printed,
        year=first.year,
        cell=first.reading.value,
    )


def _of_a_sum(one: Stated, row: Sequence[Level], right: Decimal) -> Finding:
    text = f"{shown(right)}{one.figure.unit}"
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(one.figure),
        "文中累计 {printed}，表中各年相加为 {right}",
        "the text has {printed} in all; the years of the table come to {right}",
        [one.sentence.reading(one.figure), *(level.reading for level in row)],
        text,
        printed=one.figure.printed,
        right=text,
    )
