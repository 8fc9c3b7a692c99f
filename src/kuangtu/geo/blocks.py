# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Exploration blocks of 1′, 30″ and 15″. 勘查区块。

A basic block is 1′ × 1′, a quarter block 30″ × 30″ and a small block 15″ × 15″, all on the
graticule. The national numbering of blocks is not public: blocks are counted, not numbered.

Source: 240号令 art. 3 for the basic block; the parts of one are registry practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kuangtu.core.errors import invalid
from kuangtu.geo.angles import MILLIARCSECONDS_PER_DEGREE, to_degrees

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

BASIC_MILLIARCSECONDS = 60_000
QUARTER_MILLIARCSECONDS = 30_000
SMALL_MILLIARCSECONDS = 15_000
# Registered corners have three decimals of seconds: a corner off the graticule by no more than
# one of the last is on it.
SNAP_MILLIARCSECONDS = 1.0
MOST_CELLS = 4_000_000

Cells = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OffGrid:
    """A corner or an edge that is not on the 15″ graticule. 不在区块线上的点或边。"""

    longitude: float
    latitude: float
    off_arcseconds: float  # 0 for an edge between corners of the graticule that runs obliquely


@dataclass(frozen=True, slots=True)
class BlockCount:
    """Blocks of a polygon: as few as possible, the larger first. 区块数。

    `off_grid` names what keeps the polygon from being made of whole blocks; then the counts
    are None.
    """

    basic: int | None
    quarter: int | None
    small: int | None
    off_grid: tuple[OffGrid, ...] = ()

    @property
    def is_whole(self) -> bool:
        """True if the polygon is made of whole blocks."""
        return not self.off_grid

    @property
    def equivalent(self) -> Decimal | None:
        """All blocks as basic ones: basic + quarter/4 + small/16. 折成基本区块。"""
        if self.basic is None or self.quarter is None or self.small is None:
            return None
        return Decimal(self.basic) + Decimal(self.quarter) / 4 + Decimal(self.small) / 16


def count_blocks(
    geometry: Polygon | MultiPolygon, *, tolerance_milliarcseconds: float = SNAP_MILLIARCSECONDS
) -> BlockCount:
    """The blocks of a polygon, or what keeps it from being whole blocks.

    CRS: EPSG:4490.

    >>> import shapely
    >>> count_blocks(shapely.box(88, 39, 88 + 1 / 60, 39 + 1.5 / 60)).equivalent
    Decimal('1.5')
    >>> count_blocks(shapely.Polygon()).equivalent
    Decimal('0')

    Raises: Invalid `blocks.too-large`.
    """
    off_grid = _off_grid(geometry, tolerance_milliarcseconds)
    if off_grid:
        return BlockCount(None, None, None, tuple(off_grid))
    if geometry.is_empty:
        return BlockCount(0, 0, 0)
    return _counted(_inside(geometry))


def block_cells(
    geometry: Polygon | MultiPolygon, *, size_milliarcseconds: int = BASIC_MILLIARCSECONDS
) -> list[Polygon]:
    """The blocks of one size that a polygon reaches into, from the south-west on; EPSG:4490.

    Touching an edge is not enough.

    Raises: Invalid `blocks.too-large`.
    """
    import shapely  # noqa: PLC0415 - late: counts alone need little of it

    if geometry.is_empty:
        return []
    west, south, east, north = (
        round(degrees * MILLIARCSECONDS_PER_DEGREE) for degrees in geometry.bounds
    )
    size = size_milliarcseconds
    columns = range(west // size * size, east, size)
    rows = range(south // size * size, north, size)
    _refuse_too_many(len(columns) * len(rows))
    corners = [(x, y) for y in rows for x in columns]
    boxes = shapely.box(*_degrees_of(corners, size).T)
    shapely.prepare(geometry)
    reached = shapely.intersects(geometry, boxes) & ~shapely.touches(geometry, boxes)
    return list(boxes[reached])


def _degrees_of(corners: list[tuple[int, int]], size: int) -> NDArray[np.float64]:
    lower = np.array(corners, dtype=np.float64).reshape(-1, 2)
    return np.hstack([lower, lower + size]) / MILLIARCSECONDS_PER_DEGREE


def _off_grid(geometry: Any, tolerance: float) -> list[OffGrid]:
    """Corners off the graticule; then edges that are neither along a parallel nor a meridian."""
    import shapely  # noqa: PLC0415 - late: counts alone need little of it

    found: list[OffGrid] = []
    for ring in shapely.get_rings(shapely.get_parts(geometry)):
        points = shapely.get_coordinates(ring) * MILLIARCSECONDS_PER_DEGREE
        snapped = np.round(points / SMALL_MILLIARCSECONDS) * SMALL_MILLIARCSECONDS
        off = np.abs(points - snapped).max(axis=1)
        # Coordinates that came through a plane carry noise far below the tolerance.
        wrong = np.flatnonzero(off[:-1] > tolerance + 1e-6)
        found += [_off_grid_at(points[index], float(off[index])) for index in wrong]
        if not len(wrong):
            oblique = np.flatnonzero((np.diff(snapped, axis=0) != 0).all(axis=1))
            found += [_off_grid_at(points[index], 0.0) for index in oblique]
    return found


def _off_grid_at(point: NDArray[np.float64], off: float) -> OffGrid:
    degrees = [float(value) / MILLIARCSECONDS_PER_DEGREE for value in point]
    return OffGrid(degrees[0], degrees[1], round(off / 1000, 6))


def _inside(geometry: Any) -> Cells:
    """Which 15″ cells lie inside, judged by their middle; the box begins at a whole minute."""
    import shapely  # noqa: PLC0415 - late: counts alone need little of it

    bounds = [round(value * MILLIARCSECONDS_PER_DEGREE) for value in geometry.bounds]
    minute = BASIC_MILLIARCSECONDS
    west, south = (value // minute * minute for value in bounds[:2])
    columns, rows = (
        4 * -(-(high - low) // minute) for high, low in zip(bounds[2:], (west, south), strict=True)
    )
    _refuse_too_many(columns * rows)
    middle = SMALL_MILLIARCSECONDS // 2
    longitudes = [to_degrees(west + i * SMALL_MILLIARCSECONDS + middle) for i in range(columns)]
    latitudes = [to_degrees(south + i * SMALL_MILLIARCSECONDS + middle) for i in range(rows)]
    x, y = np.meshgrid(longitudes, latitudes)
    shapely.prepare(geometry)
    return np.asarray(shapely.contains_xy(geometry, x, y), dtype=np.bool_)


def _refuse_too_many(cells: int) -> None:
    if cells > MOST_CELLS:
        raise invalid(
            "blocks.too-large",
            "范围涉及 {cells} 个小区块，超过上限 {most}；请核对坐标",
            "the extent spans {cells} small blocks, more than {most}; check the coordinates",
            cells=cells,
            most=MOST_CELLS,
        )


def _counted(inside: Cells) -> BlockCount:
    """Whole minutes first, then whole half minutes in the rest, then what is left."""
    rows, columns = inside.shape
    left = inside.copy()
    minutes = left.reshape(rows // 4, 4, columns // 4, 4)
    is_basic = np.asarray(minutes.all(axis=(1, 3)))
    minutes &= ~is_basic[:, None, :, None]
    halves = left.reshape(rows // 2, 2, columns // 2, 2)
    is_quarter = np.asarray(halves.all(axis=(1, 3)))
    halves &= ~is_quarter[:, None, :, None]
    return BlockCount(int(is_basic.sum()), int(is_quarter.sum()), int(left.sum()))
