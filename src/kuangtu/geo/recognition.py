# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Recognising a reference system from a .prj file, a WKT or a code. 坐标系识别。

A system is recognised by what it says twice: the datum's name and the ellipsoid's numbers must
agree, and the projection must be the one of a zone. An ellipsoid alone names no datum (GRS 80,
which CGCS2000 shares, serves dozens), and a name with another ellipsoid contradicts itself.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    FALSE_EASTING_M,
    GEOGRAPHIC_EPSG,
    SIX_DEGREE_ZONES,
    THREE_DEGREE_ZONES,
    ZONE_FACTOR_M,
    Datum,
    RecognizedCrs,
    Zone,
    is_known,
    recognized,
)

if TYPE_CHECKING:
    import pyproj

# Names without case, blanks and punctuation, as parts of the name of a system or a datum.
_NAMES = {
    Datum.CGCS2000: ("cgcs2000", "chinageodeticcoordinatesystem2000", "china2000", "2000国家大地"),
    Datum.XIAN80: ("xian1980", "xian80", "1980西安", "西安80", "西安1980"),
    Datum.BEIJING54: ("beijing1954", "beijing54", "1954北京", "北京54", "北京1954"),
    Datum.WGS84: ("wgs84", "wgs1984", "worldgeodeticsystem1984"),
}
_ELLIPSOIDS = {
    Datum.CGCS2000: (6_378_137.0, 298.257222101),
    Datum.XIAN80: (6_378_140.0, 298.257),
    Datum.BEIJING54: (6_378_245.0, 298.3),
    Datum.WGS84: (6_378_137.0, 298.257223563),
}
# Datums whose ellipsoid no datum of today shares.
_OLD = (Datum.XIAN80, Datum.BEIJING54)
# Spellings of 1/f differ in the tenth decimal at most; those of two datums by 1e-6 at least.
_FLATTENING_TOLERANCE = 1e-8
NAMELESS = ("unnamed", "unknown", "undefined", "")  # what programs write for no name
_LARGEST_WKT = 20_000


def recognize_epsg(epsg: int, *, place: Place = Place()) -> RecognizedCrs:
    """The system of an EPSG code that coordinates can be read in.

    >>> recognize_epsg(4518).zone.central_meridian
    90

    Raises: Invalid `crs.unsupported`.
    """
    if not is_known(epsg):
        raise invalid(
            "crs.unsupported",
            "不支持 EPSG:{epsg}；可用 CGCS2000（4490 及各投影带）、WGS 84（4326），"
            "西安80、北京54 须附转换参数",
            "EPSG:{epsg} is not supported; use CGCS2000 (4490 or a zone), WGS 84 (4326), or "
            "Xian 1980 / Beijing 1954 with parameters",
            place,
            epsg=epsg,
        )
    how = Text("由 EPSG:{epsg} 声明", "declared as EPSG:{epsg}").format(epsg=epsg)
    return recognized(epsg, how)


def recognize_wkt(wkt: str, *, file: str = "") -> RecognizedCrs:
    """The system described by a .prj file or a WKT of any version. 由 .prj 识别坐标系。

    A name that is not the standard one is recognised when name and ellipsoid agree, and the
    result says so (`has_standard_name` is False). Xian 1980 and Beijing 1954 are recognised but
    need parameters before coordinates can be used.

    Raises: Invalid `crs.empty`, `crs.unreadable`, `crs.unsupported-kind`, `crs.unknown-datum`,
    `crs.old-ellipsoid`, `crs.contradiction`, `crs.unknown-projection`.
    """
    place = Place(file)
    crs = parsed(wkt, place)
    datum, has_standard_name = _datum_of(crs, place)
    epsg = _zone_of(crs, datum, place).epsg if crs.is_projected else GEOGRAPHIC_EPSG[datum]
    how = Text(
        "由坐标系文件识别：名称“{name}”与椭球参数均指向 {datum}",
        "recognised from the WKT: the name “{name}” and the ellipsoid both say {datum}",
    ).format(name=crs.name, datum=datum.value)
    if not has_standard_name:
        how += Text(
            "；该名称不是标准写法，已按名称与椭球一致认定，请核对",
            "; the name is not the standard one and was accepted because both agree: check it",
        )
    return recognized(epsg, how, has_standard_name=has_standard_name)


