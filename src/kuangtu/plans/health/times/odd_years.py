# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Years that fit neither the plan's period nor its outlook nor its base year. 异常年份。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.times.dates import KNOWN_YEARS, RUNS_ON, SPAN, without_titles
from kuangtu.plans.health.times.running_on import may_run_on
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

YEAR = re.compile(r"(?<![\d.])(20\d\d)年")
# Years that others have set: how long a right, a mine or a lease runs, what lies further on.
SET_BY_OTHERS = re.compile(
    "公约|履约|条约|管护|养护|监测期|保修|有效期|届满|到期|许可证|服务年限|剩余年限|租期|合同|碳|百年|现代化|美丽中国|展望|远景|愿景|中长期|长远|以后|之后|后续"
)
OUTLOOK = 40  # signs around a span in which an outlook is spoken of
PRESENT = re.compile(
    r"截至(?P<as_of>20\d\d)年|(?:^|[，。；;])(?P<now>20\d\d)年(?:末|底)?，?全[县市区州旗盟](?!面)"
    r"|(?:^|[，。；;])(?P<end>20\d\d)年[末底]"
)
LONG_AGO = 6  # years before the base year
# What is compared, told as this year's, or heads a table is of the ten years before the base year.
COMPARED = re.compile(
    r"[较比由从自](?P<year>20\d\d)年(?!起|以来|始|开始|至今)"
    r"|(?:^|[，。；;])(?P<start>20\d\d)年(?:开采|产出|实现|工业|矿业|采矿业|地区生产总值|固体矿石|矿石)"
)
TEN_YEARS = 11
TITLED = re.compile(
    r"矿产资源[^《》〈〉（(]{0,6}规划[（(](20\d\d)年?(?:～|—+|-+|–|－|至)(20\d\d)年?[）)]"
)


def spans_end_within_the_period(case: Case) -> Iterator[Finding]:
    """2021—2032年治理31公顷 of a plan that ends in 2025."""
    if case.years is None:
        return
    first, last = case.years
    for words, where in case.texts:
        text = without_titles(plain(words))
        for found in SPAN.finditer(text):
            begins, ends = int(found[1]), int(found[2])
            near = text[max(0, found.start() - OUTLOOK) : found.end() + OUTLOOK]
            if not first <= begins <= last < ends or ends in case.outlook_years:
                continue
            if SET_BY_OTHERS.search(near) or case.count(f"{ends}年") > 1:
                continue
            if may_run_on(case, begins, ends):
                continue
            yield error(
                Kind.DATE,
                _near(words, where, found),
                "期间 {printed} 超出规划期 {first}—{last} 年",
                "the span {printed} goes beyond the plan's period {first}–{last}",
                [Reading(found[0], where)],
                printed=found[0],
                first=first,
                last=last,
            )


def _cells_that_run_on(case: Case) -> frozenset[Where]:
    """The cells below 到期时间: till when a right runs."""
    return frozenset(
        cell.where
        for grid in grids(case.tables)
        for column, head in enumerate(grid.heads)
        if RUNS_ON.search(head)
        for cell in grid.column(column)
    )


def years_are_of_the_period_or_the_outlook(case: Case) -> Iterator[Finding]:
    """A year that stands once, after the period, and is no outlook: 2052年目标."""
    if case.years is None:
        return
    last = case.years[1]
    running = _cells_that_run_on(case)
    for words, where in case.texts:
        if where in running:
            continue
        text = without_titles(plain(words))
        for found in YEAR.finditer(text):
            year = int(found[1])
            if year <= last + 1 or year in case.outlook_years | KNOWN_YEARS:
                continue
            near = text[max(0, found.start() - OUTLOOK) : found.end() + OUTLOOK]
            if SET_BY_OTHERS.search(near) or case.count(str(year)) > 1:
                continue
            if any(one.start() < found.start() < one.end() for one in SPAN.finditer(text)):
                continue  # told of as a span
            yield doubt(
                Kind.DATE,
                _near(words, where, found),
                "{year} 年仅此一处，在规划期 {first}—{last} 年之后，也不是展望年",
                "{year} stands here alone, after the plan's period {first}–{last}, and is no "
                "outlook",
                [Reading(found[0], where)],
                year=year,
                first=case.years[0],
                last=last,
            )


