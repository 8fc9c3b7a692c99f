# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compile a function with Numba on its first call and keep the machine code. 即时编译。

Only the `*_kernel` modules import this one, and they are imported late: a short command-line
run never pays for Numba. The machine code is kept beside the module, or in the user's cache
directory where the package is read-only; where neither can be written it lives in memory.

Numba's cache notices a change of the function's own file only: a compiled function may
therefore call compiled functions of its own module and no others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """The function in machine code, free of the interpreter lock."""
    try:
        made = njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # no directory to keep the machine code in
        made = njit(nogil=True, error_model="numpy")(function)
    return cast("Function", made)
