# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The amounts that a change lies between, wherever the document tells them. 增减的首末数值。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kuangtu.codes.minerals import find_mineral
from kuangtu.plans.health.growth.change_words import compared_noun, is_called, subject_in
from kuangtu.plans.health.growth.changes import Change, Way, changes_in
from kuangtu.plans.health.growth.ends import End, Pair, may_be_ends
from kuangtu.plans.health.growth.years_told import year_at
from kuangtu.plans.health.making import shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.labels import Stated, core, raw_label, stated_in
from kuangtu.plans.health.reading.levels import MEASURE, Level, affinity, bare, levels_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.types import Reading

ENDING = re.compile(r"(?:20\d\d年[底末]?|期末|期初|中期|远期|近期)+$|^[升增降减]$")
CUT = re.compile(
    "(?:[升增降减][至到为]|由|从(?![业事])|比(?!重)|较|与|自|控制在|占|达到?|力争|不[超低高少]).*$"
)
AFTERWARDS = re.compile("此后|其后|之后")  # from what the sentence before has told
THAT_YEAR = re.compile(r"(?:同|当|该)年[^，。;\d]*$")  # the year that was told last
PLANNED = re.compile("计划|规划|预计|安排|目标|的")
LEADING = re.compile(
    r"^(?:其中|[,，]|到|至|截至|20\d\d年?[底末]?(?:以来|至今)?|“?十[二三四五]五”?(?:时期|期间|以来)?|[一二两三四五六七八九十]+年[前后间来]?|的)+"
)


def pairs_of(case: Case, number: int, change: Change) -> Iterator[Pair]:
    """The ends that the words allow: the sentence's own, else those of the same name and year."""
    subject = subject_of(case, change)
    news = _news(case, number, change, subject)
    olds = _olds(case, change, subject, news)
    if change.new is not None and change.old is None:
        yield from _of_other_years(case, number, change, news[0])
        yield from _less_what_was_added(case, change, news[0])
    for new in news:
        for old in olds:
            if old.reading != new.reading:
                yield from _paired(case, change, old, new)


def _paired(case: Case, change: Change, old: End, new: End) -> Iterator[Pair]:
    if not may_be_ends(change, old, new):
        return
    lengths = _lengths(case, change, old, new)
    is_usable = old.dimension is new.dimension and old.amount and new.amount
    if is_usable and (lengths or change.way is not Way.MEAN):
        yield Pair(old, new, lengths)


def _of_other_years(case: Case, number: int, change: Change, new: End) -> Iterator[Pair]:
    """2020年8.52亿元，2015年为6.75亿元，年均增长4.8%: the one before or behind, by their years."""
    own = change.new
    deltas = [one.figure for one in changes_in(change.sentence)]
    sentences = [change.sentence]
    if number and case.sentences[number - 1].paragraph == change.sentence.paragraph:
        sentences.append(case.sentences[number - 1])
    for sentence in sentences:
        for figure in sentence.figures:
            if (
                own is None
                or figure in (own, *deltas)
                or figure.unit != own.unit
                or figure.upper is not None
            ):
                continue
            year = year_at(sentence, figure)
            is_of_that_year = THAT_YEAR.search(sentence.text[: figure.start]) is not None
            is_of_that_year |= not year and _have_one_name(case, sentence, figure, change)
            if not year and (is_of_that_year or AFTERWARDS.match(change.sentence.text)):
                stated = _stated(case, sentence, figure)
                year = (stated.year if stated is not None else "") or str(case.base_year or "")
            if not year or year == new.year or not new.year or figure.is_in_words:
                continue
            alike = _are_alike(
                _subject(case, raw_label(sentence, figure)),
                _subject(case, raw_label(change.sentence, own)),
            )
            other = replace(_end(case, sentence, figure, 3 if alike else 0), year=year)
            if alike and other.year < new.year:
                yield from _paired(case, change, other, new)
            elif alike:
                yield from _paired(case, change, new, other)


def _have_one_name(case: Case, sentence: Sentence, figure: Figure, change: Change) -> bool:
    """采矿业增加值12.10亿元。采矿业增加值2016年是8.26亿元: the first is of the year told last."""
    own = change.new
    names = {
        _subject(case, raw_label(two, one))
        for two, one in ((sentence, figure), (change.sentence, own))
        if one is not None
    }
    return len(names) == 1 and len(next(iter(names))) > 2 and sentence is not change.sentence


def _are_alike(one: str, other: str) -> bool:
    """One has no name, or none but that of a measure, or both share a sign of theirs."""
    if not all(PLANNED.sub("", MEASURE.sub("", words)) for words in (one, other)):
        return True
    return bool(set(bare(one)) & set(bare(other)))


