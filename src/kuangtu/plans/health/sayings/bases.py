# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a share is of, told again as a quantity of its own. 占比基数与他处所说。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import Stated, core, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.types import Finding, Kind

BASE = re.compile(r"占(?P<name>[^，。;、占\d]{3,16})$")
SHARE = re.compile(r"的?(?:约|近)?\d[\d.]*%")
LED_OFF = re.compile("(?:尚有|还有|仍有|共有|合计|总计|达到?|为|有|共|约)+$")
LONG = 4  # signs of a name that two things do not share by chance


def bases_are_the_quantities_told(case: Case) -> Iterator[Finding]:
    """未治理面积尚有288公顷; 占未治理面积298公顷的75%: one of the two is a slip."""
    told = stated_in(case)
    for base in told:
        text, figure = base.sentence.text, base.figure
        found = BASE.search(text[: figure.start])
        if found is None or SHARE.match(text, figure.end) is None:
            continue
        name = core(found["name"], case.county_name)
        others = [one for one in told if _is_told_of(one, base, name)]
        if len(name) < LONG or any(one.figure.amount == figure.amount for one in others):
            continue
        for other in others:
            if slip_between(other.figure.value, figure.value) is not Slip.NONE:
                yield _finding(base, other, name)


def _is_told_of(one: Stated, base: Stated, name: str) -> bool:
    """A figure of the same unit, the words before which end in the name."""
    figure = one.figure
    if one.sentence is base.sentence or figure.unit != base.figure.unit:
        return False
    if figure.dimension is Dimension.PERCENT or figure.force is not Force.EXACT:
        return False
    if one.year and base.year and one.year != base.year and one.year in one.sentence.text:
        return False
    before = re.split("[，。;:]", one.sentence.text[: figure.start])[-1]
    return LED_OFF.sub("", before).endswith(name)


def _finding(base: Stated, other: Stated, name: str) -> Finding:
    return error(
        Kind.SAID_TWICE,
        base.sentence.around(base.figure),
        "“{name}”此处为 {one}，另一处为 {other}",
        "“{name}” is {one} here and {other} elsewhere",
        [base.sentence.reading(base.figure), other.sentence.reading(other.figure)],
        name=name,
        one=base.figure.printed,
        other=other.figure.printed,
    )
