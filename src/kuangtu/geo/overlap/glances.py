# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A first look at a column of features, so that only a few need a second. 初筛。"""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np

from kuangtu.geo.overlap.arrays import Paths
from kuangtu.geo.overlap.decoding import WkbColumn, paths_of_wkb
from kuangtu.geo.overlap.engine import available_cores, kernels
from kuangtu.geo.overlap.kernel_types import Degrees, Glanced, Oddities
from kuangtu.geo.overlap.types import Flags, Floats, Integers

_ROWS_AT_ONCE: Final = 20_000
# A little wider than what is asked, so that rounding never hides a place.
_WIDER: Final = 1.001


class Look(NamedTuple):
    """What a glance tells of features, row by row. 初筛结果。

    Boxes are west, south, east, north in degrees. `is_doubtful` is false for polygons that are
    certainly valid; `may_be_odd` is false for those without strip, speck, doubled vertex or spike.
    """

    boxes: Floats
    point_counts: Integers
    is_doubtful: Flags
    may_be_odd: Flags

    def taken(self, rows: Integers) -> Look:
        """The same for some rows, in the given order."""
        return Look(
            self.boxes[rows],
            self.point_counts[rows],
            self.is_doubtful[rows],
            self.may_be_odd[rows],
        )


def oddities(*, width_m: float, area_m2: float, edge_m: float, spike_degrees: float) -> Oddities:
    """What makes a polygon worth a closer look; each limit a little wider than it is said."""
    return Oddities(
        width_m * _WIDER,
        area_m2 * _WIDER,
        (edge_m * _WIDER) ** 2,
        math.cos(math.radians(spike_degrees * 1.02)) ** 2,
    )


def look_over(column: WkbColumn, limits: Oddities) -> Look | None:
    """Glance at a column of WKB in degrees; None where it holds what the decoder does not know.

    By as many threads as there are cores; the memory of a portion is given back at its end.
    """
    count = len(column.offsets) - 1
    starts = range(0, count, _ROWS_AT_ONCE)
    with ThreadPoolExecutor(available_cores()) as threads:
        portions = list(threads.map(lambda start: _portion(column, start, limits), starts))
    looks = [one for one in portions if one is not None]
    if len(looks) < len(portions):
        return None
    empty = Look(np.empty((0, 4)), np.empty(0, np.int64), np.empty(0, bool), np.empty(0, bool))
    return Look(*(np.concatenate(several) for several in zip(empty, *looks, strict=True)))


def _portion(column: WkbColumn, start: int, limits: Oddities) -> Look | None:
    part = WkbColumn(column.data, column.offsets[start : start + _ROWS_AT_ONCE + 1])
    paths = paths_of_wkb(part)
    if paths is None or not _is_whole(paths):
        return None
    count = len(paths.kinds)
    glanced = Glanced(np.empty((count, 4)), np.empty(count, np.uint8), np.empty(count, np.uint8))
    kernels().glance(Degrees(*paths), limits, glanced)
    ends = paths.path_offsets[paths.feature_offsets]
    return Look(
        glanced.boxes, np.diff(ends), glanced.doubtful.astype(bool), glanced.odd.astype(bool)
    )


def _is_whole(paths: Paths) -> bool:
    """Numbers everywhere, as many points as each kind needs, rings closed."""
    if not np.isfinite(paths.coordinates).all():
        return False
    kinds = np.repeat(paths.kinds, np.diff(paths.feature_offsets))
    counts = np.diff(paths.path_offsets)
    if (counts < np.array([1, 2, 4])[kinds]).any():
        return False
    rings = np.flatnonzero(kinds == 2)
    first = paths.coordinates[paths.path_offsets[rings]]
    last = paths.coordinates[paths.path_offsets[rings + 1] - 1]
    return bool((first == last).all())
