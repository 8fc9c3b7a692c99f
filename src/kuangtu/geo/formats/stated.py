# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Areas that a file states, against the two ways of computing them. 申报面积核对。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kuangtu.core.errors import Place
from kuangtu.geo.area import plane_area_m2, ring_area_m2
from kuangtu.geo.crs import RecognizedCrs, zone_at
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import StatedParcel
from kuangtu.geo.ground import Ground, Ring, StatedArea

# Parcels state hectares to four decimals: a figure agrees within half of the last one.
TOLERANCE_M2 = 0.5
# A 6° zone reaches 3° to each side, and a range may lie across its edge.
_FARTHEST_DEGREES = 3.5


def stated_areas(
    parcels: Iterable[StatedParcel],
    rings: Mapping[int, Ring],
    crs: RecognizedCrs,
    problems: Problems,
) -> tuple[StatedArea, ...]:
    """Every stated area with what it agrees with; one that agrees with neither is reported."""
    found = []
    for parcel in parcels:
        area = _compared(parcel, [rings[number] for number in parcel.rings], crs)
        if area.convention == "neither":
            _warn(area, parcel.place, problems)
        found.append(area)
    return tuple(found)


def _compared(parcel: StatedParcel, rings: Sequence[Ring], crs: RecognizedCrs) -> StatedArea:
    plane_m2 = ellipsoid_m2 = 0.0
    for ring in rings:
        sign = -1.0 if ring.is_hole else 1.0
        plane_m2 += sign * ring_plane_area_m2(ring, crs)
        ellipsoid_m2 += sign * ring_area_m2(ring.points)
    fits = (
        abs(parcel.stated_m2 - plane_m2) <= TOLERANCE_M2,
        abs(parcel.stated_m2 - ellipsoid_m2) <= TOLERANCE_M2,
    )
    convention = {
        (True, True): "both",
        (True, False): "plane",
        (False, True): "ellipsoid",
        (False, False): "neither",
    }[fits]
    return StatedArea(parcel.label, parcel.stated_m2, plane_m2, ellipsoid_m2, convention)


def ring_plane_area_m2(ring: Ring, crs: RecognizedCrs) -> float:
    """Gauss-Krüger area of a ring in its own zone, or in the 3° zone of its first point."""
    return plane_area_m2(ring.points, crs.zone or zone_at(ring.points[0][0]))


def ground_plane_area_m2(ground: Ground) -> float | None:
    """Gauss-Krüger area of a ground on the map, in its own zone or the 3° zone of its middle.

    None for a ground that is wider than a zone: a plane that stretches it says nothing.
    """
    west, _, east, _ = ground.geometry.bounds
    zone = ground.crs.zone or zone_at((west + east) / 2)
    if max(zone.central_meridian - west, east - zone.central_meridian) > _FARTHEST_DEGREES:
        return None
    return sum(
        plane_area_m2(polygon.exterior.coords[:-1], zone)
        - sum(plane_area_m2(hole.coords[:-1], zone) for hole in polygon.interiors)
        for polygon in ground.geometry.geoms
    )


def _warn(area: StatedArea, place: Place, problems: Problems) -> None:
    problems.warn(
        "parcels.area",
        "地块“{label}”申报 {stated} 平方米，与平面面积 {plane}、椭球面积 {ellipsoid} 均不符",
        "parcel “{label}” states {stated} m², which is neither its plane area {plane} nor its "
        "ellipsoid area {ellipsoid}",
        place=place,
        label=area.label,
        stated=f"{area.stated_m2:.2f}",
        plane=f"{area.plane_m2:.2f}",
        ellipsoid=f"{area.ellipsoid_m2:.2f}",
    )
