# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Overlap areas that can stand in court, fast enough for a country. 压覆面积。"""

from kuangtu.geo.overlap.arrays import FeatureArrays
from kuangtu.geo.overlap.building import arrays_of
from kuangtu.geo.overlap.decoding import arrays_of_wkb
from kuangtu.geo.overlap.engine import Engine
from kuangtu.geo.overlap.index import OverlapIndex, warm_up
from kuangtu.geo.overlap.types import (
    DEFAULT_TOLERANCES,
    Kind,
    Near,
    Overlap,
    OverlapPairs,
    Tolerances,
    Way,
)

__all__ = [
    "DEFAULT_TOLERANCES",
    "Engine",
    "FeatureArrays",
    "Kind",
    "Near",
    "Overlap",
    "OverlapIndex",
    "OverlapPairs",
    "Tolerances",
    "Way",
    "arrays_of",
    "arrays_of_wkb",
    "warm_up",
]
