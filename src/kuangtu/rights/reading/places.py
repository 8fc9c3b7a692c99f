# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Grounds against the county that their rows name. 范围与所在县。

The outlines are of reference quality: a ground that only crosses the line, or lies close to it,
is worth a look; one that is nowhere near the county has wrong coordinates or a wrong county.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import shapely
from shapely import MultiPolygon, Polygon

from kuangtu.codes.divisions import division_named
from kuangtu.core.errors import Problem
from kuangtu.core.text import Text
from kuangtu.rights.reading.columns import preferred_header
from kuangtu.rights.reading.rows import RowRecord

NEAR_DEGREES = 0.01  # about a kilometre
AWAY = Text(
    "范围全部在{county}以外；请核对坐标和带号，或在“{header}”列写明所在县",
    "The ground lies wholly outside {county}; check its coordinates and zone, or name its county "
    "in “{header}”",
)
CROSSES = Text(
    "范围有 {percent}% 在{county}的参考县界以外，请按审批的界线核对",
    "{percent} % of the ground lie outside the reference outline of {county}; check it against "
    "the approved boundary",
)


def outside_their_county(
    rows: Iterable[RowRecord], outlines: Mapping[str, Polygon | MultiPolygon]
) -> tuple[list[Problem], list[Problem]]:
    """What to look at and what is wrong about where grounds lie. 县域核对。

    A county without an outline is not checked.
    """
    warnings, problems = [], []
    shapely.prepare(list(outlines.values()))
    for row in rows:
        outline, geometry = outlines.get(row.record.adcode), row.record.ground.geometry
        if outline is None or outline.covers(geometry):
            continue
        if outline.dwithin(geometry, NEAR_DEGREES):
            warnings.append(_crossing(row, outline))
        else:
            problems.append(_problem("right-outside-county", AWAY, row))
    return warnings, problems


def _crossing(row: RowRecord, outline: Polygon | MultiPolygon) -> Problem:
    geometry = row.record.ground.geometry
    share = geometry.difference(outline).area / geometry.area
    return _problem("right-crosses-county", CROSSES, row, percent=f"{share * 100:.2g}")


def _problem(code: str, text: Text, row: RowRecord, **values: object) -> Problem:
    county = division_named(row.record.adcode).name
    filled = text.format(county=county, header=preferred_header("adcode"), **values)
    return Problem(code, filled, row.range_place)
