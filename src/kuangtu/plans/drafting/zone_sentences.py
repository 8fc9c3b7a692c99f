# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones that sentences name one by one: 划定重点勘查区2个：……。正文中的分区。

They are taken where the sentence says how many there are and names as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.document.types import Paragraph
from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.prose import Sentences
from kuangtu.plans.drafting.zones import ZONES
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ZoneKind

# The words that names of a kind end with, and how their codes begin.
ENDS = {
    "重点勘查区": (ZoneKind.KEY_EXPLORATION, "KE"),
    "重点开采区": (ZoneKind.KEY_MINING, "KM"),
    "集中开采区": (ZoneKind.CONCENTRATED_MINING, "CS"),
    "国家规划矿区": (ZoneKind.NATIONAL_PLANNING_AREA, "NP"),
    "能源资源基地": (ZoneKind.RESOURCE_BASE, "EB"),
}
END = "|".join(ENDS)
DIGITS = "一二三四五六七八九十"
LONGEST = 60  # signs of a clause or a name before the kind of zone
PAUSE = r"，。；;：:、（）()“”\s"
COUNTED = re.compile(
    rf"(?P<before>[^{PAUSE}]{{0,{LONGEST}}}?)(?P<end>{END})(?P<n>\d{{1,2}}|[两{DIGITS}])[个处片]"
)
NAMED = re.compile(
    rf"(?P<name>[^{PAUSE}]{{1,{LONGEST}}}?)(?P<end>{END})(?=[{PAUSE}和及与\d]|面积|$)"
)
VERB = re.compile(
    r".*(?:划定|划分|设置|设立|落实|保留|承接|划出)|^(?:全[县旗市]|共|并|另|新|拟)*设|^[及和与]"
)
LINK = re.compile(
    r".*(?:分别[为是]|其余[为是]|包括|其中|以及|位于|落实)|^[一二三即]?[即为是叫有和及与]"
)
LEVEL = re.compile(r"(?:国家|自治区|[省市州盟县旗])级")
NO_NAME = re.compile(r"[个处各该两设见共]|上述|所有|其余|其他|规划|区内|全部|主要|\d")
NUMBER = r"(\d+(?:\.\d+)?)"
SQUARE_KM = r"(?:平方千米|平方公里|km²|km2|㎢)"
AREA = re.compile(
    rf"(?:[（(]{LEVEL.pattern}[）)])?[，,（(]?(?:总?面积)?[为约共]{{0,2}}\s*{NUMBER}\s*{SQUARE_KM}"
)
LEVEL_BEHIND = re.compile(rf"[（(]({LEVEL.pattern})[）)]")
OF_STONE = re.compile(r"[砂石岩土料]")
BEFORE_COMMA = re.compile(rf"[{PAUSE}]|{END}")
EACH_AREA = re.compile(rf"面积(?:分别|依次)为((?:{NUMBER}(?:{SQUARE_KM})?[、和，及]?)+)")


@dataclass(frozen=True, slots=True)
class Named:
    """A zone of a sentence. 句中的分区。"""

    end: str
    name: str
    level: str = ""
    area: str = ""


def zones_in(text: str) -> Iterator[tuple[Named, ...]]:
    """The zones of each phrase that counts zones and names as many.

    >>> [found] = zones_in("设重点勘查区2处：东沟铁矿重点勘查区，12.5平方千米；西山重点勘查区。")
    >>> [(one.name, one.area) for one in found]
    [('东沟铁矿重点勘查区', '12.5'), ('西山重点勘查区', '')]
    >>> list(zones_in("设重点勘查区3处：东沟重点勘查区、西山重点勘查区。"))
    []
    """
    counted = list(COUNTED.finditer(text))
    for at, found in enumerate(counted):
        number = _number(found["n"])
        rest = text[found.end() : counted[at + 1].start() if at + 1 < len(counted) else len(text)]
        own = _named(VERB.sub("", found["before"]), found["end"], rest) if number == 1 else None
        zones = (own,) if own else tuple(_names(rest, found["end"]))
        if len(zones) == number:
            yield _with_areas(zones, rest)


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return 2 if words == "两" else DIGITS.index(words) + 1


def _names(rest: str, end: str) -> Iterator[Named]:
    """Each zone of the kind that the words name, once."""
    said = set()
    for found in NAMED.finditer(rest):
        before = found["name"]
        if rest[: found.start()].endswith("、") and names.at_the_end(before) == before:
            before = f"{BEFORE_COMMA.split(rest[: found.start() - 1])[-1]}、{before}"
        one = _named(LINK.sub("", before), found["end"], rest[found.end() :])
        if one and one.end == end and one.name not in said:
            said.add(one.name)
            yield one


def _named(before: str, end: str, behind: str) -> Named | None:
    """A zone with its place before the kind of zone; minerals alone are no name."""
    level = LEVEL.match(before)
    place = before[level.end() :] if level else before
    is_name = len(place) > 1 and not NO_NAME.search(place) and names.at_the_end(place) != place
    if not is_name:
        return None
    told = LEVEL_BEHIND.match(behind)
    area = AREA.match(behind)
    printed_level = level[0] if level else (told[1] if told else "")
    return Named(end, place + end, printed_level, area[1] if area else "")


def _with_areas(zones: tuple[Named, ...], rest: str) -> tuple[Named, ...]:
    """面积分别为3、5和8平方千米: one for each, if none has its own."""
    said = EACH_AREA.search(rest)
    areas = re.findall(NUMBER, said[1]) if said else []
    if len(zones) > 1 and len(areas) == len(zones) and not any(one.area for one in zones):
        return tuple(
            Named(one.end, one.name, one.level, area)
            for one, area in zip(zones, areas, strict=True)
        )
    return zones


def take_named_zones(pages: Pages, sentences: Sentences) -> None:
    """Zones of the kinds that no table gave; the first paragraph that names all of a kind."""
    page = pages.pages[ZONES]
    column = page.columns.index("kind")
    taken = {row[column] for row in page.rows}
    for paragraph, clause in sentences:
        found = [zone for zones in zones_in(paragraph.text) for zone in zones]
        for end in dict.fromkeys(one.end for one in found):
            kind = ENDS[end][0].label.zh
            if kind not in taken:
                taken.add(kind)
                _add(pages, [one for one in found if one.end == end], paragraph, clause)


def _add(pages: Pages, zones: list[Named], paragraph: Paragraph, clause: str) -> None:
    place = f"第{paragraph.line}行"
    first = len(pages.pages[ZONES].rows) + 2
    for at, one in enumerate(zones, start=1):
        kind, prefix = ENDS[one.end]
        is_of_stone = kind is ZoneKind.CONCENTRATED_MINING
        # The one kind of 集中开采区 is of sand, stone and clay; of others it is a guess.
        doubt = Reason.TWO_READINGS if is_of_stone and not OF_STONE.search(one.name) else None
        printed = "" if is_of_stone else names.at_the_end(one.name.removesuffix(one.end))
        told = Taken(printed, Reason.TAKEN_FROM_NAME, place, one.name) if printed else Taken("")
        last = pages.add(
            ZONES,
            {
                "code": f"{prefix}{at:02d}",
                "kind": Taken(kind.label.zh, doubt, place, one.name),
                "name": one.name,
                "level": one.level,
                "printed_minerals": told,
                "minerals": names.taken(printed, place),
                "count": "1",
                "area_km2": one.area,
                "clause": clause,
            },
        )
    pages.leave_open(
        ZONES,
        Reason.FROM_PROSE,
        rows=str(first) if first == last else f"{first}-{last}",
        place=place,
        printed=paragraph.text[:60],
    )
