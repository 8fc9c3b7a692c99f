# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The area of A∩B as a boundary integral, without making A∩B. 压覆面积内核（Numba）。

By Green's theorem the area is the integral of ½(x dy − y dx) over the parts of A's boundary
inside B and the parts of B's boundary inside A. Along an edge from p to q, the part between
the fractions s and t adds ½(p×q)(t−s); so an edge needs only the fractions at which it enters
and leaves the other shape and whether it ends inside.

Exact contact is decided as `contact_kernel` says; what is near contact but not in contact is
left to GEOS. docs/explanation/overlap.md has the proof.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap.contact_kernel import FROM_A, FROM_B, contacts, cross, turns
from kuangtu.geo.overlap.kernel_types import Edge, Limits, Pairs, Place, Run, Shapes, Window
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
# Columns of an array of kept edges: both ends relative to the window's corner; how the edge
# follows the one before; how often it enters less how often it leaves the other shape; the
# fractions at which it leaves less those at which it enters. One array of floats for all of
# it: every array that is passed about costs the inner loop in counting references.
_X0, _Y0, _X1, _Y1, _LINK, _NET, _ALONG, _COLUMNS = 0, 1, 2, 3, 4, 5, 6, 7

_CONTINUES: Final = 0.0  # the edge before was kept too
_STARTS_OUTSIDE: Final = 1.0  # the edge before was left out, or its ring lies outside
_STARTS_INSIDE: Final = 2.0  # first edge of a ring that was kept whole and starts inside
_WHOLE_RING: Final = 3.0  # the same, and where it starts is not known yet


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
def _edge(edges: Floats, i: int) -> Edge:
    return edges[i, _X0], edges[i, _Y0], edges[i, _X1], edges[i, _Y1]


@inner
def _cross_edge(a: Floats, i: int, b: Floats, b_count: int, tolerance: float) -> int:
    """Fill in what edge i of A does with B. Contacts and crossings, or −1 when unsafe."""
    edge = _edge(a, i)
    ux, uy = edge[2] - edge[0], edge[3] - edge[1]
    room = tolerance * tolerance * (ux * ux + uy * uy)
    meetings, end = 0, 0.0
    for j in range(b_count):
        # On which side of the line of a, as a cross product; most edges stay clear on one side.
        start = end
        if b[j, _LINK] != _CONTINUES:
            start = ux * (b[j, _Y0] - edge[1]) - uy * (b[j, _X0] - edge[0])
        end = ux * (b[j, _Y1] - edge[1]) - uy * (b[j, _X1] - edge[0])
        if start * end > 0.0 and min(start * start, end * end) > room:
            continue
        other = _edge(b, j)
        if _are_far(edge, other, tolerance):
            continue
        contact = contacts(edge, other, tolerance * tolerance)
        if contact == 2:
            return -1
        turn, t, u = cross(edge, other)
        meetings += contact + abs(turn)
        a[i, _NET] += turn
        a[i, _ALONG] -= turn * t
        b[j, _NET] -= turn
        b[j, _ALONG] += turn * u
    return meetings


@inner
def _cross_all(a: Floats, a_count: int, b: Floats, b_count: int, tolerance: float) -> int:
    """Let all kept edges cross. Number of contacts and crossings, or −1 when unsafe."""
    meetings = 0
    for i in range(a_count):
        found = _cross_edge(a, i, b, b_count, tolerance)
        if found < 0:
            return -1
        meetings += found
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
def _first_outside(points: Floats, ring: Run, window: Window) -> int:
    """The first edge of a ring that does not reach the window; −1 when all do."""
    if window.holds_all:
        return -1
    for i in range(ring[0], ring[1]):
        if _is_outside(points, i, window):
            return i
    return -1


@inner
def _keep_edge(points: Floats, i: int, window: Window, edges: Floats, count: int) -> int:
    """Add an edge unless it has no length; the new count."""
    x0, y0, x1, y1 = points[i, 0], points[i, 1], points[i + 1, 0], points[i + 1, 1]
    if x0 == x1 and y0 == y1:
        return count
    edges[count, _X0], edges[count, _Y0] = x0 - window.corner_x, y0 - window.corner_y
    edges[count, _X1], edges[count, _Y1] = x1 - window.corner_x, y1 - window.corner_y
    edges[count, _NET], edges[count, _ALONG] = 0.0, 0.0
    return count + 1


