# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a look at the head of a table shows, before anything is imported. 预览。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from kuangtu.core.text import Text
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.geo.transform import Floats
from kuangtu.layers.choices import FieldType
from kuangtu.layers.reading.encoding import Encoding
from kuangtu.layers.reading.features import Geometries

MOST_LOOKED_AT = 1_000  # rows; a look must not take as long as an import
MOST_SAMPLES = 5
MOST_VALUES = 40  # a column with more of them is no list of kinds
LONGEST_SAMPLE = 60
Box = tuple[float, float, float, float]  # west, south, east, north


@dataclass(frozen=True, slots=True)
class ColumnInspection:
    """A column of a source: its name, what it holds, and a few of its values. 源字段。

    `blank_count` is that of the rows looked at, as are `values`: every different value with how
    often it stands there, none where there are too many to be kinds of something.
    """

    name: str
    kind: FieldType
    samples: tuple[str, ...] = ()
    blank_count: int = 0
    values: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """The head of a table. 表头与样例。

    `points` are some of its coordinates as written, easting or longitude first; `bounds` those of
    all of them, None where the file does not tell; `box` is in degrees of EPSG:4490, for formats in
    which each feature says its own system. `crs` is None where the file says nothing that
    can be used; `crs_problem` says why. `is_old` where its ellipsoid is of no datum of today.
    """

    feature_count: int
    geometry_kinds: Mapping[str, int]
    columns: tuple[ColumnInspection, ...]
    points: Floats = field(default_factory=lambda: np.empty((0, 2)))
    bounds: Box | None = None
    box: Box | None = None
    crs: RecognizedCrs | None = None
    crs_problem: Text | None = None
    is_old: bool = False
    encoding: Encoding | None = None
    problem: Text | None = None


def columns_of(table: pa.Table) -> tuple[ColumnInspection, ...]:
    """The columns of the rows looked at."""
    return tuple(
        _column(name, table.column(name).type, table.column(name).to_pylist())
        for name in table.column_names
    )


def _column(name: str, kind: pa.DataType, values: Iterable[Any]) -> ColumnInspection:
    listed = list(values)
    words = ["" if value is None else str(value).strip() for value in listed]
    samples = tuple(dict.fromkeys(word[:LONGEST_SAMPLE] for word in words if word))[:MOST_SAMPLES]
    blank_count = sum(not word for word in words)
    counted = Counter(word for word in words if word).most_common(MOST_VALUES + 1)
    is_list = len(counted) <= MOST_VALUES and all(
        len(word) <= LONGEST_SAMPLE for word, _ in counted
    )
    values = tuple(counted) if is_list else ()
    return ColumnInspection(name, _kind_of(kind), samples, blank_count, values)


def _kind_of(kind: pa.DataType) -> FieldType:
    if pa.types.is_boolean(kind):
        return FieldType.YES_NO
    if pa.types.is_integer(kind):
        return FieldType.INTEGER
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return FieldType.NUMBER
    if pa.types.is_temporal(kind):
        return FieldType.DATE
    return FieldType.TEXT


def kinds_of(geometries: Geometries) -> dict[str, int]:
    """How many there are of each kind; "None" counts features without geometry."""
    names = ("None" if one is None else one.geom_type for one in geometries)
    return dict(Counter(names).most_common())


def points_of(geometries: Geometries) -> Floats:
    """At most a thousand coordinates, spread over all features."""
    coordinates = shapely.get_coordinates(geometries)
    coordinates = coordinates[np.isfinite(coordinates).all(axis=1)]
    return np.asarray(coordinates[:: max(1, len(coordinates) // MOST_LOOKED_AT)])
