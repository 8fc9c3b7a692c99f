# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Coordinates between a zone and EPSG:4490. 坐标转换。

The axes are always named: eastings and northings, longitudes and latitudes. EPSG gives the
Chinese zones with X north, PROJ is told to take the easting first, and nothing else in the
product touches that order. Old datums go through the operator's parameters only; PROJ is asked
for a way between two datums for places outside China alone (`geo.foreign`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kuangtu.core.errors import Place, invalid
from kuangtu.geo.crs import (
    CGCS2000_EPSG,
    GEOGRAPHIC,
    ZONES_BY_EPSG,
    Datum,
    Helmert,
    RecognizedCrs,
    Zone,
)
from kuangtu.geo.foreign import foreign_transformer

if TYPE_CHECKING:
    from pyproj import Transformer

Floats = NDArray[np.float64]
_ELLIPSOIDS = {
    Datum.CGCS2000: "+a=6378137 +rf=298.257222101",
    Datum.XIAN80: "+a=6378140 +rf=298.257",
    Datum.BEIJING54: "+a=6378245 +rf=298.3",
}


def to_geographic(
    eastings: Sequence[float] | Floats,
    northings: Sequence[float] | Floats,
    crs: RecognizedCrs,
    *,
    place: Place = Place(),
) -> tuple[Floats, Floats]:
    """Longitudes and latitudes (EPSG:4490, degrees) of coordinates in a recognised system.

    For a geographic system `eastings` are longitudes and `northings` latitudes. WGS 84 is taken
    as it is; the stated accuracy says so.

    Raises: Invalid `crs.parameters-needed` for Xian 1980 and Beijing 1954 without parameters.
    """
    _require_parameters(crs, place)
    if crs.epsg == CGCS2000_EPSG or crs.datum is Datum.WGS84:
        return np.asarray(eastings, dtype=np.float64), np.asarray(northings, dtype=np.float64)
    if crs.is_foreign:
        return _applied(foreign_transformer(crs.epsg), eastings, northings, "FORWARD")
    return _applied(_transformer(crs.epsg, crs.helmert), eastings, northings, "FORWARD")


def from_geographic(
    longitudes: Sequence[float] | Floats,
    latitudes: Sequence[float] | Floats,
    crs: RecognizedCrs,
) -> tuple[Floats, Floats]:
    """Eastings and northings (or longitudes and latitudes) in a recognised system.

    Raises: Invalid `crs.parameters-needed`.
    """
    _require_parameters(crs, Place())
    if crs.epsg == CGCS2000_EPSG or crs.datum is Datum.WGS84:
        return np.asarray(longitudes, dtype=np.float64), np.asarray(latitudes, dtype=np.float64)
    if crs.is_foreign:
        return _applied(foreign_transformer(crs.epsg), longitudes, latitudes, "INVERSE")
    return _applied(_transformer(crs.epsg, crs.helmert), longitudes, latitudes, "INVERSE")


def to_plane(
    longitudes: Sequence[float] | Floats, latitudes: Sequence[float] | Floats, zone: Zone
) -> tuple[Floats, Floats]:
    """Eastings and northings in a CGCS2000 zone, m."""
    return _applied(_transformer(zone.epsg, None), longitudes, latitudes, "INVERSE")


def _applied(
    transformer: Transformer,
    first: Sequence[float] | Floats,
    second: Sequence[float] | Floats,
    direction: str,
) -> tuple[Floats, Floats]:
    x: Any
    y: Any
    x, y = transformer.transform(
        np.asarray(first, dtype=np.float64),
        np.asarray(second, dtype=np.float64),
        direction=direction,
    )
    return np.asarray(x), np.asarray(y)


def _require_parameters(crs: RecognizedCrs, place: Place) -> None:
    if crs.needs_parameters:
        raise invalid(
            "crs.parameters-needed",
            "坐标为 {datum}，没有公开可靠的转换参数，不能近似代替（误差可达数十米以上）；"
            "请先转换到 CGCS2000，或提供三参数/七参数及其精度与来源",
            "the coordinates are {datum}; no reliable public parameters exist and an approximation "
            "can be tens of metres wrong. Convert them to CGCS2000, or give three or seven "
            "parameters with their accuracy and source",
            place,
            datum=crs.datum.value,
        )


@lru_cache(maxsize=64)
def _transformer(epsg: int, helmert: Helmert | None) -> Transformer:
    """The cached transformer to EPSG:4490, easting first; safe to share between threads."""
    # Late: pyproj takes a tenth of a second to import; degrees need none of it.
    from pyproj import Transformer  # noqa: PLC0415

    if helmert is None:
        return Transformer.from_crs(epsg, CGCS2000_EPSG, always_xy=True)
    return Transformer.from_pipeline(_pipeline(epsg, helmert))


def _pipeline(epsg: int, helmert: Helmert) -> str:
    """From an old datum through geocentric coordinates to CGCS2000 degrees."""
    zone = ZONES_BY_EPSG.get(epsg)
    ellipsoid = _ELLIPSOIDS[zone.datum if zone else GEOGRAPHIC[epsg]]
    first = (
        f"+inv +proj=tmerc +lat_0=0 +lon_0={zone.central_meridian} +k=1 "
        f"+x_0={zone.false_easting_m} +y_0=0 {ellipsoid}"
        if zone
        else "+proj=unitconvert +xy_in=deg +xy_out=rad"
    )
    shift = f"+proj=helmert +x={helmert.dx_m} +y={helmert.dy_m} +z={helmert.dz_m}"
    if helmert.convention:
        shift += (
            f" +rx={helmert.rx_arcseconds} +ry={helmert.ry_arcseconds} "
            f"+rz={helmert.rz_arcseconds} +s={helmert.scale_ppm} +convention={helmert.convention}"
        )
    elif helmert.scale_ppm:
        shift += f" +s={helmert.scale_ppm} +convention=position_vector"
    steps = (
        first,
        f"+proj=cart {ellipsoid}",
        shift,
        f"+inv +proj=cart {_ELLIPSOIDS[Datum.CGCS2000]}",
        "+proj=unitconvert +xy_in=rad +xy_out=deg",
    )
    return "+proj=pipeline " + " ".join(f"+step {step}" for step in steps)
