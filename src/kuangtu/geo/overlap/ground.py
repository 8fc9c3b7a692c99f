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
from shapely import Geometry

from kuangtu.geo.overlap.arrays import FeatureArrays, Paths
from kuangtu.geo.overlap.building import arrays_of
from kuangtu.geo.overlap.engine import Engine, kernels
from kuangtu.geo.overlap.kernel_types import Degrees, Settled
from kuangtu.geo.overlap.types import Kind

_NEVER: Final = 2  # one ground is never worth loading the kernels
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
    polygon = _only_polygon(geometry)
    if polygon is None or not engine.uses_kernel_for(1, worth=_NEVER):
        return arrays_of([geometry], engine=engine)
    points = shapely.get_coordinates(polygon)
    ring = Degrees(points, np.array([0, len(points)]), _ONE_PATH, _NO_HOLE, _POLYGON)
    settled = Settled(np.empty_like(points), np.empty((1, 4)), np.empty(1), np.empty(1, np.uint8))
    if kernels().settle(ring, settled) or shapely.get_num_interior_rings(polygon):
        return arrays_of([geometry], engine=engine)
    paths = Paths(settled.coordinates, *ring[1:])
    return FeatureArrays(paths, settled.boxes, settled.areas)


def _only_polygon(geometry: Geometry) -> shapely.Polygon | None:
    """The polygon itself, or the single part of a multipolygon."""
    if type(geometry) is shapely.Polygon:
        return geometry
    if type(geometry) is shapely.MultiPolygon and len(geometry.geoms) == 1:
        return geometry.geoms[0]
    return None
