# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes that sentences tell: by how much, from what, to what, in how many years. 增减的识别。

比2020年的86.4万吨增长38.9%; 年均增长7.2%; 净减7个; 提高18个百分点; 是2015年的2倍.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kuangtu.plans.health.growth.change_words import (
    AND_MORE,
    BASE,
    BASIS,
    BEHIND,
    CHANGED,
    DOUBLED,
    FLOW,
    FOR_ALL,
    FROM,
    GROWN_TIMES,
    IN_ALL,
    LAST_YEAR,
    LENGTH,
    MEAN,
    NEW_SINCE,
    NOT_NOMINAL,
    OF_LAST_YEAR,
    RATIO,
    REACHED,
    RECKONED,
    RECKONED_FROM,
    SHARE,
    SINCE,
    SPAN,
    SPAN_FOR_ALL,
    THAN_MORE,
    THEN,
    TO,
    TWO_YEARS,
    WENT,
    YEAR,
    goes_on,
    subject_in,
)
from kuangtu.plans.health.growth.years_told import last_year_in, year_before
from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.pieces import bracket_before, start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, count_of, han_number
from kuangtu.plans.health.reading.undivided import undivided

COMPARED_WITH = re.compile(
    rf"(?:(?:[比较由从自]|与){YEAR}|在{YEAR}的?(?=基础上|水平上))|{YEAR}以来"
)
COMPARED = re.compile(r"\)?相?比较?，(?=[^，。;]*$)")  # 与2015年(86个)相比，2020年58个


class Way(StrEnum):
    """How a change is told. 增减的说法。"""

    RATE = "增幅"
    MEAN = "年均增速"
    DELTA = "增减量"
    POINTS = "百分点"
    TIMES = "倍数"


WAYS = {
    Dimension.PERCENT: Way.RATE,
    Dimension.POINTS: Way.POINTS,
    Dimension.TIMES: Way.TIMES,
}


@dataclass(frozen=True, slots=True)
class Change:
    """A change with what the sentence says of its ends. 一处增减。"""

    way: Way
    figure: Figure
    sentence: Sentence
    is_down: bool | None
    head: str  # its own words before the figure
    old: Figure | None
    new: Figure | None
    first: str  # the year it begins with
    last: str
    lengths: frozenset[int]  # the numbers of years that the words allow


def changes_in(sentence: Sentence) -> Iterator[Change]:
    """Every change that a sentence tells, in its order."""
    figures = [one for one in sentence.figures if not one.is_in_words]
    deltas: dict[int, tuple[Way, bool | None]] = {}
    for place in range(len(figures)):
        if (told := _told(sentence, figures, place)) is not None:
            deltas[place] = told
    for place, (way, is_down) in deltas.items():
        yield _change(sentence, figures, figures[place], set(deltas), way, is_down)
    for figure in _times_in(sentence):
        yield _change(sentence, figures, figure, set(deltas), Way.TIMES, is_down=False)


def _times_in(sentence: Sentence) -> Iterator[Figure]:
    """翻一番, 增长两倍, 是2015年的3倍: how many times the old one is added to it."""
    told = [(found, 2 ** han_number(found[1]) - 1) for found in DOUBLED.finditer(sentence.text)]
    told += [(found, han_number(found[1])) for found in GROWN_TIMES.finditer(sentence.text)]
    for found, times in told:
        yield Figure(
            Decimal(times),
            "倍",
            Dimension.TIMES,
            Decimal(1),
            *found.span(1),
            Force.AT_LEAST if AND_MORE.match(sentence.text, found.end()) else Force.ABOUT,
            said=found[0],
        )
    for one in sentence.figures:
        is_ratio = RATIO.search(sentence.text[: one.start]) is not None
        if one.dimension is Dimension.TIMES and is_ratio and one.value > 1:
            yield replace(one, value=one.value - 1, said=one.printed)


def head_of(sentence: Sentence, figure: Figure) -> str:
    """The words of the figure's own clause before it, back to a sign or another figure."""
    text = sentence.text
    start = start_of(text, figure.start, "，,;。:、()")
    ends = [one.end for one in sentence.figures if one.end <= figure.start]
    return text[max([start, *ends]) : figure.start]


