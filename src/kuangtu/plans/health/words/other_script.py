# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A document in traditional characters, whose words the checks do not know. 繁体文本。"""

from __future__ import annotations

import re

from kuangtu.plans.health.making import note
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind, Where

TRADITIONAL = re.compile("[礦產縣區鎮鄉萬億處開權發現銅鐵鉛鋅錳鎢錫規劃總體資]")
SIMPLIFIED = re.compile("[矿产县区镇乡万亿处开权发现铜铁铅锌锰钨锡规划总体资]")
FEW = 20  # a quotation or a name


def other_script(case: Case) -> Finding | None:
    """What is said, in place of everything else, of a document that is not in simplified signs."""
    traditional = TRADITIONAL.findall(case.whole)
    if len(traditional) <= FEW or len(traditional) <= len(SIMPLIFIED.findall(case.whole)):
        return None
    words, where = next(one for one in case.texts if TRADITIONAL.search(one[0]))
    return note(
        Kind.VOCABULARY,
        Where(words[:40], where.clause, where.line),
        "文本用繁体字印成；体检只认简体，没有检查，请转成简体后再交",
        "the document is printed in traditional characters, which the checks do not read; nothing "
        "was examined, convert it to simplified ones first",
    )
