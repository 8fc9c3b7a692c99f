# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geodesic distances and buffers, each in a projection of its own. 距离与缓冲区。

An azimuthal equidistant plane is centred on the very place in question: the ellipsoid's
geodesics through its centre have their true length. Edges are straight in longitude and
latitude and are cut short before they are projected; a 10 km edge that is straight in a
Gauss-Krüger plane lies up to 2 m beside it.

Accuracy, within `NEAR_M` of the first geometry: a distance is right to 2 mm + 2·10⁻⁶ of itself;
a buffer's boundary is right to the stated accuracy + 1·10⁻⁵ of the distance. CRS: EPSG:4490.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from kuangtu.geo.area import SEMI_MAJOR_AXIS_M, SEMI_MINOR_AXIS_M
from kuangtu.geo.depth import as_multipolygon

if TYPE_CHECKING:
    from pyproj import Geod, Proj

NEAR_M = 100_000.0
_ELLIPSOID = "+a=6378137 +rf=298.257222101"
# The length of a degree of latitude at the equator, the shortest, and at the pole.
_SHORTEST_DEGREE_M = math.radians(1) * SEMI_MINOR_AXIS_M**2 / SEMI_MAJOR_AXIS_M
# A chord of 0.002° (200 m) leaves a line straight in longitude and latitude by under a
# millimetre.
_CHORD_DEGREES = 0.002
_MOST_CHORDS = 20_000
# Pieces buffered in one plane: at 25 km from its centre the plane stretches by 3·10⁻⁶.
_PIECE_DEGREES = 0.3


@dataclass(frozen=True, slots=True)
class Buffer:
    """All ground within a distance, and how exactly its boundary is drawn. 缓冲区。"""

    geometry: MultiPolygon
    distance_m: float
    accuracy_m: float


@lru_cache(maxsize=1)
def _geod() -> Geod:
    from pyproj import Geod  # noqa: PLC0415 - late: pyproj takes a tenth of a second

    return Geod(a=SEMI_MAJOR_AXIS_M, b=SEMI_MINOR_AXIS_M)


@lru_cache(maxsize=256)
def _plane_at(longitude: float, latitude: float) -> Proj:
    """The equidistant plane centred on a place; metres."""
    from pyproj import Proj  # noqa: PLC0415 - late: pyproj takes a tenth of a second

    return Proj(f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} {_ELLIPSOID} +units=m")


