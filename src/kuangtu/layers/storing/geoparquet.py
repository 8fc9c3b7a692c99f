# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Writing features as GeoParquet 1.1: EPSG:4490, Hilbert-sorted, with a bbox covering. 数据文件。

Source: GeoParquet 1.1.0. Coordinates are longitude, latitude whatever the axis order of the
reference system, as that specification says.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from kuangtu.geo.crs import CGCS2000_EPSG
from kuangtu.layers.storing.hilbert import hilbert_order

if TYPE_CHECKING:  # the readers of every format come with it, and a review needs none of them
    from kuangtu.layers.reading.features import AnyGeometries

# Few enough for a lookup to be quick, many enough for a million features to load fast.
ROW_GROUP = 4_096
ROWS_A_PIECE = 50_000
PARQUET_NAMES = {
    "POINT": "Point",
    "LINESTRING": "LineString",
    "POLYGON": "Polygon",
    "MULTIPOINT": "MultiPoint",
    "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon",
}
BOX_FIELDS = ("xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True, slots=True)
class CountedBox:
    """How many features were written and where they lie, in degrees. 要素数与范围。

    Features without geometry lie nowhere: all four sides are None.
    """

    feature_count: int
    west: float | None = None
    south: float | None = None
    east: float | None = None
    north: float | None = None

    @property
    def bounds(self) -> list[float] | None:
        """West, south, east, north; None where there is no geometry."""
        sides = [self.west, self.south, self.east, self.north]
        placed = [one for one in sides if one is not None]
        return placed if len(placed) == len(sides) else None


def write_geoparquet(
    path: Path, *, feature_ids: Sequence[int | str], geometries: AnyGeometries, attributes: pa.Table
) -> CountedBox:
    """Write features that are there and valid; the same features give the same bytes. 写数据文件。

    CRS: EPSG:4490, longitude first.
    """
    boxes, types = _boxes_and_types(geometries)
    order = hilbert_order(boxes)
    boxes = boxes[order]
    bbox = pa.StructArray.from_arrays([pa.array(boxes[:, i]) for i in range(4)], list(BOX_FIELDS))
    ids = pa.array([str(one) for one in feature_ids], pa.string()).take(pa.array(order))
    columns: dict[str, Any] = {"feature_id": ids}
    columns |= {name: attributes.column(name).take(order) for name in attributes.column_names}
    columns |= {"bbox": bbox, "geometry": _wkb(geometries, order)}
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    counted = CountedBox(len(geometries), *map(float, (*low, *high)))
    table = pa.table(columns).replace_schema_metadata(_geo_metadata(types, counted))
    pq.write_table(
        table,
        path,
        compression=_compression(table),
        row_group_size=ROW_GROUP,
        use_dictionary=[name for name in attributes.column_names if name != "feature_id"],
        write_statistics=True,
    )
    return counted


def _boxes_and_types(geometries: AnyGeometries) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    if not isinstance(geometries, np.ndarray):
        return geometries.look.boxes, geometries.types
    return shapely.bounds(geometries), shapely.get_type_id(geometries)


def _wkb(geometries: AnyGeometries, order: NDArray[np.int64]) -> pa.ChunkedArray:
    """The geometries in their order, in pieces that 32-bit offsets can hold."""
    parts = np.array_split(order, max(1, -(-len(order) // ROWS_A_PIECE)))
    if not isinstance(geometries, np.ndarray):
        whole = geometries.as_arrow()
        pieces = [whole.take(pa.array(part)).cast(pa.binary()) for part in parts]
    else:
        pieces = [pa.array(shapely.to_wkb(geometries[part]), pa.binary()) for part in parts]
    return pa.chunked_array(pieces, pa.binary())


def _compression(table: pa.Table) -> dict[str, str]:
    """Codecs by column: coordinates hardly shrink, and LZ4 unpacks them four times as fast."""
    boxes = {f"bbox.{name}": "zstd" for name in BOX_FIELDS}
    others = {name: "zstd" for name in table.column_names if name not in ("bbox", "geometry")}
    return {**others, **boxes, "geometry": "lz4"}


def _geo_metadata(types: NDArray[np.int32], counted: CountedBox) -> dict[str, str]:
    # Late: pyproj takes a tenth of a second to import, reading needs none of it.
    from pyproj import CRS  # noqa: PLC0415

    names = [GeometryType(kind).name for kind in np.unique(types)]
    column = {
        "encoding": "WKB",
        "geometry_types": sorted(PARQUET_NAMES[name] for name in names),
        "crs": CRS.from_epsg(CGCS2000_EPSG).to_json_dict(),
        "edges": "planar",
        "bbox": counted.bounds,
        "covering": {"bbox": {name: ["bbox", name] for name in BOX_FIELDS}},
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return {"geo": json.dumps(geo, ensure_ascii=False)}
