# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The area of A∩B as a boundary integral, without making A∩B. 压覆面积内核（Numba）。

By Green's theorem the area is the integral of ½(x dy − y dx) over the parts of A's boundary
inside B and the parts of B's boundary inside A. Along an edge from p to q, the part between
the fractions s and t adds ½(p×q)(t−s); so an edge needs only the fractions at which it enters
and leaves the other shape and whether it ends inside.

Exact contact (shared corners and edges, corners on edges) is decided as if A were shifted by
(ε, ε²) with ε infinitely small: no three points are collinear then, every sign is exact, and
as the area depends continuously on the shift, the limit is the area without it. What is near
contact but not in contact is left to GEOS. docs/explanation/overlap.md has the proof.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.overlap.compiling import compiled, inner
from kuangtu.geo.overlap.kernel_types import Edge, Edges, Limits, Pairs, Shape, Shapes, Window
from kuangtu.geo.overlap.types import (
    WHOLE_WITHIN_M2,
    WHOLE_WITHIN_SHARE,
    Floats,
    Integers,
    Way,
)

# The answers; those of pairs that meet are values of `types.Way`.
INSIDE: Final = int(Way.CONTAINED)
MEETING: Final = int(Way.KERNEL)  # area by the integral; 0 where they only touch
UNSAFE: Final = int(Way.GEOS)  # to be asked of GEOS
APART: Final = 3  # no common point

MOST_CROSSING_TESTS: Final = 4_000_000  # beyond, GEOS' indexed overlay is the faster one
_SPLITTER: Final = 134217729.0  # 2²⁷ + 1
_ROUNDING: Final = 1e-14  # a cross product larger than this share of its terms has a sure sign

_CONTINUES: Final = 0  # the edge before was kept too
_ENTERS_WINDOW: Final = 1  # the edge before was left out: this one starts outside the other shape
_WHOLE_RING: Final = 2  # first edge of a ring that was kept whole
_FROM_A: Final = 1.0  # the shifted shape is asked about
_FROM_B: Final = -1.0


@inner
def _exact_sign(ux: float, uy: float, vx: float, vy: float) -> int:
    """Sign of ux·vy − uy·vx: both products as unevaluated sums of two floats (Dekker)."""
    left, left_rest = _two_product(ux, vy)
    right, right_rest = _two_product(uy, vx)
    if left != right:  # rounding is monotone: the rounded products order the exact ones
        return 1 if left > right else -1
    if left_rest != right_rest:
        return 1 if left_rest > right_rest else -1
    return 0


@inner
def _two_product(a: float, b: float) -> tuple[float, float]:
    product = a * b
    a_high = _SPLITTER * a - (_SPLITTER * a - a)
    b_high = _SPLITTER * b - (_SPLITTER * b - b)
    a_low, b_low = a - a_high, b - b_high
    rest = ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
    return product, rest


@inner
def _side(ux: float, uy: float, wx: float, wy: float, role: float) -> float:
    """Which side of the edge u the point at w from its start lies on: > 0 left, < 0 right.

    `role` says whose the point is: A's points are shifted by (ε, ε²) against B's edges, B's
    points by (−ε, −ε²) against A's edges. Never 0 for an edge with a length.
    """
    left, right = ux * wy, uy * wx
    cross = left - right
    if abs(cross) > _ROUNDING * (abs(left) + abs(right)):
        return cross
    sign = _exact_sign(ux, uy, wx, wy)
    if sign != 0:
        return float(sign)
    return role * (-uy if uy != 0.0 else ux)


@inner
def _contact(ux: float, uy: float, wx: float, wy: float, squared_tolerance: float) -> int:
    """0: the point at w is farther from the edge u than the tolerance; 1: on it; 2: near it."""
    cross = ux * wy - uy * wx
    squared_length = ux * ux + uy * uy
    room = squared_tolerance * squared_length
    if cross * cross > room:
        return 0
    along = ux * wx + uy * wy
    before = along < 0.0 and along * along > room
    beyond = along > squared_length and (along - squared_length) ** 2 > room
    if before or beyond:
        return 0
    in_box = min(0.0, ux) <= wx <= max(0.0, ux) and min(0.0, uy) <= wy <= max(0.0, uy)
    return 1 if in_box and _exact_sign(ux, uy, wx, wy) == 0 else 2


