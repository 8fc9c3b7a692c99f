# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which columns of a table of goals set one, and from what it starts. 指标表的目标列与基数列。

A column of a year before the period is what was, one of a change or of a verdict sets nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kuangtu.plans.drafting.grids import Heading
from kuangtu.plans.drafting.identity import Identity
from kuangtu.plans.drafting.recognizing import Recognized
from kuangtu.plans.drafting.words import BRACKETS, is_unit, last_year_in, years_in

YEAR = re.compile(r"(?:19|20)\d{2}年?(?:[~～—–－\-至到]+(?:20)?\d{2})?年?(?:底|末)?")
STATE = re.compile(r"基期|基准|现状|基数|实际|完成|实现|实绩")
DONE = re.compile(r"实际|完成|实现|执行|实绩")
TARGET = re.compile(r"目标|规划|新增|预期|期末|指标值|近期|中期|远期|远景|展望")
PHASE = re.compile(r"近期|中期|远期|远景|展望|期末")
FAR = re.compile(r"远期|远景|展望")
CHANGE = re.compile(
    r"变化|增减|变动|增量|增幅|增速|增长|降幅|减量|幅度|年均|[比较](?:20\d{2}|基|上)|差值|"
    r"完成率|结论|评价|评估|是否"
)
OWN_YEAR = re.compile(r"目标年|年份|时限|(?:完成|实现|达标)时间")
PAST = re.compile(r"上一?轮|上一?期|完成情况|执行情况|实施情况|任务完成")
# What a heading says of its year and not of the thing: 2025年目标值, 现状（2020）.
SAYING_NOTHING = re.compile(
    r"规划目标|目标值?|规划值?|现状值?|基期值?|基准年|基准值?|基数|预期值?|指标值?|数值|"
    r"[“”]?十[二三四五六]五[“”]?|实际值?|完成值?|实现值?|近期|中期|远期|远景|展望|期末|期内|水平|情况|本轮|上一?轮|累计|合计|五年|[()（）]"
)


@dataclass(frozen=True, slots=True)
class Start:
    """A column of what was. 基数列。"""

    column: int
    year: str  # empty where the heading names none
    about: str
    is_state: bool  # it is said to be so, not what had been planned


@dataclass(frozen=True, slots=True)
class Target:
    """A column that sets goals. 目标列。"""

    column: int
    year: str  # that of the period where the heading names none
    about: str = ""  # what the heading names beside its year
    start: Start | None = None
    is_spare: bool = False  # read where no column with a year says anything


def target_columns(table: Recognized, identity: Identity) -> tuple[Target, ...]:
    """The columns that set goals, each with the column that it starts from."""
    free = [
        (column, heading)
        for column, heading in enumerate(table.grid.headings)
        if column not in table.columns.values()
        and not CHANGE.search(heading.text)
        and not OWN_YEAR.search(heading.text)
    ]
    first = _first_year(identity, [heading for _, heading in free])
    starts = [one for column, heading in free if (one := _start(column, heading, first))]
    dated = [told for column, heading in free if (told := _dated(column, heading, first))]
    others = _without_year(table, identity, free)
    has_last = any(one.year == identity.last.value for one in dated)
    targets = [*dated, *(replace(one, is_spare=one.is_spare and has_last) for one in others)]
    return tuple(
        replace(one, start=_start_of(one, starts))
        for one in sorted(targets, key=lambda one: one.column)
    )


def year_column(table: Recognized) -> int | None:
    """The column that tells the year of each row's goal."""
    headings = enumerate(table.grid.headings)
    return next((at for at, one in headings if OWN_YEAR.search(one.text)), None)


def left_columns(table: Recognized, targets: Sequence[Target]) -> list[str]:
    """Headings of the columns that nothing was taken from."""
    used: set[int | None] = {*table.columns.values(), year_column(table)}
    for one in targets:
        used |= {one.column, one.start.column if one.start is not None else None}
    headings = enumerate(table.grid.headings)
    return [one.text for at, one in headings if at not in used and one.text]


def _first_year(identity: Identity, headings: Sequence[Heading]) -> int:
    """The first year that a goal can be of; without a period the second that is printed."""
    if identity.first.value:
        return int(identity.first.value)
    if identity.base_year:
        return identity.base_year + 1
    years = sorted({int(year) for one in headings if (year := _year(one))})
    return years[1] if len(years) > 1 else 0


def _year(heading: Heading) -> str:
    return years_in(heading.last)[1] or last_year_in(heading.text)


def _start(column: int, heading: Heading, first: int) -> Start | None:
    year, is_state = _year(heading), _is_state(heading)
    is_past = is_state or (bool(year) and int(year) < first)
    was_planned = not is_state and TARGET.search(heading.last)
    return Start(column, year, about(heading), is_state) if is_past and not was_planned else None


def _is_state(heading: Heading) -> bool:
    """What is or was, and not the goal to have done it: 2021年现状, no 2025年完成目标."""
    return bool(STATE.search(heading.text)) and "目标" not in heading.last


def _dated(column: int, heading: Heading, first: int) -> Target | None:
    year = _year(heading)
    if not year or int(year) < first or _is_state(heading):
        return None
    return Target(column, year, about(heading))


def _without_year(
    table: Recognized, identity: Identity, free: Sequence[tuple[int, Heading]]
) -> Iterator[Target]:
    """Columns 目标 without a year; none where the table tells what became of them."""
    is_past = PAST.search(table.grid.source.title) or any(
        DONE.search(one.text) for one in table.grid.headings
    )
    for column, heading in () if is_past else free:
        words = heading.text
        if _year(heading) or STATE.search(words) or not TARGET.search(words):
            continue
        year = identity.outlook if FAR.search(words) else identity.last
        yield Target(column, year.value, about(heading), is_spare=not PHASE.search(words))


def _start_of(target: Target, starts: Sequence[Start]) -> Start | None:
    """What was of the same thing: as said to have been, else of the last year."""
    like = [one for one in starts if one.about in {target.about, ""}]
    return max(like, key=lambda one: (one.is_state, one.year), default=None)


def about(heading: Heading) -> str:
    """What a heading names beside year and unit.

    >>> about(Heading(("新增查明资源储量", "2021～2025年"))), about(Heading(("2025年目标值",)))
    ('新增查明资源储量', '')
    >>> about(Heading(("开采回采率（2025年）",))), about(Heading(("现状（2020）",)))
    ('开采回采率', '')
    """
    words = heading.text
    for inside in BRACKETS.findall(words):
        if is_unit(inside):
            words = words.replace(f"({inside})", "")
    left = SAYING_NOTHING.sub("", YEAR.sub("", words)).strip("/、：:")
    return "" if left == "新增" else left
