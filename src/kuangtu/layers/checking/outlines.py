# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Odd places of outlines: slivers, tiny parts, repeated vertices, spikes. 边界形状检查。

Measured in metres around each ring's first vertex, portion by portion: good to a thousandth for
what these checks are about, and quick enough to look at every vertex of a million outlines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from kuangtu.core.text import Text
from kuangtu.geo.strips import widest_m
from kuangtu.layers.checking.facts import (
    Floats,
    Integers,
    ShapeFacts,
    metres_per_degree,
    portions_of,
)
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found
from kuangtu.layers.reading.encoded import (
    SAME_VERTEX_M,
    SLIVER_MEAN_WIDTH_M,
    SPIKE_DEGREES,
    TINY_M2,
)

SLIVER_LENGTH: Final = 10  # times its width at least; shorter ones are specks
SPIKE_EDGE_M: Final = 1.0  # shorter ones are below what a drawing shows

SLIVER = Text(
    "第 {part} 个部分是窄条：面积 {area:.2f} 平方米，平均宽 {width:.3f} 米",
    "part {part} is a strip: {area:.2f} m², {width:.3f} m wide on average",
)
WIDEST = Text("，最宽处 {widest:.3f} 米", ", {widest:.3f} m at its widest place")
TINY = Text("第 {part} 个部分只有 {area:.4f} 平方米", "part {part} has {area:.4f} m² only")
REPEATED = Text(
    "边界有 {count} 处相邻拐点相距不足 {least} 毫米",
    "{count} vertices lie within {least} mm of the one before",
)
SPIKE = Text(
    "边界在此折返，夹角 {angle:.2f}°，伸出 {length:.1f} 米",
    "the boundary turns back here at {angle:.2f}°, sticking out {length:.1f} m",
)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """The edges of many rings in metres, ring after ring. 边。"""

    east: Floats
    north: Floats
    of_ring: Integers
    following: Integers  # the next edge of the same ring
    tips: Floats  # where each edge ends, degrees

    @property
    def lengths(self) -> Floats:
        return np.hypot(self.east, self.north)


@dataclass(slots=True)
class _Gathered:
    """What has been found so far, as columns. 发现列。"""

    strips: list[Floats]  # row, part, area m², mean width m
    specks: list[Floats]  # row, part, area m²
    doubled: list[Floats]  # row, how many, longitude, latitude
    spikes: list[Floats]  # row, angle °, length m, longitude, latitude


def check_outlines(facts: ShapeFacts) -> Iterator[Flagged]:
    """Everything odd about the outlines of valid polygons. 边界检查。"""
    rows = facts.polygon_rows[facts.may_be_odd[facts.polygon_rows]]
    gathered = _Gathered([], [], [], [])
    for portion in portions_of(len(rows)):
        _look_at(facts.geometries[rows[portion]], rows[portion], gathered)
    yield _strips(_together(gathered.strips, 4), facts)
    yield _specks(_together(gathered.specks, 3), facts)
    yield _doubled(_together(gathered.doubled, 4))
    yield _spikes(_together(gathered.spikes, 5))


def _together(several: list[Floats], width: int) -> Floats:
    return np.concatenate([np.empty((0, width)), *several])


