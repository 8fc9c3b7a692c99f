# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The geometries of a file, batch by batch. 逐批收集图形。"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoded import (
    EncodedGeometries,
    GrowingColumn,
    as_arrow,
    is_worth_keeping,
    wkb_of,
)

Built = NDArray[Any]
# Builds the geometries of a column: what is drawn where the file tells, and how many came before.
Build = Callable[[Any, "NDArray[np.bool_] | None", int], tuple[Built, tuple[Finding, ...]]]


class Gathering:
    """Keeps bytes as long as every batch is plain; builds objects from the first that is not."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._plain = GrowingColumn()
        self._built: list[Built] = []
        self._findings: list[Finding] = []
        self._is_plain = True

    def add(self, batch: pa.Array, drawn: NDArray[np.bool_] | None, *, before: int) -> None:
        """The geometries of a batch; its memory may be given back afterwards."""
        if self._is_plain:
            is_all_there = drawn is None or bool(drawn.all())
            column = wkb_of(batch) if is_all_there else None
            if column is not None:
                self._plain.add(column)
                return
            self._build_all()
        self._add_built(batch, drawn, before)

    def done(self) -> tuple[Built | EncodedGeometries, tuple[Finding, ...]]:
        """All geometries, and what is to be said of those that could not be built."""
        if self._is_plain:
            if is_worth_keeping(len(self._plain)):
                encoded = EncodedGeometries.of(self._plain.column())
                if encoded is not None:
                    return encoded, ()
            self._build_all()
        built = np.concatenate([np.empty(0, dtype=object), *self._built])
        return built, tuple(self._findings)

    def _build_all(self) -> None:
        self._is_plain = False
        if len(self._plain):
            self._add_built(as_arrow(self._plain.column()), None, 0)
            self._plain = GrowingColumn()

    def _add_built(self, batch: pa.Array, drawn: NDArray[np.bool_] | None, before: int) -> None:
        built, findings = self._build(batch, drawn, before)
        self._built.append(built)
        self._findings += findings
