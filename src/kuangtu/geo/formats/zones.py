# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which zone plane coordinates are in, from the numbers and what was declared. 投影带识别。

The zone is read from the easting itself. Exchanged axes, mixed zone numbers, unknown zones and
a missing zone are refused with the reason; nothing is turned or completed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    FALSE_EASTING_M,
    NORTHING_HIGHEST_M,
    NORTHING_LOWEST_M,
    SIX_DEGREE_ZONES,
    THREE_DEGREE_ZONES,
    WGS84_ACCURACY_M,
    ZONE_FACTOR_M,
    Datum,
    DeclaredCrs,
    RecognizedCrs,
    Zone,
    is_known,
    recognized,
    zone_of_number,
)
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import Vertex

LARGEST_DEGREES = 180.0
# An easting this far from the central meridian is beyond any zone of China (a 6° zone reaches
# 334 km at the equator).
FARTHEST_EASTING_M = 400_000.0
_SMALLEST_PREFIXED_M = 1_000_000.0


def plane_crs(
    vertices: Sequence[Vertex], declared: DeclaredCrs, problems: Problems
) -> RecognizedCrs | None:
    """The CGCS2000 (or declared older) zone of plane coordinates, None if it is refused."""
    swapped = [vertex for vertex in vertices if _looks_swapped(vertex)]
    if swapped:
        what = Text("X（北）与 Y（东）", "X (north) and Y (east)")
        refuse_swapped(swapped, len(vertices), problems, what)
        return None
    for vertex in vertices:
        _check_northing(vertex, problems)
    prefixes = Counter(_prefix_of(vertex) for vertex in vertices)
    if len(prefixes) > 1:
        _refuse_mixed(prefixes, vertices, problems)
        return None
    prefix = _prefix_of(vertices[0])
    zone = (
        _zone_with_prefix(prefix, vertices[0], declared, problems)
        if prefix
        else _zone_declared(vertices[0], declared, problems)
    )
    if zone is None:
        return None
    for vertex in vertices:
        _check_easting(vertex, problems)
    crs = recognized(zone.epsg, _how(zone), helmert=declared.helmert)
    return _as_wgs84(crs) if declared.datum is Datum.WGS84 else crs


def _as_wgs84(crs: RecognizedCrs) -> RecognizedCrs:
    """The zone of coordinates that were declared as WGS 84, with the accuracy of taking them so."""
    how = crs.how + Text(
        "；声明为 WGS 84，按 CGCS2000 采用", "; declared as WGS 84, taken as CGCS2000"
    )
    return replace(crs, how=how, accuracy_m=WGS84_ACCURACY_M)


def _how(zone: Zone) -> Text:
    values = {
        "datum": zone.datum.value,
        "width": zone.width_degrees,
        "number": zone.number,
        "meridian": zone.central_meridian,
    }
    if zone.has_prefix:
        return Text(
            "由 Y 坐标的带号识别为 {datum} {width}° 带第 {number} 带（中央经线 {meridian}°）",
            "the zone number {number} before Y says {datum}, {width}° zone {number} (central "
            "meridian {meridian}°)",
        ).format(**values)
    return Text(
        "Y 坐标无带号；按声明的中央经线 {meridian}° 取 {datum} {width}° 带",
        "Y has no zone number; {datum}, {width}° zone of the declared central meridian {meridian}°",
    ).format(**values)


