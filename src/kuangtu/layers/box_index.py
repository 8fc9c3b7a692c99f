# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which rows of an edition have a box that meets a box. 范围索引。

Rows lie along a Hilbert curve, so a few hundred neighbours share a small box: these boxes are
looked at first, and the rows of the few that meet afterwards. The time grows with the answer,
hardly with the layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kuangtu.layers.features import Box

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
BLOCK = 128  # rows that share a box


@dataclass(frozen=True, slots=True, eq=False)
class BoxIndex:
    """The boxes of all rows, and those of their blocks: four sides each, in degrees. 范围索引。"""

    sides: tuple[Floats, ...]
    blocks: tuple[Floats, ...]

    @property
    def size_bytes(self) -> int:
        """Memory that it takes."""
        return sum(side.nbytes for side in (*self.sides, *self.blocks))

    def rows_meeting(self, box: Box) -> Rows:
        """Rows whose box meets a box, touching ones too, in the order of the file."""
        blocks = np.flatnonzero(_meets(self.blocks, box))
        rows = (blocks[:, None] * BLOCK + np.arange(BLOCK)).ravel()
        rows = rows[rows < len(self.sides[0])]
        return rows[_meets(tuple(side[rows] for side in self.sides), box)]

    def is_inside(self, rows: Rows, box: Box) -> NDArray[np.bool_]:
        """Which rows have a box that lies inside a box: their geometry need not be looked at."""
        xmin, ymin, xmax, ymax = (side[rows] for side in self.sides)
        west, south, east, north = box
        inside = (xmin >= west) & (xmax <= east) & (ymin >= south) & (ymax <= north)
        return np.asarray(inside, np.bool_)


def box_index(sides: Sequence[Floats]) -> BoxIndex:
    """The index of boxes given as their west, south, east and north sides.

    >>> boxes = np.array([[0, 0, 1, 1], [2, 2, 3, 3], [1, 1, 2, 2.0]])
    >>> box_index(boxes.T).rows_meeting((0.5, 0.5, 1, 1)).tolist()
    [0, 2]
    >>> box_index(np.empty((4, 0))).rows_meeting((0, 0, 1, 1)).tolist()
    []
    """
    west, south, east, north = (np.ascontiguousarray(side) for side in sides)
    starts = np.arange(0, len(west), BLOCK)
    low = [np.fmin.reduceat(side, starts) if len(side) else side for side in (west, south)]
    high = [np.fmax.reduceat(side, starts) if len(side) else side for side in (east, north)]
    return BoxIndex((west, south, east, north), (*low, *high))


def _meets(sides: Sequence[Floats], box: Box) -> NDArray[np.bool_]:
    xmin, ymin, xmax, ymax = sides
    west, south, east, north = box
    meets = (xmin <= east) & (xmax >= west) & (ymin <= north) & (ymax >= south)
    return np.asarray(meets, np.bool_)
