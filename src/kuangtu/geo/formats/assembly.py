# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From rings to a ground: which hole belongs where, slabs, geometry, area. 范围组装。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely

from kuangtu.core.text import Text
from kuangtu.geo.area import area_m2, ring_area_m2
from kuangtu.geo.crs import CGCS2000
from kuangtu.geo.depth import Interval, as_multipolygon, merged, misses, projection, takes_away
from kuangtu.geo.formats.locating import Located
from kuangtu.geo.formats.placing import Placed, placed_rings, tolerance_of
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.repeated_ground import (
    refuse_repeated_rings,
    warn_of_overlapping_holes,
    warn_of_repeated_ground,
)
from kuangtu.geo.formats.stated import stated_areas
from kuangtu.geo.formats.written import WrittenRange
from kuangtu.geo.ground import Ground, Ring, Slab


def assemble(
    written: WrittenRange, located: Located, source_text: str, problems: Problems
) -> Ground | None:
    """The ground of located rings, None if anything about them is refused."""
    placed = placed_rings(written, located, problems)
    shells = [_owners(placed, index, problems) for index in range(len(placed))]
    refuse_repeated_rings(placed, problems)
    if problems.refused_count or not placed:
        return None
    parts = _parts_of(placed, shells, problems)
    slabs = merged(slab for owned in parts.values() for slab in owned)
    geometry = projection(slabs) if slabs else shapely.MultiPolygon()
    if geometry.is_empty or not geometry.is_valid:
        _refuse_geometry(geometry, problems)
        return None
    warn_of_repeated_ground(placed, parts, problems)
    warn_of_overlapping_holes(placed, problems)
    rings = tuple(one.ring for one in placed)
    by_number = {one.written.number: one.ring for one in placed}
    stated = stated_areas(written.parcels, by_number, located.crs, problems)
    return Ground(
        source_text,
        written.source_format,
        located.crs,
        rings,
        geometry,
        area_m2(geometry),
        slabs,
        problems.warnings(),
        stated,
    )


def _owners(placed: Sequence[Placed], index: int, problems: Problems) -> list[int]:
    """The shells before a hole that it is cut from; nothing for a ring of ground."""
    one = placed[index]
    if not one.ring.is_hole:
        return []
    shells = [i for i in range(index) if not placed[i].ring.is_hole]
    near = [i for i in shells if _boxes_meet(placed[i].box, one.box)]
    if not shells:
        problems.refuse(
            "ground.hole-first",
            "第{ring}圈为扣除圈，但其前没有主圈；首圈须为计入范围的圈（标志 1）",
            "ring {ring} is taken away, but no ring of ground comes before it; the first ring must "
            "be ground (flag 1)",
            place=one.written.place(problems.file),
            ring=one.written.number,
        )
        return []
    tolerance = tolerance_of(one.native)
    outside = {i: one.native.difference(placed[i].native).area for i in near}
    covering = [i for i in near if outside[i] <= tolerance]
    if covering:
        return covering
    met = [i for i in near if one.native.area - outside[i] > tolerance]
    left = one.native.difference(shapely.union_all([placed[i].native for i in met]))
    if met and left.area <= tolerance:
        return met
    _refuse_outside(one, left, problems)
    return []


def _boxes_meet(first: Sequence[float], second: Sequence[float]) -> bool:
    return (
        first[0] <= second[2]
        and second[0] <= first[2]
        and first[1] <= second[3]
        and second[1] <= first[3]
    )


def _refuse_outside(one: Placed, left: Any, problems: Problems) -> None:
    share = left.area / one.native.area
    said = Text(f" {share:.1%} ", f"{share:.1%}")
    if share < 0.001:
        said = Text("不到 0.1% ", "less than 0.1%")
    problems.refuse(
        "ground.hole-outside",
        "第{ring}圈（扣除）有{share}在主圈之外；请核对坐标、圈的次序与标志",
        "{share} of ring {ring}, which is taken away, lies outside the ground; check its "
        "coordinates, the order of the rings and the flags",
        place=one.written.place(problems.file),
        ring=one.written.number,
        share=said,
    )


def _parts_of(
    placed: Sequence[Placed], shells: Sequence[Sequence[int]], problems: Problems
) -> dict[int, list[Slab]]:
    """What the holes leave of each ring of ground."""
    cuts: dict[int, dict[Interval, list[Any]]] = {}
    for one, owners in zip(placed, shells, strict=True):
        _warn_of_partial_hole(one, [placed[shell] for shell in owners], problems)
        for shell in owners:
            of_heights = cuts.setdefault(shell, {})
            of_heights.setdefault((one.ring.top_m, one.ring.bottom_m), []).append(one.geographic)
    return {
        index: _cut(one, cuts.get(index, {}))
        for index, one in enumerate(placed)
        if not one.ring.is_hole
    }


