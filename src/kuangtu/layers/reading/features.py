# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What reading a file gives, before anything is checked. 读入的要素。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, DeclaredCrs, RecognizedCrs, recognized
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoded import EncodedGeometries
from kuangtu.layers.reading.encoding import Encoding
from kuangtu.layers.reading.source import Source

Geometries = NDArray[Any]
# An array of geometries, or bytes that read like one.
AnyGeometries = Geometries | EncodedGeometries

ASCII = Encoding("utf-8", Text("格式规定为 UTF-8", "the format says UTF-8"))

# A table of attributes has no coordinates; whoever asks for its system gets the county's.
NO_SYSTEM = recognized(CGCS2000_EPSG, Text("没有图形，不涉及坐标系", "no geometry, no system"))


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the operator says of a file; any part may be left to the file itself. 声明。

    `dataset` chooses a data set of an archive, `table` a layer of a GeoPackage, geodatabase, KML or
    GeoParquet, or a sheet of a workbook. `geometry` is what the layer takes: a drawing or a list
    of points may be read as either. `without_geometry` reads a table of attributes only.
    """

    crs: DeclaredCrs | None = None
    encoding: str = ""
    dataset: str = ""
    table: str = ""
    geometry: GeometryKind | None = None
    without_geometry: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ReadFeatures:
    """All features of a source, in its order: geometries in EPSG:4490 and attributes. 要素。

    A geometry is None where the source has none or where it cannot be read; in the second case
    a finding says so. `table` has a row per geometry.
    """

    source: Source
    geometries: AnyGeometries
    table: pa.Table
    crs: RecognizedCrs
    encoding: Encoding = ASCII
    findings: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        return len(self.geometries)


def no_geometries(count: int) -> Geometries:
    """An array of that many None, to be filled."""
    return np.full(count, None, dtype=object)
