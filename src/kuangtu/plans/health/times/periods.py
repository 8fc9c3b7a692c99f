# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The plan's period as its title and its text say it, and its stages. 规划期与分期。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.document.types import Heading, Paragraph
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import count_of, plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

SPAN = r"(20\d\d)年?\s*(?:～|—+|–|-|至|到)\s*(20\d\d)年?"
TITLE = re.compile(rf"(?:矿产资源(?:总体)?规划)?\s*\({SPAN}\)")
STATED = re.compile(rf"规划期(?:限)?(?:为|是|:)?{SPAN}|{SPAN}为(?:本?规划的?)?规划期")
FIRST_LINES = 4


def the_period_is_the_titles(case: Case) -> Iterator[Finding]:
    """规划期为2026年至2031年 under the title 规划（2026～2030年）."""
    title = _title(case)
    if title is None:
        return
    years, where = title
    for sentence in case.sentences:
        for found in STATED.finditer(sentence.text):
            first, last = [int(one) for one in found.groups() if one]
            if (first, last) != years:
                said = sentence.where(found.start(), found.end())
                yield error(
                    Kind.DATE,
                    said,
                    "规划期印作 {first}—{last} 年，标题是 {begins}—{ends} 年",
                    "the period is printed as {first}–{last}, the title says {begins}–{ends}",
                    [Reading(found[0], said), Reading(where.words, where)],
                    first=first,
                    last=last,
                    begins=years[0],
                    ends=years[1],
                )


def _title(case: Case) -> tuple[tuple[int, int], Where] | None:
    """The years in the title over the document."""
    for block in case.document.blocks[:FIRST_LINES]:
        if (
            isinstance(block, Heading | Paragraph)
            and (found := TITLE.search(plain(block.text))) is not None
            and len(block.text) < 40
        ):
            return (int(found[1]), int(found[2])), Where(block.text, block.clause, block.line)
    return None


HAN = "一二三四五六七八九十"
STAGE = re.compile(
    rf"(?:前|后|头|首)(?P<count>[{HAN}两]|\d)年\((?P<first>20\d\d)年?[—～–-]+(?P<last>20\d\d)年\)"
)


def stages_are_as_long_as_they_are_said_to_be(case: Case) -> Iterator[Finding]:
    """前两年（2021—2022年），后三年（2022—2025年）: the second is of four years."""
    for sentence in case.sentences:
        for found in STAGE.finditer(sentence.text):
            years = int(found["last"]) - int(found["first"]) + 1
            if count_of(found["count"]) == years:
                continue
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.DATE,
                where,
                "{said} 年，{first}—{last} 年却是 {years} 年",
                "{said} years are said, {first}–{last} are {years}",
                [Reading(found[0], where)],
                f"{years}年",
                said=count_of(found["count"]),
                first=found["first"],
                last=found["last"],
                years=years,
            )
