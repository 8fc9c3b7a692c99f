# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Cutting a text into one range per feature. 文本切分为要素。

A range string is full of commas. In a CSV it is either quoted or stands in the last column,
where everything that is left of the row belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

# The attributes on the line of a land parcel, in the order of the format.
PARCEL_COLUMNS = (
    "点数",
    "申报面积公顷",
    "地块编号",
    "地块名称",
    "图形属性",
    "图幅号",
    "地块用途",
    "地类编码",
)

# What stands between the points of a range in one line or cell: 88.17,39.02;88.18,39.02.
_POINTS = re.compile(r"\s*[;；|\n]\s*")
# A point of a list: perhaps its number and its ring, two coordinates, perhaps a height.
_BETWEEN = re.compile(r"[,，\t ]+")
_COORDINATE = re.compile(r"(?:[EWNS+-]|东经|西经|北纬|南纬)?[0-9]")
FIELDS_OF_A_POINT = range(2, 6)
FEWEST_POINTS = 3


@dataclass(frozen=True, slots=True)
class TextRow:
    """One feature as text: its range, its attributes and the line it begins in. 文本要素。"""

    line: int
    content: str
    attributes: dict[str, str] = field(default_factory=dict)


def point_per_line(content: str) -> str:
    """A range whose points stand apart by semicolons as a list of them; another as it is.

    >>> point_per_line("88.17,39.02;88.18,39.02；88.18,39.03;")
    '88.17,39.02\\n88.18,39.02\\n88.18,39.03'
    >>> point_per_line("1,3,1,4321375.7,29601325.8;")
    '1,3,1,4321375.7,29601325.8;'
    """
    points = [one for one in _POINTS.split(content.strip()) if one]
    if len(points) < FEWEST_POINTS or not all(map(_is_point, points)):
        return content
    return "\n".join(points)


def fitted(cells: list[str], width: int, at: int | None, delimiter: str) -> list[str]:
    """Unquoted commas of a range in the last column belong to the range."""
    if at == width - 1 and len(cells) > width:
        return [*cells[:at], delimiter.join(cells[at:])]
    return cells


def rows_of_txt(text: str) -> list[TextRow]:
    """Land parcels, lists of points, or a range per line with an optional name before a tab.

    TXT 行。
    """
    lines = text.splitlines()
    if any(line.strip().endswith("@") for line in lines):
        return _parcels(lines)
    if lists := _point_lists(lines):
        return lists
    rows = []
    for number, line in enumerate(lines, 1):
        name, tab, content = line.partition("\t")
        if not tab:
            name, content = "", line
        if content.strip():
            rows.append(TextRow(number, content, {"名称": name.strip()}))
    return rows


def _parcels(lines: list[str]) -> list[TextRow]:
    """Each parcel with the head of the file; blank lines keep the line numbers right."""
    starts = [i for i, line in enumerate(lines) if line.strip().endswith("@")]
    head = lines[: starts[0]]
    rows = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        padding = [""] * (start - len(head))
        content = "\n".join([*head, *padding, *lines[start:end]])
        cells = [cell.strip() for cell in lines[start].strip().rstrip("@").split(",")]
        rows.append(TextRow(start + 1, content, dict(zip(PARCEL_COLUMNS, cells, strict=False))))
    return rows


def _point_lists(lines: Sequence[str]) -> list[TextRow]:
    """A list of points for each feature, apart by a blank line or a name; none if it is no list.

    >>> rows = _point_lists(["甲矿区", "J1,4321,29601", "J2,4321,29602", "J3,4320,29602", "乙矿区",
    ...                      "4331 29601", "4331 29602", "4330 29602"])
    >>> [(row.line, row.attributes["名称"], row.content.split()) for row in rows][1]
    (6, '乙矿区', ['4331', '29601', '4331', '29602', '4330', '29602'])
    >>> _point_lists(["甲\t1,3,1,4321,29601", "乙\t1,3,1,4331,29601"])
    []
    """
    name, begun = "", True
    found: list[tuple[int, str, list[str]]] = []
    for at, line in enumerate(lines):
        if _is_point(line):
            if begun:
                found.append((at, name, []))
            found[-1][2].append(line)
            name, begun = "", False
        elif _BETWEEN.search(line.strip()) or _COORDINATE.match(line.strip()):
            return []
        else:
            name, begun = line.strip(" \t:：") or name, True
    if not found or any(len(points) < FEWEST_POINTS for _, _, points in found):
        return []
    # Blank lines above keep the line numbers right.
    return [
        TextRow(at + 1, "\n".join([*[""] * at, *points]), {"名称": name})
        for at, name, points in found
    ]


def _is_point(line: str) -> bool:
    fields = _BETWEEN.split(line.strip())
    numbers = sum(bool(_COORDINATE.match(one)) for one in fields)
    return len(fields) in FIELDS_OF_A_POINT and numbers >= 2
