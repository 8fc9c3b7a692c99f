# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Columns of an edition's file as checked features: WKB or GeoArrow. 几何列解码。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import shapely

from kuangtu.geo.overlap.arrays import FeatureArrays, Paths
from kuangtu.geo.overlap.building import (
    Decoded,
    accepted,
    checked,
    decoded_geometries,
    decoded_paths,
)
from kuangtu.geo.overlap.engine import KERNEL_FEATURES, Engine, kernels
from kuangtu.geo.overlap.kernel_types import Sink
from kuangtu.geo.overlap.types import Bytes, Floats, Integers, Kind

GEOARROW_KINDS: Final = {
    "point": Kind.POINT,
    "multipoint": Kind.POINT,
    "linestring": Kind.LINE,
    "multilinestring": Kind.LINE,
    "polygon": Kind.POLYGON,
    "multipolygon": Kind.POLYGON,
}
_POINT_BYTES: Final = 16
_PATH_BYTES: Final = 20  # at least: a count, or a header, and one point


class WkbColumn(NamedTuple):
    """Values one after another; value i is `data[offsets[i]:offsets[i + 1]]`. WKB 列。"""

    data: Bytes
    offsets: Integers

    @classmethod
    def of(cls, values: Sequence[bytes]) -> WkbColumn:
        """The column of separate values.

        >>> WkbColumn.of([b"ab", b"", b"c"]).offsets
        array([0, 2, 2, 3])
        """
        offsets = np.cumsum([0, *map(len, values)]).astype(np.int64)
        return cls(np.frombuffer(b"".join(values), np.uint8), offsets)

    def values(self) -> list[bytes]:
        """The separate values."""
        data = self.data.tobytes()
        return [data[a:b] for a, b in zip(self.offsets, self.offsets[1:], strict=False)]


def arrays_of_wkb(values: Sequence[bytes], *, engine: Engine = Engine.AUTO) -> FeatureArrays:
    """Features given as WKB in EPSG:4490 degrees; heights are left out.

    Raises: `Invalid` with a problem for each feature that cannot be measured.

    >>> len(arrays_of_wkb([shapely.Point(90, 39).wkb]))
    1
    """
    return accepted([checked(decoded_wkb(WkbColumn.of(values), engine=engine), engine=engine)])


def decoded_wkb(
    column: WkbColumn, *, engine: Engine = Engine.AUTO, room: Floats | None = None
) -> Decoded:
    """A WKB column in degrees; `room` is used for the coordinates when it is large enough."""
    if engine.uses_kernel_for(len(column.offsets), worth=KERNEL_FEATURES):
        paths = paths_of_wkb(column, room)
        if paths is not None:
            return decoded_paths(paths)
    values = np.array(column.values(), dtype=object)
    return decoded_geometries(shapely.from_wkb(values, on_invalid="ignore"))


def geoarrow_paths(encoding: str, coordinates: Floats, offsets: Sequence[Integers]) -> Paths:
    """A native GeoArrow column as paths.

    >>> geoarrow_paths("point", np.array([[90.0, 39.0]]), []).feature_offsets
    array([0, 1])
    """
    kind = GEOARROW_KINDS[encoding]
    each = np.arange(len(coordinates) + 1, dtype=np.int64)
    path_offsets = each if kind is Kind.POINT else offsets[0].astype(np.int64)
    features = _feature_offsets(encoding, offsets, each)
    hole = np.zeros(len(path_offsets) - 1, np.uint8)
    if kind is Kind.POLYGON:
        hole[:] = 1
        hole[offsets[1][:-1]] = 0
    kinds = np.full(len(features) - 1, kind, np.uint8)
    return Paths(coordinates, path_offsets, features.astype(np.int64), hole, kinds)


def _feature_offsets(encoding: str, offsets: Sequence[Integers], each: Integers) -> Integers:
    if encoding == "point":
        return each
    if encoding == "linestring":
        return np.arange(len(offsets[0]), dtype=np.int64)
    if encoding == "multipoint":
        return offsets[0]
    return offsets[1][offsets[2]] if encoding == "multipolygon" else offsets[1]


def paths_of_wkb(column: WkbColumn, room: Floats | None = None) -> Paths | None:
    """The column by the compiled decoder, or None when it holds more than that one knows. 解码。"""
    data = column.data.view()
    data.flags.writeable = False  # one type, compiled once
    offsets = np.array(column.offsets, dtype=np.int64)
    if (np.diff(offsets) < 0).any() or not 0 <= offsets[0] <= offsets[-1] <= len(data):
        return None
    # Room for the most that so many bytes can hold; what is not written takes no memory.
    size = int(offsets[-1] - offsets[0])
    most = size // _POINT_BYTES
    coordinates = np.empty((most, 2)) if room is None or len(room) < most else room
    sink = Sink(
        coordinates.view(np.uint8).reshape(-1),
        np.zeros(size // _PATH_BYTES + 1, np.int64),
        np.zeros(len(offsets), np.int64),
        np.empty(size // _PATH_BYTES, np.uint8),
        np.empty(len(offsets) - 1, np.uint8),
        np.zeros(2, np.int64),
    )
    if not kernels().read_column(data, offsets, sink):
        return None
    paths, points = sink.counts
    return Paths(
        coordinates[:points],
        sink.path_offsets[: paths + 1],
        sink.feature_offsets,
        sink.hole[:paths],
        sink.kinds,
    )
