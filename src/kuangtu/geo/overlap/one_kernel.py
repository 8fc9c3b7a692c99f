# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Search and measure for a single ground in one call. 单个范围的压覆内核（Numba）。"""

from __future__ import annotations

from kuangtu.geo.compiled.compiling import compiled, inner
from kuangtu.geo.overlap.kernel_types import Hits, Limits, Nodes, Pairs, Shapes
from kuangtu.geo.overlap.pair_kernel import measure_pairs
from kuangtu.geo.overlap.tree_kernel import find_pairs
from kuangtu.geo.overlap.types import Integers


@inner
def _sort(features: Integers) -> None:
    """By insertion: hits are few, and of an edition in good order nearly sorted."""
    for i in range(1, len(features)):
        feature, j = features[i], i
        while j > 0 and features[j - 1] > feature:
            features[j] = features[j - 1]
            j -= 1
        features[j] = feature


@compiled
def overlay_one(
    ground: Shapes, edition: Shapes, nodes: Nodes, pairs: Pairs, limits: Limits
) -> tuple[int, int]:
    """As `measure_pairs` for all features whose boxes meet the ground's; −1 when lacking room."""
    count = find_pairs(nodes, ground.boxes, Hits(pairs.a_index, pairs.b_index))
    if count > len(pairs.a_index):
        return -1, 0
    _sort(pairs.b_index[:count])
    found = Pairs(
        pairs.a_index[:count], pairs.b_index[:count], pairs.ways[:count], pairs.areas[:count]
    )
    return measure_pairs(ground, edition, found, limits)
