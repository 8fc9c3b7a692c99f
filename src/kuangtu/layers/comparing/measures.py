# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How far one shape lies from another. 量算。

Units: m² on the ellipsoid for areas, geodesic m for lines and distances.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.errors import GEOSException

from kuangtu.geo.sizes import AREAS, LINES, Floats, Shapes, sizes_of

METRES_PER_DEGREE = 111_320.0


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
