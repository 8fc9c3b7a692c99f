# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The features of an export: chosen, projected, a few thousand at a time. 导出要素。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuangtu.core.text import Text
from kuangtu.geo.sizes import Shapes
from kuangtu.geo.transform import to_plane
from kuangtu.layers.exporting.formats import AS_STORED, TargetCrs
from kuangtu.layers.row_groups import Rows, attribute_names, groups

Box = tuple[float, float, float, float]  # west, south, east, north in degrees
FEATURE_ID = "feature_id"
BASIC = {0: "Point", 1: "LineString", 2: "Polygon"}
DIMENSIONS = {0: 0, 1: 1, 3: 2, 4: 0, 5: 1, 6: 2}  # of the kinds of shapely
MULTI = {4, 5, 6}


@dataclass(frozen=True, slots=True)
class ExportField:
    """A field as it is exported: our name, its words, a short name for a DBF. 导出字段。"""

    name: str
    label: Text
    short: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Some features: their attributes, and their shapes in degrees and in the target. 一批要素。

    `shapes` are None throughout for a table.
    """

    attributes: pa.Table
    geographic: Shapes
    shapes: Shapes

    def __len__(self) -> int:
        return int(self.attributes.num_rows)


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known before the first feature is written. 概况。"""

    count: int
    kinds: frozenset[int]  # as shapely numbers them
    wkb_bytes: int
    farthest_degrees: float = 0.0  # from the central meridian of the zone that is written

    @property
    def dimensions(self) -> frozenset[int]:
        return frozenset(DIMENSIONS.get(kind, -1) for kind in self.kinds)

    @property
    def geometry_type(self) -> str:
        """The one type of all shapes; multi where any is, "" for none, Unknown for a mixture."""
        if not self.kinds:
            return ""
        if len(self.dimensions) > 1 or -1 in self.dimensions:
            return "Unknown"
        several = "Multi" if self.kinds & MULTI else ""
        return several + BASIC[min(self.dimensions)]


@dataclass(frozen=True, eq=False)
class FeatureSource:
    """Features to be exported, with the fields and the box asked for. 导出来源。

    `fields` are in the order of the file that is written. A feature belongs to the box where
    its own box meets it.
    """

    rows: Rows
    fields: tuple[ExportField, ...]
    crs: TargetCrs = AS_STORED
    box: Box | None = None
    name_field: str = ""

    @property
    def has_geometry(self) -> bool:
        return "geometry" in self.rows.schema.names

    @property
    def schema(self) -> pa.Schema:
        """The columns of a batch, the feature's own number first."""
        known = self.rows.schema
        return pa.schema([known.field(name) for name in self.columns])

    @property
    def columns(self) -> list[str]:
        own = [FEATURE_ID] if FEATURE_ID in self.rows.schema.names else []
        return own + [one.name for one in self.fields]

    def batches(self) -> Iterator[Batch]:
        """Every feature once, in the order of the edition."""
        drawn = ["geometry"] if self.has_geometry else []
        for table in groups(self.rows, [*self.columns, *drawn]):
            shapes = _decoded(table)
            kept = self._in_box(shapes)
            if len(kept):
                chosen = table.select(self.columns).take(pa.array(kept)).combine_chunks()
                yield Batch(chosen, shapes[kept], projected(shapes[kept], self.crs))

    def _in_box(self, shapes: Shapes) -> NDArray[np.int64]:
        if self.box is None:
            return np.arange(len(shapes))
        west, south, east, north = self.box
        bounds = shapely.bounds(shapes)
        with np.errstate(invalid="ignore"):
            meets = (bounds[:, 0] <= east) & (bounds[:, 2] >= west)
            meets &= (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
        return np.flatnonzero(meets)

    @cached_property
    def survey(self) -> Survey:
        """One pass over the features, nothing kept of them."""
        count, size, kinds, farthest = 0, 0, set[int](), 0.0
        for batch in self.batches():
            farthest = max(farthest, self._from_meridian(batch.geographic))
            count += len(batch)
            known = batch.shapes[~shapely.is_missing(batch.shapes)]
            kinds |= {int(one) for one in np.unique(shapely.get_type_id(known))}
            # A point is two numbers; each shape has some words of its own around them.
            size += 16 * int(shapely.get_num_coordinates(known).sum()) + 60 * len(batch)
        return Survey(count, frozenset(kinds), size, farthest)

    def _from_meridian(self, shapes: Shapes) -> float:
        if self.crs.zone is None:
            return 0.0
        longitudes = shapely.bounds(shapes)[:, [0, 2]]
        away = np.abs(longitudes - self.crs.zone.central_meridian)
        return float(np.nanmax(away, initial=0.0))


def _decoded(table: pa.Table) -> Shapes:
    if "geometry" not in table.column_names:
        return np.full(table.num_rows, None, dtype=object)
    wkb = np.array(table.column("geometry").to_pylist(), dtype=object)
    return np.asarray(shapely.from_wkb(wkb), dtype=object)


def projected(shapes: Shapes, crs: TargetCrs) -> Shapes:
    """Shapes in the target system; degrees stay what they are."""
    zone = crs.zone
    if zone is None:
        return shapes
    points = shapely.get_coordinates(shapes)
    if not len(points):
        return shapes
    east, north = to_plane(points[:, 0], points[:, 1], zone)
    placed = np.column_stack([east, north])
    return np.asarray(shapely.set_coordinates(shapes.copy(), placed), dtype=object)


def as_multi(shapes: Shapes) -> Shapes:
    """Every shape as one of several parts, for files that may not mix the two."""
    makers = {
        0: (shapely.multipoints, 4),
        1: (shapely.multilinestrings, 5),
        3: (shapely.multipolygons, 6),
    }
    kinds, several = shapely.get_type_id(shapes), shapes.copy()
    for kind, (make, _) in makers.items():
        at = np.flatnonzero(kinds == kind)
        if len(at):
            several[at] = make(shapes[at], indices=np.arange(len(at)))
    return several


def all_fields(rows: Rows) -> tuple[ExportField, ...]:
    """Every attribute of a file under its own name, where no dictionary says more."""
    return tuple(ExportField(name, Text(name, name)) for name in attribute_names(rows))
