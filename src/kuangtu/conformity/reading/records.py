# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An application as it stands in its file: words and numbers with their places. 原始记录。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text

MAXIMUM_BYTES = 50 * 1024 * 1024
MOST_APPLICATIONS = 2_000  # of one file
LONGEST_ECHO = 100  # letters of the input that a message repeats


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and where it stands. `value` is text, a number, a boolean, a date, a list or
    a table; a number is always an int or an exact Decimal. 单元。
    """

    value: object
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key as it is written, with its value; `key_place` is where a heading stands. 键值。"""

    key: str
    cell: Cell
    key_place: Place | None = None

    @property
    def place_of_key(self) -> Place:
        """Where a mistake in the key itself is told."""
        return self.key_place or self.cell.place


@dataclass(frozen=True, slots=True)
class Record:
    """One application: its entries in the order of the file. 一条申请记录。"""

    entries: tuple[Entry, ...]
    place: Place


def problem(code: str, zh: str, en: str, place: Place, **values: object) -> Problem:
    """A `Problem` whose values are filled into both languages, long ones shortened."""
    text = Text(zh, en)
    told = {
        key: shortened(value) if isinstance(value, str) else value for key, value in values.items()
    }
    return Problem(code, text.format(**told) if told else text, place)


def shortened(words: str) -> str:
    """The words, or their beginning and their length: a message must not repeat megabytes.

    >>> shortened("萤石"), shortened("长" * 500)[-10:]
    ('萤石', '长长长… (500)')
    """
    if len(words) <= LONGEST_ECHO:
        return words
    return f"{words[:LONGEST_ECHO]}… ({len(words)})"


def refuse_size(size_bytes: int, name: str) -> None:
    """Raises: Invalid for an empty file and for one above 50 MB."""
    if size_bytes == 0:
        raise Invalid([problem("file-empty", "文件是空的", "the file is empty", Place(name))])
    if size_bytes > MAXIMUM_BYTES:
        raise Invalid(
            [
                problem(
                    "file-too-large",
                    "文件有 {size} 字节，超过上限 {limit} 字节（50 MB）；请只提交申请本身",
                    "the file has {size} bytes, above the limit of {limit} (50 MB); "
                    "hand in the application alone",
                    Place(name),
                    size=size_bytes,
                    limit=MAXIMUM_BYTES,
                )
            ]
        )
