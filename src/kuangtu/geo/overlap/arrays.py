# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The features of an edition as arrays instead of objects. 要素数组。

A feature is a run of paths (rings, lines, points), a path is a run of coordinates. Rings are
closed, shells run counter-clockwise and holes clockwise, so a boundary integral needs to know
nothing about which hole belongs to which shell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType

from kuangtu.geo.overlap.kernel_types import Shapes
from kuangtu.geo.overlap.types import Bytes, Flags, Floats, Integers, Kind

Geometries = NDArray[Any]
_POLYGON: Final = int(Kind.POLYGON)  # a member of an enumeration is slow to reach


class Paths(NamedTuple):
    """Features in any plane or in degrees: what decoding gives. 路径数组。

    `hole` is 1 for an inner ring; a shell is followed by its own holes.
    """

    coordinates: Floats  # (points, 2)
    path_offsets: Integers
    feature_offsets: Integers
    hole: Bytes
    kinds: Bytes

    def taken(self, features: Integers) -> Paths:
        """The same for some features, in the given order."""
        paths, feature_offsets = runs(self.feature_offsets, features)
        points, path_offsets = runs(self.path_offsets, paths)
        return Paths(
            self.coordinates[points],
            path_offsets,
            feature_offsets,
            self.hole[paths],
            self.kinds[features],
        )

    def geometries(self) -> Geometries:
        """All features as GEOS geometries of their kind (one part: simple, else multi)."""
        made = np.empty(len(self.kinds), dtype=object)
        for kind in Kind:
            of_kind = np.flatnonzero(self.kinds == kind)
            if len(of_kind) == len(made):
                return _BUILDERS[kind](self)
            if len(of_kind):
                made[of_kind] = _BUILDERS[kind](self.taken(of_kind))
        return made

    def feature_of_path(self) -> Integers:
        """The feature that each path belongs to."""
        return np.repeat(np.arange(len(self.kinds)), np.diff(self.feature_offsets))


@dataclass(frozen=True, slots=True, eq=False)
class FeatureArrays:
    """Valid features in the legal plane, ready to be measured; nothing in it changes. 要素数组。

    `bent` keeps, in degrees, the few polygons that are valid on the map but cross themselves by
    a hair in the legal plane (a hole that touches its shell in the middle of a slanted edge):
    they are only ever overlaid by GEOS.
    """

    paths: Paths
    boxes: Floats  # (features, 4): least x, least y, greatest x, greatest y
    areas_m2: Floats
    bent: Mapping[int, Geometry] = field(default_factory=dict)
    is_plain: bool = field(init=False)  # nothing but polygons, and none of them bent

    def __post_init__(self) -> None:
        kinds = self.paths.kinds
        are_polygons = kinds[0] == _POLYGON if len(kinds) == 1 else (kinds == _POLYGON).all()
        object.__setattr__(self, "is_plain", bool(are_polygons) and not self.bent)
        for array in (*self.paths, self.boxes, self.areas_m2):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.areas_m2)

    @property
    def size_bytes(self) -> int:
        """Memory that the arrays hold."""
        return sum(array.nbytes for array in (*self.paths, self.boxes, self.areas_m2))

    @property
    def shapes(self) -> Shapes:
        """What the kernels read."""
        paths = self.paths
        return Shapes(
            paths.coordinates, paths.path_offsets, paths.feature_offsets, self.boxes, self.areas_m2
        )

    def geometries(self, features: Integers) -> Geometries:
        """Some features as GEOS geometries in the legal plane."""
        return self.paths.taken(features).geometries()


def runs(offsets: Integers, chosen: Integers) -> tuple[Integers, Integers]:
    """Positions of the items of the chosen runs, and the offsets of those runs one after another.

    >>> runs(np.array([0, 2, 5]), np.array([1, 0]))
    (array([2, 3, 4, 0, 1]), array([0, 3, 5]))
    """
    starts = offsets[chosen]
    ends = np.cumsum(offsets[chosen + 1] - starts)
    taken = np.concatenate(([0], ends)).astype(np.int64)
    items = np.arange(taken[-1], dtype=np.int64) + np.repeat(starts - taken[:-1], np.diff(taken))
    return items, taken


