# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoJSON, a feature a line. 文本要素文件。"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import shapely

from kuangtu.geo.crs import WGS84_EPSG
from kuangtu.layers.exporting.metadata import ExportMetadata
from kuangtu.layers.exporting.source import FEATURE_ID, FeatureSource


def write_geojson(path: Path, source: FeatureSource, metadata: ExportMetadata) -> None:
    """A FeatureCollection with `metadata` beside the features; coordinates are not rounded.

    RFC 7946 knows WGS 84 alone, so any other system is named in the older member `crs`.
    """
    with path.open("wb") as file:
        file.write(b'{"type":"FeatureCollection",')
        file.write(b'"metadata":' + orjson.dumps(metadata.as_strings()) + b",")
        if source.has_geometry and source.crs.epsg != WGS84_EPSG:
            name = f"urn:ogc:def:crs:EPSG::{source.crs.epsg}"
            crs = {"type": "name", "properties": {"name": name}}
            file.write(b'"crs":' + orjson.dumps(crs) + b",")
        file.write(b'"features":[')
        separator = b"\n"
        for batch in source.batches():
            shapes = shapely.to_geojson(batch.shapes)
            for properties, shape in zip(batch.attributes.to_pylist(), shapes, strict=True):
                file.write(separator + _feature(properties, shape))
                separator = b",\n"
        file.write(b"\n]}\n")


def _feature(properties: dict[str, Any], shape: str | None) -> bytes:
    feature: dict[str, Any] = {"type": "Feature"}
    if FEATURE_ID in properties:
        feature["id"] = properties.pop(FEATURE_ID)
    feature["geometry"] = None if shape is None else orjson.Fragment(shape.encode())
    feature["properties"] = properties
    return orjson.dumps(feature, default=str, option=orjson.OPT_SERIALIZE_NUMPY)
