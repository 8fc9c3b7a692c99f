# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Bundles of arrays that pass between Python and the compiled kernels. 内核参数。"""

from __future__ import annotations

from typing import NamedTuple

from kuangtu.geo.overlap.types import Bytes, Floats, Integers

Edge = tuple[float, float, float, float]  # x0, y0, x1, y1
Place = tuple[float, float, float]  # x, y and the role of the shape it belongs to
Run = tuple[int, int]  # the first, and the one after the last


class Shapes(NamedTuple):
    """The arrays of `FeatureArrays` that the kernels read."""

    coordinates: Floats
    path_offsets: Integers
    feature_offsets: Integers
    boxes: Floats
    areas: Floats


class Window(NamedTuple):
    """Where both boxes meet, a little widened, and its corner that edges are relative to.

    `holds_all` says of one of the shapes that all of it lies there.
    """

    least_x: float
    least_y: float
    most_x: float
    most_y: float
    corner_x: float
    corner_y: float
    holds_all: bool


class Pairs(NamedTuple):
    """Which features to measure against which, and room for the answers."""

    a_index: Integers
    b_index: Integers
    ways: Bytes
    areas: Floats


class Limits(NamedTuple):
    """Where the integral is not trusted alone: nearness of boundaries, a range of areas."""

    boundary_m: float
    close_from_m2: float
    close_to_m2: float


class Nodes(NamedTuple):
    """The arrays of a `BoxTree`."""

    boxes: Floats
    level_starts: Integers
    order: Integers


class Hits(NamedTuple):
    """Room for the pairs that a search finds."""

    rows: Integers
    features: Integers


class Sink(NamedTuple):
    """Where a decoder writes features: `Paths` in the making, and paths and points so far."""

    bytes: Bytes  # of the coordinates
    path_offsets: Integers
    feature_offsets: Integers
    hole: Bytes
    kinds: Bytes
    counts: Integers


class Degrees(NamedTuple):
    """The arrays of `Paths`, in degrees."""

    coordinates: Floats
    path_offsets: Integers
    feature_offsets: Integers
    hole: Bytes
    kinds: Bytes


class Settled(NamedTuple):
    """Room for what the intake makes of features."""

    coordinates: Floats  # in the legal plane
    boxes: Floats
    areas: Floats
    doubtful: Bytes


class Oddities(NamedTuple):
    """Below which of these an outline may have an odd place, all of them a little wide.

    Squares are compared, so that no root is drawn: an edge in m², a cosine of a corner's angle.
    """

    width_m: float  # of a part on average
    area_m2: float  # of a part
    edge_m2: float
    spike_cosine_squared: float


class Glanced(NamedTuple):
    """Room for what a glance at features in degrees tells."""

    boxes: Floats  # west, south, east, north
    odd: Bytes
    doubtful: Bytes
