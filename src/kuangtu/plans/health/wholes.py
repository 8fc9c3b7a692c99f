# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Branches larger than what they are branches of. 行业与总量。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.labels import Stated, stated_in
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.quantities import Dimension, Force
from kuangtu.plans.health.types import Finding, Kind

MINING = re.compile("采矿业|矿业|采掘业|矿产开发")
SECOND = re.compile("第二产业|二产|生产总值|GDP")


def branches_fit_their_sector(case: Case) -> Iterator[Finding]:
    """Mining is part of the second sector."""
    money = [
        one
        for one in stated_in(case)
        if one.figure.dimension is Dimension.MONEY
        and one.figure.force in {Force.EXACT, Force.ABOUT}
        and not one.is_goal
    ]
    mining = [one for one in money if MINING.search(one.label)]
    second = [one for one in money if SECOND.search(one.label) and not MINING.search(one.label)]
    for part in mining:
        for whole in second:
            is_near = part.sentence.paragraph == whole.sentence.paragraph
            if (part.year == whole.year or is_near) and part.figure.amount > whole.figure.amount:
                yield _finding(part, whole)
                break


def _finding(part: Stated, whole: Stated) -> Finding:
    return doubt(
        Kind.PART_ABOVE_WHOLE,
        part.sentence.around(part.figure),
        "“{part}”大于“{whole}”：是产值与增加值之别，还是有误，文中没有说明",
        "“{part}” is more than “{whole}”: output against value added, or a mistake, the text does "
        "not say",
        [part.sentence.reading(part.figure), whole.sentence.reading(whole.figure)],
        part=part.words,
        whole=whole.words,
    )
