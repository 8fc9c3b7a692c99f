# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The plan folder against the document it was typed from, cell by cell. 文件夹与文本。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, caption_where, cell_where
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where
from kuangtu.plans.types import Folder, Table

NUMBER = re.compile(r"\d+(?:\.\d+)?")


def tables_are_the_same(case: Case) -> Iterator[Finding]:
    """Every table of the folder is the document's, cell by cell."""
    folder = case.folder
    if folder is None or not case.document.file:
        return
    printed = {table.number: table for table in case.tables if table.number}
    if _is_of_another_plan(case, folder):
        yield error(
            Kind.FOLDER,
            Where(folder.title.zh, ""),
            "文本中没有“{county}”，也没有规划数据中的大多数专栏：可能交错了文件，未与规划数据核对",
            "the document names no “{county}” and lacks most of the folder's tables: it may be "
            "the wrong file; it was not compared with the folder",
            county=case.county_name,
        )
        return
    for table in folder.tables:
        other = printed.get(table.number)
        if other is None:
            yield error(
                Kind.FOLDER,
                Where(table.title, table.clause, None, f"专栏{table.number}"),
                "文件夹有专栏{number}“{title}”，文本中没有",
                "the folder has table {number} “{title}”, the document has none",
                number=table.number,
                title=table.title,
            )
            continue
        yield from _title(table, other)
        yield from _rows(table, other)
    known = {table.number for table in folder.tables}
    for number, other in printed.items():
        if number not in known and folder.tables:
            yield error(
                Kind.FOLDER,
                caption_where(other),
                "文本有{name}，文件夹中没有",
                "the document has {name}, the folder has not",
                name=other.name,
            )


def _is_of_another_plan(case: Case, folder: Folder) -> bool:
    """Neither the county nor half of the folder's tables: some other file was handed in."""
    captions = {_bare(table.caption) for table in case.tables}
    is_named = case.division is None or case.division.name in case.whole
    printed = sum(_bare(table.title) in captions for table in folder.tables)
    return not is_named and printed * 2 < len(folder.tables)


def _title(table: Table, other: PrintedTable) -> Iterator[Finding]:
    if _bare(table.title) != _bare(other.caption):
        yield error(
            Kind.FOLDER,
            caption_where(other),
            "{name}的标题：文件夹作“{ours}”，文本作“{theirs}”",
            "the heading of {name}: the folder has “{ours}”, the document “{theirs}”",
            [Reading(table.title, _in_folder(table)), Reading(other.caption, caption_where(other))],
            name=other.name,
            ours=table.title,
            theirs=other.caption,
        )


def _in_folder(table: Table) -> Where:
    return Where(f"tables/{table.number.zfill(2)}.csv", table.clause, None, f"专栏{table.number}")


def _bare(words: str) -> str:
    return re.sub(r"[\s　]+", "", words)


def _rows(table: Table, other: PrintedTable) -> Iterator[Finding]:
    if len(table.rows) != len(other.rows):
        yield error(
            Kind.FOLDER,
            caption_where(other),
            "{name}：文件夹有 {ours} 行，文本有 {theirs} 行",
            "{name}: the folder has {ours} rows, the document {theirs}",
            name=other.name,
            ours=len(table.rows),
            theirs=len(other.rows),
        )
    for row, (ours, theirs) in enumerate(zip(table.rows, other.rows, strict=False)):
        for column in range(max(len(ours), len(theirs))):
            one = ours[column] if column < len(ours) else ""
            two = theirs[column] if column < len(theirs) else ""
            if _bare(one) != _bare(two):
                yield error(
                    Kind.FOLDER,
                    cell_where(other, row, column, two),
                    "{name}第{row}行第{column}列：文件夹作“{ours}”，文本作“{theirs}”",
                    "{name}, row {row}, column {column}: the folder has “{ours}”, the document "
                    "“{theirs}”",
                    [
                        Reading(one, _in_folder(table)),
                        Reading(two, cell_where(other, row, column, two)),
                    ],
                    name=other.name,
                    row=row + 1,
                    column=column + 1,
                    ours=one,
                    theirs=two,
                )


def figures_stand_in_their_clauses(case: Case) -> Iterator[Finding]:
    """Every fact and goal that was typed is printed in the clause it names."""
    folder = case.folder
    if folder is None or not case.document.file or _is_of_another_plan(case, folder):
        return
    texts = _by_part(case)
    for clause, name, value, unit in _typed(folder):
        part = re.sub(r"-\d+$", "", clause)
        if part not in texts:
            yield error(
                Kind.FOLDER,
                Where(name, clause),
                "文件夹的“{name}”出自条款 {clause}，文本中没有这一条",
                "the folder takes “{name}” from clause {clause}, which the document has not",
                name=name,
                clause=clause,
            )
        elif value not in _numbers(texts[part]):
            yield error(
                Kind.FOLDER,
                Where(name, clause),
                "文件夹的“{name}”为 {value}{unit}，文本 {part} 中没有这个数",
                "the folder gives “{name}” as {value} {unit}; {part} has no such number",
                [Reading(f"{value}{unit}", Where(name, clause))],
                name=name,
                value=value,
                unit=unit,
                part=part,
            )


def _by_part(case: Case) -> dict[str, str]:
    texts: dict[str, str] = {}
    for words, where in case.texts:
        texts[where.clause] = texts.get(where.clause, "") + "\n" + plain(words)
    return texts


def _numbers(text: str) -> set[Decimal]:
    digits = {Decimal(one) for one in NUMBER.findall(text)}
    words = {
        "一": 1,
        "二": 2,
        "两": 2,
        "三": 3,
        "四": 4,
        "五": 5,
        "六": 6,
        "七": 7,
        "八": 8,
        "九": 9,
    }
    if re.search("全部", text):
        digits.add(Decimal(100))
    return digits | {Decimal(value) for sign, value in words.items() if sign in text}


def _typed(folder: Folder) -> Iterator[tuple[str, str, Decimal, str]]:
    for goal in folder.goals:
        if goal.value is not None:
            yield goal.clause, goal.name.zh, goal.value, goal.unit
    columns = {
        table.name: {column.name for column in table.columns} for table in folder.data_tables
    }
    for name, rows in folder.data.items():
        if not {"clause", "value", "unit"} <= columns.get(name, set()):
            continue
        for row in rows:
            if re.fullmatch(r"-?\d+(\.\d+)?", row["value"]):
                yield row["clause"], row.get("name_zh", name), Decimal(row["value"]), row["unit"]
