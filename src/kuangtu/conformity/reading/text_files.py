# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""TOML and JSON files as records, each value with its line and column. 文本格式申请。"""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TypeVar

from kuangtu.conformity.reading.days import day_meant, not_a_date
from kuangtu.conformity.reading.records import (
    Cell,
    Entry,
    Record,
    problem,
    refuse_many_applications,
    refuse_many_fields,
    shown,
)
from kuangtu.conformity.reading.syntax import line_at, mark_meant, mistaken_date, unreadable
from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.formats.decoding import decoded
from kuangtu.geo.formats.written import MOST_BYTES

Part = TypeVar("Part")

# Strings of four kinds and comments, which can hide a key or a bracket in TOML. One that is not
# closed goes on to the end: trying each of its quotes anew would take time by their square.
HIDING = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
)
HIDDEN = re.compile(HIDING, re.DOTALL)
TOML_TOKEN = re.compile(rf"{HIDING}|[\[\]{{}}=\n]", re.DOTALL)
BARE_CHINESE_KEY = re.compile(r"\s*([^\s\x00-\x7f][^\s=\"']*)\s*=")
# What tomllib says first of a key that stands twice.
REPEATED = ("Cannot overwrite a value", "Cannot declare", "Cannot mutate", "Cannot redefine")
# What stands outside the quotes of a file is short, whatever range is inside them: the parser
# needs time by the square of the keys of a path, and much for each line.
MOST_OUTSIDE_QUOTES = 200_000
MOST_SIGNS = 2_000
HIDDEN_IN_JSON = re.compile(r'"(?:[^"\\]++|\\.)*+"?|\s++', re.DOTALL)
MOST_OF_JSON = 10_000_000
LARGE_FILE_ENCODINGS = ("utf-8-sig", "gb18030")
OF_APPLICATIONS = {
    "input.empty": Text("文件是空的", "the file is empty"),
    "input.not-text": Text(
        "这不是文本文件；申请文件为 .toml、.json 或 .xlsx",
        "this is not a text file; an application is .toml, .json or .xlsx",
    ),
}
# What Python refuses to read: an integer of more than 4300 digits, an endless exponent.
ENDLESS_NUMBER = re.compile(r"\d{4300,}|\d[eE][+-]?\d{10,}")
WHITE_SPACE = re.compile(r"[ \t\r\n]*")
TOML_ERROR_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


