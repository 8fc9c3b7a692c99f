# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a GeoParquet says of its geometry: column, encoding, system, edges. geo 元数据。"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq

from kuangtu.core.errors import Place, invalid
from kuangtu.layers.reading.geoarrow import NATIVE
from kuangtu.layers.reading.source import Source

CRS84 = "OGC:CRS84"


@dataclass(frozen=True, slots=True)
class Described:
    """The primary geometry column and what the file says of it. 几何列说明。"""

    column: str
    encoding: str
    crs: str  # as WKT or a code, "" where the file says that it is unknown
    edges: str
    index: frozenset[str] = frozenset()  # columns that only repeat the box of each geometry


def described_geometry(file: pq.ParquetFile, source: Source) -> Described | None:
    """What the geo metadata says; None for a Parquet of attributes only."""
    written = (file.schema_arrow.metadata or {}).get(b"geo")
    if written is None:
        return None
    try:
        geo = json.loads(written)
        name = str(geo["primary_column"])
        column = geo["columns"][name]
        encoding = str(column["encoding"])
        if name not in file.schema_arrow.names or encoding.lower() not in {"wkb", *NATIVE}:
            raise ValueError(encoding)
        crs = _written_crs(column)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise invalid(
            "layer.geo-metadata",
            "GeoParquet 的 geo 元数据不能识别（{reason}）；请重新导出",
            "the geo metadata of the GeoParquet cannot be read ({reason}); export it again",
            Place(source.name, field="geo"),
            reason=str(error)[:100],
        ) from error
    edges = str(column.get("edges", "planar"))
    return Described(name, encoding.lower(), crs, edges, _index_columns(column))


def _index_columns(column: Mapping[str, Any]) -> frozenset[str]:
    """The columns of a bbox covering: an index for readers, and nothing that is lost."""
    covering = column.get("covering")
    sides = covering.get("bbox") if isinstance(covering, Mapping) else None
    paths = sides.values() if isinstance(sides, Mapping) else ()
    return frozenset(str(path[0]) for path in paths if isinstance(path, list) and len(path) == 2)


def _written_crs(column: Mapping[str, Any]) -> str:
    """The system as a code or WKT; left out it is longitude and latitude of WGS 84."""
    if "crs" not in column:
        return CRS84
    if column["crs"] is None:
        return ""
    identity = column["crs"].get("id") or {}
    authority, code = str(identity.get("authority", "")), str(identity.get("code", ""))
    if authority == "EPSG" and code.isdigit():
        return f"EPSG:{code}"
    if authority == "OGC" and code == "CRS84":
        return CRS84
    # Late: pyproj takes a tenth of a second to import; a code needs none of it.
    from pyproj import CRS  # noqa: PLC0415
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    try:
        return str(CRS.from_json_dict(column["crs"]).to_wkt())
    except CRSError as error:
        raise ValueError("crs") from error
