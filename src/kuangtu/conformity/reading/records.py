# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An application as it stands in its file: words and numbers with their places. 原始记录。"""

from __future__ import annotations

from dataclasses import dataclass

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text

MAXIMUM_BYTES = 50 * 1024 * 1024
MOST_APPLICATIONS = 2_000  # of one file
MOST_FIELDS = 200  # of one application, misspelt ones among them
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
    """A `Problem` whose values are filled into both languages, long ones shown."""
    text = Text(zh, en)
    told = {key: shown(value) if isinstance(value, str) else value for key, value in values.items()}
    return Problem(code, text.format(**told) if told else text, place)


def shown(words: str) -> str:
    """Words as a message may repeat them: not megabytes, and nothing that no screen can show.

    >>> shown("萤石"), shown("长" * 500)[-10:], shown("a\\x1b[31m")
    ('萤石', '长长长… (500)', 'a\\\\x1b[31m')
    """
    head = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in words[:LONGEST_ECHO]
    )
    return head if len(words) <= LONGEST_ECHO else f"{head}… ({len(words)})"


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


def refuse_many_fields(count: int, place: Place) -> None:
    """Near names of very many misspelt fields would take minutes to find. Raises: Invalid."""
    if count > MOST_FIELDS:
        raise invalid(
            "too-many-fields",
            "字段超过 {most} 个；这不是一件申请，请对照模板",
            "it has more than {most} fields; this is no application, compare it with the template",
            place,
            most=MOST_FIELDS,
        )


def refuse_many_applications(count: int, name: str) -> None:
    """Raises: Invalid for more applications than one file may hold."""
    if count > MOST_APPLICATIONS:
        raise invalid(
            "too-many-applications",
            "申请超过 {most} 件；请分成几个文件",
            "it holds more than {most} applications; split it into several files",
            Place(name),
            most=MOST_APPLICATIONS,
        )
