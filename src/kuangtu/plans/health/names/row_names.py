# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names of rows that stand elsewhere with one sign other, missing or too many. 表行名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.names.name_population import names_in
from kuangtu.plans.health.names.place_names import DISTINCT, HAN, MINERALS
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.likeness import are_alike, slips_of
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.spots import Spot, spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading

NO_NAMES = re.compile(
    "指标|内容|措施|目标|说明|备注|依据|要求|单位|部门|类[别型]|矿种|矿产$|性质|属性|年|来源"
)
NAME = re.compile(rf"[{HAN}\d号—–－、()-]{{5,30}}")
MINERAL = re.compile(MINERALS)
MANY = 4  # a pair that stands more often is a word
OFTEN_SO = 3  # a sign of which each third stands in a pair makes a word in it
SHORT = 6  # signs; in a shorter name another sign may make another name
LONG = 10  # signs; so long a name of a work is no other work for one sign
WORK = re.compile("(?:工程|项目|系统|平台)$")
# What has a name of its own, which a mine called by its place and its mineral has not.
NAMED_WORK = re.compile("(?:工程|项目|系统|平台|区|区块|基地|[普详勘]查|勘探|园|库|公司)$")
# Signs that may be left out of a name, or stand in it, without another thing being meant.
OPTIONAL = frozenset("精以年总各有的和与及在由为等用型类性化级镇乡县市区旗村点网络库段项处座、")
ZONE = re.compile("区|区块|基地")
MINE_WORD = re.compile("[成旧废采选探找尾老]矿$")  # 甲萤石成矿带, 甲叶蜡石旧矿区
SETTING = frozenset("设建划")
OTHER_THING = re.compile("[的和与及在由为等其各、]")


def names_of_rows_are_spelt_alike(case: Case) -> Iterator[Finding]:
    """坝撒铜矿勘查区 where the table has 坝洒铜矿勘查区; 大坪萤石普查 for 大坪萤石矿普查."""
    names = names_of_rows(case)
    told: set[tuple[str, int | None]] = set()
    works = {name: cell for name, cell in names.items() if NAMED_WORK.search(name)}
    for name, cell in works.items():
        for start, wrong in slips_of(name, case.whole):
            if wrong in names or not _is_a_slip(case, name, wrong):
                continue
            spot = spot_at(case, start, wrong)
            if (wrong, spot.place.line) in told or not _stands_as_one(case, cell, name, spot):
                continue
            told.add((wrong, spot.place.line))
            yield doubt(
                Kind.NAME,
                spot.where,
                "“{wrong}”与{table}“{name}”只差一字",
                "“{wrong}” is one sign away from “{name}” in {table}",
                [Reading(wrong, spot.where), cell.reading],
                name,
                wrong=wrong,
                table=cell.table.name,
                name=name,
            )


@once
def names_of_rows(case: Case) -> dict[str, Cell]:
    """The names in columns that tell their rows apart, with their cells."""
    return {
        plain(cell.text).strip().removeprefix(case.county_name): cell
        for grid in grids(case.tables)
        for column, head in enumerate(grid.heads)
        if not NO_NAMES.search(head) and column not in grid.numeric
        for cell in _cells_of(grid, column)
    }


def _cells_of(grid: Grid, column: int) -> list[Cell]:
    """The names of a column, if each row has its own."""
    cells = [cell for cell in grid.column(column) if NAME.fullmatch(plain(cell.text).strip())]
    cells = [cell for cell in cells if not is_a_name(plain(cell.text).strip())]
    return cells if len({cell.text for cell in cells}) * 5 >= len(cells) * 4 else []


def _is_a_slip(case: Case, name: str, wrong: str) -> bool:
    """It stands once, and no number, direction or mineral is what makes it other."""
    if case.count(wrong) > 1 or name in wrong or not NAME.fullmatch(wrong):
        return False
    if len(wrong) != len(name):
        return _is_one_sign_short_or_long(name, wrong)
    if name[-1] != wrong[-1]:
        return False
    at = next(n for n, (a, b) in enumerate(zip(name, wrong, strict=True)) if a != b)
    old, new = name[at], wrong[at]
    if {old, new} <= DISTINCT or OTHER_THING.search(old + new):
        return False
    is_alike = are_alike(old, new)
    if MINERAL.fullmatch(new) and (MINERAL.fullmatch(old) or not is_alike):
        return False  # 甲铜矿, 甲银矿: each may be there
    if len(name) >= LONG and WORK.search(name):
        return True
    return is_alike or (
        len(name) >= SHORT
        and any(
            name.startswith(place)
            and at < len(place)
            and not _is_a_word(case, name, wrong, stem=wrong[: len(place)])
            for place in names_in(case)
        )
    )


def _is_one_sign_short_or_long(name: str, wrong: str) -> bool:
    """A sign that belongs to the name is missing, or one too many is there."""
    sign = _sign_apart(name, wrong)
    if len(wrong) > len(name) and sign in SETTING:
        return False  # 在硼矿深部设勘查区块
    if sign in OPTIONAL | DISTINCT or (len(wrong) > len(name) and MINE_WORD.search(wrong)):
        return False
    if MINERAL.fullmatch(sign) and not ZONE.search(name[-2:]) and MINERAL.search(wrong):
        return False  # 镍矿 and 铜镍矿: a mine and a block of the place
    if sign == "矿" and not ZONE.search(name[-2:]):
        return False  # 甲萤石矿普查, 甲萤石普查
    return len(name) >= SHORT or MINERAL.fullmatch(sign) is None


def _sign_apart(one: str, other: str) -> str:
    """The sign that the longer has and the shorter has not."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return next(long[n] for n in range(len(long)) if long[:n] + long[n + 1 :] == short)


def _is_a_word(case: Case, name: str, found: str, *, stem: str) -> bool:
    """The other sign makes a word that the document uses elsewhere: 矿山 beside 矿区.

    Where it stands in the name of the place itself it is no word.
    """
    at = next(n for n, (a, b) in enumerate(zip(name, found, strict=True)) if a != b)
    pairs = {found[at : at + 2], found[max(0, at - 1) : at + 1]} - {found[at]}
    own = case.count(stem if len(stem) > 2 else found)
    return any(case.count(pair) - own >= (2 if len(stem) < 3 else 1) for pair in pairs)


def _stands_as_one(case: Case, cell: Cell, name: str, spot: Spot) -> bool:
    """It is not another row beside the one it is like, nor told of together with it."""
    if name in spot.text or _runs_on(case, name, spot):
        return False
    if MINERAL.fullmatch(spot.before[-1:] + spot.wrong[:1]):
        return False  # 砂石集中开采区 is no 石井集中开采区
    where = cell.where
    return (spot.place.table, spot.place.column) != (where.table, where.column)


def _runs_on(case: Case, name: str, spot: Spot) -> bool:
    """Its first or last sign belongs to the word beside it: 甲萤石矿查明 is no 甲萤石矿勘查."""
    wrong, before, after, count = spot.wrong, spot.before[-1:], spot.after[:1], case.count
    return any(
        is_changed
        and re.fullmatch(f"[{HAN}]{{2}}", pair) is not None
        and count(pair) > 1
        and (count(pair) > MANY or count(pair) * OFTEN_SO >= count(beside))
        for is_changed, pair, beside in (
            (wrong[:2] != name[:2], before + wrong[:1], before),
            (wrong[-2:] != name[-2:], wrong[-1:] + after, after),
        )
    )
