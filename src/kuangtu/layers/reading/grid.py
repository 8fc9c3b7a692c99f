# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A table of words, from a CSV or a sheet of a workbook: its header and its rows. 表格。

The header need not be the first row: a title, a unit, a date of printing stand above it in many
tables. The row that names coordinates is the header; where none does, the first that has a word
in most of its columns.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text

DELIMITERS = ",\t;，；"
HEADER_ROWS = 30  # within which the header must stand
MOST_COLUMNS = 1_000
# A range of thousands of points is one cell; the csv module refuses beyond 128 KiB by default.
csv.field_size_limit(20_000_000)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank: its number in the file and its cells as words. 行。"""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """The word in a column, "" beyond the end of the row and for no column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table. `sheet` names it in a workbook; `delimiter` that of a CSV. 表格。"""

    file: str
    rows: tuple[Row, ...]
    sheet: str = ""
    delimiter: str = ""

    def where(self, row: int, column: int | None = None) -> Text:
        """A place as a person finds it again.

        >>> Grid("a.xlsx", (), "坐标").where(4, 2).zh
        '工作表“坐标”第 4 行 C 列'
        """
        sheet = Text("", "")
        if self.sheet:
            sheet = Text(f"工作表“{self.sheet}”", f"sheet “{self.sheet}”, ")
        place = sheet + Text(f"第 {row} 行", f"row {row}")
        if column is None:
            return place
        name = letters(column)
        return place + Text(f" {name} 列", f", column {name}")

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        return Place(self.file, row, None if column is None else column + 1, self.sheet)


@dataclass(frozen=True, slots=True)
class Headed:
    """A grid with its header: the names of the columns and the rows below it. 带表头的表格。"""

    grid: Grid
    header_row: int
    names: tuple[str, ...]
    rows: tuple[Row, ...]


class Reader(Protocol):
    """What the csv module gives. CSV 读取器。"""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


def letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    word, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        word = chr(65 + place) + word
    return word


def plain(name: str) -> str:
    """A column's name without case, blanks, signs and what stands in brackets.

    >>> plain("X坐标（m）"), plain(" Point_X "), plain("经 度"), plain("范围坐标")
    ('x坐标', 'pointx', '经度', '范围坐标')
    """
    word = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"\(.*?\)|\[.*?\]|[\W_]", "", word)


def grid_of_csv(text: str, names_coordinates: HeaderTest, *, file: str) -> Grid:
    """The rows of a CSV, by the sign that separates most.

    Raises: Invalid `layer.csv-unreadable`.
    """
    delimiter = _delimiter(text.split("\n", HEADER_ROWS)[:HEADER_ROWS], names_coordinates)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return Grid(file, tuple(_rows(reader)), delimiter=delimiter)
    except csv.Error as error:
        raise invalid(
            "layer.csv-unreadable",
            "第 {line} 行起读不下去（{reason}）；请核对引号是否成对、单元格是否过长",
            "reading stops at line {line} ({reason}); check that quotes come in pairs and that no "
            "cell is too long",
            Place(file, reader.line_num),
            line=reader.line_num,
            reason=str(error),
        ) from error


def _delimiter(lines: Sequence[str], names_coordinates: HeaderTest) -> str:
    """The sign that cuts a line into names of coordinates, else the usual one of the first."""
    for line in lines:
        cutting = [sign for sign in DELIMITERS if names_coordinates(line.split(sign))]
        if cutting:
            return max(cutting, key=line.count)
    return max(DELIMITERS, key=lambda sign: max(line.count(sign) for line in lines[:1]))


def _rows(reader: Reader) -> Iterator[Row]:
    """The rows that are not blank, each with the line it begins in."""
    line = 0
    for cells in reader:
        first, line = line + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            yield Row(first, tuple(cells))


def headed(grid: Grid, names_coordinates: HeaderTest) -> Headed | None:
    """The grid below its header, None if it has no row. Raises: Invalid `layer.column-twice`."""
    if not grid.rows:
        return None
    above = grid.rows[:HEADER_ROWS]
    at = next((i for i, row in enumerate(above) if names_coordinates(row.cells)), None)
    if at is None:
        at = _usual_header(above)
    elif at + 1 < len(above) and names_coordinates(above[at + 1].cells):
        at += 1  # 拐点坐标 over X and Y: the lower row names the columns
    names = _names(above, at)
    if not grid.delimiter:  # what stands beyond the header of a sheet is kept too
        widest = max(len(row.cells) for row in grid.rows[at:])
        names += tuple(f"第{i + 1}列" for i in range(len(names), widest))
    if len(names) > MOST_COLUMNS:
        raise invalid(
            "layer.too-many-columns",
            "{where}起有 {count} 列，超过上限 {most} 列；请只保留需要的列",
            "there are {count} columns from {where} on, more than {most}; keep those needed only",
            grid.place(above[at].number),
            where=grid.where(above[at].number),
            count=len(names),
            most=MOST_COLUMNS,
        )
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise invalid(
            "layer.column-twice",
            "{where}的表头中 {names} 出现不止一次；请改名",
            "the header in {where} has {names} more than once; rename them",
            grid.place(above[at].number),
            where=grid.where(above[at].number),
            names="、".join(repeated),
        )
    return Headed(grid, above[at].number, names, grid.rows[at + 1 :])


class HeaderTest(Protocol):
    """Whether the names of a row are those of coordinates. 表头判定。"""

    def __call__(self, cells: Sequence[str], /) -> bool: ...


def _usual_header(rows: Sequence[Row]) -> int:
    """The first row with words in most of the columns that the widest row has."""
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in rows]
    most = max(filled)
    return next(i for i, count in enumerate(filled) if 2 * count > most)


def _names(rows: Sequence[Row], at: int) -> tuple[str, ...]:
    """The header's names; one that is blank takes what stands above it, or its place.

    >>> title, upper = Row(1, ("拐点表",)), Row(2, ("名称", "拐点坐标", ""))
    >>> _names([title, upper, Row(3, ("", "X", "Y"))], 2)
    ('名称', 'X', 'Y')
    >>> _names([Row(1, ("名称", " ", "wkt"))], 0)
    ('名称', '第2列', 'wkt')
    """
    header = rows[at]
    upper = rows[at - 1] if at else None
    if upper is None or sum(bool(cell.strip()) for cell in upper.cells) < 2:
        upper = Row(0, ())
    cells = list(header.cells)
    while cells and not cells[-1].strip() and not upper.cell(len(cells) - 1).strip():
        cells.pop()
    return tuple(
        " ".join(cell.split()) or " ".join(upper.cell(i).split()) or f"第{i + 1}列"
        for i, cell in enumerate(cells)
    )
