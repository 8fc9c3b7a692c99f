# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""TOML files of a folder: tables whose every key knows its line and column. TOML 读取。

tomllib says where the syntax breaks but not where a key stands; the keys are found again in
the text. A key inside a multi-line value may be missed: the place is then that of its table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.plans.mistakes import Mistakes, read_text, toml_position

Code = TypeVar("Code", bound=Choice)
KeyPath = tuple[str | int, ...]
Spot = tuple[int, int]

HEADER = re.compile(r"^(\s*)\[(\[?)\s*([^\[\]]+?)\s*\]")
KEY = re.compile(r"""^(\s*)([A-Za-z0-9_\-."']+)\s*=""")


def spots_in(text: str) -> dict[KeyPath, Spot]:
    """Where each table and key stands: path → (line, column). 键的位置。

    >>> spots_in('code = 1\\n[[rule]]\\n  a = 1\\n[[rule]]\\na = 2')[("rule", 1, "a")]
    (5, 1)
    """
    spots: dict[KeyPath, Spot] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), 1):
        if header := HEADER.match(line):
            table = _table_path(_names(header[3]), bool(header[2]), counts)
            spots.setdefault(table, (number, len(header[1]) + 1))
        elif key := KEY.match(line):
            spots.setdefault((*table, *_names(key[2])), (number, len(key[1]) + 1))
    return spots


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip(" \"'") for name in dotted.split("."))


def _table_path(names: tuple[str, ...], is_array: bool, counts: dict[KeyPath, int]) -> KeyPath:
    """The path of a table header; an array of tables counts its entries from 0."""
    path: KeyPath = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, names[-1])
    if is_array:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a TOML file. 一个表。"""

    values: Mapping[str, Any]
    path: KeyPath
    spots: Mapping[KeyPath, Spot]
    file: str
    mistakes: Mistakes

    def place(self, key: str = "") -> Place:
        """Where the key stands, or the nearest table around it."""
        path = (*self.path, key) if key else self.path
        while path and path not in self.spots:
            path = path[:-1]
        line, column = self.spots.get(path, (1, 1))
        return Place(self.file, line, column, key)

    def wrong(self, key: str, code: str, zh: str, en: str, /, **values: object) -> None:
        self.mistakes.add(code, self.place(key), zh, en, key=key, **values)

    def only(self, *keys: str) -> None:
        """Every other key is a mistake."""
        for key in self.values:
            if key not in keys:
                self.wrong(key, "unknown-key", "不认识的键“{key}”", "Unknown key “{key}”")

    def _typed(self, key: str, wanted: type, zh: str, en: str, *, required: bool) -> Any:
        """The value if it is of that type; None and perhaps a mistake otherwise."""
        value = self.values.get(key)
        if value is None:
            if required:
                self.wrong(key, "missing-key", "缺少“{key}”", "“{key}” is missing")
            return None
        is_odd = isinstance(value, bool) and wanted is not bool
        if not isinstance(value, wanted) or is_odd or isinstance(value, datetime):
            self.wrong(key, "wrong-type", f"“{{key}}”应为{zh}", f"“{{key}}” should be {en}")
            return None
        return value

    def text(self, key: str, *, required: bool = True, may_be_empty: bool = False) -> str:
        value: str | None = self._typed(key, str, "文字", "text", required=required)
        if value == "" and required and not may_be_empty:
            self.wrong(key, "empty-value", "“{key}”不能为空", "“{key}” must not be empty")
        return value or ""

    def pair(self, key: str) -> Text:
        """A table with zh and en."""
        entry = self.table(key, required=True)
        if entry is None:
            return Text("", "")
        entry.only("zh", "en")
        return Text(entry.text("zh"), entry.text("en"))

    def day(self, key: str, *, required: bool = True) -> date | None:
        value: date | None = self._typed(
            key, date, "日期，如 2021-01-01", "a date like 2021-01-01", required=required
        )
        return value

    def integer(self, key: str, *, required: bool = True) -> int | None:
        value: int | None = self._typed(key, int, "整数", "a whole number", required=required)
        return value

    def boolean(self, key: str, default: bool) -> bool:
        value: bool | None = self._typed(
            key, bool, " true 或 false", "true or false", required=False
        )
        return default if value is None else value

    def choice(self, key: str, choices: type[Code], default: Code) -> Code:
        words = self.text(key, required=False)
        member = choices.from_words(words) if words else default
        if member is None:
            known = ", ".join(one.value for one in choices)
            self.wrong(
                key,
                "unknown-word",
                "“{words}”不在代码表中；可用：{known}",
                "“{words}” is not in the code list; known: {known}",
                words=words,
                known=known,
            )
        return member or default

    def table(self, key: str, *, required: bool = False) -> Entry | None:
        value = self._typed(key, dict, "表", "a table", required=required)
        return None if value is None else self._below(value, key)

    def tables(self, key: str) -> Iterator[Entry]:
        """The entries of an array of tables, none if it is absent."""
        value = self._typed(key, list, "表的数组", "an array of tables", required=False) or []
        for number, one in enumerate(value):
            if isinstance(one, dict):
                yield self._below(one, key, number)
            else:
                self.wrong(
                    key, "wrong-type", "“{key}”应为表的数组", "“{key}” should be an array of tables"
                )

    def _below(self, value: Mapping[str, Any], *path: str | int) -> Entry:
        return Entry(value, (*self.path, *path), self.spots, self.file, self.mistakes)


def read_toml(path: Path, mistakes: Mistakes) -> Entry | None:
    """The file's top table; None and a mistake if it cannot be read. Numbers give Decimal."""
    text = read_text(path, mistakes)
    if text is None:
        return None
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        message, line, column = toml_position(str(error), text)
        mistakes.add(
            "broken-toml",
            Place(str(path), line, column),
            "TOML 格式有误，请核对此处的引号、括号、日期和重复的键：{words}",
            "The TOML is broken here: {message}: {words}",
            message=message,
            words=text.split("\n")[line - 1].strip(),
        )
        return None
    return Entry(values, (), spots_in(text), str(path), mistakes)
