# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Least years of service of the prose against the table that sets them. 最低服务年限。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.tables.least_sizes import bare_mineral
from kuangtu.plans.health.types import Finding, Kind, Reading

SAID = re.compile(
    r"(?P<least>最低|最短)?(?:设计|矿山)?服务年限[^，。；;、\d]{0,3}?"
    r"(?P<limit>为|不[得应]?[低少小短]于|不得[低少短]于|不[得应]?(?:超过|高于|多于))(?P<years>\d+)年(?!以下|[代至～—-])"
)
AT_MOST = re.compile("超过|高于|多于")
OF_MANY = re.compile("大型|中型|小型|大中型|改扩建|改建|扩建|剩余|现有|保留|其他|其余|其它")
LEADS = re.compile("^(?:落实|执行|严格|确保|对|新建|新设|新立|其中|如|的|各类|规定|要求)+")
JOINTS = re.compile("[、和及与]")
SMALL_WORDS = re.compile("矿山企业|矿山|企业|采矿权|矿$|的$")
WORD = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Row:
    """A mineral with its least years. 矿种与年限。"""

    minerals: frozenset[str]
    cells: tuple[Cell, ...]


def least_years_are_those_of_the_row(case: Case) -> Iterator[Finding]:
    """石墨矿山最低服务年限为12年, where the row 石墨 has 15."""
    rows = _rows(case)
    for sentence in case.sentences if rows else ():
        for found in SAID.finditer(sentence.text):
            if not found["least"] and found["limit"] == "为":
                continue  # a mine that lasts so long
            start = start_of(sentence.text, found.start(), "，。；;:")
            minerals = _minerals(sentence.text[start : found.start()])
            told = [row for one in minerals for row in rows if one in row.minerals]
            if not minerals or len(told) != len(minerals):
                continue
            for row in told:
                if AT_MOST.search(found["limit"]):
                    yield _turned(sentence, found, row)
                    break
                if all(cell.number != int(found["years"]) for cell in row.cells):
                    yield _told(sentence, found, row)
                    break


def _minerals(words: str) -> list[str]:
    """What a clause names before the words for years of service.

    >>> _minerals("石墨矿山"), _minerals("新建铁矿、金矿"), _minerals("大型煤矿")
    (['石墨'], ['铁', '金'], [])
    """
    if OF_MANY.search(words):
        return []
    pieces = [LEADS.sub("", one) for one in JOINTS.split(words)]
    return [bare_mineral(SMALL_WORDS.sub("", one)) for one in pieces if one]


@once
def _rows(case: Case) -> tuple[Row, ...]:
    return tuple(row for grid in grids(case.tables) for row in _of_grid(grid))


def _of_grid(grid: Grid) -> Iterator[Row]:
    heads = [n for n in grid.numeric if "服务年限" in grid.heads[n]]
    caption = plain(grid.table.caption)
    if not heads or not re.search("最低|最短|准入|不低于", caption + "".join(grid.heads)):
        return
    for row in grid.body:
        label = WORD.sub("", plain(grid.label(row)))
        numbers = [cell for n in heads if (cell := row[n]) is not None and cell.number is not None]
        others = [cell for n in heads if (cell := row[n]) is not None and cell.text.strip()]
        if numbers and len(numbers) == len(others):
            names = frozenset(bare_mineral(SMALL_WORDS.sub("", one)) for one in label.split("、"))
            yield Row(names, tuple(numbers))


def _told(sentence: Sentence, found: re.Match[str], row: Row) -> Finding:
    start = start_of(sentence.text, found.start(), "，。；;:")
    where = sentence.where(start, found.end())
    return error(
        Kind.TEXT_AND_TABLE,
        where,
        "文中服务年限 {said}年，{table}“{row}”一行没有这个数",
        "the text has {said} years of service; the row “{row}” of {table} has no such number",
        [Reading(found[0], where), *(cell.reading for cell in row.cells)],
        "、".join(cell.text.strip() for cell in row.cells),
        said=found["years"],
        row="、".join(sorted(row.minerals)),
        table=row.cells[0].table.name,
    )


