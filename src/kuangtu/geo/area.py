# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The legal area: the ellipsoid area of TD/T 1055-2019 Annex D. 椭球面积。

Every edge spans a trapezoid with a reference meridian; its area is a series in multiples of
the latitude. The trapezoid takes an edge's mean longitude for the whole band, which makes edges
straight in longitude and authalic latitude (the legal plane of `geo.overlap.authalic`). A point
put on a long oblique edge by any other rule (a geodesic, a Gauss-Krüger plane, longitude and
latitude) therefore changes the area: by some 20 m² on an edge of 2 km, 3,000 m² on one of 10 km.
The reference meridian of each ring is its first point's, which keeps small rings precise.

CRS: EPSG:4490, longitude first, degrees. Units: m².
Source: TD/T 1055-2019 Annex D; ellipsoid of CGCS2000.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kuangtu.geo.crs import Zone
from kuangtu.geo.transform import to_plane

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

SEMI_MAJOR_AXIS_M = 6_378_137.0
INVERSE_FLATTENING = 298.257222101
SEMI_MINOR_AXIS_M = SEMI_MAJOR_AXIS_M * (1 - 1 / INVERSE_FLATTENING)
_E2 = 2 / INVERSE_FLATTENING - 1 / INVERSE_FLATTENING**2
_E4, _E6, _E8 = _E2**2, _E2**3, _E2**4

# The series' coefficients A, −B, C, −D, E of Annex D, for the odd multiples 1, 3, 5, 7, 9.
_MULTIPLES = (1, 3, 5, 7, 9)
_COEFFICIENTS = (
    1 + 3 / 6 * _E2 + 30 / 80 * _E4 + 35 / 112 * _E6 + 630 / 2304 * _E8,
    -(1 / 6 * _E2 + 15 / 80 * _E4 + 21 / 112 * _E6 + 420 / 2304 * _E8),
    3 / 80 * _E4 + 7 / 112 * _E6 + 180 / 2304 * _E8,
    -(1 / 112 * _E6 + 45 / 2304 * _E8),
    5 / 2304 * _E8,
)

Floats = NDArray[np.float64]


def edge_areas_m2(longitudes: Floats, latitudes: Floats, reference: Floats | float) -> Floats:
    """Signed trapezoid areas of the edges between consecutive points; one fewer than points.

    `reference` is the reference meridian in degrees, one for all edges or one for each.
    """
    from_reference = np.radians((longitudes[:-1] - reference) + (longitudes[1:] - reference)) / 2
    half_difference = np.radians(latitudes[1:] - latitudes[:-1]) / 2
    middle = np.radians(latitudes[1:] + latitudes[:-1]) / 2
    series = np.zeros_like(middle)
    for multiple, coefficient in zip(_MULTIPLES, _COEFFICIENTS, strict=True):
        series += coefficient * np.sin(multiple * half_difference) * np.cos(multiple * middle)
    return np.asarray(2 * SEMI_MINOR_AXIS_M**2 * from_reference * series, dtype=np.float64)


def signed_ring_area_m2(points: Sequence[Sequence[float]] | Floats) -> float:
    """Signed area of one ring, closed or not; counter-clockwise is positive.

    >>> signed_ring_area_m2([]), signed_ring_area_m2([(88.0, 39.0), (88.1, 39.1)])
    (0.0, 0.0)
    """
    ring = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if len(ring) < 3:
        return 0.0
    closed = np.vstack([ring, ring[:1]])
    return float(edge_areas_m2(closed[:, 0], closed[:, 1], float(closed[0, 0])).sum())


def ring_area_m2(points: Sequence[Sequence[float]] | Floats) -> float:
    """Area of one ring, whatever its orientation. 单圈椭球面积。

    >>> round(ring_area_m2([(87.0, 39.0), (87 + 1 / 60, 39.0), (87 + 1 / 60, 39 + 1 / 60),
    ...                     (87.0, 39 + 1 / 60)]) / 1e6, 4)
    2.671
    """
    return abs(signed_ring_area_m2(points))


def plane_area_m2(points: Sequence[Sequence[float]] | Floats, zone: Zone) -> float:
    """Plane Gauss-Krüger area of one ring in a zone; what some files state. 平面面积。

    It differs from the legal area in the fourth decimal of a km² or earlier.
    """
    ring = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if len(ring) < 3:
        return 0.0
    east, north = to_plane(ring[:, 0], ring[:, 1], zone)
    east, north = east - east[0], north - north[0]
    return float(abs((east * np.roll(north, -1) - north * np.roll(east, -1)).sum()) / 2)


def area_m2(geometry: Polygon | MultiPolygon) -> float:
    """Area of a polygon or multipolygon, holes taken away; 0 for an empty one. 椭球面积。

    >>> import shapely
    >>> area_m2(shapely.Polygon())
    0.0
    """
    return float(areas_m2([geometry])[0])


def areas_m2(geometries: Sequence[Any] | NDArray[Any]) -> Floats:
    """Areas of many polygons and multipolygons at once, one series for all edges.

    Anything that is not polygonal is refused: it has no area to be asked for.

    Raises: TypeError.
    """
    # Late: the formulas above are used without shapely by small commands.
    import shapely  # noqa: PLC0415

    collection = np.asarray(geometries, dtype=object)
    kinds = shapely.get_type_id(collection)
    if not np.isin(kinds, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)).all():
        raise TypeError("only polygons and multipolygons have an ellipsoid area")
    parts, of_part = shapely.get_parts(collection, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    if not len(rings):
        return np.zeros(len(collection))
    is_shell = np.diff(of_ring, prepend=-1) != 0
    sizes = np.abs(_ring_areas_m2(rings)) * np.where(is_shell, 1.0, -1.0)
    return _sum_by(of_part[of_ring], sizes, len(collection))


def _ring_areas_m2(rings: NDArray[Any]) -> Floats:
    import shapely  # noqa: PLC0415 - late for the reason given in `areas_m2`

    points, of_point = shapely.get_coordinates(rings, return_index=True)
    starts = np.flatnonzero(np.diff(of_point, prepend=-1))
    reference = points[starts, 0][of_point[:-1]]
    edges = edge_areas_m2(points[:, 0], points[:, 1], reference)
    # An edge from the last point of one ring to the first of the next is none.
    edges[of_point[1:] != of_point[:-1]] = 0.0
    return _sum_by(of_point[:-1], edges, len(rings))


def _sum_by(owners: NDArray[np.int64], sizes: Floats, count: int) -> Floats:
    return np.bincount(owners, weights=sizes, minlength=count).astype(np.float64, copy=False)
