# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shapes that the overlap tests are made of. 测试图形。"""

from itertools import pairwise
from math import cos, radians, sin

import numpy as np
import shapely

from kuangtu.geo.overlap import Engine, FeatureArrays, OverlapIndex, arrays_of
from kuangtu.geo.overlap.arrays import paths_of

FLATTENING = 1 / 298.257222101
SEMI_MINOR_AXIS_M = 6378137.0 * (1 - FLATTENING)
E2 = 2 * FLATTENING - FLATTENING**2

BOTH = (Engine.KERNEL, Engine.GEOS)


def stars(count, *, vertices=12, radius=(0.002, 0.02), box=(87.0, 38.0, 87.3, 38.3), seed=1):
    """Random star-shaped polygons in degrees."""
    random = np.random.default_rng(seed)
    x, y = random.uniform(box[0], box[2], count), random.uniform(box[1], box[3], count)
    reach = random.uniform(*radius, (count, 1)) * random.uniform(0.4, 1, (count, vertices))
    turn = (np.arange(vertices) + random.uniform(0, 0.9, (count, vertices))) / vertices * 2 * np.pi
    rings = np.stack((x[:, None] + reach * np.cos(turn), y[:, None] + reach * np.sin(turn)), axis=2)
    return shapely.polygons(rings.reshape(-1, *rings.shape[-2:]))


def net(side, *, jitter=0.0, west=87.5, south=38.0, step=1 / 60, seed=2):
    """A gapless net of blocks in degrees, as rows of columns; corners are moved by the jitter."""
    random = np.random.default_rng(seed)
    corners = np.stack(np.meshgrid(np.arange(side + 1), np.arange(side + 1)), axis=-1) * step
    corners += np.array([west, south]) + random.uniform(-jitter, jitter, corners.shape)
    rings = np.stack(
        (corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]), axis=2
    )
    return shapely.polygons(rings.reshape(-1, *rings.shape[-2:]))


def in_the_plane(polygons) -> FeatureArrays:
    """Polygons whose coordinates are taken as metres of the legal plane: exact contact at will."""
    turned = shapely.orient_polygons(np.asarray(polygons, dtype=object))
    return FeatureArrays(paths_of(turned), shapely.bounds(turned), shapely.area(turned))


def pairs_of(features, grounds, engine, **options):
    """All overlaps as a dictionary: (ground, feature) → area."""
    arrays = features if isinstance(features, FeatureArrays) else arrays_of(features, engine=engine)
    found = OverlapIndex.build(arrays, engine=engine).overlaps_many(grounds, **options)
    return dict(
        zip(
            zip(found.range_index.tolist(), found.feature_index.tolist(), strict=True),
            found.area_m2.tolist(),
            strict=True,
        )
    )


def ways_of(features, grounds, engine=Engine.KERNEL, **options):
    """The ways by which all overlaps were computed."""
    arrays = features if isinstance(features, FeatureArrays) else arrays_of(features, engine=engine)
    return OverlapIndex.build(arrays, engine=engine).overlaps_many(grounds, **options).way.tolist()


def annex_d_area_m2(ring):
    """The area of a closed ring of degrees by the series of TD/T 1055-2019 Annex D.

    Written down a second time, edge by edge, as the standard prints it.
    """
    factors = (
        1 + 3 / 6 * E2 + 30 / 80 * E2**2 + 35 / 112 * E2**3 + 630 / 2304 * E2**4,
        1 / 6 * E2 + 15 / 80 * E2**2 + 21 / 112 * E2**3 + 420 / 2304 * E2**4,
        3 / 80 * E2**2 + 7 / 112 * E2**3 + 180 / 2304 * E2**4,
        1 / 112 * E2**3 + 45 / 2304 * E2**4,
        5 / 2304 * E2**4,
    )
    total, first = 0.0, radians(ring[0][0])
    for (l1, b1), (l2, b2) in pairwise(ring):
        middle, half = radians(b1 + b2) / 2, radians(b2 - b1) / 2
        series = sum(
            (-1) ** k * factor * sin((2 * k + 1) * half) * cos((2 * k + 1) * middle)
            for k, factor in enumerate(factors)
        )
        total += 2 * SEMI_MINOR_AXIS_M**2 * (radians(l1 + l2) / 2 - first) * series
    return abs(total)
