# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which features a ground meets, by how much, and which are near. 压覆索引。"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import Geometry

from kuangtu.geo.overlap import distance, lengths
from kuangtu.geo.overlap.arrays import FeatureArrays, Geometries
from kuangtu.geo.overlap.assembly import arrays_of_many
from kuangtu.geo.overlap.crowds import CROWD, LARGE
from kuangtu.geo.overlap.decoding import arrays_of_wkb
from kuangtu.geo.overlap.engine import Engine, available_cores, is_installed
from kuangtu.geo.overlap.ground import ground_of
from kuangtu.geo.overlap.pairing import (
    Both,
    box_pairs,
    geometry_in_degrees,
    in_degrees,
    joined_pairs,
    measured_pairs,
    overlay_one,
)
from kuangtu.geo.overlap.tree import BoxTree
from kuangtu.geo.overlap.types import (
    DEFAULT_TOLERANCES,
    Near,
    Overlap,
    OverlapPairs,
    Tolerances,
    Way,
)

_GROUNDS_AT_ONCE: Final = 2_000  # per thread: few enough to stay in the cache

_WAYS: Final = tuple(Way)
Grounds = Sequence[Geometry] | Geometries | FeatureArrays


@dataclass(frozen=True, slots=True, eq=False)
class OverlapIndex:
    """One edition's features, ready to be overlaid; never changes, shared by threads. 压覆索引。

    Grounds are geometries in EPSG:4490 degrees. Areas are legal square metres (TD/T 1055-2019
    Annex D), distances geodesic metres.

    >>> from kuangtu.geo.overlap import arrays_of
    >>> index = OverlapIndex.build(arrays_of([shapely.box(90, 39, 90.1, 39.1)]))
    >>> [hit] = index.overlaps(shapely.box(90.05, 39, 90.15, 39.1))
    >>> hit.index, round(hit.share, 6)
    (0, 0.5)
    >>> index.overlaps(shapely.box(91, 39, 91.1, 39.1))
    []
    >>> [touching] = index.overlaps(shapely.box(90.1, 39, 90.2, 39.1))
    >>> touching.area_m2
    0.0
    """

    arrays: FeatureArrays
    tree: BoxTree
    tolerances: Tolerances
    engine: Engine

    @classmethod
    def build(
        cls,
        arrays: FeatureArrays,
        *,
        tolerances: Tolerances = DEFAULT_TOLERANCES,
        engine: Engine = Engine.AUTO,
    ) -> OverlapIndex:
        """Index the features of an edition."""
        if engine is Engine.AUTO and engine.settled_for(len(arrays)) is Engine.KERNEL:
            warm_up()
        return cls(arrays, BoxTree.over(arrays.boxes), tolerances, engine)

    def __len__(self) -> int:
        return len(self.arrays)

    @property
    def size_bytes(self) -> int:
        """Memory that the index holds."""
        return self.arrays.size_bytes + self.tree.size_bytes

    @property
    def _answering(self) -> Engine:
        """Who answers for a single ground: always the same for an edition, so that it repeats."""
        return self.engine.settled_for(len(self.arrays))

    def overlaps(self, geometry: Geometry, *, threshold_m2: float | None = None) -> list[Overlap]:
        """The features that a ground meets, ordered by position; touching ones with area 0.

        Areas within the tolerance of `threshold_m2` are left to GEOS, so that a comparison with
        it does not hang on the last digits of the integral.

        Raises: `Invalid` when the ground is empty, invalid or not in degrees.
        """
        ground = ground_of(geometry, engine=self._answering)
        found = self._overlaid(ground, threshold_m2)
        total = float(ground.areas_m2[0])
        inside = lengths.lengths_inside_m(self.arrays, found.feature_index, geometry)
        columns = (found.feature_index, found.area_m2, found.way)
        return [
            Overlap(index, area, area / total if total else 0.0, _WAYS[way], inside.get(index, 0.0))
            for index, area, way in zip(*(column.tolist() for column in columns), strict=True)
        ]

    def overlaps_many(
        self, grounds: Grounds, *, threshold_m2: float | None = None, threads: int | None = None
    ) -> OverlapPairs:
        """The same for many grounds, on all cores.

        Raises: `Invalid` with the position of every ground that cannot be measured.
        """
        threads = threads or available_cores()
        ready = grounds
        if not isinstance(ready, FeatureArrays):
            ready = arrays_of_many(ready, threads=threads, engine=self.engine)
        starts = range(0, len(ready), _GROUNDS_AT_ONCE)
        with ThreadPoolExecutor(threads) as pool:
            parts = pool.map(
                lambda start: self._measured(ready, start, start + _GROUNDS_AT_ONCE, threshold_m2),
                starts,
            )
            return joined_pairs(list(parts))

    def overlaps_within(
        self, start: int, end: int, *, threshold_m2: float, threads: int | None = None
    ) -> OverlapPairs:
        """The features of a run against the ones before each: every pair of an edition once.

        `range_index` holds the later feature of a pair.
        """
        starts = range(start, end, _GROUNDS_AT_ONCE)
        if len(starts) == 1:
            return self._with_earlier(start, end, threshold_m2)
        with ThreadPoolExecutor(threads or available_cores()) as pool:
            parts = pool.map(
                lambda first: self._with_earlier(
                    first, min(first + _GROUNDS_AT_ONCE, end), threshold_m2
                ),
                starts,
            )
            return joined_pairs(list(parts))

    def near(
        self, geometry: Geometry, distance_m: float, *, meeting: Sequence[int] | None = None
    ) -> list[Near]:
        """The features within a geodesic distance, ordered by it; 0 where they meet.

        `meeting` names those that `overlaps` has found already, so that it need not be done again.

        Raises: `Invalid` when the ground is empty, invalid or not in degrees.
        """
        ground = ground_of(geometry, engine=self._answering)
        met = self._overlaid(ground, None).feature_index if meeting is None else meeting
        window = distance.widened_box(ground.boxes[0], distance_m)
        _, candidates = box_pairs(self.tree, window[None, :], self._answering)
        others = np.setdiff1d(candidates, np.asarray(met, np.int64))
        found = [Near(int(index), 0.0) for index in met]
        distances = distance.distances_m(ground, self.arrays, others, distance_m)
        found += [
            Near(int(index), float(metres))
            for index, metres in zip(others, distances, strict=True)
            if metres <= distance_m
        ]
        return sorted(found, key=lambda near: (near.distance_m, near.index))

    def overlap_geometry(self, geometry: Geometry, index: int) -> Geometry:
        """What the ground and a feature have in common, in degrees: for maps and reports only."""
        ground = ground_of(geometry, engine=self._answering)
        if ground.bent or index in self.arrays.bent:
            return shapely.intersection(geometry, geometry_in_degrees(self.arrays, index))
        feature = self.arrays.geometries(np.array([index]))[0]
        return in_degrees(shapely.intersection(ground.geometries(np.array([0]))[0], feature))

    def _overlaid(self, ground: FeatureArrays, threshold_m2: float | None) -> OverlapPairs:
        both = Both(ground, self.arrays, self.tolerances)
        return overlay_one(both, self.tree, threshold_m2=threshold_m2, engine=self._answering)

    def _with_earlier(self, start: int, end: int, threshold_m2: float) -> OverlapPairs:
        rows, features = box_pairs(self.tree, self.arrays.boxes[start:end], self.engine)
        later = rows + start
        is_earlier = features < later
        both = Both(self.arrays, self.arrays, self.tolerances)
        return measured_pairs(
            both,
            later[is_earlier],
            features[is_earlier],
            threshold_m2=threshold_m2,
            engine=self.engine,
        )

    def _measured(
        self, grounds: FeatureArrays, start: int, end: int, threshold_m2: float | None
    ) -> OverlapPairs:
        rows, features = box_pairs(self.tree, grounds.boxes[start:end], self.engine)
        both = Both(grounds, self.arrays, self.tolerances)
        return measured_pairs(
            both, rows + start, features, threshold_m2=threshold_m2, engine=self.engine
        )


def warm_up() -> None:
    """Load the kernels, and compile them where no machine code is kept: seconds, once.

    For the start of a server, in the background; without it the first large question waits.
    Nothing happens without Numba.
    """
    if not is_installed():
        return
    square = shapely.box(105, 0, 105.01, 0.01)
    squares = arrays_of_wkb([square.wkb] * CROWD, engine=Engine.KERNEL)
    index = OverlapIndex.build(squares, engine=Engine.KERNEL)
    index.overlaps_many(squares)
    index.overlaps(square)
    index.overlaps(shapely.segmentize(square, 0.04 / LARGE))
