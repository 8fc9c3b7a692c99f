# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes right behind their two amounts, or of a row by its very name. 首末明示之增减。

由81.0万吨提高到90万吨，增长12.1%: no other two amounts are meant, be it that some give 12.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.growth.change_ends import subject_of
from kuangtu.plans.health.growth.changes import Change, Way, changes_in, is_from
from kuangtu.plans.health.growth.changes_alone import is_of_no_years
from kuangtu.plans.health.growth.ends import End, Pair
from kuangtu.plans.health.growth.prose_changes import change_finding, fits
from kuangtu.plans.health.growth.years_of_rows import series_by_name
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.levels import Level, bare
from kuangtu.plans.health.reading.quantities import Figure, Force
from kuangtu.plans.health.types import Finding

RIGHT_BEHIND = re.compile(
    r"(?:以[内上下]|左右)?(?:\([^()]*\))?，(?!共|合计|累计|[两三]者)(?:净|五年|较?[比较]?20\d\d年)*[一-鿿]{2,4}"
)
IN_THE_GROUND = re.compile("(?:保有|查明)?(?:资源储?量|储量|金属量)")
OF_OTHER_YEARS = re.compile("十[一二]五|半年|季度|上年|去年|同比|当月|1—")
OF_ALL = re.compile("(?:全[县市区旗州]|合计|总计|共计|总体上?)(?:净|共|合计)?")
LONG = 3  # signs of the name of a row that is told as it stands


def changes_right_behind_their_ends_fit(case: Case) -> Iterator[Finding]:
    """芒硝由81.0万吨提高到90万吨，增长12.1%."""
    for sentence in case.sentences:
        for change in changes_in(sentence):
            pair = _own_pair(change) or _to_the_end_of_its_row(case, change)
            if pair is None or is_of_no_years(change):
                continue
            if not fits(change, pair) or _is_only_so_by_rounding(change, pair):
                yield change_finding(change, pair, trust=3 if not fits(change, pair) else 2)


def _own_pair(change: Change) -> Pair | None:
    old, new, sentence = change.old, change.new or _said_before(change), change.sentence
    if old is not None and new is not None and change.new is None:
        return _pair(sentence, old, new) if change.way is Way.RATE else None
    if old is None or new is None or change.way not in {Way.RATE, Way.DELTA}:
        return None
    if old.dimension is not new.dimension or not old.amount or old.end > new.start:
        return None
    between = sentence.text[new.end : change.figure.start]
    if is_from(sentence, old) is None or not RIGHT_BEHIND.fullmatch(between):
        return None
    return _pair(sentence, old, new)


def _pair(sentence: Sentence, old: Figure, new: Figure) -> Pair:
    ends = [
        End(one.amount, one.step, sentence.reading(one), "", one.dimension, 4) for one in (old, new)
    ]
    return Pair(ends[0], ends[1], frozenset({1}))


THAN = re.compile(r"，[比较]20\d\d年[底末]?的")
AS_MUCH = re.compile("(?:增长|增加|下降|减少|降低|提高)")


def _said_before(change: Change) -> Figure | None:
    """合计开采500.0万吨，比2016年的409.0万吨增长22.2%: what stands right before 比."""
    old, sentence = change.old, change.sentence
    before = [one for one in sentence.figures if old is not None and one.end <= old.start]
    if old is None or not before or before[-1].unit != old.unit or not old.amount:
        return None
    is_next = THAN.fullmatch(sentence.text[before[-1].end : old.start])
    is_next = is_next and AS_MUCH.fullmatch(sentence.text[old.end : change.figure.start])
    return before[-1] if is_next else None


FAR = Decimal("1.5")  # points of a rate that is reckoned from the numbers as they are printed


def _is_only_so_by_rounding(change: Change, pair: Pair) -> bool:
    """由32万吨压减到26万吨，下降16.8%: 18.8 by what is printed, 16.8 if both were rounded far."""
    if change.way is not Way.RATE or change.figure.force is not Force.EXACT:
        return False
    right = abs(100 * (pair.new.amount / pair.old.amount - 1))
    return abs(right - change.figure.value) > FAR


def _to_the_end_of_its_row(case: Case, change: Change) -> Pair | None:
    """矿业总产值达到18.95亿元，年均增长7.5%, where its row goes from 14.50 to 18.95."""
    new, sentence = change.new, change.sentence
    if new is None or change.old is not None or change.way not in {Way.RATE, Way.MEAN}:
        return None
    between = sentence.text[new.end : change.figure.start]
    first, last = case.base_year, case.years[1] if case.years else None
    if first is None or last is None or first >= last or not AT_ONCE.fullmatch(between):
        return None
    for series in series_by_name(case).get(bare(subject_of(case, change)), ()):
        by_year = {level.year: level for level in series}
        old, end = by_year.get(str(first)), by_year.get(str(last))
        if old is None or end is None or end.amount != new.amount or not old.amount:
            continue
        if old.dimension is new.dimension and change.first in {"", str(first)}:
            return Pair(_end(old), _end(end), frozenset({last - first}))
    return None


AT_ONCE = re.compile(
    r"(?:以[内上下]|左右)?，(?:年均|[比较]20\d\d年(?:年均)?)(?:增长|增加|下降|减少)"
)


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
    clause = re.split("[，。;]", change.sentence.text[: change.figure.start])[-1]
    if OF_ALL.match(clause) and subject not in clause:
        return  # 水泥用灰岩净增1个，全县净减6个: of all of them
    named = series_by_name(case).get(bare(subject), ())
    if not named and (resource := IN_THE_GROUND.search(subject)):  # 金保有资源量: the row 金
        rows = series_by_name(case).get(subject[: resource.start()], ())
        named = [one for one in rows if IN_THE_GROUND.search(one[0].around)]
    # 开采量增长52.0%, where the row has mines and output of both years
    named = [one for one in named if _head_of(one) and _head_of(one) in clause] or named
    for series in named if len(subject) >= LONG else ():
        for old, new in _of_years_told(change, series):
            between = int(new.year) - int(old.year)
            lengths = frozenset({between} if change.way is Way.MEAN else {1})
            is_like = change.way is not Way.DELTA or change.figure.dimension is old.dimension
            if old.amount and old.dimension is new.dimension and is_like:
                yield Pair(_end(old), _end(new), lengths)


def _head_of(series: Sequence[Level]) -> str:
    """What the columns of a row measure, without their years."""
    return str(series[0].series[1]).rsplit(" ", 1)[-1]


def _of_years_told(change: Change, series: Sequence[Level]) -> list[tuple[Level, Level]]:
    pairs = [(old, new) for old, new in combinations(series, 2) if old.year < new.year]
    told = [one for one in pairs if one[0].year == change.first and one[1].year == change.last]
    begun = [one for one in pairs if one[0].year == change.first]
    if not (told or begun) and OF_OTHER_YEARS.search(change.sentence.text[: change.figure.end]):
        return []  # 上半年, “十二五”: of years that the row has not
    return told or begun or pairs


def _end(level: Level) -> End:
    return End(level.amount, level.step, level.reading, level.year, level.dimension, 3)
