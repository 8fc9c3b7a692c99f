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
from kuangtu.geo.overlap.wkb_kernel import (
    COUNT,
    DECLINED,
    HEADER,
    MULTI,
    PAIR,
    POINT,
    POLYGON,
    count_at,
    kind_at,
)
from kuangtu.geo.writing.digits_kernel import write_number
from kuangtu.geo.writing.room import HEAD_BYTES, HEADS, Room

_HEADS: Final = np.frombuffer(b"".join(head.ljust(HEAD_BYTES) for head in HEADS), np.uint8)
_HEAD_SIZES: Final = np.array([len(head) for head in HEADS])
_OPEN, _CLOSE, _COMMA, _END = ord("["), ord("]"), ord(","), ord("}")


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
    size = points * PAIR
    target, source = room.bytes, data[at : at + size]
    for k in range(size):  # from zero on: then it becomes a plain copy of memory
        target[k] = source[k]
    return _write_points(room, 2 * points, to)


@inner
def _write_part(data: Bytes, at: int, end: int, room: Room, to: int) -> tuple[int, int]:
    """A simple geometry: the positions behind it in the column and in the text, or −1."""
    kind = kind_at(data, at, end)
    if kind < POINT or kind > POLYGON:
        return DECLINED, to
    at += HEADER
    paths = 1
    if kind == POLYGON:
        paths, at = count_at(data, at, end), at + COUNT
        room.text[to] = _OPEN
        to += 1
    for _ in range(paths):
        points = 1
        if kind != POINT:
            points, at = count_at(data, at, end), at + COUNT
            room.text[to] = _OPEN
            to += 1
        if points < 1 or at + points * PAIR > end:
            return DECLINED, to
        to = _write_path(data, at, points, room, to)
        if to < 0:
            return DECLINED, to
        at += points * PAIR
        if kind != POINT:
            room.text[to] = _CLOSE
            room.text[to + 1] = _COMMA
            to += 2
    if kind == POLYGON:
        room.text[to - 1] = _CLOSE
        return (at if paths > 0 else DECLINED), to
    return at, (to if kind == POINT else to - 1)


@inner
def _write_feature(data: Bytes, at: int, end: int, room: Room, to: int) -> int:
    """One value; the position behind it in the text, or −1."""
    kind = kind_at(data, at, end)
    if kind < 0:
        return DECLINED
    head = (kind - 1) * HEAD_BYTES
    for k in range(_HEAD_SIZES[kind - 1]):
        room.text[to + k] = _HEADS[head + k]
    to += _HEAD_SIZES[kind - 1]
    parts, is_multi = 1, kind > POLYGON
    if is_multi:
        parts, at, kind = count_at(data, at + HEADER, end), at + HEADER + COUNT, kind - MULTI
        room.text[to] = _OPEN
        to += 1
    if parts < 1:
        return DECLINED
    for _ in range(parts):
        if kind_at(data, at, end) != kind:
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
