# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rises over a base year whose value stands elsewhere; multiples. 较基期的增减。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.labels import Stated, stated_in
from kuangtu.plans.health.making import error, graded, shown
from kuangtu.plans.health.quantities import Dimension, Figure
from kuangtu.plans.health.text_and_tables import table_values
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

OVER = re.compile(
    r"[较比](?:(?P<year>20\d\d)年|基期|基准年|现状)[^，。;\d]{0,6}"
    r"(?P<way>净?增加?|增长|提高|净?减少?|下降|压减)(?:了|约)?$"
)
DOWN = re.compile("减|下降")
ASIDE = re.compile("占(?!比)[^，。;占由从]{0,20}$")  # a share told in between
NEARLY = Decimal("0.06")
PLAIN = re.compile(r"(?:年|总|全县|矿石|开采|实际|矿山|采掘|矿业){0,3}(?:产量|产值|总量|开采量)")
TIMES_OF = re.compile(r"，?(?:约)?(?:为|是|相当于)(?:20\d\d年)?[^，。;\d]{0,12}$")


def rises_fit_their_base(case: Case) -> Iterator[Finding]:
    """达到63亿元，较2020年增长50%, where 42.0亿元 is told of 2020."""
    told = stated_in(case)
    for goal, rise in pairwise(one for one in told if not _is_share(one)):
        if goal.sentence is not rise.sentence:
            continue
        found = OVER.search(goal.sentence.text[goal.figure.end : rise.figure.start])
        year = found["year"] if found else None
        if found is None or (year and case.base_year and int(year) != case.base_year):
            continue
        bases = [
            (one.figure.amount, one.sentence.reading(one.figure), one.label == goal.label)
            for one in _bases(told, goal)
        ]
        bases += [(*one, True) for one in table_values(case, goal, str(case.base_year))]
        way = found["way"]
        if not bases or any(_fits(goal.figure, rise.figure, one[0], way) for one in bases):
            continue
        yield _finding(goal, rise, bases[-1], way)


def _is_share(one: Stated) -> bool:
    """24家，占比80%，比2020年增加14家: what is told in between."""
    before = one.sentence.text[: one.figure.start]
    is_told_of = re.search(r"[，(](?:约)?占[^，。;由从]{0,20}$", before)
    return one.figure.dimension is Dimension.PERCENT and is_told_of is not None


def _bases(told: tuple[Stated, ...], goal: Stated) -> Iterator[Stated]:
    """What is told of the same thing as a fact; a plain 年产量 is any plain 产量."""
    for one in told:
        if one.is_goal_in_words or one.of or one.figure.dimension is not goal.figure.dimension:
            continue
        if one.sentence is goal.sentence or one.figure.dimension is Dimension.PERCENT:
            continue
        is_plain = PLAIN.fullmatch(one.label) and PLAIN.fullmatch(goal.label)
        is_alike = is_plain and one.label[-2:] == goal.label[-2:]
        if (one.label == goal.label and len(one.label) >= 2) or is_alike:
            yield one


def _right(goal: Figure, rise: Figure, base: Decimal, way: str) -> Decimal:
    """How far the goal is from the base, as the rise is printed."""
    change = goal.amount - base
    change = -change if DOWN.search(way) else change
    if rise.dimension is Dimension.PERCENT:
        return 100 * change / base
    return change / rise.factor


def _fits(goal: Figure, rise: Figure, base: Decimal, way: str) -> bool:
    if rise.dimension not in {Dimension.PERCENT, goal.dimension} or not base:
        return True
    room = Decimal(1).scaleb(int(rise.value.as_tuple().exponent))
    if goal.dimension in {Dimension.COUNT, Dimension.PEOPLE} and rise.dimension is goal.dimension:
        room = Decimal(0)
    return abs(_right(goal, rise, base, way) - rise.value) <= room


def _finding(
    goal: Stated, rise: Stated, against: tuple[Decimal, Reading, bool], way: str
) -> Finding:
    base, reading, is_named = against
    exponent = Decimal(1).scaleb(int(rise.figure.value.as_tuple().exponent))
    right = _right(goal.figure, rise.figure, base, way).quantize(exponent)
    text = f"{shown(right)}{rise.figure.unit}"
    return graded(
        Grade.ERROR if is_named else Grade.DOUBT,
        Kind.GROWTH,
        rise.sentence.around(rise.figure),
        "由 {base} 到 {goal}，变化应为 {right}，印作 {printed}",
        "from {base} to {goal} the change is {right}; {printed} is printed",
        [
            rise.sentence.reading(rise.figure),
            goal.sentence.reading(goal.figure),
            reading,
        ],
        text,
        base=reading.value,
        goal=goal.figure.printed,
        right=text,
        printed=rise.figure.printed,
    )


