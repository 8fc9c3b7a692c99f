# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One column that holds both coordinates of a point: 88.17,39.02. 一列两个坐标。"""

from __future__ import annotations

import re
from dataclasses import replace

from kuangtu.layers.reading.grid import Headed, Row
from kuangtu.layers.reading.roles import Roles, roles_of

# X and Y say nothing of the order: the numbers do, and a finding tells it.
NAMES = ("坐标X", "坐标Y")
_SEPARATOR = re.compile(r"\s*[,，、;；]\s*|\s+")
_COORDINATE = re.compile(r"(?:[EWNS]|东经|西经|北纬|南纬)?[+-]?\d[\d.°度º˚′'分″\"秒]*[EWNS]?")


def with_pairs_apart(table: Headed) -> Headed:
    """The table with a column for each coordinate, where one column holds a point in each row."""
    roles = roles_of(table.names)
    at = roles.range
    if at is None or not _holds_pairs(table, roles):
        return table
    names = (*table.names[:at], *NAMES, *table.names[at + 1 :])
    rows = tuple(
        Row(row.number, (*cells[:at], *_pair(cells[at]), *cells[at + 1 :]))
        for row in table.rows
        for cells in [(*row.cells, *[""] * (at + 1 - len(row.cells)))]
    )
    return replace(table, names=names, rows=rows)


def _holds_pairs(table: Headed, roles: Roles) -> bool:
    if roles.pairs or set(NAMES) & set(table.names):
        return False
    cells = [word for row in table.rows if (word := row.cell(roles.range).strip())]
    return bool(cells) and all(any(_pair(word)) for word in cells)


def _pair(word: str) -> tuple[str, str]:
    """Both coordinates of a cell, two blanks where it holds something else.

    >>> _pair("88.17,39.02"), _pair("(E88°10′12″，N39°01′12″)"), _pair("4321375.7 29601325.83")
    (('88.17', '39.02'), ('E88°10′12″', 'N39°01′12″'), ('4321375.7', '29601325.83'))
    >>> _pair("88.17"), _pair("88.1,39.1;88.2,39.2"), _pair("POINT (88 39)")
    (('', ''), ('', ''), ('', ''))
    """
    parts = _SEPARATOR.split(word.strip().strip("()（）[]"))
    if len(parts) != 2 or not all(_COORDINATE.fullmatch(part) for part in parts):
        return "", ""
    return parts[0], parts[1]
