# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Overlay of one ground and of many, beside PostGIS; every area checked by GEOS. 叠加。"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import itemgetter

import numpy as np
import shapely

from bench import data, postgis
from bench.run import Row, Run, faster, timed
from kuangtu.geo.overlap import FeatureArrays, OverlapPairs, Way
from kuangtu.geo.overlap.index import available_cores

_TIMES, _TURN = 3, 50
_PAIRS_AT_ONCE, _GROUNDS_AT_ONCE = 20_000, 2_000


def one_ground(run: Run) -> list[Row]:
    """A single overlay against the loaded layer: median over some hundred grounds.

    Ours and the peer's take turns by the fifty, so that both meet the same moods of the machine.
    """
    grounds = run.ranges[: run.sizes.single]
    peer = run.peer_with_layer()
    run.index.overlaps(grounds[0])
    ours: list[float] = []
    theirs: list[float] = []
    for start in range(0, len(grounds), _TURN):
        turn = grounds[start : start + _TURN]
        ours += [timed(partial(run.index.overlaps, ground))[0] for ground in turn]
        theirs += postgis.overlay_one(peer, turn) if peer else []
    what = f"one ground over {run.sizes.features:,} polygons, median of {len(grounds)}"
    peer_us = postgis.median_us(theirs) if peer else None
    return [faster(what, ours=postgis.median_us(ours), peer=peer_us, unit="µs", at_least=10)]


def many_grounds(run: Run) -> list[Row]:
    """The whole batch with areas, on all cores; then every pair anew by GEOS."""
    run.index.overlaps_many(run.ranges[:100])
    trials = [timed(lambda: run.index.overlaps_many(run.ranges)) for _ in range(_TIMES)]
    ours_s, pairs = sorted(trials, key=itemgetter(0))[_TIMES // 2]
    theirs_s, theirs_pairs = None, None
    peer = run.peer_with_layer()
    if peer:
        path = run.folder / "ranges.parquet"
        data.write_edition(path, run.ranges)
        postgis.load(peer, "ranges", path, indexed=False)
        theirs_s, theirs_pairs = postgis.overlay_all(peer)
    what = f"{run.sizes.ranges:,} grounds with areas, {available_cores()} cores, median of {_TIMES}"
    rows = [faster(what, ours=ours_s, peer=theirs_s, unit="s", at_least=10)]
    rows.append(Row("  pairs that meet", f"{len(pairs.area_m2):,}", f"{theirs_pairs or 0:,}"))
    rows.append(Row("  by which way", ways(pairs)))
    return rows + checked_by_geos(run.grounds, run.index.arrays, pairs, run)


def ways(pairs: OverlapPairs) -> str:
    """How many pairs were answered by which way."""
    counts = np.bincount(pairs.way, minlength=len(Way))
    return ", ".join(f"{way.name} {counts[way]:,}" for way in Way if counts[way])


def checked_by_geos(
    grounds: FeatureArrays, features: FeatureArrays, pairs: OverlapPairs, run: Run
) -> list[Row]:
    """All pairs found by Shapely's own tree and overlay, in the same plane."""
    ours = grounds.geometries(np.arange(len(grounds)))
    theirs = features.geometries(np.arange(len(features)))
    tree = shapely.STRtree(theirs)

    def query(start: int) -> np.ndarray:
        some = ours[start : start + _GROUNDS_AT_ONCE]
        shapely.prepare(some)
        return tree.query(some, predicate="intersects") + np.array([[start], [0]])

    def overlay(start: int) -> np.ndarray:
        some = slice(start, start + _PAIRS_AT_ONCE)
        return shapely.area(shapely.intersection(ours[rows[some]], theirs[columns[some]]))

    with ThreadPoolExecutor(available_cores()) as pool:
        found = np.hstack(list(pool.map(query, range(0, len(ours), _GROUNDS_AT_ONCE))))
        rows, columns = found[:, np.lexsort(found[::-1])]
        areas = np.concatenate(list(pool.map(overlay, range(0, len(rows), _PAIRS_AT_ONCE))))
    same = np.array_equal(rows, pairs.range_index) and np.array_equal(columns, pairs.feature_index)
    worst = float(np.abs(areas - pairs.area_m2).max()) if same else float("inf")
    tolerance = run.index.tolerances.area_m2
    return [
        Row(
            f"  largest difference from GEOS, all {len(rows):,} pairs"
            + ("" if same else " (other pairs!)"),
            f"{worst:.2g} m²",
            target=f"≤ {tolerance:g} m²",
            is_reached=worst <= tolerance,
        )
    ]
