# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The year that a plan looks out to, told in several places, and its last year. 展望年与期末。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

SAID = re.compile(r"展望(?:目标)?(?:年份?|期)?[到至为是]*(20\d\d)年|(20\d\d)年(?:的)?(?:远景)?展望")


def outlooks_are_of_one_year(case: Case) -> Iterator[Finding]:
    """展望到2030年 of a plan whose last goals are headed 2035年展望."""
    told: dict[int, list[Where]] = {}
    for words, where in case.texts:
        text = plain(words)
        years = {int(one[1] or one[2]) for one in SAID.finditer(text)}
        if len(years) == 1 and len(set(re.findall(r"20\d\d", text)) & _later(case)) == 1:
            told.setdefault(years.pop(), []).append(where)
    folder = case.folder
    if folder is not None and folder.outlook_year and told:
        told.setdefault(folder.outlook_year, [Where(folder.title.zh)])
    if len(told) < 2:
        return
    # The one that is said least is the one to look at.
    year, places = min(told.items(), key=lambda one: len(one[1]))
    others = {other: wheres for other, wheres in told.items() if other != year}
    yield error(
        Kind.DATE,
        places[0],
        "展望年两处不同：{year} 年，{others} 年",
        "the year of the outlook is told as {year} and as {others}",
        [
            Reading(f"{one}年", where)
            for one, wheres in (*others.items(), (year, places))
            for where in wheres[:1]
        ],
        year=year,
        others="、".join(map(str, others)),
    )


def _later(case: Case) -> set[str]:
    """The years behind the period: a text that names two of them looks out to both."""
    last = case.years[1] if case.years else 2000
    return {str(year) for year in range(last + 1, 2100)}


LAST = re.compile(
    r"(20\d\d)年为?(?:规划)?期末(?!评估)|(?<![前中近首初])期末(?:年)?[为是即](20\d\d)年"
)


def the_end_of_the_period_is_its_last_year(case: Case) -> Iterator[Finding]:
    """2028年为中期，2026年为期末, where the plan runs to 2030."""
    for sentence in case.sentences if case.years is not None else ():
        for found in LAST.finditer(sentence.text):
            last = case.years[1] if case.years is not None else 0
            year = int(found[1] or found[2])
            if year == last:
                continue
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.DATE,
                where,
                "{year} 年称为期末，规划期止于 {last} 年",
                "{year} is called the end of the period; the plan runs to {last}",
                [Reading(str(year), where)],
                str(last),
                year=year,
                last=last,
            )