OVER_YEAR = re.compile(
    r"(?:为|是|相当于|达到?)(?P<year>20\d\d)年[^，。;\d]{0,4}$|[较比](?P<other>20\d\d)年[^，。;\d]{0,4}$"
)
DOUBLED = re.compile(
    r"[较比](?P<year>20\d\d)年[^，。;\d]{0,6}(?:翻(?P<times>一|两)番|增长(?P<more>一)倍)"
)


def multiples_fit_their_base(case: Case) -> Iterator[Finding]:
    """90个，为2020年的2倍: what is told of 2020 elsewhere, in the prose or in a table."""
    told = stated_in(case)
    for goal, times in pairwise(told):
        if goal.sentence is not times.sentence or times.figure.dimension is not Dimension.TIMES:
            continue
        found = OVER_YEAR.search(goal.sentence.text[goal.figure.end : times.figure.start])
        if found is not None:
            year = found["year"] or found["other"]
            factor = times.figure.value + (1 if found["other"] else 0)
            yield from _multiple(case, goal, factor, year, times.sentence.reading(times.figure))
    for goal in told:
        text = goal.sentence.text
        found = DOUBLED.match(text, _after(text, goal.figure.end))
        if found is not None:
            where = goal.sentence.where(goal.figure.start, found.end())
            factor = Decimal(4 if found["times"] == "两" else 2)
            yield from _multiple(case, goal, factor, found["year"], Reading(found[0], where))


def _after(text: str, place: int) -> int:
    return place + 1 if text[place : place + 1] in {"，", "("} else place


def _multiple(
    case: Case, goal: Stated, factor: Decimal, year: str, reading: Reading
) -> Iterator[Finding]:
    bases = [
        (one.figure.amount, one.sentence.reading(one.figure))
        for one in _bases(stated_in(case), goal)
        if one.year in {"", year} and not one.is_goal
    ]
    bases += list(table_values(case, goal, year))
    if year != str(case.base_year or "") or not bases or not goal.figure.amount:
        return
    if any(abs(amount * factor / goal.figure.amount - 1) <= NEARLY for amount, _ in bases):
        return
    amount, base = bases[-1]
    if not amount:
        return
    right = shown((goal.figure.amount / amount).quantize(Decimal("0.1")))
    yield error(
        Kind.GROWTH,
        reading.where,
        "{new} 是 {old} 的 {right} 倍，印作 {printed}",
        "{new} is {right} times {old}; {printed} is printed",
        [reading, goal.sentence.reading(goal.figure), base],
        f"{right}倍",
        new=goal.figure.printed,
        old=base.value,
        right=right,
        printed=reading.value,
    )


def multiples_fit(case: Case) -> Iterator[Finding]:
    """42.0亿元，约为2015年21.0亿元的2倍."""
    for sentence in case.sentences:
        figures = [
            one
            for one in sentence.figures
            if not one.is_in_words and not ASIDE.search(sentence.text[: one.start])
        ]
        for new, old, times in zip(figures, figures[1:], figures[2:], strict=False):
            if times.dimension is not Dimension.TIMES or new.dimension is not old.dimension:
                continue
            is_told = TIMES_OF.search(sentence.text[new.end : old.start])
            if not is_told or sentence.text[old.end : times.start] not in {"的", ""}:
                continue
            if not old.amount or not times.value:
                continue
            right = new.amount / old.amount
            if abs(right / times.value - 1) > Decimal("0.06"):
                yield error(
                    Kind.GROWTH,
                    sentence.around(times),
                    "{new} 是 {old} 的 {right} 倍，印作 {printed}",
                    "{new} is {right} times {old}; {printed} is printed",
                    [sentence.reading(one) for one in (times, new, old)],
                    f"{shown(right.quantize(Decimal('0.1')))}倍",
                    new=new.printed,
                    old=old.printed,
                    right=shown(right.quantize(Decimal("0.1"))),
                    printed=times.printed,
                )