def point_distance_m(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Length of the geodesic between two points, longitude first.

    >>> round(point_distance_m((88.0, 39.0), (88.0, 39.0)), 3)
    0.0
    """
    return float(_geod().inv(*first, *second)[2])


def distance_m(first: Any, second: Any) -> float:
    """Geodesic distance between two geometries, 0 if they touch; infinite if one is empty.

    >>> round(distance_m(shapely.Point(88, 39), shapely.Point(88, 39.01)), 3)
    1110.156
    >>> distance_m(shapely.box(88, 39, 88.1, 39.1), shapely.box(88.1, 39, 88.2, 39.1))
    0.0
    """
    if first.is_empty or second.is_empty:
        return math.inf
    if first.intersects(second):
        return 0.0
    line = _shortest_in_degrees(first, second)
    farthest_m = _length_m(line)
    near_second = _within(second, first.bounds, farthest_m)
    near_first = _within(first, near_second.bounds, farthest_m)
    for _ in range(2):
        line = _shortest_in_plane(near_first, near_second, line)
    return min(farthest_m, _length_m(line))


def distances_m(
    geometry: Any, others: Sequence[Any] | NDArray[Any], *, most_m: float = math.inf
) -> NDArray[np.float64]:
    """Distances from one geometry to many; infinite where certainly more than `most_m`."""
    candidates = np.asarray(others, dtype=object)
    found = np.full(len(candidates), math.inf)
    if geometry.is_empty:
        return found
    boxes = shapely.bounds(candidates)
    west, south, east, north = _widened(geometry.bounds, min(most_m, 2e7))
    with np.errstate(invalid="ignore"):
        near = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
        near &= (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    shapely.prepare(geometry)
    for index in np.flatnonzero(near):
        found[index] = distance_m(geometry, candidates[index])
    found[found > most_m] = math.inf
    return found


def _shortest_in_degrees(first: Any, second: Any) -> NDArray[np.float64]:
    """The pair of nearest points where a degree of longitude is as long as it is there."""
    bounds = np.array([first.bounds, second.bounds])
    middle = (bounds[:, 1].min() + bounds[:, 3].max()) / 2
    shrink = np.array([math.cos(math.radians(middle)), 1.0])
    line = shapely.shortest_line(
        shapely.transform(first, lambda points: points * shrink),
        shapely.transform(second, lambda points: points * shrink),
    )
    return np.asarray(shapely.get_coordinates(line) / shrink)


def _shortest_in_plane(first: Any, second: Any, line: NDArray[np.float64]) -> NDArray[np.float64]:
    """The pair of nearest points in the plane centred between the last pair."""
    plane = _plane_at(*(float(value) for value in line.mean(axis=0)))
    nearest = shapely.shortest_line(_projected(first, plane), _projected(second, plane))
    points = shapely.get_coordinates(nearest)
    return np.column_stack(plane(points[:, 0], points[:, 1], inverse=True))


def _projected(geometry: Any, plane: Proj) -> Any:
    return shapely.transform(
        geometry, lambda points: np.column_stack(plane(points[:, 0], points[:, 1]))
    )


def _length_m(line: NDArray[np.float64]) -> float:
    return point_distance_m(
        (float(line[0, 0]), float(line[0, 1])), (float(line[1, 0]), float(line[1, 1]))
    )


def _within(geometry: Any, bounds: Sequence[float], reach_m: float) -> Any:
    """The part of a geometry that may lie within reach of a box, with short chords.

    Only boundaries matter, because the two geometries do not meet.
    """
    lines = geometry.boundary if shapely.get_dimensions(geometry) == 2 else geometry
    west, south, east, north = _widened(bounds, reach_m * 1.01 + 1.0)
    part = shapely.clip_by_rect(lines, west, south, east, north)
    if shapely.get_dimensions(part) == 0:
        return part
    chord = max(_CHORD_DEGREES, part.length / _MOST_CHORDS)
    return shapely.segmentize(part, chord)


def _widened(bounds: Sequence[float], reach_m: float) -> tuple[float, float, float, float]:
    """A box in degrees that certainly holds everything within reach of another."""
    west, south, east, north = bounds
    up = reach_m / _SHORTEST_DEGREE_M
    highest = min(89.0, max(abs(south - up), abs(north + up)))
    across = min(360.0, up / math.cos(math.radians(highest)))
    return west - across, south - up, east + across, north + up


def buffer(geometry: Any, distance_m: float, *, accuracy_m: float = 0.05) -> Buffer:
    """All ground within a geodesic distance of a geometry, the geometry included. 缓冲区。

    Long geometries are buffered piece by piece, each in its own plane. Round corners are drawn
    inside the true ones by no more than `accuracy_m`.

    Raises: ValueError for a distance or an accuracy that is not positive.
    """
    if not (distance_m > 0 and accuracy_m > 0 and math.isfinite(distance_m)):
        raise ValueError("distance and accuracy of a buffer must be positive")
    if geometry.is_empty:
        return Buffer(MultiPolygon(), distance_m, accuracy_m)
    corners = _corners(distance_m, accuracy_m)
    parts = [_buffered(piece, distance_m, corners) for piece in _pieces(geometry)]
    if shapely.get_dimensions(geometry) == 2:
        parts.append(geometry)
    return Buffer(as_multipolygon(shapely.union_all(parts)), distance_m, accuracy_m)


def _corners(distance_m: float, accuracy_m: float) -> int:
    """Segments of a quarter circle whose chords stay within the accuracy."""
    if accuracy_m >= distance_m:
        return 1
    return math.ceil(math.pi / 4 / math.acos(1 - accuracy_m / distance_m))


def _buffered(piece: Any, distance_m: float, corners: int) -> Any:
    west, south, east, north = piece.bounds
    plane = _plane_at(round((west + east) / 2, 6), round((south + north) / 2, 6))
    grown = _projected(piece, plane).buffer(distance_m, quad_segs=corners)
    grown = shapely.segmentize(grown, max(500.0, distance_m / 50))
    return shapely.transform(
        grown, lambda points: np.column_stack(plane(points[:, 0], points[:, 1], inverse=True))
    )


def _pieces(geometry: Any) -> list[Any]:
    """Points, and boundaries cut into short chords and then by a grid of small boxes."""
    found: list[Any] = []
    for part in shapely.get_parts(geometry):
        dimensions = shapely.get_dimensions(part)
        if dimensions == 0:
            found.append(part)
            continue
        line = part.boundary if dimensions == 2 else part
        cut = shapely.segmentize(line, _CHORD_DEGREES)
        for single in shapely.get_parts(cut):
            found.extend(_runs(single))
    return found


def _runs(line: Any) -> list[Any]:
    """A line in consecutive runs, none of them wider or higher than a piece."""
    points = shapely.get_coordinates(line)
    runs, start = [], 0
    low = high = points[0]
    for index in range(1, len(points)):
        low, high = np.minimum(low, points[index]), np.maximum(high, points[index])
        if (high - low).max() > _PIECE_DEGREES or index == len(points) - 1:
            runs.append(shapely.LineString(points[start : index + 1]))
            start, low, high = index, points[index], points[index]
    return runs
