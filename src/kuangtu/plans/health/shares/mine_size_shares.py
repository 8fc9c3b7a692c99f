# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The shares of small and of larger mines, told in different places. 大中型与小型占比。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import doubt, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind, Reading

OF_ALL_MINES = "(?:全[县市区旗])?(?:矿山|采矿权)?(?:总数|数量)?的?[为达]?"
SMALL = re.compile(
    rf"小型(?:矿山|采矿权)?(?:数量)?(?:仍|约|还)?占{OF_ALL_MINES}(?P<share>\d+\.\d+)%"
)
LARGER = re.compile(rf"大中型(?:矿山|采矿权)?(?:占比?|比例){OF_ALL_MINES}(?P<share>\d+\.\d+)%")
TO_COME = re.compile("目标|规划期|力争|到20|达到|提高")
STEP = Decimal("0.2")  # that rounding leaves
ALMOST = 12  # points from a hundred, beyond which other things are meant


def small_and_other_mines_are_a_hundred(case: Case) -> Iterator[Finding]:
    """大中型占44.1%; 小型矿山仍占采矿权总数的59.9%: together more than all of them."""
    told: dict[re.Pattern[str], dict[str, Reading]] = {SMALL: {}, LARGER: {}}
    for sentence in case.sentences:
        for pattern, found in ((p, one) for p in told for one in p.finditer(sentence.text)):
            if not TO_COME.search(sentence.text[: found.end()]):
                where = sentence.where(found.start(), found.end())
                told[pattern].setdefault(found["share"], Reading(f"{found['share']}%", where))
    if any(len(values) != 1 for values in told.values()):
        return
    (small, one), (larger, other) = (next(iter(values.items())) for values in told.values())
    away = abs(Decimal(small) + Decimal(larger) - 100)
    if STEP < away < ALMOST:
        yield doubt(
            Kind.SHARE,
            one.where,
            "小型占 {small}%，大中型占 {larger}%，合计不是 100%",
            "small mines are {small}%, the others {larger}%: not a hundred together",
            [one, other],
            f"{shown(100 - Decimal(larger))}%",
            small=small,
            larger=larger,
        )
