# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Printed tables of a folder, cell by cell. 专栏的读取。"""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

from kuangtu.core.errors import Place
from kuangtu.plans.cross_checks import clauses_exist
from kuangtu.plans.csv_files import Row, complain_of_unseen, csv_rows, numbered_rows
from kuangtu.plans.mistakes import Mistakes, read_text
from kuangtu.plans.types import Table

INDEX = "index.csv"
STRANGERS = frozenset({".csv", ".toml", ".xlsx", ".xls", ".ods", ".et", ".tsv"})
NUMBER = re.compile(r"(?:[1-9]\d*|[^\W\d]\w*)(?:[-.]\d+)*")
INDEX_COLUMNS = ("number", "title", "header_rows", "clause")


def read_tables(folder: Path, clauses: Container[str], mistakes: Mistakes) -> tuple[Table, ...]:
    """Every printed table that `tables/index.csv` lists, in its order; none without the folder."""
    if not folder.is_dir():
        return ()
    index = folder / INDEX
    if not index.is_file():
        if mistakes.has_read(index):
            mistakes.add("missing-file", Place(str(index)), "缺少文件", "The file is missing")
        return ()
    rows = csv_rows(index, INDEX_COLUMNS, mistakes)
    clauses_exist(rows, ["clause"], clauses)
    tables: dict[str, Table] = {}
    for row in rows:
        number = row.required("number")
        if number in tables:
            row.wrong(
                "number", "repeated-number", "专栏号“{cell}”重复", "The number “{cell}” is repeated"
            )
        tables[number] = _table(row, folder, mistakes)
    if mistakes.has_read(index):
        _complain_of_strangers(folder, tables, mistakes)
    return tuple(tables.values())


def file_name(number: str) -> str:
    """The file of a table: two digits at least, so that they sort.

    >>> file_name("5"), file_name("附1"), file_name("3-1")
    ('05.csv', '附1.csv', '3-1.csv')
    """
    return f"{number.zfill(2) if number.isdecimal() else number}.csv"


def _table(row: Row, folder: Path, mistakes: Mistakes) -> Table:
    number = row.text("number")
    path = folder / file_name(number)
    header_rows = row.integer("header_rows") or 0
    cells: tuple[tuple[str, ...], ...] = ()
    if not NUMBER.fullmatch(number):
        row.wrong(
            "number",
            "odd-number",
            "“{cell}”不是专栏号（如 7、3-1、附1，前面不加 0）",
            "“{cell}” is no table number (7, 3-1, 附1)",
        )
    elif path.is_file():
        cells = _cells(path, mistakes)
    else:
        row.wrong("number", "missing-file", "缺少文件 {file}", "{file} is missing", file=path.name)
    if cells and header_rows >= len(cells):
        row.wrong(
            "header_rows",
            "no-body",
            "表头行数不小于总行数",
            "There are no rows below the header rows",
        )
    return Table(number, row.required("title"), cells, header_rows, row.required("clause"))


def _cells(path: Path, mistakes: Mistakes) -> tuple[tuple[str, ...], ...]:
    """Rows as printed; a cell of nothing but blanks is empty."""
    text = read_text(path, mistakes)
    if text is None:
        return ()
    lines = list(numbered_rows(text, path, mistakes))
    for line, cells in lines:
        for column, cell in enumerate(cells, 1):
            complain_of_unseen(cell, Place(str(path), line, column), mistakes)
    rows = tuple(tuple(cell if cell.strip() else "" for cell in cells) for _, cells in lines)
    if not rows and mistakes.has_read(path):
        mistakes.add(
            "empty-file", Place(str(path), 1, 1), "专栏没有一行", "The table has not one row"
        )
    return rows


def _complain_of_strangers(folder: Path, tables: dict[str, Table], mistakes: Mistakes) -> None:
    known = {INDEX, *(file_name(number) for number in tables)}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in STRANGERS and path.name not in known:
            mistakes.add(
                "unknown-file",
                Place(str(path)),
                "tables/index.csv 未列出此表；只读取 CSV",
                "tables/index.csv does not list this table; only CSV is read",
            )
