# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which zooms an edition's tiles need, by how densely its features lie. 瓦片级别。"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kuangtu.layers.tile_archive import LAST_ZOOM

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

DRAWABLE = 5_000  # features of a tile that a map draws
EXACT = 400  # features of a tile: a screen of a dozen such tiles is sent as it is
FINE_ZOOM = 12  # a unit of a tile is 2.4 m at the equator and less elsewhere
STEEPEST = 85.051128  # degrees of latitude where the square of the web's maps ends


@dataclass(frozen=True, slots=True)
class Zooms:
    """From `features` to `last` tiles hold features; below there is an overview. 级别。"""

    features: int
    last: int


def on_square(longitudes: Floats, latitudes: Floats) -> Floats:
    """Places on the web's square map, from its upper left corner (0, 0) to (1, 1).

    >>> on_square(np.array([0.0, -180.0]), np.array([0.0, 85.0511287798])).round(6).tolist()
    [[0.5, 0.5], [0.0, 0.0]]
    """
    north = np.radians(np.clip(latitudes, -STEEPEST, STEEPEST))
    x = longitudes / 360 + 0.5
    y = 0.5 - np.arcsinh(np.tan(north)) / (2 * np.pi)
    return np.stack([x, y], axis=-1)


def in_degrees(square: Floats) -> Floats:
    """Longitude and latitude of places on the square.

    >>> in_degrees(np.array([[0.5, 0.5], [0.75, 0.5]])).tolist()
    [[0.0, 0.0], [90.0, 0.0]]
    """
    longitude = (square[..., 0] - 0.5) * 360
    latitude = np.degrees(np.arctan(np.sinh((0.5 - square[..., 1]) * 2 * np.pi)))
    return np.stack([longitude, latitude], axis=-1)


def zooms_for(middles: Floats) -> Zooms:
    """The zooms for features with these middles on the square. 级别选取。

    >>> zooms_for(np.array([[0.7, 0.4]]))
    Zooms(features=0, last=12)
    >>> zooms_for(np.full((6000, 2), 0.7))
    Zooms(features=14, last=14)
    """
    crowds = [most_crowded(middles, zoom) for zoom in range(LAST_ZOOM + 1)]
    drawn = (zoom for zoom, crowd in enumerate(crowds) if crowd <= DRAWABLE)
    exact = (zoom for zoom, crowd in enumerate(crowds) if crowd <= EXACT)
    features = next(drawn, LAST_ZOOM)
    return Zooms(features, max(next(exact, LAST_ZOOM), features, FINE_ZOOM))


def most_crowded(middles: Floats, zoom: int) -> int:
    """How many features have their middle in the fullest tile of a zoom."""
    _, counts = np.unique(cell_numbers(middles, zoom), return_counts=True)
    return int(counts.max(initial=0))


def cell_numbers(middles: Floats, order: int) -> Integers:
    """The number of each place's cell where the square is cut into 2^order cells a side."""
    side = 1 << order
    column, row = np.clip((middles * side).astype(np.int64), 0, side - 1).T
    numbers: Integers = row * side + column
    return numbers
