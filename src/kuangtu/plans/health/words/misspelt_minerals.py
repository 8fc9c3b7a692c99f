# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals with a sign of the same form or sound in place of the right one. 矿种的错字。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kuangtu.codes.minerals import minerals
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.mineral_names import (
    is_a_name,
    mineral_columns,
    slip_of,
    tokens_of_cell,
)
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.likeness import taken_for
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.spots import spot_at
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

# What many names of rocks and of local stone end in; they may be right though no list has them.
OPEN_END = re.compile("[计等种石岩玉土料砂水气矿煤泥盐灰类他金属]$")
SHORTEST = 3  # signs of a name whose slips are looked for anywhere
KNOWN = 3  # other minerals of a column


def minerals_of_columns_exist(case: Case) -> Iterator[Finding]:
    """石羔 in a column of minerals, all others of which are known."""
    for grid in grids(case.tables):
        for column in mineral_columns(grid):
            found = [
                (token, cell.where)
                for row in grid.body
                if not grid.is_total(row) and (cell := row[column]) is not None
                for token in tokens_of_cell(cell.text)
                if re.fullmatch("[一-鿿]{2,6}", token) and not re.search("[与和及]", token)
            ]
            odd = [one for one in found if not is_a_name(one[0])]
            if len(odd) != 1 or len(found) - len(odd) < KNOWN:
                continue
            token, where = odd[0]
            if OPEN_END.search(token) or case.count(token) > 1 or slip_of(case, token):
                continue
            yield _told(token, where, _meant(token))


def _told(word: str, where: Where, meant: str) -> Finding:
    zh = "“{word}”不在矿种代码表中" + ("；是否为 {meant}" if meant else "")
    en = "“{word}” is not in the list of minerals" + ("; perhaps {meant}" if meant else "")
    return doubt(
        Kind.VOCABULARY, where, zh, en, [Reading(word, where)], meant, word=word, meant=meant
    )


def _meant(word: str) -> str:
    """The mineral of the code list of which the word is a slip."""
    names = (one.name for one in minerals())
    return next((one for one in names if word in misspellings_of(one)), "")


def misspellings_of(name: str) -> frozenset[str]:
    """What a name is with one sign taken for another.

    >>> sorted(misspellings_of("石膏"))
    ['右膏', '石糕', '石羔']
    """
    return frozenset(
        name[:place] + other + name[place + 1 :]
        for place, sign in enumerate(name)
        for other in taken_for(sign)
    )


def minerals_are_written_right(case: Case) -> Iterator[Finding]:
    """天然咸 in a document that has 天然碱."""
    slips = {
        slip: name
        for mineral in minerals()
        for name in (mineral.name, *mineral.aliases)
        if len(name) >= SHORTEST and name in case.whole
        for slip in misspellings_of(name)
        if slip in case.whole and not is_a_name(slip)
    }
    for slip, name in slips.items():
        if case.count(slip) > 1 or any(slip in one for one in slips if one != slip):
            continue
        for words, where in case.texts:
            place = plain(words).find(slip)
            if place >= 0:
                said = words[max(0, place - 8) : place + len(slip) + 8]
                there = Where(said, where.clause, where.line, where.table, where.row, where.column)
                yield _told(slip, there, name)
                break


ORE = re.compile("(?P<before>(?:^|[^一-鿿]|[、和及与的为对是]))(?P<sign>[一-鿿])矿(?![一-鿿]?名)")
OFTEN = 3  # times that the right one stands


def ores_are_written_right(case: Case) -> Iterator[Finding]:
    """桐矿开采回采率 once, in a plan that speaks of 铜矿 again and again."""
    for sentence in case.sentences:
        for found in ORE.finditer(sentence.text):
            sign = found["sign"]
            if is_a_name(f"{sign}矿") or case.count(f"{sign}矿") > 1:
                continue
            meant = [one for one in _ores() if sign in taken_for(one)]
            meant = [one for one in meant if case.count(f"{one}矿") >= OFTEN]
            if len(meant) == 1:
                where = sentence.where(max(0, found.start("sign") - 8), found.end() + 6)
                yield _told(f"{sign}矿", where, f"{meant[0]}矿")


@cache
def _ores() -> frozenset[str]:
    """The minerals of one sign: 铜, 铁."""
    return frozenset(
        name.removesuffix("矿")
        for one in minerals()
        for name in (one.name, *one.aliases)
        if len(name.removesuffix("矿")) == 1
    )


LONG = 4  # signs of a mineral that may lack one inside and still be known
MAY_LACK = frozenset("用矿石质类型级")


def minerals_lack_no_sign(case: Case) -> Iterator[Finding]:
    """凹凸石黏土 once, in a plan that speaks of 凹凸棒石黏土 again and again."""
    for name in _named_often(case):
        for at in range(1, len(name) - 1):
            short = name[:at] + name[at + 1 :]
            is_one = name[at] not in MAY_LACK and case.count(short) == 1 and not is_a_name(short)
            if is_one and short not in name:
                spot = spot_at(case, next(case.places_of(short)), short)
                yield _told(short, spot.where, name)
                break


@once
def _named_often(case: Case) -> tuple[str, ...]:
    """The minerals of columns that the document says again and again."""
    found = {
        token
        for grid in grids(case.tables)
        for column in mineral_columns(grid)
        for cell in grid.column(column)
        for token in tokens_of_cell(cell.text)
        if len(token) >= LONG and re.fullmatch("[一-鿿]+", token) and is_a_name(token)
    }
    return tuple(sorted(one for one in found if case.count(one) >= OFTEN))
