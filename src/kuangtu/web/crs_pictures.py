# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Small drawings of where a file would lie beside the county. 坐标系示意图。

Drawn by the server: the choice of a reference system must not wait for a map to load.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely import Geometry

WIDTH, HEIGHT, MARGIN = 168.0, 112.0, 6.0
SMALLEST = 5.0  # a box of the file is never drawn smaller
COARSE_DEGREES = 0.02
CHINA = (73.0, 18.0, 135.0, 54.0)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """The county's outline as an SVG path and the file as a rectangle. 示意图。"""

    outline: str
    x: str
    y: str
    width: str
    height: str


def picture(box: Box, county: Geometry | None) -> Picture:
    """Both on one small map, so that somebody sees whether they belong together."""
    around = county.bounds if county is not None else CHINA
    frame = _Frame(_union(box, around))
    west, south, east, north = box
    left, top = frame.at(west, north)
    right, bottom = frame.at(east, south)
    width, height = max(right - left, SMALLEST), max(bottom - top, SMALLEST)
    outline = _outline(county, frame) if county is not None else ""
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    return Picture(
        outline,
        *(f"{one:.1f}" for one in (middle_x - width / 2, middle_y - height / 2, width, height)),
    )


def _union(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


class _Frame:
    """Degrees to places on the drawing; a degree of longitude is as short as it is there."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = box
        self.west, self.north = west, north
        self.narrow = max(math.cos(math.radians((south + north) / 2)), 0.1)
        across, down = (east - west) * self.narrow or 1e-6, (north - south) or 1e-6
        self.scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down)
        self.left = (WIDTH - across * self.scale) / 2
        self.top = (HEIGHT - down * self.scale) / 2

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        return (
            self.left + (longitude - self.west) * self.narrow * self.scale,
            self.top + (self.north - latitude) * self.scale,
        )


def _outline(county: Geometry, frame: _Frame) -> str:
    simple = shapely.simplify(county, COARSE_DEGREES)
    rings: Iterable[Geometry] = (
        shapely.get_exterior_ring(part) for part in shapely.get_parts(simple)
    )
    return "".join(_path(shapely.get_coordinates(ring).tolist(), frame) for ring in rings)


def _path(points: list[list[float]], frame: _Frame) -> str:
    places = (frame.at(*point) for point in points)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places) + "Z"
