# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How much of a line lies inside a ground. 线要素落入长度。"""

from __future__ import annotations

import shapely
from shapely import Geometry

from kuangtu.geo.overlap.arrays import FeatureArrays
from kuangtu.geo.overlap.distance import CGCS2000
from kuangtu.geo.overlap.pairing import in_degrees, in_plane
from kuangtu.geo.overlap.types import Integers, Kind


def lengths_inside_m(
    arrays: FeatureArrays, features: Integers, geometry: Geometry
) -> dict[int, float]:
    """Geodesic length inside the ground of those of the features that are lines."""
    if arrays.is_plain:
        return {}
    lines = features[arrays.paths.kinds[features] == Kind.LINE]
    if not len(lines) or shapely.get_dimensions(geometry) < Kind.POLYGON:
        return {}
    inside = shapely.intersection(arrays.geometries(lines), in_plane(geometry))
    return {
        int(line): CGCS2000.geometry_length(in_degrees(part))
        for line, part in zip(lines, inside, strict=True)
        if shapely.length(part) > 0
    }
