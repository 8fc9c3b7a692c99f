# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Ground between heights: slabs, holes at some depth, overlap in depth. 标高与立体重叠。

An unknown height is unknown: it never makes two grounds disjoint. What two grounds have in
common is cut in the legal plane, where edges run as the area of Annex D takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon

from kuangtu.geo.ground import Ground, Slab

Interval = tuple[float | None, float | None]  # top, bottom in metres; None is unknown


@dataclass(frozen=True, slots=True)
class DepthOverlap:
    """Ground common to two ranges within one interval of heights. 立体重叠部分。

    `is_known` is False where a height of either is unknown: then they may or may not overlap
    in depth, and `top_m` and `bottom_m` are the limits as far as they are known.
    """

    geometry: MultiPolygon
    area_m2: float
    top_m: float | None
    bottom_m: float | None
    is_known: bool


def as_multipolygon(geometry: Any) -> MultiPolygon:
    """The polygonal parts of a geometry, shells counter-clockwise; lines and points are none.

    >>> as_multipolygon(shapely.Point(0, 0)).is_empty
    True
    """
    if geometry.geom_type == "GeometryCollection":
        geometry = shapely.union_all([p for p in geometry.geoms if p.area > 0])
    polygons = [
        part
        for part in shapely.get_parts(geometry)
        if part.geom_type == "Polygon" and not part.is_empty
    ]
    return shapely.orient_polygons(MultiPolygon(polygons), exterior_cw=False)


def takes_away(slab: Slab, hole: Any, interval: Interval) -> list[Slab]:
    """What is left of a slab when a hole between two heights is taken away.

    Outside the hole the slab stays whole; inside, what lies above and below the hole stays. A
    hole without heights goes through. Against an unknown height of the slab, a hole with
    heights leaves ground above and below it, whose extent is unknown.
    """
    top_m, bottom_m = interval
    inside = as_multipolygon(slab.geometry.intersection(hole))
    if inside.is_empty or misses((slab.top_m, slab.bottom_m), interval):
        return [slab]
    outside = as_multipolygon(slab.geometry.difference(hole))
    left = [] if outside.is_empty else [Slab(outside, slab.top_m, slab.bottom_m)]
    if top_m is not None and (slab.top_m is None or slab.top_m > top_m):
        left.append(Slab(inside, slab.top_m, top_m))
    if bottom_m is not None and (slab.bottom_m is None or slab.bottom_m < bottom_m):
        left.append(Slab(inside, bottom_m, slab.bottom_m))
    return left


def misses(first: Interval, second: Interval) -> bool:
    """True if two intervals certainly have no thickness in common.

    >>> misses((285.0, 8.0), (300.0, 285.0)), misses((285.0, 8.0), (None, 200.0))
    (True, False)
    >>> misses((None, 300.0), (285.0, None))
    True
    """
    return _is_below(first[0], second[1]) or _is_below(second[0], first[1])


def _is_below(top_m: float | None, bottom_m: float | None) -> bool:
    return top_m is not None and bottom_m is not None and top_m <= bottom_m


def merged(slabs: Iterable[Slab]) -> tuple[Slab, ...]:
    """Slabs of the same heights as one, from the top down; unknown heights last."""
    by_interval: dict[Interval, list[MultiPolygon]] = {}
    for slab in slabs:
        by_interval.setdefault((slab.top_m, slab.bottom_m), []).append(slab.geometry)
    union = {
        interval: parts[0] if len(parts) == 1 else as_multipolygon(shapely.union_all(parts))
        for interval, parts in by_interval.items()
    }
    order = sorted(union, key=lambda interval: tuple((h is None, -(h or 0.0)) for h in interval))
    return tuple(Slab(union[interval], *interval) for interval in order)


def projection(slabs: Sequence[Slab]) -> MultiPolygon:
    """All slabs on the map, one above the other counted once."""
    if len(slabs) == 1:
        return slabs[0].geometry
    return as_multipolygon(shapely.union_all([slab.geometry for slab in slabs]))


def overlap_in_depth(first: Ground, second: Ground) -> tuple[DepthOverlap, ...]:
    """The ground that two ranges have in common, by the interval of heights. 立体重叠。

    Nothing means that they certainly do not overlap: apart on the map, or one certainly above
    the other. Touching boundaries and touching heights are no overlap. Areas are ellipsoid m².
    """
    if not shapely.box(*first.geometry.bounds).intersects(shapely.box(*second.geometry.bounds)):
        return ()
    others = [(slab, _in_legal_plane(slab.geometry)) for slab in second.slabs]
    parts: dict[tuple[float | None, float | None, bool], list[Any]] = {}
    for one in first.slabs:
        shape = _in_legal_plane(one.geometry)
        for other, other_shape in others:
            if misses((one.top_m, one.bottom_m), (other.top_m, other.bottom_m)):
                continue
            common = shape.intersection(other_shape)
            if common.area > 0:
                parts.setdefault(_common_interval(one, other), []).append(common)
    return tuple(_overlap(interval, shapes) for interval, shapes in parts.items())


def _overlap(
    interval: tuple[float | None, float | None, bool], shapes: Sequence[Any]
) -> DepthOverlap:
    # Late: the overlap kernels behind the plane take a tenth of a second to import.
    from kuangtu.geo.overlap.authalic import from_plane  # noqa: PLC0415

    shape = as_multipolygon(shapely.union_all(shapes))
    geometry = shapely.transform(
        shape, lambda points: np.column_stack(from_plane(points[:, 0], points[:, 1]))
    )
    return DepthOverlap(geometry, float(shape.area), *interval)


def _in_legal_plane(geometry: MultiPolygon) -> Any:
    from kuangtu.geo.overlap.authalic import to_plane  # noqa: PLC0415 - late as in `_overlap`

    return shapely.transform(
        geometry, lambda points: np.column_stack(to_plane(points[:, 0], points[:, 1]))
    )


def _common_interval(one: Slab, other: Slab) -> tuple[float | None, float | None, bool]:
    tops = [top for top in (one.top_m, other.top_m) if top is not None]
    bottoms = [bottom for bottom in (one.bottom_m, other.bottom_m) if bottom is not None]
    is_known = len(tops) == len(bottoms) == 2
    return min(tops, default=None), max(bottoms, default=None), is_known


def may_overlap_in_depth(first: Ground, second: Ground) -> bool | None:
    """True if they overlap in plan and depth, False if certainly not, None if heights decide."""
    overlaps = overlap_in_depth(first, second)
    if not overlaps:
        return False
    return True if any(overlap.is_known for overlap in overlaps) else None
