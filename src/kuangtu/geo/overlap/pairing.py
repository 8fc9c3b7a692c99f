# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Measure pairs of grounds and features, each by the way that is safe. 逐对压覆计算。"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import shapely

from kuangtu.geo.overlap.arrays import FeatureArrays, Geometries
from kuangtu.geo.overlap.authalic import from_plane, to_plane
from kuangtu.geo.overlap.crowds import INSIDE, UNKNOWN, Side, is_large, sorted_out
from kuangtu.geo.overlap.engine import KERNEL_PAIRS, Engine, kernels
from kuangtu.geo.overlap.kernel_types import Hits, Limits, Pairs
from kuangtu.geo.overlap.tree import BoxTree
from kuangtu.geo.overlap.types import (
    WHOLE_WITHIN_M2,
    WHOLE_WITHIN_SHARE,
    Flags,
    Floats,
    Integers,
    Kind,
    OverlapPairs,
    Tolerances,
    Way,
)

_FIRST_ROOM: Final = 64  # pairs per ground that a search makes room for


class Both(NamedTuple):
    """What is measured against what. 计算双方。"""

    grounds: FeatureArrays
    features: FeatureArrays
    tolerances: Tolerances


def box_pairs(tree: BoxTree, boxes: Floats, engine: Engine) -> tuple[Integers, Integers]:
    """Every (row, feature) whose boxes meet, in that order."""
    if not engine.uses_kernel_for(len(boxes), worth=KERNEL_PAIRS) or not len(tree.order):
        return tree.pairs(boxes)
    room = len(boxes) * _FIRST_ROOM
    while True:
        hits = Hits(np.empty(room, np.int64), np.empty(room, np.int64))
        count = kernels().find_pairs(tree.nodes, boxes, hits)
        if count <= room:
            break
        room = count
    rows, features = hits.rows[:count], hits.features[:count]
    # One number per pair: sorting numbers is much quicker than sorting by two columns.
    keys = rows * len(tree.order) + features
    keys.sort()
    rows = keys // len(tree.order)
    return rows, keys - rows * len(tree.order)


def measured_pairs(
    both: Both, rows: Integers, features: Integers, *, threshold_m2: float | None, engine: Engine
) -> OverlapPairs:
    """The pairs that meet, with their areas. The boxes of all given pairs meet."""
    if not engine.uses_kernel_for(len(rows), worth=KERNEL_PAIRS):
        return _chosen(*_by_geos(both, rows, features))
    if both.grounds.is_plain and both.features.is_plain:
        return _by_kernel(both, rows, features, threshold_m2)
    fit = _are_polygons(both, rows, features) & ~_are_bent(both, rows, features)
    parts = (
        _by_kernel(both, rows[fit], features[fit], threshold_m2),
        _chosen(*_by_geos(both, rows[~fit], features[~fit])),
    )
    return _in_order(joined_pairs(parts))


def _by_kernel(
    both: Both, rows: Integers, features: Integers, threshold_m2: float | None
) -> OverlapPairs:
    """By the kernels; what boxes settle against large polygons is not measured."""
    answers = sorted_out(
        Side(both.grounds, rows), Side(both.features, features), both.tolerances.boundary_m
    )
    if answers is None:
        return _measured_by_kernel(both, rows, features, threshold_m2)
    unknown, inside = answers == UNKNOWN, answers == INSIDE
    areas = np.minimum(
        both.grounds.areas_m2[rows[inside]], both.features.areas_m2[features[inside]]
    )
    ways = np.full(len(areas), Way.CONTAINED, np.uint8)
    return _in_order(
        joined_pairs(
            (
                _measured_by_kernel(both, rows[unknown], features[unknown], threshold_m2),
                OverlapPairs(rows[inside], features[inside], areas, ways),
            )
        )
    )


