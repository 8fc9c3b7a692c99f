# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether one ring is a simple ring: enough points, no repeats, no crossing edges. 拐点圈检查。

Judged in the coordinates of the source, where the edges of a licence are straight.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from kuangtu.core.text import Text
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import WrittenRing

Floats = NDArray[np.float64]
# A ring whose mean width is below this has no area that a survey could see.
THINNEST_M = 0.005
MOST_CROSSINGS = 20
_PAIRS_AT_ONCE = 200_000
# Only points that come again, which are named anyway, make more pairs than this without a crossing.
_MOST_PAIRS = 120_000
METRES_PER_DEGREE = 111_320.0
_OVERLAP, _CROSS = Text("重合", "run along each other"), Text("相交", "cross")


def check_ring(ring: WrittenRing, native: Floats, problems: Problems) -> bool:
    """Refuse a ring that is not simple; True if it is. `native` is n×2, east first."""
    count = len(np.unique(native, axis=0))
    if count < 3:
        problems.refuse(
            "ring.too-few-points",
            "第{ring}圈只有 {count} 个不同的点，至少要 3 个",
            "ring {ring} has {count} different points, it needs at least 3",
            place=ring.place(problems.file),
            ring=ring.number,
            count=count,
        )
        return False
    is_free = _check_repeats(ring, native, problems) if count < len(native) else True
    if _is_flat(native):
        problems.refuse(
            "ring.zero-area",
            "第{ring}圈的面积为零（各点在一条线上）；请核对坐标",
            "ring {ring} has no area (its points lie on one line); check the coordinates",
            place=ring.place(problems.file),
            ring=ring.number,
        )
        return False
    if is_free and shapely.is_valid(shapely.Polygon(native)):
        return True
    return not _refuse_crossings(ring, native, problems) and is_free


def _check_repeats(ring: WrittenRing, native: Floats, problems: Problems) -> bool:
    """Name each repeated point with the one it repeats."""
    first_at: dict[tuple[float, float], int] = {}
    for index, point in enumerate(map(tuple, native.tolist())):
        first = first_at.setdefault(point, index)
        if first == index:
            continue
        is_next = index - first == 1 or (first == 0 and index == len(native) - 1)
        vertex = ring.vertices[index]
        problems.refuse(
            "ring.repeated-vertex" if is_next else "ring.touches-itself",
            "{where}与第{first}点重复（{x}, {y}）；请核对后删去多余的点或分成两圈",
            "{where} repeats point {first} ({x}, {y}); remove the surplus point or split the ring",
            place=vertex.place(problems.file),
            where=vertex.where,
            first=ring.vertices[first].number,
            x=f"{point[1]:.10g}",
            y=f"{point[0]:.11g}",
        )
    return False


def _is_flat(native: Floats) -> bool:
    """True if all points lie on one line, as far as a survey can see."""
    local = native - native[0]
    if np.abs(native).max() <= 180.0:
        local = local * METRES_PER_DEGREE * np.array([np.cos(np.radians(native[0, 1])), 1.0])
    hull = shapely.convex_hull(shapely.multipoints(local))
    return bool(hull.area <= THINNEST_M * hull.length)


def _refuse_crossings(ring: WrittenRing, native: Floats, problems: Problems) -> bool:
    """Name the pairs of edges that meet where they should not; True if any was found."""
    edges = shapely.linestrings(np.stack([native, np.roll(native, -1, axis=0)], axis=1))
    points, counts = np.unique(native, axis=0, return_counts=True)
    repeated = {(x, y) for x, y in points[counts > 1].tolist()}
    found = 0
    for i, j in islice(_meeting_pairs(edges), _MOST_PAIRS):
        meeting = edges[i].intersection(edges[j])
        if _is_allowed(meeting, i, j, len(native)) or _is_at(meeting, repeated):
            continue
        found += 1
        _refuse_crossing(ring, meeting, i, j, problems)
        if found == MOST_CROSSINGS:
            break
    return found > 0


def _meeting_pairs(edges: Any) -> Iterator[tuple[int, int]]:
    """Pairs of edges that touch, some at a time: a wild ring has millions of them."""
    tree = shapely.STRtree(edges)
    step = max(1, _PAIRS_AT_ONCE // len(edges))
    for start in range(0, len(edges), step):
        first, second = tree.query(edges[start : start + step], predicate="intersects")
        pairs = zip((first + start).tolist(), second.tolist(), strict=True)
        yield from sorted((i, j) for i, j in pairs if i < j)


def _is_allowed(meeting: Any, i: int, j: int, count: int) -> bool:
    """Neighbours meet in their common point."""
    if meeting.geom_type != "Point":
        # A repeated point makes an edge of no length, which lies on its neighbours.
        return bool(meeting.is_empty)
    return j - i == 1 or (i == 0 and j == count - 1)


def _is_at(meeting: Any, repeated: set[tuple[float, float]]) -> bool:
    """True in a point that comes again: it has been named already."""
    return meeting.geom_type == "Point" and (meeting.x, meeting.y) in repeated


def _refuse_crossing(ring: WrittenRing, meeting: Any, i: int, j: int, problems: Problems) -> None:
    vertices = ring.vertices
    count = len(vertices)
    at = meeting.centroid
    runs = meeting.geom_type == "LineString"
    problems.refuse(
        "ring.overlapping-edges" if runs else "ring.crossing",
        "第{ring}圈的边 {a}–{b} 与边 {c}–{d} {how}于 {x}, {y}；请核对点的次序",
        "edges {a}–{b} and {c}–{d} of ring {ring} {how} at {x}, {y}; check the order of the points",
        place=vertices[j].place(problems.file),
        ring=ring.number,
        a=vertices[i].number,
        b=vertices[(i + 1) % count].number,
        c=vertices[j].number,
        d=vertices[(j + 1) % count].number,
        how=_OVERLAP if runs else _CROSS,
        x=f"{at.y:.10g}",
        y=f"{at.x:.11g}",
    )
