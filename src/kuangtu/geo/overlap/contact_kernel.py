# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""On which side, in contact, crossing: decided exactly. 接触与相交的精确判定（Numba）。

Shared corners and edges and corners on edges are decided as if A were shifted by (ε, ε²) with
ε infinitely small: no three points are collinear then, every sign is exact, and as the area
depends continuously on the shift, its limit is the area without it.
"""

from __future__ import annotations

from typing import Final

from kuangtu.geo.compiled.compiling import inner
from kuangtu.geo.overlap.kernel_types import Edge, Place
from kuangtu.geo.overlap.types import Floats

FROM_A: Final = 1.0  # the shifted shape is asked about
FROM_B: Final = -1.0
_SPLITTER: Final = 134217729.0  # 2²⁷ + 1
_ROUNDING: Final = 1e-14  # a cross product larger than this share of its terms has a sure sign


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
def side(ux: float, uy: float, wx: float, wy: float, role: float) -> float:
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
def passes(y0: float, y1: float, y: float, role: float) -> int:
    """+1 where an edge passes the height upwards, −1 downwards: the shifted point is no tie."""
    if role > 0.0:
        below0, below1 = y0 <= y, y1 <= y
    else:
        below0, below1 = y0 < y, y1 < y
    return int(below0) - int(below1)


@inner
def turns(points: Floats, start: int, end: int, place: Place) -> int:
    """How often a run of edges passes a place on its right upwards, less downwards.

    The place is off the edges, or shifted off them by its role.
    """
    (x, y, role), count = place, 0
    for i in range(start, end):
        upwards = passes(points[i, 1], points[i + 1, 1], y, role)
        if upwards == 0 or (points[i, 0] < x and points[i + 1, 0] < x):
            continue
        ux, uy = points[i + 1, 0] - points[i, 0], points[i + 1, 1] - points[i, 1]
        turned = side(ux, uy, x - points[i, 0], y - points[i, 1], role)
        if (turned > 0.0) == (upwards > 0):
            count += upwards
    return count


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
def contacts(a: Edge, b: Edge, squared_tolerance: float) -> int:
    """The worst contact of the four end points with the other edge."""
    ax, ay, bx, by = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
    worst = _contact(bx, by, a[0] - b[0], a[1] - b[1], squared_tolerance)
    worst = max(worst, _contact(bx, by, a[2] - b[0], a[3] - b[1], squared_tolerance))
    worst = max(worst, _contact(ax, ay, b[0] - a[0], b[1] - a[1], squared_tolerance))
    return max(worst, _contact(ax, ay, b[2] - a[0], b[3] - a[1], squared_tolerance))


@inner
def cross(a: Edge, b: Edge) -> tuple[int, float, float]:
    """+1 where edge a enters B across b, −1 where it leaves, 0 else; and both fractions."""
    ax, ay, bx, by = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
    start = side(bx, by, a[0] - b[0], a[1] - b[1], FROM_A)
    end = side(bx, by, a[2] - b[0], a[3] - b[1], FROM_A)
    if (start > 0.0) == (end > 0.0):
        return 0, 0.0, 0.0
    b_start = side(ax, ay, b[0] - a[0], b[1] - a[1], FROM_B)
    b_end = side(ax, ay, b[2] - a[0], b[3] - a[1], FROM_B)
    if (b_start > 0.0) == (b_end > 0.0):
        return 0, 0.0, 0.0
    from_start = bx * (a[1] - b[1]) - by * (a[0] - b[0])
    from_end = bx * (a[3] - b[1]) - by * (a[2] - b[0])
    t = min(max(from_start / (from_start - from_end), 0.0), 1.0)
    # The second fraction is of the same point, so that the boundary closes.
    u = ((a[0] + t * ax - b[0]) * bx + (a[1] + t * ay - b[1]) * by) / (bx * bx + by * by)
    return (1 if end > 0.0 else -1), t, min(max(u, 0.0), 1.0)
