# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Years outside the plan's period, days that do not exist. 日期与期间。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.times.running_on import may_run_on
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")
SPAN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*年?\s*(?:～|—+|-+|–|－|至|到)\s*((?:19|20)\d\d)(?!\d)年?"
)
FROM_TO = re.compile(r"自((?:19|20)\d\d)年起?，?至((?:19|20)\d\d)年")  # 自2021年起至2025年止
FAR_SPAN = re.compile(  # 2201—2025年
    r"(?<![\d.])(2[1-9]\d\d)\s*年?\s*(?:～|—+|-+|–|－|至|到)\s*(20\d\d)(?!\d)年"
)
SPANS = (SPAN, FAR_SPAN, FROM_TO)
TIME_HEAD = re.compile(
    r"周期|年限$|期限|时间|起止|年度$|^年份$|实施年|完成年|工期|建设期|开竣工|进度|(?:投放|出让)(?:年|时)"
)
# How long a right or a mine runs is not bound to the period.
RUNS_ON = re.compile("服务|到期|届满|有效|许可|剩余|闭坑|合同|租")
FUTURE = re.compile(
    r"(?:到|至|在|于|力争|争取|确保|计划)?(20\d\d)年(?:\d{1,2}月)?(?:底|末|前|年底|年末)*(?:(?!20\d\d年)[^。；;]){0,40}?"
    r"(?:达到|开展|进行|组织|验收|评估|控制在|完成|建成|实现|提高到|形成|不少于|不低于|不超过|以上|以内|基本|新增|力争|全面|启动|开工|投产|完工|竣工|提交|提出|治理完毕|办结|结束)"
)
DISTANT, OFTEN = 10, 2  # years after the period; times it is told
FIVE_YEARS = {"十一五": (2006, 2010), "十二五": (2011, 2015), "十三五": (2016, 2020)}
FIVE_YEARS |= {"十四五": (2021, 2025), "十五五": (2026, 2030), "十六五": (2031, 2035)}
NAMED_SPAN = re.compile(
    r"[“\"]?(十[一二三四五六]五)[”\"]?(?:时期|期间|规划期|规划)?[(（]?\s*"
    r"((?:19|20)\d\d)\s*年?\s*(?:～|—+|-+|–|至|到)\s*((?:19|20)\d\d)年?"
)
CALENDAR = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")
HISTORY = re.compile(
    "清代|清朝|清[一-鿿]{2}年间|明代|古|停办|开办|创办|兴办|复采|复工|始于|始采|开采历史|矿务局|年间|县志|战争|抗战|红军|革命|发现|改名|更名|改称|始建|建县|设县|置县|建制|设立|解放|建国|民国|新中国"
)
RUNS_TO = re.compile(
    "(?:有效期|期限|届满|到期|服务年限|租期)[^，。；]{0,4}$"
)  # a right, not a goal
OUTLOOK_HEAD = re.compile("展望|远景|远期|愿景|长远")
OF_OTHERS = re.compile("国家|全国|国务院|全省|省委|省政府|自治区")
# Years that others have set: carbon peak and neutrality, the two centenaries.
KNOWN_YEARS = frozenset({2030, 2035, 2049, 2050, 2060})
TITLES = re.compile(
    r"《[^《》]*》|〈[^〈〉]*〉|[〔\[(（]\d{4}[〕\])）]\d+号|[A-Z]{2}[A-Z0-9/]*\s?[\d.]+[-—]\d{4}"
)
MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def spans_of_tables_lie_in_the_period(case: Case) -> Iterator[Finding]:
    """The years of a project lie in the plan's period, and end after they begin."""
    if case.years is None:
        return
    first, last = case.years
    for grid in grids(case.tables):
        for column, head in enumerate(grid.heads):
            if not TIME_HEAD.search(head) or RUNS_ON.search(head) or column in grid.numeric:
                continue
            cells = [cell for cell in grid.column(column) if YEAR.search(plain(cell.text))]
            early = [c for c in cells if min(map(int, YEAR.findall(plain(c.text)))) < first]
            is_planned = re.search(
                "周期|期限|实施|建设|恢复|治理|投放|出让|计划|拟|起止|工期", head
            )
            if early and not is_planned and len(early) * 4 > len(cells):
                continue  # a table of years past
            if len(early) > 1:  # work that goes on from the time before
                cells = [cell for cell in cells if cell not in early]
            for cell in cells:
                if _is_beyond(case, cells, cell):
                    yield error(
                        Kind.DATE,
                        cell.where,
                        "{printed} 不在规划期 {first}—{last} 年之内",
                        "{printed} is outside the plan's period {first}–{last}",
                        [cell.reading],
                        printed=cell.text.strip(),
                        first=first,
                        last=last,
                    )


