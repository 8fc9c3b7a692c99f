# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is asked, and what happens to those who do not reach it. 要求与达不到要求的。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.reading.told import pairs_of
from kuangtu.plans.health.tables.limits import force_of
from kuangtu.plans.health.types import Finding, Kind, Reading

NOT_NEGATED = "(?<!不)(?<!不[得应能宜])"
MISSED = re.compile(f"(?:达不到|未达到?|未能达到|没有达到|不足|{NOT_NEGATED}(?:低于|小于|少于))$")
PASSED = re.compile(f"{NOT_NEGATED}(?:超过|高于|大于|突破)$")
REFUSED = re.compile(
    "不得|不予|不再|一律|禁止|责令|暂停|停止|取消|限期|予以|不能|不准|不批|退出|关闭|核减|不受理"
)
RATE = re.compile("[一-鿿]{2}率|比例|比重|占比")
FURTHER = re.compile("连续|仍|严重|再次|两年|三年")  # a limit of its own, below the first
OLD, NEW = (
    re.compile("已有|现有|原有|已建|在产|存量"),
    re.compile("新建|新设|新立|新上|拟建|改扩建"),
)
FEW = 2  # pairs of signs that a rule and its consequence share


def what_falls_short_is_held_against_the_same_limit(case: Case) -> Iterator[Finding]:
    """回采率达不到80%的矿山不得申报, where 回采率不低于85% is asked."""
    told = stated_in(case)
    for one in told:
        if (force := _limit_of(one)) is Force.EXACT:
            continue
        closest = _closest(one, [two for two in told if _is_limit(two, one, force)])
        is_kept = any(two.figure.amount == one.figure.amount for two in closest)
        if closest and not is_kept and not _is_told_elsewhere(case, one, force):
            yield _finding(one, closest[0])


def _limit_of(one: Stated) -> Force:
    """Which limit it is that is not kept: 达不到85% of one that asks for 85% and more."""
    text, figure = one.sentence.text, one.figure
    after = text[figure.end :].split("。")[0]
    is_further = FURTHER.search(re.split("[。;]", text[: figure.start])[-1]) is not None
    if not REFUSED.search(after) or figure.upper is not None or is_further:
        return Force.EXACT
    before = text[: figure.start]
    if MISSED.search(before):
        return Force.AT_LEAST
    return Force.AT_MOST if PASSED.search(before) else Force.EXACT


def _is_limit(two: Stated, one: Stated, force: Force) -> bool:
    figure = two.figure
    is_alike = figure.dimension is one.figure.dimension and figure.rate == one.figure.rate
    is_other = two.sentence is not one.sentence and _limit_of(two) is Force.EXACT
    is_of_year = not (one.year and two.year) or one.year == two.year or not two.is_goal_in_words
    return is_alike and is_other and is_of_year and figure.force is force and figure.upper is None


def _closest(one: Stated, limits: list[Stated]) -> list[Stated]:
    """The limits that are told by most of the words; of other minerals none is."""
    words, minerals, rates = _words_of(one), _minerals_of(one), _rates_of(one)
    shared = [
        (len(words & _words_of(two)), two)
        for two in limits
        if not (OLD.search(_clauses(one)) and NEW.search(_passage(two)))
        and (not rates or rates & _rates_of(two))
        and (not minerals or not (of_two := _minerals_of(two)) or minerals & of_two)
    ]
    most = max((count for count, _ in shared), default=0)
    return [two for count, two in shared if count == most] if most >= FEW else []


def _clauses(one: Stated) -> str:
    """What a figure is of: its clause, and the one after it for a consequence."""
    text, figure = one.sentence.text, one.figure
    start = start_of(text, figure.start, "，。;:")
    after = re.split("[，。;]", text[figure.end :])[0]
    return f"{text[start : figure.start]}，{after}"


def _passage(one: Stated) -> str:
    """The sentence up to a figure: 新建磷矿不低于50万吨/年，石墨不低于5万吨/年."""
    return one.sentence.text[: one.figure.start]


def _words_of(one: Stated) -> frozenset[str]:
    return pairs_of(MISSED.sub("", _clauses(one).split("，")[0]) + "，" + _clauses(one))


def _rates_of(one: Stated) -> frozenset[str]:
    """Which rate a percentage is: 回采率 is not 回收率."""
    is_rate = one.figure.dimension is Dimension.PERCENT
    return frozenset(RATE.findall(_clauses(one)) if is_rate else ())


def _minerals_of(one: Stated) -> frozenset[str]:
    """The minerals of the clause, or of the nearest one before it that names any."""
    text = one.sentence.text
    start = start_of(text, one.figure.start, "。;")
    clauses = [_clauses(one), *reversed(re.split("[，:]", text[start : one.figure.start]))]
    found = [frozenset(MINERAL.findall(words)) for words in clauses]
    return next((minerals for minerals in found if minerals), frozenset())


def _is_told_elsewhere(case: Case, one: Stated, force: Force) -> bool:
    """A table has the limit, or the sentence goes on from another: 达不到85%的…，低于75%的…."""
    words = _words_of(one)
    if any(_is_of(entry, one, words, force) for entry in entries_in(case)):
        return True
    beside = [two for two in stated_in(case) if two.sentence is one.sentence and two is not one]
    return any(
        two.figure.dimension is one.figure.dimension and _limit_of(two) is not Force.EXACT
        for two in beside
    )


def _is_of(entry: Entry, one: Stated, words: frozenset[str], force: Force) -> bool:
    is_alike = entry.dimension is one.figure.dimension and entry.amount == one.figure.amount
    told = pairs_of("，".join([*entry.row, entry.head]))
    return is_alike and force_of(entry) in {force, Force.EXACT} and len(told & words) >= FEW


def _finding(one: Stated, other: Stated) -> Finding:
    return doubt(
        Kind.SAID_TWICE,
        one.sentence.around(one.figure),
        "同一要求两处数值不同：一处要求 {limit}，此处以 {printed} 为界",
        "one limit is said twice with different values: {limit} is asked, {printed} held against",
        [
            one.sentence.reading(one.figure),
            Reading(f"{other.label}{other.figure.printed}", other.sentence.around(other.figure)),
        ],
        limit=f"{other.label}{other.figure.printed}{other.figure.force.value}",
        printed=one.figure.printed,
    )
