# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reference systems: which one a coordinate is in, and what was declared about it. 坐标系。

CGCS2000 plane coordinates name their own zone: X is the northing, Y the easting, and the
digits of Y before the last six are the zone. 3° zones of China are 25–45 and 6° zones 13–23,
so those digits decide the family too. Everything is kept as EPSG:4490, longitude first.

Source: EPSG registry; GB/T 13989 for the zone ranges.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from kuangtu.core.text import Text, same

CGCS2000_EPSG = 4490
WGS84_EPSG = 4326
FALSE_EASTING_M = 500_000.0
ZONE_FACTOR_M = 1_000_000
THREE_DEGREE_ZONES = range(25, 46)
SIX_DEGREE_ZONES = range(13, 24)

# A box around the land and waters of China; a place outside it is certainly abroad.
CHINA_WEST, CHINA_EAST = 73.0, 136.0
CHINA_SOUTH, CHINA_NORTH = 3.0, 54.0
# The northings that belong to those latitudes, rounded outwards.
NORTHING_LOWEST_M, NORTHING_HIGHEST_M = 330_000.0, 6_000_000.0
# WGS 84 is taken as CGCS2000: the two differ by plate motion since epoch 2000, below a metre.
WGS84_ACCURACY_M = 1.0


class Datum(StrEnum):
    """The datums met in Chinese mining files. 大地基准。"""

    CGCS2000 = "CGCS2000"
    XIAN80 = "Xian 1980"
    BEIJING54 = "Beijing 1954"
    WGS84 = "WGS 84"
    FOREIGN = "foreign"  # any system of another country: PROJ knows the way, see `geo.foreign`


# First EPSG code of each run: 3° with prefix (zone 25), 3° without (75°E), 6° with (zone 13),
# 6° without (75°E), and the geographic code.
_RUNS: dict[Datum, tuple[int, int, int, int, int]] = {
    Datum.CGCS2000: (4513, 4534, 4491, 4502, CGCS2000_EPSG),
    Datum.XIAN80: (2349, 2370, 2327, 2338, 4610),
    Datum.BEIJING54: (2401, 2422, 21413, 21453, 4214),
}


@dataclass(frozen=True, slots=True)
class Zone:
    """A Gauss-Krüger zone of a datum, with or without its number before Y. 投影带。

    >>> Zone(Datum.CGCS2000, 3, 29, True).epsg, Zone(Datum.CGCS2000, 3, 29, False).epsg
    (4517, 4538)
    >>> Zone(Datum.CGCS2000, 6, 15, True).central_meridian
    87
    """

    datum: Datum
    width_degrees: int  # 3 or 6
    number: int
    has_prefix: bool

    @property
    def central_meridian(self) -> int:
        """Degrees east."""
        return 3 * self.number if self.width_degrees == 3 else 6 * self.number - 3

    @property
    def epsg(self) -> int:
        runs = _RUNS[self.datum]
        if self.width_degrees == 3:
            return runs[0 if self.has_prefix else 1] + self.number - THREE_DEGREE_ZONES.start
        return runs[2 if self.has_prefix else 3] + self.number - SIX_DEGREE_ZONES.start

    @property
    def false_easting_m(self) -> float:
        return FALSE_EASTING_M + (self.number * ZONE_FACTOR_M if self.has_prefix else 0)

    @property
    def name(self) -> str:
        """The name in the EPSG registry."""
        width = "3-degree " if self.width_degrees == 3 else ""
        ending = f"zone {self.number}" if self.has_prefix else f"CM {self.central_meridian}E"
        return f"{self.datum.value} / {width}Gauss-Kruger {ending}"


def _all_zones() -> dict[int, Zone]:
    families = ((3, THREE_DEGREE_ZONES), (6, SIX_DEGREE_ZONES))
    zones = [
        Zone(datum, width, number, has_prefix)
        for datum in _RUNS
        for width, numbers in families
        for number in numbers
        for has_prefix in (True, False)
    ]
    return {zone.epsg: zone for zone in zones}


