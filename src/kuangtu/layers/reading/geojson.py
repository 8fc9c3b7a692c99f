# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a GeoJSON file. 读取 GeoJSON。"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from kuangtu.core.errors import Place, invalid
from kuangtu.geo.crs import WGS84_EPSG
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.decoding import Flags
from kuangtu.layers.reading.encoding import text_of
from kuangtu.layers.reading.features import Declaration
from kuangtu.layers.reading.gdal import Opened, guessed
from kuangtu.layers.reading.source import Source

MOST_NAMED = 10  # features that a message names
PRODUCT = "矿图 Kuangtu"  # as an export says what wrote it


@dataclass(frozen=True, slots=True)
class Document:
    """What is needed of a document before GDAL reads it again. GeoJSON 文档。"""

    crs: str | None  # None: no such member
    drawn: Flags  # of each feature, whether it has a geometry
    is_ours: bool = False  # exported from here: the id of a feature is its running number


def open_geojson(source: Source, said: Declaration) -> Opened:
    """A GeoJSON file; without a `crs` member it is WGS 84 by RFC 7946. 读取 GeoJSON。

    Raises: Invalid `layer.json-invalid`, `layer.json-kind`, `layer.features-lost`,
    `layer.json-crs`.
    """
    written_text, encoding = text_of(source.main.read_bytes(), file=source.name)
    text = _as_collection(written_text)
    document = _document(text, source.name)
    findings: tuple[Finding, ...] = ()
    if encoding.name != "utf-8" or text is not written_text:
        source.main.write_text(text, "utf-8")  # GDAL reads UTF-8 without a mark
        findings = (guessed(encoding),) if encoding.is_guess else ()
    written, says = document.crs, "crs"
    if written is None:
        # A program that leaves the member out and means CGCS2000 is common: a declaration wins.
        written = "" if said.crs and said.crs.epsg else f"EPSG:{WGS84_EPSG}"
        says = "RFC 7946（GeoJSON）"
    return Opened(
        source, source.main, None, encoding, written, says, findings,
        feature_count=len(document.drawn), drawn=document.drawn,
        renamed={"id": "feature_id"} if document.is_ours else {},
    )  # fmt: skip


# A feature on each line (GeoJSONSeq), perhaps behind a record separator.
_SEVERAL_LINES = re.compile(r"\s*\x1e?\{[^\n]*+(?<=[}\r ])\n\s*\x1e?\{")


def _as_collection(text: str) -> str:
    """A text of a feature per line as one collection; a line that is no feature stays wrong.

    >>> _as_collection('{"a": 1}\\n{"b": 2}\\n')
    '{"type": "FeatureCollection", "features": [{"a": 1},\\n{"b": 2}]}'
    >>> _as_collection('{"a": [\\n{}]}')
    '{"a": [\\n{}]}'
    """
    if not _SEVERAL_LINES.match(text):
        return text
    lines = [line.strip(" \t\r\x1e") for line in text.split("\n")]
    listed = ",\n".join(line for line in lines if line)
    return f'{{"type": "FeatureCollection", "features": [{listed}]}}'


def _document(text: str, file: str) -> Document:
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
    features = document.get("features") if kind == "FeatureCollection" else [document]
    if kind not in ("FeatureCollection", "Feature") or not isinstance(features, list):
        raise invalid(
            "layer.json-kind",
            "JSON 的 type 是“{kind}”，应为带 features 列表的 FeatureCollection",
            "the JSON is of type “{kind}”, not a FeatureCollection with a list of features",
            Place(file),
            kind=kind,
        )
    _require_features(features, file)
    crs = _crs_of(document["crs"], file) if "crs" in document else None
    drawn = [isinstance(one, dict) and one.get("geometry") is not None for one in features]
    return Document(crs, np.array(drawn, bool), _is_our_export(document, features))


def _require_features(features: list[Any], file: str) -> None:
    """GDAL passes over a member that does not say that it is a feature."""
    unlike = [
        number
        for number, one in enumerate(features, 1)
        if not (isinstance(one, dict) and one.get("type") == "Feature")
    ]
    if unlike:
        numbers = "、".join(map(str, unlike[:MOST_NAMED])) + ("…" * (len(unlike) > MOST_NAMED))
        raise invalid(
            "layer.features-lost",
            '第 {numbers} 个要素没有写明 "type": "Feature"，读不出来；请改正后重新提供',
            'the features {numbers} do not say "type": "Feature" and cannot be read; mend them',
            Place(file),
            numbers=numbers,
        )


def _is_our_export(document: dict[str, Any], features: list[Any]) -> bool:
    """Whether an export of ours has numbered the features and no attribute is called id."""
    metadata = document.get("metadata")
    product = metadata.get("product") if isinstance(metadata, dict) else None
    return str(product).startswith(PRODUCT) and not any(
        isinstance(one, dict) and "id" in (one.get("properties") or ()) for one in features
    )


def _crs_of(member: Any, file: str) -> str:
    """EPSG:n of a named system. A link is refused here: GDAL would follow it.

    >>> _crs_of({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}, "")
    'EPSG:4490'
    >>> _crs_of(None, "")
    ''
    """
    if member is None:
        return ""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if isinstance(member, dict) and member.get("type") == "name":
        if match := re.search(r"EPSG:[\d.]*:?(\d+)$", name):
            return f"EPSG:{match[1]}"
        if name.endswith("CRS84"):
            return f"EPSG:{WGS84_EPSG}"
    raise invalid(
        "layer.json-crs",
        "crs 成员“{name}”不能识别；应写作 urn:ogc:def:crs:EPSG::4490 的形式",
        "the crs member “{name}” cannot be read; it should look like urn:ogc:def:crs:EPSG::4490",
        Place(file, field="crs"),
        name=name[:60] or str(member)[:60],
    )
