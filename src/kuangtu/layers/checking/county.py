# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features outside the county, where a layer is one of the county's own. 县域核对。

Said as warnings: the outline may be worse than the features (decision 0013). What lies beyond by
no more than the stated accuracy of the outline is taken as inside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import shapely
from shapely import GeometryType, MultiPolygon, Polygon

from kuangtu.core.text import Text
from kuangtu.geo.area import areas_m2
from kuangtu.layers.checking.facts import Booleans, Floats, Integers, ShapeFacts, metres_per_degree
from kuangtu.layers.checking.numbers import measured
from kuangtu.layers.checking.shifted import NEAR_M
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

OUTSIDE_ABOVE_M2: Final = 1.0  # as the least overlap that counts, decision 0005
# What is deeper inside than this is neither outside nor of use to see a shift of the whole file.
MARGIN_M: Final = NEAR_M
CELLS: Final = 256  # a side, of the grid that tells at a glance what is far inside

NO_OUTLINE = Text(
    "没有已发布的县级行政区界，未核对要素是否在本县",
    "no county boundary is published; whether the features lie in the county was not checked",
)
ALL_OUTSIDE = Text(
    "全部 {count} 个要素都在县域之外，可能坐标系或文件有误",
    "all {count} features lie outside the county; the reference system or the file may be wrong",
)
OUTSIDE = Text("要素全部在县域之外", "the feature lies wholly outside the county")
ACROSS = Text(
    "要素有 {area} 平方千米（{share:.1%}）在县域之外",
    "{area} km² of the feature ({share:.1%}) lie outside the county",
)
ACROSS_LENGTH = Text("要素有一部分在县域之外", "a part of the feature lies outside the county")
WITHIN = Text(
    "（界线精度 {accuracy:g} 米以内不计）", " (beyond the outline's accuracy of {accuracy:g} m)"
)


@dataclass(frozen=True, slots=True, eq=False)
class CoveredCells:
    """The cells of a grid that an outline covers altogether, as sums from one corner. 覆盖格网。"""

    west: float
    south: float
    step: Floats
    sums: Integers

    @classmethod
    def of(cls, outline: Any) -> CoveredCells:
        west, south, east, north = outline.bounds
        step = np.array([(east - west) / CELLS, (north - south) / CELLS])
        at = np.arange(CELLS)
        x, y = (one.ravel() for one in np.meshgrid(at, at, indexing="ij"))
        cells = shapely.box(
            west + x * step[0], south + y * step[1],
            west + (x + 1) * step[0], south + (y + 1) * step[1],
        )  # fmt: skip
        shapely.prepare(outline)
        covered = shapely.contains_properly(outline, cells).reshape(CELLS, CELLS)
        sums = np.zeros((CELLS + 1, CELLS + 1), np.int64)
        sums[1:, 1:] = covered.cumsum(axis=0).cumsum(axis=1)
        return cls(west, south, step, sums)

    def hold(self, boxes: Floats) -> Booleans:
        """Whether a box lies in covered cells only.

        How many covered cells there are in a run of cells is the difference of four sums, so a box
        costs the same however many there are.
        """
        low = np.floor((boxes[:, :2] - (self.west, self.south)) / self.step).astype(np.int64)
        high = np.floor((boxes[:, 2:] - (self.west, self.south)) / self.step).astype(np.int64)
        is_on_grid = (low >= 0).all(axis=1) & (high < CELLS).all(axis=1)
        (x0, y0), (x1, y1) = np.clip(low, 0, CELLS - 1).T, np.clip(high, 0, CELLS - 1).T + 1
        sums = self.sums
        there = sums[x1, y1] - sums[x0, y1] - sums[x1, y0] + sums[x0, y0]
        return np.asarray(is_on_grid & (there == (x1 - x0) * (y1 - y0)), bool)


@dataclass(frozen=True, eq=False)
class CountyOutline:
    """Where the county is, in EPSG:4490, and how well that is known, in metres. 县域界线。"""

    outline: Polygon | MultiPolygon
    accuracy_m: float = 0.0

    @cached_property
    def _deep_inside(self) -> CoveredCells | None:
        return _cells_deep_inside(self.outline)

    def near_border(self, boxes: Floats) -> Booleans:
        """Which boxes are not certainly within the outline by more than a margin."""
        if self._deep_inside is None:
            return np.ones(len(boxes), bool)
        return ~self._deep_inside.hold(boxes)

    @property
    def widened(self) -> Any:
        """The outline moved outwards by its accuracy."""
        return self.moved(self.accuracy_m)

    def moved(self, outwards_m: float) -> Any:
        """The outline moved outwards, or inwards, in metres around its own middle."""
        if not outwards_m:
            return self.outline
        _, south, _, north = self.outline.bounds
        scale = np.concatenate(metres_per_degree(np.array([(south + north) / 2])))
        plane = shapely.transform(self.outline, lambda points: points * scale)
        return shapely.transform(plane.buffer(outwards_m), lambda points: points / scale)


