# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""By what a share is reckoned: by number, by output, of a change. 占比的口径。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kuangtu.plans.health.reading.amounts import Amount
from kuangtu.plans.health.reading.labels import risen_from
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_parts import is_so_measured, label_before


def is_so_reckoned(claim: Claim, part: Amount) -> bool:
    """按产量计，甲矿区占43.1%: not of how many mines it has. 面积合计4.0平方公里，其中岩盐占80.0%.

    占减少数的81.8%: of a change, in which no amount that is there has a share.
    """
    head = claim.sentence.text[: claim.share.start]
    if COUNTED.search(claim.base) and part.dimension is not Dimension.COUNT:
        return False  # 占未治理处数的85.37%
    if not is_so_measured(part, claim.base):
        return False  # 28处、78.40公顷，占未治理面积的61.0%
    if OF_A_CHANGE.search(claim.base) and not OF_A_CHANGE.search(label_before(part)):
        return False
    if (by := RECKONED_BY.search(head)) is not None and not is_so_measured(part, by[1]):
        return False
    within = WITHIN_IT.search(head)
    if within is None or claim.base:
        return True
    told = [one for one in claim.sentence.figures if one.end == within.start()]
    return not told or told[0].dimension is part.dimension


COUNTED = re.compile("(?:处|个|座|宗|项)数$")
OF_A_CHANGE = re.compile("(?:减少|增加|新增|压减|净增|净减)(?:数|量|额|了)*$|增量|减量")
RECKONED_BY = re.compile(
    r"按(?:20\d\d年)?(?:的)?([一-鿿]{2,6}?)(?:计算?|测算|统计|分)，?[^，。;]*$"
)
WITHIN_IT = re.compile(r"，其中[^，。;\d]{1,10}占$")


BEGAN = re.compile("[由从]$")


def is_of_where_it_began(claim: Claim, parts: Sequence[Amount]) -> bool:
    """由13个调整为11个，占总数的比例由61.9%提高到84.6%: the first share is of the 13."""
    if BEGAN.search(claim.sentence.text[: claim.share.start]) is None:
        return False
    return any(
        part.figure is not None
        and part.sentence is not None
        and risen_from(part.sentence, part.figure) is not None
        for part in parts
    )
