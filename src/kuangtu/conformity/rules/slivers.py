# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Slivers along a boundary that was digitised twice. 共用边界的窄条。

Two grounds that share one boundary, each with vertices of its own, overlap by a strip of
millimetres. Over a long boundary its area exceeds the tolerance, and yet nobody can say that
one lies in the other: such an overlap is neither a refusal nor a pass but for a person to judge.

How wide an overlap is on average would be its area over the length of the boundary in common.
That length is not read; it cannot be more than about the ground's whole perimeter, so that
area over perimeter is the least the width can be.
"""

from __future__ import annotations

from itertools import pairwise

import shapely

from kuangtu.conformity.rules.answers import BUREAU, Value
from kuangtu.core.text import Text
from kuangtu.geo.distance import point_distance_m
from kuangtu.geo.ground import Ground

# Registers print plane coordinates to a centimetre, so that a vertex is off by half of one. It
# is a judgment of ours, and printed with every answer that rests on it.
SLIVER_WIDTH_M = 0.005

IS_SLIVER = Text(
    "；按范围周长 {perimeter_m} 米折合平均宽 {width_m} 米，不超过 {sliver_width_m} 米，"
    "疑为共用边界的窄条",
    "; over the perimeter of {perimeter_m} m it is {width_m} m wide on average, no more than "
    "{sliver_width_m} m, perhaps a sliver along a shared boundary",
)
JUDGE_SLIVER = Text(
    "由{bureau}核对两侧界址点，认定是共用边界还是压占",
    "{bureau} must compare the vertices of both sides and judge whether the boundary is shared",
)


def sliver(ground: Ground, area_m2: float) -> dict[str, Value] | None:
    """The numbers of an overlap that may be a mere sliver; None for one that is not. 窄条。"""
    perimeter_m = perimeter_of(ground)
    width_m = area_m2 / perimeter_m
    if width_m > SLIVER_WIDTH_M:
        return None
    return {
        "width_m": width_m,
        "perimeter_m": perimeter_m,
        "sliver_width_m": SLIVER_WIDTH_M,
        "bureau": BUREAU,
    }


def perimeter_of(ground: Ground) -> float:
    """The geodesic length of all the rings of a ground, in metres. 周长。"""
    rings = [
        shapely.get_coordinates(ring)
        for polygon in ground.geometry.geoms
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return sum(
        point_distance_m((float(west), float(south)), (float(east), float(north)))
        for ring in rings
        for (west, south), (east, north) in pairwise(ring)
    )
