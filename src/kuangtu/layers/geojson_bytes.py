# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features as GeoJSON text, written by whole columns. GeoJSON 编码。

A column of geometries is written by the compiled kernel in one call, beside which the interpreter
runs other requests. What that declines, and all before it is loaded, is written here with the
same digits: all coordinates in one call, then cut at the closing bracket of each point. Python
touches rings, never points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise, repeat

import numpy as np
import orjson
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.geo.overlap.arrays import Geometries
from kuangtu.geo.writing import geojson_of_wkb
from kuangtu.layers.column_json import column_json

Floats = NDArray[np.float64]
# Coordinates (n, 2), longitude first, in another system and its order of axes.
Placing = Callable[[Floats], Floats]

_CLOSING = ord("]")
_FAMILIES = {
    GeometryType.POINT: (GeometryType.POINT, GeometryType.MULTIPOINT),
    GeometryType.LINESTRING: (GeometryType.LINESTRING, GeometryType.MULTILINESTRING),
    GeometryType.POLYGON: (GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
}
_NAMES: dict[int, bytes] = {
    GeometryType.POINT: b"Point",
    GeometryType.MULTIPOINT: b"MultiPoint",
    GeometryType.LINESTRING: b"LineString",
    GeometryType.MULTILINESTRING: b"MultiLineString",
    GeometryType.POLYGON: b"Polygon",
    GeometryType.MULTIPOLYGON: b"MultiPolygon",
}


def features_json(
    table: pa.Table, *, properties: Sequence[str], placing: Placing | None = None
) -> bytes:
    """The rows of a table with `feature_id`, attributes and `geometry` (WKB) as features.

    Features stand one behind the other with commas between them, without the brackets of a
    list. `properties` names the attributes that are written; one without a value is null.
    CRS: as stored, or as `placing` gives it.
    """
    if table.num_rows == 0:
        return b""
    shapes: Iterable[bytes | memoryview] = repeat(b"null")
    if "geometry" in table.column_names:
        shapes = _shapes(table.column("geometry"), placing)
    pieces: list[Iterable[bytes | memoryview]] = [
        repeat(b'{"type":"Feature","id":'),
        column_json(table.column("feature_id")),
    ]
    opening = b',"properties":{'
    for name in properties:
        pieces += (repeat(opening + orjson.dumps(name) + b":"), column_json(table.column(name)))
        opening = b","
    if not properties:
        pieces.append(repeat(opening))
    pieces += (repeat(b'},"geometry":'), shapes, repeat(b"},"))
    features = chain.from_iterable(zip(*pieces, strict=False))
    return b"".join(features)[:-1]


def _shapes(column: pa.ChunkedArray, placing: Placing | None) -> Sequence[bytes | memoryview]:
    """The geometries of a column of WKB, by the compiled kernel where it can."""
    if placing is not None:
        geometries = shapely.transform(shapely.from_wkb(column.to_numpy()), placing)
        column = pa.chunked_array([pa.array(shapely.to_wkb(geometries), pa.large_binary())])
    values = pa.concat_arrays(column.chunks).cast(pa.large_binary())
    _, offsets, data = values.buffers()
    borders = np.frombuffer(offsets, np.int64, count=len(values) + 1, offset=values.offset * 8)
    texts = geojson_of_wkb(np.frombuffer(data, np.uint8), borders)
    return geometries_json(shapely.from_wkb(column.to_numpy())) if texts is None else texts


def geometries_json(geometries: Geometries) -> list[bytes]:
    """Each geometry as GeoJSON; `null` for none.

    >>> geometries_json(shapely.from_wkt(["POINT (88.1 39)", "LINESTRING (0 0, 1 0.1)", None]))
    [b'{"type":"Point","coordinates":[88.1,39.0]}', \
b'{"type":"LineString","coordinates":[[0.0,0.0],[1.0,0.1]]}', b'null']
    """
    types = shapely.get_type_id(geometries)
    is_plain = (shapely.get_coordinate_dimension(geometries) == 2) & ~shapely.is_empty(geometries)
    found: NDArray[np.object_] = np.full(len(geometries), b"null", dtype=object)
    for first, family in _FAMILIES.items():
        rows = np.flatnonzero(np.isin(types, family) & is_plain)
        if len(rows):
            found[rows] = _written(geometries[rows], types[rows], first)
    for at in np.flatnonzero((types >= 0) & (found == b"null")).tolist():
        found[at] = shapely.to_geojson(geometries[at]).encode()
    return list(found)


def _written(
    geometries: Geometries, types: NDArray[np.int32], first: GeometryType
) -> NDArray[np.object_]:
    """Geometries of one family, the simple kind among multiple ones without their brackets."""
    kind, coordinates, offsets = shapely.to_ragged_array(geometries)
    text, starts, ends = _points(coordinates)
    parts: list[bytes] = []
    if first == GeometryType.POINT:
        parts = [text[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
    wholes = parts
    if offsets:
        cuts = offsets[0]
        runs = zip(starts[cuts[:-1]].tolist(), ends[cuts[1:] - 1].tolist(), strict=True)
        wholes = [b"[%b]" % text[a:b] for a, b in runs]
    for level in offsets[1:]:
        parts, wholes = wholes, _joined(wholes, level)
    made = np.empty(len(geometries), dtype=object)
    if kind != first:
        is_part = np.flatnonzero(types == first)
        for at, part in zip(is_part.tolist(), offsets[-1][is_part].tolist(), strict=True):
            wholes[at] = parts[part]
    made[:] = [
        b'{"type":"%b","coordinates":%b}' % (_NAMES[type_id], whole)
        for type_id, whole in zip(types.tolist(), wholes, strict=True)
    ]
    return made


def _points(coordinates: Floats) -> tuple[bytes, NDArray[np.int64], NDArray[np.int64]]:
    """All points as one text, and where each begins and ends in it."""
    text = orjson.dumps(np.ascontiguousarray(coordinates), option=orjson.OPT_SERIALIZE_NUMPY)
    # The last bracket closes the list of all points.
    ends = np.flatnonzero(np.frombuffer(text, np.uint8) == _CLOSING)[:-1] + 1
    return text, np.concatenate([[1], ends[:-1] + 1]), ends


def _joined(parts: list[bytes], offsets: NDArray[np.int64]) -> list[bytes]:
    """Parts in brackets, as many together as the offsets say."""
    borders = offsets.tolist()
    return [b"[%b]" % b",".join(parts[a:b]) for a, b in pairwise(borders)]
