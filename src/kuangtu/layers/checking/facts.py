# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What every check of geometries asks, found out once. 图形概况。

CRS: EPSG:4490, longitude first, degrees.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.geo.overlap import FeatureArrays
from kuangtu.geo.overlap.assembly import arrays_of_column
from kuangtu.geo.overlap.authalic import (
    RADIANS_PER_DEGREE,
    SEMI_MAJOR_AXIS_M,
    SQUARED_ECCENTRICITY,
)
from kuangtu.geo.overlap.decoding import WkbColumn
from kuangtu.geo.overlap.engine import available_cores
from kuangtu.layers.reading.encoded import EncodedGeometries
from kuangtu.layers.reading.features import AnyGeometries

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

ROWS_AT_ONCE: Final = 20_000
POLYGONS: Final = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)


@dataclass(frozen=True, eq=False)
class ShapeFacts:
    """Geometries with their types, boxes and validity, row by row. 图形概况。

    Boxes are west, south, east, north; NaN where there is nothing drawn.
    """

    geometries: AnyGeometries
    types: NDArray[np.int32]
    boxes: Floats
    is_drawn: Booleans
    is_valid: Booleans
    may_be_odd: Booleans  # not certainly free of strips, specks, doubled vertices and spikes

    @cached_property
    def is_polygon(self) -> Booleans:
        """Valid polygons whose coordinates are degrees: what has an area."""
        west, south, east, north = self.boxes.T
        in_degrees = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
        return np.asarray(in_degrees & np.isin(self.types, POLYGONS) & self.is_valid, bool)

    @cached_property
    def polygon_rows(self) -> Integers:
        """The rows that `is_polygon` tells, counted from 0."""
        return np.flatnonzero(self.is_polygon)

    @cached_property
    def polygons(self) -> FeatureArrays:
        """These rows ready to be overlaid, with their legal areas."""
        return arrays_of_column(self.column(self.polygon_rows))

    @cached_property
    def point_counts(self) -> Integers:
        """How many points each has; 0 where there is nothing drawn."""
        if isinstance(self.geometries, EncodedGeometries):
            return self.geometries.look.point_counts
        return np.asarray(shapely.get_num_coordinates(self.geometries), np.int64)

    def column(self, rows: Integers) -> WkbColumn:
        """Some rows as WKB."""
        if not isinstance(self.geometries, EncodedGeometries):
            return WkbColumn.of(shapely.to_wkb(self.geometries[rows]).tolist())
        chosen = self.geometries
        return (chosen if len(rows) == len(chosen) else chosen.taken(rows)).column

    @cached_property
    def centres(self) -> Floats:
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2

    def place(self, row: int) -> tuple[float, float] | None:
        """A place in the middle of a feature's box, to move a map to."""
        west, south, east, north = self.boxes[row]
        longitude, latitude = float(west + east) / 2, float(south + north) / 2
        return (longitude, latitude) if np.isfinite([longitude, latitude]).all() else None


def facts_of(geometries: AnyGeometries) -> ShapeFacts:
    """The facts, validity by as many threads as there are cores. 图形概况。"""
    if isinstance(geometries, EncodedGeometries):
        return _facts_of_encoded(geometries)
    is_drawn = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    return ShapeFacts(
        geometries,
        shapely.get_type_id(geometries),
        shapely.bounds(geometries),
        np.asarray(is_drawn, bool),
        _validity(geometries),
        np.ones(len(geometries), bool),
    )


def _facts_of_encoded(geometries: EncodedGeometries) -> ShapeFacts:
    """GEOS judges only what is not certainly valid."""
    look = geometries.look
    is_valid = ~look.is_doubtful
    doubtful = np.flatnonzero(look.is_doubtful)
    is_valid[doubtful] = _validity(geometries[doubtful])
    is_drawn = np.ones(len(geometries), bool)  # an empty one is not kept encoded
    return ShapeFacts(geometries, geometries.types, look.boxes, is_drawn, is_valid, look.may_be_odd)


def _validity(geometries: NDArray[Any]) -> Booleans:
    portions = [geometries[s] for s in portions_of(len(geometries))]
    if len(portions) < 2:
        return np.asarray(shapely.is_valid(geometries), bool)
    with ThreadPoolExecutor(available_cores()) as threads:
        return np.concatenate(list(threads.map(shapely.is_valid, portions)))


def portions_of(count: int) -> list[slice]:
    """Rows in portions that bound the memory of a check.

    >>> portions_of(3)
    [slice(0, 20000, None)]
    """
    return [slice(start, start + ROWS_AT_ONCE) for start in range(0, count, ROWS_AT_ONCE)]


def metres_per_degree(latitudes: Floats) -> tuple[Floats, Floats]:
    """Metres along the parallel and along the meridian for one degree. 每度米数。

    >>> [round(float(one[0])) for one in metres_per_degree(np.array([39.0]))]
    [86626, 111015]
    """
    radians = latitudes * RADIANS_PER_DEGREE
    t = 1 - SQUARED_ECCENTRICITY * np.sin(radians) ** 2
    along_parallel = SEMI_MAJOR_AXIS_M * np.cos(radians) / np.sqrt(t)
    along_meridian = SEMI_MAJOR_AXIS_M * (1 - SQUARED_ECCENTRICITY) / t**1.5
    return along_parallel * RADIANS_PER_DEGREE, along_meridian * RADIANS_PER_DEGREE
