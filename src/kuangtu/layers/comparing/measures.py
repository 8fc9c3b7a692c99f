# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How large shapes are, and how far one lies from another. 量算。

Units: m² on the ellipsoid for areas, geodesic m for lines and distances.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.errors import GEOSException

from kuangtu.geo.area import SEMI_MAJOR_AXIS_M, SEMI_MINOR_AXIS_M, areas_m2

Floats = NDArray[np.float64]
Shapes = NDArray[Any]
LINES = (1, 2, 5)  # the kinds of shapely: line, ring, multi-line
AREAS = (3, 6)  # polygon, multipolygon
METRES_PER_DEGREE = 111_320.0


def sizes_of(shapes: Shapes) -> Floats:
    """Areas in m² and lengths in m; NaN for points, for nothing, and for mixed collections."""
    kinds = shapely.get_type_id(shapes)
    sizes = np.full(len(shapes), np.nan)
    for chosen, measure in ((AREAS, areas_m2), (LINES, lengths_m)):
        of_kind = np.isin(kinds, chosen)
        if of_kind.any():
            sizes[of_kind] = measure(shapes[of_kind])
    return sizes


def lengths_m(lines: Shapes) -> Floats:
    """Geodesic lengths of lines and multi-lines.

    >>> lengths_m(np.array([shapely.LineString([(88, 39), (88, 39.01)])])).round(3).tolist()
    [1110.156]
    """
    parts, owners = shapely.get_parts(lines, return_index=True)
    points, of_point = shapely.get_coordinates(parts, return_index=True)
    if len(points) < 2:
        return np.zeros(len(lines))
    steps = _distances_m(points[:-1], points[1:])
    steps[of_point[1:] != of_point[:-1]] = 0.0
    totals = np.bincount(owners[of_point[:-1]], weights=steps, minlength=len(lines))
    return np.asarray(totals, np.float64)


def _distances_m(first: Floats, second: Floats) -> Floats:
    # Late: pyproj takes a tenth of a second to import.
    from pyproj import Geod  # noqa: PLC0415

    geod = Geod(a=SEMI_MAJOR_AXIS_M, b=SEMI_MINOR_AXIS_M)
    found = geod.inv(first[:, 0], first[:, 1], second[:, 0], second[:, 1])[2]
    return np.asarray(found, np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """How pairs of shapes differ: what only one covers, and how far corners moved. 图形变化。

    NaN where it cannot be measured: a shape is missing or not valid, or the kinds differ.
    """

    changed_size: Floats
    moved_m: Floats


def shifts_of(old: Shapes, new: Shapes) -> Shift:
    """The differences of pairs of shapes; each pair by itself, so that one cannot spoil all."""
    changed = np.full(len(old), np.nan)
    kinds, others = shapely.get_dimensions(old), shapely.get_dimensions(new)
    measurable = (kinds == others) & (kinds > 0) & shapely.is_valid(old) & shapely.is_valid(new)
    for row in np.flatnonzero(measurable):
        changed[row] = _only_in_one(old[row], new[row], area=kinds[row] == 2)
    return Shift(changed, farthest_m(old, new))


def _only_in_one(old: Any, new: Any, *, area: bool) -> float:
    try:
        rest = shapely.get_parts(shapely.symmetric_difference(old, new))
    except GEOSException:
        return float("nan")
    wanted = rest[np.isin(shapely.get_type_id(rest), AREAS if area else LINES)]
    return float(np.nansum(sizes_of(wanted))) if len(wanted) else 0.0


def farthest_m(old: Shapes, new: Shapes) -> Floats:
    """How far the farthest corner of either shape lies from the other's outline.

    Measured in a plane that is true to length at each pair: to a few parts in a thousand.

    >>> a, b = shapely.Point(88, 39), shapely.Point(88, 39.00001)
    >>> farthest_m(np.array([a, a]), np.array([b, a])).round(2).tolist()
    [1.11, 0.0]
    """
    outlines = [_outlines(shapes) for shapes in (old, new)]
    middles = (
        np.nanmean(
            [shapely.bounds(shapes)[:, [1, 3]].mean(axis=1) for shapes in (old, new)], axis=0
        )
        if len(old)
        else np.zeros(0)
    )
    flat = [_in_metres(shapes, middles) for shapes in outlines]
    return np.asarray(shapely.hausdorff_distance(flat[0], flat[1]), np.float64)


def _outlines(shapes: Shapes) -> Shapes:
    areas = np.isin(shapely.get_type_id(shapes), AREAS)
    outlines = shapes.copy()
    outlines[areas] = shapely.boundary(shapes[areas])
    return outlines


def _in_metres(shapes: Shapes, latitudes: Floats) -> Shapes:
    """Degrees as metres, those of longitude as long as they are at each shape's latitude."""
    counts = shapely.get_num_coordinates(shapes)
    shrink = np.repeat(np.cos(np.radians(latitudes)), counts)
    points = shapely.get_coordinates(shapes) * METRES_PER_DEGREE
    points[:, 0] *= shrink
    return np.asarray(shapely.set_coordinates(shapes.copy(), points))
