# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An edition read part by part, by several threads, straight into one array. 分块装配。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from mmap import mmap
from threading import Condition, local
from typing import Final

import numpy as np
import shapely
from shapely import Geometry

from kuangtu.geo.overlap.arrays import FeatureArrays, Geometries
from kuangtu.geo.overlap.building import (
    Checked,
    Decoded,
    accepted,
    checked,
    decoded_geometries,
)
from kuangtu.geo.overlap.decoding import WkbColumn, decoded_wkb
from kuangtu.geo.overlap.engine import Engine, available_cores
from kuangtu.geo.overlap.types import Floats

# Reads one part; the array is room for its coordinates, to be used or not.
Part = Callable[[Floats], Decoded]
_FEATURES_AT_ONCE: Final = 4_000
_VALUES_AT_ONCE: Final = 20_000
_BYTES_PER_POINT: Final = 16
_NO_ROOM: Final = np.empty((0, 2))


@dataclass(slots=True)
class _Room:
    """One array for the coordinates of all parts, given out in the order of the parts."""

    coordinates: Floats
    first: int = 0
    turn: int = 0
    is_too_small: bool = False
    changed: Condition = field(default_factory=Condition)

    def taken(self, number: int, count: int) -> Floats:
        """The rows of a part, once all parts before it have theirs."""
        with self.changed:
            self.changed.wait_for(lambda: self.turn == number)
            self.turn += 1
            self.changed.notify_all()
            rows = self.coordinates[self.first : self.first + count]
            self.first += count
            if len(rows) < count:
                self.is_too_small = True
                return np.empty((count, 2))
            return rows


def assembled(
    parts: Sequence[Part], *, points: int, threads: int, engine: Engine = Engine.AUTO
) -> FeatureArrays:
    """The features of all parts, in order. Raises: `Invalid` with the problems of all parts.

    `points` is how many coordinates are expected: room that stays empty costs nothing, as the
    system gives memory when it is first written; with too little the coordinates are copied.
    """
    room, scratch = _Room(_unwritten(points)), local()

    def read(number: int) -> Checked:
        count, coordinates = 0, getattr(scratch, "coordinates", _NO_ROOM)
        try:
            decoded = parts[number](coordinates)
            # A part's own array serves the thread's next part: fresh memory is dear.
            scratch.coordinates = _larger(coordinates, decoded.paths.coordinates)
            count = len(decoded.paths.coordinates)
        finally:
            rows = room.taken(number, count)
        return checked(decoded, engine=engine, room=rows)

    with ThreadPoolExecutor(threads) as pool:
        pieces = list(pool.map(read, range(len(parts))))
    return accepted(
        pieces, coordinates=None if room.is_too_small else room.coordinates[: room.first]
    )


def arrays_of_many(
    geometries: Sequence[Geometry | None] | Geometries, *, threads: int, engine: Engine
) -> FeatureArrays:
    """As `building.arrays_of`, by several threads. Raises: `Invalid`."""
    whole = np.asarray(geometries, dtype=object)
    parts = [
        partial(_decoded, whole[start : start + _FEATURES_AT_ONCE])
        for start in range(0, len(whole), _FEATURES_AT_ONCE)
    ]
    points = int(shapely.get_num_coordinates(whole).sum())
    return assembled(parts, points=points, threads=threads, engine=engine.settled_for(len(whole)))


def arrays_of_column(column: WkbColumn, *, engine: Engine = Engine.AUTO) -> FeatureArrays:
    """As `decoding.arrays_of_wkb` for a column, by as many threads as there are cores.

    Raises: `Invalid` with a problem for each feature that cannot be measured.
    """
    count = len(column.offsets) - 1
    use = engine.settled_for(count)
    parts = [
        partial(_decoded_part, column, start, use) for start in range(0, count, _VALUES_AT_ONCE)
    ]
    points = len(column.data) // _BYTES_PER_POINT
    return assembled(parts, points=points, threads=available_cores(), engine=use)


def _decoded_part(column: WkbColumn, start: int, engine: Engine, room: Floats) -> Decoded:
    part = WkbColumn(column.data, column.offsets[start : start + _VALUES_AT_ONCE + 1])
    return decoded_wkb(part, engine=engine, room=room)


def _decoded(geometries: Geometries, _room: Floats) -> Decoded:
    return decoded_geometries(geometries)


def _unwritten(points: int) -> Floats:
    """Room straight from the system, in small pages.

    NumPy would ask for huge pages; clearing those took longer than reading the whole edition.
    """
    memory = mmap(-1, max(points, 1) * 2 * np.dtype(np.float64).itemsize)
    return np.frombuffer(memory, dtype=np.float64).reshape(-1, 2)[:points]


def _larger(a: Floats, b: Floats) -> Floats:
    whole = b if b.base is None else b.base
    fits = isinstance(whole, np.ndarray) and whole.ndim == 2 and whole.shape[1] == 2
    return whole if fits and len(whole) > len(a) else a
