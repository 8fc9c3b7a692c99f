# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many sheets the prose says that a table's rows lie in. 正文图幅数与表中图幅号。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of, plain
from kuangtu.plans.health.sheets.sheet_groups import SHEET, Group, groups_in
from kuangtu.plans.health.types import Finding, Kind, Reading

COUNT = re.compile(
    rf"(?<![第每各约\d.∶])(?P<count>\d{{1,3}}|{HAN_NUMBER})个?(?:幅(?!员)(?:1∶[\d.]+万)?(?:标准|国际)?图?幅?|(?:标准)?图幅)"
)
NAMED = re.compile(r"[(见](?:见|详见)?(专栏|附表|表)\s*(\d+(?:[-.]\d+)?|[一二三四五六七八九十]+)")
OF_EACH = re.compile(r"每|各|平均|其中[^，。;]*$|\d行\d列|空白")


def tables_have_the_sheets_counted(case: Case) -> Iterator[Finding]:
    """4个区块，涉及图幅7幅（专栏6）: the rows of 专栏6 name six."""
    for sentence in case.sentences:
        counts = list(COUNT.finditer(sentence.text))
        if len(counts) != 1 or SHEET.search(sentence.text):
            continue
        clause = re.split("[，。;]", sentence.text[: counts[0].start()])[-1]
        if OF_EACH.search(clause) or "图" not in sentence.text:
            continue
        table = _table_of(case, sentence)
        groups = [] if table is None else _groups_of(case, table)
        numbers = [number for group in groups for number in group.numbers]
        stated = count_of(counts[0]["count"])
        if len(groups) < 2 or stated in {len(numbers), len(set(numbers))}:
            continue
        if any("等" in group.words for group in groups) or _are_of_two_scales(groups):
            continue
        where = sentence.where(max(0, counts[0].start() - 8), counts[0].end() + 8)
        yield error(
            Kind.MAP_SHEET,
            where,
            "称 {stated} 幅图，{table}列出 {count} 幅",
            "{stated} sheets are said; {table} names {count}",
            [Reading(counts[0][0], where), *(Reading(one, groups[0].where) for one in numbers)],
            str(len(set(numbers))),
            stated=stated,
            table=groups[0].where.table or "",
            count=len(set(numbers)),
        )


SHEETS_OF_A_NAME = re.compile(rf"(?P<count>{HAN_NUMBER}|\d{{1,3}})幅(?!员)")


SOME_DONE = re.compile("[前后][两二三四]幅|其中|已完成|尚未")  # 前两幅已完成，后两幅计划完成


def projects_are_of_the_sheets_named(case: Case) -> Iterator[Finding]:
    """某县北部六幅1∶5万调查 in a table, where the one list of sheets that there is names four."""
    named = [
        (found, cell)
        for grid in grids(case.tables)
        for row in grid.body
        for cell in row
        if cell is not None and not SHEET.search(cell.text)
        if (found := SHEETS_OF_A_NAME.search(plain(cell.text))) is not None
    ]
    groups = list(groups_in(case))
    if len(named) != 1 or len(groups) != 1 or groups[0].where.row:
        return
    (found, cell), group = named[0], groups[0]
    if (
        SOME_DONE.search(group.after)
        or "等" in group.words
        or count_of(found["count"]) in {len(group.numbers), 1}
    ):
        return
    yield error(
        Kind.MAP_SHEET,
        cell.where,
        "“{name}”称 {stated} 幅，文中列出 {count} 幅",
        "“{name}” says {stated} sheets; the text names {count}",
        [cell.reading, *(Reading(one, group.where) for one in group.numbers)],
        str(len(group.numbers)),
        name=cell.text.strip(),
        stated=count_of(found["count"]),
        count=len(group.numbers),
    )


def _table_of(case: Case, sentence: Sentence) -> PrintedTable | None:
    """The table that the sentence names, else the one right below its paragraph."""
    named = [f"{found[1]}{found[2]}" for found in NAMED.finditer(sentence.text)]
    tables = [one for one in case.tables if one.name in named]
    if named:
        return tables[0] if len(tables) == 1 else None
    below = case.document.blocks[sentence.paragraph + 1 : sentence.paragraph + 2]
    return next((one for one in below if isinstance(one, PrintedTable)), None)


def _groups_of(case: Case, table: PrintedTable) -> list[Group]:
    return [one for one in groups_in(case) if one.where.row and one.where.table == table.name]


def _are_of_two_scales(groups: Sequence[Group]) -> bool:
    return len({sheet.scale for group in groups for sheet in group.sheets}) > 1