class Lines:
    """Offsets as lines and columns counted from 1. 行列号。

    >>> Lines("a\\nbc").place(3, "x.toml")
    Place(file='x.toml', line=2, column=2, field='')
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int, name: str, field: str = "") -> Place:
        line = bisect_right(self._starts, offset)
        return Place(name, line, offset - self._starts[line - 1] + 1, shown(field))


def text_of(content: bytes, name: str) -> str:
    """The text of an application file, which may be larger than a range. Raises: Invalid."""
    if len(content) > MOST_BYTES:
        return _large_text(content, name)
    try:
        return decoded(content, file=name)
    except Invalid as error:
        raise Invalid(map(_of_application, error.problems)) from None


def _of_application(found: Problem) -> Problem:
    """The decoder speaks of coordinates where there are none; said of an application instead."""
    text = OF_APPLICATIONS.get(found.code)
    return replace(found, text=text) if text else found


def _large_text(content: bytes, name: str) -> str:
    for encoding in LARGE_FILE_ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise invalid(
        "file-encoding",
        "文字编码无法识别；超过 10 MB 的申请文件须为 UTF-8 或 GBK",
        "the encoding is not recognised; an application file above 10 MB is UTF-8 or GBK",
        Place(name),
    )


def read_toml(content: bytes, name: str) -> tuple[Record, ...]:
    """The single application of a TOML file. Raises: Invalid."""
    text = text_of(content, name).replace("\r\n", "\n")
    _refuse_endless(text, name)
    try:
        table = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Invalid([_toml_problem(str(error), text, name)]) from None
    except (ValueError, RecursionError, ArithmeticError):
        raise Invalid([_out_of_bounds("TOML", text, name)]) from None
    lines, offsets = Lines(text), dict(_toml_keys(text))
    entries = tuple(
        Entry(key, Cell(value, lines.place(offsets.get(key, 0), name, key)))
        for key, value in table.items()
    )
    return (Record(entries, Place(name)),)


def _refuse_endless(text: str, name: str) -> None:
    """What is far too long for an application would keep the parser busy for hours."""
    outside = HIDDEN.sub(lambda found: found[0] if found[0][0] == "#" else "", text)
    is_long = len(outside) > MOST_OUTSIDE_QUOTES
    if is_long or any(outside.count(sign) > MOST_SIGNS for sign in "=.["):
        raise _too_much(name)


def _refuse_crowded(text: str, name: str) -> None:
    """Millions of empty lists in some megabytes of JSON would fill the memory."""
    if len(text) > MOST_OF_JSON and len(HIDDEN_IN_JSON.sub("", text)) > MOST_OF_JSON:
        raise _too_much(name)


def _too_much(name: str) -> Invalid:
    return invalid(
        "too-much-outside-quotes",
        "字段、列表或注释过多；这不是一件申请，请对照模板",
        "it has too many fields, lists or comments; this is no application, compare it with "
        "the template",
        Place(name),
    )


def _toml_keys(text: str) -> Iterator[tuple[str, int]]:
    """Each top-level key, or header of a table, with the offset at which it stands."""
    depth, start, is_seeking, is_top = 0, 0, True, True
    for token in TOML_TOKEN.finditer(text):
        mark, before = token.group(), text[start : token.start()]
        if mark == "\n" and depth == 0:
            start, is_seeking = token.end(), True
        elif mark == "=" and depth == 0 and is_seeking:
            if is_top:
                yield _bare(before), start + len(before) - len(before.lstrip())
            is_seeking = False
        elif mark == "[" and depth == 0 and is_seeking:
            yield _bare(text[token.end() : text.find("]", token.end())]), token.start()
            depth, is_seeking, is_top = 1, False, False
        else:
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)


def _bare(key: str) -> str:
    """The first part of a key without its quotes."""
    key = key.strip().lstrip("[").split(".")[0].strip()
    if len(key) > 1 and key[0] == key[-1] and key[0] in "\"'":
        return key[1:-1]
    return key


def _toml_problem(message: str, text: str, name: str) -> Problem:
    if message.startswith(REPEATED) and (twice := _repeated_key(text, name)):
        return twice
    found = TOML_ERROR_PLACE.search(message)
    place = Place(name, int(found[1]), int(found[2])) if found else _last_place(text, name)
    line = line_at(text, place)
    if (bare := BARE_CHINESE_KEY.match(line)) and mark_meant(bare[1][0]) is None:
        return problem(
            "key-needs-quotes",
            'TOML 中的中文字段名要加引号："{key}" = …',
            'a key that is not ASCII needs quotes in TOML: "{key}" = …',
            place,
            key=bare[1],
        )
    if mistaken := mistaken_date(line):
        key, words, column = mistaken
        there = Place(name, place.line, column, key)
        return not_a_date(words, there, meant=day_meant(words))
    return unreadable("TOML", message.partition(" (at ")[0], text, place)


def _repeated_key(text: str, name: str) -> Problem | None:
    """The key that stands twice, where it stands again; tomllib does not say."""
    lines = Lines(text)
    seen: dict[str, int] = {}
    for key, offset in _toml_keys(text):
        if key in seen:
            first = lines.place(seen[key], name)
            return key_twice(key, lines.place(offset, name, key), first.line)
        seen[key] = offset
    return None


def _last_place(text: str, name: str) -> Place:
    """The end of what is written, where a parser says no more than that it ran out."""
    return Lines(text).place(len(text.rstrip()), name)


def key_twice(key: str, place: Place, first_line: int | None = None) -> Problem:
    """A key that stands twice in one table."""
    first = Text("（首次在第 {line} 行）", " (first in line {line})").format(line=first_line)
    return problem(
        "field-twice",
        "字段“{key}”出现了两次{first}；请删去一个",
        "the field {key} is given twice{first}; remove one of them",
        place,
        key=key,
        first=first if first_line else Text("", ""),
    )


def _out_of_bounds(kind: str, text: str, name: str) -> Problem:
    """A number that Python will not read is named; else it was the depth of brackets."""
    if endless := ENDLESS_NUMBER.search(text):
        return problem(
            "number-out-of-bounds",
            "数字过长，无法读取；请核对",
            "the number is too long to be read; check it",
            Lines(text).place(endless.start(), name),
        )
    return problem(
        "file-out-of-bounds",
        "{kind} 中的括号嵌套过深",
        "the brackets in the {kind} are nested too deep",
        Place(name),
        kind=kind,
    )


def read_json(content: bytes, name: str) -> tuple[Record, ...]:
    """The applications of a JSON file: one object, or an array of objects. Raises: Invalid."""
    text = text_of(content, name)
    _refuse_crowded(text, name)
    reader = _JsonReader(text, name)
    try:
        return reader.records()
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        raise Invalid([unreadable("JSON", error.msg, text, place)]) from None
    except (ValueError, RecursionError, ArithmeticError):
        raise Invalid([_out_of_bounds("JSON", text, name)]) from None


class _KeyTwice(Exception):
    """A key stands twice in a table inside a value. 键重复。"""


def _table(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A table inside a value; the json module would let the last of two keys win."""
    table: dict[str, object] = {}
    for key, value in pairs:
        if key in table:
            raise _KeyTwice(key)
        table[key] = value
    return table


