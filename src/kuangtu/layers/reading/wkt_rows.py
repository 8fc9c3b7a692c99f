# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Well-known text in a column: points, lines and areas of any place. WKT 列。

A range of an application is polygons inside China; a layer may hold anything. What GEOS cannot
read is read once more as a range, which says where it breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import shapely

from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, RecognizedCrs, recognized
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.coordinates import in_cgcs2000
from kuangtu.layers.reading.features import Declaration, Geometries, no_geometries
from kuangtu.layers.reading.gdal import heights_left_out
from kuangtu.layers.reading.table_points import LARGEST_DEGREES
from kuangtu.layers.reading.table_systems import placed
from kuangtu.layers.reading.text_rows import TextRow

WKT = re.compile(
    r"\s*(MULTI)?(POINT|LINESTRING|POLYGON)\s*(ZM?|M)?\s*(\(|EMPTY)|\s*GEOMETRYCOLLECTION\b",
    re.IGNORECASE,
)
DEGREES = Text(
    "WKT，经度在前；没有写明坐标系，按 CGCS2000 读取",
    "WKT, longitude first; no system is stated, read as CGCS2000",
)


def are_wkt(rows: Sequence[TextRow]) -> bool:
    """Whether every row that has something has well-known text without a code of its own.

    >>> are_wkt([TextRow(2, "POINT (88 39)"), TextRow(3, "")]), are_wkt([TextRow(2, "88,39")])
    (True, False)
    """
    filled = [row.content for row in rows if row.content.strip()]
    return bool(filled) and all(WKT.match(content) for content in filled)


def shapes_of(rows: Sequence[TextRow]) -> Geometries:
    """The shape of each row; None where it has none or where GEOS cannot read it."""
    shapes = no_geometries(len(rows))
    words = np.array([row.content.strip() or None for row in rows], dtype=object)
    shapes[:] = shapely.from_wkt(words, on_invalid="ignore")
    return shapes


def placed_shapes(
    shapes: Geometries, said: Declaration, *, file: str
) -> tuple[Geometries, RecognizedCrs, tuple[Finding, ...]]:
    """The shapes in degrees of EPSG:4490; degrees of no stated system are taken as such.

    Raises: Invalid `layer.crs-missing`, and those of `coordinates`.
    """
    heights = heights_left_out(shapes)
    numbers = shapely.get_coordinates(shapes)
    are_degrees = not len(numbers) or np.abs(numbers).max() <= LARGEST_DEGREES
    if are_degrees and not (said.crs and said.crs.epsg):
        crs = recognized(CGCS2000_EPSG, DEGREES)
        moved, misplaced = in_cgcs2000(shapes, crs, file=file)
        return np.asarray(moved), crs, (*heights, *misplaced)
    moved, crs, findings = placed(shapes, said, file=file)
    return moved, crs, (*heights, *findings)