def _cut(shell: Placed, cuts: Mapping[Interval, Sequence[Any]]) -> list[Slab]:
    """A ring of ground without its holes; those of the same heights are cut out together."""
    left = [Slab(as_multipolygon(shell.geographic), shell.ring.top_m, shell.ring.bottom_m)]
    for interval, holes in cuts.items():
        hole = shapely.union_all(holes)
        left = [part for slab in left for part in takes_away(slab, hole, interval)]
    return left


def _warn_of_partial_hole(hole: Placed, shells: Sequence[Placed], problems: Problems) -> None:
    """A hole that ends within the ground leaves its plan area; a licence may say otherwise."""
    top_m, bottom_m = hole.ring.top_m, hole.ring.bottom_m
    for shell in shells:
        place = hole.written.place(problems.file)
        values = {"ring": hole.written.number, "shell": shell.written.number}
        if misses((shell.ring.top_m, shell.ring.bottom_m), (top_m, bottom_m)):
            problems.warn(
                "ground.hole-misses-depth",
                "第{ring}圈（扣除）的标高与第{shell}圈没有交集，未起扣除作用",
                "the heights of ring {ring}, which is taken away, miss those of ring {shell}; it "
                "takes nothing away",
                place=place,
                **values,
            )
        elif not _goes_through(hole.ring, shell.ring):
            problems.warn(
                "ground.hole-in-depth",
                "第{ring}圈只在标高 {top}～{bottom} 米之间扣除，第{shell}圈的平面面积不因此减少"
                "（该圈 {area} 平方米）；请核对登记面积的口径",
                "ring {ring} takes ground away between {top} and {bottom} m only, so the plan area "
                "of ring {shell} is not reduced (the ring has {area} m²); check how the registered "
                "area counts it",
                place=place,
                top="?" if top_m is None else f"{top_m:g}",
                bottom="?" if bottom_m is None else f"{bottom_m:g}",
                area=f"{ring_area_m2(hole.ring.points):.2f}",
                **values,
            )


def _goes_through(hole: Ring, shell: Ring) -> bool:
    above = hole.top_m is None or (shell.top_m is not None and hole.top_m >= shell.top_m)
    below = hole.bottom_m is None or (
        shell.bottom_m is not None and hole.bottom_m <= shell.bottom_m
    )
    return above and below


def _refuse_geometry(geometry: Any, problems: Problems) -> None:
    if geometry.is_empty:
        problems.refuse(
            "ground.zero-area",
            "扣除之后没有剩余范围",
            "nothing is left after the rings that are taken away",
        )
        return
    problems.refuse(
        "ground.invalid",
        "各圈合成的范围无效（{why}）；请核对各圈的位置",
        "the rings together make no valid ground ({why}); check their places",
        why=shapely.is_valid_reason(geometry),
    )


def ground_of(
    geometry: Any,
    *,
    top_m: float | None = None,
    bottom_m: float | None = None,
    note: str = "",
) -> Ground:
    """The ground of a valid polygon or multipolygon in EPSG:4490, with one pair of heights.

    For geometries that were never a range of their own: invented demo rights, features of
    layers. Its source text is the geometry's WKT.

    Raises: ValueError for an empty, invalid or non-polygonal geometry, or a top not above the
    bottom.
    """
    polygons = as_multipolygon(geometry)
    if polygons.is_empty or not polygons.is_valid:
        raise ValueError("a ground needs a valid polygon")
    if top_m is not None and bottom_m is not None and top_m <= bottom_m:
        raise ValueError("the top of a ground is above its bottom")
    rings = []
    for polygon in polygons.geoms:
        for index, line in enumerate((polygon.exterior, *polygon.interiors)):
            points = tuple((x, y) for x, y in shapely.get_coordinates(line)[:-1].tolist())
            heights = (top_m, bottom_m) if index == 0 else (None, None)
            rings.append(Ring(points, *heights, note if index == 0 else "", index > 0))
    slabs = (Slab(polygons, top_m, bottom_m),)
    return Ground(polygons.wkt, "wkt", CGCS2000, tuple(rings), polygons, area_m2(polygons), slabs)
