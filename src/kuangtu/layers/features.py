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
from numpy.typing import NDArray
from shapely import Geometry

from kuangtu.layers.verifying import FileState

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
SIDES = ("xmin", "ymin", "xmax", "ymax")
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
    schema: pa.Schema = field(init=False)  # the file would make it anew each time

    def __post_init__(self) -> None:
        self.schema = self.file.schema_arrow

    @property
    def has_geometry(self) -> bool:
        """Whether the features lie somewhere; those of a table do not."""
        return "geometry" in self.schema.names

    @property
    def feature_columns(self) -> list[str]:
        """What a whole feature is read from."""
        drawn = ["geometry"] if self.has_geometry else []
        return ["feature_id", *self.attribute_names, *drawn]

    @property
    def attribute_names(self) -> list[str]:
        return [name for name in self.schema.names if name not in NOT_ATTRIBUTES]

    def read(self, group: int, columns: list[str]) -> pa.Table:
        return self.read_groups([group], columns)

    def read_groups(self, groups: Sequence[int], columns: list[str]) -> pa.Table:
        with self.lock:
            return self.file.read_row_groups(list(groups), columns=columns, use_threads=False)


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
            return next(features_of(data.read(group, data.feature_columns).slice(row, 1)))
    return None


def features_in_box(data: DataFile, box: Box | None, *, limit: int) -> list[Feature]:
    """Features whose box meets a box, in the order of the file, at most `limit`. 按范围读取。

    Those of a table lie in no box: they are found without one only.
    """
    found: list[Feature] = []
    columns = data.feature_columns
    for group in _groups_meeting(data, box):
        rows = _rows_meeting(data, group, box)
        if len(rows):
            table = data.read(group, columns).take(rows[: limit - len(found)])
            found.extend(features_of(table))
        if len(found) >= limit:
            break
    return found


def rows_in_box(data: DataFile, box: Box | None) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Rows whose box meets a box, and those boxes (n, 4) in degrees, no geometry. 范围内行。

    The rows of a table have no box and are in none.
    """
    groups = list(_groups_meeting(data, box)) if data.has_geometry else []
    if not groups:
        return np.empty(0, np.int64), np.empty((0, 4))
    sides = _sides(data, groups)
    meeting = _meeting(sides, box)
    rows = np.concatenate([np.arange(data.starts[one], data.starts[one + 1]) for one in groups])
    return rows[meeting], np.stack([sides[name][meeting] for name in SIDES], axis=1)


def features_in_rows(data: DataFile, rows: NDArray[np.int64]) -> Iterator[Feature]:
    """Features with geometry by their rows, which must be in order. 按行读取。"""
    columns = data.feature_columns
    groups = np.searchsorted(np.asarray(data.starts), rows, side="right") - 1
    for group in np.unique(groups):
        wanted = rows[groups == group] - data.starts[int(group)]
        yield from features_of(data.read(int(group), columns).take(wanted))


def _groups_meeting(data: DataFile, box: Box | None) -> Iterator[int]:
    """Row groups that the statistics of the covering column do not rule out."""
    if box is not None and not data.has_geometry:
        return
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


def _rows_meeting(data: DataFile, group: int, box: Box | None) -> NDArray[np.int64]:
    if box is None:
        return np.arange(data.starts[group + 1] - data.starts[group])
    return _meeting(_sides(data, [group]), box)


def _sides(data: DataFile, groups: Sequence[int]) -> dict[str, NDArray[np.float64]]:
    """The covering column of some row groups, one below the other."""
    boxes = data.read_groups(groups, ["bbox"]).column("bbox").combine_chunks()
    return {name: boxes.field(name).to_numpy() for name in SIDES}


def _meeting(sides: Mapping[str, NDArray[np.float64]], box: Box | None) -> NDArray[np.int64]:
    if box is None:
        return np.arange(len(sides["xmin"]))
    west, south, east, north = box
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
