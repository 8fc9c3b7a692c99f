# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Looking at a table through GDAL: its header and its first rows. 经 GDAL 预览。"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from pyogrio import read_info
from pyogrio.raw import read_arrow

from kuangtu.core.errors import Invalid, Problem
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.layers.reading.coordinates import crs_of_file
from kuangtu.layers.reading.decoding import Flags, decoded
from kuangtu.layers.reading.features import Declaration, Geometries
from kuangtu.layers.reading.gdal import (
    READ_ERRORS,
    Opened,
    options_of,
    require_words,
    unreadable,
    with_names,
)
from kuangtu.layers.reading.looking import (
    MOST_LOOKED_AT,
    Box,
    Look,
    columns_of,
    kinds_of,
    points_of,
)


def look(opened: Opened, said: Declaration) -> Look:
    """The head of what was opened. Raises: Invalid `layer.unreadable`."""
    try:
        with warnings.catch_warnings(action="ignore"):
            info = read_info(
                opened.path,
                layer=opened.table,
                force_feature_count=True,
                force_total_bounds=True,
                **options_of(opened),
            )
            meta, table = read_arrow(
                opened.path,
                layer=opened.table,
                max_features=MOST_LOOKED_AT,
                datetime_as_string=True,
                **options_of(opened),
            )
    except READ_ERRORS as error:
        raise unreadable(opened.source, error) from error
    require_words(table, opened.source.name)
    return looked(opened, said, info=info, table=table, meta=meta)


def looked(
    opened: Opened,
    said: Declaration,
    *,
    info: Mapping[str, Any],
    table: pa.Table,
    meta: Mapping[str, Any],
) -> Look:
    """What GDAL's header and first rows say together."""
    column = meta.get("geometry_name") or "wkb_geometry"
    geometries: Geometries = np.empty(0, dtype=object)
    if column in table.column_names:
        geometries, _ = decoded(table.column(column), None)
        table = table.drop_columns([column])
    table = with_names(table, opened)
    if opened.reshape is not None:
        geometries, table, _ = opened.reshape(geometries, table)
    flat = shapely.force_2d(geometries)
    crs, problem = (
        (None, None) if shapely.is_missing(geometries).all() else _crs(opened, said, meta)
    )
    bounds = info.get("total_bounds")
    return Look(
        int(info["features"]),
        _kinds(str(info.get("geometry_type")), int(info["features"]), geometries, opened.drawn),
        columns_of(table),
        points_of(flat),
        _box(bounds),
        crs=crs,
        crs_problem=problem.text if problem else None,
        is_old=problem is not None and problem.code == "crs.old-ellipsoid",
        encoding=opened.encoding,
    )


def _box(bounds: tuple[float, ...] | None) -> Box | None:
    if bounds is None or not np.isfinite(bounds).all():
        return None
    west, south, east, north = map(float, bounds)
    return west, south, east, north


def _kinds(stated: str, count: int, geometries: Geometries, drawn: Flags | None) -> dict[str, int]:
    """Counted where all rows were looked at, else of the kind that the header states."""
    if len(geometries) == count or stated in ("Unknown", "None"):
        return kinds_of(geometries)
    blank = 0 if drawn is None else int((~drawn).sum())
    return {stated: count - blank} | ({"None": blank} if blank else {})


def _crs(
    opened: Opened, said: Declaration, meta: Mapping[str, Any]
) -> tuple[RecognizedCrs | None, Problem | None]:
    written = opened.crs_written if opened.crs_written is not None else meta.get("crs") or ""
    declared = said.crs if said.crs and (said.crs.epsg or said.crs.helmert) else None
    try:
        crs, _ = crs_of_file(
            written, declared=declared, file=opened.source.name, crs_file=opened.crs_file
        )
    except Invalid as error:
        return None, error.problems[0]
    return crs, None
