# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What there is together with what is added, as the part of a share. 已有加新增。"""

from __future__ import annotations

import re
from dataclasses import replace

from kuangtu.plans.health.reading.amounts import Amount, amounts_by_paragraph
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_parts import label_before

EXISTING = re.compile(r"^(?:20\d\d年底?)?(?:全[县市区旗州])?[现已既](?:有|建成?)")
ADDED = re.compile("^(?:规划期内?)?(?:再|拟|计划)?(?:新增|新建)[^的]{0,4}$")


def with_what_is_added(case: Case, claim: Claim, part: Amount) -> Amount | None:
    """已有绿色矿山4个，新增5个。目标年占采矿权总数的60%: nine; None if not both are told."""
    near = amounts_by_paragraph(case).get(claim.sentence.paragraph, ())
    told = [one for one in near if one.dimension is part.dimension and one.figure is not None]
    first = [one for one in told if EXISTING.match(label_before(one))]
    added = [one for one in told if ADDED.match(label_before(one))]
    if len(first) != 1 or len(added) != 1:
        return None
    amount = first[0].amount + added[0].amount
    return replace(part, amount=amount, low=amount, high=amount)