def _is_beyond(case: Case, cells: Sequence[Cell], cell: Cell) -> bool:
    """A year of the cell is neither of the period nor looked out for, and no word allows it."""
    first, last = case.years or (0, 0)
    years = [int(year) for year in YEAR.findall(plain(cell.text))]
    if may_run_on(case, min(years), max(years)) or case.count(f"{max(years)}年") > OFTEN:
        return False  # 大栗树乡2030年, 勐底乡2030年, and the text says so too
    if years == [case.base_year] and cell is cells[0] and _are_year_by_year(cells):
        return False  # 2020年 | 2021年 | 2022年: from what there was
    return any(not first <= year <= last and year not in case.outlook_years for year in years)


def _are_year_by_year(cells: Sequence[Cell]) -> bool:
    """Year after year, each in a row of its own."""
    years = [YEAR.findall(plain(cell.text)) for cell in cells]
    told = [int(one[0]) for one in years if len(one) == 1]
    is_each = len(told) == len(cells) > 2
    return is_each and all(later == year + 1 for year, later in pairwise(told))


def spans_run_forwards(case: Case) -> Iterator[Finding]:
    """No span of years ends before it begins."""
    for words, where in case.texts:
        text = plain(words)
        for found in (one for span in SPANS for one in span.finditer(text)):
            if int(found[1]) > int(found[2]):
                yield error(
                    Kind.DATE,
                    replace(where, words=words[max(0, found.start() - 12) : found.end() + 8]),
                    "期间 {printed} 止于起始之前",
                    "the span {printed} ends before it begins",
                    [Reading(found[0], where)],
                    printed=found[0],
                )


def five_year_plans_have_their_years(case: Case) -> Iterator[Finding]:
    """“十三五” is 2016–2020."""
    for words, where in case.texts:
        for found in NAMED_SPAN.finditer(plain(words)):
            right = FIVE_YEARS[found[1]]
            if (int(found[2]), int(found[3])) != right:
                yield error(
                    Kind.DATE,
                    replace(where, words=words[found.start() : found.end() + 4]),
                    "“{name}”是 {first}—{last} 年，文中印作 {printed}",
                    "“{name}” is {first}–{last}; {printed} is printed",
                    [Reading(found[0], where)],
                    f"{right[0]}—{right[1]}",
                    name=found[1],
                    first=right[0],
                    last=right[1],
                    printed=f"{found[2]}—{found[3]}",
                )


LEFT_OVER = re.compile(
    r"其余|余(?=\d)|剩余|余下|尚余|后续|下一|规划期(?:末|满|结束)?(?:以)?后|规划期外"
)


def goals_are_set_within_the_period(case: Case) -> Iterator[Finding]:
    """A goal's year is in the period, or the outlook's."""
    if case.years is None:
        return
    last = case.years[1]
    for sentence in case.sentences:
        text = without_titles(sentence.text)
        for found in FUTURE.finditer(text):
            year = int(found[1])
            if year <= last or year in case.outlook_years or _is_known(year, text):
                continue
            if _is_looked_out_for(case, sentence, year) or _is_set_otherwise(text, found, last):
                continue
            if year >= last + DISTANT and year % 5 == 0 and not _has_a_measure(sentence):
                continue  # 到2035年，全县矿业实现绿色发展: a prospect without a figure
            if LEFT_OVER.search(re.split("[;。]", text[: found.start()])[-1]):
                continue  # 规划期修复25处；其余14处于2030年前完成
            where = sentence.where(found.start(), min(found.end() + 12, len(text)))
            yield doubt(
                Kind.DATE,
                where,
                "{year} 年不在规划期 {first}—{last} 年之内，也不是展望年",
                "{year} is neither in the plan's period {first}–{last} nor its outlook",
                [Reading(found[1], where)],
                year=year,
                first=case.years[0],
                last=last,
            )


