# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a row of amounts in the sentence of a share says of its whole. 占比句中的成组数量。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from kuangtu.plans.health.reading.amounts import Amount
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_parts import amounts_of, around

HAS_SHARE = re.compile(
    r"[(，](?:约?占|约\d|[^，。;占\d]{0,6}(?:率|比重|比例)|(?:约?为|相当于)[^，。;\d]{1,12}的)"
)


def all_of_its_row(
    case: Case, claim: Claim, part: Amount, paragraph: Sequence[Amount]
) -> list[Amount]:
    """中央2790、省级1860、市县2325、社会2325万元，中央占30.0%: of the 9300万元 before them."""
    row = [
        one
        for one in amounts_of(case, claim.sentence)
        if one.figure is not None and one.unit == part.unit and one.figure.end <= claim.start
    ]
    alike = [one for one in paragraph if one.unit == part.unit]
    for first in range(len(row) - 2):
        run = row[first:]
        total = sum((one.amount for one in run), Decimal(0))
        whole = [one for one in alike if one.amount == total and one not in run]
        if whole and any(one.figure is part.figure for one in run):
            return whole[:1]
    return []


def told_behind(case: Case, claim: Claim, part: Amount) -> list[Amount]:
    """大中型矿山17座，占比27.4%，全县共有矿山62座: a whole that is told once the share has been."""
    return [
        one
        for one in amounts_of(case, claim.sentence)
        if one.figure is not None
        and one.figure.start >= claim.share.end
        and one.unit == part.unit
        and one.amount > part.amount
        and re.search("共|总|全[县市区旗州省]", one.name)
    ]


def first_of_row(case: Case, claim: Claim, part: Amount) -> list[Amount]:
    """38处，大型3处、中型9处、小型26处: the first is the whole, if it holds all the others."""
    segment = claim.sentence.text.rfind(";", 0, claim.start)
    row = [
        one
        for one in around(case, claim)
        if one.sentence is claim.sentence and one.unit == part.unit
        if one.figure is not None and one.figure.start > segment
    ]
    if len(row) > 2 and row[-1].amount == sum((one.amount for one in row[:-1]), Decimal(0)):
        return row[-1:]
    sums = list(accumulate(one.amount for one in row[1:]))
    is_whole = len(row) > 1 and (
        row[0].amount >= sums[-1] * Decimal("0.98") or row[0].amount in sums[1:]
    )
    is_other = bool(row) and row[0].figure is not part.figure and not has_a_share(row[0])
    return row[:1] if is_whole and is_other else []


def has_a_share(one: Amount) -> bool:
    """An amount with a share of its own is a part like the one that is judged: 3240万元(占60%)."""
    if one.sentence is None or one.figure is None:
        return False
    after = one.sentence.text[one.figure.end :]
    return HAS_SHARE.match(after) is not None
