# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which reference system the numbers are in, and where they lie. 坐标定位。

The zone is read from the easting itself; axes that look exchanged are refused, never turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    CGCS2000_EPSG,
    GEOGRAPHIC_EPSG,
    DeclaredCrs,
    RecognizedCrs,
    is_in_china,
    is_known,
    recognized,
)
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import MOST_POINTS, MOST_RINGS, Vertex, WrittenRange
from kuangtu.geo.formats.zones import LARGEST_DEGREES, plane_crs, refuse_code, refuse_swapped
from kuangtu.geo.transform import to_geographic

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Located:
    """Vertices as written (east, north) and as longitude and latitude. 定位结果。"""

    crs: RecognizedCrs
    native: Floats  # n×2, easting or longitude first
    geographic: Floats  # n×2, longitude first, EPSG:4490


def locate(written: WrittenRange, problems: Problems) -> Located | None:
    """Recognise the system and bring all vertices to EPSG:4490, None if that is refused."""
    if not problems.refused_count:
        _refuse_empty_rings(written, problems)
    vertices = [vertex for ring in written.rings for vertex in ring.vertices]
    if not vertices or _is_too_large(written, len(vertices), problems):
        return None
    native = np.array([(vertex.east, vertex.north) for vertex in vertices])
    is_plane = _is_plane(written.unit, native, vertices, problems)
    if is_plane is None:
        return None
    before = problems.refused_count
    declared = written.declared or DeclaredCrs()
    if is_plane:
        crs = plane_crs(vertices, declared, problems)
    else:
        crs = _geographic_crs(written, vertices, declared, problems)
    if crs is None or _has_needless_parameters(crs, declared, vertices, problems):
        return None
    if problems.refused_count > before:
        return None
    try:
        place = vertices[0].place(problems.file)
        longitudes, latitudes = to_geographic(native[:, 0], native[:, 1], crs, place=place)
    except Invalid as error:
        problems.refuse_all(error.problems)
        return None
    geographic = np.column_stack([longitudes, latitudes])
    _check_places(geographic, vertices, crs, problems)
    return Located(crs, native, geographic) if problems.refused_count == before else None


def _refuse_empty_rings(written: WrittenRange, problems: Problems) -> None:
    """A ring that has no points though every point could be read was left out by somebody."""
    for ring in written.rings:
        if not ring.vertices:
            problems.refuse(
                "ring.too-few-points",
                "第{ring}圈没有拐点，至少要 3 个；请补填或删去该圈",
                "ring {ring} has no points, it needs at least 3; supply them or remove the ring",
                place=ring.place(problems.file),
                ring=ring.number,
            )


def _is_too_large(written: WrittenRange, points: int, problems: Problems) -> bool:
    if points <= MOST_POINTS and len(written.rings) <= MOST_RINGS:
        return False
    problems.refuse(
        "input.too-many-points",
        "共 {rings} 圈 {points} 点，超过上限（{most_rings} 圈 {most_points} 点）；请核对或分次提供",
        "{points} points in {rings} rings are more than {most_points} in {most_rings}; check the "
        "file or split it",
        rings=len(written.rings),
        points=points,
        most_rings=MOST_RINGS,
        most_points=MOST_POINTS,
    )
    return True


def _is_plane(
    unit: str, native: Floats, vertices: Sequence[Vertex], problems: Problems
) -> bool | None:
    """Plane or degrees: what the format says, otherwise what every number says."""
    is_small = np.abs(native).max(axis=1) <= LARGEST_DEGREES
    if unit == "degrees":
        return False
    if is_small.all():
        if unit != "plane":
            return False
        problems.refuse(
            "point.degrees-for-plane",
            "{where}等坐标看来是经纬度（度）；此格式应为平面坐标 X（7 位）、Y（8 位含带号），"
            "请转换后提供",
            "{where} and the others look like degrees; this format wants plane coordinates X (7 "
            "digits) and Y (8 digits with zone)",
            place=vertices[0].place(problems.file),
            where=vertices[0].where,
        )
        return None
    if is_small.any() and unit != "plane":
        odd = vertices[int(np.flatnonzero(is_small if is_small.mean() < 0.5 else ~is_small)[0])]
        problems.refuse(
            "point.mixed-units",
            "度与米混用：{where}与其他点的单位不同",
            "degrees and metres are mixed: {where} is in another unit than the rest",
            place=odd.place(problems.file),
            where=odd.where,
        )
        return None
    return True


