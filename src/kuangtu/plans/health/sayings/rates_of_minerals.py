# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The least rates of mining and dressing of a mineral, told in two places. 三率要求前后两说。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.sameness import MINERAL, is_supposed
from kuangtu.plans.health.types import Finding, Kind

PAIR = 2
RATE = re.compile("(?:开采|选矿|综合|采区|工作面|矿井)?(?:回采率|回收率|利用率)")
# What sets a lower or a higher rate for some of the mines.
OF_SOME = re.compile(
    "露天|地下|井工|大型|中型|小型|新建|改扩建|现有|已有|煤层|缓倾|急倾|品位|难选|氧化|原生|共生|伴生|尾矿|废石"
    "|201\\d|203\\d|上轮|十三五|实际|全国|全省|一般指标|达到\\d"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A least rate of one mineral. 一矿种的一项指标。"""

    mineral: str
    rate: str
    one: Stated


def least_rates_of_a_mineral_are_said_alike(case: Case) -> Iterator[Finding]:
    """钨矿选矿回收率不低于80% here, 钨矿山…选矿回收率须在75%以上 there."""
    told: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for one in stated_in(case):
        if (limit := _limit_of(one)) is not None:
            told[limit.mineral, limit.rate].append(one)
    for (mineral, rate), several in told.items():
        if len(several) != PAIR:
            continue  # three rates are of three kinds of mines
        one, other = several
        if one.sentence is not other.sentence and one.figure.amount != other.figure.amount:
            yield _finding(mineral, rate, one, other)


def _limit_of(one: Stated) -> Limit | None:
    figure = one.figure
    if figure.dimension is not Dimension.PERCENT or figure.force is not Force.AT_LEAST:
        return None
    head = re.split("[。;]", one.sentence.text[: figure.start])[-1]
    rates = RATE.findall(re.split("[，、]", head)[-1])
    minerals = [set(MINERAL.findall(clause)) for clause in re.split("，", head)]
    named = [found for found in minerals if found]
    if len(rates) != 1 or not named or len(named[-1]) != 1 or "分别" in head:
        return None
    if OF_SOME.search(head) or is_supposed(one) or len({*map(frozenset, named)}) > 2:
        return None
    return Limit(named[-1].pop(), rates[0], one)


def _finding(mineral: str, rate: str, one: Stated, other: Stated) -> Finding:
    return error(
        Kind.SAID_TWICE,
        other.sentence.around(other.figure),
        "{mineral}的{rate}两处要求不同：{one}，{other}",
        "the {rate} asked of {mineral} differs: {one} and {other}",
        [two.sentence.reading(two.figure) for two in (one, other)],
        mineral=mineral,
        rate=rate,
        one=f"{one.figure.printed}{one.figure.force.value}",
        other=f"{other.figure.printed}{other.figure.force.value}",
    )
