# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One protected area or park that is of two levels. 同一保护地的两种级别。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.place_names import HAN
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.spots import Spot, spots_of
from kuangtu.plans.health.types import Finding, Kind, Reading

LEVELS = "国家级|国家|省级|自治区级|自治州级|州级|市级|县级"
KINDS = (
    "自然保护区|森林公园|森林自然公园|湿地公园|湿地自然公园|地质公园|地质自然公园|风景名胜区|沙漠公园"
    "|矿山公园|水产种质资源保护区|水利风景区"
)
AREA = re.compile(rf"(?P<wrong>(?P<name>[{HAN}]{{2,9}})(?P<level>{LEVELS})(?P<kind>{KINDS}))")
NO_NAME = re.compile("[及和与在入出占内外对等个各有无类为属于是设共处即的区县市]")
LEAST = 3  # signs of a name in common


def protected_areas_keep_their_level(case: Case) -> Iterator[Finding]:
    """甲盐沼国家级自然保护区, elsewhere 甲盐沼省级自然保护区."""
    seen: list[tuple[Spot, str, str, str]] = []
    for spot in spots_of(case, AREA):
        found = AREA.fullmatch(spot.wrong)
        if found is None:
            continue
        one = (spot, found["name"], found["level"].removesuffix("级"), found["kind"])
        other = next((two for two in seen if _is_the_same(one, two)), None)
        if other is None:
            seen.append(one)
        elif other[2] != one[2] and other[0].text != spot.text:
            yield doubt(
                Kind.NAME,
                spot.where,
                "同一处{kind}的级别前后不同：“{one}”与“{two}”",
                "one protected area ({kind}) is of two levels: “{one}” and “{two}”",
                [Reading(other[0].wrong, other[0].where), Reading(spot.wrong, spot.where)],
                kind=one[3],
                one=f"{other[2]}级",
                two=f"{one[2]}级",
            )


def _is_the_same(one: tuple[Spot, str, str, str], two: tuple[Spot, str, str, str]) -> bool:
    """Of one kind, and the names end in the same signs, none of them a word of grammar."""
    if one[3] != two[3]:
        return False
    size = 0
    while size < min(len(one[1]), len(two[1])) and one[1][-size - 1] == two[1][-size - 1]:
        size += 1
    common = one[1][len(one[1]) - size :]
    return size >= LEAST and NO_NAME.search(common[-LEAST:]) is None
