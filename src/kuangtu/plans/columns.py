# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A folder's own data tables: columns described in TOML, rows in CSV. 数据表的读取。"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from kuangtu.codes.choices import Choice, ExplorationStage, MiningMethod, SizeClass
from kuangtu.plans.cross_checks import repeated
from kuangtu.plans.csv_files import Row, csv_rows
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.toml_files import Entry
from kuangtu.plans.typed_rows import COLUMNS
from kuangtu.plans.types import Confidence, DataColumn, DataTable

ONE_OF = "one of:"
NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
RESERVED = frozenset(name.removesuffix(".csv") for name in COLUMNS)
CHOICES: Mapping[str, type[Choice]] = {
    "method": MiningMethod,
    "size_class": SizeClass,
    "stage": ExplorationStage,
    "confidence": Confidence,
}
NUMBERS: Mapping[str, Callable[[Row, str], Decimal | int | None]] = {
    "decimal": Row.decimal,
    "integer": Row.integer,
}
KINDS = frozenset(
    {"text", "boolean", "date", "unit", "mineral", "minerals", "clause", *CHOICES, *NUMBERS}
)


def read_data_tables(top: Entry, confidence: Confidence, source: str) -> tuple[DataTable, ...]:
    """The tables that the folder's TOML declares."""
    tables: dict[str, DataTable] = {}
    for entry in top.tables("data"):
        entry.only("name", "title", "clause", "table", "source", "confidence", "column")
        name = entry.text("name")
        if name and not is_table_name(name):
            entry.wrong(
                "name",
                "odd-name",
                "数据表名“{name}”应为小写英文单词，且不与规划的其他文件同名",
                "The name “{name}” should be lower-case words and not that of another file",
                name=name,
            )
        if name in tables:
            entry.wrong(
                "name",
                "repeated-name",
                "数据表“{name}”重复",
                "The table “{name}” is repeated",
                name=name,
            )
        tables[name] = DataTable(
            name,
            entry.pair("title"),
            _columns(entry),
            entry.text("clause", required=False),
            entry.text("source", required=False) or source,
            entry.choice("confidence", Confidence, confidence),
            entry.text("table", required=False),
        )
    return tuple(tables.values())


def is_table_name(name: str) -> bool:
    """Whether a data table may be called so: its file is named after it.

    >>> is_table_name("size_classes"), is_table_name("../goals"), is_table_name("goals")
    (True, False, False)
    """
    return bool(NAME.fullmatch(name)) and name not in RESERVED


def _columns(table: Entry) -> tuple[DataColumn, ...]:
    columns: dict[str, DataColumn] = {}
    for entry in table.tables("column"):
        entry.only("name", "kind", "title", "unit", "required", "unique")
        column = DataColumn(
            entry.text("name"),
            entry.text("kind"),
            entry.pair("title"),
            entry.text("unit", required=False),
            entry.boolean("required", True),
            entry.boolean("unique", False),
        )
        if column.kind not in KINDS and not column.kind.startswith(ONE_OF):
            entry.wrong(
                "kind",
                "unknown-kind",
                "没有列类型“{kind}”",
                "There is no kind of column “{kind}”",
                kind=column.kind,
            )
        if column.name in columns:
            entry.wrong(
                "name",
                "repeated-name",
                "列“{name}”重复",
                "The column “{name}” is repeated",
                name=column.name,
            )
        columns[column.name] = column
    if not columns:
        table.wrong("column", "no-columns", "数据表没有列", "The table has no columns")
    return tuple(columns.values())


def read_data_rows(
    path: Path, table: DataTable, clauses: Container[str], mistakes: Mistakes
) -> list[tuple[Row, Mapping[str, str]]]:
    """The rows of one data table, each column → words; codes of minerals beside them."""
    rows = csv_rows(path, [column.name for column in table.columns], mistakes)
    for column in table.columns:
        if column.is_unique:
            repeated(((row, row.cells[column.name]) for row in rows), column.name)
    return [(row, _row(row, table, clauses)) for row in rows]


def _row(row: Row, table: DataTable, clauses: Container[str]) -> Mapping[str, str]:
    cells: dict[str, str] = {}
    for column in table.columns:
        if column.is_required:
            row.required(column.name)
        cells.update(_cells(row, column, clauses))
    return cells


def _cells(row: Row, column: DataColumn, clauses: Container[str]) -> Iterator[tuple[str, str]]:
    """The entry or entries that one cell gives."""
    name, cell = column.name, row.cells[column.name]
    yield name, _checked(row, column, clauses) if cell else ""
    if column.kind in {"mineral", "minerals"}:
        codes = row.minerals(name)
        if column.kind == "mineral" and len(codes) > 1:
            row.wrong(
                name, "several-minerals", "“{cell}”不止一个矿种", "“{cell}” means several minerals"
            )
        yield f"{name}_codes", " ".join(codes)


def _checked(row: Row, column: DataColumn, clauses: Container[str]) -> str:
    """The words of a cell that is not empty, or the code they mean."""
    name, kind, cell = column.name, column.kind, row.cells[column.name]
    if kind in CHOICES:
        return row.choice(name, CHOICES[kind]).value
    if kind in NUMBERS:
        NUMBERS[kind](row, name)
    elif kind == "date":
        row.day(name)
    elif kind == "unit":
        row.unit(name)
    elif kind == "clause" and cell not in clauses:
        row.wrong(
            name,
            "unknown-clause",
            "clauses.csv 中没有条款“{cell}”",
            "clauses.csv has no clause “{cell}”",
        )
    elif kind == "boolean" and cell not in {"true", "false"}:
        row.wrong(
            name, "not-a-boolean", "“{cell}”应为 true 或 false", "“{cell}” should be true or false"
        )
    elif kind.startswith(ONE_OF) and cell not in _words_of(kind):
        row.wrong(
            name,
            "unknown-word",
            "“{cell}”不在列说明的取值中",
            "“{cell}” is not among the words of the column",
        )
    return cell


def _words_of(kind: str) -> set[str]:
    """The words a column of that kind may hold.

    >>> sorted(_words_of("one of: ore, metal"))
    ['metal', 'ore']
    """
    return {word.strip() for word in kind.removeprefix(ONE_OF).split(",")}
