# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geometries of nested lists of coordinates, as GeoParquet has them natively. 原生几何编码。

Source: the GeoParquet specification 1.1, native encodings (GeoArrow).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.layers.reading.features import Geometries

# The native encodings, and how many lists stand round a point of each.
NATIVE = {
    "point": (GeometryType.POINT, 0),
    "linestring": (GeometryType.LINESTRING, 1),
    "polygon": (GeometryType.POLYGON, 2),
    "multipoint": (GeometryType.MULTIPOINT, 1),
    "multilinestring": (GeometryType.MULTILINESTRING, 2),
    "multipolygon": (GeometryType.MULTIPOLYGON, 3),
}


def native_geometries(column: pa.ChunkedArray, encoding: str) -> Geometries:
    """Geometries of nested lists of coordinates."""
    kind, depth = NATIVE[encoding]
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks)
    missing = np.asarray(array.is_null())
    offsets: list[NDArray[np.int64]] = []
    for _ in range(depth):
        offsets.append(np.asarray(array.offsets, dtype=np.int64))
        array = array.values
    coordinates = _coordinates(array)
    found = shapely.from_ragged_array(kind, coordinates, tuple(reversed(offsets)) or None)
    geometries = np.asarray(found, dtype=object)
    geometries[missing] = None
    return geometries


def _coordinates(array: pa.Array) -> NDArray[np.float64]:
    """Two or three numbers a point, from a struct of them or from lists of a fixed length."""
    if pa.types.is_struct(array.type):
        names = [name for name in ("x", "y", "z") if array.type.get_field_index(name) >= 0]
        parts = [np.asarray(array.field(name).fill_null(np.nan)) for name in names]
        return np.column_stack(parts)
    width = array.type.list_size
    values = np.asarray(array.values.fill_null(np.nan), np.float64)
    return values.reshape(-1, width)[array.offset : array.offset + len(array), :3]
