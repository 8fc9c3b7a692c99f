# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which rights a ground meets, in plan and in depth. 矿业权重叠。

The database finds boxes; shapely decides, and areas are ellipsoid areas of TD/T 1055 Annex D.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from shapely import MultiPolygon, Polygon

from kuangtu.codes.choices import MiningMethod, RightKind, RightStatus, SizeClass
from kuangtu.codes.divisions import area_prefix
from kuangtu.codes.license_numbers import read_license_number
from kuangtu.geo.area import area_m2
from kuangtu.geo.depth import as_multipolygon, overlap_in_depth
from kuangtu.geo.ground import Ground, Slab
from kuangtu.geo.strips import may_be_narrow, perimeter_m, widest_m
from kuangtu.rights.models import MineralRight, RightVersion
from kuangtu.rights.queries.ledger import as_of, ground_of, standing_on
from kuangtu.rights.types import ExistingRight, RightsReading

# A canceled, lapsed or revoked right binds its ground no longer; an expired one still may.
BINDING = {RightStatus.IN_FORCE, RightStatus.EXPIRED}


@dataclass(frozen=True, slots=True)
class PlanOverlap:
    """A right that a geometry overlaps on the map, with the ellipsoid area. 平面重叠。"""

    version: RightVersion
    ground: Ground
    area_m2: float
    way: str  # CONTAINED or GEOS


def rights_overlapping(
    geometry: Polygon | MultiPolygon, day: date, *, is_demo_included: bool = True
) -> tuple[PlanOverlap, ...]:
    """The rights whose ground overlaps the geometry (EPSG:4490) as of that day, by number.

    Rights of every status and county; touching boundaries are no overlap. One query.
    """
    rows = as_of(day).filter(_box_meets(geometry)).order_by("right__number")
    if not is_demo_included:
        rows = rows.filter(right__is_demo=False)
    overlaps = (_plan_overlap(geometry, version) for version in rows)
    return tuple(overlap for overlap in overlaps if overlap.area_m2 > 0)


def holders_of_mines_in(
    geometry: Polygon | MultiPolygon, day: date, *, above_m2: float
) -> tuple[str, ...]:
    """Who holds a mining right in force that covers more of the geometry than a sliver.

    Sorted by name. One query.
    """
    holders = {
        one.version.holder
        for one in rights_overlapping(geometry, day)
        if one.area_m2 > above_m2
        and one.version.right.kind == RightKind.MINING
        and standing_on(one.version, day) is RightStatus.IN_FORCE
    }
    return tuple(sorted(holders))


def _box_meets(geometry: Polygon | MultiPolygon) -> Q:
    west, south, east, north = geometry.bounds
    return Q(min_lon__lte=east, max_lon__gte=west, min_lat__lte=north, max_lat__gte=south)


def _plan_overlap(geometry: Polygon | MultiPolygon, version: RightVersion) -> PlanOverlap:
    ground = ground_of(version)
    return PlanOverlap(version, ground, *_common_area_m2(geometry, ground.geometry))


def _common_area_m2(first: Polygon | MultiPolygon, second: MultiPolygon) -> tuple[float, str]:
    """The ellipsoid area both have in common, and by which way it was found."""
    if not first.intersects(second):
        return 0.0, ""
    if first.covers(second):
        return area_m2(second), "CONTAINED"
    if second.covers(first):
        return area_m2(first), "CONTAINED"
    return area_m2(as_multipolygon(first.intersection(second))), "GEOS"


def read_rights(
    *,
    ground: Ground,
    applicant: str,
    license_number: str,
    day: date,
    adcode: str,
    is_demo_included: bool = True,
) -> RightsReading | None:
    """What the ledger says to a review on that day. 台账读数。

    None if the ledger has never had a row for the area of `adcode`: nothing can be concluded
    from an empty ledger. Overlaps are looked for in all counties, among rights in force or
    expired. The right named by `license_number` is in `own`, whoever holds it, and among the
    overlaps like any other: a number that anybody can write down hides nothing. Rights of the
    applicant are found by the exact name, whatever their status. Two queries.
    """
    marks = _demo_marks(adcode, is_demo_included)
    if not marks:
        return None
    number = read_license_number(license_number).text
    rows = as_of(day).filter(pk__in=_met_or_named(ground.geometry, applicant.strip(), number))
    if not is_demo_included:
        rows = rows.filter(right__is_demo=False)
    found = [_existing(ground, version, day) for version in rows.order_by("right__number")]
    own = next((one for one in found if number and one.right.number == number), None)
    reading = _reading(found, own, applicant=applicant.strip(), day=day, is_demo=True in marks)
    return _with_own_ground(reading, ground, own) if own else reading


def _demo_marks(adcode: str, is_demo_included: bool) -> set[bool]:
    """The demo marks met among the area's rights; none if it has no right."""
    rights = MineralRight.objects.filter(adcode__startswith=area_prefix(adcode))
    if not is_demo_included:
        rights = rights.filter(is_demo=False)
    return set(rights.order_by().values_list("is_demo", flat=True).distinct())


