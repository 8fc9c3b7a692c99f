# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a file was drawn on a web map: the county's outline betrays it. 疑似火星坐标。

Where vertices of a file follow the county's outline, the way from each of them to the outline
tells how far the file lies beside it. A single vertex tells the distance across the outline only,
many of them on sides of different directions tell the whole shift, by least squares. That shift
is compared with the one of GCJ-02 at the same places. Nothing is moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Geometry, STRtree

from kuangtu.core.text import Text
from kuangtu.geo.gcj02 import Floats, from_gcj02
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.features import AnyGeometries, Geometries

METRES_PER_DEGREE = 111_320.0  # of a meridian, near enough to tell 200 m from 20 m
NEAR_M = 900.0  # vertices farther from the outline do not follow it; GCJ-02 shifts by 700 m at most
MOST_VERTICES = 20_000
FEWEST_VERTICES = 30  # near the outline, below which nothing can be told
SHARE_OF_SHIFT = 0.4  # of the shift of GCJ-02 that must be found, a generalised outline considered
BETTER = 0.8  # the rest after undoing it, as a part of the distance before
# The squared sines of the outline's directions: below this all its sides run the same way.
LEAST_SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class _Shift:
    """East and north, metres; how far vertices lie from the outline, as they are and undone."""

    east_m: float
    north_m: float
    gcj_east_m: float
    gcj_north_m: float
    before_m: float
    after_m: float
    vertex_count: int

    @property
    def is_gcj02(self) -> bool:
        gcj = self.gcj_east_m**2 + self.gcj_north_m**2
        along = (self.east_m * self.gcj_east_m + self.north_m * self.gcj_north_m) / gcj
        return abs(1 - along) <= 1 - SHARE_OF_SHIFT and self.after_m <= BETTER * self.before_m


def suspect_gcj02(geometries: AnyGeometries, county: Geometry) -> tuple[Finding, ...]:
    """A warning where a file lies beside the outline as GCJ-02 would put it. 疑似火星坐标。

    Both in degrees of EPSG:4490. Nothing is said of a file that has too few vertices near the
    outline to tell.
    """
    shift = _measured(geometries, county)
    if shift is None or not shift.is_gcj02:
        return ()
    text = Text(
        "疑似火星坐标（GCJ-02）：沿县界的 {count} 个拐点整体偏东 {east:.0f} 米、"
        "偏北 {north:.0f} 米，"
        "GCJ-02 在此处的偏移是东 {gcj_east:.0f} 米、北 {gcj_north:.0f} 米；"
        "与县界的距离（中位数）现为 {before:.0f} 米，按 GCJ-02 还原后为 {after:.0f} 米",
        "GCJ-02 suspected: {count} vertices along the county's outline lie {east:.0f} m east and "
        "{north:.0f} m north of it, and GCJ-02 shifts by {gcj_east:.0f} m east and "
        "{gcj_north:.0f} m north here; their median distance from the outline is {before:.0f} m, "
        "and {after:.0f} m with GCJ-02 undone",
    )
    remedy = Text(
        "不作还原。请问明数据是否在互联网地图（高德、腾讯等）上取得；是则请提供测绘成果，"
        "确需使用只可作参考",
        "nothing is undone. Ask whether it was taken from a web map; if so, ask for surveyed data, "
        "or use it for reference only",
    )
    said = text.format(
        count=shift.vertex_count,
        east=shift.east_m,
        north=shift.north_m,
        gcj_east=shift.gcj_east_m,
        gcj_north=shift.gcj_north_m,
        before=shift.before_m,
        after=shift.after_m,
    )
    return (Finding("crs-gcj02-suspected", Severity.WARNING, said, remedy),)


def _measured(geometries: AnyGeometries, county: Geometry) -> _Shift | None:
    """The shift of the vertices along the outline, None where there are too few."""
    vertices = _vertices_near(geometries, county)
    if len(vertices) < FEWEST_VERTICES:
        return None
    undone = np.column_stack(from_gcj02(vertices[:, 0], vertices[:, 1]))
    scale = METRES_PER_DEGREE * np.array([np.cos(np.radians(vertices[:, 1].mean())), 1.0])
    sides = _sides(county, scale)
    before, rest = _ways(vertices * scale, sides), _ways(undone * scale, sides)
    is_near = np.minimum(_lengths(before), _lengths(rest)) <= NEAR_M
    if is_near.sum() < FEWEST_VERTICES:
        return None
    shift = _least_squares(before[is_near])
    if shift is None:
        return None
    gcj = ((vertices - undone) * scale)[is_near].mean(axis=0)
    return _Shift(
        float(shift[0]),
        float(shift[1]),
        float(gcj[0]),
        float(gcj[1]),
        float(np.median(_lengths(before[is_near]))),
        float(np.median(_lengths(rest[is_near]))),
        int(is_near.sum()),
    )


def _vertices_near(geometries: AnyGeometries, county: Geometry) -> Floats:
    """The vertices within the margin of the outline's box, thinned evenly where they are many."""
    margin = 2 * NEAR_M / METRES_PER_DEGREE
    west, south, east, north = shapely.bounds(county).tolist()
    vertices = shapely.get_coordinates(shapely.force_2d(geometries))
    vertices = vertices[np.isfinite(vertices).all(axis=1)]
    x, y = vertices[:, 0], vertices[:, 1]
    inside = (x > west - margin) & (x < east + margin) & (y > south - margin) & (y < north + margin)
    near = vertices[inside]
    return np.asarray(near[:: max(1, len(near) // MOST_VERTICES)])


def _sides(county: Geometry, scale: Floats) -> Geometries:
    """The sides of the outline, one line each, in metres."""
    lines = shapely.get_parts(shapely.boundary(county), return_index=False)
    pieces = []
    for line in lines:
        points = shapely.get_coordinates(line) * scale
        pieces.append(np.stack([points[:-1], points[1:]], axis=1))
    return np.asarray(shapely.linestrings(np.concatenate(pieces)), dtype=object)


def _ways(points: Floats, sides: Geometries) -> Floats:
    """From the nearest place of the outline to each point, metres east and north."""
    placed = shapely.points(points)
    _, nearest = STRtree(sides).query_nearest(placed, all_matches=False)
    line = sides[nearest]
    feet = shapely.line_interpolate_point(line, shapely.line_locate_point(line, placed))
    return np.asarray(points - shapely.get_coordinates(feet))


def _lengths(ways: Floats) -> Floats:
    return np.asarray(np.hypot(ways[:, 0], ways[:, 1]))


def _least_squares(ways: Floats) -> Floats | None:
    """The one shift that explains how far each vertex lies across the outline, metres.

    >>> ways = np.array([[200.0, 0.0], [0.0, 50.0]] * 20)
    >>> _least_squares(ways).round().tolist()
    [200.0, 50.0]
    """
    lengths = _lengths(ways)
    ways, lengths = ways[lengths > 0], lengths[lengths > 0]
    if not len(ways):
        return np.zeros(2)
    across = ways / lengths[:, None]
    weights = np.ones(len(ways))
    shift = np.zeros(2)
    for _ in range(10):  # weighted anew: what is drawn otherwise than the outline counts less
        matrix = (across * weights[:, None]).T @ across
        if np.linalg.eigvalsh(matrix / weights.sum())[0] < LEAST_SPREAD:
            return None
        shift = np.linalg.solve(matrix, (across * (weights * lengths)[:, None]).sum(axis=0))
        rest = np.abs(lengths - across @ shift)
        weights = 1 / np.maximum(rest, 1.0)
    return np.asarray(shift)
