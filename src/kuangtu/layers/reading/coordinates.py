# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which system a file's coordinates are in, and bringing them to EPSG:4490. 坐标系与转换。"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    CGCS2000_EPSG,
    CHINA_EAST,
    CHINA_NORTH,
    CHINA_SOUTH,
    CHINA_WEST,
    WGS84_EPSG,
    DeclaredCrs,
    RecognizedCrs,
    recognized,
)
from kuangtu.geo.foreign import recognize_foreign_epsg, recognize_foreign_wkt
from kuangtu.geo.recognition import old_datum_of, recognize_epsg, recognize_wkt
from kuangtu.geo.transform import Floats, to_geographic
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoded import EncodedGeometries
from kuangtu.layers.reading.features import AnyGeometries, Geometries
from kuangtu.layers.reading.misplaced import Misplaced, said_of

# A zone is 3° or 6° wide; twice that leaves room for what spills over and none for a mistake.
WIDEST_OFFSET_M = 600_000.0
PART = 20_000  # features brought over at a time, so that no array holds all their vertices
QUARTER_MERIDIAN_M = 10_002_000.0  # no northing is longer


def crs_of_file(
    written: str,
    *,
    declared: DeclaredCrs | None,
    file: str,
    crs_file: str,
    points: Callable[[], Floats] | None = None,
) -> tuple[RecognizedCrs, tuple[Finding, ...]]:
    """The system that a file writes (WKT or EPSG:n) or the operator declares. 坐标系确定。

    A file that says one thing and an operator who says another are both asked again. A system
    that cannot be recognised, or that none of the `points` can be of, gives way to a declared one
    of the same datum, and a finding says so. An old ellipsoid gives way to no datum of today.

    Raises: Invalid `layer.crs-missing`, `layer.crs-conflict`, and those of recognition.
    """
    stated = _with_parameters(_stated(declared), declared)
    if not written.strip():
        if stated is None:
            raise _missing(file, crs_file)
        return stated, assumptions(stated)
    try:
        found = _recognized(written, file=crs_file)
    except Invalid as error:
        foreign = recognize_foreign_wkt(written) if error.problems[0].code in FOREIGN else None
        if foreign and stated in (None, foreign):
            return foreign, assumptions(foreign)
        if stated is None:
            raise _undeclared(error) from error
        if _is_of_another_datum(written, stated, error):
            raise
        return stated, (_overridden(stated, crs_file, error), *assumptions(stated))
    if stated is not None and stated.epsg != found.epsg:
        is_alike = stated.datum is found.datum
        why = _impossible(points, found, file=file) if is_alike else None
        if why is None:
            raise _conflict(found, stated, file, crs_file)
        return stated, (_overridden(stated, crs_file, why), *assumptions(stated))
    found = _with_parameters(found, declared) or found
    return found, assumptions(found)


def _with_parameters(
    crs: RecognizedCrs | None, declared: DeclaredCrs | None
) -> RecognizedCrs | None:
    """The system with the parameters that were declared for it, if there are some."""
    if crs is None or declared is None or declared.helmert is None:
        return crs
    return recognized(crs.epsg, crs.how, helmert=declared.helmert)


# What a system of another country is first refused for.
FOREIGN = ("crs.unknown-datum", "crs.old-ellipsoid", "crs.unknown-projection")
# What says nothing of the ellipsoid that could be held against a declaration.
UNTOLD = ("crs.unreadable", "crs.unsupported-kind", "crs.contradiction")


def _is_of_another_datum(written: str, stated: RecognizedCrs, error: Invalid) -> bool:
    """Whether the ellipsoid that a file writes is of an old datum that was not declared."""
    if stated.is_foreign or error.problems[0].code in UNTOLD or written.startswith("EPSG:"):
        return False
    return old_datum_of(written) not in (None, stated.datum)


# What may be declared as any system.
UNDECLARED = ("crs.unknown-datum", "crs.unknown-projection")
DECLARE = Text(
    "；请向提供单位问明后声明坐标系（例如 EPSG:4490，命令行用 --crs），或转换后重新提供",
    "; ask whoever supplied it for the system and declare it (for example EPSG:4490, on the "
    "command line by --crs), or have it converted",
)


