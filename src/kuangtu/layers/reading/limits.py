# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How much an import may bring. 导入限额。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MIB = 1024 * 1024


def untold(_feature_count: int) -> None:
    """For readings that nobody looks on at."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Sizes above which a file is refused before it is read. 导入限额。

    A shapefile's blanks compress a hundredfold, so a ratio alone proves no bomb: it counts for
    members above `small_member_bytes` only, and the total is limited whatever the ratio. `told`
    hears how many features have been read so far; what it raises ends the reading.
    """

    file_bytes: int = 50 * MIB
    unpacked_bytes: int = 500 * MIB
    compression_ratio: float = 200.0
    small_member_bytes: int = 4 * MIB
    members: int = 1_000
    features: int = 2_000_000
    told: Callable[[int], None] = untold

    @classmethod
    def for_files_up_to(cls, file_bytes: int) -> ReadLimits:
        """The usual limits around another largest file; an archive may unpack to ten times it."""
        return cls(file_bytes=file_bytes, unpacked_bytes=10 * file_bytes)
