# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rows of goals that are shares, against what the prose says each thing makes up. 指标中的占比。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry
from kuangtu.plans.health.reading.labels import Stated
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.sameness import is_of_the_outlook, tense_of
from kuangtu.plans.health.reading.told import population_of
from kuangtu.plans.health.tables.goal_rows import rows_of_years
from kuangtu.plans.health.tables.limits import force_of
from kuangtu.plans.health.types import Finding, Kind

SHARE = re.compile("(?:所?占)?(?:比例|比重|占比|比率)$|(?:建成|达标)率$")
FEWEST = 2  # signs of a thing's name
MOST_TIMES = 2  # beyond that the share is of another whole
# Between the thing and its share: how many there are, and what they are a share of.
UP_TO = (
    r"(?:矿山)?(?:数量|总数|个数)?(?:达到?|为|有|共|增?至|增加到)?(?:\d+[个家座处宗])?"
    r"(?:以上|左右)?[，、(]?"
)
IS_SHARE = (
    r"(?:占(?!地)[^，。;、\d占]{0,14}"
    r"|(?:所?占)?(?:比例|比重|占比|比率|建成率|达标率)[^，。;、\d]{0,8})"
)
OF_SOME = re.compile(
    "矿产地|矿床|矿区|绿色矿山|新[建设立]|停产|关闭|退出|在产|保留"
)  # a share of these alone
OF_OLD = re.compile(r"[由从][\d.]+%[^，。;\d]{0,6}$")


def goals_are_the_shares_told(case: Case) -> Iterator[Finding]:
    """大中型矿山 | % | 58.3 | 70, where the text has 大中型矿山14个，占53.8% and nowhere 58.3."""
    told = [
        one
        for one in population_of(case).stated
        if one.figure.dimension is Dimension.PERCENT
        and one.figure.upper is None
        and not is_of_the_outlook(case, one)
    ]
    for row in rows_of_years(case):
        name = next((plain(word) for word in row[0].row if SHARE.search(plain(word))), "")
        thing = SHARE.sub("", name)
        if row[0].dimension is not Dimension.PERCENT or len(thing) < FEWEST:
            continue
        own = {entry.amount for entry in row}
        core = thing.removesuffix("矿山")
        amounts = {one.figure.amount for one in told if core in one.sentence.text}
        for entry in row:
            if entry.amount in amounts or _is_elsewhere(row, entry):
                continue
            said = [one for one in told if _is_of(case, thing, one, entry.year)]
            values = {one.figure.amount for one in said}
            if len(values) == 1 and _may_be(said[0], entry) and not values & own:
                yield _finding(said[0], entry, name)


def _is_elsewhere(row: Sequence[Entry], entry: Entry) -> bool:
    """Another cell of the row has the number: then the columns are at fault, or the row stays."""
    return any(other is not entry and other.amount == entry.amount for other in row)


def _is_of(case: Case, thing: str, one: Stated, year: str) -> bool:
    """The share is told of the thing, for the year of the column."""
    text, start = one.sentence.text, one.figure.start
    said = OF_OLD.sub("", text[start_of(text, start, "。;") : start])
    if OF_SOME.search(said.replace(thing, "")):
        return False
    core = re.escape(thing.removesuffix("矿山"))
    if re.search(rf"{core}{UP_TO}{IS_SHARE}$", said) is None:
        return False
    base = str(case.base_year or "")
    is_to_come = tense_of(case, one) == "goal"
    told = one.year or (str(case.years[1]) if case.years and is_to_come else base)
    return told == year and not said.endswith(("由", "从"))


def _may_be(one: Stated, entry: Entry) -> bool:
    figure = one.figure
    if figure.force is Force.AT_LEAST and figure.amount <= entry.amount:
        return False
    if figure.force is Force.AT_MOST and figure.amount >= entry.amount:
        return False
    limit = force_of(entry)
    if limit is Force.AT_LEAST and figure.amount >= entry.amount:
        return False  # ≥80 is kept to by 87.5
    if limit is Force.AT_MOST and figure.amount <= entry.amount:
        return False
    low, high = sorted((figure.amount, entry.amount))
    is_rounded = abs(figure.amount - entry.amount) <= max(figure.step, entry.step) / 2
    return low > 0 and high < MOST_TIMES * low and not is_rounded


def _finding(one: Stated, entry: Entry, name: str) -> Finding:
    return doubt(
        Kind.TEXT_AND_TABLE,
        entry.cell.where,
        "{table}“{name}”{year}年印作 {cell}，正文为 {printed}",
        "{table} has {cell} for “{name}” in {year}, the text {printed}",
        [entry.cell.reading, one.sentence.reading(one.figure)],
        one.figure.printed,
        table=entry.cell.table.name,
        name=name,
        year=entry.year,
        cell=entry.cell.text.strip(),
        printed=one.figure.printed,
    )
