# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading an edition page by page, in time that does not grow with the layer. 分页读取。

The boxes of all rows, the order of their ids and the row groups read last stay in memory within
one budget, known by the hash of the edition's file. An edition never changes, so nothing that is
kept ever has to be thrown away for being old.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from kuangtu.geo.overlap.arrays import Geometries
from kuangtu.layers.bounded import BoundedCache
from kuangtu.layers.box_index import BoxIndex, Rows, box_index
from kuangtu.layers.features import SIDES, Box, DataFile

Flags = NDArray[np.bool_]
AT_ONCE = 16_384  # geometries that are decoded together


@dataclass(frozen=True, slots=True, eq=False)
class FeaturePages:
    """An edition's file, opened for paging. 分页读取的版本。"""

    sha256: str
    data: DataFile
    cache: BoundedCache

    @property
    def row_count(self) -> int:
        """How many features there are."""
        return int(self.data.starts[-1])

    @property
    def attribute_names(self) -> list[str]:
        """The attributes, in the order of the file."""
        return self.data.attribute_names

    def attribute_type(self, name: str) -> pa.DataType:
        """How an attribute is stored."""
        return self.data.schema.field(name).type

    @property
    def has_geometry(self) -> bool:
        """Whether the features lie somewhere; those of a table do not."""
        return self.data.has_geometry

    def all_rows(self) -> Rows:
        """Every row, in the order of the file."""
        return np.arange(self.row_count)

    def boxes(self) -> BoxIndex:
        """The boxes of all rows."""
        return self.cache.kept((self.sha256, "boxes"), self._boxes, size=_size_of_boxes)

    def _boxes(self) -> BoxIndex:
        groups = range(len(self.data.starts) - 1)
        column = self.data.read_groups(groups, ["bbox"]).column("bbox").combine_chunks()
        boxes = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
        return box_index([boxes.field(side).to_numpy(zero_copy_only=False) for side in SIDES])

    def rows_meeting(self, area: Geometry) -> Rows:
        """Rows whose geometry meets an area or touches it, in the order of the file. 范围内行。

        CRS: EPSG:4490, longitude first. Of a rectangle, only what crosses its border is decoded.
        """
        rows = self.rows_near(area)
        is_met = np.zeros(len(rows), np.bool_)
        if len(rows) and area.equals(shapely.box(*area.bounds)):
            is_met = self.boxes().is_inside(rows, tuple(area.bounds))
        open_ = np.flatnonzero(~is_met)
        shapely.prepare(area)
        is_met[open_] = self.tested(rows[open_], lambda found: shapely.intersects(area, found))
        return rows[is_met]

    def rows_near(self, area: Geometry) -> Rows:
        """Rows whose box meets the box of an area; the rows of a table lie nowhere."""
        if area.is_empty or not self.has_geometry:
            return np.empty(0, np.int64)
        box: Box = tuple(area.bounds)
        return self.boxes().rows_meeting(box)

    def tested(
        self, rows: Rows, test: Callable[[Geometries], NDArray[np.bool_]]
    ) -> NDArray[np.bool_]:
        """What a test says of the geometries of some rows, a part of them at a time."""
        parts = [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
        said = [np.asarray(test(self.geometries(part)), np.bool_) for part in parts]
        return np.concatenate(said) if said else np.empty(0, np.bool_)

    def row_of(self, feature_id: str) -> int | None:
        """The row of a feature, None if there is none of that id. 按标识取行。"""
        ids, order = self.cache.kept((self.sha256, "ids"), self._ids, size=_size_of_ids)
        at = bisect_left(range(len(order)), feature_id, key=lambda one: ids[order[one]].as_py())
        if at < len(order) and ids[order[at]].as_py() == feature_id:
            return int(order[at])
        return None

    def _ids(self) -> tuple[pa.ChunkedArray, Rows]:
        ids = self.column("feature_id")
        return ids, pc.sort_indices(ids).to_numpy().astype(np.int64)

    def column(self, name: str) -> pa.ChunkedArray:
        """One attribute of every row, in the order of the file."""
        groups = range(len(self.data.starts) - 1)
        return self.cache.kept(
            (self.sha256, "column", name),
            lambda: self.data.read_groups(groups, [name]).column(name),
            size=lambda column: int(column.nbytes),
        )

    def geometries(self, rows: Rows) -> Geometries:
        """The geometries of some rows, decoded, in their order."""
        written = self.table(rows, columns=["geometry"]).column("geometry")
        found: Geometries = shapely.from_wkb(written.to_numpy())
        return found

    def table(self, rows: Rows, *, columns: Sequence[str] | None = None) -> pa.Table:
        """Some rows in the order in which they are given: ids, attributes and geometries.

        `columns` names those of them that are wanted.
        """
        if len(rows) == 0:
            return _chosen(self._group(0), columns).slice(0, 0)
        is_ordered = bool(np.all(rows[1:] > rows[:-1]))
        order = None if is_ordered else np.argsort(rows, kind="stable")
        table = self._in_file_order(rows if order is None else rows[order], columns)
        return table if order is None else table.take(np.argsort(order))

    def _in_file_order(self, rows: Rows, columns: Sequence[str] | None) -> pa.Table:
        starts = np.asarray(self.data.starts)
        groups = np.searchsorted(starts, rows, side="right") - 1
        found, borders = np.unique(groups, return_index=True)
        parts = []
        for group, mine in zip(found.tolist(), np.split(rows, borders[1:]), strict=True):
            parts.append(_rows_of(_chosen(self._group(group), columns), mine - starts[group]))
        return pa.concat_tables(parts)

    def _group(self, group: int) -> pa.Table:
        return self.cache.kept(
            (self.sha256, "group", group),
            lambda: self.data.read(group, self.data.feature_columns).combine_chunks(),
            size=lambda table: int(table.nbytes),
        )

    def selection(self, key: str, select: Callable[[], Rows]) -> Rows:
        """The rows of a question, kept for its next page."""
        return self.cache.kept(
            (self.sha256, "selection", key), select, size=lambda rows: int(rows.nbytes)
        )


def _chosen(table: pa.Table, columns: Sequence[str] | None) -> pa.Table:
    return table if columns is None else table.select(list(columns))


def _rows_of(table: pa.Table, rows: Rows) -> pa.Table:
    """Some rows of a group; neighbours are not copied."""
    if rows[-1] - rows[0] + 1 == len(rows):
        return table.slice(int(rows[0]), len(rows))
    return table.take(rows)


def _size_of_boxes(boxes: BoxIndex) -> int:
    return boxes.size_bytes


def _size_of_ids(found: tuple[pa.ChunkedArray, Rows]) -> int:
    return int(found[1].nbytes)  # the ids themselves are kept, and counted, as a column


def sorted_rows(pages: FeaturePages, rows: Rows, keys: Sequence[tuple[str, str]]) -> Rows:
    """Rows by several attributes, each "ascending" or "descending"; without a value last. 排序。

    Equal ones keep the order of the file, so that pages of one question fit together.
    """
    wanted = pa.array(rows)
    columns = {f"k{at}": pages.column(name).take(wanted) for at, (name, _) in enumerate(keys)}
    columns["row"] = pa.chunked_array([wanted])
    by = [(f"k{at}", way, "at_end") for at, (_, way) in enumerate(keys)]
    order = pc.sort_indices(pa.table(columns), sort_keys=[*by, ("row", "ascending")])
    ordered: Rows = rows[order.to_numpy()]
    return ordered
