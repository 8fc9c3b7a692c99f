# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""CSV files of a folder: rows of named cells, each knowing its place. CSV 读取。

Cells are never trimmed, guessed or defaulted: what cannot be read becomes a mistake, and the
value handed back in its stead is never used, because a folder with a mistake is refused.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from kuangtu.codes.choices import Choice
from kuangtu.codes.minerals import minerals_named
from kuangtu.codes.units import find_unit
from kuangtu.core.errors import Invalid, Place
from kuangtu.core.text import Text
from kuangtu.plans.mistakes import Mistakes, read_text
from kuangtu.plans.numerals import decimal_in

Code = TypeVar("Code", bound=Choice)
NAME_SEPARATOR = "、"
# What goals count in besides the units of quantity.
COUNTED_IN = frozenset(
    {"", "%", "‰", "个", "处", "宗", "座", "项", "种", "人", "元", "万元", "亿元"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a CSV file. 一行。"""

    cells: dict[str, str]
    columns: dict[str, int]
    file: str
    line: int
    mistakes: Mistakes

    def place(self, column: str) -> Place:
        return Place(self.file, self.line, self.columns.get(column), column)

    def wrong(self, column: str, code: str, zh: str, en: str, /, **values: object) -> None:
        """Note a mistake in that cell; the cell's words are filled in as `cell`."""
        self.mistakes.add(code, self.place(column), zh, en, cell=self.cells[column], **values)

    def text(self, column: str) -> str:
        """The words in the cell, which may be none."""
        return self.cells[column]

    def required(self, column: str) -> str:
        if not self.cells[column]:
            self.wrong(column, "empty-cell", "单元格不能为空", "The cell must not be empty")
        return self.cells[column]

    def pair(self, column: str) -> Text:
        """The Chinese and the English column of that name."""
        return Text(self.required(f"{column}_zh"), self.required(f"{column}_en"))

    def decimal(self, column: str) -> Decimal | None:
        cell = self.cells[column]
        number = decimal_in(cell)
        if cell and number is None:
            self.wrong(column, "not-a-number", "“{cell}”不是数字", "“{cell}” is not a number")
        return number

    def integer(self, column: str, *, at_least: int = 0) -> int | None:
        number = self.decimal(column)
        if number is None:
            return None
        if number != number.to_integral_value() or number < at_least:
            self.wrong(
                column,
                "not-a-whole-number",
                "“{cell}”不是不小于 {least} 的整数",
                "“{cell}” is not a whole number of at least {least}",
                least=at_least,
            )
        return int(number)

    def day(self, column: str) -> date | None:
        cell = self.cells[column]
        try:
            return date.fromisoformat(cell) if cell else None
        except ValueError:
            self.wrong(
                column,
                "not-a-date",
                "“{cell}”不是 2021-01-31 形式的日期",
                "“{cell}” is not a date like 2021-01-31",
            )
            return None

    def choice(self, column: str, choices: type[Code]) -> Code:
        """The member written in the cell by code or word; required."""
        member = choices.from_words(self.required(column))
        if member is None and self.cells[column]:
            known = "、".join(one.label.zh for one in choices)
            self.wrong(
                column,
                "unknown-word",
                "“{cell}”不在代码表中；可用：{known}",
                "“{cell}” is not in the code list; known: {known}",
                known=known,
            )
        return member if member is not None else next(iter(choices))

    def choice_or_none(self, column: str, choices: type[Code]) -> Code | None:
        return self.choice(column, choices) if self.cells[column] else None

    def minerals(self, column: str) -> tuple[str, ...]:
        """The codes of the minerals named in the cell."""
        found: list[str] = []
        for name in self.names(column):
            try:
                found.extend(one.code for one in minerals_named(name, place=self.place(column)))
            except Invalid as error:
                self.mistakes.adopt(error)
        return tuple(dict.fromkeys(found))

    def names(self, column: str) -> tuple[str, ...]:
        """Several values of one cell."""
        cell = self.cells[column]
        parts = tuple(cell.split(NAME_SEPARATOR)) if cell else ()
        if any(not part.strip() for part in parts):
            self.wrong(
                column,
                "empty-name",
                "“{cell}”中有空的一项，请删去多余的顿号",
                "“{cell}” has an empty part; remove the extra separator",
            )
        return tuple(part for part in parts if part.strip())

    def quantity_unit(self, column: str) -> str:
        """A unit of quantity (`codes.units`)."""
        cell = self.cells[column]
        if cell and find_unit(cell) is None:
            self.wrong(column, "unknown-unit", "没有单位“{cell}”", "There is no unit “{cell}”")
        return cell

    def unit(self, column: str) -> str:
        """A unit of quantity, of money, of a share or a count."""
        return (
            self.cells[column] if self.cells[column] in COUNTED_IN else self.quantity_unit(column)
        )


def csv_rows(path: Path, columns: Collection[str], mistakes: Mistakes) -> list[Row]:
    """The rows of a CSV file with exactly those columns, in any order; mistakes are noted."""
    text = read_text(path, mistakes)
    if text is None:
        return []
    lines = list(numbered_rows(text, path, mistakes))
    if not lines:
        mistakes.add(
            "empty-file", Place(str(path), 1), "文件没有列名行", "The file has no heading row"
        )
        return []
    (line, heading), *rest = lines
    if not _heading_is_right(heading, columns, Place(str(path), line), mistakes):
        return []
    positions = {name: number for number, name in enumerate(heading, 1)}
    rows = (_row(cells, line, positions, path, mistakes) for line, cells in rest)
    return [row for row in rows if row is not None]


def numbered_rows(text: str, path: Path, mistakes: Mistakes) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on; empty lines are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            mistakes.add(
                "broken-csv",
                Place(str(path), begins),
                "CSV 格式有误（引号未成对？）：{error}",
                "The CSV is broken (unbalanced quotes?): {error}",
                error=error,
            )
            return
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _heading_is_right(
    heading: list[str], columns: Collection[str], place: Place, mistakes: Mistakes
) -> bool:
    before = len(mistakes)
    for number, name in enumerate(heading, 1):
        here = Place(place.file, place.line, number, name)
        if name not in columns:
            mistakes.add(
                "unknown-column",
                here,
                "没有名为“{name}”的列",
                "There is no column “{name}”",
                name=name,
            )
        elif name in heading[: number - 1]:
            mistakes.add(
                "repeated-column",
                here,
                "列“{name}”重复",
                "The column “{name}” is repeated",
                name=name,
            )
    for name in columns:
        if name not in heading:
            mistakes.add(
                "missing-column",
                place,
                "缺少列“{name}”",
                "The column “{name}” is missing",
                name=name,
            )
    return len(mistakes) == before


def _row(
    cells: list[str], line: int, positions: dict[str, int], path: Path, mistakes: Mistakes
) -> Row | None:
    if len(cells) != len(positions):
        mistakes.add(
            "wrong-cell-count",
            Place(str(path), line, min(len(cells), len(positions)) + 1),
            "本行有 {found} 个单元格，应为 {wanted} 个",
            "The row has {found} cells instead of {wanted}",
            found=len(cells),
            wanted=len(positions),
        )
        return None
    row = Row(dict(zip(positions, cells, strict=True)), positions, str(path), line, mistakes)
    for name, cell in row.cells.items():
        if cell != cell.strip():
            row.wrong(
                name,
                "surrounding-space",
                "“{cell}”前后有空格或换行，请删去",
                "“{cell}” begins or ends with white space; remove it",
            )
    return row