@inner
def _contacts(a: Edge, b: Edge, squared_tolerance: float) -> int:
    """The worst contact of the four end points with the other edge."""
    ax, ay, bx, by = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
    worst = _contact(bx, by, a[0] - b[0], a[1] - b[1], squared_tolerance)
    worst = max(worst, _contact(bx, by, a[2] - b[0], a[3] - b[1], squared_tolerance))
    worst = max(worst, _contact(ax, ay, b[0] - a[0], b[1] - a[1], squared_tolerance))
    return max(worst, _contact(ax, ay, b[2] - a[0], b[3] - a[1], squared_tolerance))


@inner
def _cross(a: Edge, b: Edge) -> tuple[int, float, float]:
    """+1 where edge a enters B across b, −1 where it leaves, 0 else; and both fractions."""
    ax, ay, bx, by = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
    start = _side(bx, by, a[0] - b[0], a[1] - b[1], _FROM_A)
    end = _side(bx, by, a[2] - b[0], a[3] - b[1], _FROM_A)
    if (start > 0.0) == (end > 0.0):
        return 0, 0.0, 0.0
    b_start = _side(ax, ay, b[0] - a[0], b[1] - a[1], _FROM_B)
    b_end = _side(ax, ay, b[2] - a[0], b[3] - a[1], _FROM_B)
    if (b_start > 0.0) == (b_end > 0.0):
        return 0, 0.0, 0.0
    from_start = bx * (a[1] - b[1]) - by * (a[0] - b[0])
    from_end = bx * (a[3] - b[1]) - by * (a[2] - b[0])
    t = min(max(from_start / (from_start - from_end), 0.0), 1.0)
    # The second fraction is of the same point, so that the boundary closes.
    u = ((a[0] + t * ax - b[0]) * bx + (a[1] + t * ay - b[1]) * by) / (bx * bx + by * by)
    return (1 if end > 0.0 else -1), t, min(max(u, 0.0), 1.0)


@inner
def _are_far(a: Edge, b: Edge, tolerance: float) -> bool:
    """Whether the boxes of two edges are farther apart than the tolerance."""
    return (
        min(a[0], a[2]) > max(b[0], b[2]) + tolerance
        or max(a[0], a[2]) < min(b[0], b[2]) - tolerance
        or min(a[1], a[3]) > max(b[1], b[3]) + tolerance
        or max(a[1], a[3]) < min(b[1], b[3]) - tolerance
    )


@inner
def _is_clear(a: Edge, b: Edge, squared_tolerance: float) -> bool:
    """Whether edge a lies on one side of the line of b and farther from it than the tolerance."""
    bx, by = b[2] - b[0], b[3] - b[1]
    start = bx * (a[1] - b[1]) - by * (a[0] - b[0])
    end = bx * (a[3] - b[1]) - by * (a[2] - b[0])
    least = min(start * start, end * end)
    return start * end > 0.0 and least > squared_tolerance * (bx * bx + by * by)


@inner
def _cross_all(a: Edges, a_count: int, b: Edges, b_count: int, tolerance: float) -> int:
    """Fill `net` and `along` of both. Number of contacts and crossings, or −1 when unsafe."""
    meetings, squared_tolerance = 0, tolerance * tolerance
    for i in range(a_count):
        edge = (a.ends[i, 0], a.ends[i, 1], a.ends[i, 2], a.ends[i, 3])
        for j in range(b_count):
            other = (b.ends[j, 0], b.ends[j, 1], b.ends[j, 2], b.ends[j, 3])
            if _are_far(edge, other, tolerance) or _is_clear(edge, other, squared_tolerance):
                continue
            contact = _contacts(edge, other, squared_tolerance)
            if contact == 2:
                return -1
            turn, t, u = _cross(edge, other)
            meetings += contact + abs(turn)
            a.net[i] += turn
            a.along[i] -= turn * t
            b.net[j] -= turn
            b.along[j] += turn * u
    return meetings


