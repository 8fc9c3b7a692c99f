# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The names of towns and places that a document has in its tables and lists. 文中地名。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kuangtu.codes.minerals import find_mineral
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.names.place_names import (
    COMMON,
    HAN,
    MINERALS,
    NO_MONEY,
    NO_PLACE,
    places_in,
)
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Grid, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain

KIND = "镇|乡|苏木|街道"
NAME_HEAD = re.compile("名称|区块|项目$|分区|工程$|产地$|^矿[区山]$")
TOWN_HEAD = re.compile("乡镇|苏木|街道|所在地|所属|位置")
TOWN = re.compile(rf"[{HAN}]{{2,5}}(?:{KIND})")
# 城厢、石芫、桐木坑3个镇
SHORT_TOWNS = re.compile(
    rf"(?P<names>(?:[{HAN}]{{2,4}}、)+[{HAN}]{{2,4}})(?:等)?\d+个?(?P<kind>{KIND})(?!村)"
)
LISTED_TOWN = re.compile(
    rf"(?:^|[、，。;:()]|[和及与即为]|包括|辖|设)(?P<town>[{HAN}]{{2,4}}?(?:{KIND}))(?!(?:{KIND}))(?=[、，。;()]|[和及与\d]|$)"
)
# 禾阳镇牛角湾、铜钟镇长岩
TOWN_AND_PLACE = re.compile(
    rf"(?:[、，:]|[即为])(?P<town>[{HAN}]{{2,3}}(?:{KIND}))(?!村)[{HAN}]{{2,6}}(?=[、，。;])"
)
NO_BARE_PLACE = re.compile(f"{MINERALS}|矿|石料|建筑|岩|[设个处片置有为]")  # 石岗铜金矿
LONGEST = 6  # signs behind a name in which a mineral is called
SHORT = 3  # signs of a name that must stand twice to be one
# 德日斯台集中开采区位于…
OF_A_ZONE = re.compile(rf"(?:^|[，。;、])([{HAN}]{{3,5}})(?:集中|重点)(?:开采|勘查)区")
LEAD = re.compile("^(?:下?辖|[下所]?设|[现共]?有|为|包括|分别|和|即|含)+")
ENDS = re.compile(
    rf"{MINERALS}|矿|废|历史|遗留|集中|重点|勘查|开采|采|露天|地下|治理|生态|修复|地区|一带|外围|深部|老|工程|项目"
    r"|区|片|调查|评价|基地|砂|石料|建筑|水泥|饰面|尾|[一二三四五六七八九十\d]号|河道|流域|沿线|普查|详查|勘探|整合|绿色|接替|资源|采空|板材"
)
NOT_OF_A_NAME = re.compile(
    "^新[建增设立]|财政|资金|投资|[的和与及在是为有由各等以从对于将至到类型业性全县市省州旗内外]|其[他它余中]|本[县区市]|乡镇|苏木乡|城镇|建制|两个"
)
# What only a place is followed by: 社会资金 and 采坑群治理 name none.
OF_A_PLACE = (
    rf"{NO_MONEY}(?:{MINERALS})|矿[区山点床田]|片区|{KIND}|村|地区|一带|采石场|集中|建筑|饰面|水泥|石料|冶金|玻璃|砖瓦|[一二三四五六七八九十]号"
    "|[—－–-]"
)
NO_START = re.compile("废|历史|遗留|采空|尾|露天|地下|绿色|治理|修复|老矿|新建|重点")
JOINTS = re.compile("[—－–～、和及与/()·-]|至")


@once
def names_in(case: Case) -> frozenset[str]:
    """Towns with their kind, and the places that zones, blocks and mines are called by."""
    towns = set(_towns(case))
    return frozenset(
        one
        for one in {*towns, *town_stems(towns), *_places(case)}
        if len(one) >= 2 and not NOT_OF_A_NAME.search(one) and one != case.county_name
        if not _is_cut_into_a_mineral(case, one)
    )


def _is_cut_into_a_mineral(case: Case, name: str) -> bool:
    """阴山梁岩 of 阴山梁 + 岩金, 石牛粉 of 石牛 + 粉石英, wherever it stands."""
    places = list(case.places_of(name))
    ends = (case.whole[at + len(name) - 1 : at + len(name) + LONGEST] for at in places)
    return bool(places) and all(
        any(find_mineral(end[:size]) for size in range(2, len(end) + 1)) for end in ends
    )


def town_stems(towns: Iterable[str]) -> set[str]:
    """The towns without their kind: 石芫 of 石芫镇."""
    return {re.sub(f"(?:{KIND})$", "", one) for one in towns}


def _towns(case: Case) -> Iterator[str]:
    for sentence in case.sentences:
        text = sentence.text
        for found in SHORT_TOWNS.finditer(text):
            names = [LEAD.sub("", name) for name in found["names"].split("、")]
            ends = tuple(KIND.split("|"))
            yield from (one if one.endswith(ends) else one + found["kind"] for one in names)
        with_places = [LEAD.sub("", one) for one in TOWN_AND_PLACE.findall(text)]
        yield from with_places if len(with_places) > 1 else ()
        if len(re.findall(f"(?:{KIND})(?=[、，和及\\d])", text)) >= 2:
            yield from (LEAD.sub("", found["town"]) for found in LISTED_TOWN.finditer(text))
    for grid in grids(case.tables):
        for column in _columns(grid, TOWN_HEAD):
            for cell in grid.column(column):
                pieces = JOINTS.split(plain(cell.text).strip())
                yield from (one for one in pieces if TOWN.fullmatch(one))


def _places(case: Case) -> Iterator[str]:
    zones = {found[1] for one in case.sentences for found in OF_A_ZONE.finditer(one.text)}
    zones = {name for name in zones if not NO_BARE_PLACE.search(name)}
    yield from (name for name in zones if case.count(name) > 1 or len(name) > SHORT)
    yield from (name for name, count in places_in(case).items() if count > 1)
    named = {
        name
        for grid in grids(case.tables)
        for column in _columns(grid, NAME_HEAD)
        for cell in grid.column(column)
        for name in places_of(plain(cell.text).strip(), case.county_name)
    }
    yield from (name for name in named if re.search(f"{name}(?:{OF_A_PLACE})", case.whole))


def _columns(grid: Grid, head: re.Pattern[str]) -> list[int]:
    return [n for n, one in enumerate(grid.heads) if head.search(one) and n not in grid.numeric]


def places_of(name: str, county: str = "") -> list[str]:
    """The town and the place that a zone or a mine is called by.

    >>> places_of("桐木镇石坪东铝土矿重点勘查区"), places_of("白岩—高枧磷矿重点勘查区")
    (['桐木镇', '石坪'], ['白岩', '高枧'])
    """
    found = []
    pieces = JOINTS.split(name.removeprefix(county) if county else name)
    for number, piece in enumerate(pieces, 1):
        rest = piece
        if (town := re.match(rf"[{HAN}]{{2,4}}?(?:{KIND})", piece)) is not None:
            found.append(town[0])
            rest = piece[town.end() :]
        end = ENDS.search(rest, 2)
        core = (rest[: end.start()] if end else rest).rstrip("东西南北中")
        is_place = re.fullmatch(f"[{HAN}]{{2,5}}", core) and not NO_PLACE.search(core)
        if (
            is_place
            and not NO_START.match(core)
            and not COMMON.search(core)
            and not is_a_name(core)
            and (end or number < len(pieces))
        ):
            found.append(core)
    return found
