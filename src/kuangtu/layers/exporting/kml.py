# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""KML with names, plainly styled. 带名称的 KML。"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import shapely

from kuangtu.layers.exporting.metadata import ExportMetadata
from kuangtu.layers.exporting.source import FEATURE_ID, FeatureSource
from kuangtu.layers.exporting.words import as_words, without_controls

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<name>{name}</name><description>{description}</description>
<Style id="plain"><LineStyle><color>ff7e4114</color><width>2</width></LineStyle>
<PolyStyle><color>337e4114</color></PolyStyle><IconStyle><scale>0.8</scale></IconStyle></Style>
"""


def write_kml(path: Path, source: FeatureSource, metadata: ExportMetadata) -> None:
    """Placemarks with every attribute; KML knows degrees of WGS 84 alone. KML。"""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            HEAD.format(name=_text(metadata.title.zh), description=_text(metadata.as_text()))
        )
        for batch in source.batches():
            shapes = shapely.to_geojson(batch.shapes)
            for row, shape in zip(batch.attributes.to_pylist(), shapes, strict=True):
                file.writelines(_placemark(row, shape, source))
        file.write("</Document></kml>\n")


def _placemark(row: dict[str, Any], shape: str | None, source: FeatureSource) -> Iterator[str]:
    yield "<Placemark>"
    name = row.get(source.name_field) or row.get(FEATURE_ID)
    yield f"<name>{_text(as_words(name))}</name><styleUrl>#plain</styleUrl><ExtendedData>"
    labels = {one.name: one.label.zh for one in source.fields}
    for key, value in row.items():
        if value is not None:
            shown = _text(labels.get(key, key))
            yield f"<Data name={quoteattr(key)}><displayName>{shown}</displayName>"
            yield f"<value>{_text(as_words(value))}</value></Data>"
    yield "</ExtendedData>"
    if shape is not None:
        yield _geometry(json.loads(shape))
    yield "</Placemark>\n"


def _text(words: str) -> str:
    return escape(without_controls(words))


def _geometry(shape: dict[str, Any]) -> str:
    kind, parts = shape["type"], shape.get("coordinates", [])
    if kind == "Point":
        return f"<Point>{_coordinates([parts])}</Point>"
    if kind == "LineString":
        return f"<LineString>{_coordinates(parts)}</LineString>"
    if kind == "Polygon":
        return f"<Polygon>{_rings(parts)}</Polygon>"
    if kind == "GeometryCollection":
        inside = "".join(map(_geometry, shape["geometries"]))
    else:
        single = kind.removeprefix("Multi")
        inside = "".join(_geometry({"type": single, "coordinates": part}) for part in parts)
    return f"<MultiGeometry>{inside}</MultiGeometry>"


def _rings(rings: list[Any]) -> str:
    sides = ["outerBoundaryIs"] + ["innerBoundaryIs"] * (len(rings) - 1)
    return "".join(
        f"<{side}><LinearRing>{_coordinates(ring)}</LinearRing></{side}>"
        for side, ring in zip(sides, rings, strict=True)
    )


def _coordinates(points: Iterable[Any]) -> str:
    written = " ".join(f"{point[0]!r},{point[1]!r}" for point in points)
    return f"<coordinates>{written}</coordinates>"
