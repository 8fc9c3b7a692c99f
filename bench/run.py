# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the benchmarks of one run share: sizes, data, the peer, and the printed row. 运行环境。"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import psycopg

from bench import data, postgis
from kuangtu.geo.overlap import FeatureArrays, OverlapIndex, arrays_of
from kuangtu.layers.index import load_index

Given = TypeVar("Given")


@dataclass(frozen=True)
class Sizes:
    """How much is measured; the defaults are those of the requirement. 规模。"""

    features: int = 1_000_000
    ranges: int = 100_000
    single: int = 500
    side: int = 300
    tiled: int = 100_000


@dataclass(frozen=True)
class Row:
    """One line of the table: what, ours, the peer's, their ratio, the target, whether reached."""

    what: str
    ours: str
    peer: str = ""
    ratio: float | None = None
    target: str = ""
    is_reached: bool | None = None


def faster(what: str, *, ours: float, peer: float | None, unit: str, at_least: float) -> Row:
    """A row of two times in the same unit."""
    target = f"≥ {at_least:g}×"
    if peer is None:
        return Row(what, f"{ours:,.4g} {unit}", "not installed", None, target)
    ratio = peer / ours
    return Row(what, f"{ours:,.4g} {unit}", f"{peer:,.4g} {unit}", ratio, target, ratio >= at_least)


@dataclass
class Run:
    """Made once and shared: what is costly is made when the first benchmark asks for it. 运行。"""

    sizes: Sizes
    stack: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def folder(self) -> Path:
        return Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="kuangtu-bench-")))

    @cached_property
    def layer(self) -> data.Geometries:
        return data.control_layer(self.sizes.features)

    @cached_property
    def ranges(self) -> data.Geometries:
        return data.ranges(self.sizes.ranges)

    @cached_property
    def edition(self) -> Path:
        path = self.folder / "layer.parquet"
        data.write_edition(path, self.layer)
        return path

    @cached_property
    def index(self) -> OverlapIndex:
        return load_index(self.edition)

    @cached_property
    def grounds(self) -> FeatureArrays:
        return arrays_of(self.ranges)

    @cached_property
    def peer(self) -> psycopg.Connection | None:
        """PostGIS, or None where it is not installed."""
        return self.stack.enter_context(postgis.server()) if postgis.is_installed() else None

    @cached_property
    def peer_loading(self) -> postgis.Loading | None:
        """How long the peer took to load and index the layer; it is then there for the others."""
        if self.peer is None:
            return None
        return postgis.load(self.peer, "layer", self.edition, indexed=True)

    def peer_with_layer(self) -> psycopg.Connection | None:
        return self.peer if self.peer_loading else None


def timed(act: Callable[[], Given]) -> tuple[float, Given]:
    """Seconds of an act, and what it gave."""
    began = time.perf_counter()
    given = act()
    return time.perf_counter() - began, given
