# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From a file somebody hands in to features in EPSG:4490. 导入文件读取。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kuangtu.layers.reading.features import Declaration, ReadFeatures
from kuangtu.layers.reading.geojson import read_geojson
from kuangtu.layers.reading.geopackage import read_geopackage
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.shapefile import read_shapefile
from kuangtu.layers.reading.source import Format, Source, open_source
from kuangtu.layers.reading.text import read_text

__all__ = ["Declaration", "ReadFeatures", "ReadLimits", "read_features"]

Reader = Callable[[Source, Declaration, ReadLimits], ReadFeatures]
READERS: Mapping[Format, Reader] = {
    Format.SHAPEFILE: read_shapefile,
    Format.GEOPACKAGE: read_geopackage,
    Format.GEOJSON: read_geojson,
    Format.CSV: read_text,
    Format.TXT: read_text,
}


def read_features(
    path: Path,
    *,
    work: Path,
    said: Declaration = Declaration(),
    limits: ReadLimits = ReadLimits(),
) -> ReadFeatures:
    """The features of a file, a folder or an archive, copied into `work` first. 读取要素。

    Raises: Invalid with `layer.…`, `archive.…` and `crs.…` problems.
    """
    source = open_source(path, work=work, limits=limits, dataset=said.dataset)
    return READERS[source.format](source, said, limits)
