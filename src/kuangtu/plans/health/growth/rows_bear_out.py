# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a row of a table that the words lead to has two years with such a change. 表行佐证。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kuangtu.plans.health.growth.changes import Change, Way, changes_in
from kuangtu.plans.health.growth.ends import End, Pair
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.levels import Level, bare, levels_in
from kuangtu.plans.health.reading.once import once

NO_NAME = re.compile(
    r"(?:金属|矿石|矿物|氧化物)?量?\(?[百千万亿]*(?:吨|克|元|立方米|平方千米|公顷|亩|[个处家座人宗种项%])(?:/[年日])?\)?|[一-鿿]{2}性"
)
TELLING = 2  # signs of a name, or of a number, that stand for one thing


def pairs_of_rows(case: Case, change: Change) -> Iterator[Pair]:
    """The years of the rows that the sentence names, or of which it has the amount.

    建筑石料用灰岩下降48.8%, told of 2016 to 2020, though another table goes on to 2025;
    合计900万吨，比2020年增长6.8%, of the row that has 900.
    """
    if change.way not in {Way.RATE, Way.MEAN, Way.POINTS}:
        return
    said = change.sentence.text[: change.figure.start]
    deltas = {one.figure.start for one in changes_in(change.sentence)}
    amounts = {
        (one.dimension, one.amount)
        for one in change.sentence.figures
        if one.end <= change.figure.start and one.start not in deltas
        if len(str(one.value).strip("0.")) >= TELLING
    }
    begun = change.first if f"{change.first}年" in change.head else ""
    for series in _series(case):
        if _is_named(said, series) or any((one.dimension, one.amount) in amounts for one in series):
            for old, new in combinations(series, 2):
                is_begun = not begun or begun == old.year  # 较2020年增长: not from 2016 to 2018
                if old.year < new.year and old.amount and new.amount and is_begun:
                    yield Pair(_end(old), _end(new), _lengths(change, old, new))


def _is_named(said: str, series: Sequence[Level]) -> bool:
    """The row's name is told; one of a single sign must begin a clause or stand in a list."""
    names = {bare(name) for one in series for name in one.names if not NO_NAME.fullmatch(name)}
    return any(
        name in said if len(name) >= TELLING else re.search(f"[，。;:、和]{re.escape(name)}", said)
        for name in names
        if name
    )


def _lengths(change: Change, old: Level, new: Level) -> frozenset[int]:
    between = int(new.year) - int(old.year)
    return frozenset({between} if change.way is Way.MEAN else {1})


@once
def _series(case: Case) -> list[list[Level]]:
    """The amounts of each row or column of a table by their years."""
    found: dict[tuple[str, int | str], list[Level]] = defaultdict(list)
    for level in levels_in(case):
        if level.is_printed_in_table and level.year.isdigit():
            found[level.series].append(level)
    rows = [sorted(one, key=lambda level: level.year) for one in found.values()]
    return [one for one in rows if len(one) > 1]


def _end(level: Level) -> End:
    return End(level.amount, level.step, level.reading, level.year, level.dimension, 1)