def joined(pieces: list[FeatureArrays], coordinates: Floats | None = None) -> FeatureArrays:
    """Pieces of an edition as one; `coordinates` if they stand in one array already."""
    starts = np.cumsum([0, *map(len, pieces)])
    bent = {
        int(start) + feature: geometry
        for start, piece in zip(starts, pieces, strict=False)
        for feature, geometry in piece.bent.items()
    }
    boxes = np.concatenate([np.empty((0, 4)), *(piece.boxes for piece in pieces)])
    areas = np.concatenate([np.empty(0), *(piece.areas_m2 for piece in pieces)])
    return FeatureArrays(
        _joined_paths([piece.paths for piece in pieces], coordinates), boxes, areas, bent
    )


def _joined_paths(pieces: list[Paths], coordinates: Floats | None) -> Paths:
    if coordinates is None:
        coordinates = np.concatenate([np.empty((0, 2)), *(each.coordinates for each in pieces)])
    return Paths(
        coordinates,
        _joined_offsets([piece.path_offsets for piece in pieces]),
        _joined_offsets([piece.feature_offsets for piece in pieces]),
        np.concatenate([np.empty(0, np.uint8), *(piece.hole for piece in pieces)]),
        np.concatenate([np.empty(0, np.uint8), *(piece.kinds for piece in pieces)]),
    )


def _joined_offsets(pieces: list[Integers]) -> Integers:
    ends = np.cumsum([0, *(piece[-1] for piece in pieces)])
    moved = [piece[1:] + end for piece, end in zip(pieces, ends, strict=False)]
    return np.concatenate([np.zeros(1, np.int64), *moved])


def paths_of(geometries: Sequence[Geometry] | Geometries) -> Paths:
    """Points, lines and polygons (simple or multi) taken apart, heights left out."""
    whole = np.asarray(geometries, dtype=object)
    parts, owners = shapely.get_parts(whole, return_index=True)
    types = shapely.get_type_id(parts)
    rings, ring_owners = shapely.get_rings(parts, return_index=True)  # of the polygons
    others = np.flatnonzero(types != GeometryType.POLYGON)
    order = np.argsort(np.concatenate([ring_owners, others]), kind="stable")
    pieces = np.concatenate([rings, parts[others]])[order]
    part_of_piece = np.concatenate([ring_owners, others])[order]
    hole = np.zeros(len(pieces), np.uint8)
    hole[1:] = (part_of_piece[1:] == part_of_piece[:-1]) & (types[part_of_piece[1:]] == 3)
    paths_per_feature = np.bincount(owners[part_of_piece], minlength=len(whole))
    return Paths(
        shapely.get_coordinates(pieces),
        _offsets(shapely.get_num_coordinates(pieces)),
        _offsets(paths_per_feature),
        hole,
        np.maximum(shapely.get_dimensions(whole), 0).astype(np.uint8),
    )


def _offsets(lengths: NDArray[Any]) -> Integers:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def _polygons(paths: Paths) -> Geometries:
    shells = np.append(np.flatnonzero(paths.hole == 0), len(paths.hole))
    features = np.searchsorted(shells, paths.feature_offsets)
    if len(shells) == len(paths.kinds) + 1:  # one shell each
        return _ragged(GeometryType.POLYGON, paths, paths.path_offsets, shells)
    return _ragged(GeometryType.MULTIPOLYGON, paths, paths.path_offsets, shells, features)


def _lines(paths: Paths) -> Geometries:
    if _has_one_path_each(paths):
        return _ragged(GeometryType.LINESTRING, paths, paths.path_offsets)
    return _ragged(GeometryType.MULTILINESTRING, paths, paths.path_offsets, paths.feature_offsets)


def _points(paths: Paths) -> Geometries:
    if _has_one_path_each(paths):
        return _ragged(GeometryType.POINT, paths)
    return _ragged(GeometryType.MULTIPOINT, paths, paths.feature_offsets)


def _has_one_path_each(paths: Paths) -> bool:
    single: Flags = np.diff(paths.feature_offsets) == 1
    return bool(single.all())


def _ragged(kind: GeometryType, paths: Paths, *offsets: Integers) -> Geometries:
    made: Geometries = shapely.from_ragged_array(kind, paths.coordinates, offsets or None)
    return made


_BUILDERS = {Kind.POINT: _points, Kind.LINE: _lines, Kind.POLYGON: _polygons}
