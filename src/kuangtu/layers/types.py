# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a layer says about a ground. 图层读数（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kuangtu.core.text import Text


@dataclass(frozen=True, slots=True)
class EditionReference:
    """The edition of a layer that was read. 图层版本。"""

    layer: str
    number: int
    sha256: str
    dated_on: date | None
    source: str
    quality: str  # 参考 / 初审 / 审批
    accuracy_m: float | None = None  # of positions, as the edition states it; None: not stated


@dataclass(frozen=True, slots=True)
class LayerHit:
    """A feature of a layer that the ground touches or comes near. 命中要素。

    `share` is overlap over the ground's area; `distance_m` is geodesic, 0 when they overlap;
    `way` says how the area was computed: CONTAINED, KERNEL or GEOS. `length_m` is the geodesic
    length of a line inside the ground. `widest_m` is how wide the overlap is at its widest place,
    `outside_widest_m` what of the ground lies outside the feature; None where that is no strip.
    """

    feature: str
    name: str
    overlap_m2: float
    share: float
    distance_m: float
    way: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    length_m: float = 0.0
    widest_m: float | None = None
    outside_widest_m: float | None = None


@dataclass(frozen=True, slots=True)
class LayerReading:
    """What one layer says about the ground; no edition means the layer is missing. 图层读数。"""

    layer: str
    name: Text
    edition: EditionReference | None
    provider: str  # who must supply it
    hits: tuple[LayerHit, ...] = ()
    searched_m: float = 0.0  # distance within which hits were looked for
    labels: Mapping[str, Text] = field(default_factory=dict)  # of the attributes, in words
