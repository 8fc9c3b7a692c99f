# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ground of a right: what was handed in, and what it means. 矿业权范围。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from shapely import MultiPolygon

from kuangtu.core.errors import Problem
from kuangtu.geo.crs import RecognizedCrs

Point = tuple[float, float]  # longitude, latitude in degrees, EPSG:4490


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring of a range: longitude and latitude in degrees (EPSG:4490), not closed. 拐点圈。

    Heights are metres above the 1985 national datum; None where the source states none. A hole
    with heights takes away only the ground between them.
    """

    points: tuple[Point, ...]
    top_m: float | None = None
    bottom_m: float | None = None
    note: str = ""
    is_hole: bool = False


@dataclass(frozen=True, slots=True)
class Slab:
    """The ground between two heights; None where the height is unknown. 分层范围。"""

    geometry: MultiPolygon
    top_m: float | None
    bottom_m: float | None


@dataclass(frozen=True, slots=True)
class StatedArea:
    """An area that the source itself states, and what it agrees with. 申报面积。

    `convention` is "plane" (Gauss-Krüger), "ellipsoid" (TD/T 1055 Annex D), "both" where the
    printed figure cannot tell them apart, or "neither".
    """

    label: str
    stated_m2: float
    plane_m2: float
    ellipsoid_m2: float
    convention: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A range as it was handed in and as it is judged. 范围。

    `source_text` is kept to the letter. `geometry` is the projection of all slabs to the map
    (EPSG:4490, shells counter-clockwise) and `area_m2` its ellipsoid area by TD/T 1055 Annex D.
    `warnings` are things a person should look at; none of them was changed.
    """

    source_text: str
    source_format: str  # mining-range, exploration-range, land-parcels, geojson, wkt, csv
    crs: RecognizedCrs
    rings: tuple[Ring, ...]
    geometry: MultiPolygon
    area_m2: float
    slabs: tuple[Slab, ...]
    warnings: tuple[Problem, ...] = ()
    stated_areas: tuple[StatedArea, ...] = ()

    @property
    def area_km2(self) -> Decimal:
        """The area as a licence prints it: km² to four decimals, half up."""
        return km2(self.area_m2)

    @property
    def top_m(self) -> float | None:
        """The highest height; None if any slab's top is unknown."""
        tops = [slab.top_m for slab in self.slabs]
        known = [top for top in tops if top is not None]
        return max(known) if known and len(known) == len(tops) else None

    @property
    def bottom_m(self) -> float | None:
        """The lowest height; None if any slab's bottom is unknown."""
        bottoms = [slab.bottom_m for slab in self.slabs]
        known = [bottom for bottom in bottoms if bottom is not None]
        return min(known) if known and len(known) == len(bottoms) else None


def km2(area_m2: float) -> Decimal:
    """Square metres as km² to four decimals, half up.

    >>> km2(4683808.2), km2(0.0)
    (Decimal('4.6838'), Decimal('0.0000'))
    """
    return (Decimal(str(float(area_m2))) / 1_000_000).quantize(Decimal("0.0001"), ROUND_HALF_UP)