def _less_what_was_added(case: Case, change: Change, new: End) -> Iterator[Pair]:
    """达到40亿元，较2020年增加11.5亿元，年均增长7.0%: the old one is what the increase leaves."""
    if change.way not in {Way.RATE, Way.MEAN}:
        return
    for other in changes_in(change.sentence):
        is_it = (
            other.way is Way.DELTA
            and other.new == change.new
            and other.figure.end < change.figure.start
        )
        if is_it and other.new is not None and other.figure.dimension is other.new.dimension:
            sign = -1 if other.is_down else 1
            is_first = _is_where_it_began(case, other, new)
            amount = new.amount + (sign if is_first else -sign) * other.figure.amount
            if amount > 0:
                step = max(new.step, other.figure.step)
                old = End(
                    amount,
                    step,
                    other.sentence.reading(other.figure),
                    other.first,
                    new.dimension,
                    4,
                )
                reading = Reading(
                    f"{shown(amount / other.figure.factor)}{other.figure.unit}", old.reading.where
                )
                found = replace(old, reading=reading)
                yield from _paired(case, change, *((new, found) if is_first else (found, new)))


def _is_where_it_began(case: Case, change: Change, told: End) -> bool:
    """2015年底有采矿权46个，五年减少17个: from the 46, which are of before the base year."""
    is_early = told.year.isdigit() and int(told.year) < (case.base_year or 0)
    return is_early and re.match("[三四五]年", change.head) is not None


def subject_of(case: Case, change: Change) -> str:
    """What changes: by the change's own words, by those of its amount, by those before it."""
    sentence = change.sentence
    named = [subject_in(change.head)]
    named += [raw_label(sentence, one) for one in (change.new, change.old) if one is not None]
    clauses = re.split("[，。;]", sentence.text[: change.figure.start])
    named += [re.split(r"\d", LEADING.sub("", one))[0] for one in reversed(clauses)]
    subjects = [_subject(case, one) for one in named]
    return next((one for one in subjects if len(one) > 1 or find_mineral(one)), "")


def _subject(case: Case, words: str) -> str:
    """Words before an amount, without years, without what is done to it or compared with it."""
    left = core(LEADING.sub("", words), case.county_name)
    words = core(CUT.sub("", subject_in(LEADING.sub("", left))), case.county_name)
    return ENDING.sub("", words)


def _news(case: Case, number: int, change: Change, subject: str) -> list[End]:
    if change.new is not None:
        new = _end(case, change.sentence, change.new, 4)
        return [replace(new, year=change.last or new.year)]
    last = change.last
    found = (
        list(_before(case, number, change, subject))
        if not subject_in(change.head) or change.first
        else []
    )
    if change.old is not None:
        found += _anchored(case, change, change.old, subject, last or _length_after(change))
        base = str(case.base_year or "")
        last = last or (base if "" < change.first < base else "")  # 比2015年的96.0万吨: up to now
        found += _named(case, change, subject, last) if last and not found else []
    elif subject:
        years = [last] if last else [_year_of_its_passage(case, change), _now(case, change)]
        years += [str(case.base_year or "")] if change.lengths and not last else []
        for year in dict.fromkeys(one for one in years if one):
            found += _named(case, change, subject, year)
    return found


def _now(case: Case, change: Change) -> str:
    """与2015年相比减少1.0万吨: up to the base year, where nothing says otherwise."""
    base = str(case.base_year or "")
    return base if "" < change.first < base else ""


def _year_of_its_passage(case: Case, change: Change) -> str:
    """与2016年相比，生产总值增长30.7%: up to the year that the paragraph tells of."""
    if re.search("20\\d\\d年以来", change.head) and case.base_year:
        return str(case.base_year)
    stated = _stated(case, change.sentence, change.figure)
    is_told = stated is not None and change.first and stated.year > change.first
    return stated.year if stated is not None and is_told else _end_year(case)


def _end_year(case: Case) -> str:
    return str(case.years[1]) if case.years else ""


def _length_after(change: Change) -> str:
    if change.first and len(change.lengths) == 1:
        return str(int(change.first) + next(iter(change.lengths)))
    return ""


def _olds(case: Case, change: Change, subject: str, news: Sequence[End]) -> list[End]:
    if change.old is not None:
        old = _end(case, change.sentence, change.old, 4)
        return [replace(old, year=change.first or old.year)]
    years = _first_years(case, change, news)
    found: list[End] = []
    for year in years:
        if change.new is not None:
            found += _anchored(case, change, change.new, subject, year)
        found += _named(case, change, subject, year)
    noun = compared_noun(change.head)
    meant = [one for one in found if noun in one.words]
    return meant if noun and meant else found


def _first_years(case: Case, change: Change, news: Sequence[End]) -> list[str]:
    """The years that a change told without its first amount may begin with."""
    if change.first:
        return [change.first]
    lasts = {change.last, *(one.year for one in news)} - {""}
    if not lasts and case.years and case.base_year:
        lasts = {str(case.base_year), str(case.years[1])}
    if change.lengths:
        return sorted({str(int(last) - n) for last in lasts for n in change.lengths})
    base = str(case.base_year or "")
    return [base] if base and max(lasts, default="9") > base else []


