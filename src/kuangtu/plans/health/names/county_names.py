# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The county, its prefecture and its province with a sign missing or wrong. 本级与上级政区名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.codes.divisions import divisions
from kuangtu.plans.health.making import error
from kuangtu.plans.health.names.place_names import HAN
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_other
from kuangtu.plans.health.reading.likeness import are_alike, is_alike_but_one
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.spots import Spot, spot_at, spots_of
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

SHORT = 3  # signs; two of them beside other signs are often a piece of another word
BEFORE = re.compile(rf"(?:^|[^{HAN}]|[在与和及全是对由将把从向为于属护归即省市州盟据经按])$")
AFTER = re.compile(
    "矿产|人民|自然资源|行政|全域|全境|辖区|境内|县域|市域|国民|国土|位于|地处|地跨|隶属|已发现|中部|[东西南北]"
)
# Words that a name with a sign left out may come to be: 昌都市, 都市.
WORD = re.compile(
    "[城都门上集夜超大]市|[山城新老郊矿地小市园林库牧灾景海湖河港农东西南北中]区|[大小强名本全各市旗]县|大旗|大州|[本全大各]省"
)
NEIGHBOUR = re.compile(
    "邻|毗|接壤|交界|相接|相连|相望|北靠|南靠|东靠|西靠|[东西南北]连|[东西南北]接"
)


def county_is_named_right(case: Case) -> Iterator[Finding]:
    """羌县 for 若羌县, 俊阳县 for 浚阳县; a sign wrong in the prefecture's long name."""
    names = [name for name in {case.county_name, *case.superiors} if len(name) >= SHORT]
    for name in sorted(names):
        for spot in spots_of(case, _misspelt(name)):
            if not _is_wrong(case, name, spot, names):
                continue
            yield _told(spot, name)


def _told(spot: Spot, name: str) -> Finding:
    return error(
        Kind.NAME,
        spot.where,
        "“{wrong}”应为“{name}”",
        "“{wrong}” should be “{name}”",
        [Reading(spot.wrong, spot.where)],
        name,
        wrong=spot.wrong,
        name=name,
    )


APPLIES = re.compile(
    "适用(?:范围)?[为于](?P<wrong>[一-鿿]{2,8}?[县市区旗])(?=行政|辖区|所辖|境内|全境|全域|范围)"
)


def the_plan_applies_to_its_county(case: Case) -> Iterator[Finding]:
    """本规划适用于罗源县行政辖区 of the plan of 罗塬县: there is such a county, but not this."""
    county = case.county_name
    for spot in spots_of(case, APPLIES) if county else ():
        if _is_but_one_sign(spot.wrong, county):
            yield _told(spot, county)


OWN_PLAN = re.compile(
    "《(?P<wrong>[一-鿿]{2,8}?[县市区旗])(?:国土空间|国民经济和社会发展|矿产资源|土地利用|生态环境保护)"
)
OWN_TABLE = re.compile("[一-鿿]{2,8}?[县市区旗]")


def the_countys_plans_bear_its_name(case: Case) -> Iterator[Finding]:
    """《霞浦县国土空间总体规划》 in a plan of 霞屿县: there is such a county, but not this.

    So it is with what stands over a table: 专栏8 盐津县重大工程.
    """
    county = case.county_name
    for spot in spots_of(case, OWN_PLAN) if county else ():
        if _is_but_one_sign(spot.wrong, county) and case.count(spot.wrong) == 1:
            yield _told(spot, county)
    for table in case.tables if county else ():
        caption = plain(table.caption)
        found = OWN_TABLE.match(caption)
        wrong = "" if found is None else found[0]
        if _is_but_one_sign(wrong, county) and county not in caption and case.count(wrong) <= 1:
            where = Where(caption, table.clause, table.line, table.name)
            yield _told(Spot(wrong, caption, 0, where), county)


def _is_but_one_sign(wrong: str, county: str) -> bool:
    return len(wrong) == len(county) and is_one_other(wrong, county)


ORGAN = re.compile(
    "(?P<name>[一-鿿]{2,3})(?:县|区|市)?(?:生态环境|自然资源|应急管理|水务|林业|税务)(?:分局|局)"
)


def organs_bear_the_countys_name(case: Case) -> Iterator[Finding]:
    """赣州市云坪生态环境局 in a plan of 云屏县: the branch is called by its county."""
    stem = case.county_name[:-1]
    behind = [
        place + len(above)
        for above in case.superiors
        if above != case.province_name and len(stem) > 1
        for place in case.places_of(above)
    ]
    for place in behind:
        found = ORGAN.match(case.whole, place)
        name = "" if found is None else found["name"]
        is_known = any(one.name[:-1] == name for one in divisions())
        if is_alike_but_one(name, stem) and case.count(name) == 1 and not is_known:
            yield _told(spot_at(case, place, name), stem)


def _misspelt(name: str) -> re.Pattern[str]:
    """The name with one sign missing, wrong or changed with the next; its last one stands."""
    last = len(name) - 1
    forms = [
        re.escape(name[:n]) + rf"(?!{re.escape(name[n])})[{HAN}]" + re.escape(name[n + 1 :])
        for n in range(last)
    ]
    forms += [
        re.escape(name[:n] + name[n + 1 :]) for n in range(0 if len(name) == SHORT else 1, last)
    ]
    forms += [
        re.escape(swapped)
        for n in range(last)
        if (swapped := name[:n] + name[n + 1] + name[n] + name[n + 2 :]) != name
    ]
    return re.compile(f"(?=(?P<wrong>{'|'.join(forms)}))")


def _is_wrong(case: Case, name: str, spot: Spot, names: list[str]) -> bool:
    wrong, before = spot.wrong, spot.before
    if wrong in _known(case) or any(other != name and wrong in other for other in names):
        return False
    if name in spot.text[max(0, spot.start - 1) : spot.start + len(wrong) + 1]:
        return False
    if len(wrong) < len(name):
        is_apart = BEFORE.search(before) is not None and _goes_on(spot.after)
        return (
            not re.match("[和与及]", wrong)
            and WORD.fullmatch(wrong) is None
            and (len(name) > SHORT or is_apart)
        )
    return sorted(wrong) == sorted(name) or _is_one_other(case, name, spot)


def _goes_on(after: str) -> bool:
    return re.match(f"[{HAN}，。、;)》]|$|[\\d ]", after) is not None


@once
def _known(case: Case) -> frozenset[str]:
    """The divisions that may be meant: those of the province, of all the country if unknown."""
    return frozenset(one.name for one in divisions() if one.code.startswith(case.province_code))


def _is_one_other(case: Case, name: str, spot: Spot) -> bool:
    """Another sign: not a neighbour, and not the name of a county that is named again."""
    wrong, before = spot.wrong, spot.before
    at = next(n for n, (a, b) in enumerate(zip(name, wrong, strict=True)) if a != b)
    is_alike = are_alike(name[at], wrong[at])
    is_elsewhere = any(one.name == wrong for one in divisions())
    if case.count(wrong) > 1 or (is_elsewhere and not is_alike):
        return False
    if at == 0 and not is_alike and not BEFORE.search(before):
        return False
    if re.search("[的和与及在由为于对各本该全我其]", wrong[at]):
        return False
    if NEIGHBOUR.search(spot.text) and not is_alike:
        return False
    return is_alike or AFTER.match(spot.after) is not None
