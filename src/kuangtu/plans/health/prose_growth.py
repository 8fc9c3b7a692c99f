# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rates of growth against the values at both ends. 增速与期末值。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.quantities import Dimension, Figure, Force
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

FROM_TO = re.compile(
    r"(?:由|从|较|比|自)(?:基期|基准年)?(?:(?P<first>20\d\d)年(?:的|末|底)*)?(?:的)?[一-鿿]{0,6}$"
)
TO = re.compile(
    r"(?:到|至|为|达|增)(?:(?P<last>20\d\d)年(?:的|末|底)*)?(?:的)?(?:约|达到|达|为)?$"
    r"|(?P<year>20\d\d)年(?:达到|达|为|的)?$"
)
MEAN = re.compile(r"年均|年平均|平均每年|每年")
RATE = re.compile(
    r"(?:年均|年平均|平均每年|每年|同比|总体|累计|比上年|较上年)?(?:增长|增加|增幅|提高|上升|增速|降幅|减幅|跌幅|涨幅|升幅|递增|增长率|下降|减少|降低|压减|增长速度)"
    r"(?:率|速度|幅度)?(?:为|达到|达|约|近|超|超过|逾|不足|仅|了|以|保持在|在)*$|以(?:年均|每年)(?:约)?$|(?:年均|每年)(?:以)?$|增长了?$"
)
DOWN = re.compile("下降|减少|降低|压减|减幅")
DOUBLE = re.compile(r"翻(一|两|二)番|(?:增长|增加|提高)(?:了)?(一|两|\d+(?:\.\d+)?)倍")
YEAR = re.compile(r"(20\d\d)年")
NOUNS = (
    "产值",
    "产量",
    "开采量",
    "增加值",
    "总量",
    "数量",
    "投资",
    "生产总值",
    "比例",
    "面积",
    "个数",
)


def growth_fits_both_ends(case: Case) -> Iterator[Finding]:
    """由2020年的100万吨增长到2025年的150万吨，年均增长8.4%."""
    for number, sentence in enumerate(case.sentences):
        pairs = list(_ends(sentence, case.base_year))
        for place, (old, new, years) in enumerate(pairs):
            end = pairs[place + 1][0].start if place + 1 < len(pairs) else len(sentence.text)
            for figure in sentence.figures:
                if new.end <= figure.start < end and figure is not new:
                    yield from _judged(sentence, old, new, years or _years(case, number), figure)
            begin = pairs[place - 1][1].end if place else 0
            for figure in sentence.figures:  # 年均增长6%，由96.8亿元增加到129.5亿元
                told = sentence.text[begin : figure.start][-14:]
                if begin <= figure.start < old.start and MEAN.search(told):
                    yield from _mean(sentence, old, new, years or _years(case, number), figure)
            for found in DOUBLE.finditer(sentence.text, new.end, end):
                yield from _doubled(sentence, old, new, found)
        yield from _doubled_between(sentence)


def _doubled_between(sentence: Sentence) -> Iterator[Finding]:
    """现有14座，到2025年翻一番，达到28座."""
    figures = [one for one in sentence.figures if not one.is_in_words]
    for old, new in pairwise(figures):
        if old.dimension is not new.dimension or not old.amount:
            continue
        found = DOUBLE.search(sentence.text, old.end, new.start)
        if found and re.fullmatch(
            r"，?(?:并|将)?(?:达到?|为|至|到)", sentence.text[found.end() : new.start]
        ):
            yield from _doubled(sentence, old, new, found)


def _ends(
    sentence: Sentence, base_year: int | None = None
) -> Iterator[tuple[Figure, Figure, int | None]]:
    """Both ends of each change, and how many years lie between them."""
    figures = [one for one in sentence.figures if not one.is_in_words]
    for old, new in pairwise(figures):
        if old.dimension is not new.dimension or not old.value:
            continue
        between = sentence.text[old.end : new.start]
        begins, ends = FROM_TO.search(sentence.text[: old.start]), TO.search(between)
        if begins is None or ends is None or len(between) > 24 or new.upper is not None:
            continue
        if re.search("控制|以内|以上", between):
            continue
        first, last = begins["first"], ends["last"] or ends["year"]
        around = YEAR.findall(sentence.text)
        if len(set(around)) == 2:
            first, last = first or around[0], last or around[-1]
        elif first and not last and base_year and set(around) == {first}:
            last = str(base_year)  # 由2015年的2500万吨增至3200万吨: to the state of affairs
        years = int(last) - int(first) if first and last and int(last) > int(first) else None
        yield old, new, years


