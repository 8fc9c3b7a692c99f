# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compiled glance at features in degrees: boxes, what needs a closer look. 初筛内核（Numba）。

A polygon is marked doubtful unless it is certainly valid, and odd unless it certainly has no
strip, speck, doubled vertex or spike: whoever asked looks closely at what is marked, and at nothing
else. Odd places are measured in metres around each ring's first vertex.
"""

from __future__ import annotations

import math
from typing import Final

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap import authalic
from kuangtu.geo.overlap.intake_kernel import is_simple, set_box
from kuangtu.geo.overlap.kernel_types import Degrees, Glanced, Oddities
from kuangtu.geo.overlap.types import Floats, Kind

_RADIANS_PER_DEGREE: Final = authalic.RADIANS_PER_DEGREE
_SEMI_MAJOR_AXIS_M: Final = authalic.SEMI_MAJOR_AXIS_M
_SQUARED_ECCENTRICITY: Final = authalic.SQUARED_ECCENTRICITY
_POLYGON: Final = int(Kind.POLYGON)
_MOST_EDGES_LOOKED_AT: Final = 64


@inner
def _scales(latitude: float) -> tuple[float, float]:
    """Metres along the parallel and along the meridian for one degree."""
    radians = latitude * _RADIANS_PER_DEGREE
    sine = math.sin(radians)
    t = 1.0 - _SQUARED_ECCENTRICITY * sine * sine
    along_parallel = _SEMI_MAJOR_AXIS_M * math.cos(radians) / math.sqrt(t)
    along_meridian = _SEMI_MAJOR_AXIS_M * (1.0 - _SQUARED_ECCENTRICITY) / (t * math.sqrt(t))
    return along_parallel * _RADIANS_PER_DEGREE, along_meridian * _RADIANS_PER_DEGREE


@inner
def _look_round(p: Floats, start: int, end: int, limits: Oddities) -> tuple[float, float, bool]:
    """Signed area and length of a closed ring, and whether an edge or a corner of it is odd."""
    wide, high = _scales(p[start, 1])
    x0, y0 = p[start, 0], p[start, 1]
    twice, around, is_odd = 0.0, 0.0, False
    # The last edge comes before the first one.
    ux, uy = (p[end - 1, 0] - p[end - 2, 0]) * wide, (p[end - 1, 1] - p[end - 2, 1]) * high
    before = ux * ux + uy * uy
    for i in range(start, end - 1):
        ax, ay = (p[i, 0] - x0) * wide, (p[i, 1] - y0) * high
        vx, vy = (p[i + 1, 0] - p[i, 0]) * wide, (p[i + 1, 1] - p[i, 1]) * high
        squared = vx * vx + vy * vy
        twice += ax * vy - ay * vx
        around += math.sqrt(squared)
        inner_product = ux * vx + uy * vy
        is_spike = (
            inner_product < 0.0
            and inner_product * inner_product >= limits.spike_cosine_squared * before * squared
        )
        is_odd |= squared < limits.edge_m2 or is_spike
        ux, uy, before = vx, vy, squared
    return twice / 2.0, around, is_odd


@inner
def _is_odd_part(area: float, around: float, limits: Oddities) -> bool:
    return area < limits.area_m2 or 2.0 * area < limits.width_m * around


@inner
def _is_odd(degrees: Degrees, limits: Oddities, feature: int) -> bool:
    """Whether a part of a polygon, or a place of its boundary, may be odd."""
    paths, points = degrees.feature_offsets, degrees.path_offsets
    is_odd, area, around = False, 0.0, 0.0
    for path in range(paths[feature], paths[feature + 1]):
        if points[path + 1] - points[path] < 4:
            return True
        if degrees.hole[path] == 0 and path > paths[feature]:
            is_odd |= _is_odd_part(area, around, limits)
            area, around = 0.0, 0.0
        ring_area, length, has_odd_place = _look_round(
            degrees.coordinates, points[path], points[path + 1], limits
        )
        is_odd |= has_odd_place
        area += -abs(ring_area) if degrees.hole[path] == 1 else abs(ring_area)
        around += length
    return is_odd or _is_odd_part(area, around, limits)


@inner
def _is_certain(degrees: Degrees, feature: int) -> bool:
    """Whether a polygon is one simple closed ring beyond doubt."""
    first, last = degrees.feature_offsets[feature], degrees.feature_offsets[feature + 1]
    if last - first != 1:
        return False
    p, start, end = degrees.coordinates, degrees.path_offsets[first], degrees.path_offsets[last] - 1
    if end - start < 3 or end - start > _MOST_EDGES_LOOKED_AT:
        return False
    return p[start, 0] == p[end, 0] and p[start, 1] == p[end, 1] and is_simple(p, start, end)


@compiled
def glance(degrees: Degrees, limits: Oddities, glanced: Glanced) -> int:
    """Boxes and marks of all features. How many are doubtful."""
    doubtful = 0
    for feature in range(len(degrees.kinds)):
        set_box(degrees.coordinates, degrees, glanced.boxes, feature)
        is_polygon = degrees.kinds[feature] == _POLYGON
        glanced.odd[feature] = is_polygon and _is_odd(degrees, limits, feature)
        glanced.doubtful[feature] = not (is_polygon and _is_certain(degrees, feature))
        doubtful += glanced.doubtful[feature]
    return doubtful