def parsed(wkt: str, place: Place) -> pyproj.CRS:
    """The CRS without a vertical part or a bound transformation."""
    # Late: pyproj takes a tenth of a second to import and most ranges name their own zone.
    from pyproj import CRS  # noqa: PLC0415
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    if not wkt.strip():
        raise invalid(
            "crs.empty",
            "坐标系文件是空的；请提供 .prj 内容或声明 EPSG 代码",
            "the description of the reference system is empty; supply the .prj or declare a code",
            place,
        )
    try:
        crs = CRS.from_wkt(wkt.strip()[:_LARGEST_WKT])
    except CRSError as error:
        raise invalid(
            "crs.unreadable",
            "坐标系描述无法解析；请重新导出 .prj 或声明 EPSG 代码",
            "the description of the reference system cannot be parsed; export the .prj again or "
            "declare a code",
            place,
        ) from error
    if crs.is_compound:
        crs = crs.sub_crs_list[0]
    if crs.is_bound and crs.source_crs is not None:
        crs = crs.source_crs
    if crs.is_geocentric or not (crs.is_projected or _is_in_degrees(crs)):
        raise _refused(
            "crs.unsupported-kind",
            "“{name}”不是以度为单位的经纬度，也不是平面坐标系，不能用于范围",
            "“{name}” is neither longitude and latitude in degrees nor a plane system and cannot "
            "describe a range",
            crs,
            place,
        )
    return crs


def _is_in_degrees(crs: pyproj.CRS) -> bool:
    degree = math.pi / 180
    return crs.is_geographic and all(
        math.isclose(axis.unit_conversion_factor, degree) for axis in crs.axis_info[:2]
    )


def _datum_of(crs: pyproj.CRS, place: Place) -> tuple[Datum, bool]:
    """The datum that names and ellipsoid agree on, and whether the name is the standard one."""
    geodetic = crs.geodetic_crs or crs
    names = [crs.name, geodetic.name, geodetic.datum.name if geodetic.datum else ""]
    said = {datum for name in names for datum in datums_named(name)}
    if len(said) > 1:
        raise _refused(
            "crs.contradiction",
            "“{name}”中的名称相互矛盾（{said}）；请核实后重新提供",
            "the names in “{name}” contradict each other ({said}); clarify and supply it again",
            crs,
            place,
            said=" / ".join(sorted(said)),
        )
    if not said and (old := _old_datum(geodetic)):
        raise _refused(
            "crs.old-ellipsoid",
            "“{name}”不是可用的大地基准，椭球（长半轴 {axis}）是 {datum} 所用的，不会是 CGCS2000；"
            "请向提供单位问明，声明它的坐标系并附转换参数，或转换到 CGCS2000 后重新提供",
            "“{name}” names no usable datum, and its ellipsoid (a {axis}) is that of {datum} and "
            "not of CGCS2000; find out which system it is and declare it with parameters, or have "
            "it converted to CGCS2000",
            crs,
            place,
            datum=old.value,
            axis=geodetic.ellipsoid.semi_major_metre if geodetic.ellipsoid else "?",
        )
    if not said and crs.name.casefold() in NAMELESS:
        raise _refused(
            "crs.unknown-datum",
            "坐标系没有写明大地基准，只有椭球（{ellipsoid}）；仅凭椭球参数不能确定基准",
            "the reference system names no datum, only an ellipsoid ({ellipsoid}), and an "
            "ellipsoid alone does not tell the datum",
            crs,
            place,
            ellipsoid=geodetic.ellipsoid.name if geodetic.ellipsoid else "—",
        )
    if not said:
        raise _refused(
            "crs.unknown-datum",
            "“{name}”不是可用的大地基准（CGCS2000、WGS 84，或附参数的西安80、北京54）；"
            "仅凭椭球参数不能确定基准",
            "“{name}” names no usable datum (CGCS2000, WGS 84, or Xian 1980 / Beijing 1954 with "
            "parameters); an ellipsoid alone does not tell the datum",
            crs,
            place,
        )
    datum = said.pop()
    if not _has_ellipsoid_of(datum, geodetic):
        raise _refused(
            "crs.contradiction",
            "“{name}”的名称指向 {said}，但椭球参数（长半轴 {axis}，扁率倒数 {flattening}）不是它的",
            "“{name}” says {said}, but its ellipsoid (a {axis}, 1/f {flattening}) is another",
            crs,
            place,
            said=datum.value,
            axis=geodetic.ellipsoid.semi_major_metre if geodetic.ellipsoid else "?",
            flattening=geodetic.ellipsoid.inverse_flattening if geodetic.ellipsoid else "?",
        )
    standard = recognized(GEOGRAPHIC_EPSG[datum], Text("", "")).name
    return datum, geodetic.name == standard


def old_datum_of(wkt: str) -> Datum | None:
    """Xian 1980 or Beijing 1954, where the ellipsoid of a WKT is theirs, whatever it is called.

    Raises: Invalid as `recognize_wkt`, where the WKT cannot be parsed.
    """
    crs = parsed(wkt, Place())
    return _old_datum(crs.geodetic_crs or crs)


