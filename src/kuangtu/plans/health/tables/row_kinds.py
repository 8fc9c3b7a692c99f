# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many rows of a table are of a kind, against what the prose counts. 分类个数与表行。"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence, caption_where
from kuangtu.plans.health.reading.contexts import is_at_hand, names_the_table
from kuangtu.plans.health.reading.grids import SERIAL, Grid, grids
from kuangtu.plans.health.reading.pieces import without_number
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, plain
from kuangtu.plans.health.types import Finding, Kind, Reading


@dataclass(frozen=True, slots=True)
class Counted:
    """A kind that a sentence counts: 地下开采的有7座. 一类的个数。"""

    kind: str
    figure: Figure


def kinds_of_rows_are_as_many_as_told(case: Case) -> Iterator[Finding]:
    """普查3个、详查3个, where the table's column 勘查阶段 has 普查 twice.

    That the sentence counts these rows is known by what else it counts: another kind of the same
    column rightly, or as many in all as the column has rows.
    """
    told = [(grid, rows) for grid in grids(case.tables) if len(rows := list(_rows(grid))) > 2]
    for sentence in case.sentences:
        for grid, rows in told if sentence.figures else ():
            if _names_another(sentence, grid):
                continue  # 其中大型2处、中型4处，见专栏1: not of the rows of 专栏2
            if is_at_hand(sentence, grid.table) or _is_of_the_one_above(case, sentence, grid):
                for column in range(grid.width):
                    yield from _against(sentence, grid, column, [row[column] for row in rows])


NAMED = re.compile(r"(?:专栏|附?表)\d+(?:[-.]\d+)?")


def _names_another(sentence: Sentence, grid: Grid) -> bool:
    named = NAMED.findall(sentence.text)
    return bool(named) and not names_the_table(sentence.text, grid.table.name)


SOME = re.compile("主要|重点|部分|典型|代表")  # not all that there are

OF_ITS_ROWS = re.compile("名录中|[表栏]中|所列|上列|上述")


def _rows(grid: Grid) -> Iterator[tuple[str, ...]]:
    for row in grid.body:
        if not grid.is_total(row):
            yield tuple("" if cell is None else plain(cell.text).strip() for cell in row)


ABOVE = re.compile("(?:上述|以上|前述)[一-鿿]{0,8}[中内]，?")  # 上述区块中详查3个


def _is_of_the_one_above(case: Case, sentence: Sentence, grid: Grid) -> bool:
    """上述区块中…, right below the table."""
    above = case.document.blocks[: sentence.paragraph][-1:]
    return above == (grid.table,) and ABOVE.match(without_number(sentence.text)) is not None


def _against(sentence: Sentence, grid: Grid, column: int, rows: Sequence[str]) -> Iterator[Finding]:
    if "" in rows:
        return  # a merged cell reaches over several rows
    kinds = Counter(word.removesuffix("年") for word in rows if word)
    if (
        SERIAL.search(grid.heads[column])
        or (SOME.search(grid.table.caption) and not OF_ITS_ROWS.search(sentence.text))
        or not 1 < len(kinds) < len(rows)
    ):
        return
    counted = list(_counted(sentence, kinds))
    if len(counted) < 2 or len({one.kind for one in counted}) < len(counted):
        return
    wrong = [one for one in counted if one.figure.value != kinds[one.kind]]
    if not wrong or not _is_of_these_rows(sentence, counted, wrong, len(rows)):
        return
    for one in wrong[:1]:
        yield _finding(sentence, one, grid, column, kinds[one.kind])


def _counted(sentence: Sentence, kinds: Counter[str]) -> Iterator[Counted]:
    last = 0
    for figure in sentence.figures:
        listed = re.split("[，。;:()]", sentence.text[last : figure.start])[-1].split("、")
        last = figure.end
        if figure.dimension is not Dimension.COUNT or figure.force is not Force.EXACT:
            continue
        if any(listed[:-1]):
            continue  # 南乡、北乡两处: both together
        words = listed[-1]
        bare = re.sub("(?:投放|程度|的?有|的|为|各|年|区块|矿山|指标)+$", "", words)
        bare = re.sub(f"^.*?{ABOVE.pattern}", "", bare)
        bare = re.sub("^(?:其中|拟?达到|按[^，]*分|和|及|安排|部署|设置|投放)", "", bare)
        for kind in kinds if not re.search(r"\d", bare) else ():  # 2021—2022年3个: of both years
            if bare == kind or (len(kind) > 2 and bare.endswith(kind)):
                yield Counted(kind, figure)


