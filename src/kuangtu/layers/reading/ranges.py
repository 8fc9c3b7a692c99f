# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features of range strings, one each. 范围串要素。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from kuangtu.core.errors import Invalid, Problem
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, RecognizedCrs, recognized
from kuangtu.geo.formats import read_ground
from kuangtu.geo.ground import Ground
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.coordinates import assumptions
from kuangtu.layers.reading.encoding import Encoding
from kuangtu.layers.reading.features import Declaration, ReadFeatures, no_geometries
from kuangtu.layers.reading.source import Source
from kuangtu.layers.reading.text_rows import TextRow, point_per_line
from kuangtu.layers.reading.wkt_rows import are_wkt, placed_shapes, shapes_of


def features_of_ranges(
    source: Source,
    rows: Sequence[TextRow],
    said: Declaration,
    encoding: Encoding,
    noted: Sequence[Finding] = (),
) -> ReadFeatures:
    """A range per row; a range that cannot be read is a finding of its row. 读取范围串。"""
    geometries = no_geometries(len(rows))
    grounds: list[Ground] = []
    findings: list[Finding] = [*noted]
    known: RecognizedCrs | None = None
    if are_wkt(rows):
        geometries, known, told = placed_shapes(shapes_of(rows), said, file=source.name)
        findings += told
    for position, row in enumerate(rows):
        if known is not None and (geometries[position] is not None or not row.content.strip()):
            continue
        try:
            ground = read_ground(point_per_line(row.content), file=source.name, declared=said.crs)
        except Invalid as error:
            findings += _refused(error, position, row)
            continue
        geometries[position] = ground.geometry
        grounds.append(ground)
        findings += _warned(ground.warnings, position)
    crs = known or _common_crs(grounds)
    findings += assumptions(crs)
    return ReadFeatures(source, geometries, _table(rows), crs, encoding, tuple(findings))


def _refused(error: Invalid, position: int, row: TextRow) -> list[Finding]:
    """Each problem of a range, with the line its row begins in."""
    line = Text(f"第 {row.line} 行起：", f"from line {row.line}: ")
    return [
        Finding(
            "range-unreadable",
            Severity.ERROR,
            line + problem.text,
            Text("请改正该行的坐标", "mend the coordinates of this row"),
            feature=position + 1,
            field=problem.place.field,
        )
        for problem in error.problems
    ]


def _warned(warnings: Iterable[Problem], position: int) -> list[Finding]:
    return [
        Finding(
            warning.code.replace(".", "-"),
            Severity.WARNING,
            warning.text,
            Text("请核对", "check it"),
            feature=position + 1,
            field=warning.place.field,
        )
        for warning in warnings
    ]


def _common_crs(grounds: list[Ground]) -> RecognizedCrs:
    """The system of all ranges; several zones are named, because each range says its own."""
    systems = {ground.crs.epsg: ground.crs for ground in grounds}
    if len(systems) == 1:
        return next(iter(systems.values()))
    codes = "、".join(f"EPSG:{epsg}" for epsg in sorted(systems)) or "—"
    how = Text(f"各范围自带坐标系：{codes}", f"each range names its own system: {codes}")
    return recognized(CGCS2000_EPSG, how)


def _table(rows: Sequence[TextRow]) -> pa.Table:
    names = list(dict.fromkeys(name for row in rows for name in row.attributes))
    columns = {name: [row.attributes.get(name, "") for row in rows] for name in names}
    return pa.table(
        {name: pa.array(values, pa.string()) for name, values in columns.items()}
        or {"行号": pa.array([row.line for row in rows], pa.int64())}
    )
