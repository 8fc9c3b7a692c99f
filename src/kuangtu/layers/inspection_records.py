# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A look at a file as JSON, until somebody has confirmed it; and back. 查看结果存取（纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kuangtu.core.text import Text
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.layers.choices import FieldType
from kuangtu.layers.inspecting import (
    ColumnInspection,
    CrsCandidate,
    DatasetInspection,
    Inspection,
)
from kuangtu.layers.reading.encoding import Encoding

Record = dict[str, Any]


def inspection_record(inspection: Inspection) -> Record:
    """The inspection as a job keeps it."""
    return {
        "file": inspection.file,
        "format": inspection.format,
        "sha256": inspection.sha256,
        "size_bytes": inspection.size_bytes,
        "datasets": [_dataset_record(one) for one in inspection.datasets],
    }


def inspection_from(record: Mapping[str, Any]) -> Inspection:
    """The inspection that a job has kept."""
    return Inspection(
        record["file"],
        record["format"],
        record["sha256"],
        record["size_bytes"],
        tuple(_dataset_from(one) for one in record["datasets"]),
    )


def _dataset_record(one: DatasetInspection) -> Record:
    return {
        "dataset": one.dataset,
        "table": one.table,
        "label": one.label,
        "format": one.format,
        "feature_count": one.feature_count,
        "geometry_kinds": dict(one.geometry_kinds or {}),
        "crs": _crs_record(one.crs),
        "crs_problem": _said(one.crs_problem),
        "crs_candidates": [_candidate_record(candidate) for candidate in one.crs_candidates],
        "encoding": _encoding_record(one.encoding),
        "columns": [_column_record(column) for column in one.columns],
        "bbox": list(one.bbox) if one.bbox else None,
        "problem": _said(one.problem),
    }


def _dataset_from(record: Record) -> DatasetInspection:
    return DatasetInspection(
        dataset=record["dataset"],
        table=record["table"],
        label=record["label"],
        format=record["format"],
        feature_count=record["feature_count"],
        geometry_kinds=record["geometry_kinds"],
        crs=_crs_from(record["crs"]),
        crs_problem=_text(record["crs_problem"]),
        crs_candidates=tuple(_candidate_from(one) for one in record["crs_candidates"]),
        encoding=_encoding_from(record["encoding"]),
        columns=tuple(_column_from(one) for one in record["columns"]),
        bbox=_box(record["bbox"]),
        problem=_text(record["problem"]),
    )


def _crs_record(crs: RecognizedCrs | None) -> Record | None:
    if crs is None:
        return None
    return {
        "epsg": crs.epsg,
        "name": crs.name,
        "how": crs.how.as_json(),
        "accuracy_m": crs.accuracy_m,
        "standard_name": crs.has_standard_name,
    }


def _crs_from(record: Record | None) -> RecognizedCrs | None:
    """Parameters of an old datum are no part of it: they stand in what is stated."""
    if record is None:
        return None
    return RecognizedCrs(
        record["epsg"],
        record["name"],
        Text(**record["how"]),
        record["accuracy_m"],
        has_standard_name=record["standard_name"],
    )


def _candidate_record(one: CrsCandidate) -> Record:
    return {
        "epsg": one.epsg,
        "name": one.name,
        "how": one.how.as_json(),
        "lands_in_county": one.lands_in_county,
        "bbox": list(one.bbox) if one.bbox else None,
    }


def _candidate_from(record: Record) -> CrsCandidate:
    return CrsCandidate(
        record["epsg"],
        record["name"],
        Text(**record["how"]),
        record["lands_in_county"],
        _box(record["bbox"]),
    )


def _encoding_record(one: Encoding | None) -> Record | None:
    if one is None:
        return None
    return {
        "name": one.name,
        "how": one.how.as_json(),
        "is_guess": one.is_guess,
        "sample": one.sample,
    }


def _encoding_from(record: Record | None) -> Encoding | None:
    if record is None:
        return None
    how = Text(**record["how"])
    return Encoding(record["name"], how, record["is_guess"], record["sample"])


def _column_record(one: ColumnInspection) -> Record:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "samples": list(one.samples),
        "blank_count": one.blank_count,
        "values": [list(pair) for pair in one.values],
    }


def _column_from(record: Record) -> ColumnInspection:
    return ColumnInspection(
        record["name"],
        FieldType(record["kind"]),
        tuple(record["samples"]),
        record["blank_count"],
        tuple((word, count) for word, count in record["values"]),
    )


def _box(bounds: list[float] | None) -> tuple[float, float, float, float] | None:
    if bounds is None:
        return None
    west, south, east, north = bounds
    return west, south, east, north


def _said(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text.as_json()


def _text(record: dict[str, str] | None) -> Text | None:
    return None if record is None else Text(**record)
