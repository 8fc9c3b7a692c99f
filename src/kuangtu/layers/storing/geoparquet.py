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
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from kuangtu.geo.crs import CGCS2000_EPSG
from kuangtu.geo.overlap.arrays import Geometries
from kuangtu.layers.storing.hilbert import hilbert_order

# Few enough for a lookup to be quick, many enough for a million features to load fast.
ROW_GROUP = 4_096
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
    path: Path, *, feature_ids: Sequence[int | str], geometries: Geometries, attributes: pa.Table
) -> CountedBox:
    """Write features that are there and valid; the same features give the same bytes. 写数据文件。

    CRS: EPSG:4490, longitude first.
    """
    boxes = shapely.bounds(geometries)
    order = hilbert_order(boxes)
    geometries, boxes = geometries[order], boxes[order]
    bbox = pa.StructArray.from_arrays([pa.array(boxes[:, i]) for i in range(4)], list(BOX_FIELDS))
    ids = pa.array([str(one) for one in feature_ids], pa.string()).take(pa.array(order))
    columns: dict[str, Any] = {"feature_id": ids}
    columns |= {name: attributes.column(name).take(order) for name in attributes.column_names}
    columns |= {"bbox": bbox, "geometry": pa.array(shapely.to_wkb(geometries), pa.binary())}
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    counted = CountedBox(len(geometries), *map(float, (*low, *high)))
    table = pa.table(columns).replace_schema_metadata(_geo_metadata(geometries, counted))
    pq.write_table(
        table,
        path,
        compression=_compression(table),
        row_group_size=ROW_GROUP,
        use_dictionary=[name for name in attributes.column_names if name != "feature_id"],
        write_statistics=True,
    )
    return counted


def _compression(table: pa.Table) -> dict[str, str]:
    """Codecs by column: coordinates hardly shrink, and LZ4 unpacks them four times as fast."""
    boxes = {f"bbox.{name}": "zstd" for name in BOX_FIELDS}
    others = {name: "zstd" for name in table.column_names if name not in ("bbox", "geometry")}
    return {**others, **boxes, "geometry": "lz4"}


def _geo_metadata(geometries: Geometries, counted: CountedBox) -> dict[str, str]:
    # Late: pyproj takes a tenth of a second to import, reading needs none of it.
    from pyproj import CRS  # noqa: PLC0415

    kinds, first = np.unique(shapely.get_type_id(geometries), return_index=True)
    types = [geometries[position].geom_type for position in first[kinds >= 0]]
    column = {
        "encoding": "WKB",
        "geometry_types": sorted(types),
        "crs": CRS.from_epsg(CGCS2000_EPSG).to_json_dict(),
        "edges": "planar",
        "bbox": counted.bounds,
        "covering": {"bbox": {name: ["bbox", name] for name in BOX_FIELDS}},
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return {"geo": json.dumps(geo, ensure_ascii=False)}
