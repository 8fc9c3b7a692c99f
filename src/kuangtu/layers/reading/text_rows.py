# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Cutting a CSV or TXT into one range per feature. 文本切分为要素。

A range string is full of commas. In a CSV it is either quoted or stands in the last column,
where everything that is left of the row belongs to it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text

# Column names under which registers and applications keep the range.
RANGE_COLUMNS = (
    "范围",
    "范围坐标",
    "区域坐标",
    "区域坐标2000",
    "坐标",
    "坐标串",
    "拐点坐标",
    "range",
    "coordinates",
    "wkt",
    "geometry",
)
DELIMITERS = ",\t;，；"
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
# A range of thousands of points is one cell; the csv module refuses beyond 128 KiB by default.
csv.field_size_limit(20_000_000)


class Reader(Protocol):
    """What the csv module gives. CSV 读取器。"""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class TextRow:
    """One feature as text: its range, its attributes and the line it begins in. 文本要素。"""

    line: int
    content: str
    attributes: dict[str, str] = field(default_factory=dict)


def rows_of_csv(text: str, *, file: str) -> list[TextRow]:
    """The rows of a CSV with a header. CSV 行。

    Raises: Invalid `layer.no-range-column`, `layer.column-twice`, `layer.row-too-short`,
    `layer.row-too-long`, `layer.csv-unreadable`.
    """
    header_line = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return _rows(reader, delimiter, file)
    except csv.Error as error:
        raise invalid(
            "layer.csv-unreadable",
            "第 {line} 行起读不下去（{reason}）；请核对引号是否成对、单元格是否过长",
            "reading stops at line {line} ({reason}); check that quotes come in pairs and that no "
            "cell is too long",
            Place(file, reader.line_num),
            line=reader.line_num,
            reason=str(error),
        ) from error


def _rows(reader: Reader, delimiter: str, file: str) -> list[TextRow]:
    header = _names(next(reader, []))
    if not header:
        return []
    at = _range_column(header, file)
    rows, problems, line = [], [], reader.line_num
    for cells in reader:
        first, line = line + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        fitted = _fitted(cells, len(header), at, delimiter)
        if len(fitted) != len(header):
            problems.append(_wrong_length(len(fitted), len(header), Place(file, first)))
            continue
        attributes = {name: fitted[i] for i, name in enumerate(header) if i != at}
        rows.append(TextRow(first, fitted[at], attributes))
    if problems:
        raise Invalid(problems)
    return rows


def _names(cells: list[str]) -> list[str]:
    """The header's names; a column without one is named by its place.

    >>> _names(["名称", " ", "wkt"])
    ['名称', '第2列', 'wkt']
    """
    return [cell.strip() or f"第{number}列" for number, cell in enumerate(cells, 1)]


def _range_column(header: list[str], file: str) -> int:
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise invalid(
            "layer.column-twice",
            "表头中 {names} 出现不止一次；请改名",
            "the header has {names} more than once; rename them",
            Place(file, 1),
            names="、".join(repeated),
        )
    folded = [name.casefold() for name in header]
    found = [folded.index(name) for name in RANGE_COLUMNS if name in folded]
    if not found:
        raise invalid(
            "layer.no-range-column",
            "表头没有范围坐标列；请把该列命名为“范围坐标”（或 {names}）",
            "the header has no column with the range; call it “range” (or one of {names})",
            Place(file, 1),
            names="、".join(RANGE_COLUMNS),
        )
    return found[0]


def _fitted(cells: list[str], width: int, at: int, delimiter: str) -> list[str]:
    """Unquoted commas of a range in the last column belong to the range."""
    if at == width - 1 and len(cells) > width:
        return [*cells[:at], delimiter.join(cells[at:])]
    return cells


def _wrong_length(actual: int, width: int, place: Place) -> Problem:
    code = "layer.row-too-long" if actual > width else "layer.row-too-short"
    text = Text(
        "本行有 {actual} 列，表头有 {width} 列；范围串含逗号，请加引号或放在最后一列",
        "this row has {actual} columns, the header {width}; a range has commas, so quote it or put "
        "it in the last column",
    )
    return Problem(code, text.format(actual=actual, width=width), place)


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