@inner
def _keep_ring(points: Floats, ring: Run, window: Window, edges: Floats, count: int) -> int:
    """Add the edges of a ring that reach the window, in order, beginning after a gap if any."""
    start, end = ring
    gap = _first_outside(points, ring, window)
    link = _WHOLE_RING if gap < 0 else _STARTS_OUTSIDE
    first = start if gap < 0 else gap
    for step in range(first, first + end - start):
        i = step if step < end else step - end + start
        if gap >= 0 and _is_outside(points, i, window):
            link = _STARTS_OUTSIDE
            continue
        before = count
        count = _keep_edge(points, i, window, edges, count)
        if count > before:
            edges[before, _LINK], link = link, _CONTINUES
    return count


@inner
def _keep(points: Floats, paths: Integers, run: Run, window: Window, edges: Floats) -> int:
    """Collect the edges of a shape that reach the window; their number."""
    count = 0
    for path in range(run[0], run[1]):
        ring = (paths[path], paths[path + 1] - 1)
        count = _keep_ring(points, ring, window, edges, count)
    return count


@inner
def _winding(points: Floats, paths: Integers, run: Run, place: Place) -> int:
    """How often a shape's rings go round a point of the other shape: 1 inside, 0 outside."""
    count = 0
    for path in range(run[0], run[1]):
        count += turns(points, paths[path], paths[path + 1] - 1, place)
    return count


@inner
def _start_rings(
    edges: Floats, points: Floats, paths: Integers, run: Run, asked: tuple[int, Place]
) -> int:
    """Find out where whole rings start with regard to the other shape; how many start inside.

    `asked` has the number of edges, and the window's corner with the role of the edges' shape.
    """
    count, (corner_x, corner_y, role) = asked
    inside = 0
    for i in range(count):
        if edges[i, _LINK] == _WHOLE_RING:
            place = (edges[i, _X0] + corner_x, edges[i, _Y0] + corner_y, role)
            is_inside = _winding(points, paths, run, place) == 1
            edges[i, _LINK] = _STARTS_INSIDE if is_inside else _STARTS_OUTSIDE
            inside += is_inside
    return inside


@inner
def _integrate(edges: Floats, count: int) -> tuple[float, bool]:
    """Twice the integral over the parts inside the other shape, and whether the states close.

    They always do for valid shapes.
    """
    twice, state, before, closes = 0.0, 0.0, 0.0, True
    for i in range(count):
        if edges[i, _LINK] != _CONTINUES:
            closes = closes and state == before
            before = 1.0 if edges[i, _LINK] == _STARTS_INSIDE else 0.0
            state = before
        state += edges[i, _NET]
        closes = closes and 0.0 <= state <= 1.0
        across = edges[i, _X0] * edges[i, _Y1] - edges[i, _Y0] * edges[i, _X1]
        twice += across * (state + edges[i, _ALONG])
    return twice, closes and state == before


@inner
def _window(a_boxes: Floats, i: int, b_boxes: Floats, j: int, tolerance: float) -> Window:
    """The common box; its corner is made of coordinates, so differences to it are exact."""
    least_x, least_y = max(a_boxes[i, 0], b_boxes[j, 0]), max(a_boxes[i, 1], b_boxes[j, 1])
    most_x, most_y = min(a_boxes[i, 2], b_boxes[j, 2]), min(a_boxes[i, 3], b_boxes[j, 3])
    room = 2 * tolerance
    holds_a = bool(
        least_x == a_boxes[i, 0]
        and least_y == a_boxes[i, 1]
        and most_x == a_boxes[i, 2]
        and most_y == a_boxes[i, 3]
    )
    return Window(
        least_x - room, least_y - room, most_x + room, most_y + room, least_x, least_y, holds_a
    )


