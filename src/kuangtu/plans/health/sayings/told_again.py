# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals and rules that a sentence only repeats, with another number. 复述的目标与要求。

将绿色矿山16家等目标纳入考核; 服务年限不少于15年的要求: what is called a goal or a rule here was set
elsewhere, by that name and with that number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.types import Finding, Kind, Reading

CALLED = "目标|指标|任务|要求|规定|底线|门槛|准入|标准"
# …等约束性指标, …的要求: what stands before is one of them.
REPEATED = re.compile(
    rf"(?:以[上内下]|左右)?(?:等[^，。;\d]{{0,8}}?|的?(?:准入|控制|约束性|预期性|规模|年限)*)(?:{CALLED})"
)
LISTED = re.compile("[、和及与]")
REFUSED = re.compile(r"(?:低于|小于|不足|达不到|未达到)$")
REFUSING = re.compile(
    "(?:以上|以下)?的?，?[^，。;\\d]{0,12}(?:不得|不予|不再|禁止|严禁|一律不|不批)"
)
HEDGE = re.compile(
    "(?:不[少低小]于|不[超高大多]过?于?|控制在|达到?|低于|小于|不足|达不到|未达到|为|约|至|到|仅|将|把|按照?|确保|落实|完成|实现|是)+$"
)
OF_A_PART = re.compile("所[列述定提]|(?:确定|提出|规定|明确|设定|安排)的?$")
NOT_NOW = re.compile("已|上一?轮|十[二三]五|现状|现有|20(?:0|1)\\d年")
STONE = re.compile("石料|石材")
SHORTEST = 2  # signs of a name
SURE = 4  # of a name that stands for one thing


@dataclass(frozen=True, slots=True)
class Told:
    """Another number under the name of one that is repeated. 前文之数。"""

    amount: Decimal
    reading: Reading


def what_is_repeated_was_set(case: Case) -> Iterator[Finding]:
    """绿色矿山16家等目标, where every other sentence and table has 18家."""
    for one in stated_in(case):
        name = _name_of(one)
        if REFUSED.search(one.sentence.text[: one.figure.start]) and _is_repeated(one):
            yield from _refused(case, one)
        if len(name) < SHORTEST or not _is_repeated(one) or one.figure.upper is not None:
            continue
        others = [*_in_prose(case, one, name), *_in_tables(case, one, name)]
        if any(other.amount == one.figure.amount for other in others):
            continue
        if OF_A_PART.search(_before(one)) and others:
            others = [max(others, key=lambda other: other.amount)]  # 11项, 其中2项和9项
        counted = Counter(other.amount for other in others)
        for amount, count in counted.most_common(1):
            if len(counted) == 1 or count > 1 or len(name) >= SURE:
                yield _finding(one, next(two.reading for two in others if two.amount == amount))


def _is_repeated(one: Stated) -> bool:
    text, figure = one.sentence.text, one.figure
    if figure.dimension in {Dimension.TIMES, Dimension.POINTS, Dimension.KINDS}:
        return False
    clause = text[start_of(text, figure.start, "。;") : figure.start]
    if NOT_NOW.search(clause):
        return False
    if REFUSED.search(text[: figure.start]):
        return REFUSING.match(text, figure.end) is not None
    rest = text[figure.end :]
    while LISTED.match(rest) is not None:  # 矿山32座以内、修复220公顷等指标
        later = next(
            (two for two in one.sentence.figures if two.start > len(text) - len(rest)), None
        )
        if later is None or re.search("[，。;]", text[len(text) - len(rest) : later.start]):
            return False
        rest = text[later.end :]
    return REPEATED.match(rest) is not None


def _name_of(one: Stated) -> str:
    """The words right before the figure: 绿色矿山, 修复, 服务年限."""
    text, words = one.sentence.text, HEDGE.sub("", _before(one))
    words = re.sub(r"^(?:新[建设立]|将|把|其中|的|县|全县)+|矿$", "", words)
    if not OF_A_PART.search(words):
        return words
    noun = re.match("[一-鿿]{2}", text[one.figure.end :])
    return noun[0] if noun else ""  # 第三章所列11项指标


def _before(one: Stated) -> str:
    text = one.sentence.text
    return text[start_of(text, one.figure.start, "，。;:、()将把和及与") : one.figure.start]