def _turned(sentence: Sentence, found: re.Match[str], row: Row) -> Finding:
    """服务年限不得超过20年, where the table sets the least there must be."""
    start = start_of(sentence.text, found.start(), "，。；;:")
    where = sentence.where(start, found.end())
    return error(
        Kind.SAID_TWICE,
        where,
        "文中服务年限“{said}”，{table}定的是最低年限",
        "the text has “{said}” for the years of service; {table} sets the least",
        [Reading(found[0], where), *(cell.reading for cell in row.cells)],
        said=found[0],
        table=row.cells[0].table.name,
    )


def least_years_are_said_alike(case: Case) -> Iterator[Finding]:
    """建筑石料矿山服务年限不少于15年的要求, where 不少于10年 was asked of the same mines."""
    seen: dict[tuple[str, ...], tuple[str, Reading]] = {}
    for sentence in case.sentences:
        for found in SAID.finditer(sentence.text):
            start = start_of(sentence.text, found.start(), "。；;:")
            clauses = re.split("[，,]", sentence.text[start : found.start()])
            minerals = next((one for two in reversed(clauses) if (one := _of_clause(two))), ())
            if found["limit"] == "为" or not minerals or AT_MOST.search(found["limit"]):
                continue
            where = sentence.where(start, found.end())
            told = (found["years"], Reading(found[0], where))
            other = seen.setdefault(minerals, told)
            if other[0] != told[0]:
                yield error(
                    Kind.SAID_TWICE,
                    where,
                    "同一矿种的服务年限前后不同：{one}年与{other}年",
                    "the least years of service of one mineral are {one} here and {other} there",
                    [told[1], other[1]],
                    one=told[0],
                    other=other[0],
                )


def _of_clause(words: str) -> tuple[str, ...]:
    """The minerals that the mines of a clause are of: 新建建筑用石料矿山生产规模不低于50万吨/年."""
    if (
        found := re.match(r"(?P<mines>[^\d]+?)(?:矿山)?(?=生产|开采|设计|规模|最低|的|$)", words)
    ) is None:
        return ()
    return tuple(sorted(one for one in _minerals(found["mines"]) if one))


LASTING = re.compile(r"(?<!剩余)服务年限(?:为|可达|达到?)?(?P<years>\d+)年(?!以|[代至～—-])")


def years_of_service_are_those_of_the_row(case: Case) -> Iterator[Finding]:
    """石门沟西铁矿采用地下开采，服务年限12年, where its row has 20."""
    for sentence in case.sentences:
        for found in LASTING.finditer(sentence.text):
            start = start_of(sentence.text, found.start(), "。；;")
            words = sentence.text[start : found.start()]
            cells = [cell for name, cell in _years_by_name(case) if name in words]
            if len(cells) == 1 and cells[0].number != int(found["years"]):
                where = sentence.where(start, found.end())
                yield error(
                    Kind.TEXT_AND_TABLE,
                    where,
                    "文中服务年限 {said}年，{table}同一行为 {cell}",
                    "the text has {said} years of service; the row of {table} has {cell}",
                    [Reading(found[0], where), cells[0].reading],
                    cells[0].text.strip(),
                    said=found["years"],
                    table=cells[0].table.name,
                    cell=cells[0].text.strip(),
                )


LEAST_NAME = 4  # signs of a name that is of one mine


@once
def _years_by_name(case: Case) -> tuple[tuple[str, Cell], ...]:
    """The mines and blocks of tables with how many years they last."""
    found = []
    for grid in grids(case.tables):
        heads = [n for n in grid.numeric if "服务年限" in grid.heads[n]]
        words = plain(grid.table.caption) + "".join(grid.heads)
        if re.search("最低|最短|准入|不低于|剩余", words):
            continue  # the years that mines must have, or have left
        for row in grid.body if len(heads) == 1 else ():
            cell, label = row[heads[0]], plain(grid.label(row))
            if cell is not None and cell.number is not None and len(label) >= LEAST_NAME:
                found.append((label, cell))
    return tuple(found)