def _mean(
    sentence: Sentence, old: Figure, new: Figure, years: int | None, figure: Figure
) -> Iterator[Finding]:
    """A yearly rate that stands before the two values."""
    if figure.dimension is not Dimension.PERCENT or years is None or not new.amount:
        return
    grown = (float(new.amount / old.amount) ** (1 / years) - 1) * 100
    yield from _compare(sentence, old, new, figure, abs(Decimal(str(round(grown, 6)))), unit="%")


LAST_YEAR = re.compile(r"(?:[比较]上(?:一)?年(?:同期)?|同比)(增长|增加|下降|减少)(?:了|约)?$")


def growth_fits_last_year(case: Case) -> Iterator[Finding]:
    """2020年210.5亿元，比上年增长5.25%，2019年为200.0亿元."""
    for sentence in case.sentences:
        figures = [one for one in sentence.figures if not one.is_in_words]
        for new, rate, old in zip(figures, figures[1:], figures[2:], strict=False):
            found = LAST_YEAR.search(sentence.text[new.end : rate.start])
            if found is None or rate.dimension is not Dimension.PERCENT:
                continue
            if new.dimension is not old.dimension or not old.amount:
                continue
            if not re.search(r"20\d\d年(?:为|是)?$", sentence.text[: old.start]):
                continue
            grown = abs(100 * (new.amount / old.amount - 1))
            yield from _compare(sentence, old, new, rate, grown, unit="%")


ASIDE = re.compile("占(?!比)[^，。;占由从]{0,20}$")  # a share between the two values
THAN = re.compile(r"[比较](?:20\d\d年)?[^，。;\d]{0,14}的?$")
BY = re.compile(
    r"^[^，。;\d]{0,4}(?:增长|增加|提高|上升|下降|减少|降低|压减|增幅|净增|净减|扩大|缩小|少|多)(?:了|约|达)?$"
)


def growth_fits_what_it_is_against(case: Case) -> Iterator[Finding]:
    """1.8亿元，比上一规划期的1.2亿元增长50%."""
    for sentence in case.sentences:
        figures = [
            one
            for one in sentence.figures
            if not one.is_in_words and not ASIDE.search(sentence.text[: one.start])
        ]
        for new, old, rate in zip(figures, figures[1:], figures[2:], strict=False):
            if new.dimension is not old.dimension or new.upper is not None:
                continue
            is_against = THAN.search(sentence.text[new.end : old.start])
            if not is_against or not BY.search(sentence.text[old.end : rate.start]):
                continue
            if old.amount and rate.force is Force.EXACT:
                yield from _against(sentence, old, new, rate)


def _against(sentence: Sentence, old: Figure, new: Figure, rise: Figure) -> Iterator[Finding]:
    """The rise in per cent, in points or in the unit of the two themselves."""
    change = abs(new.amount - old.amount)
    if rise.dimension is Dimension.POINTS and old.dimension is Dimension.PERCENT:
        yield from _compare(sentence, old, new, rise, change, unit="")
    elif old.dimension is Dimension.PERCENT:
        return
    elif rise.dimension is Dimension.PERCENT:
        yield from _compare(sentence, old, new, rise, 100 * change / old.amount, unit="%")
    elif rise.dimension is old.dimension:
        yield from _compare(sentence, old, new, rise, change / rise.factor, unit=rise.unit)


RISE = re.compile(
    r"[较比](?:(20\d\d)年|基期|基准年|现状|上年)?[^，。;\d]{0,8}(净?增加|净增|增长|提高|净?减少|净减|压减|下降)(?:了|约)?$"
)


def rises_fit_their_rates(case: Case) -> Iterator[Finding]:
    """达到40亿元，较2020年增加11.5亿元，年均增长7.0%."""
    for number, sentence in enumerate(case.sentences):
        figures = [one for one in sentence.figures if not one.is_in_words]
        for new, rise, rate in zip(figures, figures[1:], figures[2:], strict=False):
            if new.dimension is not rise.dimension or rate.dimension is not Dimension.PERCENT:
                continue
            found = RISE.search(sentence.text[new.end : rise.start])
            if found is None or not RATE.search(sentence.text[rise.end : rate.start]):
                continue
            sign = -1 if re.search("减|下降", found[2]) else 1
            before = new.amount - sign * rise.amount
            if before <= 0 or new.dimension is Dimension.PERCENT:
                continue
            old = replace(new, value=before / new.factor, start=rise.start, end=rise.end)
            target = (case.years or (0, 0))[1]
            years = target - int(found[1]) if found[1] and str(target) else _years(case, number)
            yield from _judged(sentence, old, new, years, rate)


