# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the document says that things amount to, year by year, in prose and tables. 各年的数量。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, raw_label, stated_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.types import Reading, Where

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)年?[底末度]*")
SPAN = re.compile(r"20\d\d年?(?:～|—+|–|-|至|到)+20\d\d年?")
NOW = re.compile("现状|基期|基准年|现有|已有")
GOAL = re.compile("目标|规划期末|规划末")
# Words of a name that say what is measured or how, not of what.
MEASURE = re.compile(
    r"\(.*?\)|[\s　“”]|[年总]?(?:产值|产量|增加值|开采量|开采总量|总量|数量|总数|个数|规模)"
    r"|面积|产能|年底|年末|全[县市区旗州盟]|本[县市区旗州盟]|保有|累计|实际|规划|用量|控制数?|力争"
    r"|当年|实现|达到|现有|已有|建成|(?<![一-鿿])矿石|拟设"
)
# What is left out of a name that is nothing but a measure: 全县矿石年产量.
MERE = re.compile(
    r"\(.*?\)|[\s年总的]|全[县市区旗州盟]|本[县市区旗州盟]|矿石|开采|实际|达到|规划|固体矿产"
)
KINDS = (
    re.compile("产值"),
    re.compile("增加值|生产总值"),
    re.compile("投资|经费|资金|投入"),
    re.compile("产量|开采|采出|供应"),
    re.compile("资源量|储量"),
    re.compile("规模|能力|产能"),
    re.compile("采矿权|矿山"),
    re.compile("探矿权"),
)
LEAST = re.compile("(?:最低|最小)[^。;]{0,8}规模")
FLOW = re.compile("新增|增加|增长|减少|变化|增减|增幅|增速|累计完成")


@dataclass(frozen=True, slots=True)
class Level:
    """So much of a thing in a year. 某年的数量。"""

    names: tuple[str, ...]  # of the row or column it stands in; the words before it in prose
    around: str  # the words that may belong to the name: caption, head
    year: str
    amount: Decimal
    step: Decimal
    dimension: Dimension
    reading: Reading
    series: tuple[str, int | str]  # what goes on in other years
    is_printed_in_table: bool


@once
def levels_in(case: Case) -> tuple[Level, ...]:
    """Every amount of which the year is known or can be taken from a head."""
    return (*_of_tables(case), *_of_prose(case))


def _of_tables(case: Case) -> Iterator[Level]:
    for entry in entries_in(case):
        head = plain(entry.head)
        if FLOW.search(head) or entry.number is None or SPAN.search(head):
            continue
        table = entry.cell.table
        first = YEAR.fullmatch(entry.row[0]) if entry.row else None
        row_year = first[1] if first else ""
        names = tuple(word for word in entry.row if not YEAR.fullmatch(word))
        bare_head = YEAR.sub("", NOW.sub("", GOAL.sub("", head))).strip("年的")
        column = str(entry.cell.column)
        if row_year:
            names, series = (bare_head, *names), (table.name, f"column {column}")
        else:
            names = (bare_head,) if entry.is_total and bare_head else names
            series = (table.name, f"row {entry.cell.row} {bare_head}")
        around = f"{bare_head}{plain(table.caption)}"
        year = row_year or _year_of_head(case, head, plain(table.caption))
        yield Level(
            names,
            around,
            year,
            entry.amount,
            entry.step,
            entry.dimension,
            Reading(f"{entry.cell.text.strip()}{_unit(entry)}", entry.cell.where),
            series,
            is_printed_in_table=True,
        )


def _unit(entry: Entry) -> str:
    return "" if entry.cell.text.strip().endswith(entry.unit) else entry.unit


def _year_of_head(case: Case, head: str, caption: str) -> str:
    if found := YEAR.search(head):
        return found[1]
    if NOW.search(head):
        return str(case.base_year or "")
    if GOAL.search(head):
        return str(case.years[1]) if case.years else ""
    years = set(YEAR.findall(SPAN.sub("", caption)))
    return years.pop() if len(years) == 1 else ""


