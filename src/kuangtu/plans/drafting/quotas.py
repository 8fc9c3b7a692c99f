# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which goals are numbers that the county is held to. 控制数：矿山数、开采总量、大中型矿山比例。"""

from __future__ import annotations

import re

from kuangtu.plans.drafting import names
from kuangtu.plans.types import Account

ACCOUNTS = (
    (re.compile(r"大中型矿山(?:数量)?(?:比例|占比|比重)"), Account.LARGE_MEDIUM_SHARE),
    (re.compile(r"(?:采矿权|矿山)(?:总)?(?:数量?|个数)"), Account.MINE_COUNT),
    (re.compile(r"(?:开采|处理|矿石|采掘)总量"), Account.ANNUAL_OUTPUT),
)
OF_SOME = re.compile(r"绿色|大型|中型|小型|非煤|砂石|石料|新设|新建|关闭|整合|停产|废弃|历史遗留")
OF_A_PART = re.compile("(?<!县)(?<!市)(?<!全)区内|片区|开采区|勘查区|[镇乡]|其中|单个|每个")
LIMITS = {
    Account.MINE_COUNT: ("<=", "≈"),
    Account.ANNUAL_OUTPUT: ("<=", "≈"),
    Account.LARGE_MEDIUM_SHARE: (">=", "≈", "="),
}


def account_of(subject: str) -> Account | None:
    """Which number of the county it is; that of a zone, a town or one mineral is none.

    >>> account_of("固体矿产采矿权总数"), account_of("集中开采区内采矿权总数")
    (<Account.MINE_COUNT: 'MINE_COUNT'>, None)
    >>> account_of("绿色矿山数量"), account_of("煤炭开采总量")
    (None, None)
    """
    if OF_A_PART.search(subject):
        return None
    for pattern, account in ACCOUNTS:
        if found := pattern.search(subject):
            before = subject[: found.start()]
            is_of_some = OF_SOME.search(before) or names.at_the_end(before)
            return None if is_of_some else account
    return None


def limited(subject: str, comparison: str) -> Account | None:
    """The number that the goal limits; None where it is only to be reached."""
    account = account_of(subject)
    return account if account is not None and comparison in LIMITS[account] else None