def _measured_by_kernel(
    both: Both, rows: Integers, features: Integers, threshold_m2: float | None
) -> OverlapPairs:
    count = len(rows)
    pairs = Pairs(rows, features, np.empty(count, np.uint8), np.empty(count))
    shapes = both.grounds.shapes, both.features.shapes
    limits = _limits(both.tolerances, threshold_m2)
    kept, unsafe = kernels().measure_pairs(shapes[0], shapes[1], pairs, limits)
    return _found(both, pairs, kept, unsafe)


def overlay_one(
    both: Both, tree: BoxTree, *, threshold_m2: float | None, engine: Engine
) -> OverlapPairs:
    """All pairs of the first ground: found and measured in one call where that can be.

    The crowd of a large ground is better sorted out first.
    """
    is_plain = both.grounds.is_plain and both.features.is_plain and not is_large(both.grounds)
    if is_plain and len(tree.order) and engine.uses_kernel_for(1, worth=KERNEL_PAIRS):
        indexes = np.empty((2, _FIRST_ROOM), np.int64)
        pairs = Pairs(
            indexes[0], indexes[1], np.empty(_FIRST_ROOM, np.uint8), np.empty(_FIRST_ROOM)
        )
        shapes, limits = both.grounds.shapes, _limits(both.tolerances, threshold_m2)
        kept, unsafe = kernels().overlay_one(
            shapes, both.features.shapes, tree.nodes, pairs, limits
        )
        if kept >= 0:
            return _found(both, pairs, kept, unsafe)
    rows, features = box_pairs(tree, both.grounds.boxes[:1], engine)
    return measured_pairs(both, rows, features, threshold_m2=threshold_m2, engine=engine)


def _limits(tolerances: Tolerances, threshold_m2: float | None) -> Limits:
    if threshold_m2 is None:
        return Limits(tolerances.boundary_m, 1.0, 0.0)  # no area lies between
    room = tolerances.area_m2
    return Limits(tolerances.boundary_m, threshold_m2 - room, threshold_m2 + room)


def _found(both: Both, pairs: Pairs, kept: int, unsafe: int) -> OverlapPairs:
    found = OverlapPairs(
        pairs.a_index[:kept], pairs.b_index[:kept], pairs.areas[:kept], pairs.ways[:kept]
    )
    return _asked_again(both, found) if unsafe else found


def _asked_again(both: Both, found: OverlapPairs) -> OverlapPairs:
    """The same, with GEOS' answers where the kernel was not safe."""
    meets = np.ones(len(found.way), dtype=bool)
    unsafe = np.flatnonzero(found.way == Way.GEOS)
    better, meets[unsafe] = _by_geos(both, found.range_index[unsafe], found.feature_index[unsafe])
    found.area_m2[unsafe], found.way[unsafe] = better.area_m2, better.way
    return _chosen(found, meets)


def _by_geos(both: Both, rows: Integers, features: Integers) -> tuple[OverlapPairs, Flags]:
    """By how much and by which way each pair meets, and whether: GEOS in the legal plane."""
    meets, areas = np.zeros(len(rows), dtype=bool), np.zeros(len(rows))
    bent = _are_bent(both, rows, features)
    _overlay(both, (rows, features), np.flatnonzero(~bent), (meets, areas))
    for k in np.flatnonzero(bent):
        meets[k], areas[k] = _overlaid_in_degrees(both, int(rows[k]), int(features[k]))
    # No area exceeds the smaller one, and what is all of that one is exactly it.
    smaller = np.minimum(both.grounds.areas_m2[rows], both.features.areas_m2[features])
    room = np.minimum(WHOLE_WITHIN_M2 + smaller * WHOLE_WITHIN_SHARE, smaller / 2)
    contained = smaller - areas < room
    ways = np.where(contained, Way.CONTAINED, Way.GEOS).astype(np.uint8)
    return OverlapPairs(rows, features, np.where(contained, smaller, areas), ways), meets


