# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of zones and blocks with one sign of a place other, whatever sign. 区块名称中的地名。

北坑 and 北坪 may be two places; 北坪萤石矿 beside the other blocks of a table that has 北坑萤石矿
is no other block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.name_population import names_in
from kuangtu.plans.health.names.place_names import DISTINCT, HAN, MINERALS
from kuangtu.plans.health.names.row_names import names_of_rows
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell
from kuangtu.plans.health.reading.likeness import slips_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.spots import Spot, first_place_of, spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

PAIR = re.compile(rf"[—－–-]+[{HAN}、]{{2,14}}?(?:勘查区|开采区|规划区块|矿集区|整装区|基地)")
MINE = re.compile(rf"(?P<place>[{HAN}]{{2,4}}?)(?:{MINERALS})[{HAN}]{{0,4}}")
MINERAL = re.compile(MINERALS)
OTHER = re.compile("[的和与及在由为等其各、和镇乡县市区村]")


def zones_of_two_places_keep_them(case: Case) -> Iterator[Finding]:
    """洛央—石坡金锑重点勘查区 once, where all else is 洛央—石桥."""
    for name in _of_two_places(case):
        for start, wrong in slips_of(name, case.whole):
            at = _only_sign(name, wrong)
            if at is None or not _may_be_a_slip(name, wrong, at):
                continue
            is_alone = case.count(wrong[: at + 1]) == 1 < case.count(name[: at + 1])
            spot = spot_at(case, start, wrong)
            if is_alone and name not in spot.text:
                yield _told(name, spot, first_place_of(case, name))


def _of_two_places(case: Case) -> list[str]:
    """The names of zones that begin with a place and have another behind a dash."""
    found = {
        place + tail[0]
        for place in names_in(case)
        for at in case.places_of(place)
        if (tail := PAIR.match(case.whole, at + len(place)))
    }
    return sorted(found)


def blocks_told_with_others_are_rows(case: Case) -> Iterator[Finding]:
    """长岭钨矿…；北坪萤石矿: the table that has 长岭钨矿 has 北坑萤石矿."""
    names = names_of_rows(case)
    for name, cell in names.items():
        found = MINE.fullmatch(name)
        if found is None:
            continue
        others = _beside(cell) - {name}
        for start, wrong in slips_of(name, case.whole):
            at = _only_sign(name, wrong)
            if at is None or at >= len(found["place"]) or not _may_be_a_slip(name, wrong, at):
                continue
            spot = spot_at(case, start, wrong)
            is_prose = not spot.place.table and name not in spot.text
            is_new = case.count(wrong[: len(found["place"])]) == 1
            if is_prose and is_new and any(one in spot.text for one in others):
                yield _told(name, spot, cell.where)


def _beside(cell: Cell) -> frozenset[str]:
    """The names in the column of a cell that say more than a mineral."""
    rows = [row[cell.column] for row in cell.table.rows[1:] if cell.column < len(row)]
    names = [plain(one).strip() for one in rows]
    return frozenset(one for one in names if MINE.fullmatch(one))


def _only_sign(name: str, wrong: str) -> int | None:
    """Where the only sign stands that is other.

    >>> _only_sign("北坑萤石矿", "北坪萤石矿"), _only_sign("北坑萤石矿", "北萤石矿")
    (1, None)
    """
    apart = [n for n, (a, b) in enumerate(zip(name, wrong, strict=False)) if a != b]
    return apart[0] if len(name) == len(wrong) and len(apart) == 1 else None


def _may_be_a_slip(name: str, wrong: str, at: int) -> bool:
    """No direction, number or mineral is what makes it other."""
    signs = name[at] + wrong[at]
    is_apart = set(signs) & DISTINCT or OTHER.search(signs) or MINERAL.search(signs)
    return not is_apart and re.fullmatch(f"[{HAN}]{{2}}", signs) is not None


def _told(name: str, spot: Spot, first: Where) -> Finding:
    return doubt(
        Kind.NAME,
        spot.where,
        "“{wrong}”仅此一处，与文中“{name}”只差一字",
        "“{wrong}” stands here alone, one sign away from “{name}”",
        [Reading(spot.wrong, spot.where), Reading(name, first)],
        name,
        wrong=spot.wrong,
        name=name,
    )
