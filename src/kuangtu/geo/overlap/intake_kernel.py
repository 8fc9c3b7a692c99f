# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compiled intake: into the legal plane, boxes, areas, and a look at rings. 入库内核（Numba）。

What is certainly good passes; everything else is marked doubtful and judged by `building`,
which also finds the words for what is wrong. The projection repeats `authalic.to_plane`
operation by operation, so that both give the same bits.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap import authalic
from kuangtu.geo.overlap.kernel_types import Degrees, Settled
from kuangtu.geo.overlap.types import Floats, Kind

_MOST_EDGES_LOOKED_AT: Final = 64
_BLOCK: Final = 256
_CENTRAL_MERIDIAN: Final = authalic.CENTRAL_MERIDIAN_DEGREES
_METRES_PER_DEGREE: Final = authalic.METRES_PER_DEGREE
_RADIANS_PER_DEGREE: Final = authalic.RADIANS_PER_DEGREE
_Q_PER_STRETCH: Final = authalic.Q_PER_STRETCH
_SQUARED_ECCENTRICITY: Final = authalic.SQUARED_ECCENTRICITY
_SINE: Final = authalic.SINE_SERIES[::-1]
_AUTHALIC: Final = authalic.AUTHALIC_SERIES[::-1]
_GRID: Final = authalic.GRID_PER_M
_LINE: Final = int(Kind.LINE)
_POLYGON: Final = int(Kind.POLYGON)


@inner
def _northing(latitude: float) -> float:
    radians = latitude * _RADIANS_PER_DEGREE
    t, total = radians * radians, _SINE[0]
    for k in range(1, len(_SINE)):
        total = total * t + _SINE[k]
    sine = radians * total
    t, total = sine * sine * _SQUARED_ECCENTRICITY, _AUTHALIC[0]
    for k in range(1, len(_AUTHALIC)):
        total = total * t + _AUTHALIC[k]
    return float(np.rint(sine * total * _Q_PER_STRETCH * _GRID) / _GRID)


@inner
def _project(degrees: Floats, plane: Floats) -> None:
    """Project all coordinates, in blocks over which the processor can go several at a time."""
    block = np.empty(_BLOCK)
    for start in range(0, len(degrees), _BLOCK):
        count = min(_BLOCK, len(degrees) - start)
        for i in range(count):
            block[i] = degrees[start + i, 1]
        for i in range(count):
            block[i] = _northing(block[i])
        for i in range(count):
            easting = (degrees[start + i, 0] - _CENTRAL_MERIDIAN) * _METRES_PER_DEGREE
            plane[start + i, 0] = np.rint(easting * _GRID) / _GRID
            plane[start + i, 1] = block[i]


@inner
def _are_degrees(degrees: Floats, start: int, end: int) -> bool:
    within = 0
    for i in range(start, end):  # the comparisons fail for what is not a number
        # A product of truths, not `and`: without a branch the loop goes several at a time.
        within += (abs(degrees[i, 0]) <= 180.0) * (abs(degrees[i, 1]) <= 90.0)
    return within == end - start


@inner
def _area(p: Floats, start: int, end: int) -> float:
    """Signed area of a closed ring."""
    x, y, twice = p[start, 0], p[start, 1], 0.0
    for i in range(start, end - 1):
        twice += (p[i, 0] - x) * (p[i + 1, 1] - y) - (p[i + 1, 0] - x) * (p[i, 1] - y)
    return twice / 2


