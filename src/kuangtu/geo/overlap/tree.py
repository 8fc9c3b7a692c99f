# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A packed tree of boxes in two arrays. 外包框索引。

Eight boxes make a node; the levels stand one after another, the leaves first, the root last.
An edition's file runs along a Hilbert curve already, and its order is kept; other orders are
replaced by sort-tile-recurse. NumPy searches the tree level by level; the compiled search of
`tree_kernel` walks the same arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import Final

import numpy as np

from kuangtu.geo.overlap.kernel_types import Nodes
from kuangtu.geo.overlap.types import Floats, Integers

NODE_SIZE: Final = 8
_JUDGED_LEVEL: Final = 3  # 512 boxes a node
_LEAST_GROWTH: Final = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class BoxTree:
    """Which boxes meet a box. 外包框树。

    `boxes` holds all levels; `level_starts` where each begins, and the total; `order` which
    feature each leaf is.
    """

    boxes: Floats
    level_starts: Integers
    order: Integers

    def __post_init__(self) -> None:
        for array in (self.boxes, self.level_starts, self.order):
            array.flags.writeable = False

    @classmethod
    def over(cls, boxes: Floats) -> BoxTree:
        """Pack boxes given as rows of least x, least y, greatest x, greatest y."""
        order, levels = np.arange(len(boxes)), _levels(boxes)
        if not _is_well_ordered(levels):
            order = _tiled(boxes)
            levels = _levels(boxes[order])
        starts = np.cumsum([0, *map(len, levels)]).astype(np.int64)
        return cls(np.concatenate(levels), starts, order)

    @property
    def nodes(self) -> Nodes:
        """What the kernels read."""
        return Nodes(self.boxes, self.level_starts, self.order)

    @property
    def size_bytes(self) -> int:
        """Memory that the arrays hold."""
        return self.boxes.nbytes + self.level_starts.nbytes + self.order.nbytes

    def pairs(self, boxes: Floats) -> tuple[Integers, Integers]:
        """Every (row of `boxes`, feature) whose boxes meet, touching included, in that order."""
        rows = np.arange(len(boxes), dtype=np.int64)
        nodes = np.zeros(len(boxes), np.int64)
        levels = len(self.level_starts) - 1
        if not len(self.order):
            return rows[:0], nodes[:0]
        rows, nodes = self._meeting(boxes, rows, nodes + self.level_starts[levels - 1])
        for level in range(levels - 2, -1, -1):
            rows, nodes = self._children(rows, nodes, level)
            rows, nodes = self._meeting(boxes, rows, nodes)
        features = self.order[nodes]
        by_row = np.lexsort((features, rows))
        return rows[by_row], features[by_row]

    def _children(self, rows: Integers, nodes: Integers, level: int) -> tuple[Integers, Integers]:
        """The nodes of a level below the given nodes of the next level."""
        start, end = self.level_starts[level : level + 2]
        first = start + (nodes - end) * NODE_SIZE
        children = (first[:, None] + np.arange(NODE_SIZE)).ravel()
        inside = children < end
        return np.repeat(rows, NODE_SIZE)[inside], children[inside]

    def _meeting(self, boxes: Floats, rows: Integers, nodes: Integers) -> tuple[Integers, Integers]:
        ours, theirs = boxes[rows], self.boxes[nodes]
        meets = np.logical_and.reduce(
            (
                ours[:, 0] <= theirs[:, 2],
                ours[:, 2] >= theirs[:, 0],
                ours[:, 1] <= theirs[:, 3],
                ours[:, 3] >= theirs[:, 1],
            )
        )
        return rows[meets], nodes[meets]


def _levels(boxes: Floats) -> list[Floats]:
    levels = [boxes]
    while len(levels) == 1 or len(levels[-1]) > 1:
        levels.append(_parents(levels[-1]))
    return levels


def _is_well_ordered(levels: list[Floats]) -> bool:
    """Whether neighbours in the file are neighbours on the ground.

    Then nodes grow with the root of what they hold: 64 times the boxes, some eight times the
    reach. Boxes in no order have large nodes from the first level on.
    """
    if len(levels) <= _JUDGED_LEVEL:
        return False
    single, small, large = (_reach(levels[level]) for level in (0, 1, _JUDGED_LEVEL))
    return large - single >= _LEAST_GROWTH * (small - single)


def _reach(boxes: Floats) -> float:
    """Mean of width and height together."""
    return float((boxes[:, 2] - boxes[:, 0] + boxes[:, 3] - boxes[:, 1]).mean())


def _tiled(boxes: Floats) -> Integers:
    """Sort-tile-recurse: vertical slices of equal count, each from south to north."""
    x, y = boxes[:, 0] + boxes[:, 2], boxes[:, 1] + boxes[:, 3]
    per_slice = max(ceil(sqrt(ceil(len(boxes) / NODE_SIZE))) * NODE_SIZE, 1)
    order = np.argsort(x).astype(np.int64)
    for start in range(0, len(boxes), per_slice):
        part = order[start : start + per_slice]
        order[start : start + per_slice] = part[np.argsort(y[part])]
    return order


def _parents(boxes: Floats) -> Floats:
    starts = np.arange(0, len(boxes), NODE_SIZE)
    return np.hstack(
        (
            np.minimum.reduceat(boxes[:, :2], starts, axis=0),
            np.maximum.reduceat(boxes[:, 2:], starts, axis=0),
        )
    )