@inner
def _measure(  # noqa: PLR0917 - bundles of arrays would cost more than the measuring itself
    a: Floats, a_paths: Integers, a_run: Run, a_window: Window, a_edges: Floats,
    b: Floats, b_paths: Integers, b_run: Run, b_window: Window, b_edges: Floats,
    tolerance: float,
) -> tuple[int, float]:  # fmt: skip
    """Answer and area of one pair; no area where one lies inside the other."""
    a_count = _keep(a, a_paths, a_run, a_window, a_edges)
    if a_count == 0 and b_window.holds_all:  # all of B's box is on one side of A's boundary
        at = b_paths[b_run[0]]
        is_inside = _winding(a, a_paths, a_run, (b[at, 0], b[at, 1], FROM_B)) == 1
        return (INSIDE if is_inside else APART), 0.0
    b_count = _keep(b, b_paths, b_run, b_window, b_edges)
    meetings = -1
    if a_count * b_count <= MOST_CROSSING_TESTS:
        meetings = _cross_all(a_edges, a_count, b_edges, b_count, tolerance)
    if meetings < 0:
        return UNSAFE, 0.0
    corner_x, corner_y = a_window.corner_x, a_window.corner_y
    asked = (a_count, (corner_x, corner_y, FROM_A))
    a_inside = _start_rings(a_edges, b, b_paths, b_run, asked)
    asked = (b_count, (corner_x, corner_y, FROM_B))
    b_inside = _start_rings(b_edges, a, a_paths, a_run, asked)
    if meetings == 0 and a_inside + b_inside == 0:
        return APART, 0.0
    # Nothing crosses and all rings of one lie inside the other: that one does. Were rings of
    # both inside, one would lie round a hole of the other, and the integral tells.
    if meetings == 0 and b_inside == 0 and a_inside == a_run[1] - a_run[0]:
        return INSIDE, 0.0
    if meetings == 0 and a_inside == 0 and b_inside == b_run[1] - b_run[0]:
        return INSIDE, 0.0
    a_twice, a_closes = _integrate(a_edges, a_count)
    b_twice, b_closes = _integrate(b_edges, b_count)
    return (MEETING if a_closes and b_closes else UNSAFE), max((a_twice + b_twice) / 2, 0.0)


@inner
def _judged(answer: int, area: float, smaller: float, limits: Limits) -> tuple[int, float]:
    """The answer with the area to be given, once compared with the smaller one and the limits."""
    room = min(WHOLE_WITHIN_M2 + smaller * WHOLE_WITHIN_SHARE, smaller / 2)
    if answer == INSIDE or (answer == MEETING and smaller - area < room):
        return INSIDE, smaller
    if answer == MEETING and limits.close_from_m2 <= area <= limits.close_to_m2:
        return UNSAFE, area
    return answer, area


@inner
def _room_for(shapes: Shapes, chosen: Integers) -> Floats:
    """Room for all edges of the largest of the chosen features."""
    most, paths = 0, shapes.feature_offsets
    for feature in chosen:
        start, end = paths[feature], paths[feature + 1]
        most = max(most, shapes.path_offsets[end] - shapes.path_offsets[start])
    return np.empty((most, _COLUMNS))


@compiled
def measure_pairs(a: Shapes, b: Shapes, pairs: Pairs, limits: Limits) -> tuple[int, int]:
    """Measure polygon pairs whose boxes meet and move those that meet to the front, in order.

    How many there are, and how many of them GEOS must be asked about.
    """
    a_index, b_index, a_runs, b_runs = (
        pairs.a_index, pairs.b_index, a.feature_offsets, b.feature_offsets
    )  # fmt: skip
    a_points, a_paths, a_boxes = a.coordinates, a.path_offsets, a.boxes
    b_points, b_paths, b_boxes = b.coordinates, b.path_offsets, b.boxes
    a_edges, b_edges = _room_for(a, a_index), _room_for(b, b_index)
    kept, unsafe = 0, 0
    for k in range(len(a_index)):
        i, j = a_index[k], b_index[k]
        answer, area = _measure(
            a_points, a_paths, (a_runs[i], a_runs[i + 1]),
            _window(a_boxes, i, b_boxes, j, limits.boundary_m), a_edges,
            b_points, b_paths, (b_runs[j], b_runs[j + 1]),
            _window(b_boxes, j, a_boxes, i, limits.boundary_m), b_edges,
            limits.boundary_m,
        )  # fmt: skip
        answer, area = _judged(answer, area, min(a.areas[i], b.areas[j]), limits)
        if answer != APART:
            a_index[kept], b_index[kept] = i, j
            pairs.ways[kept], pairs.areas[kept] = answer, area
            kept += 1
        unsafe += answer == UNSAFE
    return kept, unsafe
