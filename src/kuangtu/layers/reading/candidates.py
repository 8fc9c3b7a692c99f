# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which systems coordinates of no stated system may be in: offered, never chosen. 坐标系候选。"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Geometry

from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    CGCS2000_EPSG,
    FALSE_EASTING_M,
    NORTHING_HIGHEST_M,
    NORTHING_LOWEST_M,
    SIX_DEGREE_ZONES,
    THREE_DEGREE_ZONES,
    WGS84_EPSG,
    ZONE_FACTOR_M,
    Datum,
    RecognizedCrs,
    Zone,
    is_in_china,
    recognized,
    zone_of_number,
)
from kuangtu.geo.transform import Floats, to_geographic

# An easting this far from the central meridian is beyond any zone of China.
FARTHEST_EASTING_M = 400_000.0
# A file of the county may spill over its outline, a file of another county lies outside.
SHARE_IN_COUNTY = 0.5


@dataclass(frozen=True, slots=True)
class CrsCandidate:
    """A system that the numbers are possible in, and whether they then lie in the county. 候选。

    `lands_in_county` is None where no outline of the county is known. `bbox` is where the
    coordinates looked at would then lie, in degrees of EPSG:4490.
    """

    epsg: int
    name: str
    how: Text
    lands_in_county: bool | None = None
    bbox: tuple[float, float, float, float] | None = None


def crs_candidates(points: Floats, county: Geometry | None) -> tuple[CrsCandidate, ...]:
    """The systems that some coordinates (easting or longitude first) may be in, likely ones first.

    >>> points = np.array([[29601325.8, 4321375.7], [29601425.8, 4321475.7]])
    >>> [one.epsg for one in crs_candidates(points, None)]
    [4517]
    >>> [one.epsg for one in crs_candidates(np.array([[88.1, 39.0]]), None)]
    [4490, 4326]
    >>> crs_candidates(np.array([[39.0, 88.1]]), None)
    ()
    """
    if not len(points):
        return ()
    if (np.abs(points[:, 0]) <= 180).all() and (np.abs(points[:, 1]) <= 90).all():
        return _of_degrees(points, county)
    if not _are_northings(points[:, 1]):
        return ()
    prefixes = np.unique(points[:, 0] // ZONE_FACTOR_M).astype(int).tolist()
    if len(prefixes) > 1:
        return ()
    return _of_zone(prefixes[0], points, county) or _of_plane(points, county)


def _are_northings(values: Floats) -> bool:
    return bool(((values >= NORTHING_LOWEST_M) & (values <= NORTHING_HIGHEST_M)).all())


def _of_degrees(points: Floats, county: Geometry | None) -> tuple[CrsCandidate, ...]:
    codes: tuple[int, ...] = (CGCS2000_EPSG, WGS84_EPSG)
    at = np.median(points, axis=0).tolist()
    if is_in_china(*at):
        words = Text("数值为中国范围内的经纬度", "the numbers are degrees within China")
    elif is_in_china(*at[::-1]):
        return ()  # latitude first: the axes are wrong, not the system
    else:
        words = Text("数值为中国范围外的经纬度", "the numbers are degrees outside China")
        codes = (WGS84_EPSG,)
    return tuple(_candidate(recognized(code, words), points, county) for code in codes)


def _of_zone(number: int, points: Floats, county: Geometry | None) -> tuple[CrsCandidate, ...]:
    zone = zone_of_number(number)
    if zone is None or not _are_within(points[:, 0] - zone.false_easting_m):
        return ()
    how = Text(
        f"东坐标前两位 {number} 是 {zone.width_degrees}° 带的带号",
        f"the easting begins with {number}, a zone number of {zone.width_degrees}°",
    )
    return (_candidate(recognized(zone.epsg, how), points, county),)


def _of_plane(points: Floats, county: Geometry | None) -> tuple[CrsCandidate, ...]:
    """Without a zone number only the county can tell: the zones that bring the file into it."""
    if county is None or not _are_within(points[:, 0] - FALSE_EASTING_M):
        return ()
    west, _, east, _ = shapely.bounds(county).tolist()
    found = []
    for width, numbers in ((3, THREE_DEGREE_ZONES), (6, SIX_DEGREE_ZONES)):
        for number in numbers:
            zone = Zone(Datum.CGCS2000, width, number, False)
            if west - width <= zone.central_meridian <= east + width:
                found.append(_candidate(recognized(zone.epsg, _how(zone)), points, county))
    return tuple(one for one in found if one.lands_in_county)


def _how(zone: Zone) -> Text:
    return Text(
        f"东坐标没有带号；按 {zone.width_degrees}° 带中央经线 {zone.central_meridian}°计算落在本县",
        f"the easting has no zone number; by the {zone.width_degrees}° zone of "
        f"{zone.central_meridian}°E it lies in the county",
    )


def _are_within(offsets: Floats) -> bool:
    return bool((np.abs(offsets) <= FARTHEST_EASTING_M).all())


def _candidate(crs: RecognizedCrs, points: Floats, county: Geometry | None) -> CrsCandidate:
    longitudes, latitudes = to_geographic(points[:, 0], points[:, 1], crs)
    west, south = float(longitudes.min()), float(latitudes.min())
    box = (west, south, float(longitudes.max()), float(latitudes.max()))
    lands = None if county is None else _land_in(county, longitudes, latitudes)
    return CrsCandidate(crs.epsg, crs.name, crs.how, lands, box)


def _land_in(county: Geometry, longitudes: Floats, latitudes: Floats) -> bool:
    shapely.prepare(county)
    inside = shapely.intersects_xy(county, longitudes, latitudes)
    return bool(inside.mean() >= SHARE_IN_COUNTY)
