# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones named again by another mineral or place than they were set by. 分区名称前后不一。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.codes.minerals import are_minerals
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.place_names import HAN, MINERALS
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.spots import spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading

KIND = "重点勘查区|重点开采区|集中开采区|国家规划矿区"
USES = "水泥用|建筑用?|饰面用|冶金用|玻璃用|砖瓦用|熔剂用|制灰用|陶瓷|普通"
ZONE = re.compile(
    rf"(?P<stem>[{HAN}]{{2,5}}?(?:[—－–-]+[{HAN}]{{2,5}}?)?)"
    rf"(?P<minerals>(?:{USES}|{MINERALS}).*?)(?P<kind>{KIND})"
)
SET = re.compile("划定|划分|设[立置定]?|新设|圈定")
DASHES = frozenset("—－–-")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by the place and the minerals that it is called by. 分区。"""

    name: str
    stem: str
    minerals: str
    kind: str
    reading: Reading


def zones_named_again_are_those_set(case: Case) -> Iterator[Finding]:
    """赤岭钼矿重点勘查区, where the only zone of 赤岭 is of 金矿; 石门 for 石关重晶石重点开采区."""
    zones = _zones(case)
    names = {one.name for one in zones if one.reading.where.table}
    told: set[str] = set()
    for zone in zones:
        for start, wrong in (*_of_another_mineral(case, zone), *_of_another_place(case, zone)):
            if wrong in names or wrong in told or case.count(wrong) != 1:
                continue
            spot = spot_at(case, start, wrong)
            is_later = case.count(zone.name) > 1 or case.whole.index(zone.name) < start
            if (
                not is_later
                or zone.name in spot.text
                or SET.search(spot.text[: spot.start])
                or spot.place.table
            ):
                continue
            told.add(wrong)
            yield doubt(
                Kind.NAME,
                spot.where,
                "文中作“{wrong}”，另处为“{name}”",
                "the text has “{wrong}” here and “{name}” elsewhere",
                [Reading(wrong, spot.where), zone.reading],
                zone.name,
                wrong=wrong,
                name=zone.name,
            )


@once
def _zones(case: Case) -> tuple[Zone, ...]:
    """The zones that tables and sentences name in full."""
    found = {}
    for grid in grids(case.tables):
        for row in grid.body:
            for cell in row:
                words = "" if cell is None else plain(cell.text).strip()
                one = ZONE.fullmatch(words)
                if one is not None and cell is not None:
                    found[words] = _zone(one, cell.reading)
    for sentence in case.sentences:
        for piece in re.finditer(rf"[{HAN}、—－–-]+?(?:{KIND})", sentence.text):
            words = re.split("、|划定|设立|设置|分别为|即|为|和|位于|在", piece[0])[-1]
            one = ZONE.fullmatch(words)
            if one is not None:
                reading = Reading(words, sentence.where(piece.start(), piece.end()))
                found.setdefault(words, _zone(one, reading))
    return tuple(found.values())


def _zone(one: re.Match[str], reading: Reading) -> Zone:
    return Zone(one[0], one["stem"], one["minerals"], one["kind"], reading)


def _of_another_mineral(case: Case, zone: Zone) -> Iterator[tuple[int, str]]:
    """The place and the kind of zone, with minerals that it has not."""
    pattern = re.compile(rf"{re.escape(zone.stem)}(?P<minerals>[{HAN}、]{{1,12}}?){zone.kind}")
    for at in case.places_of(zone.stem):
        found = pattern.match(case.whole, at)
        if found is None or found[0] == zone.name or case.whole[at - 1 : at] in DASHES:
            continue
        said = re.sub("矿$", "", found["minerals"])
        is_less = set(said) <= set(zone.minerals) or zone.minerals.startswith(said)
        if not is_less and are_minerals(said):
            yield at, found[0]


def _of_another_place(case: Case, zone: Zone) -> Iterator[tuple[int, str]]:
    """The minerals and the kind of zone, with a place that is its own but for a part."""
    tail = f"{zone.minerals}{zone.kind}"
    size = len(zone.stem)
    for at in case.places_of(tail):
        start = at - size
        stem = case.whole[max(0, start) : at]
        same = sum(a == b for a, b in zip(stem, zone.stem, strict=False))
        is_place = re.fullmatch(rf"[{HAN}—－–-]{{{size}}}", stem) is not None
        is_part = same >= max(1, size // 2) and stem[:1] == zone.stem[:1]
        if stem != zone.stem and is_place and is_part:
            yield start, f"{stem}{tail}"
