# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading CSV and TXT files of ranges, a range per feature. 读取坐标文本。"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import shapely

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, RecognizedCrs, recognized
from kuangtu.geo.formats import read_ground
from kuangtu.geo.ground import Ground
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.coordinates import assumptions
from kuangtu.layers.reading.encoding import Encoding, text_of
from kuangtu.layers.reading.features import Declaration, ReadFeatures, no_geometries
from kuangtu.layers.reading.formats import Format
from kuangtu.layers.reading.gdal import guessed
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.looking import Look, columns_of, kinds_of
from kuangtu.layers.reading.source import Source
from kuangtu.layers.reading.tables import Table
from kuangtu.layers.reading.text_rows import TextRow, rows_of_csv, rows_of_txt


class TextFormat:
    """A text of ranges, a range per row. 坐标文本格式。"""

    def tables(self, source: Source, said: Declaration) -> tuple[Table, ...]:  # noqa: ARG002 - as every format
        return ()

    def read(self, source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
        return read_text(source, said, limits)

    def look(self, source: Source, said: Declaration, table: str) -> Look:  # noqa: ARG002 - has one
        features = read_text(source, said, ReadLimits())
        return Look(
            len(features),
            kinds_of(features.geometries),
            columns_of(features.table),
            box=tuple(shapely.total_bounds(features.geometries).tolist()),
            crs=features.crs,
            encoding=features.encoding,
        )


def read_text(source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
    """A range per row; a range that cannot be read is a finding of its row. 读取坐标文本。

    Raises: Invalid `layer.no-features`, `layer.too-many-features`, and those of decoding and of
    the rows.
    """
    text, encoding = text_of(source.main.read_bytes(), file=source.name)
    is_csv = source.format is Format.CSV
    rows = rows_of_csv(text, file=source.name) if is_csv else rows_of_txt(text)
    _check_count(rows, source, limits)
    geometries = no_geometries(len(rows))
    grounds: list[Ground] = []
    findings: list[Finding] = [guessed(encoding)] if encoding.is_guess else []
    for position, row in enumerate(rows):
        try:
            ground = read_ground(row.content, file=source.name, declared=said.crs)
        except Invalid as error:
            findings += _refused(error, position, row)
            continue
        geometries[position] = ground.geometry
        grounds.append(ground)
        findings += _warned(ground.warnings, position)
    crs = _common_crs(grounds)
    return ReadFeatures(
        source,
        geometries,
        _table(rows),
        crs,
        encoding=Encoding("utf-8", encoding.how, encoding.is_guess, encoding.sample),
        findings=(*findings, *assumptions(crs)),
    )


def _check_count(rows: list[TextRow], source: Source, limits: ReadLimits) -> None:
    if not rows:
        raise invalid(
            "layer.no-features",
            "文件里没有坐标；请核对内容",
            "the file has no coordinates; check its content",
            Place(source.name),
        )
    if len(rows) > limits.features:
        raise invalid(
            "layer.too-many-features",
            "要素超过 {most} 个；请分幅提供",
            "there are more than {most} features; supply them in parts",
            Place(source.name),
            most=limits.features,
        )


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


def _table(rows: list[TextRow]) -> pa.Table:
    names = list(dict.fromkeys(name for row in rows for name in row.attributes))
    columns = {name: [row.attributes.get(name, "") for row in rows] for name in names}
    return pa.table(
        {name: pa.array(values, pa.string()) for name, values in columns.items()}
        or {"行号": pa.array([row.line for row in rows], pa.int64())}
    )
