# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compile a function with Numba on its first call and keep the machine code. 即时编译。

Only the `*_kernel` modules import this one, and they are imported late: a short command-line
run never pays for Numba. `keeping` says where the machine code may be kept; where nothing can be
written it lives in memory.

Numba itself notices a change of a function's own file only. The directory is therefore named
by the hash of all sources beside any kernel: no machine code outlives what it was made from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from numba import config, njit

from kuangtu.geo.compiled.keeping import possible_folders

Function = TypeVar("Function", bound=Callable[..., Any])

_GEO: Final = Path(__file__).parents[1]
_PREFIX: Final = "kernels-"
_AS_A_PART: Final[dict[str, Any]] = {
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "forceinline": True,  # a call would hand over every array piece by piece
}


def compiled(function: Function) -> Function:
    """A function that Python calls, in machine code and free of the interpreter lock."""
    directory, options = machine_code_directory(), vars(config)
    usual = options["CACHE_DIR"]
    if directory is not None:
        options["CACHE_DIR"] = str(directory)
    try:
        keeps = directory is not None
        made = njit(cache=keeps, nogil=True, error_model="numpy")(function)
    finally:
        options["CACHE_DIR"] = usual
    return cast("Function", made)


def inner(function: Function) -> Function:
    """A function that only compiled functions call; it is kept as a part of those."""
    return cast("Function", njit(error_model="numpy", **_AS_A_PART)(function))


@cache
def machine_code_directory() -> Path | None:
    """Where the machine code of these very sources is kept; None where nothing can be."""
    name = _PREFIX + _sources_hash()
    for parent in possible_folders(_GEO):
        try:
            (parent / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(parent / name, os.W_OK):
            _drop_older(parent, name)
            return parent / name
    return None


def _sources_hash() -> str:
    sources = hashlib.sha256()
    rooms = {Path(__file__).parent, *(kernel.parent for kernel in _GEO.rglob("*_kernel.py"))}
    for path in sorted(path for room in rooms for path in room.glob("*.py")):
        sources.update(path.read_bytes())
    return sources.hexdigest()[:16]


def _drop_older(parent: Path, name: str) -> None:
    for older in parent.glob(_PREFIX + "*"):
        if older.name != name:
            shutil.rmtree(older, ignore_errors=True)
