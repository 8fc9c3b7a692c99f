# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features as a stream of Arrow batches, written by GDAL as they come. 要素流。"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import shapely

from kuangtu.geo.sizes import Shapes
from kuangtu.layers.exporting.formats import TargetCrs
from kuangtu.layers.exporting.metadata import ExportMetadata
from kuangtu.layers.exporting.source import Batch, FeatureSource, as_multi

GEOMETRY = "geometry"
Prepare = Callable[[Batch], pa.Table]


def write_geopackage(path: Path, source: FeatureSource, metadata: ExportMetadata) -> None:
    """A GeoPackage of one table, its metadata in `gpkg_metadata`. GeoPackage。"""
    write_with_gdal(
        path,
        source,
        driver="GPKG",
        layer=metadata.layer,
        schema=source.schema,
        prepare=lambda batch: batch.attributes,
        layer_metadata=metadata.as_strings(),
        layer_options={
            "IDENTIFIER": metadata.title.zh,
            "DESCRIPTION": metadata.as_text(),
            "GEOMETRY_NAME": "geom",
        },
    )


def write_with_gdal(
    path: Path,
    source: FeatureSource,
    *,
    driver: str,
    layer: str,
    schema: pa.Schema,
    prepare: Prepare,
    encoding: str | None = None,
    layer_metadata: Mapping[str, str] | None = None,
    layer_options: Mapping[str, str] | None = None,
) -> None:
    """Write the features batch by batch; `prepare` makes the attributes what `schema` says."""
    # Late: GDAL takes a while to load, and other formats need none of it.
    from pyogrio.raw import write_arrow  # noqa: PLC0415

    kind = source.survey.geometry_type
    if kind:
        schema = schema.append(pa.field(GEOMETRY, pa.binary()))
    stream = pa.RecordBatchReader.from_batches(schema, _batches(source, schema, kind, prepare))
    drawn = (
        {"geometry_name": GEOMETRY, "geometry_type": kind, "crs": gdal_wkt(source.crs)}
        if kind
        else {}
    )
    with warnings.catch_warnings():
        # What GDAL only warns of was looked for before; a value it alters is an error here.
        warnings.simplefilter("error")
        write_arrow(
            stream,
            str(path),
            layer=layer,
            driver=driver,
            encoding=encoding,
            layer_metadata=dict(layer_metadata or {}) or None,
            layer_options={
                key: value
                for key, value in (layer_options or {}).items()
                if kind or key != "GEOMETRY_NAME"
            },
            **drawn,
        )


def _batches(
    source: FeatureSource, schema: pa.Schema, kind: str, prepare: Prepare
) -> Iterator[pa.RecordBatch]:
    for batch in source.batches():
        table = prepare(batch)
        if kind:
            shapes = as_multi(batch.shapes) if kind.startswith("Multi") else batch.shapes
            table = table.append_column(GEOMETRY, pa.array(wkb_of(shapes), pa.binary()))
        yield from table.cast(schema).to_batches()


def wkb_of(shapes: Shapes) -> list[bytes | None]:
    """Well-known binary, None where there is no shape."""
    return list(shapely.to_wkb(shapes))


def gdal_wkt(crs: TargetCrs) -> str:
    """The system's definition. GDAL writes east before north whatever order it defines."""
    # Late: pyproj takes a tenth of a second to import.
    from pyproj import CRS  # noqa: PLC0415

    return str(CRS.from_epsg(crs.epsg).to_wkt())
