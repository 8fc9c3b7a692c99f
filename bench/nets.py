# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Nets of blocks in which every pair shares a border, beside GEOS alone. 共边网格。"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely

from bench.data import merged_blocks, net
from bench.overlay import checked_by_geos, ways
from bench.run import Row, Run, faster, timed
from kuangtu.geo.overlap import FeatureArrays, OverlapIndex, arrays_of, warm_up
from kuangtu.geo.overlap.index import available_cores

_GROUNDS_AT_ONCE = 500


def shared_borders(run: Run) -> list[Row]:
    """Map blocks along meridians and parallels, and a net of slanted borders."""
    return [row for is_slanted in (False, True) for row in _net_rows(run, is_slanted=is_slanted)]


def _net_rows(run: Run, *, is_slanted: bool) -> list[Row]:
    side = run.sizes.side
    blocks = net(side, is_slanted=is_slanted)
    features = arrays_of(blocks)
    grounds = arrays_of(merged_blocks(blocks, side, max(run.sizes.ranges // 5, 1)))
    index = OverlapIndex.build(features)
    warm_up()
    ours_s, pairs = timed(lambda: index.overlaps_many(grounds))
    peer_s, _ = timed(_geos_alone(features, grounds))
    kind = "slanted blocks" if is_slanted else "map blocks"
    what = f"{len(grounds):,} grounds over {len(features):,} {kind}, all borders shared"
    return [
        faster(f"{what} (peer: GEOS)", ours=ours_s, peer=peer_s, unit="s", at_least=1),
        Row("  by which way", ways(pairs)),
        *checked_by_geos(grounds, features, pairs, run),
        _sums_to_the_whole(grounds, pairs.range_index, pairs.area_m2, run),
    ]


def _geos_alone(features: FeatureArrays, grounds: FeatureArrays):
    """Shapely as one would use it: a tree with a predicate, then intersections, on all cores."""
    theirs = features.geometries(np.arange(len(features)))
    ours = grounds.geometries(np.arange(len(grounds)))
    tree = shapely.STRtree(theirs)
    tree.query(theirs[0])  # the tree is built with the first question

    def part(start: int) -> float:
        some = ours[start : start + _GROUNDS_AT_ONCE]
        shapely.prepare(some)
        rows, columns = tree.query(some, predicate="intersects")
        return float(shapely.area(shapely.intersection(some[rows], theirs[columns])).sum())

    def whole() -> float:
        with ThreadPoolExecutor(available_cores()) as pool:
            return sum(pool.map(part, range(0, len(ours), _GROUNDS_AT_ONCE)))

    return whole


def _sums_to_the_whole(
    grounds: FeatureArrays, rows: np.ndarray, areas: np.ndarray, run: Run
) -> Row:
    """The blocks cover the ground without gap or overlap, so the parts must sum to it."""
    sums = np.bincount(rows, weights=areas, minlength=len(grounds))
    worst = float(np.abs(sums - grounds.areas_m2).max())
    tolerance = run.index.tolerances.area_m2
    return Row(
        "  largest gap between the parts and the whole",
        f"{worst:.2g} m²",
        target=f"≤ {tolerance:g} m²",
        is_reached=worst <= tolerance,
    )
