# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features of a layer that cover the same ground, where the dictionary says none may. 要素重叠。

Said as warnings: an office may have its reasons, and a review measures each feature by itself.
Areas are those of TD/T 1055-2019 Annex D. What is no valid polygon has been said already.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kuangtu.core.text import Text
from kuangtu.geo.overlap import OverlapIndex, OverlapPairs
from kuangtu.geo.overlap.engine import available_cores
from kuangtu.layers.checking.facts import ShapeFacts
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

OVERLAP_ABOVE_M2: Final = 1.0  # below are slivers along boundaries that were drawn twice
# Beyond so many pairs the file was merged with itself; counting would never come to an end.
MOST_COUNTED: Final = 100_000
MOST_PAIRS_AT_ONCE: Final = 1_000_000
MOST_FEATURES_AT_ONCE: Final = 20_000
PORTIONS_A_CORE: Final = 4  # looked at before the first is told
NOT_COUNTED: Final = Text(
    "重叠的要素不止 {count} 对，未再计数", "more than {count} pairs overlap; counting ended there"
)
Pair = tuple[int, int, float]  # rows of the earlier and the later feature, square metres


def check_overlaps(facts: ShapeFacts) -> Iterator[Finding | Flagged]:
    """Pairs of polygons that have more than a square metre in common. 重叠。"""
    rows = facts.polygon_rows
    if len(rows) < 2:
        return
    index = OverlapIndex.build(facts.polygons)
    pairs = list(islice(_pairs(index, facts.boxes[rows]), MOST_COUNTED))

    def told(at: int) -> Finding:
        first, second, area_m2 = pairs[at]
        common = index.overlap_geometry(facts.geometries[int(rows[second])], first)
        return _overlap(int(rows[first]), int(rows[second]), area_m2, common)

    yield Flagged("features-overlap", rows[np.array([pair[1] for pair in pairs], np.int64)], told)
    if len(pairs) == MOST_COUNTED:
        yield found("features-overlap-more", NOT_COUNTED.format(count=MOST_COUNTED))


def _pairs(index: OverlapIndex, boxes: NDArray[np.float64]) -> Iterator[Pair]:
    """Each pair once, by the later feature."""
    portions = list(_portions(boxes))
    at_once = PORTIONS_A_CORE * available_cores()
    with ThreadPoolExecutor(available_cores()) as threads:
        for first in range(0, len(portions), at_once):
            several = portions[first : first + at_once]
            for met in threads.map(lambda run: _met(index, run), several):
                is_more = met.area_m2 > OVERLAP_ABOVE_M2
                columns = (met.feature_index, met.range_index, met.area_m2)
                yield from zip(*(column[is_more].tolist() for column in columns), strict=True)


def _met(index: OverlapIndex, run: tuple[int, int]) -> OverlapPairs:
    return index.overlaps_within(*run, threshold_m2=OVERLAP_ABOVE_M2)


def _portions(boxes: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """Runs of features that cannot meet more others than fit in memory.

    A feature meets no more others than there are beside it in a strip of the map, the thinner
    one of the two; that is quickly counted by sorting.
    """
    beside = np.minimum(_in_strip(boxes[:, 0], boxes[:, 2]), _in_strip(boxes[:, 1], boxes[:, 3]))
    until = np.cumsum(beside)
    start, before = 0, 0
    while start < len(boxes):
        end = int(np.searchsorted(until, before + MOST_PAIRS_AT_ONCE, side="right"))
        end = min(max(end, start + 1), start + MOST_FEATURES_AT_ONCE, len(boxes))
        yield start, end
        start, before = end, int(until[end - 1])


def _in_strip(lower: NDArray[np.float64], upper: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many intervals meet each interval, itself included.

    >>> _in_strip(np.array([0.0, 1.0, 5.0]), np.array([2.0, 3.0, 6.0])).tolist()
    [2, 2, 1]
    """
    begun = np.searchsorted(np.sort(lower), upper, side="right")
    ended = np.searchsorted(np.sort(upper), lower, side="left")
    return begun - ended


def _overlap(first: int, second: int, area_m2: float, common: Any) -> Finding:
    place = common.representative_point()
    text = Text(
        f"与第 {first + 1} 个要素重叠 {area_m2:.2f} 平方米",
        f"it overlaps feature {first + 1} by {area_m2:.2f} m²",
    )
    where = None if place.is_empty else (float(place.x), float(place.y))
    return found("features-overlap", text, feature=second + 1, place=where)
