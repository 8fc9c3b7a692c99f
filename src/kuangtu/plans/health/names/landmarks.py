# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones, reserves and parks that are named twice, a sign apart. 区域与保护地名称。

塔什湖湿地公园 beside 塔斯湖湿地公园; 宗务隆铅锌重点勘查区 beside 宗务铅锌重点勘查区.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.graded_names import KINDS, LEVELS
from kuangtu.plans.health.names.place_names import (
    DISTINCT,
    GENERIC,
    HAN,
    MINERALS,
    are_rows_of_one_column,
)
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_edit
from kuangtu.plans.health.reading.likeness import are_alike
from kuangtu.plans.health.reading.spots import Spot, sentences_with, spots_of
from kuangtu.plans.health.types import Finding, Kind, Reading

ZONES = (
    "(?:重点|集中)(?:勘查|开采)区|国家规划矿区|能源资源基地|整装勘查区|水源(?:地|保护区)|水库"
    "|公益林"
)
# What may stand before a name and is no sign of it.
LEAD = (
    "的和与及在由为等其各是有至对于从以将把了共让位定设占含邻近距括入内外开除但个处片"
    "级类该此经沿临涉属"
)
NAMED = re.compile(
    rf"(?P<wrong>(?:(?![{LEAD}])[{HAN}—－-]){{2,10}}?(?P<end>(?:{LEVELS})?(?:{KINDS})|{ZONES}))"
)
SHORT_MINERAL = "[铁铜铅锌金银镍钨锡钼锑锂锰铬磷煤]"
LEAST = 2  # signs of a name before its end
LONG = 3  # of a name in which a sign is missing


def landmarks_keep_their_names(case: Case) -> Iterator[Finding]:
    """白马省级自然保护区, where the document else has 白马寨省级自然保护区."""
    first: dict[str, Spot] = {}
    counts: Counter[str] = Counter()
    for spot in spots_of(case, NAMED):
        first.setdefault(spot.wrong, spot)
        counts[spot.wrong] += 1
    for one, other in combinations(first, 2):
        name, wrong = (one, other) if counts[one] >= counts[other] else (other, one)
        if counts[wrong] > 1 or not _is_slip(name, wrong):
            continue
        if not are_rows_of_one_column(case, name, wrong) and not _are_told_together(
            case, name, wrong
        ):
            yield _told(first[name], first[wrong], counts[name])


def _is_slip(name: str, wrong: str) -> bool:
    """Of one kind, one sign of the place other or missing; no direction, number or mineral."""
    ends = [NAMED.fullmatch(one) for one in (name, wrong)]
    if not all(ends) or len({one["end"] for one in ends if one}) > 1:
        return False
    end = ends[0]["end"] if ends[0] else ""
    stems = [one.removesuffix(end) for one in (name, wrong)]
    if min(map(len, stems)) < LEAST or not is_one_edit(*stems):
        return False
    long, short = sorted(stems, key=len, reverse=True)
    if len(long) == len(short):
        at = next(n for n, (a, b) in enumerate(zip(long, short, strict=True)) if a != b)
        signs = long[at] + short[at]
        is_named = len(long) > LEAST or are_alike(long[at], short[at])
        is_generic = set(signs) <= GENERIC and not are_alike(long[at], short[at])
        return is_named and not is_generic and not _tells_apart(signs)
    at = next(n for n in range(len(long)) if long[:n] + long[n + 1 :] == short)
    if re.fullmatch(MINERALS, long[at]):  # 铜铅矿 for 铜铅锌矿: of a zone that has three
        return len(re.findall(SHORT_MINERAL, long)) >= LONG and at > 0
    return len(long) >= LONG and at > 0 and not _tells_apart(long[at])


def _tells_apart(signs: str) -> bool:
    return bool(set(signs) & DISTINCT) or re.search(MINERALS, signs) is not None


def _are_told_together(case: Case, name: str, wrong: str) -> bool:
    return any(wrong in text.replace(name, "") for text in sentences_with(case, name))


def _told(right: Spot, spot: Spot, count: int) -> Finding:
    return doubt(
        Kind.NAME,
        spot.where,
        "“{wrong}”仅此一处，与文中“{name}”（{count} 处）只差一字",
        "“{wrong}” stands here alone, one sign away from “{name}”, which stands {count} times",
        [Reading(spot.wrong, spot.where), Reading(right.wrong, right.where)],
        wrong=spot.wrong,
        name=right.wrong,
        count=count,
    )
