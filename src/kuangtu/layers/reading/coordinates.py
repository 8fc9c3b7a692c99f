# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which system a file's coordinates are in, and bringing them to EPSG:4490. 坐标系与转换。"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import shapely

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import WGS84_EPSG, DeclaredCrs, RecognizedCrs, is_in_china, recognized
from kuangtu.geo.recognition import recognize_epsg, recognize_wkt
from kuangtu.geo.transform import Floats, to_geographic
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.features import Geometries

# A zone is 3° or 6° wide; twice that leaves room for what spills over and none for a mistake.
WIDEST_OFFSET_M = 600_000.0


def crs_of_file(
    written: str, *, declared: DeclaredCrs | None, file: str, crs_file: str
) -> tuple[RecognizedCrs, tuple[Finding, ...]]:
    """The system that a file writes (WKT or EPSG:n) or the operator declares. 坐标系确定。

    A file that says one thing and an operator who says another are both asked again. A system
    that cannot be recognised gives way to a declared one, and a finding says so.

    Raises: Invalid `layer.crs-missing`, `layer.crs-conflict`, and those of recognition.
    """
    stated = recognize_epsg(declared.epsg) if declared and declared.epsg else None
    if stated and declared and declared.helmert:
        stated = recognized(stated.epsg, stated.how, helmert=declared.helmert)
    if not written.strip():
        if stated is None:
            raise _missing(file, crs_file)
        return stated, assumptions(stated)
    try:
        found = _recognized(written, file=crs_file)
    except Invalid as error:
        if stated is None:
            raise
        return stated, (_overridden(stated, crs_file, error), *assumptions(stated))
    if stated is not None and stated.epsg != found.epsg:
        raise _conflict(found, stated, file, crs_file)
    if declared and declared.helmert:
        found = recognized(found.epsg, found.how, helmert=declared.helmert)
    return found, assumptions(found)


def _recognized(written: str, *, file: str) -> RecognizedCrs:
    code = "EPSG:4326" if written.strip() == "OGC:CRS84" else written.strip()
    if not (match := re.fullmatch(r"EPSG:(\d+)", code)):
        return recognize_wkt(written, file=file)
    how = Text("由文件中的 {file} 写明", "said by {file} in the file").format(file=file)
    return replace(recognize_epsg(int(match[1]), place=Place(file)), how=how)


def assumptions(crs: RecognizedCrs) -> tuple[Finding, ...]:
    """What was taken for granted about the system, for the manifest."""
    found = []
    if crs.epsg == WGS84_EPSG:
        found.append(
            Finding(
                "wgs84-as-cgcs2000",
                Severity.NOTE,
                Text(
                    f"坐标为 WGS 84，按 WGS84≈CGCS2000 直接采用，误差约 {crs.accuracy_m:g} 米",
                    f"the coordinates are WGS 84 and taken as CGCS2000, about {crs.accuracy_m:g} m",
                ),
                Text("需要更高精度时请转换后重新导入", "convert them first if that is too coarse"),
            )
        )
    if not crs.has_standard_name:
        found.append(
            Finding(
                "crs-name-not-standard",
                Severity.NOTE,
                crs.how,
                Text("请核对坐标系", "check the reference system"),
            )
        )
    return tuple(found)


def in_cgcs2000(geometries: Geometries, crs: RecognizedCrs, *, file: str) -> Geometries:
    """The same geometries in degrees of EPSG:4490, without heights. 转换到 CGCS2000。

    Raises: Invalid `layer.axes-swapped`, `layer.outside-zone`, `layer.not-degrees`,
    `crs.parameters-needed`.
    """
    flat = shapely.force_2d(geometries)
    coordinates = shapely.get_coordinates(flat)
    finite = coordinates[np.isfinite(coordinates).all(axis=1)]
    if len(finite) == 0:
        return np.asarray(flat, dtype=object)
    if crs.is_projected:
        _check_plane(finite, crs, file)
    else:
        _check_degrees(finite, file)
    longitudes, latitudes = to_geographic(
        coordinates[:, 0], coordinates[:, 1], crs, place=Place(file)
    )
    moved = shapely.set_coordinates(flat, np.column_stack([longitudes, latitudes]))
    return np.asarray(moved, dtype=object)