def _old_datum(geodetic: pyproj.CRS) -> Datum | None:
    return next((one for one in _OLD if _has_ellipsoid_of(one, geodetic)), None)


def datums_named(name: str) -> set[Datum]:
    """The datums that a name says, in any of their usual spellings."""
    word = re.sub(r"[\W_]", "", name.casefold())
    return {datum for datum, parts in _NAMES.items() if any(part in word for part in parts)}


def _has_ellipsoid_of(datum: Datum, geodetic: pyproj.CRS) -> bool:
    axis_m, flattening = _ELLIPSOIDS[datum]
    ellipsoid, meridian = geodetic.ellipsoid, geodetic.prime_meridian
    return (
        ellipsoid is not None
        and abs(ellipsoid.semi_major_metre - axis_m) < 1e-3
        and abs(ellipsoid.inverse_flattening - flattening) < _FLATTENING_TOLERANCE
        and (meridian is None or meridian.longitude == 0)
    )


@dataclass(frozen=True, slots=True)
class _Projection:
    """The parameters that tell a zone; degrees and metres."""

    central_meridian: float
    false_easting_m: float
    is_gauss_kruger: bool


def _projection_of(crs: pyproj.CRS) -> _Projection:
    operation = crs.coordinate_operation
    values: dict[str, Any] = {
        parameter.name: parameter.value for parameter in (operation.params if operation else ())
    }
    is_gauss_kruger = (
        operation is not None
        and operation.method_name in ("Transverse Mercator", "Gauss Kruger")
        and values.get("Scale factor at natural origin") == 1.0
        and values.get("Latitude of natural origin") == 0.0
        and values.get("False northing") == 0.0
        and all(axis.unit_conversion_factor == 1.0 for axis in crs.axis_info)
    )
    return _Projection(
        values.get("Longitude of natural origin", 0.0),
        values.get("False easting", 0.0),
        is_gauss_kruger,
    )


def _zone_of(crs: pyproj.CRS, datum: Datum, place: Place) -> Zone:
    projection = _projection_of(crs)
    zone = None
    if projection.is_gauss_kruger and datum is not Datum.WGS84:
        zone = _zone_with_number(projection, datum) or _zone_without_number(
            projection, datum, says_three=bool(re.search(r"3.?degree", crs.name, re.IGNORECASE))
        )
    if zone is None and datum is Datum.WGS84 and projection.is_gauss_kruger:
        raise _refused(
            "crs.unknown-projection",
            "“{name}”是 WGS 84 的高斯投影（中央经线 {meridian}），国家投影带属于 CGCS2000；"
            "请核实大地基准",
            "“{name}” is a Gauss-Krüger projection of WGS 84 (central meridian {meridian}), but "
            "the national zones are of CGCS2000; find out the datum",
            crs,
            place,
            meridian=projection.central_meridian,
        )
    if zone is None:
        raise _refused(
            "crs.unknown-projection",
            "“{name}”不是国家 3° 或 6° 带（中央经线 {meridian}，东偏 {easting}）；"
            "请转换到国家带后再提供",
            "“{name}” is not a national 3° or 6° zone (central meridian {meridian}, false easting "
            "{easting}); convert it to a national zone first",
            crs,
            place,
            meridian=projection.central_meridian,
            easting=projection.false_easting_m,
        )
    return zone


def _zone_with_number(projection: _Projection, datum: Datum) -> Zone | None:
    number, offset = divmod(projection.false_easting_m, ZONE_FACTOR_M)
    if offset != FALSE_EASTING_M:
        return None
    for width, numbers in ((3, THREE_DEGREE_ZONES), (6, SIX_DEGREE_ZONES)):
        zone = Zone(datum, width, int(number), True)
        if int(number) in numbers and zone.central_meridian == projection.central_meridian:
            return zone
    return None


def _zone_without_number(projection: _Projection, datum: Datum, *, says_three: bool) -> Zone | None:
    """The zone of a central meridian; one shared by both families is 6° unless it says 3°."""
    if projection.false_easting_m != FALSE_EASTING_M:
        return None
    three, rest = divmod(projection.central_meridian, 3)
    six, six_rest = divmod(projection.central_meridian + 3, 6)
    if six_rest == 0 and int(six) in SIX_DEGREE_ZONES and not says_three:
        return Zone(datum, 6, int(six), False)
    if rest == 0 and int(three) in THREE_DEGREE_ZONES:
        return Zone(datum, 3, int(three), False)
    return None


def _refused(
    code: str, zh: str, en: str, crs: pyproj.CRS, place: Place, **values: object
) -> Invalid:
    return Invalid([Problem(code, Text(zh, en).format(name=crs.name, **values), place)])
