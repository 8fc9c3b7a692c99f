# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The comma-separated fields of a range string, and where each stands. 逗号分隔字段。"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from kuangtu.core.errors import Place
from kuangtu.geo.formats.problems import Problems

_INTEGER = re.compile(r"[0-9]{1,9}")
_JOINED = re.compile(r"[0-9.+-]*(?:\s*，\s*[0-9.+-]*)+")


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields of a text; indices count from 0, in messages from 1. 字段。"""

    values: tuple[str, ...]
    starts: tuple[int, ...]  # offset of each field, and of the end
    line_starts: tuple[int, ...]
    file: str = ""

    def __len__(self) -> int:
        return len(self.values)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of a field, from 1; past the end, of the end."""
        offset = self.starts[min(index, len(self.starts) - 1)]
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def place(self, index: int, field: str = "") -> Place:
        """The place of a field, with its number."""
        line, column = self.position(index)
        return Place(self.file, line, column, f"{field} (field {index + 1})".strip())

    def is_integer(self, index: int) -> bool:
        return (
            index < len(self.values) and re.fullmatch(r"[0-9]{1,9}", self.values[index]) is not None
        )


def fields_of(text: str, problems: Problems) -> Fields:
    """The fields without blanks around them; one trailing comma is tolerated.

    Where only full-width commas separate, they are read as commas and reported; beside plain
    ones they belong to the notes.
    """
    if "，" in text and "," not in text:
        place = Place(problems.file)
        problems.warn(
            "range.full-width-comma",
            "含全角逗号“，”，已按半角逗号读取",
            "full-width commas were read as plain ones",
            place=place,
        )
        text = text.replace("，", ",")
    pieces = text.split(",")
    values = [piece.strip() for piece in pieces]
    ends = accumulate(len(piece) + 1 for piece in pieces)
    leads = [
        len(piece) - len(piece.lstrip()) if value else 0
        for piece, value in zip(pieces, values, strict=True)
    ]
    starts = [start + lead for start, lead in zip((0, *ends), (*leads, -1), strict=True)]
    if len(values) > 1 and not values[-1]:
        values.pop()
    line_starts = (0, *(match.end() for match in re.finditer("\n", text)))
    return Fields(tuple(values), tuple(starts), line_starts, problems.file)


def refuse_mixed_commas(fields: Fields, problems: Problems) -> None:
    """Name the full-width comma behind a refusal: numbers that it holds together in one field.

    In a note, or where nothing is wrong, such a comma is the writer's own.
    """
    if not problems.refused_count:
        return
    index = next((i for i, text in enumerate(fields.values) if _JOINED.fullmatch(text)), None)
    if index is None:
        return
    problems.refuse_first(
        "range.full-width-comma",
        "第 {field} 个字段“{text}”中有全角逗号；分隔符请统一为半角逗号",
        "field {field}, “{text}”, has a full-width comma in it; separate with plain commas only",
        place=fields.place(index),
        field=index + 1,
        text=fields.values[index][:40],
    )
