# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Neighbours on the ground as neighbours in the file. 希尔伯特曲线排序。"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ORDER = 16  # the curve has 2^16 cells a side: finer than any edition needs


def hilbert_order(boxes: Floats) -> NDArray[np.int64]:
    """Positions of boxes (west, south, east, north) along a Hilbert curve through their centres.

    Equal places keep the order of the source, so the same source gives the same file.

    >>> hilbert_order(np.array([[0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0, 1], [1, 0, 1, 0.0]])).tolist()
    [0, 2, 1, 3]
    """
    if len(boxes) == 0:
        return np.empty(0, np.int64)
    x, y = (_cells((boxes[:, i] + boxes[:, i + 2]) / 2) for i in (0, 1))
    return np.argsort(_distance(x, y), kind="stable")


def _cells(values: Floats) -> NDArray[np.int64]:
    low, high = values.min(), values.max()
    width = high - low
    scaled = (values - low) / width * (2**ORDER - 1) if width > 0 else np.zeros_like(values)
    return scaled.astype(np.int64)


def _distance(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    """Distance along the curve, one bit of both coordinates at a time."""
    x, y = x.copy(), y.copy()
    distance = np.zeros_like(x)
    for bit in range(ORDER - 1, -1, -1):
        side = np.int64(1) << bit
        right, upper = (x & side) > 0, (y & side) > 0
        distance += side * side * ((3 * right) ^ upper)
        turned, mirrored = ~upper, ~upper & right
        x[mirrored], y[mirrored] = side - 1 - x[mirrored], side - 1 - y[mirrored]
        x[turned], y[turned] = y[turned], x[turned].copy()
        x, y = x & (side - 1), y & (side - 1)
    return distance