def _years(case: Case, number: int) -> int | None:
    """The length of the period that the sentence names, or the plan's own."""
    text = case.sentences[number].text
    if re.search("[“]?十[二三四五]五|规划期", text):
        return 5
    if case.years is None or case.base_year is None:
        return None
    clause = case.sentences[number].clause
    around = text + "".join(
        one.text for one in case.sentences[max(0, number - 2) : number] if one.clause == clause
    )
    if str(case.years[1]) in around and not set(YEAR.findall(text)) - set(map(str, case.years)):
        return case.years[1] - case.base_year
    return None


def _judged(
    sentence: Sentence, old: Figure, new: Figure, years: int | None, figure: Figure
) -> Iterator[Finding]:
    head = sentence.text[new.end : figure.start]
    if figure.dimension is Dimension.POINTS:
        if old.dimension is Dimension.PERCENT:
            yield from _compare(sentence, old, new, figure, abs(new.value - old.value), unit="")
        return
    if figure.dimension is old.dimension and re.search(
        r"(?:净?增加|增长|新增|减少|下降|降低|压减|增)(?:了|约)?$", head
    ):
        right = abs(new.amount - old.amount) / figure.factor
        yield from _compare(sentence, old, new, figure, right, unit=figure.unit)
        return
    if figure.dimension is not Dimension.PERCENT or old.dimension is Dimension.PERCENT:
        return
    if not RATE.search(sentence.text[: figure.start]):
        return
    ratio = float(new.amount / old.amount)
    if MEAN.search(head) or MEAN.search(sentence.text[max(0, figure.start - 12) : figure.start]):
        if years is None or ratio <= 0:
            return
        right = Decimal(str(round((ratio ** (1 / years) - 1) * 100, 6)))
    else:
        right = Decimal(str(round((ratio - 1) * 100, 6)))
    yield from _compare(sentence, old, new, figure, abs(right), unit="%")


def _compare(
    sentence: Sentence, old: Figure, new: Figure, figure: Figure, right: Decimal, *, unit: str
) -> Iterator[Finding]:
    exponent = Decimal(1).scaleb(int(figure.value.as_tuple().exponent))
    difference = abs(figure.value - right)
    room = exponent / 2 if figure.force is Force.EXACT else max(exponent, figure.value / 20)
    if figure.force is Force.AT_LEAST and right >= figure.value:
        return
    if unit != "%":  # a difference of two rounded numbers
        room = max(room, (old.step + new.step) / 2 / figure.factor)
        if (
            old.dimension in {Dimension.COUNT, Dimension.PEOPLE, Dimension.KINDS}
            or old.dimension is Dimension.PERCENT
        ):
            room = Decimal(0)
    else:
        room += 100 * (old.step + new.step) / 2 / old.amount
    if difference <= room:
        return
    rounded = right.quantize(exponent)
    word = unit or figure.unit
    yield graded(
        Grade.NOTE
        if difference <= exponent + room and unit == "%" and difference <= exponent
        else Grade.ERROR,
        Kind.GROWTH,
        sentence.around(figure),
        "由 {old} 到 {new}，变化应为 {right}，印作 {printed}",
        "from {old} to {new} the change is {right}; {printed} is printed",
        [sentence.reading(figure), sentence.reading(old), sentence.reading(new)],
        f"{shown(rounded)}{word}",
        old=old.printed,
        new=new.printed,
        right=f"{shown(rounded)}{word}",
        printed=figure.printed,
    )