ZONES_BY_EPSG = _all_zones()
GEOGRAPHIC = {runs[4]: datum for datum, runs in _RUNS.items()} | {WGS84_EPSG: Datum.WGS84}
GEOGRAPHIC_EPSG = {datum: epsg for epsg, datum in GEOGRAPHIC.items()}
_GEOGRAPHIC_NAMES = {
    CGCS2000_EPSG: "China Geodetic Coordinate System 2000",
    4610: "Xian 1980",
    4214: "Beijing 1954",
    WGS84_EPSG: "WGS 84",
}


@dataclass(frozen=True, slots=True)
class Helmert:
    """Parameters from an old datum to CGCS2000, given by the operator. 坐标转换参数。

    Three parameters are the translations alone; seven add rotations and scale. The rotation
    convention must be named, because the two conventions differ only in sign and a wrong one
    is not visible in the result. `accuracy_m` and `source` are stated by whoever gives them.
    """

    dx_m: float
    dy_m: float
    dz_m: float
    accuracy_m: float
    source: str
    rx_arcseconds: float = 0.0
    ry_arcseconds: float = 0.0
    rz_arcseconds: float = 0.0
    scale_ppm: float = 0.0
    convention: str = ""  # "position_vector" or "coordinate_frame"; needed with rotations

    def __post_init__(self) -> None:
        rotations = (self.rx_arcseconds, self.ry_arcseconds, self.rz_arcseconds)
        if any(rotations) and self.convention not in ("position_vector", "coordinate_frame"):
            raise ValueError("rotations need a convention: position_vector or coordinate_frame")
        numbers = (self.dx_m, self.dy_m, self.dz_m, *rotations, self.scale_ppm, self.accuracy_m)
        if not all(map(math.isfinite, numbers)):
            raise ValueError("every parameter must be a finite number")
        if not self.accuracy_m > 0:
            raise ValueError("the accuracy of the parameters must be stated and positive")


def helmert_from(
    words: str, *, accuracy_m: float | None, source: str, convention: str = ""
) -> Helmert:
    """Parameters as an operator writes them: three or seven numbers separated by commas. 转换参数。

    Units: metres, arcseconds, ppm. Raises: ValueError for anything that is missing or no number.

    >>> helmert_from("1.5, 2，-3", accuracy_m=2, source="测绘院").dz_m
    -3.0
    """
    numbers = [float(word) for word in re.split(r"[,，]", words)]
    if len(numbers) not in (3, 7) or not source:
        raise ValueError("three or seven numbers and a source")
    dx, dy, dz, rx, ry, rz, ppm = [*numbers, *[0.0] * (7 - len(numbers))]
    return Helmert(dx, dy, dz, accuracy_m or 0.0, source, rx, ry, rz, ppm, convention)


@dataclass(frozen=True, slots=True)
class RecognizedCrs:
    """A reference system and how it was recognised. 已识别的坐标系。

    `accuracy_m` is the accuracy of bringing its coordinates to EPSG:4490: 0 where only the
    projection changes, None where it cannot be done without parameters.
    """

    epsg: int
    name: str
    how: Text
    accuracy_m: float | None = 0.0
    helmert: Helmert | None = None
    has_standard_name: bool = True

    @property
    def zone(self) -> Zone | None:
        """The Gauss-Krüger zone, None for longitude and latitude."""
        return ZONES_BY_EPSG.get(self.epsg)

    @property
    def datum(self) -> Datum:
        zone = self.zone
        return zone.datum if zone else GEOGRAPHIC.get(self.epsg, Datum.FOREIGN)

    @property
    def is_foreign(self) -> bool:
        """True for a system of another country; its coordinates may be degrees or metres."""
        return self.datum is Datum.FOREIGN

    @property
    def is_projected(self) -> bool:
        return self.epsg in ZONES_BY_EPSG

    @property
    def needs_parameters(self) -> bool:
        """True for Xian 1980 and Beijing 1954 as long as no parameters are given."""
        return self.datum in (Datum.XIAN80, Datum.BEIJING54) and self.helmert is None

    def with_helmert(self, helmert: Helmert) -> RecognizedCrs:
        """The same system with the operator's parameters to CGCS2000."""
        return replace(self, helmert=helmert, accuracy_m=helmert.accuracy_m)


