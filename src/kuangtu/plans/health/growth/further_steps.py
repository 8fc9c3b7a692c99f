# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is left after a further step: 压减到38家，再减3家，保留35家. 分步增减。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind, Reading

AMOUNT = r"\d+(?:\.\d+)?"
STEPS = re.compile(
    rf"(?:到|至|为|在)(?P<first>{AMOUNT})(?P<unit>[一-鿿]{{1,4}})，[^，。;\d]{{0,8}}?"
    rf"再(?:(?P<down>减少?|压减|退出|关闭|核减)|(?P<up>增加?|新增|新建|新设))(?P<step>{AMOUNT})(?P=unit)，"
    rf"[^，。;\d]{{0,6}}(?:20\d\d年[底末]?)?[^，。;\d]{{0,6}}?"
    rf"(?:保留|为|达到?|降至|增至|减至|余|剩|控制在)(?P<last>{AMOUNT})(?P=unit)"
)


def further_steps_come_to_what_is_left(case: Case) -> Iterator[Finding]:
    """近期压减到38家，远期再减3家，到2025年保留36家: 35 are left."""
    for sentence in case.sentences:
        for found in STEPS.finditer(sentence.text):
            first, step, last = (Decimal(found[name]) for name in ("first", "step", "last"))
            right = first - step if found["down"] else first + step
            if right == last:
                continue
            where = sentence.where(found.start(), found.end())
            unit = found["unit"]
            yield error(
                Kind.SUM,
                where,
                "{first}{unit}，{sign}{step}{unit}，应为 {right}{unit}，印作 {last}{unit}",
                "{first}, {sign}{step} makes {right}; {last} is printed",
                [Reading(f"{shown(one)}{unit}", where) for one in (first, step, last)],
                f"{shown(right)}{unit}",
                first=shown(first),
                sign="再减" if found["down"] else "再增",
                step=shown(step),
                right=shown(right),
                last=shown(last),
                unit=unit,
            )
