# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""When the compiled kernels are worth loading. 计算引擎的选择。

Loading Numba takes half a second and compiling for the first time some seconds, so a short
command-line run stays with GEOS: both give the same answers within the stated tolerance.
"""

from __future__ import annotations

import sys
from enum import Enum
from importlib.util import find_spec
from typing import Final

KERNEL_PAIRS: Final = 500  # pairs at once from which loading the kernels pays
KERNEL_FEATURES: Final = 20_000  # features of an edition from which compiled decoding pays
_LOADED_MARK: Final = "kuangtu.geo.overlap.pair_kernel"


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
        return _LOADED_MARK in sys.modules or (work >= worth and find_spec("numba") is not None)