def states_are_of_the_base_year(case: Case) -> Iterator[Finding]:
    """截至2002年底，全县有矿山39个, in a plan whose base year is 2020."""
    if case.base_year is None:
        return
    for sentence in case.sentences:
        for found in PRESENT.finditer(without_titles(sentence.text)):
            year = int(found["as_of"] or found["now"] or found["end"])
            if year > case.base_year - LONG_AGO or case.count(str(year)) > 1:
                continue
            where = sentence.where(found.start(), found.end() + 16)
            yield doubt(
                Kind.DATE,
                where,
                "现状印作 {year} 年，仅此一处；基准年是 {base} 年",
                "the state of affairs is of {year}, which stands here alone; the base year is "
                "{base}",
                [Reading(f"{year}年", where)],
                f"{case.base_year}年",
                year=year,
                base=case.base_year,
            )


def comparisons_are_of_the_last_ten_years(case: Case) -> Iterator[Finding]:
    """较2002年增长27.0%, or a table of 2002, in a plan whose base year is 2020."""
    if case.base_year is None:
        return
    for words, where in case.texts:
        is_head = bool(where.table) and where.row in {None, 1}
        text = without_titles(plain(words))
        for found in (YEAR if is_head else COMPARED).finditer(text):
            year = int(re.findall(r"20\d\d", found[0])[0])
            if year > case.base_year - TEN_YEARS or case.count(str(year)) > 1:
                continue
            if is_head and _is_of_a_row_of_years(case, where, year):
                continue
            yield doubt(
                Kind.DATE,
                _near(words, where, found),
                "{year} 年仅此一处，早于基准年 {base} 年十年以上",
                "{year} stands here alone, more than ten years before the base year {base}",
                [Reading(f"{year}年", where)],
                year=year,
                base=case.base_year,
            )


def _is_of_a_row_of_years(case: Case, where: Where, year: int) -> bool:
    """2005 | 2010 | 2015 | 2020 over a table: the years run on."""
    heads = (" ".join(one.rows[0]) for one in case.tables if one.name == where.table and one.rows)
    rows = ([int(found) for found in re.findall(r"20\d\d", plain(words))] for words in heads)
    return any(year in row and len(row) > 2 and row == sorted(row) for row in rows)


def plans_above_are_of_the_same_period(case: Case) -> Iterator[Finding]:
    """《甲省矿产资源总体规划（2021—2052年）》 beside a plan of 2021 to 2025."""
    if case.years is None:
        return
    for words, where in case.texts:
        for found in TITLED.finditer(plain(words)):
            begins, ends = int(found[1]), int(found[2])
            if (begins == case.years[0]) is (ends == case.years[1]):
                continue
            before = plain(words)[: found.start()]
            if "《" not in before and before.endswith(case.county_name or "\0"):
                continue  # the plan's own heading, which other checks read
            yield error(
                Kind.DATE,
                _near(words, where, found),
                *_one_end_other(is_begun=begins == case.years[0]),
                [Reading(found[0], where)],
                printed=found[0],
                first=case.years[0],
                last=case.years[1],
            )


def _one_end_other(*, is_begun: bool) -> tuple[str, str]:
    """What is told of a plan above that has one end of the period and not the other."""
    if is_begun:
        return (
            "“{printed}”与本规划同自 {first} 年起，期末却不是 {last} 年",
            "“{printed}” begins in {first} as this plan does, but does not end in {last}",
        )
    return (
        "“{printed}”与本规划同至 {last} 年止，起始却不是 {first} 年",
        "“{printed}” ends in {last} as this plan does, but does not begin in {first}",
    )


def _near(words: str, where: Where, found: re.Match[str]) -> Where:
    return replace(where, words=words[max(0, found.start() - 12) : found.end() + 8])
