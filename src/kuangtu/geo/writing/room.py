# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The arrays that the writing kernel works in. 内核参数。"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kuangtu.geo.overlap.types import Bytes, Floats

NUMBER_BYTES: Final = 25  # sign, seventeen digits, point, zeros behind it
POINT_BYTES: Final = 2 * NUMBER_BYTES + 4  # its brackets and two commas
NAMES: Final = (
    b"Point", b"LineString", b"Polygon", b"MultiPoint", b"MultiLineString", b"MultiPolygon",
)  # fmt: skip
HEADS: Final = [b'{"type":"%b","coordinates":' % name for name in NAMES]  # in the order of WKB
HEAD_BYTES: Final = max(map(len, HEADS)) + 8  # and the brackets of all levels


class Room(NamedTuple):
    """The text as it grows, and where the points of one path are laid out. 书写空间。

    The points are seen as the bytes they are copied from, as numbers, and as these are stored.
    """

    text: Bytes
    bytes: Bytes
    floats: Floats
    bits: NDArray[np.uint64]

    @classmethod
    def of(cls, text_bytes: int, coordinates: int) -> Room:
        """Room for so many bytes of text and coordinates at once."""
        floats = np.empty(coordinates, np.float64)
        text = np.empty(text_bytes, np.uint8)
        return cls(text, floats.view(np.uint8), floats, floats.view(np.uint64))
