# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The year in which something is given or done, in the prose and in its row. 投放年份。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

ACT = "投放|出让|投产|建成|启动|开工|完成|竣工|设立"
DONE = re.compile(rf"(?<!\d)(?P<year>20\d\d)年(?:度|底前|底|前)?(?:计划|拟)?(?P<act>{ACT})")
YEAR_HEAD = re.compile(rf"(?P<act>{ACT})(?:年份|年度|时间|年)$")
LEAST = 4  # signs of a name


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the year of an act. 表行与年份。"""

    name: str
    act: str
    cell: Cell


def acts_are_in_the_year_of_their_row(case: Case) -> Iterator[Finding]:
    """野马滩钨矿为地下开采，2022年投放, where its row has 2024 below 投放年度."""
    rows = _rows(case)
    for sentence in case.sentences if rows else ():
        for piece in re.finditer("[^。;]+", sentence.text):
            done = list(DONE.finditer(piece[0]))
            named = [row for row in rows if row.name in piece[0]]
            if len(done) != 1 or len({row.name for row in named}) != 1:
                continue
            acts = [row for row in named if row.act == done[0]["act"]]
            is_behind = piece[0].find(named[0].name) < done[0].start()
            if len(acts) == 1 and is_behind and done[0]["year"] not in acts[0].cell.text:
                yield _told(sentence, piece.start(), done[0], acts[0])


@once
def _rows(case: Case) -> tuple[Row, ...]:
    found = tuple(row for grid in grids(case.tables) for row in _of_grid(grid))
    counted = Counter((row.name, row.act) for row in found)
    return tuple(row for row in found if counted[row.name, row.act] == 1)


def _of_grid(grid: Grid) -> Iterator[Row]:
    for column, head in enumerate(grid.heads):
        found = YEAR_HEAD.search(re.sub(r"\(.*?\)", "", plain(head)))
        if found is None:
            continue
        for row in grid.body:
            cell = row[column]
            names = [plain(one.text).strip() for one in row[:3] if one is not None]
            name = max((one for one in names if re.search("[一-鿿]", one)), key=len, default="")
            is_year = cell is not None and re.fullmatch(r"20\d\d年?", cell.text.strip())
            if cell is not None and is_year and len(name) >= LEAST and not grid.is_total(row):
                yield Row(name, found["act"], cell)


def _told(sentence: Sentence, start: int, done: re.Match[str], row: Row) -> Finding:
    where = sentence.where(start + done.start(), start + done.end())
    return error(
        Kind.TEXT_AND_TABLE,
        where,
        "文中“{name}”{year}年{act}，{table}为 {cell}",
        "the text has “{name}” {act} in {year}, {table} in {cell}",
        [Reading(done[0], where), row.cell.reading],
        row.cell.text.strip(),
        name=row.name,
        year=done["year"],
        act=row.act,
        table=row.cell.table.name,
        cell=row.cell.text.strip(),
    )