def _met_or_named(
    geometry: MultiPolygon, applicant: str, number: str
) -> QuerySet[RightVersion, int]:
    """The keys of versions whose box meets the ground, or that are of the applicant or number.

    Each part has an index of its own; joined by OR they would read the whole ledger.
    """
    every = RightVersion.objects.order_by()
    parts = [every.filter(_box_meets(geometry))]
    parts += [every.filter(holder=applicant)] if applicant else []
    parts += [every.filter(right__number=number)] if number else []
    first, *others = (part.values_list("pk", flat=True) for part in parts)
    return first.union(*others) if others else first


@dataclass(frozen=True, slots=True)
class _Found:
    """A version met by a search, with what the ground has in common with it."""

    version: RightVersion
    existing: ExistingRight

    @property
    def right(self) -> MineralRight:
        return self.version.right


def _existing(ground: Ground, version: RightVersion, day: date) -> _Found:
    overlap = _plan_overlap(ground.geometry, version)
    depth_m, is_known = _common_depth(ground, overlap.ground) if overlap.area_m2 else (None, False)
    return _Found(
        version,
        ExistingRight(
            number=version.right.number,
            kind=RightKind(version.right.kind),
            name=version.name,
            holder=version.holder,
            mineral=version.mineral,
            status=standing_on(version, day),
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            overlap_m2=overlap.area_m2,
            share=overlap.area_m2 / ground.area_m2,
            way=overlap.way,
            depth_overlap_m=depth_m,
            depth_is_known=is_known,
            revoked_on=version.revoked_on,
            method=MiningMethod(version.method) if version.method else None,
            is_demo=version.right.is_demo,
            other_minerals=version.other_minerals,
            widest_m=_widest_m(ground.geometry, overlap),
        ),
    )


def _widest_m(geometry: MultiPolygon, overlap: PlanOverlap) -> float | None:
    """How wide the overlap is at its widest place; None where it is no strip. 窄条宽度。"""
    if not overlap.area_m2 > 0 or not may_be_narrow(overlap.area_m2, perimeter_m(geometry)):
        return None
    return widest_m(as_multipolygon(geometry.intersection(overlap.ground.geometry)))


def _common_depth(first: Ground, second: Ground) -> tuple[tuple[float, float] | None, bool]:
    """The interval of heights in common, and whether the heights decide the question.

    No interval and True: certainly none in common. No interval and False: heights are missing.
    """
    overlaps = overlap_in_depth(first, second)
    known = [one for one in overlaps if one.is_known]
    tops = [one.top_m for one in known if one.top_m is not None]
    bottoms = [one.bottom_m for one in known if one.bottom_m is not None]
    if tops and bottoms:
        return (max(tops), min(bottoms)), True
    return None, not overlaps


def _reading(
    found: list[_Found], own: _Found | None, *, applicant: str, day: date, is_demo: bool
) -> RightsReading:
    overlapping = [
        one.existing
        for one in found
        if one.existing.overlap_m2 > 0 and one.existing.status in BINDING
    ]
    has_size = own is not None and own.version.size_class
    return RightsReading(
        dated_on=day,
        overlapping=tuple(overlapping),
        of_applicant=tuple(one.existing for one in found if one.version.holder == applicant),
        own=own.existing if own else None,
        own_capacity=own.version.capacity_quantity if own else None,
        own_size_class=SizeClass(own.version.size_class) if own and has_size else None,
        is_demo=is_demo,
    )


def _with_own_ground(reading: RightsReading, ground: Ground, own: _Found) -> RightsReading:
    """The reading with how the ground lies to that of the right named."""
    licensed = ground_of(own.version)
    outside = _outside(ground.geometry, licensed.geometry)
    outside_m2 = area_m2(outside)
    is_strip = may_be_narrow(outside_m2, perimeter_m(ground.geometry))
    return replace(
        reading,
        own_outside_m2=outside_m2,
        own_outside_widest_m=widest_m(outside) if is_strip else None,
        own_ground_m2=licensed.area_m2,
        own_outside_height_m=_outside_height_m(ground, licensed),
    )


def _outside(geometry: MultiPolygon, licensed: MultiPolygon) -> MultiPolygon:
    """What lies outside the licensed ground."""
    if licensed.covers(geometry):
        return MultiPolygon()
    return as_multipolygon(geometry.difference(licensed))


def _outside_height_m(ground: Ground, licensed: Ground) -> float | None:
    """The most metres by which the ground's heights leave the licensed ones below or above it."""
    outside = []
    for slab in ground.slabs:
        under = [one for one in licensed.slabs if one.geometry.intersection(slab.geometry).area > 0]
        if under:
            outside.append(_leaves_m(slab, under))
    known = [one for one in outside if one is not None]
    return max(known) if known and len(known) == len(outside) else None


def _leaves_m(slab: Slab, licensed: list[Slab]) -> float | None:
    """Metres of a slab above the highest and below the lowest licensed height."""
    tops = [one.top_m for one in licensed if one.top_m is not None]
    bottoms = [one.bottom_m for one in licensed if one.bottom_m is not None]
    if (
        slab.top_m is None
        or slab.bottom_m is None
        or not len(tops) == len(bottoms) == len(licensed)
    ):
        return None
    return max(0.0, slab.top_m - max(tops)) + max(0.0, min(bottoms) - slab.bottom_m)