@dataclass(frozen=True, slots=True)
class DeclaredCrs:
    """What is said about coordinates by whoever hands them in; any part may be unknown. 声明。

    `axes` is "north-east" (X first, the rule of the registry) or "east-north"; `angles` is
    "decimal" or "packed" (DDD.MMSSsss). Both matter only for plain lists of points.
    """

    epsg: int | None = None
    datum: Datum = Datum.CGCS2000
    central_meridian: int | None = None  # degrees east
    zone_width_degrees: int = 3
    helmert: Helmert | None = None
    axes: str = ""
    angles: str = ""


def recognized(
    epsg: int, how: Text, *, helmert: Helmert | None = None, has_standard_name: bool = True
) -> RecognizedCrs:
    """The `RecognizedCrs` of a known code.

    >>> recognized(4517, Text("", "")).name
    'CGCS2000 / 3-degree Gauss-Kruger zone 29'
    """
    zone = ZONES_BY_EPSG.get(epsg)
    name = zone.name if zone else _GEOGRAPHIC_NAMES[epsg]
    datum = zone.datum if zone else GEOGRAPHIC[epsg]
    accuracy_m: float | None = {Datum.CGCS2000: 0.0, Datum.WGS84: WGS84_ACCURACY_M}.get(datum)
    crs = RecognizedCrs(epsg, name, how, accuracy_m, None, has_standard_name)
    old = datum in (Datum.XIAN80, Datum.BEIJING54)
    return crs.with_helmert(helmert) if helmert and old else crs


def is_known(epsg: int) -> bool:
    """True for every system that coordinates can be read in."""
    return epsg in ZONES_BY_EPSG or epsg in GEOGRAPHIC


def datum_of(epsg: int) -> Datum | None:
    """The datum of a code; None for a code that coordinates cannot be read in.

    >>> datum_of(2353).value, datum_of(4490).value, datum_of(32645)
    ('Xian 1980', 'CGCS2000', None)
    """
    zone = ZONES_BY_EPSG.get(epsg)
    return zone.datum if zone else GEOGRAPHIC.get(epsg)


CGCS2000 = recognized(CGCS2000_EPSG, same("EPSG:4490"))


def zone_of_number(number: int) -> Zone | None:
    """The CGCS2000 zone whose number stands before Y; None if China has no such zone.

    >>> zone_of_number(29).epsg, zone_of_number(15).epsg, zone_of_number(24)
    (4517, 4493, None)
    """
    if number in THREE_DEGREE_ZONES:
        return Zone(Datum.CGCS2000, 3, number, True)
    if number in SIX_DEGREE_ZONES:
        return Zone(Datum.CGCS2000, 6, number, True)
    return None


def zone_at(longitude: float, *, width_degrees: int = 3, has_prefix: bool = True) -> Zone:
    """The CGCS2000 zone that a longitude belongs to; the western edge belongs to the zone.

    >>> zone_at(88.17).number, zone_at(88.5).number, zone_at(92.9, width_degrees=6).number
    (29, 30, 16)
    """
    number = int((longitude + 1.5) // 3) if width_degrees == 3 else int(longitude // 6) + 1
    numbers = THREE_DEGREE_ZONES if width_degrees == 3 else SIX_DEGREE_ZONES
    number = min(max(number, numbers.start), numbers.stop - 1)
    return Zone(Datum.CGCS2000, width_degrees, number, has_prefix)


def is_in_china(longitude: float, latitude: float) -> bool:
    """True inside the box around China; a necessary condition only.

    >>> is_in_china(88.17, 39.02), is_in_china(39.02, 88.17)
    (True, False)
    """
    return CHINA_WEST <= longitude <= CHINA_EAST and CHINA_SOUTH <= latitude <= CHINA_NORTH
