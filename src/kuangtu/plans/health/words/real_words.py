# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Words that stand beside those of a code list and are none of its slips. 用词表之外的常用词。"""

from __future__ import annotations

import re

from kuangtu.plans.health.reading.quantities import plain

WORDS = (
    # how far a mine is
    "拟建、续建、待建、已建、未建、复建、扩建、改建、筹备、复产、投产、试产、转产、达产、减产、未投产、试生产、试运行",
    "关停、停采、停办、停业、歇业、整合、整合中、整治、注销、吊销、取缔、政策性关闭、到期、过期、延续、延续中、在册、有效",
    # how it is mined
    "井下、井工开采、地面、地表、露采、坑采、平硐、平硐开采、竖井、斜井、水采、联合、复合、山坡露天、凹陷露天",
    # how far its ground is explored
    "勘查评价、评价、调查评价、资源评价、可行性评价、水源勘查、储备",
    "踏勘、核查、检查、复查、生产勘探、开发勘探、补充勘探、储量核实、资源量核实、预可研、可研、开采、生产、矿产地",
    # how a right is granted, and who does so
    "竞标、竞价、竞拍、网上竞价、划拨、转让、协商、招商、竞争出让、直接出让、探转采、变更",
    "部级、部、厅级、乡级、镇级、乡镇级、省部级",
    # what is counted
    "矿山、矿区、矿床、矿井、矿权、矿种、矿体、矿企、企业、国有、民营、私营、集体、正常、其他、其它、其余",
)
REAL_WORDS = frozenset(word for words in WORDS for word in words.split("、"))
BETWEEN = re.compile("[/、，,;；+＋—→~～-]|兼|转|及|和|与|或|至")


def is_made_of(word: str, known: frozenset[str]) -> bool:
    """A word of the list or one that goes with it, several of them, or one with a note behind.

    >>> [is_made_of(one, frozenset({"露天"})) for one in ("露天/井下", "露天（山坡）", "露夫")]
    [True, True, False]
    """
    words = known | REAL_WORDS
    bare = re.sub(r"\([^()]*\)", "", plain(word)).strip()
    pieces = [piece.strip() for piece in BETWEEN.split(bare) if piece.strip()]
    return word in words or bare in words or (bool(pieces) and words.issuperset(pieces))
