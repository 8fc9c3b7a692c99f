# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Pairs settled by boxes, because one side is a large polygon with a crowd. 大图斑粗分。"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from kuangtu.geo.overlap.arrays import FeatureArrays
from kuangtu.geo.overlap.engine import kernels
from kuangtu.geo.overlap.types import Bytes, Flags, Integers

LARGE: Final = 128  # corners from which sorting out pays
CROWD: Final = 16  # pairs of one large polygon from which it does
UNKNOWN, INSIDE, OUTSIDE = 0, 1, 2  # as in `crowd_kernel`


class Side(NamedTuple):
    """One side of some pairs: its arrays, and which of them each pair has. 计算一方。"""

    arrays: FeatureArrays
    chosen: Integers


def is_large(arrays: FeatureArrays) -> bool:
    """Whether the only feature is large enough to be worth a look at its crowd."""
    return len(arrays.paths.coordinates) >= LARGE


def sorted_out(grounds: Side, features: Side, boundary_m: float) -> Bytes | None:
    """Of each pair whether one lies inside the other or both apart; None if nothing is large.

    All are polygons. What is INSIDE has the smaller one inside the larger one, boundaries apart.
    """
    answers: Bytes | None = None
    for large, others in ((grounds, features), (features, grounds)):
        for number, pairs in _crowds(large):
            if answers is None:
                answers = np.zeros(len(grounds.chosen), np.uint8)
            asked = pairs[answers[pairs] == UNKNOWN]
            found = np.empty(len(asked), np.uint8)
            boxes = others.arrays.boxes[others.chosen[asked]]
            kernels().sort_out(large.arrays.shapes, number, boxes, 2 * boundary_m, found)
            answers[asked] = found
    return answers


def _crowds(side: Side) -> Iterator[tuple[int, Integers]]:
    """Each large feature that many pairs have, with the positions of those pairs."""
    paths = side.arrays.paths
    starts = paths.path_offsets[paths.feature_offsets]
    are_large: Flags = starts[side.chosen + 1] - starts[side.chosen] >= LARGE
    positions = np.flatnonzero(are_large)
    if len(positions) < CROWD:
        return
    order = positions[np.argsort(side.chosen[positions], kind="stable")]
    numbers, first, counts = np.unique(side.chosen[order], return_index=True, return_counts=True)
    for number, start, count in zip(numbers.tolist(), first.tolist(), counts.tolist(), strict=True):
        if count >= CROWD:
            yield number, order[start : start + count]
