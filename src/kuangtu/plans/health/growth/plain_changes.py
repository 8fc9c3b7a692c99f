# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes right behind their two amounts, or of a row by its very name. 首末明示之增减。

由81.0万吨提高到90万吨，增长12.1%: no other two amounts are meant, be it that some give 12.1.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kuangtu.plans.health.growth.change_ends import subject_of
from kuangtu.plans.health.growth.changes import Change, Way, changes_in, is_from
from kuangtu.plans.health.growth.changes_alone import is_of_no_years
from kuangtu.plans.health.growth.ends import End, Pair
from kuangtu.plans.health.growth.prose_changes import change_finding, fits
from kuangtu.plans.health.growth.rows_bear_out import NO_NAME
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.levels import Level, bare, levels_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.types import Finding

RIGHT_BEHIND = re.compile(
    r"(?:\([^()]*\))?，(?:净|共|累计|五年|合计|较?[比较]?20\d\d年)*[一-鿿]{2,4}"
)
LONG = 3  # signs of the name of a row that is told as it stands


def changes_right_behind_their_ends_fit(case: Case) -> Iterator[Finding]:
    """芒硝由81.0万吨提高到90万吨，增长12.1%."""
    for sentence in case.sentences:
        for change in changes_in(sentence):
            pair = _own_pair(change)
            if pair is not None and not is_of_no_years(change) and not fits(change, pair):
                yield change_finding(change, pair, trust=3)


def _own_pair(change: Change) -> Pair | None:
    old, new, sentence = change.old, change.new, change.sentence
    if old is None or new is None or change.way not in {Way.RATE, Way.DELTA}:
        return None
    if old.dimension is not new.dimension or not old.amount or old.end > new.start:
        return None
    between = sentence.text[new.end : change.figure.start]
    if is_from(sentence, old) is None or not RIGHT_BEHIND.fullmatch(between):
        return None
    ends = [
        End(one.amount, one.step, sentence.reading(one), "", one.dimension, 4) for one in (old, new)
    ]
    return Pair(ends[0], ends[1], frozenset({1}))


def changes_of_named_rows_fit(case: Case) -> Iterator[Finding]:
    """铅锌矿石产量增长23.1%, where the column 铅锌矿石 has no two years with such a change."""
    for sentence in case.sentences:
        for change in changes_in(sentence):
            if change.old is not None or change.new is not None or is_of_no_years(change):
                continue
            pairs = list(_pairs_of_row(case, change))
            if pairs and not any(fits(change, one) for one in pairs):
                widest = max(pairs, key=lambda one: int(one.new.year) - int(one.old.year))
                yield change_finding(change, widest, trust=2)


def _pairs_of_row(case: Case, change: Change) -> Iterator[Pair]:
    """Two years of the rows and columns of the subject's name: those that are told, else any."""
    if change.way not in {Way.RATE, Way.DELTA, Way.MEAN}:
        return
    subject = subject_of(case, change)
    for series in _series(case).get(bare(subject), ()) if len(subject) >= LONG else ():
        for old, new in _of_years_told(change, series):
            between = int(new.year) - int(old.year)
            lengths = frozenset({between} if change.way is Way.MEAN else {1})
            is_like = change.way is not Way.DELTA or change.figure.dimension is old.dimension
            if old.amount and old.dimension is new.dimension and is_like:
                yield Pair(_end(old), _end(new), lengths)


def _of_years_told(change: Change, series: Sequence[Level]) -> list[tuple[Level, Level]]:
    pairs = [(old, new) for old, new in combinations(series, 2) if old.year < new.year]
    told = [one for one in pairs if one[0].year == change.first and one[1].year == change.last]
    begun = [one for one in pairs if one[0].year == change.first]
    return told or begun or pairs


@once
def _series(case: Case) -> dict[str, list[list[Level]]]:
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


def _end(level: Level) -> End:
    return End(level.amount, level.step, level.reading, level.year, level.dimension, 3)
