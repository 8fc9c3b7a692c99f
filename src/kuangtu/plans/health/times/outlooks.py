# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The year that a plan looks out to, told in several places. 展望年。"""

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
