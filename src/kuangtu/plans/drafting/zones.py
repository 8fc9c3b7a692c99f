# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones, bases and blocks from tables and sentences. 分区与区块。"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kuangtu.codes.units import find_unit
from kuangtu.plans.drafting import names
from kuangtu.plans.drafting.grids import Grid, Line
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.recognizing import Recognized
from kuangtu.plans.drafting.words import amount_in, plain, unit_in
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ZoneKind

ZONES = "zones.csv"
CODE = re.compile(r"[A-Za-z]{1,6}[-—]?\d{1,6}|\d{6,}[A-Za-z]*\d*")
SQUARE_KM = "平方千米"


@dataclass(frozen=True, slots=True)
class Family:
    """How zones of one kind are called, and how their codes begin. 分区的叫法。"""

    kind: ZoneKind
    prefix: str
    caption: str
    name_end: str


FAMILIES = (
    Family(ZoneKind.CONCENTRATED_MINING, "CS", r"集中开采区", r"集中开采区$"),
    Family(ZoneKind.RESTORATION_AREA, "RT", r"重点治理区", r"重点治理区$"),
    Family(ZoneKind.EXPLORATION_BLOCK, "XB", r"勘查(规划)?区块", r"勘查(规划)?区块$"),
    Family(ZoneKind.MINING_BLOCK, "MB", r"开采(规划)?区块", r"开采(规划)?区块$"),
    Family(ZoneKind.KEY_EXPLORATION, "KE", r"重点勘查(规划)?区", r"重点(勘查)?(规划)?区$"),
    Family(ZoneKind.KEY_MINING, "KM", r"重点(矿区|开采(规划)?区)", r"重点(开采(规划)?区|矿区)$"),
    Family(ZoneKind.NATIONAL_PLANNING_AREA, "NP", r"国家规划矿区", r"国家规划矿区$"),
    Family(ZoneKind.RESERVE_AREA, "RA", r"储备区", r"储备区$"),
    Family(ZoneKind.DEVELOPMENT_BASE, "DB", r"勘查开发基地", r"(勘查)?开发基地$"),
    Family(ZoneKind.RESOURCE_BASE, "EB", r"(能源)?资源基地", r"资源基地$"),
)
RESTORATION = re.compile(r"等?(?:矿山)?(?:地质)?(?:环境|生态)?(?:恢复|修复)?重点治理区$")


def take_zones(pages: Pages, table: Recognized) -> bool:
    """The zones of a table; False where its caption and names tell no kind."""
    families = _families(table)
    counts: Counter[str] = Counter()
    for line in table.grid.body if families else ():
        name = table.taken(line, "name")
        if line.is_sum or line.is_wide or not name.value:
            leave_row_open(pages, ZONES, table.grid, line)
            continue
        own = [one for one in families if re.search(one.name_end, name.value)]
        family = own[0] if own else families[0]
        counts[family.prefix] += 1
        is_sure = len(families) == 1 or len(own) == 1
        code = f"{family.prefix}{counts[family.prefix]:02d}"
        _add_zone(pages, table, line, Naming(family, code, is_sure))
    return counts.total() > 0


def leave_row_open(pages: Pages, file: str, grid: Grid, line: Line) -> None:
    """A row of sums, or one without a name: it stays in the printed table alone."""
    words = " | ".join(cell.text for cell in line.cells if cell is not None)
    first = next(cell for cell in line.cells if cell is not None)
    pages.leave_open(file, Reason.NOT_TAKEN, place=grid.source.place(first), printed=words)


def _families(table: Recognized) -> list[Family]:
    """The kinds that the caption names; without one those that most names end with."""
    caption = plain(table.grid.source.title)
    named = [one for one in FAMILIES if re.search(one.caption, caption)]
    if named:
        return named
    ends: Counter[str] = Counter()
    for line in table.grid.body:
        name = table.taken(line, "name").value
        found = next((one for one in FAMILIES if re.search(one.name_end, name)), None)
        if found is not None:
            ends[found.prefix] += 1
    is_most = ends.total() * 2 > len(table.grid.body)
    return [one for one in FAMILIES if one.prefix in ends] if is_most else []


@dataclass(frozen=True, slots=True)
class Naming:
    """What kind a row is of, the code it gets if it prints none, and whether that is sure."""

    family: Family
    code: str
    is_sure: bool