def _is_looked_out_for(case: Case, sentence: Sentence, year: int) -> bool:
    """A year on the way to the outlook's, in the part or sentence that looks out for it."""
    over = f"{case.headings_over(sentence.clause)} {_heading_before(case, sentence.line)}"
    if OUTLOOK_HEAD.search(over) and year % 5 == 0:
        return True  # 三、展望: 到2035年…
    words = sentence.text + over
    named = {int(one) for one in YEAR.findall(words)} | set(case.outlook_years)
    return year < max(named, default=0) and bool(
        re.search("展望|远景", words) or any(str(one) in words for one in case.outlook_years)
    )


def _has_a_measure(sentence: Sentence) -> bool:
    return any(not one.is_in_words for one in sentence.figures)


def _heading_before(case: Case, line: int) -> str:
    """The last heading above a line; parts of a document may number theirs alike."""
    return next(
        (plain(one.text) for one in reversed(tuple(case.document.headings)) if one.line <= line), ""
    )


def _is_set_otherwise(text: str, found: re.Match[str], last: int) -> bool:
    """How long a right runs, when a mine under way opens, what others ask for, what closes a plan.

    许可证有效期至2032年, 在建矿山2027年投产, 国家提出到2030年, 2026年开展终期评估.
    """
    before, after = text[: found.start()], text[found.end(1) : found.end() + 8]
    clause = re.split("[，；;]", after)[0]
    if RUNS_TO.search(before) or re.search("投产|到期|届满|下一?轮", clause):
        return True
    if int(found[1]) == last + 1 and re.search(
        "(?:终期|期末|末期|总结|实施)[一-鿿]{0,4}评估", clause
    ):
        return True
    return int(found[1]) % 5 == 0 and bool(OF_OTHERS.search(re.split("[。；;]", before)[-1]))


def _is_known(year: int, text: str) -> bool:
    return year in KNOWN_YEARS and bool(
        re.search("碳|达峰|中和|百年|远景|现代化|美丽中国|展望", text)
    )


def without_titles(text: str) -> str:
    """The text with titles and numbers of documents blanked out, sign for sign."""
    return TITLES.sub(lambda found: "　" * len(found[0]), text)


def years_have_come(case: Case) -> Iterator[Finding]:
    """What is told as done was done by the base year or within the period; no year is absurd."""
    if case.years is None:
        return
    first, last = case.years
    for sentence in case.sentences:
        text = without_titles(sentence.text)
        for found in YEAR.finditer(text):
            year = int(found[1])
            if text[found.end() : found.end() + 1] != "年":
                continue
            if 1949 <= year <= max(last, 2060) or (year < first and HISTORY.search(text)):
                continue
            where = sentence.where(max(0, found.start() - 10), found.end() + 12)
            yield error(
                Kind.DATE,
                where,
                "{year} 年与规划期 {first}—{last} 年相去过远",
                "the year {year} is far from the plan's period {first}–{last}",
                [Reading(found[0], where)],
                year=year,
                first=first,
                last=last,
            )
        yield from _states_of_affairs(case, sentence.where(), text)


AS_OF = re.compile(
    r"(?:截至|截止到?|(?:(?<=^)|(?<=[，。；;]))至)(20\d\d)年(?:底|末|年底|年末|12月)(?!前)"
)

COMES_TO = re.compile("^[^。；;]*(?:[降升增减]|提高|降低)[至到为]")


def _states_of_affairs(case: Case, where: Where, text: str) -> Iterator[Finding]:
    """截至2020年底: the base year, or one before it."""
    for found in AS_OF.finditer(text):
        year = int(found[1])
        if case.base_year is None or year <= case.base_year or case.years is None:
            continue
        if re.search("目标|规划|达到|力争|控制|将|拟|要", text):
            continue
        if found[0].startswith("至") and COMES_TO.search(text[found.end() :]):
            continue  # 至2025年底，未治理面积降至180公顷: where it is to be then
        yield doubt(
            Kind.DATE,
            replace(where, words=where.words[found.start() : found.end() + 20]),
            "现状截至 {year} 年底，在基准年 {base} 年之后",
            "the state of affairs is of the end of {year}, after the base year {base}",
            [Reading(found[0], where)],
            year=year,
            base=case.base_year,
        )


