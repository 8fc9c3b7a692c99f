# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""When the compiled kernels are worth loading, and how they are reached. 计算引擎的选择。

Loading Numba takes half a second and compiling for the first time some seconds, so what is
small stays with GEOS: both give the same answers within the stated tolerance. Who answers never
depends on what this process has done before, or a review repeated elsewhere would differ in its
last digits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from functools import cache
from importlib.util import find_spec
from typing import Final, NamedTuple

from kuangtu.geo.overlap.kernel_types import (
    Degrees,
    Glanced,
    Hits,
    Limits,
    Nodes,
    Oddities,
    Pairs,
    Settled,
    Shapes,
    Sink,
)
from kuangtu.geo.overlap.types import Bytes, Floats, Integers

KERNEL_PAIRS: Final = 500  # pairs at once from which loading the kernels pays
KERNEL_FEATURES: Final = 20_000  # features of an edition from which compiled decoding pays


class Kernels(NamedTuple):
    """The compiled functions. 编译内核。"""

    read_column: Callable[[Bytes, Integers, Sink], bool]
    settle: Callable[[Degrees, Settled], int]
    find_pairs: Callable[[Nodes, Floats, Hits], int]
    measure_pairs: Callable[[Shapes, Shapes, Pairs, Limits], tuple[int, int]]
    overlay_one: Callable[[Shapes, Shapes, Nodes, Pairs, Limits], tuple[int, int]]
    sort_out: Callable[[Shapes, int, Floats, float, Bytes], int]
    glance: Callable[[Degrees, Oddities, Glanced], int]


class Engine(Enum):
    """Who computes: whoever is the faster, GEOS alone, or the kernels always. 计算引擎。"""

    AUTO = "auto"
    GEOS = "geos"
    KERNEL = "kernel"

    def uses_kernel_for(self, work: int, *, worth: int) -> bool:
        """Whether the kernels shall do so much work, worth loading them from `worth` on.

        >>> Engine.GEOS.uses_kernel_for(10**9, worth=1)
        False
        """
        if self is not Engine.AUTO:
            return self is Engine.KERNEL
        return work >= worth and is_installed()

    def settled_for(self, features: int) -> Engine:
        """Who answers about an edition of so many features, ground by ground.

        >>> Engine.AUTO.settled_for(7)
        <Engine.GEOS: 'geos'>
        """
        if self is not Engine.AUTO:
            return self
        is_worth = self.uses_kernel_for(features, worth=KERNEL_FEATURES)
        return Engine.KERNEL if is_worth else Engine.GEOS


@cache
def kernels() -> Kernels:
    """The compiled functions; the first call loads Numba."""
    # Late: loading takes longer than a short run.
    from kuangtu.geo.overlap.crowd_kernel import sort_out  # noqa: PLC0415
    from kuangtu.geo.overlap.glance_kernel import glance  # noqa: PLC0415
    from kuangtu.geo.overlap.intake_kernel import settle  # noqa: PLC0415
    from kuangtu.geo.overlap.one_kernel import overlay_one  # noqa: PLC0415
    from kuangtu.geo.overlap.pair_kernel import measure_pairs  # noqa: PLC0415
    from kuangtu.geo.overlap.tree_kernel import find_pairs  # noqa: PLC0415
    from kuangtu.geo.overlap.wkb_kernel import read_column  # noqa: PLC0415

    return Kernels(read_column, settle, find_pairs, measure_pairs, overlay_one, sort_out, glance)


@cache
def is_installed() -> bool:
    """Whether Numba is there."""
    return find_spec("numba") is not None


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