def _of_prose(case: Case) -> Iterator[Level]:
    for one in stated_in(case):
        before = one.sentence.text[: one.figure.start]
        if LEAST.search(re.split("[。;]", before)[-1]):
            continue  # 新建矿山最低规模：膨润土5万吨/年
        if one.figure.upper is None and not FLOW.search(one.label):
            label = one.label or _common_end(one)
            if label:
                yield _level_of(case, one, label)


def _common_end(one: Stated) -> str:
    """国家级绿色矿山5座、省级绿色矿山11座，共16座: what the amounts before a total all are."""
    text = one.sentence.text
    if not re.search("(?:共|合计|共计|总计|计)$", text[: one.figure.start]):
        return ""
    like = [
        raw_label(one.sentence, other)
        for other in one.sentence.figures
        if other.unit == one.figure.unit and other.end < one.figure.start
    ][-2:]
    if len(like) < 2:
        return ""
    pairs = zip(reversed(like[0]), reversed(like[1]), strict=False)
    shared = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return "".join(reversed(shared)) if len(shared) > 1 else ""


def _level_of(case: Case, one: Stated, label: str) -> Level:
    """What a sentence says, as a level of its year; what is no goal is told of the base year."""
    year = one.year
    if not year and not one.is_goal and case.base_year:
        year = str(case.base_year)
    return Level(
        (label,),
        one.of,
        year,
        one.figure.amount,
        one.figure.step if one.figure.force is not Force.ABOUT else one.figure.step * 2,
        one.figure.dimension,
        one.sentence.reading(one.figure),
        ("", f"{bare(label)}"),
        is_printed_in_table=False,
    )


def bare(words: str) -> str:
    """What a name says of what it is, without what is measured.

    >>> bare("瓷石年开采量"), bare("全县矿业总产值"), bare("采矿权总数")
    ('瓷石', '矿业', '采矿权')
    """
    left = MEASURE.sub("", plain(words)).strip("的")
    return left or MERE.sub("", plain(words))


def affinity(subject: str, level: Level) -> int:
    """How sure it is that a level is of the subject: 3 its very name, 2 its thing, 1 like it.

    >>> affinity("矿业总产值", _named("矿业总产值")), affinity("瓷石年开采量", _named("瓷石"))
    (3, 2)
    >>> affinity("矿业增加值", _named("矿业总产值")), affinity("铁矿石", _named("煤"))
    (0, 0)
    """
    if subject in level.names:
        return 3
    own, told = bare(subject), "".join((*level.names, level.around))
    kinds, others = _measured(subject), _measured(told)
    if not own or (kinds and others and kinds.isdisjoint(others)):
        return 0
    best = max((_likeness(own, bare(name), level.around) for name in level.names), default=0)
    return 3 if best == 2 and subject.replace(own, "") in told else best


def _measured(words: str) -> set[int]:
    """Which kinds of amounts the words speak of."""
    return {n for n, kind in enumerate(KINDS) if kind.search(words)}


def _likeness(own: str, name: str, around: str) -> int:
    if not name:
        return 0
    if own == name or (own.startswith(name) and own.removeprefix(name) in f"{around}矿石的"):
        return 2
    if name.startswith(own) and len(own) * 2 >= len(name):
        return 2
    pairs = _pairs(own)
    return int(bool(pairs) and len(pairs & (_pairs(name) | _pairs(around))) * 2 >= len(pairs))


def _pairs(words: str) -> set[str]:
    return {words[n : n + 2] for n in range(len(words) - 1)}


def _named(name: str) -> Level:
    """A level for examples."""
    reading = Reading(name, Where(name))
    return Level((name,), "", "", Decimal(1), Decimal(1), Dimension.MASS, reading, ("", ""), False)
