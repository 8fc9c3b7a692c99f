# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geometries that stay as bytes until somebody looks at them. 未解码的图形。

A file of a million parcels that are in order is checked on their bytes and written on: building an
object for each would take longer than all the checks, and twice the memory.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuangtu.geo.overlap.decoding import WkbColumn
from kuangtu.geo.overlap.engine import KERNEL_FEATURES, Engine
from kuangtu.geo.overlap.glances import Look, look_over, oddities

# What makes an outline worth a closer look, decision 0013. Two drawings of one boundary at 1:500
# lie within 0.5 m; ground is wider.
SLIVER_MEAN_WIDTH_M: Final = 0.5
TINY_M2: Final = 1.0  # as the least overlap that counts, decision 0005
SAME_VERTEX_M: Final = 0.001  # registers print centimetres
SPIKE_DEGREES: Final = 1.0
LIMITS: Final = oddities(
    width_m=SLIVER_MEAN_WIDTH_M, area_m2=TINY_M2, edge_m=SAME_VERTEX_M, spike_degrees=SPIKE_DEGREES
)
_MULTI: Final = 3  # a type of many is its simple type + 3
_TYPE_IDS: Final = np.array([-1, 0, 1, 3, 4, 5, 6])  # of WKB 0 to 6, as Shapely numbers them


class EncodedGeometries:
    """A column of WKB in EPSG:4490 that reads like an array of geometries. 未解码的图形。

    Every value is a plain point, line or polygon, whole and with finite coordinates: whatever is
    not is built at once by the reader, so that it can be told of.
    """

    def __init__(self, column: WkbColumn, look: Look) -> None:
        self.column = column
        self.look = look

    @classmethod
    def of(cls, column: WkbColumn) -> EncodedGeometries | None:
        """The column, None where something in it must be looked at value by value."""
        look = look_over(column, LIMITS)
        return None if look is None else cls(column, look)

    def __len__(self) -> int:
        return len(self.column.offsets) - 1

    def __getitem__(self, rows: Any) -> Any:
        """One geometry by its number, an array of them by a slice, numbers or truths."""
        if isinstance(rows, int | np.integer):
            return shapely.from_wkb(self._value(int(rows)))
        chosen = np.arange(len(self))[rows]
        values = np.array([self._value(row) for row in chosen.tolist()], dtype=object)
        return np.asarray(shapely.from_wkb(values), dtype=object)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return self.whole

    @cached_property
    def whole(self) -> NDArray[Any]:
        """All of them, built once."""
        built: NDArray[Any] = self[:]
        return built

    @cached_property
    def types(self) -> NDArray[np.int32]:
        """Geometry types as Shapely numbers them."""
        codes = self.column.data[self.column.offsets[:-1] + 1]  # the low byte of the type
        return _TYPE_IDS[codes].astype(np.int32)

    def taken(self, rows: NDArray[np.int64]) -> EncodedGeometries:
        """Some of them, in the given order, still as bytes."""
        data = self.as_arrow().take(pa.array(rows))
        offsets = np.frombuffer(data.buffers()[1], np.int64)[: len(rows) + 1]
        column = WkbColumn(np.frombuffer(data.buffers()[2], np.uint8), offsets)
        return EncodedGeometries(column, self.look.taken(rows))

    def as_arrow(self) -> pa.LargeBinaryArray:
        """The bytes as a column, without a copy."""
        return as_arrow(self.column)

    def _value(self, row: int) -> bytes:
        start, end = self.column.offsets[row : row + 2].tolist()
        return self.column.data[start:end].tobytes()


def as_arrow(column: WkbColumn) -> pa.LargeBinaryArray:
    """The same column for Arrow, without a copy."""
    offsets = np.ascontiguousarray(column.offsets, np.int64)
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(column.data)]
    return pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(offsets) - 1, buffers)


class GrowingColumn:
    """A column that batches are put behind; its bytes are copied once. 增长的列。"""

    def __init__(self) -> None:
        self._data = np.empty(1 << 20, np.uint8)
        self._offsets = [np.zeros(1, np.int64)]
        self._size = 0

    def add(self, piece: WkbColumn) -> None:
        """Put a column behind; its memory may be given back afterwards."""
        end = self._size + len(piece.data)
        if end > len(self._data):  # the system moves pages, not bytes
            self._data.resize(max(end, 2 * len(self._data)), refcheck=False)
        self._data[self._size : end] = piece.data
        self._offsets.append(piece.offsets[1:] + self._size)
        self._size = end

    def __len__(self) -> int:
        return sum(map(len, self._offsets)) - 1

    def column(self) -> WkbColumn:
        """All of it; nothing is added afterwards."""
        return WkbColumn(self._data[: self._size], np.concatenate(self._offsets))


def is_worth_keeping(count: int) -> bool:
    """Whether a file has so many features that the compiled look pays."""
    return Engine.AUTO.uses_kernel_for(count, worth=KERNEL_FEATURES)


def wkb_of(array: pa.Array) -> WkbColumn | None:
    """The bytes of a column of a batch, not copied; None where a value is missing or foreign.

    Little-endian, two-dimensional, of a simple type or several of one: the rest is for GEOS.
    """
    if array.null_count or not len(array):
        return None
    wide = array.cast(pa.large_binary())
    _, raw_offsets, raw = wide.buffers()
    offsets = np.frombuffer(raw_offsets, np.int64)[wide.offset : wide.offset + len(wide) + 1]
    data = np.frombuffer(raw, np.uint8)[offsets[0] : offsets[-1]]
    offsets = offsets - offsets[0]
    if (np.diff(offsets) < 5).any():
        return None
    heads = data[offsets[:-1, None] + np.arange(5)]
    is_plain = (heads[:, 0] == 1) & (heads[:, 1] >= 1) & (heads[:, 1] <= 6)
    is_plain &= (heads[:, 2:] == 0).all(axis=1)
    return WkbColumn(data, offsets) if is_plain.all() else None