@lru_cache(maxsize=1)  # one import after the other is held against the same outline
def _cells_deep_inside(outline: Polygon | MultiPolygon) -> CoveredCells | None:
    inner = CountyOutline(outline).moved(-MARGIN_M)
    return None if inner.is_empty else CoveredCells.of(inner)


def check_county(facts: ShapeFacts, county: CountyOutline | None) -> Iterator[Finding | Flagged]:
    """What lies outside the county, wholly or partly. 县域检查。"""
    if county is None:
        yield found("county-unchecked", NO_OUTLINE)
        return
    widened = county.widened
    rows = np.flatnonzero(facts.is_drawn & facts.is_valid)
    rows = rows[county.near_border(facts.boxes[rows])]
    shapely.prepare(widened)
    rows = rows[~shapely.covers(widened, facts.geometries[rows])]
    yield from _told(facts, _beyond(facts, rows, widened), county.accuracy_m)


@dataclass(frozen=True, slots=True, eq=False)
class _Beyond:
    """Features that are not covered by the outline, with what lies beyond it. 县域外部分。"""

    rows: Integers
    parts: Any
    outside_m2: Floats
    whole_m2: Floats
    is_area: Booleans
    meets: Booleans

    @property
    def is_outside(self) -> Booleans:
        """Nothing inside, or no more of an area than would count as an overlap."""
        inside_m2 = self.whole_m2 - self.outside_m2
        return np.where(self.is_area, inside_m2 <= OUTSIDE_ABOVE_M2, ~self.meets)

    @property
    def is_across(self) -> Booleans:
        return ~self.is_outside & (~self.is_area | (self.outside_m2 > OUTSIDE_ABOVE_M2))


def _beyond(facts: ShapeFacts, rows: Integers, outline: Any) -> _Beyond:
    geometries, is_area = facts.geometries[rows], facts.is_polygon[rows]
    parts = geometries.copy()
    meets = shapely.intersects(outline, geometries)
    parts[meets] = shapely.difference(geometries[meets], outline)
    return _Beyond(rows, parts, _areas_m2(parts), _areas_m2(geometries), is_area, meets)


def _told(facts: ShapeFacts, beyond: _Beyond, accuracy_m: float) -> Iterator[Finding | Flagged]:
    outside = beyond.rows[beyond.is_outside]
    drawn = int(facts.is_drawn.sum())
    if drawn > 1 and len(outside) == drawn:
        place = facts.place(int(outside[0]))
        yield found("outside-county", ALL_OUTSIDE.format(count=drawn), place=place)
        return

    def told(at: int) -> Finding:
        row = int(outside[at])
        return found("outside-county", OUTSIDE, feature=row + 1, place=facts.place(row))

    yield Flagged("outside-county", outside, told)
    yield _across(beyond, accuracy_m)


def _across(beyond: _Beyond, accuracy_m: float) -> Flagged:
    """Features with ground on both sides: how much is outside, and where."""
    counts = np.flatnonzero(beyond.is_across)

    def told(at: int) -> Finding:
        which = counts[at]
        text = ACROSS_LENGTH
        if beyond.is_area[which]:
            outside, whole = float(beyond.outside_m2[which]), float(beyond.whole_m2[which])
            text = ACROSS.format(area=measured(outside / 1e6), share=outside / whole)
        if accuracy_m:
            text += WITHIN.format(accuracy=accuracy_m)
        point = shapely.point_on_surface(beyond.parts[which])
        place = None if point.is_empty else (float(point.x), float(point.y))
        return found("across-county", text, feature=int(beyond.rows[which]) + 1, place=place)

    return Flagged("across-county", beyond.rows[counts], told)


def _areas_m2(geometries: Any) -> Floats:
    """The legal areas of what is polygonal in each geometry."""
    parts, owners = shapely.get_parts(geometries, return_index=True)
    is_polygon = shapely.get_type_id(parts) == GeometryType.POLYGON
    areas = areas_m2(parts[is_polygon]) if is_polygon.any() else np.empty(0)
    return np.asarray(np.bincount(owners[is_polygon], areas, len(geometries)), np.float64)
