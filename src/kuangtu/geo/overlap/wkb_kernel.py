# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compiled reading of WKB columns. WKB 解码内核（Numba）。

The decoder knows little-endian two-dimensional points, lines and polygons, simple and multi.
Everything else it declines; GEOS then reads the column. Every read is checked against the end
of its value, so a truncated value is declined too.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap.kernel_types import Sink
from kuangtu.geo.overlap.types import Bytes, Integers

POINT: Final = 1
POLYGON: Final = 3
MULTI: Final = 3  # a multi type is its simple type + 3
COUNT: Final = 4  # bytes of a count
HEADER: Final = 5  # bytes of the byte order and the type
PAIR: Final = 16  # bytes of a coordinate pair
DECLINED: Final = -1


@inner
def _unsigned(data: Bytes, at: int) -> int:
    low = np.int64(data[at]) + 256 * np.int64(data[at + 1])
    return int(low + 65536 * (np.int64(data[at + 2]) + 256 * np.int64(data[at + 3])))


@inner
def kind_at(data: Bytes, at: int, end: int) -> int:
    """The geometry type of a header, or −1 when it is not one of ours."""
    if at + HEADER > end or data[at] != 1:
        return DECLINED
    kind = _unsigned(data, at + 1)
    return kind if 1 <= kind <= 6 else DECLINED


@inner
def count_at(data: Bytes, at: int, end: int) -> int:
    """A count that can be true of the bytes that are left, or −1."""
    if at + COUNT > end:
        return DECLINED
    count = _unsigned(data, at)
    return count if count <= end - at else DECLINED


@inner
def _read_path(data: Bytes, at: int, points: int, is_hole: bool, sink: Sink) -> int:
    """Copy the points of one path; the position after it."""
    size, counts = points * PAIR, sink.counts
    start = counts[1] * PAIR
    target, source = sink.bytes[start : start + size], data[at : at + size]
    for k in range(size):  # from zero on: then it becomes a plain copy of memory
        target[k] = source[k]
    sink.hole[counts[0]] = is_hole
    counts[0] += 1
    counts[1] += points
    sink.path_offsets[counts[0]] = counts[1]
    return at + size


@inner
def _read_part(data: Bytes, at: int, end: int, sink: Sink) -> int:
    """Read a simple geometry; the position after it, or −1."""
    kind = kind_at(data, at, end)
    if kind < POINT or kind > POLYGON:
        return DECLINED
    at += HEADER
    paths = 1
    if kind == POLYGON:
        paths, at = count_at(data, at, end), at + COUNT
    for path in range(paths):
        points = 1
        if kind != POINT:
            points, at = count_at(data, at, end), at + COUNT
        if points < 1 or at + points * PAIR > end:
            return DECLINED
        at = _read_path(data, at, points, path > 0, sink)
    return at if paths > 0 else DECLINED


@inner
def _read_feature(data: Bytes, start: int, end: int, sink: Sink) -> int:
    """Read one value; its simple type, or −1."""
    kind = kind_at(data, start, end)
    if kind < 0:
        return DECLINED
    if kind <= POLYGON:
        return kind if _read_part(data, start, end, sink) == end else DECLINED
    parts = count_at(data, start + HEADER, end)
    at = start + HEADER + COUNT
    for _ in range(parts):
        if kind_at(data, at, end) != kind - MULTI:
            return DECLINED
        at = _read_part(data, at, end, sink)
        if at < 0:
            return DECLINED
    return kind - MULTI if parts > 0 and at == end else DECLINED


@compiled
def read_column(data: Bytes, offsets: Integers, sink: Sink) -> bool:
    """Read every value; false when one is declined.

    Every path takes twenty bytes of the column or more and every point sixteen: that is how
    much room there must be.
    """
    for feature in range(len(offsets) - 1):
        kind = _read_feature(data, offsets[feature], offsets[feature + 1], sink)
        if kind < 0:
            return False
        sink.kinds[feature] = kind - 1
        sink.feature_offsets[feature + 1] = sink.counts[0]
    return True
