# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The compiled search of the packed tree. 外包框索引内核（Numba）。"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.compiled.compiling import compiled
from kuangtu.geo.overlap.kernel_types import Hits, Nodes
from kuangtu.geo.overlap.tree import NODE_SIZE
from kuangtu.geo.overlap.types import Floats

_ROOM: Final = 24 * NODE_SIZE  # for 24 levels: 8²⁴ boxes are enough


@compiled
def find_pairs(nodes: Nodes, queries: Floats, hits: Hits) -> int:
    """Rows of `queries` and features whose boxes meet, ordered by row; how many there are.

    Beyond the room in `hits` they are counted only: the caller makes room and asks again.
    """
    boxes, starts, top = nodes.boxes, nodes.level_starts, len(nodes.level_starts) - 2
    stack, levels = np.empty(_ROOM, np.int64), np.empty(_ROOM, np.int64)
    count = 0
    for row in range(len(queries)):
        west, south = queries[row, 0], queries[row, 1]
        east, north = queries[row, 2], queries[row, 3]
        depth, stack[0], levels[0] = 1, starts[top], top
        while depth > 0:
            depth -= 1
            level = levels[depth]
            first = starts[level - 1] + (stack[depth] - starts[level]) * NODE_SIZE
            for child in range(first, min(first + NODE_SIZE, starts[level])):
                if (
                    boxes[child, 0] > east
                    or boxes[child, 2] < west
                    or boxes[child, 1] > north
                    or boxes[child, 3] < south
                ):
                    continue
                if level > 1:
                    stack[depth], levels[depth], depth = child, level - 1, depth + 1
                    continue
                if count < len(hits.rows):
                    hits.rows[count], hits.features[count] = row, nodes.order[child]
                count += 1
    return count
