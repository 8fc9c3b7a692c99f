# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The sheet that the prose puts a block into, against that of its row. 区块所在图幅。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.sheets.sheet_groups import NEXT, SHEET
from kuangtu.plans.health.types import Finding, Kind, Reading

WHERE = re.compile("所在|位于|涉及|图幅")
LONG = 4  # signs of a name that can be meant by nothing else
LIES = re.compile(
    "(?:位于|落在|处于|坐落于|坐落在|分布于|分布在|涉及|跨|属于?|在)[^，。；;、\\d]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with the sheets that it says it lies in. 区块与图幅。"""

    name: str
    numbers: frozenset[str]
    cell: Cell


def named_blocks_lie_in_their_sheets(case: Case) -> Iterator[Finding]:
    """铜岭深部铜矿区块位于H50E011014图幅, where its row has H50E010014."""
    placed = _placed(case)
    for sentence in case.sentences if placed else ():
        runs = re.finditer(rf"{SHEET.pattern}(?:{NEXT}{SHEET.pattern})*", sentence.text)
        for run in runs:
            start = start_of(sentence.text, run.start(), "。；;")
            head = sentence.text[start : run.start()]
            named = [one for one in placed if one.name in head]
            if len(named) != 1 or SHEET.search(head) or not LIES.search(head):
                continue
            said = frozenset(SHEET.findall(run[0]))
            if said.isdisjoint(named[0].numbers):
                yield _told(sentence, run, named[0])


@once
def _placed(case: Case) -> tuple[Placed, ...]:
    return tuple(_rows(case))


def _rows(case: Case) -> Iterator[Placed]:
    """The rows of tables that say in which sheets they lie, those of one name once."""
    for grid in grids(case.tables):
        columns = [n for n, head in enumerate(grid.heads) if WHERE.search(head)]
        for row in grid.body:
            cells = [row[n] for n in columns if row[n] is not None]
            placed = [one for one in cells if one is not None and SHEET.search(plain(one.text))]
            name = re.sub(r"\(.*?\)", "", _name(grid.heads, row))
            if len(placed) == 1 and len(name) >= LONG and not grid.is_total(row):
                numbers = frozenset(SHEET.findall(plain(placed[0].text)))
                yield Placed(name, numbers, placed[0])


def _name(heads: tuple[str, ...], row: tuple[Cell | None, ...]) -> str:
    """What the row is called, as the column of names has it."""
    column = next((n for n, one in enumerate(heads) if re.search("名称|^区块$|项目$", one)), None)
    cell = None if column is None else row[column]
    return "" if cell is None else plain(cell.text).strip()


def _told(sentence: Sentence, run: re.Match[str], one: Placed) -> Finding:
    where = sentence.where(max(0, run.start() - 24), run.end() + 4)
    right = "、".join(sorted(one.numbers))
    return error(
        Kind.MAP_SHEET,
        where,
        "文中“{name}”在图幅 {said}，{table}为 {right}",
        "the text puts “{name}” into the sheet {said}; {table} has {right}",
        [Reading(run[0], where), one.cell.reading],
        right,
        name=one.name,
        said=run[0],
        table=one.cell.table.name,
        right=right,
    )