@inner
def _is_outside(points: Floats, i: int, window: Window) -> bool:
    x0, y0, x1, y1 = points[i, 0], points[i, 1], points[i + 1, 0], points[i + 1, 1]
    return bool(
        max(x0, x1) < window.least_x
        or min(x0, x1) > window.most_x
        or max(y0, y1) < window.least_y
        or min(y0, y1) > window.most_y
    )


@inner
def _first_outside(points: Floats, start: int, end: int, window: Window) -> int:
    """The first edge of a ring that does not reach the window; −1 when all do."""
    for i in range(start, end):
        if _is_outside(points, i, window):
            return i
    return -1


@inner
def _keep_edge(points: Floats, i: int, window: Window, edges: Edges, count: int) -> int:
    """Add an edge unless it has no length; the new count."""
    x0, y0, x1, y1 = points[i, 0], points[i, 1], points[i + 1, 0], points[i + 1, 1]
    if x0 == x1 and y0 == y1:
        return count
    edges.ends[count, 0], edges.ends[count, 1] = x0 - window.corner_x, y0 - window.corner_y
    edges.ends[count, 2], edges.ends[count, 3] = x1 - window.corner_x, y1 - window.corner_y
    edges.net[count], edges.along[count] = 0, 0.0
    return count + 1


@inner
def _keep_ring(shape: Shape, path: int, window: Window, count: int) -> int:
    """Add the edges of a ring that reach the window, in order, beginning after a gap if any."""
    points, edges = shape.arrays.coordinates, shape.edges
    start, end = shape.arrays.path_offsets[path], shape.arrays.path_offsets[path + 1] - 1
    gap = _first_outside(points, start, end, window)
    link = _WHOLE_RING if gap < 0 else _ENTERS_WINDOW
    first = start if gap < 0 else gap
    for step in range(first, first + end - start):
        i = step if step < end else step - end + start
        if gap >= 0 and _is_outside(points, i, window):
            link = _ENTERS_WINDOW
            continue
        before = count
        count = _keep_edge(points, i, window, edges, count)
        if count > before:
            edges.link[before], link = link, _CONTINUES
    return count


@inner
def _keep(shape: Shape, window: Window) -> int:
    """Collect the edges of a shape that reach the window; their number."""
    count, paths = 0, shape.arrays.feature_offsets
    for path in range(paths[shape.feature], paths[shape.feature + 1]):
        count = _keep_ring(shape, path, window, count)
    return count


@inner
def _passes(y0: float, y1: float, y: float, role: float) -> int:
    """+1 where an edge passes the height upwards, −1 downwards: the shifted point is no tie."""
    if role > 0.0:
        below0, below1 = y0 <= y, y1 <= y
    else:
        below0, below1 = y0 < y, y1 < y
    return int(below0) - int(below1)


@inner
def _winding(shape: Shape, x: float, y: float) -> int:
    """How often a shape's rings go round a point of the other shape: 1 inside, 0 outside."""
    points, paths, turns = shape.arrays.coordinates, shape.arrays.feature_offsets, 0
    for path in range(paths[shape.feature], paths[shape.feature + 1]):
        for i in range(shape.arrays.path_offsets[path], shape.arrays.path_offsets[path + 1] - 1):
            upwards = _passes(points[i, 1], points[i + 1, 1], y, -shape.role)
            if upwards == 0 or (points[i, 0] < x and points[i + 1, 0] < x):
                continue
            ux, uy = points[i + 1, 0] - points[i, 0], points[i + 1, 1] - points[i, 1]
            side = _side(ux, uy, x - points[i, 0], y - points[i, 1], -shape.role)
            if (side > 0.0) == (upwards > 0):
                turns += upwards
    return turns


@inner
def _integrate(shape: Shape, count: int, other: Shape, window: Window) -> tuple[float, int]:
    """Twice the integral over the parts inside the other shape, and the edges that end inside.

    −1 instead of the number when the states do not close: then something was not valid.
    """
    edges, twice, inside, state, before = shape.edges, 0.0, 0, 0, 0
    for i in range(count):
        x, y = edges.ends[i, 0], edges.ends[i, 1]
        if edges.link[i] != _CONTINUES:
            if state != before:
                return 0.0, -1
            before = 0
            if edges.link[i] == _WHOLE_RING:
                before = _winding(other, x + window.corner_x, y + window.corner_y)
            state = before
        state += edges.net[i]
        if state < 0 or state > 1:
            return 0.0, -1
        inside += state
        across = x * edges.ends[i, 3] - y * edges.ends[i, 2]
        twice += across * (state + edges.along[i])
    return twice, (inside if state == before else -1)


