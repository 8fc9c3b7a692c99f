# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Two measures of one thing told together: 43处、面积66.00公顷. 并提的两个数。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.slips import count_of_digits
from kuangtu.plans.health.reading.told import pairs_of, words_beside
from kuangtu.plans.health.types import Finding, Kind

MEASURED = {Dimension.AREA, Dimension.MASS, Dimension.MONEY, Dimension.VOLUME, Dimension.LENGTH}
TOGETHER = re.compile(
    "[一-鿿]{0,6}[、，](?:总?面积|总?投资|资金|经费|规模|共|合计|为|约|治理|修复)*"
)
COUNTED = re.compile(
    "工程|项目|任务|矿山|矿权|图斑|地块|区块|矿点|企业|矿井|开采区|勘查区|矿区|工作区"
)
OF_MEASURE = re.compile("总?面积|总?投资额?|资金|经费|规模|总量")  # told of anything
OF_SOME = re.compile("其中|平均|每|新增|减少|增加")
FEWEST = 3  # digits of a measure that two things do not share by chance


@dataclass(frozen=True, slots=True)
class Pair:
    """A count with the measure beside it. 个数与其量。"""

    count: Stated
    measure: Stated
    words: frozenset[str]

    @property
    def key(self) -> tuple[Dimension, Decimal, str]:
        figure = self.measure.figure
        return figure.dimension, figure.amount, self.count.figure.unit


def measures_told_together_are_told_so_again(case: Case) -> Iterator[Finding]:
    """历史遗留矿山34处、面积66.00公顷 here, 43处 with the very same 66.00公顷 there."""
    told: dict[tuple[Dimension, Decimal, str], list[Pair]] = defaultdict(list)
    for pair in _pairs_in(case):
        told[pair.key].append(pair)
    for several in told.values():
        times = Counter(pair.count.figure.amount for pair in several)
        for one, other in combinations(several, 2):
            amounts = one.count.figure.amount, other.count.figure.amount
            is_once = min(times[amount] for amount in amounts) == 1
            is_other = amounts[0] != amounts[1] and is_once and _may_be_one(one, other)
            if is_other and one.words & other.words:
                yield _finding(one, other)


def _may_be_one(one: Pair, other: Pair) -> bool:
    """修复工程5个 are not the 矿山27个 that they repair."""
    nouns = [set(COUNTED.findall(_noun_of(two.count))) for two in (one, other)]
    return not all(nouns) or bool(nouns[0] & nouns[1])


def _noun_of(one: Stated) -> str:
    """The end of the label, and the noun right after the figure."""
    after = re.match("[一-鿿]{0,6}", one.sentence.text[one.figure.end :])
    return f"{one.label[-4:]}{after[0] if after else ''}"


def _pairs_in(case: Case) -> Iterator[Pair]:
    for one, other in pairwise(stated_in(case)):
        if one.sentence is not other.sentence or not _is_pair(one, other):
            continue
        text = one.sentence.text
        if TOGETHER.fullmatch(text[one.figure.end : other.figure.start]):
            beside = [
                words_beside(two.sentence, two.figure.start, two.figure.end) for two in (one, other)
            ]
            if not OF_SOME.search("".join(beside)):
                yield Pair(one, other, pairs_of(OF_MEASURE.sub("，", "，".join(beside))))


def _is_pair(one: Stated, other: Stated) -> bool:
    figures = one.figure, other.figure
    is_exact = all(two.force is Force.EXACT and two.upper is None for two in figures)
    is_counted = one.figure.dimension is Dimension.COUNT
    is_measured = other.figure.dimension in MEASURED and not other.figure.rate
    return is_exact and is_counted and is_measured and _says_much(other.figure.value)


def _says_much(value: Decimal) -> bool:
    """66.00 is as much as three digits: it was measured to the hundredth."""
    printed = len(value.as_tuple().digits)
    is_measured = int(value.as_tuple().exponent) < 0
    return (printed if is_measured else count_of_digits(value)) >= FEWEST


def _finding(one: Pair, other: Pair) -> Finding:
    return error(
        Kind.SAID_TWICE,
        other.count.sentence.around(other.count.figure),
        "同一 {measure} 两处个数不同：{one}，{other}",
        "the same {measure} is told with two counts: {one}, {other}",
        [two.count.sentence.reading(two.count.figure) for two in (one, other)],
        measure=one.measure.figure.printed,
        one=one.count.words,
        other=other.count.words,
    )