def _look_at(geometries: Any, rows: Integers, gathered: _Gathered) -> None:
    parts, of_part = shapely.get_parts(geometries, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    edges, ring_areas = _measured(rings)
    lengths = edges.lengths
    is_shell = np.diff(of_ring, prepend=-1) != 0
    signed = np.abs(ring_areas) * np.where(is_shell, 1.0, -1.0)
    areas = np.bincount(of_ring, signed, len(parts))
    around = np.bincount(of_ring[edges.of_ring], lengths, len(parts))
    widths = 2 * areas / np.maximum(around, SAME_VERTEX_M)
    is_strip = (widths < SLIVER_MEAN_WIDTH_M) & (around / 2 > SLIVER_LENGTH * widths)
    is_speck = (areas < TINY_M2) & ~is_strip
    numbers = np.arange(len(parts)) - np.searchsorted(of_part, of_part) + 1
    row_of_part = rows[of_part]
    columns = np.stack([row_of_part, numbers, areas, widths], axis=1).astype(np.float64)
    gathered.strips.append(columns[is_strip])
    gathered.specks.append(columns[is_speck, :3])
    row_of_edge = row_of_part[of_ring[edges.of_ring]]
    gathered.doubled.append(_doubled_in(edges, lengths, row_of_edge))
    is_wide = ~is_strip[of_ring[edges.of_ring]]
    gathered.spikes.append(_spikes_in(edges, lengths, row_of_edge, is_wide))


def _measured(rings: Any) -> tuple[_Edges, Floats]:
    """The edges of closed rings in metres, and the signed area of each ring."""
    points, of_point = shapely.get_coordinates(rings, return_index=True)
    starts = np.flatnonzero(np.diff(of_point, prepend=-1))
    origin = points[starts][of_point]
    per_degree = np.stack(metres_per_degree(points[starts, 1]), axis=1)[of_point]
    metres = (points - origin) * per_degree
    is_edge = of_point[1:] == of_point[:-1]
    x, y = metres[:-1][is_edge].T
    to_x, to_y = metres[1:][is_edge].T
    of_ring = of_point[1:][is_edge]
    areas = np.bincount(of_ring, x * to_y - to_x * y, len(rings)) / 2
    following = np.arange(1, len(of_ring) + 1)
    ends = np.flatnonzero(np.diff(of_ring, append=-1))
    following[ends] = np.flatnonzero(np.diff(of_ring, prepend=-1))
    return _Edges(to_x - x, to_y - y, of_ring, following, points[1:][is_edge]), areas


def _doubled_in(edges: _Edges, lengths: Floats, row_of_edge: Integers) -> Floats:
    at = np.flatnonzero(lengths < SAME_VERTEX_M)
    rows, first, counts = np.unique(row_of_edge[at], return_index=True, return_counts=True)
    return np.column_stack([rows, counts, edges.tips[at[first]]]).astype(np.float64)


def _spikes_in(edges: _Edges, lengths: Floats, row_of_edge: Integers, is_wide: Any) -> Floats:
    """Where an edge turns back nearly the way it came."""
    following = edges.following
    least = np.minimum(lengths, lengths[following])
    inner = edges.east * edges.east[following] + edges.north * edges.north[following]
    limit = np.cos(np.radians(SPIKE_DEGREES)) * lengths * lengths[following]
    at = np.flatnonzero(is_wide & (least >= SPIKE_EDGE_M) & (-inner >= limit))
    cross = (
        edges.east[at] * edges.north[following[at]] - edges.north[at] * edges.east[following[at]]
    )
    angles = np.degrees(np.arctan2(np.abs(cross), -inner[at]))
    return np.column_stack([row_of_edge[at], angles, least[at], edges.tips[at]]).astype(np.float64)


def _strips(columns: Floats, facts: ShapeFacts) -> Flagged:
    def told(at: int) -> Finding:
        row, part, area, width = columns[at]
        piece = shapely.get_parts(facts.geometries[int(row)])[int(part) - 1]
        text = SLIVER.format(part=int(part), area=area, width=width)
        widest = widest_m(piece)
        if widest is not None:
            text += WIDEST.format(widest=widest)
        return found("part-sliver", text, feature=int(row) + 1, place=_inside(piece))

    return Flagged("part-sliver", columns[:, 0], told)


def _specks(columns: Floats, facts: ShapeFacts) -> Flagged:
    def told(at: int) -> Finding:
        row, part, area = columns[at]
        piece = shapely.get_parts(facts.geometries[int(row)])[int(part) - 1]
        text = TINY.format(part=int(part), area=area)
        return found("part-tiny", text, feature=int(row) + 1, place=_inside(piece))

    return Flagged("part-tiny", columns[:, 0], told)


def _inside(piece: Any) -> tuple[float, float]:
    point = shapely.point_on_surface(piece)
    return float(point.x), float(point.y)


def _doubled(columns: Floats) -> Flagged:
    def told(at: int) -> Finding:
        row, count, longitude, latitude = map(float, columns[at])
        text = REPEATED.format(count=int(count), least=round(SAME_VERTEX_M * 1000))
        return found("vertices-repeated", text, feature=int(row) + 1, place=(longitude, latitude))

    return Flagged("vertices-repeated", columns[:, 0], told)


def _spikes(columns: Floats) -> Flagged:
    def told(at: int) -> Finding:
        row, angle, length, longitude, latitude = map(float, columns[at])
        text = SPIKE.format(angle=angle, length=length)
        return found("boundary-spike", text, feature=int(row) + 1, place=(longitude, latitude))

    return Flagged("boundary-spike", columns[:, 0], told)
