# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Invented layers and grounds, the same for every run. 测试数据。"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuangtu.layers.storing import write_geoparquet
from kuangtu.layers.storing.hilbert import hilbert_order

Geometries = NDArray[Any]

WEST, SOUTH, EAST, NORTH = 86.685, 36.017, 93.820, 41.376  # the county's box
LAYER_SEED, RANGE_SEED, NET_SEED = 652824, 2021, 4490


def stars(count: int, *, vertices: int, radius: tuple[float, float], seed: int) -> Geometries:
    """Random stars in degrees: a radius for each polygon, 50–100 % of it for each vertex."""
    random = np.random.default_rng(seed)
    x, y = random.uniform(WEST, EAST, count), random.uniform(SOUTH, NORTH, count)
    reach = random.uniform(*radius, (count, 1)) * random.uniform(0.5, 1, (count, vertices))
    turn = (np.arange(vertices) + random.uniform(0, 0.9, (count, vertices))) / vertices * 2 * np.pi
    points = np.empty((count, vertices + 1, 2))
    points[:, :-1, 0] = x[:, None] + reach * np.cos(turn)
    points[:, :-1, 1] = y[:, None] + reach * np.sin(turn)
    points[:, -1] = points[:, 0]
    offsets = np.arange(count + 1)
    made: Geometries = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, points.reshape(-1, 2), (offsets * (vertices + 1), offsets)
    )
    return made


def control_layer(count: int) -> Geometries:
    """The control layer, in the order in which an edition is written."""
    layer = stars(count, vertices=24, radius=(0.001, 0.006), seed=LAYER_SEED)
    ordered: Geometries = layer[hilbert_order(shapely.bounds(layer))]
    return ordered


def ranges(count: int) -> Geometries:
    """The grounds to be screened."""
    return stars(count, vertices=8, radius=(0.002, 0.02), seed=RANGE_SEED)


def write_edition(path: Path, layer: Geometries) -> None:
    """The layer as the product itself writes an edition."""
    write_geoparquet(
        path,
        feature_ids=list(range(len(layer))),
        geometries=layer,
        attributes=pa.table({"name": pa.array(["图斑"] * len(layer))}),
    )


def net(side: int, *, is_slanted: bool) -> Geometries:
    """A gapless net of side × side blocks; slanted nets have every corner moved at random."""
    random = np.random.default_rng(NET_SEED)
    corners = np.stack(np.meshgrid(np.arange(side + 1), np.arange(side + 1)), axis=-1) / 60
    corners += (87.0, 37.0)
    if is_slanted:
        corners += random.uniform(-0.004, 0.004, corners.shape)
    rings = np.stack(
        (corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]), axis=2
    )
    made: Geometries = shapely.polygons(rings.reshape(-1, 4, 2))
    return made


def merged_blocks(blocks: Geometries, side: int, count: int) -> Geometries:
    """Grounds made of 1–3 × 1–3 neighbouring blocks: every border is shared with the net."""
    random = np.random.default_rng(RANGE_SEED)
    grid = blocks.reshape(side, side)
    merged = []
    for row, column in random.integers(0, side - 3, (count, 2)):
        rows, columns = random.integers(1, 4, 2)
        merged.append(
            shapely.coverage_union_all(grid[row : row + rows, column : column + columns].ravel())
        )
    return np.array(merged, dtype=object)