def _has_needless_parameters(
    crs: RecognizedCrs,
    declared: DeclaredCrs,
    vertices: Sequence[Vertex],
    problems: Problems,
) -> bool:
    """Refuse parameters of an old datum beside coordinates that were not said to be in one."""
    if declared.helmert is None or crs.helmert is not None:
        return False
    problems.refuse(
        "crs.parameters-needless",
        "给出了转换参数，但坐标按 {name} 读取，用不上参数；若坐标为西安80 或北京54，"
        "请一并声明（如 EPSG:2353）",
        "parameters are given, but the coordinates are read as {name}, which needs none; if they "
        "are Xian 1980 or Beijing 1954, declare that too (for example EPSG:2353)",
        place=vertices[0].place(problems.file),
        name=crs.name,
    )
    return True


def _geographic_crs(
    written: WrittenRange, vertices: Sequence[Vertex], declared: DeclaredCrs, problems: Problems
) -> RecognizedCrs | None:
    epsg = declared.epsg or GEOGRAPHIC_EPSG[declared.datum]
    if not is_known(epsg) or recognized(epsg, Text("", "")).is_projected:
        refuse_code(epsg, vertices[0], problems, Text("经纬度", "degrees"))
        return None
    swapped = [vertex for vertex in vertices if is_in_china(vertex.north, vertex.east)]
    if swapped:
        refuse_swapped(swapped, len(vertices), problems, Text("经纬度", "longitude and latitude"))
        return None
    said = Text("声明为", "declared as") if declared.epsg else Text("按", "read as")
    how = written.reading + Text("；{said} EPSG:{epsg} 经纬度", "; {said} EPSG:{epsg}").format(
        said=said, epsg=epsg
    )
    crs = recognized(epsg, how, helmert=declared.helmert)
    if epsg == CGCS2000_EPSG and written.accuracy_m:
        return RecognizedCrs(crs.epsg, crs.name, crs.how, written.accuracy_m)
    return crs


def _check_places(
    geographic: Floats, vertices: Sequence[Vertex], crs: RecognizedCrs, problems: Problems
) -> None:
    """Every point in China, and not a whole zone away from its central meridian."""
    for (longitude, latitude), vertex in zip(geographic.tolist(), vertices, strict=True):
        if not is_in_china(longitude, latitude):
            problems.refuse(
                "point.outside-china",
                "{where}位于经度 {longitude}、纬度 {latitude}，在中国之外；请核对坐标",
                "{where} lies at longitude {longitude}, latitude {latitude}, outside China; check "
                "the coordinates",
                place=vertex.place(problems.file),
                where=vertex.where,
                longitude=f"{longitude:.6f}",
                latitude=f"{latitude:.6f}",
            )
    zone = crs.zone
    if zone is None:
        return
    offsets = np.abs(geographic[:, 0] - zone.central_meridian)
    far = int(offsets.argmax())
    if offsets[far] > zone.width_degrees / 2 + 0.5:
        problems.warn(
            "zone.far-from-meridian",
            "{where}距中央经线 {meridian}° 有 {offset}°，超出 {width}° 带的半宽；请核对带号",
            "{where} is {offset}° from the central meridian {meridian}°, more than half of a "
            "{width}° zone; check the zone number",
            place=vertices[far].place(problems.file, "Y"),
            where=vertices[far].where,
            meridian=zone.central_meridian,
            offset=f"{offsets[far]:.2f}",
            width=zone.width_degrees,
        )
