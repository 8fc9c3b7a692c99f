# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a ground or a place meets in one edition. 命中要素。"""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon

from kuangtu.geo.area import area_m2
from kuangtu.geo.depth import as_multipolygon
from kuangtu.geo.overlap import Overlap, OverlapIndex
from kuangtu.geo.strips import may_be_narrow, perimeter_m, widest_m
from kuangtu.layers.features import DataFile, Feature, features_at, features_in_rows, rows_in_box
from kuangtu.layers.types import LayerHit

MOST_AT_A_PLACE = 50
METRES_PER_DEGREE = 111_320.0


def hits_of(
    index: OverlapIndex,
    data: DataFile,
    geometry: MultiPolygon,
    *,
    distance_m: float,
    name_field: str,
) -> tuple[LayerHit, ...]:
    """Every feature that the ground meets or comes near, the largest overlap first. 命中要素。

    Attributes are read for the hits only.
    """
    overlaps = {overlap.index: overlap for overlap in index.overlaps(geometry)}
    distances = dict.fromkeys(overlaps, 0.0)
    if distance_m > 0:
        for near in index.near(geometry, distance_m, meeting=list(overlaps)):
            distances.setdefault(near.index, near.distance_m)
    found = features_at(data, list(distances)) if distances else {}
    widths = _widths(index, geometry, overlaps)
    hits = []
    for position, distance in distances.items():
        overlap, feature = overlaps.get(position), found[position]
        hits.append(
            LayerHit(
                feature=feature.feature_id,
                name=str(feature.attributes.get(name_field) or ""),
                overlap_m2=overlap.area_m2 if overlap else 0.0,
                share=overlap.share if overlap else 0.0,
                distance_m=distance,
                way=overlap.way.name if overlap else "",
                attributes=feature.attributes,
                length_m=overlap.length_m if overlap else 0.0,
                widest_m=widths.get(position, NO_STRIP)[0],
                outside_widest_m=widths.get(position, NO_STRIP)[1],
            )
        )
    return tuple(sorted(hits, key=lambda hit: (-hit.overlap_m2, hit.distance_m, hit.feature)))


NOTHING_M2 = 1e-3  # a ground inside a feature leaves nothing but the rounding of its area
NO_STRIP: tuple[float | None, float | None] = (None, None)


def _widths(
    index: OverlapIndex, geometry: MultiPolygon, overlaps: dict[int, Overlap]
) -> dict[int, tuple[float | None, float | None]]:
    """How wide overlaps that may be strips are, and what they leave of the ground. 窄条宽度。

    Only these are overlaid a second time, to have their shape: they are few and small.
    """
    areal = {position: one for position, one in overlaps.items() if one.area_m2 > 0}
    if not areal:
        return {}
    ground_m2, along_m = area_m2(geometry), perimeter_m(geometry)
    widths = {}
    for position, overlap in areal.items():
        left_m2 = ground_m2 - overlap.area_m2
        is_strip = may_be_narrow(overlap.area_m2, along_m)
        leaves_strip = left_m2 > NOTHING_M2 and may_be_narrow(left_m2, along_m)
        if is_strip or leaves_strip:
            common = as_multipolygon(index.overlap_geometry(geometry, position))
            widths[position] = (
                widest_m(common) if is_strip else None,
                widest_m(as_multipolygon(geometry.difference(common))) if leaves_strip else None,
            )
    return widths


def near_point(
    data: DataFile, longitude: float, latitude: float, within_m: float
) -> list[tuple[Feature, float]]:
    """Features at a place or within some metres of it, nearest first.

    Of very many, those whose boxes are nearest are looked at. The distance is for pointing at a
    map, not for a rule: a metre is taken as a degree of latitude has them, longitudes shortened
    by the latitude.
    """
    shorter = max(math.cos(math.radians(latitude)), 0.01)
    north, east = within_m / METRES_PER_DEGREE, within_m / METRES_PER_DEGREE / shorter
    box = (longitude - east, latitude - north, longitude + east, latitude + north)
    place = shapely.Point(longitude * shorter, latitude)
    found = []
    rows, boxes = rows_in_box(data, box)
    nearest = np.argsort(_box_distances(boxes, longitude, latitude, shorter), kind="stable")
    for feature in features_in_rows(data, np.sort(rows[nearest[:MOST_AT_A_PLACE]])):
        if feature.geometry is None:
            continue
        plane = shapely.transform(feature.geometry, lambda xy: xy * (shorter, 1.0))
        distance_m = float(shapely.distance(plane, place)) * METRES_PER_DEGREE
        if distance_m <= within_m:
            found.append((feature, distance_m))
    return sorted(found, key=lambda one: one[1])


def _box_distances(
    boxes: NDArray[np.float64], longitude: float, latitude: float, shorter: float
) -> NDArray[np.float64]:
    """How far boxes are from a place, in degrees of latitude; 0 for those it lies in."""
    east = np.maximum(np.maximum(boxes[:, 0] - longitude, longitude - boxes[:, 2]), 0) * shorter
    north = np.maximum(np.maximum(boxes[:, 1] - latitude, latitude - boxes[:, 3]), 0)
    away: NDArray[np.float64] = np.hypot(east, north)
    return away
