# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Many boxes against one large polygon: inside, outside or on its boundary. 大图斑粗分（Numba）。

To measure a pair takes a look at every edge of both. Against a polygon of ten thousand corners
nearly all features of an edition lie clear of its boundary, and their boxes tell: a box that no
edge reaches is all inside or all outside, as any of its points. Edges are looked up by runs of
neighbours and their boxes, and by runs of such runs.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap.contact_kernel import FROM_B, passes, turns
from kuangtu.geo.overlap.kernel_types import Edge, Shapes
from kuangtu.geo.overlap.types import Bytes, Floats, Integers

UNKNOWN: Final = 0  # the boundary reaches the box
INSIDE: Final = 1
OUTSIDE: Final = 2

_RUN: Final = 32  # edges of a run, and runs of a stretch
_WEST, _SOUTH, _EAST, _NORTH = 0, 1, 2, 3


class Runs(NamedTuple):
    """Runs of neighbouring edges with their boxes, and stretches of runs with theirs. 边段。"""

    starts: Integers  # the first corner of each run
    ends: Integers  # the corner at which its last edge ends
    boxes: Floats
    stretches: Floats


@inner
def _include(boxes: Floats, i: int, other: Edge) -> None:
    boxes[i, _WEST], boxes[i, _SOUTH] = (
        min(boxes[i, _WEST], other[0]),
        min(boxes[i, _SOUTH], other[1]),
    )
    boxes[i, _EAST], boxes[i, _NORTH] = (
        max(boxes[i, _EAST], other[2]),
        max(boxes[i, _NORTH], other[3]),
    )


@inner
def _nothing_yet(count: int) -> Floats:
    boxes = np.empty((count, 4))
    boxes[:, :2], boxes[:, 2:] = np.inf, -np.inf
    return boxes


@inner
def _runs_of(points: Floats, paths: Integers, first: int, last: int) -> Runs:
    """The runs of all rings of a shape; none goes from one ring into the next."""
    count = 0
    for path in range(first, last):
        count += (paths[path + 1] - paths[path] - 2) // _RUN + 1
    runs = Runs(
        np.empty(count, np.int64),
        np.empty(count, np.int64),
        _nothing_yet(count),
        _nothing_yet((count + _RUN - 1) // _RUN),
    )
    number = 0
    for path in range(first, last):
        end = paths[path + 1] - 1
        for start in range(paths[path], end, _RUN):
            runs.starts[number], runs.ends[number] = start, min(start + _RUN, end)
            for i in range(start, runs.ends[number] + 1):
                x, y = points[i, 0], points[i, 1]
                _include(runs.boxes, number, (x, y, x, y))
            box = runs.boxes[number]
            _include(runs.stretches, number // _RUN, (box[0], box[1], box[2], box[3]))
            number += 1
    return runs


@inner
def _are_apart(boxes: Floats, i: int, box: Floats, room: float) -> bool:
    return bool(
        boxes[i, _WEST] > box[_EAST] + room
        or boxes[i, _EAST] < box[_WEST] - room
        or boxes[i, _SOUTH] > box[_NORTH] + room
        or boxes[i, _NORTH] < box[_SOUTH] - room
    )


@inner
def _run_reaches(points: Floats, start: int, end: int, box: Floats, room: float) -> bool:
    """Whether the box of some edge of a run meets a box."""
    for i in range(start, end):
        x0, y0, x1, y1 = points[i, 0], points[i, 1], points[i + 1, 0], points[i + 1, 1]
        if not (
            min(x0, x1) > box[_EAST] + room
            or max(x0, x1) < box[_WEST] - room
            or min(y0, y1) > box[_NORTH] + room
            or max(y0, y1) < box[_SOUTH] - room
        ):
            return True
    return False


@inner
def _is_reached(points: Floats, runs: Runs, box: Floats, room: float) -> bool:
    """Whether an edge may reach a box."""
    for stretch in range(len(runs.stretches)):
        if _are_apart(runs.stretches, stretch, box, room):
            continue
        for run in range(stretch * _RUN, min((stretch + 1) * _RUN, len(runs.starts))):
            if not _are_apart(runs.boxes, run, box, room) and _run_reaches(
                points, runs.starts[run], runs.ends[run], box, room
            ):
                return True
    return False


@inner
def _winding(points: Floats, runs: Runs, x: float, y: float) -> int:
    """How often the shape's rings go round a place off its boundary."""
    count = 0
    for stretch in range(len(runs.stretches)):
        box = runs.stretches[stretch]
        if box[_SOUTH] > y or box[_NORTH] < y or box[_EAST] < x:
            continue
        for run in range(stretch * _RUN, min((stretch + 1) * _RUN, len(runs.starts))):
            start, end = runs.starts[run], runs.ends[run]
            if runs.boxes[run, _WEST] > x:  # all on the right: only where it begins and ends counts
                count += passes(points[start, 1], points[end, 1], y, FROM_B)
            elif runs.boxes[run, _EAST] >= x:
                count += turns(points, start, end, (x, y, FROM_B))
    return count


@compiled
def sort_out(shapes: Shapes, number: int, boxes: Floats, room: float, answers: Bytes) -> int:
    """Fill in where each box lies with regard to one polygon; how many are not known."""
    points, paths, features = shapes.coordinates, shapes.path_offsets, shapes.feature_offsets
    runs = _runs_of(points, paths, features[number], features[number + 1])
    unknown = 0
    for k in range(len(boxes)):
        if _is_reached(points, runs, boxes[k], room):
            answers[k] = UNKNOWN
            unknown += 1
        elif _winding(points, runs, boxes[k, _WEST], boxes[k, _SOUTH]) == 1:
            answers[k] = INSIDE
        else:
            answers[k] = OUTSIDE
    return unknown
