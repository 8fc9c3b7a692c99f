# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The year that the plan's goals are set for, against its period. 目标年与规划期。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.times.dates import without_titles
from kuangtu.plans.health.types import Finding, Kind, Reading

OTHER = "(?<!远景)(?<!展望)(?<!中期)(?<!近期)(?<!中间)(?<!阶段)"
TARGET = re.compile(
    rf"{OTHER}目标年(?:份|度)?(?:为|是|:|定为)?(?P<behind>20\d\d)年"
    rf"|(?P<before>20\d\d)年(?:为|是|作为){OTHER}(?:规划)?目标年"
)


def target_years_lie_in_the_period(case: Case) -> Iterator[Finding]:
    """以2020年为基准年，2015年为目标年: a goal's year is of the period or the outlook."""
    if case.years is None:
        return
    first, last = case.years
    for sentence in case.sentences:
        for found in TARGET.finditer(without_titles(sentence.text)):
            year = int(found["behind"] or found["before"])
            if first <= year <= last or year in case.outlook_years:
                continue
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.DATE,
                where,
                "目标年 {year} 不在规划期 {first}—{last} 年之内",
                "the target year {year} is outside the plan's period {first}–{last}",
                [Reading(f"{year}年", where)],
                f"{last}年",
                year=year,
                first=first,
                last=last,
            )
