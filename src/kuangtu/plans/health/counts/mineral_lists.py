# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Minerals of the prose against the minerals of tables. 正文与表中的矿种。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.making import doubt, error, graded
from kuangtu.plans.health.names.mineral_names import minerals_of
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import Cell, Grid, grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where

FOUND = re.compile("已发现矿产|发现矿产|已发现矿种|矿产种类统计|矿产统计")
MINED = re.compile(
    r"(?:已?开发利用|正在开采|开采利用|已开采|正在开发利用)(?P<list>[^。；;，]{4,120}?)等?(?:矿产|矿种|种)"
)
IN_TABLE = re.compile(r"\((?:见|详见)?(专栏|附表|表)\s*(\d+)\)")
OPEN_LIST = re.compile("等(?:主要|重要|优势)?矿(?:产|种)")  # the list does not claim to be whole
ELSEWHERE = re.compile("全国|全省|全区|自治区|全市|全州|[省市州盟](?!县)")
SPLIT = re.compile("[、，,;；]")


def mined_minerals_were_found(case: Case) -> Iterator[Finding]:
    """What is mined is among the minerals that the table lists as found."""
    for grid in grids(case.tables):
        if not FOUND.search(grid.table.caption + "".join(grid.heads)):
            continue
        known = _listed(grid)
        if len(known) < 5:
            continue
        for sentence in case.sentences:
            yield from _mined(sentence, known, grid.table)


FOUND_KINDS = re.compile(
    r"(?:已?发现|探明)(?:各类|有|的)*(?:矿产|矿种)(?:资源)?(?:共有|共计|共)?(?P<count>\d{1,3})种(?!以上|余|多)"
)
KINDS_HEAD = re.compile(r"种数|数量|个数|\(种\)")


def minerals_found_are_as_many_as_their_table_has(case: Case) -> Iterator[Finding]:
    """全县已发现矿产81种（专栏1）, where the total of the table is 18."""
    totals = [one for grid in grids(case.tables) if (one := _total_of_kinds(grid))]
    for sentence in case.sentences if len(totals) == 1 else ():
        total = totals[0]
        for found in FOUND_KINDS.finditer(sentence.text):
            before = re.split("[，。;]", sentence.text[: found.start()])[-1]
            if int(found["count"]) == total.number or ELSEWHERE.search(before):
                continue
            where = sentence.where(found.start(), found.end())
            yield error(
                Kind.TEXT_AND_TABLE,
                where,
                "文中已发现矿产 {printed}种，{table}合计为 {total}",
                "{printed} minerals are said to be found, the total of {table} is {total}",
                [Reading(found["count"], where), total.reading],
                total.text.strip(),
                printed=found["count"],
                table=total.table.name,
                total=total.text.strip(),
            )


def _total_of_kinds(grid: Grid) -> Cell | None:
    """The total of the kinds of minerals, of a table of all that were found."""
    if not re.search("发现[^，。]{0,6}矿", plain(grid.table.caption)):
        return None
    cells = [
        cell
        for row in grid.body
        if grid.is_total(row)
        for column in grid.numeric
        if KINDS_HEAD.search(grid.heads[column])
        and (cell := row[column]) is not None
        and cell.number
    ]
    return cells[0] if len(cells) == 1 else None


def _listed(grid: Grid) -> set[str]:
    """The codes of the minerals in the table's columns of them."""
    cells = [
        cell
        for column, head in enumerate(grid.heads)
        if "矿种" in head and column not in grid.numeric
        for cell in grid.column(column)
    ]
    return {code for cell in cells for token in _tokens(cell.text) for code in _codes(token)}


def _tokens(words: str) -> list[str]:
    return SPLIT.split(re.sub(r"\([^()]*\)", "", plain(words)))


def _codes(token: str) -> set[str]:
    return {code for code, _ in minerals_of(token)}


def _mined(sentence: Sentence, known: set[str], table: PrintedTable) -> Iterator[Finding]:
    for found in MINED.finditer(sentence.text):
        tokens = re.split("、|和|及", found["list"])
        strange = [one for one in tokens if (codes := _codes(one)) and not codes & known]
        if len(tokens) < 2 or not strange or len(strange) * 2 >= len(tokens):
            continue
        where = sentence.where(found.start(), found.end())
        yield doubt(
            Kind.TEXT_AND_TABLE,
            where,
            "{minerals} 列为开发利用，却不在{table}的已发现矿种之内",
            "{minerals} are said to be mined, but are not among the minerals found of {table}",
            [Reading(one, where) for one in strange],
            minerals="、".join(strange),
            table=table.name,
        )


