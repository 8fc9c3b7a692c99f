# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features of a layer that cover the same ground, where the dictionary says none may. 要素重叠。

Said as warnings: an office may have its reasons, and a review measures each feature by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.core.text import Text
from kuangtu.geo.overlap import OverlapIndex, arrays_of
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.features import Geometries

OVERLAP_ABOVE_M2: Final = 1.0  # below are slivers along boundaries that were drawn twice
MOST_LISTED: Final = 100
MOST_COUNTED: Final = 1_000  # a file that was merged twice would never come to an end
MOST_PAIRS_AT_ONCE: Final = 1_000_000
MOST_FEATURES_AT_ONCE: Final = 20_000
POLYGONS: Final = (GeometryType.POLYGON, GeometryType.MULTIPOLYGON)
Pair = tuple[int, int, float]  # rows of the earlier and the later feature, square metres
CHECK_BOUNDARY = Text(
    "请核对两个要素的边界或是否重复；本图层的要素不应互相重叠",
    "check the boundary of the two, or whether one is there twice; the features of this layer "
    "should not overlap",
)


def check_overlaps(geometries: Geometries) -> Iterator[Finding]:
    """Pairs of polygons that have more than a square metre in common, the first of them. 重叠。

    Areas are those of TD/T 1055-2019 Annex D. What is no valid polygon has been said already.
    """
    rows = np.flatnonzero(_is_measurable(geometries))
    if len(rows) < 2:
        return
    index = OverlapIndex.build(arrays_of(geometries[rows]))
    count = 0
    for first, second, area_m2 in _pairs(index, geometries[rows]):
        count += 1
        if count <= MOST_LISTED:
            common = index.overlap_geometry(geometries[rows[second]], first)
            yield _overlap(int(rows[first]), int(rows[second]), area_m2, common)
        if count == MOST_COUNTED:
            break
    if count > MOST_LISTED:
        yield _more(count - MOST_LISTED, is_all=count < MOST_COUNTED)


def _is_measurable(geometries: Geometries) -> NDArray[np.bool_]:
    """Valid polygons in degrees; NaN, which missing and empty ones have for bounds, is not."""
    west, south, east, north = shapely.bounds(geometries).T
    in_degrees = (west >= -180) & (east <= 180) & (south >= -90) & (north <= 90)
    is_polygon = np.isin(shapely.get_type_id(geometries), POLYGONS)
    return np.asarray(in_degrees & is_polygon & shapely.is_valid(geometries), bool)


def _pairs(index: OverlapIndex, geometries: Geometries) -> Iterator[Pair]:
    """Each pair once, by the later feature."""
    for start, end in _portions(shapely.bounds(geometries)):
        found = index.overlaps_many(geometries[start:end], threshold_m2=OVERLAP_ABOVE_M2)
        later = found.range_index + start
        is_new = (found.feature_index < later) & (found.area_m2 > OVERLAP_ABOVE_M2)
        columns = (found.feature_index[is_new], later[is_new], found.area_m2[is_new])
        yield from zip(*(column.tolist() for column in columns), strict=True)


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
    return Finding(
        "features-overlap",
        Severity.WARNING,
        Text(
            f"与第 {first + 1} 个要素重叠 {area_m2:.2f} 平方米",
            f"it overlaps feature {first + 1} by {area_m2:.2f} m²",
        ),
        CHECK_BOUNDARY,
        feature=second + 1,
        longitude=None if place.is_empty else float(place.x),
        latitude=None if place.is_empty else float(place.y),
    )


def _more(count: int, *, is_all: bool) -> Finding:
    zh, en = (
        (f"另有 {count} 对", f"{count} more pairs")
        if is_all
        else (
            f"另有至少 {count} 对",
            f"at least {count} more pairs",
        )
    )
    return Finding(
        "features-overlap-more",
        Severity.WARNING,
        Text(f"{zh}要素互相重叠，未逐一列出", f"{en} of features overlap and are not listed"),
        CHECK_BOUNDARY,
    )
