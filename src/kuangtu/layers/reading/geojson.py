# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a GeoJSON file. 读取 GeoJSON。"""

from __future__ import annotations

import json
from typing import Any

from kuangtu.core.errors import Place, invalid
from kuangtu.geo.crs import WGS84_EPSG
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoding import text_of
from kuangtu.layers.reading.features import Declaration, ReadFeatures
from kuangtu.layers.reading.gdal import Opened, guessed, read
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.source import Source


def read_geojson(source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
    """A GeoJSON file; without a `crs` member it is WGS 84 by RFC 7946. 读取 GeoJSON。

    Raises: Invalid `layer.json-invalid`, `layer.json-kind`, and those of `_read`.
    """
    text, encoding = text_of(source.main.read_bytes(), file=source.name)
    document = _document(text, source.name)
    written = None
    findings: tuple[Finding, ...] = ()
    if "crs" not in document:
        # A program that leaves the member out and means CGCS2000 is common: a declaration wins.
        written = "" if said.crs and said.crs.epsg else f"EPSG:{WGS84_EPSG}"
    if encoding.name != "utf-8":
        source.main.write_text(text, "utf-8")  # GDAL reads UTF-8 without a mark
        findings = (guessed(encoding),) if encoding.is_guess else ()
    says = "crs" if "crs" in document else "RFC 7946（GeoJSON）"
    opened = Opened(source, source.main, None, encoding, written, says, findings)
    return read(opened, said, limits)


def _document(text: str, file: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        column = getattr(error, "colno", None)
        raise invalid(
            "layer.json-invalid",
            "不是合法的 JSON；请重新导出",
            "this is no valid JSON; export it again",
            Place(file, line, column),
        ) from error
    kind = document.get("type") if isinstance(document, dict) else None
    if kind not in ("FeatureCollection", "Feature"):
        raise invalid(
            "layer.json-kind",
            "JSON 的 type 是“{kind}”，应为 FeatureCollection",
            "the JSON is of type “{kind}”, not a FeatureCollection",
            Place(file),
            kind=kind,
        )
    return dict(document)
