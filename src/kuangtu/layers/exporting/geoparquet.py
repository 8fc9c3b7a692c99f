# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoParquet with what is known of the edition beside its `geo` metadata. 列式文件。"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from kuangtu.layers.exporting.metadata import ExportMetadata
from kuangtu.layers.exporting.source import Batch, FeatureSource
from kuangtu.layers.exporting.streaming import wkb_of

SIDES = ("xmin", "ymin", "xmax", "ymax")
BOX_TYPE = pa.struct([(side, pa.float64()) for side in SIDES])
TYPE_NAMES = {
    0: "Point",
    1: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
    7: "GeometryCollection",
}


def write_parquet(path: Path, source: FeatureSource, metadata: ExportMetadata) -> None:
    """GeoParquet 1.1 with a bbox covering; plain Parquet for a table. Coordinates: east first."""
    schema = source.schema
    words = {f"kuangtu.{key}": value for key, value in metadata.as_strings().items()}
    if source.has_geometry:
        schema = schema.append(pa.field("bbox", BOX_TYPE))
        schema = schema.append(pa.field("geometry", pa.binary()))
        words["geo"] = _geo(source)
    with pq.ParquetWriter(path, schema.with_metadata(words), compression="zstd") as writer:
        for batch in source.batches():
            table = _with_shapes(batch) if source.has_geometry else batch.attributes
            writer.write_table(table.cast(writer.schema))


def _with_shapes(batch: Batch) -> pa.Table:
    bounds = shapely.bounds(batch.shapes)
    missing = pa.array(np.isnan(bounds[:, 0]))
    boxes = pa.StructArray.from_arrays(
        [pa.array(bounds[:, side]) for side in range(4)], list(SIDES), mask=missing
    )
    shapes = pa.array(wkb_of(batch.shapes), pa.binary())
    return batch.attributes.append_column("bbox", boxes).append_column("geometry", shapes)


def _geo(source: FeatureSource) -> str:
    from pyproj import CRS  # noqa: PLC0415 - late: pyproj takes a tenth of a second to import

    column = {
        "encoding": "WKB",
        "geometry_types": [TYPE_NAMES[kind] for kind in sorted(source.survey.kinds)],
        "crs": CRS.from_epsg(source.crs.epsg).to_json_dict(),
        "edges": "planar",
        "covering": {"bbox": {side: ["bbox", side] for side in SIDES}},
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return json.dumps(geo, ensure_ascii=False)
