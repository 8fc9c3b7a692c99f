# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading features back from an edition's data file. 要素读取。

Attributes are read only for the features asked for: by their position in the file (from the
overlap index) or by a box, which the covering column answers without decoding geometries.
"""

from __future__ import annotations

import json
import math
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from shapely import Geometry

from kuangtu.layers.verifying import FileState

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
NOT_ATTRIBUTES = ("feature_id", "bbox", "geometry")


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """A feature of an edition: its id, attributes and geometry (EPSG:4490). 要素。"""

    feature_id: str
    attributes: Mapping[str, object]
    geometry: Geometry | None = None

    def as_geojson(self) -> dict[str, object]:
        """The feature as GeoJSON; coordinates are not rounded."""
        geometry = json.loads(shapely.to_geojson(self.geometry)) if self.geometry else None
        return {
            "type": "Feature",
            "id": self.feature_id,
            "geometry": geometry,
            "properties": dict(self.attributes),
        }


@dataclass(slots=True)
class DataFile:
    """An open data file; its footer is parsed once and threads take turns. 数据文件。"""

    file: pq.ParquetFile
    starts: Sequence[int]  # first row of each row group
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def attribute_names(self) -> list[str]:
        return [name for name in self.file.schema_arrow.names if name not in NOT_ATTRIBUTES]

    def read(self, group: int, columns: list[str]) -> pa.Table:
        with self.lock:
            return self.file.read_row_group(group, columns=columns, use_threads=False)


@lru_cache(maxsize=64)
def data_file(state: FileState) -> DataFile:
    """The open file of an edition; it stays open as long as its state was verified."""
    file = pq.ParquetFile(state.path, memory_map=True)
    sizes = [file.metadata.row_group(i).num_rows for i in range(file.metadata.num_row_groups)]
    return DataFile(file, np.concatenate([[0], np.cumsum(sizes)]).tolist())


def features_at(data: DataFile, positions: Sequence[int]) -> dict[int, Feature]:
    """Features without geometry by their position in the file. 按位置读取。"""
    found: dict[int, Feature] = {}
    wanted = np.unique(np.asarray(positions, np.int64))
    groups = np.searchsorted(np.asarray(data.starts), wanted, side="right") - 1
    for group in np.unique(groups):
        rows = wanted[groups == group]
        start = data.starts[int(group)]
        table = data.read(int(group), ["feature_id", *data.attribute_names])
        for row, feature in zip(rows, features_of(table.take(rows - start)), strict=True):
            found[int(row)] = feature
    return found


def feature_with_id(data: DataFile, feature_id: str) -> Feature | None:
    """One feature with its geometry, None if there is none of that id. 按标识读取。"""
    for group in range(len(data.starts) - 1):
        ids = data.read(group, ["feature_id"]).column("feature_id")
        row = pc.index(ids, feature_id).as_py()
        if row >= 0:
            columns = ["feature_id", *data.attribute_names, "geometry"]
            return next(features_of(data.read(group, columns).slice(row, 1)))
    return None


def features_in_box(data: DataFile, box: Box | None, *, limit: int) -> list[Feature]:
    """Features whose box meets a box, in the order of the file, at most `limit`. 按范围读取。"""
    found: list[Feature] = []
    columns = ["feature_id", *data.attribute_names, "geometry"]
    for group in _groups_meeting(data, box):
        rows = _rows_meeting(data, group, box)
        if len(rows):
            table = data.read(group, columns).take(rows[: limit - len(found)])
            found.extend(features_of(table))
        if len(found) >= limit:
            break
    return found


def _groups_meeting(data: DataFile, box: Box | None) -> Iterator[int]:
    """Row groups that the statistics of the covering column do not rule out."""
    for group in range(len(data.starts) - 1):
        if box is None or _may_meet(data.file.metadata.row_group(group), box):
            yield group


def _may_meet(group: Any, box: Box) -> bool:
    limits: dict[str, Any] = {}
    for i in range(group.num_columns):
        column = group.column(i)
        if column.path_in_schema.startswith("bbox.") and column.statistics is not None:
            limits[column.path_in_schema[5:]] = column.statistics
    if len(limits) < 4:
        return True
    west, south, east, north = box
    return bool(
        limits["xmin"].min <= east
        and limits["xmax"].max >= west
        and limits["ymin"].min <= north
        and limits["ymax"].max >= south
    )


def _rows_meeting(data: DataFile, group: int, box: Box | None) -> Any:
    if box is None:
        return np.arange(data.starts[group + 1] - data.starts[group])
    boxes = data.read(group, ["bbox"]).column("bbox").combine_chunks()
    west, south, east, north = box
    sides = {name: boxes.field(name).to_numpy() for name in ("xmin", "ymin", "xmax", "ymax")}
    meets = (
        (sides["xmin"] <= east)
        & (sides["xmax"] >= west)
        & (sides["ymin"] <= north)
        & (sides["ymax"] >= south)
    )
    return np.flatnonzero(meets)


def features_of(table: pa.Table) -> Iterator[Feature]:
    """The rows of a table as features; an attribute without a value is left out."""
    has_geometry = "geometry" in table.column_names
    for row in table.to_pylist():
        feature_id = str(row.pop("feature_id"))
        row.pop("bbox", None)
        wkb = row.pop("geometry", None) if has_geometry else None
        attributes = {name: _plain(value) for name, value in row.items() if value is not None}
        yield Feature(feature_id, attributes, shapely.from_wkb(wkb) if wkb is not None else None)


def _plain(value: object) -> object:
    """A value that JSON has; a number that is none (NaN) is said to be one in words."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
