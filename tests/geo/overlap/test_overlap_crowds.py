# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Large polygons with a crowd of features, sorted out by boxes first. 大图斑粗分。"""

import numpy as np
import pytest
import shapely

from geo.overlap.shape_builders import net, pairs_of, stars, ways_of
from kuangtu.geo.overlap import Engine, Way

LAKES = stars(6, vertices=30, radius=(0.01, 0.03), box=(87.1, 38.1, 87.2, 38.2), seed=7)


def a_large_polygon(vertices=400, seed=1):
    """A star of many corners with holes that are islands of nobody's land."""
    (shell,) = stars(
        1, vertices=vertices, radius=(0.15, 0.16), box=(87.15, 38.15, 87.15, 38.15), seed=seed
    )
    return shapely.difference(shell, shapely.union_all(LAKES))


def agreed(features, grounds):
    """The pairs of both engines, which must be the same with areas within the tolerance."""
    kernel, geos = (pairs_of(features, grounds, one) for one in (Engine.KERNEL, Engine.GEOS))
    assert kernel.keys() == geos.keys()
    assert kernel == pytest.approx(geos, abs=1e-3)
    return kernel


def test_a_large_ground_with_holes_meets_a_crowd_as_geos_says():
    features = stars(3_000, radius=(0.0005, 0.003), seed=5)
    ground = a_large_polygon()

    found = agreed(features, [ground])

    inside = shapely.contains_properly(ground, features).sum()
    ways = np.bincount(ways_of(features, [ground]), minlength=3)
    assert ways[Way.CONTAINED] >= inside > 500
    assert ways[Way.KERNEL] > 300
    assert len(found) < 3_000  # those in the holes and beyond the boundary are not met


def test_a_large_feature_is_met_by_many_grounds_as_geos_says():
    grounds = stars(500, radius=(0.0005, 0.003), seed=6)

    found = agreed([a_large_polygon(), *stars(20, seed=8)], grounds)

    assert sum(feature == 0 for _, feature in found) > 100


def test_large_polygons_on_both_sides_are_overlaid_as_geos_says():
    grounds = [a_large_polygon(seed=seed) for seed in range(20)]

    agreed([a_large_polygon(vertices=300), *LAKES], grounds)


def test_blocks_that_touch_a_large_ground_along_its_border_are_named_with_area_zero():
    blocks = net(12)
    inner = blocks.reshape(12, 12)[1:-1, 1:-1].ravel()
    ground = shapely.segmentize(shapely.union_all(inner), 1 / 60 / 8)
    outer = set(range(144)) - set(np.arange(144).reshape(12, 12)[1:-1, 1:-1].ravel().tolist())

    found = pairs_of(blocks, [ground], Engine.KERNEL)

    assert shapely.get_num_coordinates(ground) > 128
    assert {feature for _, feature in found} == set(range(144))
    assert {feature for (_, feature), area in found.items() if area == 0} == outer
    whole = pairs_of([ground], [ground], Engine.KERNEL)[0, 0]
    assert sum(found.values()) == pytest.approx(whole, abs=1e-3)


def test_every_answer_is_the_one_that_a_small_ground_gets():
    """More corners on the edges of a ground change nothing but the way it is looked at."""
    features = stars(400, radius=(0.0005, 0.003), seed=9)
    small = shapely.box(87.05, 38.05, 87.25, 38.25)
    many_corners = shapely.segmentize(small, 0.002)

    alone = pairs_of(features, [small], Engine.KERNEL)
    crowded = pairs_of(features, [many_corners], Engine.KERNEL)

    assert crowded == pytest.approx(alone, abs=1e-3)