def _told(sentence: Sentence, figures: list[Figure], place: int) -> tuple[Way, bool | None] | None:
    """How a figure tells a change; None if it tells an amount."""
    figure = figures[place]
    head, behind = head_of(sentence, figure), sentence.text[figure.end : figure.end + 10]
    if "分别" in re.split("[，。;]", sentence.text[: figure.start])[-1]:
        return None  # one for each of several things
    found = (
        CHANGED.search(head)
        or (None if re.search(f"{WENT}|净[增减]", sentence.text) else NEW_SINCE.search(head))
        or THAN_MORE.search(sentence.text[max(0, figure.start - 24) : figure.start])
    )
    if found is not None and REACHED.search(head):
        return None
    is_mean = bool(MEAN.search(head) or re.match("的?(?:年均|年平均)", behind))
    if found is None and figure.dimension is Dimension.PERCENT:
        if "占" in head or not (is_mean or BEHIND.match(behind)):
            return None
        found = BEHIND.match(behind)
        if found is None and not re.search(r"(?:年均|每年)(?:以|约|为|近)*$", head):
            return None
    around = sentence.text[max(0, figure.start - 30) : figure.end + 10]
    is_yearly_rate = is_mean and figure.dimension is Dimension.PERCENT
    if NOT_NOMINAL.search(around) or (found is None and not is_yearly_rate):
        return None
    is_down = _direction(found)
    way = WAYS.get(figure.dimension, Way.DELTA)
    if way is Way.RATE and is_mean:
        way = Way.MEAN
    is_amount = way is Way.DELTA and (is_mean or (figure.rate and "每" in head))
    is_ratio = way is Way.TIMES and not CHANGED.search(head)
    return None if is_amount or is_ratio else (way, is_down)


def _direction(found: re.Match[str] | None) -> bool | None:
    groups = {} if found is None else found.groupdict()
    if groups.get("down") or groups.get("less"):
        return True
    return False if groups.get("up") or groups.get("more") else None


def _change(  # noqa: PLR0917 - the figures of the sentence, which of them, and how it is told
    sentence: Sentence,
    figures: list[Figure],
    figure: Figure,
    deltas: set[int],
    way: Way,
    is_down: bool | None,
) -> Change:
    head = head_of(sentence, figure)
    levels = [
        one
        for n, one in enumerate(figures)
        if n not in deltas and _can_be_level(one, figure, way) and not _is_beside(sentence, one)
    ]
    inside = [one for one in levels if one.start > bracket_before(sentence.text, figure.start)]
    if any(is_from(sentence, one) for one in inside):
        levels = inside  # 由26个减到8个，占减少数(由41个减到19个，减少22个)的81.8%
    old, new = _ends(sentence, figure, levels, head)
    first, last, lengths = _times(sentence, figure, head, old, new)
    if old is not None and (listed := _years_listed(sentence, figure, head)):
        first, last, steps = *listed, int(listed[1]) - int(listed[0])
        lengths = frozenset({steps})
    years = re.findall(YEAR, head)
    if LAST_YEAR.search(head) and years and first not in {"", str(int(years[-1]) - 1)}:
        # 从2016年的52800万元增至66550万元，其中2020年较上年增长5.80%: from another amount
        old, first, last = None, str(int(years[-1]) - 1), years[-1]
    return Change(way, figure, sentence, is_down, head, old, new, first, last, lengths)


def _is_beside(sentence: Sentence, one: Figure) -> bool:
    """What a share is of, or the sum of several years: neither is the first nor the last."""
    before = sentence.text[: one.start]
    is_base = one.dimension is not Dimension.PERCENT and BASE.search(before)
    return bool(is_base or IN_ALL.search(before))


def _can_be_level(one: Figure, figure: Figure, way: Way) -> bool:
    if one.upper is not None or not one.value:
        return False
    if way is Way.DELTA:
        return one.dimension is figure.dimension
    if way is Way.POINTS:
        return one.dimension is Dimension.PERCENT
    return one.dimension not in {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}