@inner
def _reverse(p: Floats, start: int, end: int) -> None:
    for k in range((end - start) // 2):
        i, j = start + k, end - 1 - k
        p[i, 0], p[j, 0] = p[j, 0], p[i, 0]
        p[i, 1], p[j, 1] = p[j, 1], p[i, 1]


@inner
def _may_touch(p: Floats, i: int, j: int) -> bool:
    """Whether two edges could have a point in common; errs towards yes."""
    ax, ay, bx, by = p[i, 0], p[i, 1], p[i + 1, 0], p[i + 1, 1]
    cx, cy, dx, dy = p[j, 0], p[j, 1], p[j + 1, 0], p[j + 1, 1]
    if max(ax, bx) < min(cx, dx) or min(ax, bx) > max(cx, dx):
        return False
    if max(ay, by) < min(cy, dy) or min(ay, by) > max(cy, dy):
        return False
    ux, uy, vx, vy = bx - ax, by - ay, dx - cx, dy - cy
    doubt = 1e-12 * (abs(ux) + abs(uy) + abs(vx) + abs(vy)) ** 2
    c, d = ux * (cy - ay) - uy * (cx - ax), ux * (dy - ay) - uy * (dx - ax)
    if (c > doubt and d > doubt) or (c < -doubt and d < -doubt):
        return False
    a, b = vx * (ay - cy) - vy * (ax - cx), vx * (by - cy) - vy * (bx - cx)
    return not ((a > doubt and b > doubt) or (a < -doubt and b < -doubt))


@inner
def _turns_back(p: Floats, i: int, j: int) -> bool:
    """Whether edge j, which follows edge i, may run back over it (or one has no length)."""
    ux, uy = p[i + 1, 0] - p[i, 0], p[i + 1, 1] - p[i, 1]
    vx, vy = p[j + 1, 0] - p[j, 0], p[j + 1, 1] - p[j, 1]
    ahead, across = ux * vx + uy * vy, ux * vy - uy * vx
    return bool(ahead <= 0.0 and abs(across) <= 1e-12 * (ux * ux + uy * uy + vx * vx + vy * vy))


@inner
def _is_star(p: Floats, start: int, end: int) -> bool:
    """Whether a ring goes round its middle exactly once, always turning the same way.

    Such a ring cannot meet itself, and most parcels are of this kind.
    """
    count, x, y = end - start, 0.0, 0.0
    for i in range(start, end):
        x, y = x + p[i, 0], y + p[i, 1]
    x, y = x / count, y / count
    turns, left, right = 0, 0, 0
    for i in range(start, end):
        ux, uy, vx, vy = p[i, 0] - x, p[i, 1] - y, p[i + 1, 0] - x, p[i + 1, 1] - y
        across = ux * vy - uy * vx
        doubt = 1e-9 * (abs(ux * vy) + abs(uy * vx))
        left += across > doubt
        right += across < -doubt
        if uy <= 0.0 < vy:
            turns += across > 0.0
        elif vy <= 0.0 < uy:
            turns -= across < 0.0
    return (left == count and turns == 1) or (right == count and turns == -1)


@inner
def is_simple(p: Floats, start: int, end: int) -> bool:
    """Whether the edges of a ring certainly meet at their ends only."""
    if _is_star(p, start, end):
        return True
    for i in range(start, end):
        if _turns_back(p, i, i + 1 if i + 1 < end else start):
            return False
        for j in range(i + 2, end):
            is_neighbor = i == start and j == end - 1
            if not is_neighbor and _may_touch(p, i, j):
                return False
    return True


@inner
def _settle_ring(p: Floats, start: int, end: int, is_hole: bool) -> float:
    """Turn a ring its legal way round; its area, negative for a hole."""
    area = _area(p, start, end)
    if (area < 0.0) != is_hole:
        _reverse(p, start, end)
    return -abs(area) if is_hole else abs(area)


@inner
def _is_certain(degrees: Degrees, settled: Settled, feature: int) -> bool:
    """Whether a projected feature is good beyond doubt: enough points, closed and simple."""
    paths, kind = degrees.feature_offsets, degrees.kinds[feature]
    for path in range(paths[feature], paths[feature + 1]):
        if degrees.path_offsets[path + 1] - degrees.path_offsets[path] < (1, 2, 4)[kind]:
            return False
    if kind != _POLYGON:
        return bool(paths[feature] < paths[feature + 1])
    start = degrees.path_offsets[paths[feature]]
    end = degrees.path_offsets[paths[feature] + 1] - 1
    p = settled.coordinates
    is_closed = p[start, 0] == p[end, 0] and p[start, 1] == p[end, 1]
    if not is_closed or paths[feature + 1] - paths[feature] > 1:
        return False
    return end - start <= _MOST_EDGES_LOOKED_AT and is_simple(p, start, end)


@inner
def set_box(p: Floats, features: Degrees, boxes: Floats, feature: int) -> None:
    """The box around all points of a feature; `p` holds them, in degrees or in the plane."""
    first, last = features.feature_offsets[feature], features.feature_offsets[feature + 1]
    # In variables of their own: writing to the array each time takes twice as long.
    west, south, east, north = np.inf, np.inf, -np.inf, -np.inf
    for i in range(features.path_offsets[first], features.path_offsets[last]):
        x, y = p[i, 0], p[i, 1]
        west, east = (x if x < west else west), (x if x > east else east)
        south, north = (y if y < south else south), (y if y > north else north)
    boxes[feature, 0], boxes[feature, 1] = west, south
    boxes[feature, 2], boxes[feature, 3] = east, north


@compiled
def settle(degrees: Degrees, settled: Settled) -> int:
    """Project all features; boxes, areas and whether each is doubtful. How many are."""
    doubtful = 0
    _project(degrees.coordinates, settled.coordinates)
    for feature in range(len(degrees.kinds)):
        paths, is_good, area = degrees.feature_offsets, True, 0.0
        for path in range(paths[feature], paths[feature + 1]):
            start, end = degrees.path_offsets[path], degrees.path_offsets[path + 1]
            is_good &= _are_degrees(degrees.coordinates, start, end)
            if degrees.kinds[feature] == _POLYGON and end > start:
                area += _settle_ring(settled.coordinates, start, end, degrees.hole[path] == 1)
        settled.areas[feature] = area
        set_box(settled.coordinates, degrees, settled.boxes, feature)
        settled.doubtful[feature] = not (is_good and _is_certain(degrees, settled, feature))
        doubtful += settled.doubtful[feature]
    return doubtful