def _overlay(
    both: Both, pairs: tuple[Integers, Integers], chosen: Integers, found: tuple[Flags, Floats]
) -> None:
    """Fill in whether the chosen pairs meet, and the areas of those of two polygons."""
    (rows, features), (meets, areas) = pairs, found
    ours = _unpacked(both.grounds, rows[chosen])
    theirs = _unpacked(both.features, features[chosen])
    meets[chosen] = shapely.intersects(ours, theirs)
    have_area = meets[chosen] & _are_polygons(both, rows[chosen], features[chosen])
    common = shapely.intersection(ours[have_area], theirs[have_area])
    areas[chosen[have_area]] = shapely.area(common)


def _overlaid_in_degrees(both: Both, row: int, feature: int) -> tuple[bool, float]:
    """Overlay on the map what is only valid there, and measure the result in the plane."""
    ours = geometry_in_degrees(both.grounds, row)
    theirs = geometry_in_degrees(both.features, feature)
    common = shapely.intersection(ours, theirs)
    return bool(shapely.intersects(ours, theirs)), float(shapely.area(in_plane(common)))


def joined_pairs(parts: Sequence[OverlapPairs]) -> OverlapPairs:
    """Pairs one part after another."""
    return OverlapPairs(
        np.concatenate([np.empty(0, np.int64), *(part.range_index for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *(part.feature_index for part in parts)]),
        np.concatenate([np.empty(0), *(part.area_m2 for part in parts)]),
        np.concatenate([np.empty(0, np.uint8), *(part.way for part in parts)]),
    )


def _in_order(pairs: OverlapPairs) -> OverlapPairs:
    return _chosen(pairs, np.lexsort((pairs.feature_index, pairs.range_index)))


def _chosen(pairs: OverlapPairs, which: Flags | Integers) -> OverlapPairs:
    return OverlapPairs(
        pairs.range_index[which],
        pairs.feature_index[which],
        pairs.area_m2[which],
        pairs.way[which],
    )


def in_degrees(geometry: shapely.Geometry) -> shapely.Geometry:
    """A geometry of the legal plane in EPSG:4490 degrees."""
    moved: shapely.Geometry = shapely.transform(
        geometry, lambda points: np.column_stack(from_plane(points[:, 0], points[:, 1]))
    )
    return moved


def in_plane(geometry: shapely.Geometry) -> shapely.Geometry:
    """A geometry in EPSG:4490 degrees in the legal plane."""
    moved: shapely.Geometry = shapely.transform(
        geometry, lambda points: np.column_stack(to_plane(points[:, 0], points[:, 1]))
    )
    return moved


def geometry_in_degrees(arrays: FeatureArrays, feature: int) -> shapely.Geometry:
    """One feature in EPSG:4490 degrees."""
    if feature in arrays.bent:
        return arrays.bent[feature]
    return in_degrees(arrays.geometries(np.array([feature]))[0])


def _unpacked(arrays: FeatureArrays, chosen: Integers) -> Geometries:
    """GEOS geometries of the chosen features, each made once; prepared where it pays."""
    distinct, places = np.unique(chosen, return_inverse=True)
    geometries = arrays.geometries(distinct)
    if len(distinct) < len(chosen):
        shapely.prepare(geometries)
    repeated: Geometries = geometries[places]
    return repeated


def _are_polygons(both: Both, rows: Integers, features: Integers) -> Flags:
    ours, theirs = both.grounds.paths.kinds[rows], both.features.paths.kinds[features]
    both_are: Flags = (ours == Kind.POLYGON) & (theirs == Kind.POLYGON)
    return both_are


def _are_bent(both: Both, rows: Integers, features: Integers) -> Flags:
    bent = np.zeros(len(rows), dtype=bool)
    if both.grounds.bent:
        bent |= np.isin(rows, list(both.grounds.bent))
    if both.features.bent:
        bent |= np.isin(features, list(both.features.bent))
    return bent
