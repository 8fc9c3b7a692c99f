# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One ground, ready to be measured: the short way for the usual shape. 单个范围。

A review asks about one ground at a time, mostly a polygon of one ring. Checking and carrying it
into the legal plane array by array, as an edition is, would take longer than the overlay.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import Geometry, GeometryType

from kuangtu.geo.overlap.arrays import FeatureArrays, Paths
from kuangtu.geo.overlap.authalic import ring_area_m2, to_plane
from kuangtu.geo.overlap.building import arrays_of
from kuangtu.geo.overlap.engine import Engine
from kuangtu.geo.overlap.types import Kind

_ONE_PATH: Final = np.array([0, 1])
_NO_HOLE: Final = np.zeros(1, np.uint8)
_POLYGON: Final = np.full(1, Kind.POLYGON, np.uint8)


def ground_of(geometry: Geometry, *, engine: Engine = Engine.AUTO) -> FeatureArrays:
    """One ground in EPSG:4490 degrees as arrays in the legal plane.

    Raises: `Invalid` when it is empty, invalid or not in degrees.

    >>> ground = ground_of(shapely.box(87.5, 38 + 1/6, 87.75, 38 + 1/3))
    >>> round(float(ground.areas_m2[0]) / 1e6, 6)
    404.846484
    """
    if not (_is_plain(geometry) and shapely.is_valid(geometry)):
        return arrays_of([geometry], engine=engine)
    degrees = shapely.get_coordinates(geometry)
    x, y = to_plane(degrees[:, 0], degrees[:, 1])
    area_m2 = ring_area_m2(x, y)
    coordinates = np.empty_like(degrees)
    coordinates[:, 0], coordinates[:, 1] = (x, y) if area_m2 > 0 else (x[::-1], y[::-1])
    polygon = shapely.polygons(coordinates)
    if not shapely.is_valid(polygon):
        return arrays_of([geometry], engine=engine)
    paths = Paths(coordinates, np.array([0, len(x)]), _ONE_PATH, _NO_HOLE, _POLYGON)
    return FeatureArrays(paths, shapely.bounds(polygon)[None, :], np.array([abs(area_m2)]))


def _is_plain(geometry: Geometry) -> bool:
    """A polygon of one ring in degrees."""
    if shapely.get_type_id(geometry) != GeometryType.POLYGON:
        return False
    west, south, east, north = shapely.bounds(geometry).tolist()  # not a number where empty
    in_degrees = west >= -180 and east <= 180 and south >= -90 and north <= 90
    return in_degrees and int(shapely.get_num_interior_rings(geometry)) == 0