def _undeclared(error: Invalid) -> Invalid:
    """The same refusal with the way out, where somebody may know what the file does not say."""
    return Invalid(
        [
            replace(one, text=one.text + DECLARE) if one.code in UNDECLARED else one
            for one in error.problems
        ]
    )


def _stated(declared: DeclaredCrs | None) -> RecognizedCrs | None:
    """The system that the operator declares, that of another country too."""
    if declared is None or not declared.epsg:
        return None
    return recognize_foreign_epsg(declared.epsg) or recognize_epsg(declared.epsg)


def _recognized(written: str, *, file: str) -> RecognizedCrs:
    code = "EPSG:4326" if written.strip() == "OGC:CRS84" else written.strip()
    if not (match := re.fullmatch(r"EPSG:(\d+)", code)):
        return recognize_wkt(written, file=file)
    if foreign := recognize_foreign_epsg(int(match[1])):
        return foreign
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
    if crs.is_foreign:
        found.append(
            Finding(
                "crs-foreign",
                Severity.NOTE,
                crs.how,
                Text("请核对坐标系", "check the reference system"),
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


def in_cgcs2000(
    geometries: AnyGeometries, crs: RecognizedCrs, *, file: str
) -> tuple[AnyGeometries, tuple[Finding, ...]]:
    """The same geometries in degrees of EPSG:4490, without heights. 转换到 CGCS2000。

    A feature whose coordinates cannot be of the system is None and has a finding; where that
    is so of every feature, the system is wrong rather than the features, and the file is refused.

    Raises: Invalid `layer.axes-swapped`, `layer.outside-zone`, `layer.foreign-in-china`,
    `layer.not-degrees`, `crs.parameters-needed`.
    """
    if isinstance(geometries, EncodedGeometries) and _are_degrees_in_china(geometries, crs):
        return geometries, ()
    moved = np.array(geometries, dtype=object)
    parts = [slice(first, first + PART) for first in range(0, len(moved), PART)]
    wrong: dict[int, Misplaced] = {}
    located = 0
    for part in parts:
        coordinates, owners = shapely.get_coordinates(moved[part], return_index=True)
        finite = np.isfinite(coordinates).all(axis=1)
        found = _features_out_of_place(coordinates[finite], owners[finite], crs)
        wrong |= {row + part.start: why for row, why in found.items()}
        located += len(np.unique(owners[finite]))
    if wrong and len(wrong) == located:
        raise _refused(next(iter(wrong.values())), crs, file)
    moved[list(wrong)] = None
    for part in parts:
        moved[part] = _in_degrees(moved[part], crs, file)
    findings = tuple(_misplaced(row, why, crs) for row, why in wrong.items())
    return moved, findings


def _are_degrees_in_china(geometries: EncodedGeometries, crs: RecognizedCrs) -> bool:
    """Whether nothing has to be moved, and nothing can be where the system has no place."""
    if crs.epsg not in {CGCS2000_EPSG, WGS84_EPSG}:
        return False
    west, south, east, north = geometries.look.boxes.T
    inside = _are_in_china(west, south) & _are_in_china(east, north)
    return bool(inside.all())


def _in_degrees(geometries: Geometries, crs: RecognizedCrs, file: str) -> Geometries:
    flat = np.asarray(shapely.force_2d(geometries), dtype=object)
    coordinates = shapely.get_coordinates(flat)
    degrees = to_geographic(coordinates[:, 0], coordinates[:, 1], crs, place=Place(file))
    return np.asarray(shapely.set_coordinates(flat, np.column_stack(degrees)), dtype=object)


def misfit(points: Floats, crs: RecognizedCrs, *, file: str) -> Text | None:
    """Why some coordinates (easting first) cannot all be of a system; None if they can."""
    try:
        in_cgcs2000(np.asarray(shapely.points(points), dtype=object), crs, file=file)
    except Invalid as error:
        return error.problems[0].text
    return None


# A zone or degrees that cannot be meant; exchanged axes are no question of the system.
IMPOSSIBLE = ("layer.outside-zone", "layer.not-degrees")


def _impossible(
    points: Callable[[], Floats] | None, crs: RecognizedCrs, *, file: str
) -> Invalid | None:
    """Why none of the coordinates can be of a system; None if some can, or none is known."""
    found = points() if points is not None else np.empty((0, 2))
    found = found[np.isfinite(found).all(axis=1)]
    try:
        in_cgcs2000(np.asarray(shapely.points(found), dtype=object), crs, file=file)
    except Invalid as error:
        return error if error.problems[0].code in IMPOSSIBLE else None
    return None


def _features_out_of_place(
    coordinates: Floats, owners: NDArray[np.intp], crs: RecognizedCrs
) -> dict[int, Misplaced]:
    """The features with coordinates that the system cannot have, by their row."""
    x, y = coordinates[:, 0], coordinates[:, 1]
    if crs.zone is not None:
        easting = crs.zone.false_easting_m
        is_wrong = ~_belongs(x, easting) | (np.abs(y) > QUARTER_MERIDIAN_M) | _are_degrees(x, y)
        is_first = is_wrong & _belongs(y, easting) & ~_belongs(x, easting)
        kinds_of = ("axes-swapped", "outside-zone")
    elif crs.is_foreign:
        longitudes, latitudes = to_geographic(x, y, crs)
        is_wrong = ~(np.isfinite(longitudes) & np.isfinite(latitudes))
        is_first = _are_in_china(longitudes, latitudes)
        is_wrong |= is_first | _are_in_china(x, y)  # degrees of ours under another file's .prj
        kinds_of = ("foreign-in-china", "not-of-system")
    else:
        is_first = _are_in_china(y, x) & ~_are_in_china(x, y)
        is_wrong = is_first | (np.abs(x) > 180) | (np.abs(y) > 90)
        kinds_of = ("axes-swapped", "not-degrees")
    rows, first = np.unique(owners[is_wrong], return_index=True)
    where = np.flatnonzero(is_wrong)[first]
    kinds = np.where(is_first[where], *kinds_of)
    columns = (rows.tolist(), kinds.tolist(), x[where].tolist(), y[where].tolist())
    return {row: Misplaced(*why) for row, *why in zip(*columns, strict=True)}


def _belongs(eastings: Floats, false_easting_m: float) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = np.abs(eastings - false_easting_m) <= WIDEST_OFFSET_M
    return near


def _are_degrees(x: Floats, y: Floats) -> NDArray[np.bool_]:
    """No zone of a plane system without a number is so far from its meridian and the pole."""
    degrees: NDArray[np.bool_] = (np.abs(x) <= 180) & (np.abs(y) <= 90)
    return degrees


def _are_in_china(longitudes: Floats, latitudes: Floats) -> NDArray[np.bool_]:
    """As `is_in_china`, for arrays."""
    east_of, north_of = longitudes >= CHINA_WEST, latitudes >= CHINA_SOUTH
    inside: NDArray[np.bool_] = (
        east_of & (longitudes <= CHINA_EAST) & north_of & (latitudes <= CHINA_NORTH)
    )
    return inside


def _refused(why: Misplaced, crs: RecognizedCrs, file: str) -> Invalid:
    return Invalid([Problem(f"layer.{why.kind}", said_of(why, crs), Place(file))])


def _misplaced(row: int, why: Misplaced, crs: RecognizedCrs) -> Finding:
    remedy = Text("请在源数据中改正后重新导出", "mend it at the source and export again")
    return Finding(
        f"geometry-{why.kind}", Severity.ERROR, said_of(why, crs), remedy, feature=row + 1
    )


def _missing(file: str, crs_file: str) -> Invalid:
    return invalid(
        "layer.crs-missing",
        "没有坐标系（{what} 没有写明）；不作猜测，请补上或声明，例如 EPSG:4490、EPSG:4518",
        "there is no reference system ({what} says none) and none is guessed; supply it "
        "or declare one, for example EPSG:4490 or EPSG:4518",
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