@inner
def _is_all_inside(shape: Shape, count: int, inside: int) -> bool:
    """Whether every ring was kept whole and every edge of it is inside the other shape."""
    whole = 0
    for i in range(count):
        whole += shape.edges.link[i] == _WHOLE_RING
    paths = shape.arrays.feature_offsets
    return bool(inside == count and whole == paths[shape.feature + 1] - paths[shape.feature])


@inner
def _window(a: Shape, b: Shape, tolerance: float) -> Window:
    """The common box; its corner is made of coordinates, so differences to it are exact."""
    ours, i, theirs, j = a.arrays.boxes, a.feature, b.arrays.boxes, b.feature
    least_x, least_y = max(ours[i, 0], theirs[j, 0]), max(ours[i, 1], theirs[j, 1])
    room = 2 * tolerance
    return Window(
        least_x - room,
        least_y - room,
        min(ours[i, 2], theirs[j, 2]) + room,
        min(ours[i, 3], theirs[j, 3]) + room,
        least_x,
        least_y,
    )


@inner
def _measure(a: Shape, b: Shape, tolerance: float) -> tuple[int, float]:
    """State and area of one pair."""
    window = _window(a, b, tolerance)
    a_count, b_count = _keep(a, window), _keep(b, window)
    if a_count * b_count > MOST_CROSSING_TESTS:
        return UNSAFE, 0.0
    meetings = _cross_all(a.edges, a_count, b.edges, b_count, tolerance)
    if meetings < 0:
        return UNSAFE, 0.0
    a_twice, a_inside = _integrate(a, a_count, b, window)
    b_twice, b_inside = _integrate(b, b_count, a, window)
    if a_inside < 0 or b_inside < 0:
        return UNSAFE, 0.0
    if meetings == 0 and a_inside == 0 and b_inside == 0:
        return APART, 0.0
    smaller = min(a.arrays.areas[a.feature], b.arrays.areas[b.feature])
    if meetings == 0 and b_inside == 0 and _is_all_inside(a, a_count, a_inside):
        return INSIDE, smaller
    if meetings == 0 and a_inside == 0 and _is_all_inside(b, b_count, b_inside):
        return INSIDE, smaller
    area = max((a_twice + b_twice) / 2, 0.0)
    room = min(WHOLE_WITHIN_M2 + smaller * WHOLE_WITHIN_SHARE, smaller / 2)
    return (INSIDE, smaller) if smaller - area < room else (MEETING, area)


@inner
def _room_for(shapes: Shapes, chosen: Integers) -> Edges:
    """Room for all edges of the largest of the chosen features."""
    most, paths = 0, shapes.feature_offsets
    for feature in chosen:
        start, end = paths[feature], paths[feature + 1]
        most = max(most, shapes.path_offsets[end] - shapes.path_offsets[start])
    return Edges(
        np.empty((most, 4)),
        np.empty(most, np.int64),
        np.empty(most, np.int64),
        np.empty(most),
    )


@compiled
def measure_pairs(a: Shapes, b: Shapes, pairs: Pairs, limits: Limits) -> tuple[int, int]:
    """Measure polygon pairs whose boxes meet and move those that meet to the front, in order.

    How many there are, and how many of them GEOS must be asked about.
    """
    ours, theirs = _room_for(a, pairs.a_index), _room_for(b, pairs.b_index)
    kept, unsafe = 0, 0
    for k in range(len(pairs.a_index)):
        i, j = pairs.a_index[k], pairs.b_index[k]
        answer, area = _measure(
            Shape(a, i, _FROM_A, ours), Shape(b, j, _FROM_B, theirs), limits.boundary_m
        )
        if answer == MEETING and limits.close_from_m2 <= area <= limits.close_to_m2:
            answer = UNSAFE
        if answer != APART:
            pairs.a_index[kept], pairs.b_index[kept] = i, j
            pairs.ways[kept], pairs.areas[kept] = answer, area
            kept += 1
        unsafe += answer == UNSAFE
    return kept, unsafe
