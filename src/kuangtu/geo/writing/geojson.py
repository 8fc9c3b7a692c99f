# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A column of WKB as GeoJSON, free of the interpreter lock once the kernel is loaded. 几何书写。

Who has not loaded the kernel does without: the same text is then written by slower means, so what
a client reads never depends on how long the server has run.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

import numpy as np

from kuangtu.geo.overlap.types import Bytes, Integers
from kuangtu.geo.writing.room import HEAD_BYTES, POINT_BYTES, Room

_POINT_BYTES: Final = 16
_PART_BYTES: Final = 21  # at least: byte order, kind and a point, or three counts and more
_LOADED: Final[list[Callable[[Bytes, Integers, Room, Integers], bool]]] = []
_A_POINT: Final = np.frombuffer(b"\x01\x01\x00\x00\x00" + bytes(_POINT_BYTES), np.uint8)


def warm_up() -> None:
    """Load the kernel, or compile it where no machine code is kept."""
    # Late: loading takes longer than a short run.
    from kuangtu.geo.writing.geojson_kernel import write_column  # noqa: PLC0415

    if not _LOADED:
        room, ends = Room.of(200, 2), np.empty(1, np.int64)
        write_column(_A_POINT, np.array([0, len(_A_POINT)]), room, ends)
        _LOADED.append(write_column)


def geojson_of_wkb(data: Bytes, offsets: Integers) -> list[memoryview] | None:
    """Each value of a column of WKB as the text of a GeoJSON geometry. 几何文本。

    Value i is `data[offsets[i]:offsets[i + 1]]`; coordinates (x, y) as stored, each with the
    fewest digits that give the same number. None where the kernel is not loaded, or where it
    declines a value: one that is not two-dimensional, is empty or is none, or that has a
    coordinate beyond ±10¹⁴ or nearer to zero than 0.01 without being it.
    """
    if not _LOADED:
        return None
    values, size = len(offsets) - 1, int(offsets[-1] - offsets[0])
    heads, points = values + size // _PART_BYTES, size // _POINT_BYTES
    room = Room.of(heads * HEAD_BYTES + points * POINT_BYTES, 2 * points)
    ends = np.zeros(values + 1, np.int64)
    if not _LOADED[0](data, offsets, room, ends[1:]):
        return None
    text = room.text.data
    return [text[a:b] for a, b in pairwise(ends.tolist())]
