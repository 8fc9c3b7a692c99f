# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A plan folder as what is examined, alone or beside its document. 由文件夹体检。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kuangtu.core.errors import Problem
from kuangtu.plans.document.types import Block, Document, Paragraph, PrintedTable
from kuangtu.plans.health.types import Finding, Grade, Kind, Where
from kuangtu.plans.types import Folder, Table

# Mistakes of a folder that are contradictions of the plan, by what they contradict.
CONTRADICTIONS: Final[Mapping[str, Kind]] = {
    code: kind
    for kind, codes in {
        Kind.FOLDER: (
            "differs-from-table",
            "header-row",
            "mineral-left-out",
            "repeated-value",
            "row-left-out",
            "unknown-row",
            "wrong-method",
            "wrong-number-of-rows",
        ),
        Kind.CELL: ("empty-cell", "negative", "not-a-number", "not-a-whole-number", "odd-floor"),
        Kind.DATE: ("ends-before-start", "not-a-date", "not-a-year", "odd-year", "outside-period"),
        Kind.REFERENCE: ("unknown-clause", "unknown-goal", "unknown-table"),
        Kind.VOCABULARY: ("unknown-unit", "unknown-word"),
        Kind.NAME: ("empty-name", "repeated-name"),
    }.items()
    for code in codes
}

LISTINGS = {
    "KEY_EXPLORATION": "重点勘查矿种",
    "KEY_MINING": "重点开采矿种",
    "RESTRICTED_MINING": "限制开采矿种",
    "STRICTLY_CONTROLLED": "严格控制开采矿种",
    "PROHIBITED_MINING": "禁止开采矿种",
}


def document_of(folder: Folder) -> Document:
    """What of the document a folder holds; `file` is empty, there being no document."""
    tables = [
        PrintedTable(table.title, number, table.rows, 0, table.clause, label or "专栏")
        for table in folder.tables
        for label, number in [parted(table.number)]
    ]
    return Document("", (*tables, *_listings(folder)))


def parted(number: str) -> tuple[str, str]:
    """What a table of the folder is called and its number; two of one name have _2 behind it.

    >>> parted("附表1"), parted("3-1"), parted("表2_2")
    (('附表', '1'), ('', '3-1'), ('表', '2'))
    >>> parted("附表十二"), parted("二"), parted("表_1")
    (('附表', '十二'), ('', '二'), ('表', ''))
    """
    found = re.match(r"([一-鿿]*?)([一二三四五六七八九十]*|[^一-鿿]*?)(?:_\d+)?$", number)
    return (found[1], found[2]) if found else ("", number)


def name_of(table: Table) -> str:
    """How the document speaks of a table of the folder: 专栏10, 附表1."""
    label, number = parted(table.number)
    return f"{label or '专栏'}{number}"


def contradictions_of(problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """What is wrong in a folder as findings: where is the file, its line and its column.

    >>> from kuangtu.core.errors import Place
    >>> from kuangtu.core.text import Text
    >>> problem = Problem("not-a-year", Text("不是年份", "no year"), Place("projects.csv", 7, 4))
    >>> [(one.kind.value, one.where.text.zh) for one in contradictions_of([problem])]
    [('date', 'projects.csv · 7行4列')]
    """
    return tuple(_contradiction(one) for one in problems)


def _contradiction(problem: Problem) -> Finding:
    place = problem.place
    file = place.file.replace("\\", "/").rpartition("/")[2]
    where = Where(place.field, table=file, row=place.line, column=place.column)
    return Finding(Grade.ERROR, CONTRADICTIONS[problem.code], where, problem.text)


def _listings(folder: Folder) -> list[Block]:
    """The lists of minerals as the sentences they were typed from."""
    blocks: list[Block] = []
    for kind, words in LISTINGS.items():
        listed = [one for one in folder.listings if one.kind.name == kind]
        if listed:
            names = "、".join(f"{one.condition}{one.printed}" for one in listed)
            blocks.append(Paragraph(f"{words}：{names}。", 0, listed[0].clause))
    return blocks
