# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`minerals.csv` from tables: which minerals are restricted, prohibited … 矿种管控表。

Such a table says the list in a column beside the minerals, or over them in its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.drafting.grids import Grid
from kuangtu.plans.drafting.listed_names import Item, cut, items_of
from kuangtu.plans.drafting.listings import LISTINGS, Listings
from kuangtu.plans.drafting.mineral_lists import ACT, OF_KIND, STEM, kinds_of
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.prose import PAST
from kuangtu.plans.open_items import Reason

KIND = re.compile(rf"(?P<stem>{STEM})(?P<act>{ACT}){OF_KIND}类?")
MINERALS = re.compile(r"矿种|矿产")


def take_listed_table(pages: Pages, grid: Grid) -> bool:
    """The rows of a table of lists; False where it is none."""
    found = None if PAST.search(grid.source.title) else _columns(grid)
    if found is None:
        return False
    listings = Listings(pages)
    for kind, minerals in _cells(grid, *found):
        _take(listings, kind, minerals, grid.source.clause)
    others = [one.text for at, one in enumerate(grid.headings) if not _is_used(at, *found)]
    if any(others):
        words = "、".join(filter(None, others))
        pages.leave_open(LISTINGS, Reason.NOT_TAKEN, place=grid.source.place(), printed=words)
    return True


def _columns(grid: Grid) -> tuple[int, tuple[int, ...]] | None:
    """The column of lists and that of minerals; -1 and several where headings say the list."""
    over = tuple(at for at, one in enumerate(grid.headings) if KIND.fullmatch(one.text))
    if len(over) > 1:
        return -1, over
    minerals = [at for at, one in enumerate(grid.headings) if MINERALS.search(one.text)]
    for column in range(len(grid.headings)):
        said = [words for line in grid.body if (words := grid.taken(line, column).value)]
        others = tuple(at for at in minerals if at != column)
        if len(said) > 1 and all(map(KIND.fullmatch, said)) and len(others) == 1:
            return column, others
    return None


def _is_used(at: int, column: int, minerals: tuple[int, ...]) -> bool:
    return at == column or at in minerals


def _cells(grid: Grid, column: int, minerals: tuple[int, ...]) -> Iterator[tuple[Taken, Taken]]:
    """Each cell of minerals with the words that say its list."""
    for line in grid.body:
        for at in minerals:
            words = grid.taken(line, at)
            kind = grid.carried(line, column) if column >= 0 else Taken(grid.headings[at].text)
            if words.value and not line.is_sum:
                yield kind, words


def _take(listings: Listings, kind: Taken, words: Taken, clause: str) -> None:
    said = KIND.fullmatch(kind.value)
    kinds = kinds_of(said["stem"], said["act"]) if said else ()
    items = [one for part in cut(words.value, "，,；;\n") for one in items_of(part)]
    left = [one for one in items if isinstance(one, str)]
    if not kinds and items:
        left = [f"{kind.value}：{words.value}"]
    # 限制 alone does not say that mining is meant.
    doubt = kind.reason or (None if said and said["act"] else Reason.TWO_READINGS)
    for one in kinds:
        for item in items:
            if isinstance(item, Item):
                label = Taken(one.label.zh, doubt, words.place, kind.value)
                listings.add_one(label, item, clause, words.place)
    for one_left in left:
        listings.pages.leave_open(LISTINGS, Reason.NOT_TAKEN, place=words.place, printed=one_left)
