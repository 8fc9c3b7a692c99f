# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What an overlap index answers, and its tolerances. 压覆计算的结果与容差。"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


class Way(IntEnum):
    """By which way an overlap was computed. 计算方式。"""

    CONTAINED = 0  # one lies inside the other: the smaller area is the answer
    KERNEL = 1  # boundary integral
    GEOS = 2  # overlay by GEOS, because the integral would not be safe or not worth compiling


class Kind(IntEnum):
    """What a feature is made of. 要素类型。"""

    POINT = 0
    LINE = 1
    POLYGON = 2


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Distances and areas below which the boundary integral is not trusted alone. 容差。

    A vertex nearer than `boundary_m` to the other boundary, yet not exactly on it, sends the
    pair to GEOS; so does an area within `area_m2` of the caller's threshold. `area_m2` is also
    the stated agreement between both ways. Units: metres and square metres in the legal plane.
    """

    boundary_m: float = 1e-4
    area_m2: float = 1e-3


# An overlap that misses the smaller area by no more than this is all of it: 1 mm², or the
# rounding of a very large area.
WHOLE_WITHIN_M2: Final = 1e-6
WHOLE_WITHIN_SHARE: Final = 1e-12
DEFAULT_TOLERANCES: Final = Tolerances()


class Overlap(NamedTuple):
    """A feature that the ground meets; area 0 where they only touch. 压覆。

    `index` is the feature's position in the edition. `share` is overlap over the ground's area
    (0 for a ground without area), `length_m` the geodesic length of a line inside the ground.
    A named tuple, because it is made for every hit: a frozen dataclass takes four times as long.
    """

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here
    area_m2: float
    share: float
    way: Way
    length_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Near:
    """A feature within the searched distance: geodesic, 0 where they meet. 邻近要素。"""

    index: int
    distance_m: float


class OverlapPairs(NamedTuple):
    """Overlaps of many grounds as parallel arrays, ordered by ground, then feature. 批量压覆。

    `way` holds the values of `Way`.
    """

    range_index: Integers
    feature_index: Integers
    area_m2: Floats
    way: Bytes
