# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compiled writing of a WKB column as GeoJSON. GeoJSON 书写内核（Numba）。

The kernel knows little-endian two-dimensional points, lines and polygons, simple and multi, that
are not empty; everything else it declines. Every read is checked against the end of its value.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap.types import Bytes, Integers
from kuangtu.geo.writing.digits_kernel import DECLINED, write_number
from kuangtu.geo.writing.room import HEAD_BYTES, HEADS, Room

_HEADS: Final = np.frombuffer(b"".join(head.ljust(HEAD_BYTES) for head in HEADS), np.uint8)
_HEAD_SIZES: Final = np.array([len(head) for head in HEADS])
_POINT, _POLYGON, _MULTI = 1, 3, 3
_COUNT, _HEADER, _PAIR = 4, 5, 16
_OPEN, _CLOSE, _COMMA, _END = ord("["), ord("]"), ord(","), ord("}")


@inner
def _unsigned(data: Bytes, at: int) -> int:
    low = np.int64(data[at]) + 256 * np.int64(data[at + 1])
    return int(low + 65536 * (np.int64(data[at + 2]) + 256 * np.int64(data[at + 3])))


@inner
def _kind_at(data: Bytes, at: int, end: int) -> int:
    if at + _HEADER > end or data[at] != 1:
        return DECLINED
    kind = _unsigned(data, at + 1)
    return kind if _POINT <= kind <= _POLYGON + _MULTI else DECLINED


@inner
def _count_at(data: Bytes, at: int, end: int) -> int:
    """A count that can be true of the bytes that are left, or −1; of nothing there is none."""
    if at + _COUNT > end:
        return DECLINED
    count = _unsigned(data, at)
    return count if 0 < count <= end - at else DECLINED


@inner
def _write_points(room: Room, size: int, to: int) -> int:
    """The coordinates in a room as points with commas between them; the position behind, or −1."""
    for k in range(size):
        room.text[to] = _COMMA if k & 1 else _OPEN
        to = write_number(room.text, to + 1, room.floats[k], room.bits[k])
        if to < 0:
            return DECLINED
        if k & 1:
            room.text[to] = _CLOSE
            room.text[to + 1] = _COMMA
            to += 2
    return to - 1


@inner
def _write_path(data: Bytes, at: int, points: int, room: Room, to: int) -> int:
    """So many points of a column; the position behind them in the text, or −1."""
    size = points * _PAIR
    target, source = room.bytes, data[at : at + size]
    for k in range(size):  # from zero on: then it becomes a plain copy of memory
        target[k] = source[k]
    return _write_points(room, 2 * points, to)


@inner
def _write_part(data: Bytes, at: int, end: int, room: Room, to: int) -> tuple[int, int]:
    """A simple geometry: the positions behind it in the column and in the text, or −1."""
    kind = _kind_at(data, at, end)
    if kind < _POINT or kind > _POLYGON:
        return DECLINED, to
    at += _HEADER
    paths = 1
    if kind == _POLYGON:
        paths, at = _count_at(data, at, end), at + _COUNT
        room.text[to] = _OPEN
        to += 1
    for _ in range(paths):
        points = 1
        if kind != _POINT:
            points, at = _count_at(data, at, end), at + _COUNT
            room.text[to] = _OPEN
            to += 1
        if points < 1 or at + points * _PAIR > end:
            return DECLINED, to
        to = _write_path(data, at, points, room, to)
        if to < 0:
            return DECLINED, to
        at += points * _PAIR
        if kind != _POINT:
            room.text[to] = _CLOSE
            room.text[to + 1] = _COMMA
            to += 2
    if kind == _POLYGON:
        room.text[to - 1] = _CLOSE
        return (at if paths > 0 else DECLINED), to
    return at, (to if kind == _POINT else to - 1)


@inner
def _write_feature(data: Bytes, at: int, end: int, room: Room, to: int) -> int:
    """One value; the position behind it in the text, or −1."""
    kind = _kind_at(data, at, end)
    if kind < 0:
        return DECLINED
    head = (kind - 1) * HEAD_BYTES
    for k in range(_HEAD_SIZES[kind - 1]):
        room.text[to + k] = _HEADS[head + k]
    to += _HEAD_SIZES[kind - 1]
    parts, is_multi = 1, kind > _POLYGON
    if is_multi:
        parts, at, kind = _count_at(data, at + _HEADER, end), at + _HEADER + _COUNT, kind - _MULTI
        room.text[to] = _OPEN
        to += 1
    if parts < 1:
        return DECLINED
    for _ in range(parts):
        if _kind_at(data, at, end) != kind:
            return DECLINED
        at, to = _write_part(data, at, end, room, to)
        if at < 0:
            return DECLINED
        room.text[to] = _COMMA
        to += 1
    room.text[to - 1] = _CLOSE if is_multi else _END
    if is_multi:
        room.text[to] = _END
        to += 1
    return to if at == end else DECLINED


@compiled
def write_column(data: Bytes, offsets: Integers, room: Room, ends: Integers) -> bool:
    """Every value one behind another; false when one is declined.

    Value i ends at `ends[i]`. There is room for a head for every value, for a part of every
    twenty-one bytes and for a point of every sixteen.
    """
    to = 0
    for feature in range(len(offsets) - 1):
        to = _write_feature(data, offsets[feature], offsets[feature + 1], room, to)
        if to < 0:
            return False
        ends[feature] = to
    return True