def _minerals(words: str) -> frozenset[str]:
    return frozenset([*MINERAL.findall(words), *STONE.findall(words)])


@once
def _told_of_now(case: Case) -> dict[Dimension, list[tuple[Stated, str, frozenset[str]]]]:
    """What the prose tells, with its clause and the minerals of it, but for what is past."""
    found: dict[Dimension, list[tuple[Stated, str, frozenset[str]]]] = {}
    for two in stated_in(case):
        clause = _clause(two)
        if not NOT_NOW.search(clause):
            known = found.setdefault(two.figure.dimension, [])
            known.append((two, clause, _minerals(clause)))
    return found


def _in_prose(case: Case, one: Stated, name: str) -> Iterator[Told]:
    own = _minerals(_clause(one))
    for two, clause, minerals in _told_of_now(case).get(one.figure.dimension, ()):
        if two.sentence is one.sentence or not _is_alike(one.figure, two.figure):
            continue
        if _is_of(name, one, two, clause) and not (own and minerals and not own & minerals):
            yield Told(two.figure.amount, two.sentence.reading(two.figure))


def _is_of(name: str, one: Stated, two: Stated, clause: str) -> bool:
    """The clause has the name, or all its signs in their order; what is counted stands behind."""
    if OF_A_PART.search(_before(one)):
        return name in clause + two.sentence.text[two.figure.end : two.figure.end + len(name)]
    return name in clause or (len(name) >= SURE and is_subsequence(name, clause))


def _in_tables(case: Case, one: Stated, name: str) -> Iterator[Told]:
    for entry in entries_in(case):
        words = "".join(entry.row) or entry.head
        is_alike = entry.dimension is one.figure.dimension and not _is_past(case, entry)
        if is_alike and name in words + (entry.head if entry.is_total else ""):
            yield Told(entry.amount, entry.cell.reading)


def _is_past(case: Case, entry: Entry) -> bool:
    return bool(entry.year) and case.base_year is not None and entry.year <= str(case.base_year)


def _is_alike(one: Figure, other: Figure) -> bool:
    is_counted = one.dimension in {Dimension.COUNT, Dimension.PEOPLE}
    is_unit = not is_counted or one.unit == other.unit
    return one.dimension is other.dimension and one.rate == other.rate and is_unit


def _clause(one: Stated) -> str:
    """The sentence up to the figure, back to the one before it of the same dimension."""
    text, figure = one.sentence.text, one.figure
    ends = [
        two.end
        for two in one.sentence.figures
        if two.end <= figure.start and two.dimension is figure.dimension
    ]
    start = max([start_of(text, figure.start, "。;"), *ends])
    return text[start : figure.start]


def _finding(one: Stated, other: Reading) -> Finding:
    return doubt(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "此处复述的 {one} 别处没有，别处为 {other}",
        "{one}, which is repeated here, stands nowhere else; elsewhere there is {other}",
        [one.sentence.reading(one.figure), other],
        other.value,
        one=one.figure.printed,
        other=other.value,
    )


LEAST = re.compile("最低|最小|不[得应]?[低少小]于|下限|起点")


def _refused(case: Case, one: Stated) -> Iterator[Finding]:
    """建筑石料采矿权出让…，年开采规模不足30万吨的不得出让, where least for it is 50万吨/年."""
    own = _minerals(_passage(one))
    if not own or one.figure.dimension not in {Dimension.MASS, Dimension.VOLUME}:
        return
    others = [
        two
        for two in stated_in(case)
        if two.sentence is not one.sentence
        and two.figure.dimension in {Dimension.MASS, Dimension.VOLUME}
        and (two.figure.rate or "规模" in _passage(two))
        and _minerals(_clause(two)) == own
        and (two.figure.force is Force.AT_LEAST or LEAST.search(_passage(two)))
    ]
    amounts = {(two.figure.amount, two.figure.dimension) for two in others}
    if len(amounts) == 1 and (one.figure.amount, one.figure.dimension) not in amounts:
        yield _finding(one, others[0].sentence.reading(others[0].figure))


def _passage(one: Stated) -> str:
    text = one.sentence.text
    return text[start_of(text, one.figure.start, "。;") : one.figure.start]
