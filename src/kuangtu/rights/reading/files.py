# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A whole register file: records, warnings and every mistake. 台账文件读取。"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text
from kuangtu.geo.ground import km2
from kuangtu.rights.reading.columns import columns_of
from kuangtu.rights.reading.rows import RowRecord, read_row
from kuangtu.rights.reading.tables import read_table


def read_file(
    content: bytes, *, file_name: str, adcode: str, is_demo: bool
) -> tuple[list[RowRecord], list[Problem], list[Problem]]:
    """The records of a file, what to look at, and what is wrong. 读取台账文件。

    Raises: Invalid where the file is no readable table at all.
    """
    table = read_table(content, file=file_name)
    header = table.header.cells
    columns, problems, warnings = columns_of(header, file=file_name, line=table.header.number)
    if problems:
        return [], warnings, problems
    rows: list[RowRecord] = []
    for line in table.rows:
        row = read_row(
            line, header=header, columns=columns, file=file_name, adcode=adcode, is_demo=is_demo
        )
        if isinstance(row, RowRecord):
            rows.append(row)
            warnings += [*row.warnings, *_area_warnings(row)]
        else:
            problems += row
    if not table.rows:
        text = Text("文件只有表头，没有数据行", "The file has a header and no rows")
        problems.append(Problem("table-without-rows", text, Place(file_name)))
    return rows, warnings, [*problems, *_clashes(rows)]


def _area_warnings(row: RowRecord) -> list[Problem]:
    """The registered area against the one of the ground, as a licence prints both."""
    stated, ground = row.record.area_km2, row.record.ground
    if stated is None or stated == ground.area_km2:
        return []
    text = Text(
        "登记面积 {stated} 平方千米，按范围计算的椭球面积为 {computed} 平方千米",
        "The registered area is {stated} km², the ground's ellipsoid area {computed} km²",
    )
    filled = text.format(stated=stated, computed=km2(ground.area_m2))
    return [Problem("right-area-differs", filled, row.place)]


def _clashes(rows: Iterable[RowRecord]) -> list[Problem]:
    """Rows of the same number that cannot both be true."""
    first: dict[str, RowRecord] = {}
    days: dict[tuple[str, date], RowRecord] = {}
    problems = []
    for row in rows:
        record = row.record
        earlier = first.setdefault(record.number, row)
        if (earlier.record.kind, earlier.record.adcode) != (record.kind, record.adcode):
            problems.append(_clash("row-kind-differs", KIND_DIFFERS, row, earlier))
        same_day = days.setdefault((record.number, record.effective_on), row)
        if same_day is not row:
            problems.append(_clash("row-repeated", REPEATED, row, same_day))
    return problems


REPEATED = Text(
    "{number} 在同一生效日期已见于第 {line} 行",
    "{number} stands with the same effective date in row {line} already",
)
KIND_DIFFERS = Text(
    "{number} 的种类或行政区与第 {line} 行不同",
    "{number} has another kind or division than in row {line}",
)


def _clash(code: str, text: Text, row: RowRecord, earlier: RowRecord) -> Problem:
    filled = text.format(number=row.record.number, line=earlier.place.line)
    return Problem(code, filled, row.place)