def _doubled(
    sentence: Sentence, old: Figure, new: Figure, found: re.Match[str]
) -> Iterator[Finding]:
    if found[1]:
        times = Decimal(2) if found[1] == "一" else Decimal(4)
    else:
        times = 1 + (
            Decimal({"一": 1, "两": 2}[found[2]]) if found[2] in {"一", "两"} else Decimal(found[2])
        )
    right = new.amount / old.amount
    if abs(right / times - 1) <= Decimal("0.05"):
        return
    where = sentence.where(max(0, old.start - 8), found.end())
    yield graded(
        Grade.ERROR,
        Kind.GROWTH,
        where,
        "由 {old} 到 {new} 是 {right} 倍，与“{printed}”不符",
        "{new} is {right} times {old}, which is not “{printed}”",
        [Reading(found[0], where), sentence.reading(old), sentence.reading(new)],
        shown(right.quantize(Decimal("0.01"))),
        old=old.printed,
        new=new.printed,
        right=shown(right.quantize(Decimal("0.01"))),
        printed=found[0],
    )


GOAL_RATE = re.compile(
    r"(?:年均|每年|年平均)(?:增长|以|增速|降幅|跌幅|递增|增加|提高)*(?:约|为|达到|达|率)*$|以年均$"
)
COMMON_PAIRS = {"矿石", "全县", "全市", "年度", "规划", "主要"}


def goals_fit_their_rates(case: Case) -> Iterator[Finding]:
    """以年均10%的速度增长，到2025年达到60亿元: what the base year's value grows to."""
    for sentence in case.sentences:
        figures = [one for one in sentence.figures if not one.is_in_words]
        for rate, goal in pairwise(figures):
            if rate.dimension is not Dimension.PERCENT or goal.dimension in {
                Dimension.PERCENT,
                Dimension.POINTS,
            }:
                continue
            if (
                not GOAL_RATE.search(sentence.text[: rate.start])
                or next(_ends(sentence), None) is not None
            ):
                continue
            between = sentence.text[rate.end : goal.start]
            target = YEAR.search(between) or YEAR.search(sentence.text[: rate.start])
            if len(between) > 24 or target is None or case.base_year is None:
                continue
            years = (case.years or (0, 0))[1] - case.base_year
            yield from _against_base(case, sentence, rate, goal, years)


def _likeness(one: str, other: str) -> float:
    """How much of one name the other has; none unless two signs in a row are the same."""
    pairs = {one[n : n + 2] for n in range(len(one) - 1)} - COMMON_PAIRS
    if not any(pair in other for pair in pairs):
        return 0.0
    return len(set(one) & set(other)) / max(len(set(one)), 1)


def _bases(
    case: Case, sentence: Sentence, goal: Figure, subject: str, noun: str
) -> Iterator[tuple[float, Figure, Sentence]]:
    """Values of the base year that a goal may grow from, with how alike their names are."""
    for other in case.sentences:
        if other is sentence:
            continue
        for figure in other.figures:
            if figure.dimension is not goal.dimension or figure.force is Force.AT_MOST:
                continue
            before = re.split("[，。；;,]", other.text[: figure.start])[-1]
            if noun not in before or str(case.base_year) not in other.text[: figure.start]:
                continue
            alike = _likeness(subject.replace(noun, ""), before.replace(noun, ""))
            if alike > 0 and figure.amount < goal.amount * 3:
                yield alike, figure, other


def _against_base(
    case: Case, sentence: Sentence, rate: Figure, goal: Figure, years: int
) -> Iterator[Finding]:
    head = sentence.text[: rate.start]
    noun = next((one for one in NOUNS if one in head[-24:]), None)
    if noun is None or years <= 0:
        return
    subject = re.split("[，。；;,]", head[: head.rfind(noun) + len(noun)])[-1][-12:]
    bases = list(_bases(case, sentence, goal, subject, noun))
    if not bases:
        return
    alike, base, other = max(bases, key=lambda one: one[0])
    growth = (1 + rate.value / 100) ** years
    right = base.amount * growth
    if abs(right / goal.amount - 1) <= Decimal("0.03"):
        return
    if goal.force is Force.AT_LEAST and right > goal.amount:
        return
    text = f"{shown((right / goal.factor).quantize(Decimal('0.1')))}{goal.unit}"
    yield graded(
        Grade.ERROR if alike >= 0.9 else Grade.DOUBT,
        Kind.GROWTH,
        sentence.around(goal),
        "由 {year} 年的 {base} 按年均 {rate} 增长，{years} 年后约为 {right}，印作 {goal}",
        "{base} in {year} grows at {rate} to about {right} in {years} years; {goal} is printed",
        [sentence.reading(goal), sentence.reading(rate), other.reading(base)],
        text,
        year=case.base_year,
        base=base.printed,
        rate=rate.printed,
        years=years,
        right=text,
        goal=goal.printed,
    )