def _lengths(case: Case, change: Change, old: End, new: End) -> frozenset[int]:
    """How many years lie between the ends: by their own years, by the words, else any usual one."""
    between = int(new.year) - int(old.year) if old.year and new.year else 0
    if between > 0 and (not change.lengths or between in change.lengths):
        return frozenset({between})
    if between > 0 and between + 1 in change.lengths:
        return frozenset({between, between + 1})  # 2016年…、2018年…，三年年均: two steps
    if change.lengths:
        return change.lengths
    told = {
        n
        for sentence in case.sentences
        if sentence.paragraph == change.sentence.paragraph
        for other in changes_in(sentence)
        for n in other.lengths
    }
    period = {case.years[1] - case.base_year} if case.years and case.base_year else set()
    return frozenset({*told, *period, 5} - {0})


def _end(case: Case, sentence: Sentence, figure: Figure, trust: int) -> End:
    stated = _stated(case, sentence, figure)
    year = stated.year if stated else ""
    step = figure.step * (2 if figure.force is Force.ABOUT else 1)
    return End(figure.amount, step, sentence.reading(figure), year, figure.dimension, trust)


def _stated(case: Case, sentence: Sentence, figure: Figure) -> Stated | None:
    return _stated_by_place(case).get((id(sentence), figure.start))


@once
def _stated_by_place(case: Case) -> dict[tuple[int, int], Stated]:
    return {(id(one.sentence), one.figure.start): one for one in stated_in(case)}


def _before(case: Case, number: int, change: Change, subject: str) -> Iterator[End]:
    """What the sentence before tells of its name, else first: 生产总值121.60亿元…。与…相比."""
    told = change.old
    for back in range(number - 1, max(number - 3, -1), -1):
        sentence = case.sentences[back]
        if sentence.paragraph != change.sentence.paragraph:
            return
        like = [
            one
            for one in sentence.figures
            if (one.unit == told.unit if told else one.dimension is _dimension(change))
            and one.upper is None
        ]
        named = [one for one in like if is_called(subject, raw_label(sentence, one))]
        if like and (named or not _are_several(like)):
            yield _end(case, sentence, (named or like)[0], 3 if told and back == number - 1 else 2)


def _are_several(like: Sequence[Figure]) -> bool:
    """大型6个、中型10个、小型18个: which of them is meant, or whether all, is not said."""
    rest = sum((one.amount for one in like[1:]), Decimal(0))
    is_counted = like[0].dimension is Dimension.COUNT and rest > 0
    return is_counted or like[0].amount * 2 < rest


def _dimension(change: Change) -> Dimension | None:
    if change.way is Way.DELTA:
        return change.figure.dimension
    return Dimension.PERCENT if change.way is Way.POINTS else None


def _anchored(case: Case, change: Change, figure: Figure, subject: str, year: str) -> Iterator[End]:
    """The amount of the year in a series that has the figure itself."""
    for level in levels_in(case):
        if not level.is_printed_in_table or level.dimension is not figure.dimension:
            continue
        is_it = abs(level.amount - figure.amount) <= max(level.step, figure.step) / 2
        is_sure = level.year == change.first and len(str(figure.value)) > 3
        if is_it and level.year != year and (is_sure or affinity(subject, level)):
            for other in levels_in(case):
                if other.series == level.series and other.year == year:
                    yield _end_of(other, 3)


def _named(case: Case, change: Change, subject: str, year: str) -> Iterator[End]:
    """What is told of the same name for the year, in any table or sentence."""
    told = change.new or change.old
    dimension = told.dimension if told else _dimension(change)
    for level in levels_in(case):
        is_dimension = (
            level.dimension is dimension
            if dimension
            else level.dimension not in {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}
        )
        if not is_dimension or level.year != year or not subject:
            continue
        trust = affinity(subject, level)
        if trust and level.reading.where != change.sentence.around(change.figure):
            yield _end_of(level, trust)


def _end_of(level: Level, trust: int) -> End:
    words = "".join((*level.names, level.around))
    return End(level.amount, level.step, level.reading, level.year, level.dimension, trust, words)


def near_pairs(case: Case, number: int, change: Change) -> Iterator[Pair]:
    """Any two amounts of one unit in the sentence and the one before: some may be meant."""
    sentences = [change.sentence]
    if number and case.sentences[number - 1].paragraph == change.sentence.paragraph:
        sentences.append(case.sentences[number - 1])
    ends = [
        (one.start if sentence is change.sentence else -1, one.unit, _end(case, sentence, one, 0))
        for sentence in sentences
        for one in sentence.figures
        if one.dimension not in {Dimension.POINTS, Dimension.TIMES}
        and (one.dimension is Dimension.PERCENT) == (change.way is Way.POINTS)
        and not one.is_in_words
        and one.start != change.figure.start
    ]
    for place, unit, old in ends:
        for other_place, other, new in ends:
            is_pair = unit == other and old is not new and _may_be_meant(change, place, other_place)
            if is_pair and old.amount and new.amount:
                yield Pair(old, new, _lengths(case, change, old, new))


def _may_be_meant(change: Change, place: int, other_place: int) -> bool:
    """One of the two is what the sentence tells; what is reached did not sink to what was before.

    26个以内；绿色矿山达到16个，较2020年新增10个: not from 16 to 26.
    """
    if change.way is Way.DELTA and change.new is not None and place == change.new.start:
        return other_place > place
    told = {one.start for one in (change.new, change.old) if one is not None}
    return not told or bool(told & {place, other_place})
