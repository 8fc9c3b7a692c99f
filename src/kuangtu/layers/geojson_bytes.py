# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features as GeoJSON text, written by whole columns. GeoJSON 编码。

Coordinates of a page are written in one call, each with the digits that give the same number
when read; the text is then cut at the closing bracket of each point. Python touches rings, never
points.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import orjson
import pyarrow as pa
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.geo.overlap.arrays import Geometries

Floats = NDArray[np.float64]
# Coordinates (n, 2), longitude first, in another system and its order of axes.
Placing = Callable[[Floats], Floats]

_CLOSING = ord("]")
_HEAD, _POINT = 13, 16  # bytes of WKB
_ONE_RING = np.frombuffer(b"\x01\x03\x00\x00\x00\x01\x00\x00\x00", np.uint8)
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


@dataclass(frozen=True, slots=True)
class Shapes:
    """Geometries as text: what stands before and behind every one of them, and each. 几何文本。"""

    texts: Sequence[bytes | memoryview]
    opening: bytes = b""
    closing: bytes = b""


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
    shapes = Shapes([b"null"] * table.num_rows)
    if "geometry" in table.column_names:
        shapes = _shapes(table.column("geometry"), placing)
    opening, closing = b'},"geometry":' + shapes.opening, shapes.closing + b"}"
    next_head = closing + b"," + _HEAD_OPENING
    pieces: list[bytes | memoryview] = [_HEAD_OPENING]
    for head, text in zip(_heads(table, properties), shapes.texts, strict=True):
        pieces += (head, opening, text, next_head)
    pieces[-1] = closing
    return b"".join(pieces)


# A quotation mark inside a value is escaped, so these are never met there: values are not nested.
_HEAD_OPENING, _BETWEEN_HEADS = b'{"type":"Feature","id":', b'}},{"type":"Feature","id":'


def _heads(table: pa.Table, properties: Sequence[str]) -> list[bytes]:
    """Id and attributes of each row, but for the last brackets: written in one call, then cut."""
    ids = table.column("feature_id").to_pylist()
    written = orjson.dumps(
        [
            {"type": "Feature", "id": feature_id, "properties": row}
            for feature_id, row in zip(ids, _rows(table, properties), strict=True)
        ]
    )
    return written[1 + len(_HEAD_OPENING) : -len(b"}}]")].split(_BETWEEN_HEADS)


def _shapes(column: pa.ChunkedArray, placing: Placing | None) -> Shapes:
    """The geometries of a column of WKB; the most frequent kind without decoding each."""
    found = _rings_alone(column)
    if found is None:
        return Shapes(geometries_json(shapely.from_wkb(column.to_numpy()), placing=placing))
    coordinates, cuts = found
    if placing is not None:
        coordinates = placing(coordinates)
    text, starts, ends = _points(coordinates)
    runs = zip(starts[cuts[:-1]].tolist(), ends[cuts[1:] - 1].tolist(), strict=True)
    view = memoryview(text)
    return Shapes([view[a:b] for a, b in runs], b'{"type":"Polygon","coordinates":[[', b"]]}")


def _rings_alone(column: pa.ChunkedArray) -> tuple[Floats, NDArray[np.int64]] | None:
    """The points of polygons of one ring each, and where each begins; None for anything else.

    In WKB such a polygon is its byte order, its kind, the number 1, the number of points, and
    the points: where all are so, the points are what is left when the heads are taken out.
    """
    values = pa.concat_arrays(column.chunks).cast(pa.large_binary())
    if len(values) == 0 or values.null_count:
        return None
    _, offsets, data = values.buffers()
    borders = np.frombuffer(offsets, np.int64, count=len(values) + 1, offset=values.offset * 8)
    first = int(borders[0])
    wkb = np.frombuffer(data, np.uint8)[first : int(borders[-1])]
    at, sizes = borders[:-1] - first, np.diff(borders)
    if sizes.min() < _HEAD + 4 * _POINT:
        return None
    heads = wkb[at[:, None] + np.arange(_HEAD)]
    counts = np.ascontiguousarray(heads[:, 9:13]).view("<u4")[:, 0].astype(np.int64)
    if not (np.all(heads[:, :9] == _ONE_RING) and np.all(sizes == _HEAD + _POINT * counts)):
        return None
    is_point = np.ones(len(wkb), np.bool_)
    is_point[at[:, None] + np.arange(_HEAD)] = False
    coordinates = wkb[is_point].view("<f8").reshape(-1, 2)
    return coordinates, np.concatenate([[0], np.cumsum(counts)])


def _rows(table: pa.Table, properties: Sequence[str]) -> Iterator[dict[str, object]]:
    """The attributes of each row; dates are written by the encoder, other values are plain."""
    columns = [_values(table.column(name)) for name in properties]
    if not columns:
        return iter([{}] * table.num_rows)
    return (dict(zip(properties, row, strict=True)) for row in zip(*columns, strict=True))


def _values(column: pa.ChunkedArray) -> list[object]:
    values: list[object] = column.to_pylist()
    if pa.types.is_floating(column.type):
        return [_number(value) for value in values]
    return values


def _number(value: object) -> object:
    """A number that is none (NaN) is said to be one in words: JSON has no such number."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def geometries_json(geometries: Geometries, *, placing: Placing | None = None) -> list[bytes]:
    """Each geometry as GeoJSON; `null` for none.

    >>> geometries_json(shapely.from_wkt(["POINT (88.1 39)", "LINESTRING (0 0, 1 0.1)", None]))
    [b'{"type":"Point","coordinates":[88.1,39.0]}', \
b'{"type":"LineString","coordinates":[[0.0,0.0],[1.0,0.1]]}', b'null']
    """
    if placing is not None:
        geometries = shapely.transform(geometries, placing)
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
