# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the tiles of an edition are made from: its features, and overviews of them. 瓦片原料。

The tiler takes no EPSG:4490. Longitude and latitude of CGCS2000 are handed to it as they are:
they and those of WGS 84 lie within centimetres, a unit of the finest tile is half a metre.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from kuangtu.layers.features import DataFile, Feature, features_in_rows, rows_in_box
from kuangtu.layers.tiling.zooms import Zooms, cell_numbers, in_degrees, on_square, zooms_for

CELLS_A_TILE = 6  # as a power of two: 64 a side, eight pixels each
LARGE_CELLS = 2  # a feature as long as so many cells has a shape that can be seen
MOST_LARGE = 1_000
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and the zooms to be made from it. 原料。"""

    path: Path
    min_zoom: int
    max_zoom: int


def write_sources(data: DataFile, columns: Sequence[str], work: Path) -> tuple[Zooms, list[Source]]:
    """The features for the zooms that can show them, an overview for each wider one. 写原料。"""
    _, boxes = rows_in_box(data, None)
    corners = on_square(boxes[:, [0, 2]], boxes[:, [1, 3]])
    middles = corners.mean(axis=1)
    zooms = zooms_for(middles)
    sizes = np.abs(corners[:, 1] - corners[:, 0]).max(axis=1)
    wide = [
        _write_overview(data, columns, middles=middles, sizes=sizes, zoom=zoom, work=work)
        for zoom in range(zooms.features)
    ]
    path = work / "features.parquet"
    write_features(data, columns, path)
    return zooms, [*wide, Source(path, zooms.features, zooms.last)]


def write_features(data: DataFile, columns: Sequence[str], path: Path) -> None:
    """The columns that tiles need, one row group after the other to keep memory bounded."""
    names = ["feature_id", *columns, "geometry"]
    schema = data.schema
    kept = _with_geo(pa.schema([schema.field(name) for name in names]))
    with pq.ParquetWriter(path, kept, compression="none") as writer:
        for group in range(len(data.starts) - 1):
            writer.write_table(data.read(group, names).select(names).cast(kept))


def _with_geo(schema: pa.Schema) -> pa.Schema:
    return schema.with_metadata({"geo": json.dumps(GEO)})


def _write_overview(
    data: DataFile,
    columns: Sequence[str],
    *,
    middles: NDArray[np.float64],
    sizes: NDArray[np.float64],
    zoom: int,
    work: Path,
) -> Source:
    """Large features as they are, the others counted in cells: together they are all of them."""
    order = zoom + CELLS_A_TILE
    rows = np.flatnonzero(sizes > LARGE_CELLS / (1 << order))
    if len(rows) > MOST_LARGE:
        rows = np.sort(rows[np.argpartition(sizes[rows], -MOST_LARGE)[-MOST_LARGE:]])
    is_small = np.ones(len(sizes), bool)
    is_small[rows] = False
    numbers, counts = np.unique(cell_numbers(middles[is_small], order), return_counts=True)
    drawn = list(features_in_rows(data, rows))
    cells = _squares(numbers, order)
    geometries = np.concatenate([np.array([one.geometry for one in drawn], object), cells])
    nothing = [None] * len(cells)
    table = pa.table(
        {
            "feature_id": pa.array([one.feature_id for one in drawn] + nothing, pa.string()),
            **{name: _words(drawn, name, nothing) for name in columns},
            "is_overview": pa.array([None] * len(drawn) + [True] * len(cells), pa.bool_()),
            "feature_count": pa.array([None] * len(drawn) + counts.tolist(), pa.int64()),
            "geometry": pa.array(shapely.to_wkb(geometries), pa.binary()),
        }
    )
    path = work / f"overview-{zoom}.parquet"
    pq.write_table(table.cast(_with_geo(table.schema)), path, compression="none")
    return Source(path, zoom, zoom)


def _words(drawn: Sequence[Feature], name: str, nothing: list[None]) -> pa.Array:
    values = [one.attributes.get(name) for one in drawn]
    written = [None if value is None else str(value) for value in values]
    return pa.array(written + nothing, pa.string())


def _squares(numbers: NDArray[np.int64], order: int) -> NDArray[np.object_]:
    """Cells of the square map as polygons of degrees."""
    side = 1 << order
    low = np.stack([numbers % side, numbers // side], axis=-1) / side
    north_west, south_east = in_degrees(low), in_degrees(low + 1 / side)
    squares: NDArray[np.object_] = shapely.box(
        north_west[:, 0], south_east[:, 1], south_east[:, 0], north_west[:, 1]
    )
    return squares
