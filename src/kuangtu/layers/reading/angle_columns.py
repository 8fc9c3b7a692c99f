# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Angles whose degrees, minutes and seconds stand in columns of their own. 度分秒分列。

Registers of drill holes write 经度 over 度, 分 and 秒. The degrees alone would be a place up to a
hundred kilometres away, so the columns are read as one angle.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kuangtu.core.text import Text
from kuangtu.layers.findings import Finding, found
from kuangtu.layers.reading.grid import Headed, Row, letters
from kuangtu.layers.reading.roles import Roles, roles_of

DEGREES, MINUTES, SECONDS = range(3)
_UNITS = {"度": DEGREES, "°": DEGREES, "分": MINUTES, "′": MINUTES, "'": MINUTES,
          "秒": SECONDS, "″": SECONDS, '"': SECONDS}  # fmt: skip
_SIGNS = ("°", "′", "″")
_UNIT_LAST = re.compile(r"(.+?)([度分秒°′'″\"])")
JOINED = Text(
    "“{name}”由 {columns} 列的度、分、秒合成",
    "“{name}” was put together from the degrees, minutes and seconds in columns {columns}",
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A table with one column for each angle. `used`: the columns that were put together. 合成。"""

    table: Headed
    roles: Roles
    used: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


def with_joined_angles(table: Headed, roles: Roles) -> Joined:
    """The table with angles in parts put together; as it is where there are none. 度分秒合成。"""
    below = bool(table.rows) and _are_units_below(table, roles)
    words = _under(table) if below else tuple(_parted(name) for name in table.names)
    parts = {
        axis: found_parts
        for axis in ("longitude", "latitude")
        if len(found_parts := _parts(words, axis)) > 1 and DEGREES in found_parts
    }
    if not parts:
        return Joined(table, roles)
    rows = table.rows[1:] if below else table.rows
    joined = replace(table, rows=tuple(_with_angles(row, parts.values()) for row in rows))
    return Joined(
        joined,
        replace(roles, **{axis: one[DEGREES] for axis, one in parts.items()}),
        frozenset(column for one in parts.values() for column in one.values()),
        tuple(_told(table, parts.values())),
    )


def _parted(name: str) -> tuple[str, int] | None:
    """What a column's name is the angle of, and which part of it.

    >>> _parted("经度（分）"), _parted("东经 秒"), _parted("经度"), _parted("孔深")
    (('longitude', 1), ('longitude', 2), ('longitude', 0), None)
    """
    word = re.sub(r"[\s_()\[\]{}]", "", unicodedata.normalize("NFC", name).translate(_BRACKETS))
    match = _UNIT_LAST.fullmatch(word)
    axis = _axis_of(match[1]) or _axis_of(word) if match else ""
    return (axis, _UNITS[match[2]]) if match and axis else None


_BRACKETS = str.maketrans("（）【】", "()[]")


def _axis_of(word: str) -> str:
    meant = roles_of([word])
    if meant.longitude is not None:
        return "longitude"
    return "latitude" if meant.latitude is not None else ""


def _are_units_below(table: Headed, roles: Roles) -> bool:
    """Whether the first row has 度 and 分 under the names of the axes: a header of two rows."""
    cells = [_unit(table.rows[0].cell(i)) for i in range(len(table.names))]
    return any(
        at is not None and cells[at : at + 2] == [DEGREES, MINUTES]
        for at in (roles.longitude, roles.latitude)
    )


def _unit(word: str) -> int | None:
    return _UNITS.get(word.strip().strip("（）()"))


def _under(table: Headed) -> tuple[tuple[str, int] | None, ...]:
    """The parts that the first row names, under the axis that stands over them."""
    found_parts: list[tuple[str, int] | None] = []
    axis = ""
    for column, name in enumerate(table.names):
        unit = _unit(table.rows[0].cell(column))
        axis = _axis_of(name) or axis if unit is not None else ""
        found_parts.append((axis, unit) if axis and unit is not None else None)
    return tuple(found_parts)


def _parts(words: Sequence[tuple[str, int] | None], axis: str) -> Mapping[int, int]:
    """The column of each part of an axis, the first where several are called alike."""
    columns: dict[int, int] = {}
    for column, word in enumerate(words):
        if word is not None and word[0] == axis:
            columns.setdefault(word[1], column)
    return columns


def _with_angles(row: Row, angles: Iterable[Mapping[int, int]]) -> Row:
    cells = list(row.cells)
    for parts in angles:
        words = {part: row.cell(column).strip() for part, column in parts.items()}
        if any(words.values()):
            cells.extend([""] * (parts[DEGREES] + 1 - len(cells)))
            cells[parts[DEGREES]] = "".join(
                words[part].rstrip("度分秒°′'″\"") + _SIGNS[part] for part in sorted(words)
            )
    return Row(row.number, tuple(cells))


def _told(table: Headed, angles: Iterable[Mapping[int, int]]) -> Iterator[Finding]:
    for parts in angles:
        columns = "、".join(letters(parts[part]) for part in sorted(parts))
        name = table.names[parts[DEGREES]]
        yield found("angles-joined", JOINED.format(name=name, columns=columns), field=name)