class _JsonReader:
    """Walks the two outer levels of a document, so that each key keeps its place."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name, self._lines = text, name, Lines(text)
        self._decoder = json.JSONDecoder(
            parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=_table
        )

    def records(self) -> tuple[Record, ...]:
        start = self._skip(0)
        if self._peek(start) == "[":
            records, end = self._sequence(start, "]", self._object, self._refuse_applications)
        else:
            record, end = self._object(start)
            records = [record]
        if (rest := self._skip(end)) != len(self._text):
            raise json.JSONDecodeError("Extra data", self._text, rest)
        return tuple(records)

    def _refuse_applications(self, count: int) -> None:
        refuse_many_applications(count, self._name)

    def _object(self, start: int) -> tuple[Record, int]:
        if self._peek(start) != "{":
            raise json.JSONDecodeError("Expecting an object", self._text, start)
        place = self._lines.place(start, self._name)
        refuse = partial(refuse_many_fields, place=place)
        entries, end = self._sequence(start, "}", self._entry, refuse)
        return Record(tuple(entries), place), end

    def _entry(self, start: int) -> tuple[Entry, int]:
        if self._peek(start) != '"':
            raise json.JSONDecodeError("Expecting a key in double quotes", self._text, start)
        key, end = self._decoder.raw_decode(self._text, start)
        colon = self._skip(end)
        if self._peek(colon) != ":":
            raise json.JSONDecodeError("Expecting ':'", self._text, colon)
        place = self._lines.place(start, self._name, key)
        try:
            value, end = self._decoder.raw_decode(self._text, self._skip(colon + 1))
        except _KeyTwice as error:
            raise Invalid([key_twice(f"{key}.{error}", place)]) from None
        return Entry(key, Cell(value, place)), end

    def _sequence(
        self,
        start: int,
        closing: str,
        read: Callable[[int], tuple[Part, int]],
        refuse: Callable[[int], None],
    ) -> tuple[list[Part], int]:
        """The parts up to the closing bracket; too many are refused while they are counted."""
        parts: list[Part] = []
        position = self._skip(start + 1)
        while self._peek(position) != closing or parts:
            part, end = read(position)
            parts.append(part)
            refuse(len(parts))
            position = self._skip(end)
            if self._peek(position) == closing:
                break
            if self._peek(position) != ",":
                raise json.JSONDecodeError("Expecting ','", self._text, position)
            position = self._skip(position + 1)
        return parts, position + 1

    def _peek(self, position: int) -> str:
        return self._text[position : position + 1]

    def _skip(self, position: int) -> int:
        found = WHITE_SPACE.match(self._text, position)
        return found.end() if found else position
