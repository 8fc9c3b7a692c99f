# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Writing features as GeoParquet 1.1: EPSG:4490, Hilbert-sorted, with a bbox covering. 数据文件。

Source: GeoParquet 1.1.0. Coordinates are longitude, latitude whatever the axis order of the
reference system, as that specification says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

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
ROWS_A_PIECE = 12 * ROW_GROUP  # whole groups, so that pieces leave no trace in the file
PARQUET_NAMES = {
    "POINT": "Point",
    "LINESTRING": "LineString",
    "POLYGON": "Polygon",
    "MULTIPOINT": "MultiPoint",
    "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon",
}
Identifiers = Sequence[int | str] | NDArray[np.int64]
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
    path: Path, *, feature_ids: Identifiers, geometries: AnyGeometries, attributes: pa.Table
) -> CountedBox:
    """Write features that are there and valid; the same features give the same bytes. 写数据文件。

    CRS: EPSG:4490, longitude first.
    """
    boxes, types = _boxes_and_types(geometries)
    order = hilbert_order(boxes)
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    counted = CountedBox(len(geometries), *map(float, (*low, *high)))
    ids = pa.array(feature_ids).cast(pa.string())
    unsorted = pa.table(
        {"feature_id": ids, **{n: attributes.column(n) for n in attributes.column_names}}
    )

    def piece(rows: NDArray[np.int64]) -> pa.Table:
        """Some rows of the file, all columns."""
        sides = [pa.array(boxes[rows, side]) for side in range(4)]
        bbox = pa.StructArray.from_arrays(sides, list(BOX_FIELDS))
        taken = unsorted.take(pa.array(rows))
        return taken.append_column("bbox", bbox).append_column("geometry", _wkb(geometries, rows))

    _write(path, piece, order, _geo_metadata(types, counted))
    return counted


def _write(
    path: Path,
    piece: Callable[[NDArray[np.int64]], pa.Table],
    order: NDArray[np.int64],
    metadata: Mapping[str, str],
) -> None:
    """Piece by piece: the next one is gathered while one is written, and no copy of all is made."""
    parts = [order[start : start + ROWS_A_PIECE] for start in range(0, len(order), ROWS_A_PIECE)]
    schema = piece(order[:0]).schema.with_metadata(metadata)
    words = [name for name in schema.names if name not in ("feature_id", "bbox", "geometry")]
    with (
        ThreadPoolExecutor(1) as gatherer,
        pq.ParquetWriter(
            path,
            schema,
            compression=_compression(schema.names),
            use_dictionary=words,
            write_statistics=True,
        ) as writer,
    ):
        gathered = gatherer.submit(piece, parts[0])
        for following in [*parts[1:], None]:
            table = gathered.result()
            if following is not None:
                gathered = gatherer.submit(piece, following)
            writer.write_table(table.cast(schema), row_group_size=ROW_GROUP)


def _boxes_and_types(geometries: AnyGeometries) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    if not isinstance(geometries, np.ndarray):
        return geometries.look.boxes, geometries.types
    return shapely.bounds(geometries), shapely.get_type_id(geometries)


def _wkb(geometries: AnyGeometries, rows: NDArray[np.int64]) -> pa.Array:
    if not isinstance(geometries, np.ndarray):
        return geometries.as_arrow().take(pa.array(rows)).cast(pa.binary())
    return pa.array(shapely.to_wkb(geometries[rows]), pa.binary())


def _compression(names: Sequence[str]) -> dict[str, str]:
    """Codecs by column: coordinates hardly shrink, and LZ4 unpacks them four times as fast."""
    boxes = {f"bbox.{name}": "zstd" for name in BOX_FIELDS}
    others = {name: "zstd" for name in names if name not in ("bbox", "geometry")}
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
