# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists that the document sets itself, and cells outside of them. 文中自定的代码。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Grid, grids, is_mark
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of, plain
from kuangtu.plans.health.types import Finding, Kind, Reading

# 开采方式填写露天、地下之一; 出让方式为招标、拍卖、挂牌三种; 按“露天开采”“地下开采”两种填写.
SET = re.compile(
    r"(?:^|[，。;:(])(?:其中|注:)*(?P<head>[一-鿿]{2,8}?)(?:一栏|代码|的?取值|栏)?"
    r"(?P<verb>填写|填|取值为|取值|限于|限为|分为|仅限|为|按|用)"
    rf"(?P<list>[^，。;:()]+?)(?P<count>之一|(?:{HAN_NUMBER}|\d)[种类个级](?:之一|填写|填报)?|)(?=[，。;]|$)"
)
FIRM = re.compile("填|取值|限")
WORD = re.compile("[一-鿿]{2,8}")
LEAST = 2


@dataclass(frozen=True, slots=True)
class Own:
    """A list of words for a column, as a sentence sets it. 自定代码。"""

    head: str
    words: frozenset[str]
    sentence: Sentence
    start: int
    end: int


def cells_are_of_the_list_that_is_set(case: Case) -> Iterator[Finding]:
    """划拨 below 出让方式, of which the text says 为招标、拍卖、挂牌三种."""
    lists = list(_lists_in(case))
    for grid in grids(case.tables) if lists else ():
        for column, head in enumerate(grid.heads):
            bare = re.sub(r"\(.*?\)|\s", "", plain(head))
            own = [one for one in lists if one.head == bare]
            if len({one.words for one in own}) == 1:
                yield from _against(grid, column, own[0])


def _lists_in(case: Case) -> Iterator[Own]:
    for sentence in case.sentences:
        for found in SET.finditer(sentence.text):
            words = re.split("[、和或及]|”“|[“”]", found["list"])
            named = [one for one in words if one]
            count = found["count"]
            is_set = count == "之一" or (count and count_of(count[0]) == len(named))
            said = sentence.text[found.start() : found.start("list")]
            is_set = is_set or (not count and FIRM.search(said))
            if len(named) >= LEAST and is_set and all(map(WORD.fullmatch, named)):
                yield Own(
                    found["head"], frozenset(named), sentence, found.start("head"), found.end()
                )


def _against(grid: Grid, column: int, own: Own) -> Iterator[Finding]:
    """The one cell or two that are not of the list, where most are."""
    cells = [
        cell
        for row in grid.body
        if not grid.is_total(row) and (cell := row[column]) is not None and cell.text.strip()
    ]
    told = [cell for cell in cells if not is_mark(cell.text)]
    odd = [cell for cell in told if not _is_made_of(plain(cell.text).strip(), own.words)]
    if not odd or len(odd) * 2 > len(told):
        return
    where = own.sentence.where(own.start, own.end)
    for cell in odd:
        yield error(
            Kind.VOCABULARY,
            cell.where,
            "“{printed}”不在文中所定的“{head}”用词（{known}）之列",
            "“{printed}” is none of the words that the text sets for “{head}” ({known})",
            [cell.reading, Reading(own.sentence.printed[:60], where)],
            printed=cell.text.strip(),
            head=own.head,
            known="、".join(sorted(own.words)),
        )


def _is_made_of(words: str, known: frozenset[str]) -> bool:
    """A word of the list, in short or in full, or several of them: 露天 of 露天开采."""
    pieces = [one for one in re.split("[、/和及+]", words) if one]
    return all(
        any(piece.startswith(one) or one.startswith(piece) for one in known) for piece in pieces
    )