def _add_zone(pages: Pages, table: Recognized, line: Line, naming: Naming) -> None:
    family = naming.family
    doubt = None if naming.is_sure else Reason.TWO_READINGS
    name = table.taken(line, "name")
    printed = _printed_minerals(table, line, family)
    scale, unit = _minimum_scale(table, line)
    source = table.grid.source
    pages.add(
        ZONES,
        {
            "code": _printed_code(table, line) or Taken(naming.code),
            "kind": Taken(family.kind.label.zh, doubt, name.place, name.printed),
            "name": name,
            "level": table.carried(line, "level"),
            "printed_minerals": printed,
            "minerals": names.taken(printed.value, printed.place),
            "count": "1",
            "area_km2": _area(table, line),
            "minimum_scale": scale,
            "minimum_scale_unit": unit,
            "clause": source.clause,
            "table": source.number,
            "row": str(line.row),
        },
    )


def _printed_code(table: Recognized, line: Line) -> Taken | None:
    for column in ("code", "ordinal"):
        printed = table.taken(line, column)
        if CODE.fullmatch(printed.value):
            return printed
    return None


def _printed_minerals(table: Recognized, line: Line, family: Family) -> Taken:
    if table.has("minerals"):
        return table.blank_told(line, "minerals")
    name = table.taken(line, "name")
    found = minerals_of_name(name.value, family.name_end)
    is_told = family.kind is not ZoneKind.CONCENTRATED_MINING and found
    return Taken(found, Reason.TAKEN_FROM_NAME, name.place, name.value) if is_told else Taken("")


def minerals_of_name(name: str, name_end: str) -> str:
    """The minerals that a zone's name ends with before the word for the zone.

    >>> minerals_of_name("白干湖钨锡铁矿勘查开发基地", r"勘查开发基地$")
    '钨锡铁矿'
    """
    return names.at_the_end(re.sub(name_end, "", name))


def _area(table: Recognized, line: Line) -> Taken:
    """The area in km²; another unit is converted exactly, and said."""
    cell = table.taken(line, "area")
    if not cell.value:
        return Taken("")
    amount = amount_in(cell.value)
    unit_words = amount.unit or unit_in(table.heading("area")) or table.grid.source.unit
    unit = find_unit(unit_words)
    km2 = find_unit(SQUARE_KM)
    if not amount.value and not amount.is_odd:
        return Taken("")
    if amount.is_odd or unit is None or km2 is None:
        return Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)
    if unit.name == SQUARE_KM:
        reason = Reason.CONVERTED if amount.value != cell.value else cell.reason
        return Taken(amount.value, reason, cell.place, cell.printed)
    if unit.dimension is not km2.dimension:
        return Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)
    exact = Fraction(amount.value) * unit.factor / km2.factor
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Taken(f"{value.normalize():f}", Reason.CONVERTED, cell.place, cell.printed)


def _minimum_scale(table: Recognized, line: Line) -> tuple[Taken, Taken]:
    cell = table.taken(line, "minimum_scale")
    if not cell.value:
        return Taken(""), Taken("")
    amount = amount_in(cell.value)
    if amount.is_odd or not amount.value:
        odd = Taken("", Reason.ODD_NUMBER, cell.place, cell.printed)
        return odd, odd
    told = unit_in(table.heading("minimum_scale")) or table.grid.source.unit
    unit = amount.unit or told
    reason = None if amount.unit else Reason.UNIT_FROM_CAPTION
    value_reason = Reason.CONVERTED if amount.is_rewritten or amount.value_to else cell.reason
    if not unit or find_unit(unit) is None:
        return (
            Taken(amount.value, value_reason, cell.place, cell.printed),
            Taken("", Reason.MISSING, cell.place, cell.printed),
        )
    return (
        Taken(amount.value, value_reason, cell.place, cell.printed),
        Taken(unit, reason, cell.place, cell.printed),
    )


def restoration_zone(pages: Pages, table: Recognized, line: Line, places: Counter[str]) -> None:
    """A key restoration area that stands among the projects is a zone as well."""
    name = table.taken(line, "name")
    if not name.value.endswith("重点治理区"):
        return
    places["RT"] += 1
    printed = names.at_the_end(RESTORATION.sub("", name.value))
    is_told = Reason.TAKEN_FROM_NAME if printed else None
    pages.add(
        ZONES,
        {
            "code": f"RT{places['RT']:02d}",
            "kind": ZoneKind.RESTORATION_AREA.label.zh,
            "name": name,
            "printed_minerals": Taken(printed, is_told, name.place, name.value),
            "minerals": names.taken(printed, name.place),
            "count": "1",
            "clause": table.grid.source.clause,
            "table": table.grid.source.number,
            "row": str(line.row),
        },
    )