def lists_have_the_tables_minerals(case: Case) -> Iterator[Finding]:
    """在煤、铁、铜等矿产勘查方面（专栏5）: the table's minerals, but for one or two."""
    by_name = {grid.table.name: grid for grid in grids(case.tables)}
    for sentence in case.sentences:
        for found in IN_TABLE.finditer(sentence.text):
            grid = by_name.get(found[1] + found[2])
            if grid is not None and grid.heads:
                yield from _against_table(sentence, found, grid)


def _against_table(sentence: Sentence, found: re.Match[str], grid: Grid) -> Iterator[Finding]:
    rows = [
        (cell, codes)
        for cell in grid.column(0)
        if (codes := {code for token in _tokens(cell.text) for code in _codes(token)})
    ]
    words = sentence.text[: found.start()]
    listed = {code for token in _pieces(words) for code in _codes(token)}
    if len(rows) < 6 or len(rows) * 5 < len(list(grid.body)) * 4:
        return
    missing = [cell for cell, codes in rows if not codes & listed]
    if missing and len(missing) * 6 <= len(rows):
        where = sentence.where(0, found.end())
        is_open = bool(OPEN_LIST.search(words))
        yield graded(
            Grade.NOTE if is_open else Grade.DOUBT,
            Kind.TEXT_AND_TABLE,
            Where(where.words[-80:], where.clause, where.line),
            "{table}有{minerals}，正文列举的矿种中没有",
            "{table} has {minerals}, which the list of the text has not",
            [*(cell.reading for cell in missing), Reading(where.words[-80:], where)],
            table=grid.table.name,
            minerals="、".join(cell.text.strip() for cell in missing),
        )


def _pieces(words: str) -> list[str]:
    """The members of the lists of a sentence, those in brackets too."""
    pieces = re.split(r"[、，。；;:()]|在|和|及|等|\d+[种类个]", words)
    return [piece for piece in pieces if piece]


HAVING = re.compile(
    r"(?:查明资源|上表|储量表|开发利用|优势矿产|主要矿产|保有资源)[^。；;:、]{0,28}?(?:分别是|分别为|包括|为|是|有|即|:)"
    r"(?P<list>[一-鿿]{1,9}(?:、[一-鿿]{1,9}){3,}(?:[和及与][一-鿿]{1,9})?)"
)
LONGEST = 40  # minerals of a county
FEWEST_LISTED = 5


def listed_minerals_are_among_those_found(case: Case) -> Iterator[Finding]:
    """有查明资源量的11种，分别是铁、…、石棉, where no 石棉 is among those found."""
    for grid in grids(case.tables):
        if not FOUND.search(grid.table.caption + "".join(grid.heads)):
            continue
        known = "，".join(plain(cell) for row in grid.table.rows for cell in row)
        for sentence in case.sentences if known.count("、") >= FEWEST_LISTED else ():
            for found in HAVING.finditer(sentence.text):
                yield from _strange(sentence, found, known, grid.table)


def _strange(
    sentence: Sentence, found: re.Match[str], known: str, table: PrintedTable
) -> Iterator[Finding]:
    if ELSEWHERE.search(sentence.text[: found.end()]):
        return
    listed = found["list"].partition("等")[0]
    tokens = [one.removesuffix("矿") for one in re.split("[、和及与]", listed)]
    minerals = [one for one in tokens if minerals_of(one)]
    strange = [one for one in minerals if not _is_among(one, known)]
    if len(minerals) < len(tokens) - 1 or len(strange) != 1 or len(tokens) > LONGEST:
        return
    where = sentence.where(found.start("list"), found.end())
    yield doubt(
        Kind.TEXT_AND_TABLE,
        where,
        "{minerals} 不在{table}的已发现矿种之内",
        "{minerals} is not among the minerals found of {table}",
        [Reading(strange[0], where)],
        minerals=strange[0],
        table=table.name,
    )


def _is_among(mineral: str, known: str) -> bool:
    """It or a part of its name stands in the table: 石料 for 建筑石料用灰岩."""
    pairs = [mineral[n : n + 2] for n in range(len(mineral) - 1)]
    return mineral in known or any(pair in known for pair in pairs)
