# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Overlap indexes of editions, kept in memory within a budget. 图层索引缓存。"""

from __future__ import annotations

import json
from collections import OrderedDict
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.geo.overlap import Engine, FeatureArrays, OverlapIndex
from kuangtu.geo.overlap.assembly import assembled
from kuangtu.geo.overlap.building import Decoded, decoded_paths
from kuangtu.geo.overlap.decoding import GEOARROW_KINDS, WkbColumn, decoded_wkb, geoarrow_paths
from kuangtu.geo.overlap.engine import available_cores
from kuangtu.geo.overlap.types import Floats

_ROWS_AT_ONCE: Final = 16_384  # per thread: what an edition's row groups have
_BYTES_PER_POINT: Final = 16
_CRS: Final = ("EPSG", 4490)


@dataclass(slots=True)
class IndexCache:
    """Indexes of the editions asked for last, within a budget of megabytes. 索引缓存。

    Threads that ask for the same edition wait for one build. The edition asked for last stays
    even when it alone exceeds the budget: to load it anew for every question would be worse.
    Whoever still holds an index that was let go can use it to the end.
    """

    budget_mb: int
    _kept: OrderedDict[str, Future[OverlapIndex]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def index_of(self, sha256: str, path: Path) -> OverlapIndex:
        """The index of an edition, known by the hash of its file, built when needed.

        Raises: `Invalid` when the file holds what cannot be measured; nothing is kept then.
        """
        with self._lock:
            known = self._kept.get(sha256)
            promised = known or Future()
            self._kept[sha256] = promised
            self._kept.move_to_end(sha256)
        if known is None:
            self._build(sha256, path, promised)
        return promised.result()

    @property
    def size_bytes(self) -> int:
        """Memory that the kept indexes hold."""
        with self._lock:
            return sum(_size(promised) for promised in self._kept.values())

    def forget(self, sha256: str) -> None:
        """Let an edition go, for instance a withdrawn one."""
        with self._lock:
            self._kept.pop(sha256, None)

    def _build(self, sha256: str, path: Path, promised: Future[OverlapIndex]) -> None:
        try:
            promised.set_result(load_index(path))
        except BaseException as error:  # noqa: BLE001 - it belongs to every thread that waits
            self.forget(sha256)
            promised.set_exception(error)
        else:
            self._let_go()

    def _let_go(self) -> None:
        """Drop the editions asked for longest ago until the rest fits."""
        with self._lock:
            total = sum(_size(promised) for promised in self._kept.values())
            for sha256 in list(self._kept)[:-1]:
                if total <= self.budget_mb * 1_000_000:
                    break
                if self._kept[sha256].done():
                    total -= _size(self._kept.pop(sha256))


def _size(promised: Future[OverlapIndex]) -> int:
    return promised.result().size_bytes if promised.done() and not promised.exception() else 0


@dataclass(frozen=True, slots=True)
class _Column:
    """The geometry column of an edition's file. 几何列。"""

    path: Path
    name: str
    encoding: str
    metadata: pq.FileMetaData


def load_index(path: Path, *, engine: Engine = Engine.AUTO) -> OverlapIndex:
    """Read and index an edition's GeoParquet file. Raises: `Invalid`. CRS: EPSG:4490."""
    return OverlapIndex.build(load_features(path, engine=engine), engine=engine)


def load_features(path: Path, *, engine: Engine = Engine.AUTO) -> FeatureArrays:
    """The geometries of an edition's GeoParquet file: WKB or GeoArrow, in file order.

    Raises: `Invalid` with the row (from 1) of every geometry that cannot be measured.
    """
    column = _geometry_column(path)
    rows = column.metadata.num_rows
    use = engine.settled_for(rows)
    parts = [partial(_read, column, groups, use) for groups in _row_groups(column.metadata)]
    points = _unpacked_bytes(column) // _BYTES_PER_POINT
    try:
        return assembled(parts, points=points, threads=available_cores(), engine=use)
    except Invalid as error:
        raise Invalid(
            replace(problem, place=replace(problem.place, file=path.name))
            for problem in error.problems
        ) from error


def _read(column: _Column, groups: list[int], engine: Engine, room: Floats) -> Decoded:
    # A reader is not shared by threads, but what it knows of the file can be.
    with pq.ParquetFile(column.path, memory_map=True, metadata=column.metadata) as part:
        read = part.read_row_groups(groups, columns=[column.name], use_threads=False)
    return _decoded(read.column(0).combine_chunks(), column.encoding, engine, room)


def _geometry_column(path: Path) -> _Column:
    """The geometry column, once its reference system is EPSG:4490."""
    with pq.ParquetFile(path, memory_map=True) as file:
        geo = json.loads((file.schema_arrow.metadata or {}).get(b"geo", b"{}"))
        metadata = file.metadata
    name = geo.get("primary_column", "geometry")
    described: dict[str, Any] = geo.get("columns", {}).get(name, {})
    known = (described.get("crs") or {}).get("id", {})
    if (known.get("authority"), known.get("code")) != _CRS:
        raise invalid(
            "edition-crs",
            "图层文件的坐标系不是 EPSG:4490；请用“导入图层”重新生成该版本",
            "The edition's file is not in EPSG:4490; make the edition anew by importing the layer",
            Place(file=path.name, field=name),
        )
    return _Column(path, name, str(described.get("encoding", "WKB")), metadata)


def _unpacked_bytes(column: _Column) -> int:
    """Bytes of the geometry column when unpacked: more than its coordinates take."""
    total = 0
    for number in range(column.metadata.num_row_groups):
        group = column.metadata.row_group(number)
        for position in range(group.num_columns):
            chunk = group.column(position)
            if chunk.path_in_schema.split(".")[0] == column.name:
                total += chunk.total_uncompressed_size
    return total


def _row_groups(metadata: pq.FileMetaData) -> list[list[int]]:
    """Row groups in runs that are worth a thread's while."""
    runs: list[list[int]] = []
    rows = _ROWS_AT_ONCE
    for number in range(metadata.num_row_groups):
        if rows >= _ROWS_AT_ONCE:
            runs.append([])
            rows = 0
        runs[-1].append(number)
        rows += metadata.row_group(number).num_rows
    return runs


def _decoded(values: pa.Array, encoding: str, engine: Engine, room: Floats) -> Decoded:
    if encoding in GEOARROW_KINDS:
        return _decoded_geoarrow(values, encoding)
    wide = values.cast(pa.large_binary())
    _, offsets, data = wide.buffers()
    begin, count = wide.offset, len(wide)
    column = WkbColumn(
        np.frombuffer(data or b"", np.uint8),
        np.frombuffer(offsets, np.int64, count=begin + count + 1)[begin:],
    )
    return decoded_wkb(column, engine=engine, room=room)


def _decoded_geoarrow(values: pa.Array, encoding: str) -> Decoded:
    offsets = []
    while pa.types.is_list(values.type) or pa.types.is_large_list(values.type):
        starts = values.offsets.to_numpy()
        offsets.append((starts - starts[0]).astype(np.int64))
        values = values.flatten()
    if pa.types.is_struct(values.type):
        axes = [values.field(axis).to_numpy(zero_copy_only=False) for axis in ("x", "y")]
        coordinates = np.column_stack(axes)
    else:
        width = values.type.list_size
        coordinates = values.flatten().to_numpy(zero_copy_only=False).reshape(-1, width)[:, :2]
    coordinates = np.array(coordinates, dtype=np.float64)
    return decoded_paths(geoarrow_paths(encoding, coordinates, offsets[::-1]))
