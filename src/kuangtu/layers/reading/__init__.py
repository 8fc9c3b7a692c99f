# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a file somebody hands in to features in EPSG:4490. 导入文件读取。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.by_gdal import GDAL_FORMATS
from kuangtu.layers.reading.features import Declaration, ReadFeatures
from kuangtu.layers.reading.formats import Format
from kuangtu.layers.reading.geoparquet import GeoParquetFormat
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.looking import Look
from kuangtu.layers.reading.source import Source, hand_in
from kuangtu.layers.reading.tables import Table
from kuangtu.layers.reading.text import TextFormat, WorkbookFormat

__all__ = ["READERS", "Declaration", "ReadFeatures", "ReadLimits", "Reader", "read_features"]


class Reader(Protocol):
    """What a format can do: list its tables, read one, look at the head of one. 格式读取器。"""

    def tables(self, source: Source, said: Declaration) -> tuple[Table, ...]: ...
    def read(self, source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures: ...
    def look(self, source: Source, said: Declaration, table: str) -> Look: ...


READERS: Mapping[Format, Reader] = {
    **GDAL_FORMATS,
    Format.GEOPARQUET: GeoParquetFormat(),
    Format.XLSX: WorkbookFormat(),
    Format.CSV: TextFormat(),
    Format.TXT: TextFormat(),
}


def read_features(
    path: Path,
    *,
    work: Path,
    said: Declaration = Declaration(),
    limits: ReadLimits = ReadLimits(),
) -> ReadFeatures:
    """The features of a file, a folder or an archive, copied into `work` first. 读取要素。

    Data sets of another format beside the one that is read are named in a finding.

    Raises: Invalid with `layer.…`, `archive.…` and `crs.…` problems.
    """
    handed = hand_in(path, work=work, limits=limits)
    chosen = handed.chosen(said.dataset)
    source = handed.opened(chosen)
    features = READERS[source.format].read(source, said, limits)
    others = [
        one.label for one in handed.data_sets if one is not chosen and one.format not in TABLES
    ]
    if said.dataset or not others:
        return features
    return replace(features, findings=(*features.findings, _not_read(others)))


# Beside a data set these are mostly notes and lists.
TABLES = (Format.XLSX, Format.CSV, Format.TXT, Format.DBF)


def _not_read(labels: Sequence[str]) -> Finding:
    return Finding(
        "reader-note",
        Severity.NOTE,
        Text("其中还有 {names}，没有读入", "{names} are there too and were not read").format(
            names="、".join(labels)
        ),
        Text("如应导入请用 --dataset 指明", "name one by --dataset if it is meant"),
    )
