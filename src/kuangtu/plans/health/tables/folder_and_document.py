# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The plan folder against the document it was typed from, cell by cell. 文件夹与文本。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kuangtu.codes.divisions import divisions, find_division
from kuangtu.plans.document.types import PrintedTable
from kuangtu.plans.drafting.printed import is_note
from kuangtu.plans.health.answers import part_of
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import TITLE, Case, caption_where, cell_where
from kuangtu.plans.health.reading.from_folder import name_of, parted
from kuangtu.plans.health.reading.quantities import all_figures, plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where
from kuangtu.plans.printed_tables import file_name
from kuangtu.plans.types import Folder, Table

NUMBER = re.compile(r"\d+(?:\.\d+)?")
GROUPED = re.compile(r"(?<![\d.])\d{1,3}(?:[ \u00a0\u2009,，]\d{3})+(?:\.\d+)?(?!\d)")  # 1 500
GAPS = re.compile(r"[ \u00a0\u2009,，]")
OFTEN = 2  # a county of the code list that is named more often is no slip


def tables_are_the_same(case: Case) -> Iterator[Finding]:
    """Every table of the folder is the document's, cell by cell."""
    folder = case.folder
    if folder is None or not case.document.file:
        return
    pairs, left = _pairs(folder, list(case.tables))
    for table, other in pairs:
        if other is None:
            yield error(
                Kind.FOLDER,
                Where(table.title, table.clause, None, name_of(table)),
                "文件夹有{name}“{title}”，文本中没有",
                "the folder has {name} “{title}”, the document has none",
                name=name_of(table),
                title=table.title,
            )
            continue
        yield from _title(table, other)
        yield from _rows(table, other)
    for other in left if folder.tables else ():
        if not other.number:
            continue
        yield error(
            Kind.FOLDER,
            caption_where(other),
            "文本有{name}，文件夹中没有",
            "the document has {name}, the folder has not",
            name=other.name,
        )


def _pairs(
    folder: Folder, printed: list[PrintedTable]
) -> tuple[list[tuple[Table, PrintedTable | None]], list[PrintedTable]]:
    """Each table of the folder with the printed one that it is, and the printed ones left over.

    专栏1 and 附表1 are two: what is called alike comes first, then what is headed alike.
    """
    pairs: list[tuple[Table, PrintedTable | None]] = []
    left = list(printed)
    for table in folder.tables:
        like = [other for other in left if _may_be(table, other)]
        best = max(like, key=lambda other: _likeness(table, other), default=None)
        pairs.append((table, best))
        left = [other for other in left if other is not best]
    return pairs, left


def _may_be(table: Table, other: PrintedTable) -> bool:
    """附表1 is 附表1 alone; a bare 1 is 专栏1, or whatever else has this number.

    A table without a number is one of those without a number in the document that is headed like
    it, or has no heading either.
    """
    label, number = parted(table.number)
    if not number and not other.number:
        return not other.caption or _bare(table.title) == _bare(other.caption)
    return number == other.number.lstrip("0") and label in {"", other.label}


def _likeness(table: Table, other: PrintedTable) -> tuple[bool, bool, int]:
    same = {_bare(cell) for row in table.rows for cell in row if cell}
    shared = same & {_bare(cell) for row in other.rows for cell in row}
    return (
        _bare(table.title) == _bare(other.caption),
        other.label == "专栏",
        0 if other.number else len(shared),
    )


def another_plan(case: Case) -> Finding | None:
    """That the document is another county's, or no plan at all; None where it is the folder's."""
    folder = case.folder
    if folder is None or not case.document.file:
        return None
    own, other = _counties_of(folder), Case(case.document).county_name
    if other and other[:-1] not in plain(folder.title.zh) and _is_of(case, other, own):
        return _of_another_county(case, folder, own[0], other)
    captions = {_bare(table.caption) for table in case.tables}
    printed = sum(_bare(table.title) in captions for table in folder.tables)
    if any(one in case.whole for one in own) or printed * 2 >= len(folder.tables):
        return None
    return error(
        Kind.FOLDER,
        Where(folder.title.zh, ""),
        "文本中没有“{county}”，也没有规划数据中的大多数专栏：可能交错了文件，未与规划数据核对",
        "the document names no “{county}” and lacks most of the folder's tables: it may be "
        "the wrong file; it was not compared with the folder",
        county=own[0],
    )


def _counties_of(folder: Folder) -> tuple[str, ...]:
    """What the folder's county is called, in the code list and in the folder's title."""
    title = TITLE.match(plain(folder.title.zh))
    division = find_division(folder.adcode)
    names = [division.name if division else "", title[1] if title else ""]
    return tuple(name for name in names if name) or (folder.title.zh,)


def _is_of(case: Case, other: str, own: tuple[str, ...]) -> bool:
    """It is the plan of the other county: called so more often than by a name of the folder's."""
    titles = Case(case.document).planned_names
    if any(one in title or title in one for one in own for title in titles):
        return False
    count = case.count(other)
    is_known = any(one.name == other for one in divisions())
    return count > max(case.count(one) for one in own) or (is_known and count > OFTEN)


def _of_another_county(case: Case, folder: Folder, county: str, other: str) -> Finding:
    words, where = next((one for one in case.texts if other in plain(one[0])), ("", Where("")))
    place = replace(where, words=words[:60])
    return error(
        Kind.FOLDER,
        place,
        "文本是“{other}”的规划，规划数据是“{county}”的：两者不是同一规划，未逐项核对，文本只与自身核对",
        "the document is the plan of “{other}”, the folder that of “{county}”: they are not one "
        "plan and were not compared; the document was examined by itself",
        [Reading(other, place), Reading(county, Where(folder.title.zh))],
        other=other,
        county=county,
    )


def _title(table: Table, other: PrintedTable) -> Iterator[Finding]:
    is_headed = bool(other.number or other.caption)  # else the folder's heading is its own words
    if is_headed and _bare(table.title) != _bare(other.caption):
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
    return Where(f"tables/{file_name(table.number)}", table.clause, None, name_of(table))


def _bare(words: str) -> str:
    return re.sub(r"[\s　]+", "", words)


def _without_notes(rows: Sequence[tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    """The rows but for notes below them, which the folder keeps in no table."""
    kept = list(rows)
    while kept and is_note("".join(kept[-1]).strip()):
        kept.pop()
    return kept


def _rows(table: Table, other: PrintedTable) -> Iterator[Finding]:
    other = replace(other, rows=tuple(_without_notes(other.rows)))
    if len(_without_notes(table.rows)) != len(other.rows):
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
    if folder is None or not case.document.file:
        return
    texts = by_part(case)
    for clause, name, value, unit in typed_figures(folder):
        part = part_of(clause)
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


def by_part(case: Case) -> dict[str, str]:
    """Everything printed, clause by clause."""
    texts: dict[str, str] = {}
    for words, where in case.texts:
        texts[where.clause] = texts.get(where.clause, "") + "\n" + plain(words)
    return texts


def _numbers(text: str) -> set[Decimal]:
    digits = {Decimal(one) for one in NUMBER.findall(text)}
    digits |= {Decimal(GAPS.sub("", one)) for one in GROUPED.findall(text)}
    digits |= {one.value for one in all_figures(text)}
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


def typed_figures(
    folder: Folder, *, of_tables: bool = True
) -> Iterator[tuple[str, str, Decimal, str]]:
    """Clause, name, value and unit of every figure that was typed, or of those from the prose."""
    for goal in folder.goals:
        if goal.value is not None and (of_tables or not goal.table):
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
