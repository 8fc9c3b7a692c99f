# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Organs and terms that every plan has, with a sign missing or wrong. 机构名称与固定用语。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.likeness import are_alike, slips_of
from kuangtu.plans.health.reading.spots import Spot, spot_at, spots_of
from kuangtu.plans.health.types import Finding, Kind, Reading

ORGANS = (
    ("自然资源", ("部", "厅", "局", "主管部门")),
    ("生态环境", ("部", "厅", "局", "主管部门")),
    ("应急管理", ("部", "厅", "局", "主管部门")),
    ("林业和草原", ("局", "主管部门")),
    ("农业农村", ("局",)),
    ("发展和改革", ("局", "委员会")),
    ("发展改革", ("局", "委员会")),
    ("工业和信息化", ("局",)),
    ("交通运输", ("局",)),
    ("市场监督管理", ("局",)),
    ("住房和城乡建设", ("局",)),
    ("人民", ("政府",)),
)
TERMS = (
    ("重点", ("勘查区", "开采区", "治理区")),
    ("集中", ("开采区",)),
    ("勘查", ("规划区块", "区块", "许可证")),
    ("开采", ("规划区块", "区块")),
    ("采矿", ("许可证",)),
    ("国家", ("规划矿区",)),
    ("能源", ("资源基地",)),
    ("生态", ("保护红线", "保护修复")),
    ("永久", ("基本农田",)),
    ("城镇", ("开发边界",)),
    ("自然", ("保护区", "保护地")),
    ("国土", ("空间规划",)),
    ("绿色", ("矿山建设",)),
    ("矿山", ("地质环境",)),
    ("安全", ("生产许可证",)),
    ("最低", ("开采规模",)),
    ("历史", ("遗留矿山",)),
    ("国民", ("经济和社会发展",)),
    ("远景", ("目标纲要",)),
)
# Phrases of which a whole word is left out at times, and what is left then.
CUT_SHORT = {
    "矿产资源总体规划": ("矿产总体规划",),
    "绿色矿山": ("绿矿山",),
    "国民经济和社会发展": ("国民和社会发展",),
}
NAMES_OF_ORGANS = frozenset(head + tail for head, tails in ORGANS for tail in tails)
PHRASES = sorted(NAMES_OF_ORGANS | {head + tail for head, tails in TERMS for tail in tails})
ALL = frozenset(PHRASES)


def phrases_are_whole(case: Case) -> Iterator[Finding]:
    """县自资源局 for 县自然资源局, 重点勘区 for 重点勘查区."""
    for phrase in PHRASES:
        for start, wrong in slips_of(phrase, case.whole):
            if not _is_a_slip(case, phrase, wrong):
                continue
            spot = spot_at(case, start, wrong)
            if _belongs_elsewhere(case, phrase, spot):
                continue
            yield _told(spot, phrase)
    for phrase, short in CUT_SHORT.items():
        for wrong in short:
            yield from (_told(spot_at(case, n, wrong), phrase) for n in case.places_of(wrong))


def _told(spot: Spot, phrase: str) -> Finding:
    return doubt(
        Kind.NAME,
        spot.where,
        "“{wrong}”疑为“{phrase}”之误",
        "“{wrong}” may be meant as “{phrase}”",
        [Reading(spot.wrong, spot.where)],
        phrase,
        wrong=spot.wrong,
        phrase=phrase,
    )


def _is_a_slip(case: Case, phrase: str, wrong: str) -> bool:
    """It stands once; a sign is missing, or another is there that looks or sounds like it."""
    if wrong in ALL or len(wrong) > len(phrase) or case.count(wrong) > 1:
        return False
    if not re.fullmatch("[一-鿿]+", wrong) or wrong[-1] != phrase[-1]:
        return False
    if len(wrong) < len(phrase):
        return True
    at = next(n for n, (a, b) in enumerate(zip(phrase, wrong, strict=True)) if a != b)
    pairs = {wrong[at : at + 2], wrong[max(0, at - 1) : at + 1]}
    is_a_word = any(len(pair) == 2 and case.count(pair) > 1 for pair in pairs)
    is_likely = are_alike(phrase[at], wrong[at]) or (phrase in NAMES_OF_ORGANS and at > 0)
    return is_likely and not is_a_word


def _belongs_elsewhere(case: Case, phrase: str, spot: Spot) -> bool:
    """It is a piece of a right phrase, or its first sign ends the word before it."""
    if "环保" in spot.wrong or (spot.wrong[-1] == "部" and spot.after[:1] == "门"):
        return True  # 生态环保部门
    around = f"{spot.before[-8:]}{spot.wrong}{spot.after[:8]}"
    if phrase in around or any(spot.wrong in one and one in around for one in PHRASES):
        return True
    pair = spot.before[-1:] + spot.wrong[:1]
    return spot.wrong[0] != phrase[0] and case.count(pair) > 1


BUREAU = re.compile(r"(?P<wrong>(?P<of>[县市区旗州盟省])(?P<name>自然资源局))")
PLANNING = ("自然资源和规划局", "自然资源与规划局", "规划和自然资源局")


def organs_have_one_name(case: Case) -> Iterator[Finding]:
    """县自然资源局 once, where the document else has 县自然资源和规划局."""
    for spot in spots_of(case, BUREAU):
        level = spot.wrong[0]
        full = next((level + one for one in PLANNING if level + one in case.whole), "")
        if not full or case.count(spot.wrong) > 1:
            continue
        yield doubt(
            Kind.NAME,
            spot.where,
            "“{wrong}”仅此一处，文中他处作“{full}”",
            "“{wrong}” stands here alone; elsewhere the document has “{full}”",
            [Reading(spot.wrong, spot.where)],
            full,
            wrong=spot.wrong,
            full=full,
        )
