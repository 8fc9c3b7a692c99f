# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Holes and narrow gaps between features that must cover their ground. 空洞与缝隙。

A hole is ground that features enclose and none covers, unless the county itself has a hole
there. A gap that opens to the outside is no hole; it is told where it is narrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import shapely

from kuangtu.core.text import Text
from kuangtu.geo.area import areas_m2
from kuangtu.layers.checking.county import CountyOutline
from kuangtu.layers.checking.facts import Integers, ShapeFacts, metres_per_degree
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

GAP_ABOVE_M2: Final = 1.0  # as the least overlap that counts, decision 0005
NARROW_GAP_M: Final = 1.0  # decision 0013: wider ground may be somebody's
MOST_FEATURES: Final = 300_000  # putting more together takes minutes

HOLE = Text(
    "要素之间有 {area:.2f} 平方米的空洞", "there is a hole of {area:.2f} m² between features"
)
NARROW = Text(
    "与相邻要素之间有不足 {width:g} 米宽的缝隙",
    "there is a gap of less than {width:g} m to a neighbour",
)
TOO_MANY = Text(
    "要素超过 {most} 个，未检查空洞",
    "gaps were not looked for: there are more than {most} features",
)


def check_gaps(facts: ShapeFacts, county: CountyOutline | None) -> Iterator[Finding | Flagged]:
    """Ground that should be covered and is not. 空洞检查。"""
    rows = facts.polygon_rows
    if len(rows) > MOST_FEATURES:
        yield found("gaps-unchecked", TOO_MANY.format(most=MOST_FEATURES))
        return
    if len(rows):
        holes = _holes(facts.geometries[rows], county)
        yield from _told_holes(holes)
        yield _narrow(facts, rows)


def _holes(geometries: Any, county: CountyOutline | None) -> Any:
    """The rings that all features together leave open."""
    parts = shapely.get_parts(shapely.union_all(geometries))
    rings, of_part = shapely.get_rings(parts, return_index=True)
    is_hole = np.diff(of_part, prepend=-1) == 0
    holes = shapely.polygons(rings[is_hole])
    if county is None or not len(holes):
        return holes
    shapely.prepare(county.outline)
    return holes[shapely.intersects(county.outline, shapely.point_on_surface(holes))]


def _told_holes(holes: Any) -> Iterator[Flagged]:
    areas = areas_m2(holes) if len(holes) else np.empty(0)
    order = np.flatnonzero(areas > GAP_ABOVE_M2)
    order = order[np.argsort(-areas[order], kind="stable")]

    def told(at: int) -> Finding:
        point = shapely.point_on_surface(holes[order[at]])
        text = HOLE.format(area=float(areas[order[at]]))
        return found("features-gap", text, place=(float(point.x), float(point.y)))

    yield Flagged("features-gap", order, told)


def _narrow(facts: ShapeFacts, rows: Integers) -> Flagged:
    """Features whose boundary has a neighbour's nearby without touching it."""
    geometries = facts.geometries[rows]
    middle = np.median(facts.centres[rows, 1], keepdims=True)
    scale = np.concatenate(metres_per_degree(middle))
    plane = shapely.transform(geometries, lambda points: points * scale)
    apart = shapely.coverage_invalid_edges(plane, gap_width=NARROW_GAP_M)
    touching = shapely.coverage_invalid_edges(plane, gap_width=0)
    differing = np.flatnonzero(shapely.length(apart) > shapely.length(touching) + NARROW_GAP_M)

    def told(at: int) -> Finding:
        which = differing[at]
        more = shapely.difference(apart[which], touching[which])
        point = more.interpolate(0.5, normalized=True) if more.geom_type == "LineString" else None
        point = point or shapely.point_on_surface(more)
        place = (float(point.x / scale[0]), float(point.y / scale[1]))
        text = NARROW.format(width=NARROW_GAP_M)
        return found("features-gap-narrow", text, feature=int(rows[which]) + 1, place=place)

    return Flagged("features-gap-narrow", rows[differing], told)