def _check_plane(coordinates: Floats, crs: RecognizedCrs, file: str) -> None:
    """Eastings must belong to the zone; northings first is the commonest mistake."""
    zone = crs.zone
    if zone is None or _belongs(coordinates[:, 0], zone.false_easting_m):
        return
    values = {"crs": crs.name, "x": float(coordinates[0, 0]), "y": float(coordinates[0, 1])}
    if _belongs(coordinates[:, 1], zone.false_easting_m):
        raise _swapped(file, f"{crs.name} ({values['x']:.2f}, {values['y']:.2f})")
    raise invalid(
        "layer.outside-zone",
        "坐标（{x:.2f}, {y:.2f}）不在 {crs} 的东坐标范围内；请核对带号前缀与坐标系是否一致",
        "the coordinates ({x:.2f}, {y:.2f}) do not belong to {crs}; check that the zone number "
        "before the easting agrees with the reference system",
        Place(file),
        **values,
    )


def _belongs(eastings: Floats, false_easting_m: float) -> bool:
    return bool((np.abs(eastings - false_easting_m) <= WIDEST_OFFSET_M).all())


def _check_degrees(coordinates: Floats, file: str) -> None:
    west, south = coordinates.min(axis=0)
    east, north = coordinates.max(axis=0)
    are_degrees = west >= -180 and east <= 180 and south >= -90 and north <= 90
    if _in_china(south, west, north, east) and not _in_china(west, south, east, north):
        raise _swapped(file, f"({west:.6f}, {south:.6f})")
    if not are_degrees:
        raise invalid(
            "layer.not-degrees",
            "坐标（{x:.2f}, {y:.2f}）不是经纬度，但坐标系声明为经纬度；请核对坐标系",
            "the coordinates ({x:.2f}, {y:.2f}) are no degrees although the reference system says "
            "so; check it",
            Place(file),
            x=float(coordinates[0, 0]),
            y=float(coordinates[0, 1]),
        )


def _in_china(west: float, south: float, east: float, north: float) -> bool:
    return is_in_china(west, south) and is_in_china(east, north)


def _swapped(file: str, what: str) -> Invalid:
    return invalid(
        "layer.axes-swapped",
        "坐标 {what} 的两轴写反了；应先东后北（先经度后纬度），请在源数据中对调后重新导出",
        "the axes of {what} are exchanged; easting or longitude comes first. Exchange them at the "
        "source and export again",
        Place(file),
        what=what,
    )


def _missing(file: str, crs_file: str) -> Invalid:
    return invalid(
        "layer.crs-missing",
        "没有坐标系（缺少 {what}）；不作猜测，请补上或声明，例如 EPSG:4490、EPSG:4518",
        "there is no reference system ({what} is missing) and none is guessed; supply it or "
        "declare one, for example EPSG:4490 or EPSG:4518",
        Place(file),
        what=crs_file,
    )


def _overridden(stated: RecognizedCrs, crs_file: str, error: Invalid) -> Finding:
    reason = error.problems[0].text if error.problems else error.text
    text = Text(
        "{file} 的坐标系无法采用（{reason}），按操作人声明的 {crs} 读取",
        "the reference system of {file} cannot be used ({reason}); {crs} was read as declared",
    )
    return Finding(
        "crs-declared-over-file",
        Severity.WARNING,
        text.format(file=crs_file, reason=reason, crs=f"EPSG:{stated.epsg} {stated.name}"),
        Text("请确认声明正确", "make sure that the declaration is right"),
    )


def _conflict(found: RecognizedCrs, stated: RecognizedCrs, file: str, crs_file: str) -> Invalid:
    return invalid(
        "layer.crs-conflict",
        "{crs_file} 写明 EPSG:{found}（{found_name}），声明的却是 EPSG:{stated}（{stated_name}）；"
        "请核实后去掉声明，或改正文件",
        "{crs_file} says EPSG:{found} ({found_name}), but EPSG:{stated} ({stated_name}) was "
        "declared; find out which is right, then drop the declaration or mend the file",
        Place(file),
        crs_file=crs_file,
        found=found.epsg,
        found_name=found.name,
        stated=stated.epsg,
        stated_name=stated.name,
    )