def _prefix_of(vertex: Vertex) -> int:
    return int(vertex.east // ZONE_FACTOR_M)


def _looks_swapped(vertex: Vertex) -> bool:
    """True if X could be an easting and Y a northing, and not the other way round."""
    north, east = vertex.north, vertex.east
    if not NORTHING_LOWEST_M <= east <= NORTHING_HIGHEST_M:
        return False
    if zone_of_number(int(north // ZONE_FACTOR_M)) is not None:
        return True
    return north < _SMALLEST_PREFIXED_M <= east


def _check_northing(vertex: Vertex, problems: Problems) -> None:
    if NORTHING_LOWEST_M <= vertex.north <= NORTHING_HIGHEST_M:
        return
    problems.refuse(
        "point.northing",
        "{where} X（北）为 {value}，不在中国范围（{lowest}～{highest}，一般为 7 位）；请核对位数",
        "X (north) of {where} is {value}, outside China ({lowest} to {highest}, usually 7 digits); "
        "check the number of digits",
        place=vertex.place(problems.file, "X"),
        where=vertex.where,
        value=f"{vertex.north:.10g}",
        lowest=f"{NORTHING_LOWEST_M:.0f}",
        highest=f"{NORTHING_HIGHEST_M:.0f}",
    )


def _check_easting(vertex: Vertex, problems: Problems) -> None:
    offset_m = vertex.east % ZONE_FACTOR_M - FALSE_EASTING_M
    if abs(offset_m) <= FARTHEST_EASTING_M:
        return
    problems.refuse(
        "point.easting",
        "{where} Y（东）为 {value}，距中央经线 {offset} 千米，超出投影带；请核对带号与位数",
        "Y (east) of {where} is {value}, {offset} km from the central meridian and outside the "
        "zone; check zone number and digits",
        place=vertex.place(problems.file, "Y"),
        where=vertex.where,
        value=f"{vertex.east:.11g}",
        offset=round(offset_m / 1000),
    )


def _refuse_mixed(prefixes: Counter[int], vertices: Sequence[Vertex], problems: Problems) -> None:
    """Name the rarest zone number and its first point; most points are taken as right."""
    usual = prefixes.most_common(1)[0][0]
    odd = next(vertex for vertex in vertices if _prefix_of(vertex) != usual)
    zones = "、".join(f"{prefix or '无'}×{count}" for prefix, count in prefixes.most_common())
    problems.refuse(
        "zone.mixed",
        "各点带号不一致（{zones}）：{where}的带号与多数点不同；一个范围只能用一个投影带",
        "the points have different zone numbers ({zones}): {where} differs from most; a range is "
        "in one zone",
        place=odd.place(problems.file, "Y"),
        zones=Text(zones, zones.replace("、", ", ").replace("无", "none")),
        where=odd.where,
    )


def _zone_with_prefix(
    prefix: int, vertex: Vertex, declared: DeclaredCrs, problems: Problems
) -> Zone | None:
    base = zone_of_number(prefix)
    if base is None:
        problems.refuse(
            "zone.unknown",
            "{where} Y（东）为 {value}，带号 {prefix} 不是中国的投影带（3° 带 25–45，6° 带 13–23）",
            "Y (east) of {where} is {value}; {prefix} is no zone of China (3° zones 25–45, 6° "
            "zones 13–23)",
            place=vertex.place(problems.file, "Y"),
            where=vertex.where,
            value=f"{vertex.east:.11g}",
            prefix=prefix,
        )
        return None
    said = _declared_zone(declared)
    if said is None and not declared.epsg and declared.central_meridian is not None:
        _refuse_meridian(vertex, declared, problems)
        return None
    datum = said.datum if said else declared.datum
    if datum is Datum.WGS84:
        datum = Datum.CGCS2000
    zone = Zone(datum, base.width_degrees, base.number, True)
    says_other = said is not None and (
        said.central_meridian != zone.central_meridian
        or (declared.epsg is not None and said.epsg != zone.epsg)
    )
    if says_other or (declared.epsg and said is None):
        problems.refuse(
            "zone.contradicts-declared",
            "Y 坐标的带号 {prefix}（中央经线 {meridian}°）与声明的坐标系 {declared} 不符；请核对",
            "the zone number {prefix} before Y (central meridian {meridian}°) contradicts the "
            "declared system {declared}",
            place=vertex.place(problems.file, "Y"),
            prefix=prefix,
            meridian=zone.central_meridian,
            declared=f"EPSG:{declared.epsg or (said.epsg if said else '')}",
        )
        return None
    return zone


def _zone_declared(vertex: Vertex, declared: DeclaredCrs, problems: Problems) -> Zone | None:
    zone = _declared_zone(declared)
    if zone is None and declared.epsg:
        refuse_code(declared.epsg, vertex, problems, Text("平面坐标", "plane coordinates"))
    elif zone is None and declared.central_meridian is not None:
        _refuse_meridian(vertex, declared, problems)
    elif zone is None:
        problems.refuse(
            "zone.missing",
            "{where} Y（东）为 {value}，没有带号，无法确定投影带；请补上两位带号，"
            "或声明中央经线（如 87°）或 EPSG 代码",
            "Y (east) of {where} is {value} without a zone number, so the zone is unknown; add the "
            "two digits, or declare the central meridian (for example 87°) or an EPSG code",
            place=vertex.place(problems.file, "Y"),
            where=vertex.where,
            value=f"{vertex.east:.11g}",
        )
    elif zone.has_prefix and declared.epsg:
        bare = Zone(zone.datum, zone.width_degrees, zone.number, False)
        problems.refuse(
            "zone.contradicts-declared",
            "声明的 EPSG:{epsg} 含带号，但{where}的 Y 没有带号；"
            "请改用 EPSG:{bare} 或补上带号 {number}",
            "the declared EPSG:{epsg} has zone numbers, but Y of {where} has none; use "
            "EPSG:{bare} or add the number {number}",
            place=vertex.place(problems.file, "Y"),
            epsg=zone.epsg,
            bare=bare.epsg,
            number=zone.number,
            where=vertex.where,
        )
        return None
    return zone


def _refuse_meridian(vertex: Vertex, declared: DeclaredCrs, problems: Problems) -> None:
    problems.refuse(
        "zone.meridian",
        "声明的中央经线 {meridian}° 不是中国的 {width}° 带中央经线；请核对中央经线、带号与带宽",
        "the declared central meridian {meridian}° is none of a {width}° zone of China; check the "
        "meridian, the zone number and the width of the zones",
        place=vertex.place(problems.file, "Y"),
        meridian=declared.central_meridian,
        width=declared.zone_width_degrees,
    )


def _declared_zone(declared: DeclaredCrs) -> Zone | None:
    """The zone that was declared by a code or a central meridian."""
    if declared.epsg:
        return recognized(declared.epsg, Text("", "")).zone if is_known(declared.epsg) else None
    meridian = declared.central_meridian
    if meridian is None:
        return None
    number, rest = divmod(
        meridian if declared.zone_width_degrees == 3 else meridian + 3, declared.zone_width_degrees
    )
    numbers = THREE_DEGREE_ZONES if declared.zone_width_degrees == 3 else SIX_DEGREE_ZONES
    if rest or number not in numbers:
        return None
    datum = Datum.CGCS2000 if declared.datum is Datum.WGS84 else declared.datum
    return Zone(datum, declared.zone_width_degrees, number, False)


def refuse_swapped(swapped: Sequence[Vertex], count: int, problems: Problems, what: Text) -> None:
    """Say that north and east look exchanged; nothing is turned round."""
    first = swapped[0]
    problems.refuse(
        "axes.swapped",
        "{what}的次序看来颠倒了：{where}为 {first}, {second}（共 {swapped}/{count} 点如此）；"
        "请对调后重新提供，或声明坐标轴次序",
        "{what} look exchanged: {where} reads {first}, {second} ({swapped} of {count} points do); "
        "exchange them, or declare the order of the axes",
        place=first.place(problems.file),
        what=what,
        where=first.where,
        first=f"{first.north:.10g}" if first.north > LARGEST_DEGREES else f"{first.east:.10g}",
        second=f"{first.east:.10g}" if first.north > LARGEST_DEGREES else f"{first.north:.10g}",
        swapped=len(swapped),
        count=count,
    )


def refuse_code(epsg: int, vertex: Vertex, problems: Problems, what: Text) -> None:
    """Say that a declared code does not fit the numbers."""
    problems.refuse(
        "crs.unsupported",
        "声明的 EPSG:{epsg} 不能用于{what}；可用 CGCS2000（4490 或投影带代码）",
        "the declared EPSG:{epsg} cannot be used for {what}; use CGCS2000 (4490 or a zone)",
        place=vertex.place(problems.file),
        epsg=epsg,
        what=what,
    )
