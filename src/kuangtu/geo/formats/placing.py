# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rings with their polygons, in the source's coordinates and on the map. 圈的定位。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import shapely

from kuangtu.geo.formats.crossings import METRES_PER_DEGREE, THINNEST_M, check_ring
from kuangtu.geo.formats.locating import Located
from kuangtu.geo.formats.point_numbers import check_point_numbers
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import WrittenRange, WrittenRing
from kuangtu.geo.ground import Ring


@dataclass(frozen=True, slots=True)
class Placed:
    """A ring with its polygons, in the source's coordinates and on the map. 已定位的圈。"""

    written: WrittenRing
    ring: Ring
    native: Any
    geographic: Any
    box: tuple[float, float, float, float]  # of the native polygon


def placed_rings(written: WrittenRange, located: Located, problems: Problems) -> list[Placed]:
    """All rings that are simple; what is wrong with the others is refused."""
    placed, start = [], 0
    for ring in written.rings:
        end = start + len(ring.vertices)
        native, geographic = located.native[start:end], located.geographic[start:end]
        start = end
        if not len(native) or not check_ring(ring, native, problems):
            continue
        check_point_numbers(ring, problems)
        points = tuple((longitude, latitude) for longitude, latitude in geographic.tolist())
        value = Ring(points, ring.top_m, ring.bottom_m, ring.note, ring.is_hole)
        polygon = shapely.Polygon(native)
        placed.append(Placed(ring, value, polygon, shapely.Polygon(geographic), polygon.bounds))
    return placed


def tolerance_of(native: Any) -> float:
    """An area as thin as a survey cannot see along the ring, in the source's units."""
    scale = METRES_PER_DEGREE if max(map(abs, native.bounds)) <= 180.0 else 1.0
    return float(2 * THINNEST_M / scale * native.length)
