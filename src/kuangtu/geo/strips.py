# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How wide a narrow piece of ground is at its widest place. 窄条宽度。

Two outlines of one boundary, each with vertices of its own, overlap by a strip of millimetres
along their whole length. What tells such a strip from a small encroachment is neither its area
nor its mean width, which a long boundary makes as small as one likes, but its widest place: the
diameter of the largest circle inside it. CRS: EPSG:4490.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from kuangtu.geo.area import SEMI_MAJOR_AXIS_M, SEMI_MINOR_AXIS_M

# A piece that is wider than this somewhere is not narrow, and its width is not looked for.
NARROW_M = 0.1
STEP_M = 0.001  # widths are found to a millimetre, upwards

_SQUARED_ECCENTRICITY = 1 - (SEMI_MINOR_AXIS_M / SEMI_MAJOR_AXIS_M) ** 2


def perimeter_m(geometry: Polygon | MultiPolygon) -> float:
    """The length of all the rings, in metres; to a hundredth for ground of a degree. 周长。

    >>> perimeter_m(shapely.Polygon())
    0.0
    """
    return float(_in_metres(geometry).length)


def may_be_narrow(area_m2: float, along_m: float) -> bool:
    """Whether a piece of that area can be a strip along a boundary of that length at all.

    >>> may_be_narrow(300.0, 4000.0), may_be_narrow(500.0, 4000.0), may_be_narrow(0.0, 0.0)
    (True, False, True)
    """
    return area_m2 <= NARROW_M * along_m


def widest_m(piece: Polygon | MultiPolygon) -> float | None:
    """The width at the widest place, rounded up to a millimetre; None if it is not narrow.

    >>> widest_m(shapely.Polygon())
    0.0
    >>> widest_m(shapely.box(88.0, 39.0, 88.01, 39.01)) is None
    True
    """
    plane = _in_metres(piece)
    steps = round(NARROW_M / STEP_M)
    if not _is_narrower(plane, steps * STEP_M):
        return None
    low, high = -1, steps  # wider than `low` steps, not wider than `high`
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_narrower(plane, middle * STEP_M) else (middle, high)
    return round(high * STEP_M, 3)


def _is_narrower(plane: Any, width_m: float) -> bool:
    """Whether nothing is left when half the width is taken off along the whole boundary."""
    if width_m == 0:
        return bool(plane.is_empty)
    return bool(plane.buffer(-width_m / 2, quad_segs=2).is_empty)


def _in_metres(piece: Polygon | MultiPolygon) -> Any:
    """The piece in metres around its own middle; over its own extent scale hardly changes."""
    if piece.is_empty:
        return piece
    west, south, east, north = piece.bounds
    middle = ((west + east) / 2, (south + north) / 2)
    scale = np.array(_metres_per_degree(middle[1]))

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((points - middle) * scale, dtype=np.float64)

    return shapely.transform(piece, moved)


def _metres_per_degree(latitude: float) -> tuple[float, float]:
    """Metres along the parallel and along the meridian for one degree at a latitude."""
    radians = math.radians(latitude)
    t = 1 - _SQUARED_ECCENTRICITY * math.sin(radians) ** 2
    along_parallel = SEMI_MAJOR_AXIS_M * math.cos(radians) / math.sqrt(t)
    along_meridian = SEMI_MAJOR_AXIS_M * (1 - _SQUARED_ECCENTRICITY) / t**1.5
    return math.radians(along_parallel), math.radians(along_meridian)
