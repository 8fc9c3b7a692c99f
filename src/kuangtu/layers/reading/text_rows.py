# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Cutting a text into one range per feature. 文本切分为要素。

A range string is full of commas. In a CSV it is either quoted or stands in the last column,
where everything that is left of the row belongs to it.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class TextRow:
    """One feature as text: its range, its attributes and the line it begins in. 文本要素。"""

    line: int
    content: str
    attributes: dict[str, str] = field(default_factory=dict)


def fitted(cells: list[str], width: int, at: int | None, delimiter: str) -> list[str]:
    """Unquoted commas of a range in the last column belong to the range."""
    if at == width - 1 and len(cells) > width:
        return [*cells[:at], delimiter.join(cells[at:])]
    return cells


def rows_of_txt(text: str) -> list[TextRow]:
    """Land parcels, or a range per line with an optional name before a tab. TXT 行。"""
    lines = text.splitlines()
    if any(line.strip().endswith("@") for line in lines):
        return _parcels(lines)
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
