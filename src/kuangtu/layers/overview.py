# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a map shows of more features than it can draw. 概览格网。

A view that holds too many features would need minutes and would show a part of them only, and
a red line that seems to lie in one corner is a false map. So the large ones are drawn as they
are, and the small ones are counted in the cells of a grid, by the middle of their boxes. Every
feature of the view is one or the other: the counts and the drawn ones add up.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kuangtu.layers.features import Box, DataFile, Feature, features_in_rows, rows_in_box

CELLS_A_SIDE = 96  # of a view, at the most
LARGE_CELLS = 2  # a box of as many cells has a shape that can be seen
MOST_LARGE = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the grid and how many features have their middle in it. 格网单元。

    `west` and `south` are its corner and `side` its size, all in degrees (EPSG:4490).
    """

    west: float
    south: float
    side: float
    feature_count: int

    def as_geojson(self) -> dict[str, object]:
        """The square as a feature that says that it is none of the layer's."""
        west, south = self.west, self.south
        east, north = west + self.side, south + self.side
        ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
        return {
            "type": "Feature",
            "geometry": {"type": "Polygon", "coordinates": [ring]},
            "properties": {"is_overview": True, "feature_count": self.feature_count},
        }


@dataclass(frozen=True, slots=True)
class Overview:
    """The features that are drawn, and the cells that stand for the others. 概览。"""

    features: tuple[Feature, ...]
    cells: tuple[Cell, ...] = ()

    @property
    def feature_count(self) -> int:
        """How many features the view holds."""
        return len(self.features) + sum(cell.feature_count for cell in self.cells)


def overview(data: DataFile, box: Box | None, *, limit: int) -> Overview:
    """All features of a view where they are no more than `limit`, else an overview of them."""
    rows, boxes = rows_in_box(data, box)
    if len(rows) <= limit:
        return Overview(tuple(features_in_rows(data, rows)))
    side = cell_side(box or _around(boxes))
    is_large = _largest(boxes, longer_than=LARGE_CELLS * side)
    features = features_in_rows(data, rows[is_large])
    return Overview(tuple(features), tuple(_cells(boxes[~is_large], side)))


def cell_side(view: Box) -> float:
    """A power of two, in degrees, so that the grid stays where it is when the view moves.

    >>> cell_side((86.0, 36.0, 94.0, 41.0)), cell_side((88.0, 39.0, 88.0, 39.0))
    (0.125, 1.52587890625e-05)
    """
    west, south, east, north = view
    longest = max(east - west, north - south, CELLS_A_SIDE * 2**-16)
    return float(2.0 ** math.ceil(math.log2(longest / CELLS_A_SIDE)))


def _around(boxes: NDArray[np.float64]) -> Box:
    west, south = boxes[:, :2].min(axis=0)
    east, north = boxes[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)


def _largest(boxes: NDArray[np.float64], *, longer_than: float) -> NDArray[np.bool_]:
    """Which boxes are longer than that, the longest of them where they are very many."""
    longest = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    is_large = longest > longer_than
    if is_large.sum() > MOST_LARGE:
        chosen = np.argpartition(longest, -MOST_LARGE)[-MOST_LARGE:]
        is_large = np.zeros(len(boxes), bool)
        is_large[chosen] = True
    return np.asarray(is_large, bool)


def _cells(boxes: NDArray[np.float64], side: float) -> Iterator[Cell]:
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    column, row = np.floor(middles / side).astype(np.int64).T
    # One number a cell: sorting pairs takes twenty times as long.
    first = int(row.min(initial=0))
    rows = int(row.max(initial=0)) - first + 1
    keys, counts = np.unique(column * rows + (row - first), return_counts=True)
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        yield Cell(key // rows * side, (key % rows + first) * side, side, count)