OF_ANOTHER_PLAN = re.compile("上一?轮[^。;]*$|其$")  # “上轮规划”指…，其基准年为2015年


def base_year_is_before_the_period(case: Case) -> Iterator[Finding]:
    """The base year as stated is the year before the period, or earlier."""
    if case.years is None:
        return
    for sentence in case.sentences:
        found = re.search(
            r"(20\d\d)年(?:为|是|作为)(?:规划)?(?:基(?:准|期)年|基期)|基(?:准|期)年[为是:]*(20\d\d)年",
            sentence.text,
        )
        if found is None or OF_ANOTHER_PLAN.search(sentence.text[: found.start()]):
            continue
        year = int(found[1] or found[2])
        if year >= case.years[0] or year < case.years[0] - 3:
            yield error(
                Kind.DATE,
                sentence.where(found.start(), found.end()),
                "基准年 {year} 与规划期 {first}—{last} 年不相接",
                "the base year {year} does not go with the period {first}–{last}",
                [Reading(found[0], sentence.where())],
                year=year,
                first=case.years[0],
                last=case.years[1],
            )


def days_exist(case: Case) -> Iterator[Finding]:
    """No thirteenth month, no 31st of June."""
    for words, where in case.texts:
        for found in CALENDAR.finditer(plain(words)):
            month, day = int(found[2]), int(found[3] or 1)
            if not 1 <= month <= 12 or not 1 <= day <= MONTHS[month - 1]:
                yield error(
                    Kind.DATE,
                    replace(where, words=words[max(0, found.start() - 8) : found.end() + 8]),
                    "没有 {printed} 这一天",
                    "there is no such day as {printed}",
                    [Reading(found[0], where)],
                    printed=found[0],
                )


EVENT = re.compile(
    r"(20\d\d)年[^，。;\d]{0,6}(?:中期评估|中期调整|终期评估|期末评估|总结评估|规划评估)"
)


def evaluations_lie_in_the_period(case: Case) -> Iterator[Finding]:
    """2020年开展中期评估 of a plan that begins in 2021."""
    if case.years is None:
        return
    for sentence in case.sentences:
        for found in EVENT.finditer(sentence.text):
            if int(found[1]) < case.years[0] and not re.search("上轮|上一轮", sentence.text):
                where = sentence.where(found.start(), found.end())
                yield error(
                    Kind.DATE,
                    where,
                    "{year} 年不在规划期 {first}—{last} 年之内",
                    "{year} is outside the plan's period {first}–{last}",
                    [Reading(found[0], where)],
                    year=found[1],
                    first=case.years[0],
                    last=case.years[1],
                )


OUTLOOK = re.compile(r"展望(?:期|年)?[到至为是]*(20\d\d)年")


def outlook_begins_where_the_period_ends(case: Case) -> Iterator[Finding]:
    """2024—2035年为展望期 of a plan that ends in 2025."""
    if case.years is None:
        return
    for sentence in case.sentences:
        for found in SPAN.finditer(sentence.text):
            begins, ends = int(found[1]), int(found[2])
            near = sentence.text[max(0, found.start() - 8) : found.end() + 8]
            is_outlook = ends in case.outlook_years or "展望" in near
            if is_outlook and case.years[0] < begins < case.years[1] < ends:
                where = sentence.where(found.start(), found.end() + 8)
                yield error(
                    Kind.DATE,
                    where,
                    "展望期 {printed} 与规划期 {first}—{last} 年重叠",
                    "the outlook {printed} overlaps the period {first}–{last}",
                    [Reading(found[0], where)],
                    printed=found[0],
                    first=case.years[0],
                    last=case.years[1],
                )


def outlook_is_after_the_period(case: Case) -> Iterator[Finding]:
    """展望到2035年 of a plan that ends in 2025."""
    if case.years is None:
        return
    for sentence in case.sentences:
        for found in OUTLOOK.finditer(sentence.text):
            if int(found[1]) <= case.years[1]:
                where = sentence.where(found.start(), found.end())
                yield error(
                    Kind.DATE,
                    where,
                    "展望年 {year} 不在规划期 {first}—{last} 年之后",
                    "the outlook year {year} is not after the period {first}–{last}",
                    [Reading(found[0], where)],
                    year=found[1],
                    first=case.years[0],
                    last=case.years[1],
                )