def is_from(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """由2015年的82个, 比上一规划期的1.2亿元: the words that make a figure the old one."""
    text = sentence.text
    ends = [one.end for one in sentence.figures if one.end <= figure.start and not one.is_in_words]
    before = text[max([0, *ends]) : figure.start]
    if RECKONED.match(text, figure.end) and (found := RECKONED_FROM.search(before)):
        return found
    if BASIS.match(text, figure.end):
        return re.search(r"在(?P<words>[^，。;]*)$", before)
    return FROM.search(before)


def _ends(
    sentence: Sentence, figure: Figure, levels: list[Figure], head: str
) -> tuple[Figure | None, Figure | None]:
    """The two amounts that the sentence itself gives for a change."""
    text = sentence.text
    reach = text.rfind(";", 0, figure.start)
    before = [one for one in levels if reach < one.start < figure.start]
    after = [one for one in levels if one.start > figure.end]
    behind = text.find(";", figure.end)
    after = [one for one in after if behind < 0 or one.start < behind]
    old = next((one for one in reversed(before) if is_from(sentence, one)), None)
    if old is None and _is_multiple_of(sentence, before, figure):
        old = before[-1]  # 42.0亿元，约为2015年21.0亿元的2倍
    own = subject_in(head) and not goes_on(head)
    if old is not None and _is_of_one_thing(sentence, old, figure):
        return old, _new_of(sentence, old, before, after, figure)
    if (both := _of_two_years(sentence, before)) and not own:
        return both
    if _is_told_behind(sentence, figure, after, head):
        return after[0], after[1]
    last = undivided(before) if before and _is_of_one_thing(sentence, before[-1], figure) else None
    if after and (then := THEN.search(text[figure.end : after[0].start])):
        if last is None or last.unit != after[0].unit or own:
            return None, after[0]
        is_earlier = bool(then[1]) and then[1] < year_before(sentence, last, "")
        return (after[0], last) if is_earlier else (last, after[0])
    if own:
        return None, None
    return None, last


def _of_two_years(sentence: Sentence, before: list[Figure]) -> tuple[Figure, Figure] | None:
    """2015年、2020年产量分别为860万吨和1075万吨: the two of the two years."""
    if len(before) < 2 or before[-2].unit != before[-1].unit:
        return None
    head = re.split("[，。;]", sentence.text[: before[-2].start])[-1]
    joint = sentence.text[before[-2].end : before[-1].start]
    if not TWO_YEARS.search(head) or joint not in {"和", "、"}:
        return None
    many = len(re.findall(YEAR, re.split("分别|依次", head)[0]))  # of three years: first and last
    return (before[-many], before[-1]) if 2 <= many <= len(before) else None


def _is_multiple_of(sentence: Sentence, before: list[Figure], figure: Figure) -> bool:
    if figure.dimension is not Dimension.TIMES or len(before) < 2:
        return False
    return sentence.text[before[-1].end : figure.start] in {"的", ""}


OWN_SUBJECT = 3  # signs: what follows is told of something else


def _is_told_behind(sentence: Sentence, figure: Figure, after: list[Figure], head: str) -> bool:
    """年均增长6%，由96.8亿元增加到129.5亿元."""
    if len(after) < 2 or not is_from(sentence, after[0]):
        return False
    between = sentence.text[figure.end : after[0].start]
    own = re.sub(r"[，即从由自在比较]|20\d\d年的?", "", between)
    if re.search(r"\d", re.sub(YEAR, "", between)):
        return False  # another thing has been told meanwhile
    if not MEAN.search(head) and ("，" in between[1:] or len(own) >= OWN_SUBJECT):
        return False
    return bool(TO.search(sentence.text[after[0].end : after[1].start]))


def _is_of_one_thing(sentence: Sentence, figure: Figure, other: Figure) -> bool:
    """Nothing that is named between two figures is something else.

    由82个压减到55个，五年减少27个: yes. 由28.5万吨减到20万吨，其余均有增长，石膏增加8万吨: not.
    """
    between = sentence.text[figure.end : other.start]
    clauses = between.split("，")[2 if re.match("相比|比较", between) else 1 :]
    own = re.sub("^其中", "", clauses[-1]) if clauses and clauses[-1].startswith("其中") else ""
    if subject_in(own):
        return False  # 减少1470人，其中煤矿减少860人
    told = [re.split(r"\d", one)[0] for one in clauses if not (SHARE.match(one) or FLOW.match(one))]
    return all(not subject_in(one) or goes_on(one) for one in told)


def _new_of(
    sentence: Sentence, old: Figure, before: list[Figure], after: list[Figure], figure: Figure
) -> Figure | None:
    text = sentence.text
    like = [one for one in before if one.dimension is old.dimension]
    follows = next((one for one in like if one.start > old.end), None)
    between = "" if follows is None else text[old.end : follows.start]
    if follows is not None and (TO.search(between) or COMPARED.match(between)):
        return follows
    earlier = [one for one in like if one.end < old.start]
    if earlier:
        return earlier[-1]
    if (
        after
        and after[0].dimension is old.dimension
        and THEN.search(text[figure.end : after[0].start])
    ):
        return after[0]
    return None


def _years_listed(sentence: Sentence, figure: Figure, head: str) -> tuple[str, str] | None:
    """2021年、2022年、2023年分别新增80公顷、90公顷和100公顷，年均增长11.8%: in two years."""
    around = re.split("[。;]", sentence.text[: figure.start])[-1]
    listed = re.findall(YEAR, re.split("分别|依次", around)[0])
    told = [count_of(one["n"]) for one in LENGTH.finditer(head)]
    if not TWO_YEARS.search(around) or (told and told[-1] != len(listed)):
        return None  # 2018年、2019年、2020年…，三年年均: in two steps
    return (listed[0], listed[-1]) if len(listed) > 1 and listed[0] < listed[-1] else None


def _times(
    sentence: Sentence, figure: Figure, head: str, old: Figure | None, new: Figure | None
) -> tuple[str, str, frozenset[int]]:
    """The first and the last year, and how many years may lie between them."""
    text = sentence.text
    begin = max(text.rfind(sign, 0, max(figure.start - len(head), 0)) for sign in ";。") + 1
    around = text[begin : figure.start]
    lengths: set[int] = set()
    spans = list(SPAN.finditer(head)) or list(SPAN.finditer(around))
    spans = spans or list(SPAN_FOR_ALL.finditer(text))
    first = last = ""
    if spans:
        last = spans[-1][2]
        years = int(last) - int(spans[-1][1])
        lengths |= {years, years + 1} - {0}
    if stated := list(LENGTH.finditer(head)) or list(FOR_ALL.finditer(text)):
        lengths = {count_of(stated[-1]["n"])}
    if old is not None and (words := is_from(sentence, old)):
        first = last_year_in(words["words"])
        told = re.findall(rf"{YEAR}", text[begin : old.start])
        if OF_LAST_YEAR.match(words["words"]) and told:  # 2020年…比上年的80.00亿元增长5.0%
            first, last, lengths = str(int(told[-1]) - 1), told[-1], {1}
    elif compared := [*COMPARED_WITH.finditer(around)] or [*SINCE.finditer(text)]:
        first = next(filter(None, compared[-1].groups()))
    if new is not None:
        last = year_before(sentence, new, first) or last
    elif not last:
        last = _year_reached(text[begin : figure.start], head, first)
    if first and last and int(last) > int(first) and not LENGTH.search(head):
        lengths |= {int(last) - int(first)}
    if LAST_YEAR.search(head):
        lengths = {1}
    return first, last, frozenset(one for one in lengths if 0 < one < 30)


def _year_reached(around: str, head: str, first: str) -> str:
    """到2025年增长; 2020年产值比2019年增长."""
    if found := re.search(rf"(?:到|至){YEAR}[^，。;]*$", around):
        return found[1]
    opening = re.match(r"(20\d\d)年[^底末以]", head)
    return opening[1] if opening and "" < first < opening[1] else ""
