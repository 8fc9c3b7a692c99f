# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From rings to a ground: which hole belongs where, slabs, geometry, area. 范围组装。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from kuangtu.geo.area import area_m2, ring_area_m2
from kuangtu.geo.crs import CGCS2000
from kuangtu.geo.depth import as_multipolygon, merged, misses, projection, takes_away
from kuangtu.geo.formats.crossings import METRES_PER_DEGREE, THINNEST_M, check_ring
from kuangtu.geo.formats.locating import Located
from kuangtu.geo.formats.point_numbers import check_point_numbers
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.stated import stated_areas
from kuangtu.geo.formats.written import WrittenRange, WrittenRing
from kuangtu.geo.ground import Ground, Ring, Slab


@dataclass(frozen=True, slots=True)
class _Placed:
    """A ring with its polygons, in the source's coordinates and on the map. 已定位的圈。"""

    written: WrittenRing
    ring: Ring
    native: Any
    geographic: Any


def assemble(
    written: WrittenRange, located: Located, source_text: str, problems: Problems
) -> Ground | None:
    """The ground of located rings, None if anything about them is refused."""
    placed = _placed(written, located, problems)
    shells = [_owners(placed, index, problems) for index in range(len(placed))]
    _refuse_repeated_rings(placed, problems)
    if problems.refused or not placed:
        return None
    parts = _parts_of(placed, shells, problems)
    slabs = merged(slab for owned in parts.values() for slab in owned)
    geometry = projection(slabs) if slabs else shapely.MultiPolygon()
    if geometry.is_empty or not geometry.is_valid:
        _refuse_geometry(geometry, problems)
        return None
    _warn_of_repeated_ground(placed, parts, problems)
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


def _placed(written: WrittenRange, located: Located, problems: Problems) -> list[_Placed]:
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
        placed.append(_Placed(ring, value, shapely.Polygon(native), shapely.Polygon(geographic)))
    return placed


def _refuse_repeated_rings(placed: Sequence[_Placed], problems: Problems) -> None:
    """A ring of ground that is written twice, in plan and depth, was meant to be another one."""
    counted = [one for one in placed if not one.ring.is_hole]
    if len(counted) < 2:
        return
    shapes = [one.native for one in counted]
    for i, j in sorted(zip(*shapely.STRtree(shapes).query(shapes).tolist(), strict=True)):
        first, second = counted[i], counted[j]
        if i < j and _are_the_same(first, second):
            problems.refuse(
                "ground.ring-repeated",
                "第{second}圈与第{first}圈的平面范围和标高完全相同；请删去重复的圈，"
                "或改正坐标、标高或标志",
                "ring {second} is the same as ring {first} in plan and depth; remove it, or "
                "correct its coordinates, heights or flag",
                place=second.written.place(problems.file),
                first=first.written.number,
                second=second.written.number,
            )


def _are_the_same(first: _Placed, second: _Placed) -> bool:
    one, other = first.ring, second.ring
    if (one.top_m, one.bottom_m) != (other.top_m, other.bottom_m):
        return False
    tolerance = _tolerance_of(first.native)
    return bool(first.native.symmetric_difference(second.native).area <= tolerance)


def _owners(placed: Sequence[_Placed], index: int, problems: Problems) -> list[int]:
    """The shells before a hole that it is cut from; nothing for a ring of ground."""
    one = placed[index]
    if not one.ring.is_hole:
        return []
    shells = [i for i in range(index) if not placed[i].ring.is_hole]
    near = [i for i in shells if _boxes_meet(placed[i].native.bounds, one.native.bounds)]
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
    tolerance = _tolerance_of(one.native)
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


def _tolerance_of(native: Any) -> float:
    """An area as thin as a survey cannot see along the ring, in the source's units."""
    scale = METRES_PER_DEGREE if max(map(abs, native.bounds)) <= 180.0 else 1.0
    return float(2 * THINNEST_M / scale * native.length)


def _refuse_outside(one: _Placed, left: Any, problems: Problems) -> None:
    share = left.area / one.native.area
    problems.refuse(
        "ground.hole-outside",
        "第{ring}圈（扣除）有 {share:.1%} 在主圈之外；请核对坐标、圈的次序与标志",
        "{share:.1%} of ring {ring}, which is taken away, lies outside the ground; check its "
        "coordinates, the order of the rings and the flags",
        place=one.written.place(problems.file),
        ring=one.written.number,
        share=share,
    )


def _parts_of(
    placed: Sequence[_Placed], shells: Sequence[Sequence[int]], problems: Problems
) -> dict[int, list[Slab]]:
    """What the holes leave of each ring of ground."""
    parts: dict[int, list[Slab]] = {}
    for index, one in enumerate(placed):
        if not one.ring.is_hole:
            shape = as_multipolygon(one.geographic)
            parts[index] = [Slab(shape, one.ring.top_m, one.ring.bottom_m)]
            continue
        _warn_of_partial_hole(one, [placed[shell] for shell in shells[index]], problems)
        interval = (one.ring.top_m, one.ring.bottom_m)
        for shell in shells[index]:
            parts[shell] = [
                left for part in parts[shell] for left in takes_away(part, one.geographic, interval)
            ]
    return parts


def _warn_of_partial_hole(hole: _Placed, shells: Sequence[_Placed], problems: Problems) -> None:
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


def _warn_of_repeated_ground(
    placed: Sequence[_Placed], parts: Mapping[int, list[Slab]], problems: Problems
) -> None:
    """Layers of one licence may lie over each other; the same ground twice should be looked at."""
    if len(parts) < 2:
        return
    owned = [(index, slab) for index, slabs in parts.items() for slab in slabs]
    shapes = [slab.geometry for _, slab in owned]
    found = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    reported: set[tuple[int, int]] = set()
    for i, j in zip(*found.tolist(), strict=True):
        (first, one), (second, other) = owned[i], owned[j]
        is_new = first < second and (first, second) not in reported
        if not is_new or misses((one.top_m, one.bottom_m), (other.top_m, other.bottom_m)):
            continue
        common = one.geometry.intersection(other.geometry)
        if common.area > _tolerance_of(placed[second].geographic):
            reported.add((first, second))
            _warn_of_overlap(placed[first], placed[second], common.area, problems)


def _warn_of_overlap(
    first: _Placed, second: _Placed, common_area: float, problems: Problems
) -> None:
    problems.warn(
        "ground.rings-overlap",
        "第{first}圈与第{second}圈在平面和标高上重叠（占后者 {share:.1%}），面积只计一次",
        "rings {first} and {second} overlap in plan and depth ({share:.1%} of the latter); the "
        "area counts once",
        place=second.written.place(problems.file),
        first=first.written.number,
        second=second.written.number,
        share=common_area / second.geographic.area,
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
