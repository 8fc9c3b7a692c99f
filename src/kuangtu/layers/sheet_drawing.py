# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features of a list of map sheets, drawn as the sheets they name. 由图幅号生成图形（纯）。

An archive hands in the sheets that a survey has finished as a list. A sheet is its number
(GB/T 13989-2012), so nothing is invented when it is drawn; a finding says that it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, recognized
from kuangtu.geo.sheets import Sheet
from kuangtu.layers.dictionary import LayerSpecification
from kuangtu.layers.findings import Finding, found
from kuangtu.layers.reading import Declaration, ReadFeatures, ReadLimits, read_features
from kuangtu.layers.reading.features import no_geometries

# What a reader says of a file that has words and nothing drawn.
NOTHING_DRAWN = frozenset({"layer.no-geometry", "layer.no-range-column", "layer.no-coordinates"})
DRAWN_HOW = Text(
    "由图幅号按 GB/T 13989-2012 生成", "drawn from map sheet numbers by GB/T 13989-2012"
)
DRAWN = Text(
    "文件没有图形；{count} 个要素由字段“{column}”的图幅号按 GB/T 13989-2012 生成图廓",
    "the file has no geometry; {count} features are drawn as the map sheets (GB/T 13989-2012) "
    "that the column {column} names",
)


def read_or_draw(
    file: Path,
    specification: LayerSpecification,
    *,
    work: Path,
    said: Declaration,
    mapping: Mapping[str, str],
    limits: ReadLimits,
) -> ReadFeatures:
    """The features of a file; where nothing is drawn in it, the sheets that its rows name.

    Only a layer whose specification names a sheet field is drawn. `mapping` goes from source
    columns to fields. Raises: Invalid as reading does.
    """
    reading = work / "reading"
    reading.mkdir()
    try:
        return read_features(file, work=reading, said=said, limits=limits)
    except Invalid as error:
        if not specification.sheet_field or not _has_nothing_drawn(error):
            raise
        again = work / "reading-words"
        again.mkdir()
        words = replace(said, without_geometry=True)
        features = read_features(file, work=again, said=words, limits=limits)
        column = sheet_column(features.table, specification, mapping)
        if column is None:
            raise
        return drawn(features, column)


def _has_nothing_drawn(error: Invalid) -> bool:
    return {problem.code for problem in error.problems} <= NOTHING_DRAWN


def sheet_column(
    table: pa.Table, specification: LayerSpecification, mapping: Mapping[str, str]
) -> str | None:
    """The column that holds the sheet numbers, by the mapping or by the dictionary."""
    for column in table.column_names:
        field = specification.field_written(column)
        name = mapping.get(column) or (field.name if field else "")
        if name == specification.sheet_field:
            return str(column)
    return None


def drawn(features: ReadFeatures, column: str) -> ReadFeatures:
    """The same features, each as its sheet; a number that is none is a finding of its row."""
    numbers = features.table.column(column).to_pylist()
    geometries = no_geometries(len(numbers))
    findings: list[Finding] = []
    for row, number in enumerate(numbers):
        try:
            geometries[row] = Sheet.parse("" if number is None else str(number)).polygon()
        except Invalid as error:
            text = error.problems[0].text
            findings.append(found("sheet-unreadable", text, feature=row + 1, field=column))
    count = len(numbers) - len(findings)
    note = found("drawn-from-sheets", DRAWN.format(count=count, column=column), field=column)
    return replace(
        features,
        geometries=geometries,
        crs=recognized(CGCS2000_EPSG, DRAWN_HOW),
        findings=(*features.findings, note, *findings),
    )
