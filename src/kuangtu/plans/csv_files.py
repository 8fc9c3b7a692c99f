# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""CSV files of a folder: rows of named cells, each knowing its place. CSV 读取。

Cells are never trimmed, guessed or defaulted: what cannot be read becomes a mistake, and the
value handed back in its stead is never used, because a folder with a mistake is refused.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
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
# What stands between the cells where a file is not written with commas.
OTHER_SEPARATORS = (";", "\t", "，", "；", "|")
LINE_BREAKS = frozenset("\r\n")
LINE_ENDS = re.compile(r"\r\n|\r|\n")
# Letters that nobody sees: control and format characters, private and unassigned ones.
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn"})
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
YEARS = range(1900, 2101)
# What goals count in besides the units of quantity.
COUNTED_IN = frozenset(
    {
        *("", "%", "‰", "个", "处", "宗", "座", "家", "项", "种", "人", "位"),
        *("元", "万元", "亿元", "千米", "万平方千米"),
    }
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

    def amount(self, column: str) -> Decimal | None:
        """A number that cannot be below zero: an area, a cost, a scale."""
        number = self.decimal(column)
        if number is not None and number < 0:
            self.wrong(column, "negative", "“{cell}”不能小于 0", "“{cell}” cannot be below 0")
        return number

    def year(self, column: str) -> int | None:
        number = self.integer(column)
        if number is not None and number not in YEARS:
            self.wrong(
                column,
                "not-a-year",
                "“{cell}”不是 {first}—{last} 之间的年份",
                "“{cell}” is no year from {first} to {last}",
                first=YEARS[0],
                last=YEARS[-1],
            )
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
        if not cell:
            return None
        try:
            # Python reads further forms (20210131, 2021-W04-7) that the format does not name.
            return date.fromisoformat(cell if DAY.fullmatch(cell) else "")
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
    """The rows of a CSV file with those columns, in any order; mistakes are noted.

    An unknown column is a mistake and its cells are passed over; a missing or repeated one
    leaves the rows unread.
    """
    text = read_text(path, mistakes)
    if text is None:
        return []
    lines = list(numbered_rows(text, path, mistakes))
    if not lines:
        mistakes.add(
            "empty-file", Place(str(path), 1, 1), "文件没有列名行", "The file has no heading row"
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
            _complain_of_broken(text, begins, path, error, mistakes)
            return
        if cells:
            yield begins, cells
        begins = reader.line_num + 1


def _complain_of_broken(
    text: str, line: int, path: Path, error: csv.Error, mistakes: Mistakes
) -> None:
    """The cell where a row stops making sense: the last one that can still be read."""
    begun = LINE_ENDS.split(text)[line - 1][: csv.field_size_limit()]
    column = len(next(csv.reader([begun]), [])) or 1
    mistakes.add(
        "broken-csv",
        Place(str(path), line, column),
        "CSV 格式有误，自此起无法读取：引号未成对，或单元格过长",
        "The CSV is broken from here on (unbalanced quotes, or a cell too long): {error}",
        error=error,
    )


def complain_of_unseen(cell: str, place: Place, mistakes: Mistakes) -> None:
    """Note a letter that cannot be seen: what looks equal would not be."""
    for letter in cell:
        if letter not in LINE_BREAKS and unicodedata.category(letter) in UNSEEN:
            mistakes.add(
                "unseen-letter",
                place,
                "单元格里有看不见的字符 {name}，请删去",
                "The cell holds the invisible character {name}; remove it",
                name=f"U+{ord(letter):04X}",
            )
            return


def _heading_is_right(
    heading: list[str], columns: Collection[str], place: Place, mistakes: Mistakes
) -> bool:
    """True if the rows can be read: every column is there, and once."""
    if separator := _other_separator(heading, columns):
        mistakes.add(
            "wrong-separator",
            Place(place.file, place.line, 1),
            "列名之间是“{separator}”，不是英文逗号；请另存为以逗号分隔的 CSV",
            "The columns are separated by “{separator}”; save it as CSV with commas",
            separator=repr(separator)[1:-1],
        )
        return False
    is_right = True
    for number, name in enumerate(heading, 1):
        here = Place(place.file, place.line, number, name)
        complain_of_unseen(name, here, mistakes)
        is_repeated = name in heading[: number - 1]
        is_right = is_right and not is_repeated
        if name not in columns:
            mistakes.add(
                "unknown-column",
                here,
                "没有名为“{name}”的列，请删去或更正；应有：{known}",
                "There is no column “{name}”; remove or correct it; known: {known}",
                name=name,
                known=" ".join(columns),
            )
        elif is_repeated:
            mistakes.add(
                "repeated-column",
                here,
                "列“{name}”重复",
                "The column “{name}” is repeated",
                name=name,
            )
    for name in columns:
        if name not in heading:
            is_right = False
            mistakes.add(
                "missing-column",
                Place(place.file, place.line, len(heading) + 1, name),
                "缺少列“{name}”",
                "The column “{name}” is missing",
                name=name,
            )
    return is_right


def _other_separator(heading: list[str], columns: Collection[str]) -> str:
    """What separates the columns of a heading that has no comma; nothing if it cannot be told.

    >>> _other_separator(["kind;printed"], ["kind", "printed"]), _other_separator(["kind"], "k")
    (';', '')
    """
    if len(heading) != 1 or len(columns) == 1:
        return ""
    return next((one for one in OTHER_SEPARATORS if one in heading[0]), "")


def _row(
    cells: list[str], line: int, positions: dict[str, int], path: Path, mistakes: Mistakes
) -> Row | None:
    if not any(cell.strip() for cell in cells):
        mistakes.add(
            "empty-row",
            Place(str(path), line, 1),
            "整行没有内容，请删去这一行",
            "The row holds nothing; remove it",
        )
        return None
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
        complain_of_unseen(cell, row.place(name), mistakes)
        if cell != cell.strip():
            row.wrong(
                name,
                "surrounding-space",
                "“{cell}”前后有空格或换行，请删去",
                "“{cell}” begins or ends with white space; remove it",
            )
    return row