def _is_of_these_rows(
    sentence: Sentence, counted: Sequence[Counted], wrong: Sequence[Counted], rows: int
) -> bool:
    """Others are counted rightly, or all of them are as many as there are rows."""
    right = len(counted) - len(wrong)
    total = sum(one.figure.value for one in counted)
    wholes = {figure.value for figure in sentence.figures if figure.dimension is Dimension.COUNT}
    if total == rows or total in wholes:
        return total == rows
    first, last = counted[0].figure.start, counted[-1].figure.end
    between = [one for one in sentence.figures if first <= one.start <= last]
    if sum(one.value for one in between if one.dimension is Dimension.COUNT) in wholes:
        return False  # 注销7个，其中铁矿3个、金矿1个、膨润土1个…: of those seven, not of the rows
    return right > 0 and right >= len(wrong)


def _finding(sentence: Sentence, one: Counted, grid: Grid, column: int, rows: int) -> Finding:
    where = caption_where(grid.table)
    return error(
        Kind.TEXT_AND_TABLE,
        sentence.around(one.figure),
        "文中“{kind}”{printed}，{table}“{head}”一栏有 {rows} 行",
        "the text has {printed} of “{kind}”, {table} has {rows} rows of it below “{head}”",
        [sentence.reading(one.figure), Reading(f"{rows}行", where)],
        str(rows),
        kind=one.kind,
        printed=one.figure.printed,
        table=grid.table.name,
        head=grid.heads[column],
        rows=rows,
    )


# 专栏3中的约束性指标共2项; 专栏2中的4项约束性指标
OF_A_KIND = re.compile(
    r"(?P<table>(?:专栏|附?表)\d+)(?:中|内|里|所列)*的?"
    r"(?:(?P<kind>[一-鿿]{2,4}?)(?:指标|工程|项目|区块)?(?:共|有|为)*(?P<count>\d{1,2})[项个]"
    r"|(?P<many>\d{1,2})[项个](?P<what>[一-鿿]{2,4}?)(?:指标|工程|项目|区块))"
)
IN_A_YEAR = re.compile(
    r"(?<![—～至到-])(?P<kind>20\d\d)年度?(?P<act>投放|出让|设置|完成|实施)(?P<count>\d{1,2})[个宗处项](?![、和])"
)


def kinds_of_a_named_table_are_as_many(case: Case) -> Iterator[Finding]:
    """专栏3中的约束性指标共3项; 2023年投放2个（专栏4）: of one kind alone."""
    told = [(grid, list(_rows(grid))) for grid in grids(case.tables)]
    by_name = {grid.table.name: (grid, rows) for grid, rows in told if grid.table.name}
    for sentence in case.sentences:
        for found in OF_A_KIND.finditer(sentence.text):
            kind, count = found["kind"] or found["what"], found["count"] or found["many"]
            if found["table"] in by_name:
                named = by_name[found["table"]]
                yield from _of_one_kind(sentence, found, *named, (kind, int(count), ""))
        years = list(IN_A_YEAR.finditer(sentence.text))
        for grid, rows in told if years else ():
            if not names_the_table(sentence.text, grid.table.name):
                continue
            for found in years:
                said = (found["kind"], int(found["count"]), found["act"])
                yield from _of_one_kind(sentence, found, grid, rows, said)


def _of_one_kind(
    sentence: Sentence,
    found: re.Match[str],
    grid: Grid,
    rows: Sequence[Sequence[str]],
    said: tuple[str, int, str],
) -> Iterator[Finding]:
    kind, count, act = said
    for column in range(grid.width):
        cells = [row[column].removesuffix("年") for row in rows]
        if act not in grid.heads[column] or "" in cells or column in grid.numeric:
            continue
        many = cells.count(kind)
        if many == count or not many or len(set(cells)) == len(cells):
            continue
        where = sentence.where(found.start(), found.end())
        table = caption_where(grid.table)
        yield error(
            Kind.TEXT_AND_TABLE,
            where,
            "文中“{said}”，{table}“{head}”一栏中“{kind}”有 {rows} 行",
            "the text says “{said}”; {table} has {rows} rows of “{kind}” below “{head}”",
            [Reading(found[0], where), Reading(f"{many}行", table)],
            str(many),
            kind=kind,
            said=found[0],
            table=grid.table.name,
            head=grid.heads[column],
            rows=many,
        )
