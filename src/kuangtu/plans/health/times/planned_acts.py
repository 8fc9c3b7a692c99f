# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts that a plan sets a year for. 规划安排的时间。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.times.dates import without_titles
from kuangtu.plans.health.times.years_in_a_row import is_a_year, year_of
from kuangtu.plans.health.types import Finding, Kind, Reading

ACTS = "完成|结题|竣工|提交|建成|实施|开展|出让|设置|投放|完工|验收|开工|启动|关闭|注销|退出"
DEADLINE = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年(?:\d{{1,2}}月)?[底末]?前(?P<words>[^，。；;\d]{{0,8}}?)(?P<act>{ACTS})"
)
DONE = re.compile("已|曾|上一?轮|十[二三]五|期间|截至")
PAST = re.compile("现状|回顾|形势|成效|基础|情况|概况")
IN_A_YEAR = re.compile(rf"(?P<year>20\d\d)年(?:度)?(?P<act>{ACTS})")
SAME = 10  # signs that two sentences have in common where they tell of one work


def deadlines_lie_ahead(case: Case) -> Iterator[Finding]:
    """2013年底前完成, among what a plan of 2021 to 2025 sets out to do."""
    for sentence in case.sentences if case.base_year else ():
        if PAST.search(case.headings_over(sentence.clause)):
            continue
        for found in DEADLINE.finditer(without_titles(sentence.text)):
            clause = re.split("[，。；;]", sentence.text[: found.start()])[-1]
            is_done = DONE.search(clause + found["words"]) is not None
            year = int(found["year"])
            if is_done or year > (case.base_year or 0) or case.count(found["year"]) > 1:
                continue
            where = sentence.where(max(0, found.start() - 6), found.end() + 8)
            yield error(
                Kind.DATE,
                where,
                "规划安排的时限 {year} 年不晚于基准年 {base} 年",
                "the year {year} that the plan sets for it is not after its base year {base}",
                [Reading(found[0], where)],
                year=year,
                base=case.base_year,
            )


def acts_of_a_list_lie_in_the_period(case: Case) -> Iterator[Finding]:
    """2022年设置；…2023年设置；…2026年设置, in a plan that ends in 2025."""
    if case.years is None:
        return
    first, last = case.years
    for sentence in case.sentences:
        if PAST.search(case.headings_over(sentence.clause)):
            continue
        every = [*IN_A_YEAR.finditer(sentence.text), *_years_in_order(sentence.text)]
        told = list({one.start(): one for one in every}.values())
        for act in dict.fromkeys(one["act"] for one in told):
            like = [one for one in told if one["act"] == act]
            odd = [one for one in like if not first <= int(one["year"]) <= last]
            odd = [one for one in odd if int(one["year"]) not in case.outlook_years]
            if len(odd) != 1 or len(like) <= len(odd) + 1:
                continue
            where = sentence.where(max(0, odd[0].start() - 10), odd[0].end())
            yield error(
                Kind.DATE,
                where,
                "{printed}不在规划期 {first}—{last} 年内，同列其余都在",
                "{printed} lies outside the plan's period {first}–{last}, the others within",
                [Reading(odd[0][0], where)],
                printed=odd[0][0],
                first=first,
                last=last,
            )


IN_ORDER = re.compile(
    rf"(?:依次|分别)(?:在|于)(?P<years>(?:20\d\d年[、和及与]?){{2,}})(?P<act>{ACTS})"
)


def _years_in_order(text: str) -> Iterator[re.Match[str]]:
    """依次在2023年、2022年和2026年出让: each of the years, with the act behind the last."""
    for found in IN_ORDER.finditer(text):
        for year in re.finditer(r"20\d\d(?=年)", found["years"]):
            start = found.start("years") + year.start()
            one = re.compile(rf"(?P<year>20\d\d)年[^。]*?(?P<act>{found['act']})").match(
                text, start
            )
            yield from (one,) if one is not None else ()


OF_ACTS = re.compile("(?:投放|设置|出让|完成|实施|竣工|安排|部署)(?:时间|年份|年度|年)")


def years_of_a_column_lie_in_the_period(case: Case) -> Iterator[Finding]:
    """完成时间 2022年, 2023年, 2024年, 2035年: one after the period, be it the outlook's year."""
    if case.years is None:
        return
    first, last = case.years
    for grid in grids(case.tables):
        for column, head in enumerate(grid.heads):
            cells = [cell for cell in grid.column(column) if is_a_year(cell)]
            years = [year_of(cell) for cell in cells]
            odd = [n for n, year in enumerate(years) if not first <= year <= last]
            if not OF_ACTS.search(head) or len(odd) != 1 or len(years) < FEWEST_YEARS:
                continue
            cell = cells[odd[0]]
            yield error(
                Kind.DATE,
                cell.where,
                "“{head}”印作 {printed}，不在规划期 {first}—{last} 年内，同列其余都在",
                "“{head}” is printed as {printed}, outside the period {first}–{last}",
                [cell.reading],
                head=head,
                printed=cell.text.strip(),
                first=first,
                last=last,
            )


FEWEST_YEARS = 3


def deadlines_of_one_work_agree(case: Case) -> Iterator[Finding]:
    """甲地区地质调查2023年底前提交成果, and once more 2024年底前提交."""
    seen: dict[tuple[str, str], tuple[Sentence, re.Match[str]]] = {}
    for sentence in case.sentences:
        found = list(DEADLINE.finditer(sentence.text))
        if len(found) != 1 or sentence.figures:
            continue  # 2023年底前治理100公顷, 2025年底前220公顷: two steps
        act, text = found[0]["act"], sentence.text
        runs = [(act, text[n : n + SAME]) for n in range(len(text) - SAME + 1)]
        other = next((seen[run] for run in runs if run in seen), None)
        if other is not None and other[1]["year"] != found[0]["year"]:
            yield _two_deadlines(*other, sentence, found[0])
        for run in runs:
            seen.setdefault(run, (sentence, found[0]))


def _two_deadlines(
    one: Sentence, first: re.Match[str], other: Sentence, second: re.Match[str]
) -> Finding:
    where = other.where(max(0, second.start() - 10), second.end())
    return doubt(
        Kind.DATE,
        where,
        "同一项工作的时限前后不同：{one}年与{other}年",
        "the deadlines of one work are {one} and {other}",
        [
            Reading(first[0], one.where(max(0, first.start() - 10), first.end())),
            Reading(second[0], where),
        ],
        one=first["year"],
        other=second["year"],
    )
