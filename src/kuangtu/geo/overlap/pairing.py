# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Measure pairs of grounds and features, each by the way that is safe. 逐对压覆计算。"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import shapely

from kuangtu.geo.overlap.arrays import FeatureArrays, Geometries
from kuangtu.geo.overlap.authalic import from_plane, to_plane
from kuangtu.geo.overlap.engine import KERNEL_PAIRS, Engine
from kuangtu.geo.overlap.tree import NODE_SIZE, BoxTree
from kuangtu.geo.overlap.types import (
    WHOLE_SHARE,
    Bytes,
    Flags,
    Floats,
    Integers,
    Kind,
    OverlapPairs,
    Tolerances,
    Way,
)

# Compile-time copies of the states of `pair_kernel`, which is not loaded without need.
_APART, _MEETING, _UNSAFE = 0, 1, 3
_WAYS: Final = np.array([Way.KERNEL, Way.KERNEL, Way.CONTAINED, Way.GEOS], np.uint8)
_FIRST_ROOM: Final = 64  # pairs per ground that a search makes room for


class Answers(NamedTuple):
    """What is known of each pair. 逐对结果。"""

    meets: Flags
    areas_m2: Floats
    ways: Bytes


class Both(NamedTuple):
    """What is measured against what. 计算双方。"""

    grounds: FeatureArrays
    features: FeatureArrays
    tolerances: Tolerances


def box_pairs(tree: BoxTree, boxes: Floats, engine: Engine) -> tuple[Integers, Integers]:
    """Every (row, feature) whose boxes meet, in that order."""
    if not engine.uses_kernel_for(len(boxes), worth=KERNEL_PAIRS) or not len(tree.order):
        return tree.pairs(boxes)
    from kuangtu.geo.overlap import kernel_types, tree_kernel  # noqa: PLC0415 - loads Numba

    nodes = kernel_types.Nodes(tree.boxes, tree.level_starts, tree.order)
    room, count = len(boxes) * _FIRST_ROOM, 0
    while True:
        hits = kernel_types.Hits(np.empty(room, np.int64), np.empty(room, np.int64))
        count = tree_kernel.find_pairs(nodes, NODE_SIZE, boxes, hits)
        if count <= room:
            break
        room = count
    # One number per pair: sorting numbers is much quicker than sorting by two columns.
    keys = hits.rows[:count] * len(tree.order) + hits.features[:count]
    keys.sort()
    rows = keys // len(tree.order)
    return rows, keys - rows * len(tree.order)


def measured_pairs(
    both: Both, rows: Integers, features: Integers, *, threshold_m2: float | None, engine: Engine
) -> OverlapPairs:
    """The pairs that meet, with their areas. The boxes of all given pairs meet."""
    if engine.uses_kernel_for(len(rows), worth=KERNEL_PAIRS):
        answers = _by_kernel(both, rows, features, threshold_m2)
    else:
        answers = by_geos(both, rows, features)
    meets, areas, ways = answers
    return OverlapPairs(rows[meets], features[meets], areas[meets], ways[meets])


def by_geos(both: Both, rows: Integers, features: Integers) -> Answers:
    """Whether, by how much and by which way each pair meets: GEOS in the legal plane."""
    ours, theirs = _unpacked(both.grounds, rows), _unpacked(both.features, features)
    meets: Flags = shapely.intersects(ours, theirs)
    areas = np.zeros(len(rows))
    polygons = np.flatnonzero(meets & _are_polygons(both, rows, features))
    areas[polygons] = shapely.area(shapely.intersection(ours[polygons], theirs[polygons]))
    _overlay_bent(both, rows, features, (meets, areas))
    # No area exceeds the smaller one, and what is all of that one is exactly it.
    smaller = np.minimum(both.grounds.areas_m2[rows], both.features.areas_m2[features])
    contained = (smaller > 0) & (areas >= smaller * WHOLE_SHARE)
    ways = np.where(contained, Way.CONTAINED, Way.GEOS).astype(np.uint8)
    return Answers(meets, np.where(contained, smaller, areas), ways)


def _by_kernel(
    both: Both, rows: Integers, features: Integers, threshold_m2: float | None
) -> Answers:
    states, areas = _states(both, rows, features)
    answers = Answers(states != _APART, areas, _WAYS[states])
    doubtful = states == _UNSAFE
    if threshold_m2 is not None:
        doubtful |= (states == _MEETING) & (np.abs(areas - threshold_m2) <= both.tolerances.area_m2)
    if doubtful.any():
        again = np.flatnonzero(doubtful)
        better = by_geos(both, rows[again], features[again])
        answers.meets[again], answers.areas_m2[again] = better.meets, better.areas_m2
        answers.ways[again] = better.ways
    return answers


def _states(both: Both, rows: Integers, features: Integers) -> tuple[Bytes, Floats]:
    """What the kernel says; UNSAFE for what is not its business."""
    from kuangtu.geo.overlap.kernel_types import Pairs  # noqa: PLC0415 - loads Numba
    from kuangtu.geo.overlap.pair_kernel import measure_pairs  # noqa: PLC0415 - loads Numba

    states, areas = np.full(len(rows), _UNSAFE, np.uint8), np.zeros(len(rows))
    chosen = _fit(both, rows, features)
    pairs = Pairs(rows[chosen], features[chosen], states[chosen], areas[chosen])
    shapes = both.grounds.shapes, both.features.shapes
    measure_pairs(shapes[0], shapes[1], pairs, both.tolerances.boundary_m)
    states[chosen], areas[chosen] = pairs.states, pairs.areas
    return states, areas


def _fit(both: Both, rows: Integers, features: Integers) -> slice | Integers:
    """The pairs that the kernel may measure: mostly all."""
    kinds = {both.grounds.kind, both.features.kind}
    if kinds == {Kind.POLYGON} and not both.grounds.bent and not both.features.bent:
        return slice(None)
    return np.flatnonzero(_are_polygons(both, rows, features) & ~_are_bent(both, rows, features))


def _overlay_bent(
    both: Both, rows: Integers, features: Integers, found: tuple[Flags, Floats]
) -> None:
    """Overlay in degrees what is only valid there, and measure the result in the plane."""
    meets, areas = found
    for k in np.flatnonzero(_are_bent(both, rows, features)):
        ours = geometry_in_degrees(both.grounds, int(rows[k]))
        theirs = geometry_in_degrees(both.features, int(features[k]))
        meets[k] = shapely.intersects(ours, theirs)
        areas[k] = 0.0
        if meets[k] and both.features.paths.kinds[features[k]] == Kind.POLYGON:
            common = shapely.intersection(ours, theirs)
            areas[k] = shapely.area(in_plane(common))


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
    if both.grounds.kind is Kind.POLYGON and both.features.kind is Kind.POLYGON:
        return np.ones(len(rows), dtype=bool)
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
