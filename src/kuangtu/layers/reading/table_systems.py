# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which system the numbers of a table are in, feature by feature. 表格坐标系。

A zone number before the easting names its zone; anything else has to be declared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import shapely

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import (
    CGCS2000_EPSG,
    ZONE_FACTOR_M,
    RecognizedCrs,
    recognized,
    zone_of_number,
)
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.coordinates import crs_of_file, in_cgcs2000
from kuangtu.layers.reading.features import Declaration, Geometries, no_geometries
from kuangtu.layers.reading.table_points import LARGEST_DEGREES

MEND = Text("请在源表中改正后重新导入", "mend it in the table and import it again")
NO_SYSTEM_OF_DEGREES = Text(
    "坐标是经纬度，没有写明坐标系；不作猜测，请核实后声明，例如 EPSG:4490（CGCS2000）或 "
    "EPSG:4326（WGS 84）",
    "the coordinates are degrees of no stated system, and none is guessed; find out and declare "
    "it, for example EPSG:4490 (CGCS2000) or EPSG:4326 (WGS 84)",
)
NO_ZONE = Text(
    "东坐标没有带号，无法确定投影带；请补上两位带号，或核实后声明坐标系，例如 EPSG:4538",
    "the eastings have no zone number, so that the zone is unknown; add the two digits, or find "
    "out and declare the system, for example EPSG:4538",
)


def placed(
    shapes: Geometries, said: Declaration, *, file: str
) -> tuple[Geometries, RecognizedCrs, tuple[Finding, ...]]:
    """The shapes in degrees of EPSG:4490, the system they were in, and what could not be placed.

    Raises: Invalid `layer.crs-missing`, and those of `coordinates`.
    """
    if said.crs is not None and said.crs.epsg:
        crs, assumed = crs_of_file("", declared=said.crs, file=file, crs_file="CRS")
        moved, misplaced = in_cgcs2000(shapes, crs, file=file)
        return np.asarray(moved), crs, (*assumed, *misplaced)
    zones, findings = _zones(shapes, file)
    geometries = no_geometries(len(shapes))
    systems = []
    for number, rows in sorted(zones.items()):
        crs = _of_zone(number)
        systems.append(crs)
        try:
            moved, misplaced = in_cgcs2000(shapes[rows], crs, file=file)
        except Invalid as error:
            if len(zones) == 1:
                raise
            findings += [_refused(row, error.problems[0].text) for row in rows]
            continue
        geometries[rows] = moved
        findings += [replace(one, feature=rows[(one.feature or 1) - 1] + 1) for one in misplaced]
    return geometries, _common(systems), tuple(findings)


def _zones(shapes: Geometries, file: str) -> tuple[dict[int, list[int]], list[Finding]]:
    """The rows of each zone number, and the features that have none or several."""
    zones: dict[int, list[int]] = defaultdict(list)
    degrees, bare, wrong = [], [], []
    for row in np.flatnonzero(~shapely.is_missing(shapes)).tolist():
        eastings = shapely.get_coordinates(shapes[row])[:, 0]
        if np.abs(shapely.get_coordinates(shapes[row])).max() <= LARGEST_DEGREES:
            degrees.append(row)
            continue
        numbers = sorted({int(east // ZONE_FACTOR_M) for east in eastings})
        if len(numbers) > 1:
            wrong.append(_refused(row, _several(numbers)))
        elif numbers[0] < 1:
            bare.append(row)
        elif zone_of_number(numbers[0]) is None:
            wrong.append(_refused(row, _unknown(numbers[0])))
        else:
            zones[numbers[0]].append(row)
    if not zones and (degrees or bare):
        missing = NO_SYSTEM_OF_DEGREES if degrees else NO_ZONE
        raise invalid("layer.crs-missing", missing.zh, missing.en, Place(file))
    wrong += [_refused(row, NO_SYSTEM_OF_DEGREES) for row in degrees]
    wrong += [_refused(row, NO_ZONE) for row in bare]
    return zones, wrong


def _of_zone(number: int) -> RecognizedCrs:
    zone = zone_of_number(number)
    assert zone is not None, "only known zones are kept"  # noqa: S101 - see `_zones`
    how = Text(
        f"由东坐标的带号 {number} 识别为 CGCS2000 {zone.width_degrees}° 带"
        f"（中央经线 {zone.central_meridian}°），请核对",
        f"the zone number {number} before the easting says CGCS2000, {zone.width_degrees}° zone "
        f"(central meridian {zone.central_meridian}°): check it",
    )
    return recognized(zone.epsg, how)


def _common(systems: list[RecognizedCrs]) -> RecognizedCrs:
    if len(systems) == 1:
        return systems[0]
    codes = "、".join(f"EPSG:{crs.epsg}" for crs in systems) or "—"
    how = Text(f"各要素的带号不同：{codes}", f"the features have different zone numbers: {codes}")
    return recognized(CGCS2000_EPSG, how)


def _several(numbers: list[int]) -> Text:
    listed = "、".join(str(number) for number in numbers)
    return Text(
        f"同一要素的东坐标带号不一致（{listed}）",
        f"the eastings of one feature have different zone numbers ({listed})",
    )


def _unknown(number: int) -> Text:
    return Text(
        f"东坐标的带号 {number} 不是中国的投影带（3° 带 25–45，6° 带 13–23）",
        f"{number} before the easting is no zone of China (3° zones 25–45, 6° zones 13–23)",
    )


def _refused(row: int, text: Text) -> Finding:
    return Finding("coordinates-unreadable", Severity.ERROR, text, MEND, feature=row + 1)
