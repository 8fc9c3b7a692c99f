# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How large shapes are: m² of areas on the ellipsoid, geodesic m of lines. 面积与长度。"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuangtu.geo.area import SEMI_MAJOR_AXIS_M, SEMI_MINOR_AXIS_M, areas_m2

Floats = NDArray[np.float64]
Shapes = NDArray[Any]
LINES = (1, 2, 5)  # the kinds of shapely: line, ring, multi-line
AREAS = (3, 6)  # polygon, multipolygon


def sizes_of(shapes: Shapes) -> Floats:
    """Areas and lengths; NaN for points, for nothing, and for mixed collections.

    >>> sizes_of(np.array([shapely.Point(88, 39), None, shapely.Polygon()])).tolist()
    [nan, nan, 0.0]
    """
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
    >>> lengths_m(np.array([shapely.LineString()])).tolist()
    [0.0]
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
