# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reference systems by their address, with the order of axes that each asks for. 坐标系引用。

Source: OGC API – Features – Part 2. CRS84 is longitude first; in the EPSG registry 4326 and 4490
are latitude first and the Gauss-Krüger zones are northing (X) first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text, same
from kuangtu.geo.crs import CGCS2000_EPSG, WGS84_EPSG, recognized
from kuangtu.geo.transform import from_geographic, to_geographic

Floats = NDArray[np.float64]
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
ZONES = (4517, 4518, 4519)  # 3° zones 29, 30 and 31: central meridians 87°, 90° and 93° E
PIECES = 256  # that the border of a plane area is cut into before it is brought to degrees


@dataclass(frozen=True, slots=True)
class System:
    """A reference system that answers and areas may be in. 坐标系。"""

    uri: str
    epsg: int
    name: Text
    is_swapped: bool  # latitude or northing first

    @property
    def is_plane(self) -> bool:
        """Whether its coordinates are metres."""
        return self.epsg in ZONES

    @property
    def placing(self) -> Callable[[Floats], Floats] | None:
        """Longitudes and latitudes as this system writes them; None where nothing changes."""
        return self.from_degrees if self.is_swapped else None

    def from_degrees(self, coordinates: Floats) -> Floats:
        """Coordinates of this system, in its order, of degrees. Raises: Invalid."""
        first, second = coordinates[:, 0], coordinates[:, 1]
        if self.is_plane:
            first, second = from_geographic(first, second, recognized(self.epsg, same("")))
            _require_finite(first, second, self, "crs")
        return np.column_stack((second, first) if self.is_swapped else (first, second))

    def to_degrees(self, coordinates: Floats, *, parameter: str = "crs") -> Floats:
        """Longitudes and latitudes of coordinates in this system's order. Raises: Invalid."""
        first, second = coordinates[:, 0], coordinates[:, 1]
        if self.is_swapped:
            first, second = second, first
        if self.is_plane:
            first, second = to_geographic(first, second, recognized(self.epsg, same("")))
            _require_finite(first, second, self, parameter)
        return np.column_stack((first, second))

    def box_of(self, sides: Sequence[float]) -> Geometry:
        """The box of four or six sides in this system's order; of two parts across 180°.

        Raises: ValueError, where the sides are too few or the lower ones do not stand first.
        """
        if len(sides) not in (4, 6):
            raise ValueError(f"{len(sides)} ≠ 4, 6")
        half = len(sides) // 2
        low, high = list(sides[:2]), list(sides[half : half + 2])
        x, y = (1, 0) if self.is_swapped else (0, 1)
        if low[y] > high[y] or (low[x] > high[x] and self.is_plane):
            raise ValueError(f"{low} > {high}")
        if low[x] <= high[x]:
            return _box(low, high)
        easternmost, westernmost = high.copy(), low.copy()
        easternmost[x], westernmost[x] = 180.0, -180.0
        return shapely.union(_box(low, easternmost), _box(westernmost, high))

    def area_in_degrees(self, area: Geometry, *, parameter: str) -> Geometry:
        """An area of this system with longitudes first; straight lines of a plane stay true.

        Raises: Invalid, naming the parameter that says which system it is.
        """
        if self.uri == CRS84:
            return area
        if self.is_plane:
            area = shapely.segmentize(area, max(area.length / PIECES, 1.0))
        return shapely.transform(area, lambda one: self.to_degrees(one, parameter=parameter))


def _box(low: Sequence[float], high: Sequence[float]) -> Geometry:
    """A box, or the line or point that it is where its sides are equal.

    >>> _box((1, 2), (1, 2)).geom_type, _box((1, 2), (1, 3)).geom_type, _box((1, 2), (3, 4)).area
    ('Point', 'LineString', 4.0)
    """
    if low[0] != high[0] and low[1] != high[1]:
        return shapely.box(*low, *high)
    return shapely.Point(low) if low == high else shapely.LineString([low, high])


def _require_finite(first: Floats, second: Floats, system: System, parameter: str) -> None:
    if not (np.isfinite(first).all() and np.isfinite(second).all()):
        raise invalid(
            "ogc.outside-zone",
            "坐标超出 {system} 的适用范围",
            "coordinates lie outside what {system} can express",
            Place(field=parameter),
            system=system.name,
        )


def _known() -> dict[str, System]:
    systems = [
        System(CRS84, WGS84_EPSG, Text("WGS 84（经度在前）", "WGS 84, longitude first"), False)
    ]
    systems += [
        System(f"{EPSG}{epsg}", epsg, same(recognized(epsg, same("")).name), True)
        for epsg in (WGS84_EPSG, CGCS2000_EPSG, *ZONES)
    ]
    return {system.uri: system for system in systems}


SYSTEMS = _known()
STORED = f"{EPSG}{CGCS2000_EPSG}"
DEFAULT = SYSTEMS[CRS84]


def system_at(uri: str, parameter: str) -> System:
    """The system of an address. Raises: Invalid, naming those that there are.

    >>> system_at("http://www.opengis.net/def/crs/EPSG/0/4518", "crs").epsg
    4518
    """
    found = SYSTEMS.get(uri)
    if found is None:
        raise invalid(
            "ogc.unknown-crs",
            "没有坐标系“{uri}”；可用：{known}",
            "there is no reference system {uri}; there are: {known}",
            Place(field=parameter),
            uri=uri[:200],
            known=", ".join(SYSTEMS),
        )
    return found
