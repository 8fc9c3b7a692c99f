# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Overlap areas by the boundary integral, beside GEOS. 压覆面积。"""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Polygon, box

from geo.overlap.shape_builders import BOTH, in_the_plane, net, pairs_of, stars, ways_of
from kuangtu.geo.overlap import Engine, Tolerances, Way, arrays_of

STATED_M2 = Tolerances().area_m2
REACHED_M2 = 1e-5  # what is asked of the kernel here: a hundredth of what is stated


def assert_same(features, grounds):
    kernel, geos = (pairs_of(features, grounds, engine) for engine in BOTH)

    assert sorted(kernel) == sorted(geos)
    assert kernel == pytest.approx(geos, abs=REACHED_M2)
    return kernel


def test_random_stars_overlap_as_geos_says():
    found = assert_same(stars(800, seed=1), stars(150, vertices=8, radius=(0.005, 0.05), seed=2))

    assert len(found) > 3000
    assert set(ways_of(stars(800, seed=1), stars(50, radius=(0.005, 0.05), seed=2))) == {
        Way.CONTAINED,
        Way.KERNEL,
    }


@pytest.mark.parametrize("jitter", [0.0, 0.004], ids=["map-blocks", "slanted-blocks"])
def test_blocks_that_share_every_border_overlap_as_geos_says(jitter):
    blocks = net(8, jitter=jitter)
    grid = blocks.reshape(8, 8)
    grounds = [*blocks[:20], *(shapely.union_all(grid[i : i + 2, i : i + 3]) for i in range(5))]

    found = assert_same(blocks, grounds)

    assert set(ways_of(blocks, grounds)) == {Way.CONTAINED, Way.KERNEL}
    assert found[(9, 9)] == arrays_of(blocks).areas_m2[9]
    assert found[(9, 10)] == 0.0


@pytest.mark.parametrize("jitter", [0.0, 0.004], ids=["map-blocks", "slanted-blocks"])
def test_the_parts_of_a_partition_sum_to_the_whole(jitter):
    blocks = net(10, jitter=jitter)
    whole = shapely.union_all(blocks)
    grounds = [whole, *stars(20, box=(87.55, 38.05, 87.6, 38.1), radius=(0.005, 0.04))]

    found = pairs_of(blocks, grounds, Engine.KERNEL)

    sums = [
        sum(area for (row, _), area in found.items() if row == ground)
        for ground in range(len(grounds))
    ]
    assert sums == pytest.approx(arrays_of(grounds).areas_m2, abs=REACHED_M2)


def test_holes_are_no_ground():
    hole = box(87.02, 38.02, 87.08, 38.08)
    ring_road = Polygon(box(87, 38, 87.1, 38.1).exterior, [hole.exterior])
    grounds = [
        box(87.03, 38.03, 87.07, 38.07),  # in the hole
        box(87.01, 38.01, 87.05, 38.05),  # over its border
        box(86.9, 37.9, 87.2, 38.2),  # round everything
        hole,  # exactly
        ring_road,
    ]

    found = assert_same([ring_road], grounds)

    assert sorted(found) == [(1, 0), (2, 0), (3, 0), (4, 0)]
    assert found[(3, 0)] == 0.0
    assert found[(2, 0)] == found[(4, 0)] == arrays_of([ring_road]).areas_m2[0]


def test_multipolygons_count_each_part():
    parts = stars(6, box=(87, 38, 87.4, 38.4), radius=(0.01, 0.03), seed=5)
    islands = MultiPolygon([*parts[:1], box(87.5, 38.0, 87.6, 38.1), box(87.5, 38.2, 87.6, 38.3)])
    grounds = [
        box(87.45, 37.95, 87.65, 38.15),
        box(87.55, 38.05, 87.58, 38.25),
        box(86, 37, 89, 40),
        MultiPolygon([box(87.52, 38.02, 87.54, 38.04), box(88, 38, 88.1, 38.1)]),
        islands,
    ]

    assert_same([islands, *parts], grounds)


def test_slivers_overlap_as_geos_says():
    thin = [
        Polygon([(87, 38), (88, 38.00001 + k * 1e-6), (88, 38.00002), (87, 38.0000001)])
        for k in range(5)
    ]
    grounds = [box(87.2, 37.9, 87.4, 38.000005), Polygon([(87, 37.99), (88, 38.00003), (87.5, 38)])]

    assert_same(thin, grounds)


def test_grounds_across_zones_and_sheets_overlap_as_geos_says():
    across = stars(60, box=(88.4, 39.9, 88.6, 40.1), radius=(0.01, 0.2), seed=7)  # 88.5°E, 40°N
    far = stars(60, box=(89.9, 35.9, 90.1, 36.1), radius=(0.01, 0.2), seed=8)  # 90°E, 36°N

    assert_same([*across[:30], *far[:30]], [*across[30:], *far[30:]])


small = st.integers(0, 6)
lattice_shapes = (
    st.lists(st.tuples(small, small), min_size=3, max_size=7, unique=True)
    .map(Polygon)
    .filter(lambda polygon: polygon.is_valid and polygon.area > 0)
)


@given(st.lists(lattice_shapes, min_size=1, max_size=4), lattice_shapes)
def test_exact_contact_of_every_kind_is_decided_as_by_geos(features, ground):
    """Corners of a small lattice meet corners and edges, and edges run along edges."""
    arrays, asked = in_the_plane(features), in_the_plane([ground])

    found = pairs_of(arrays, asked, Engine.KERNEL)

    expected = {
        (0, i): shapely.intersection(ground, feature).area
        for i, feature in enumerate(features)
        if ground.intersects(feature)
    }
    assert found == pytest.approx(expected, abs=1e-12)
    assert Way.GEOS not in ways_of(arrays, asked)


@given(lattice_shapes, lattice_shapes, st.integers(0, 6), st.booleans())
def test_the_way_a_ring_is_written_down_does_not_matter(feature, ground, turn, is_reversed):
    corners = list(ground.exterior.coords)[:-1]
    turned = corners[turn % len(corners) :] + corners[: turn % len(corners)]
    again = Polygon(turned[::-1] if is_reversed else turned)

    first = pairs_of(in_the_plane([feature]), in_the_plane([ground]), Engine.KERNEL)
    second = pairs_of(in_the_plane([feature]), in_the_plane([again]), Engine.KERNEL)

    assert second == pytest.approx(first, abs=1e-12)


@given(st.integers(-40, 25), st.integers(0, 1000))
def test_areas_do_not_change_with_the_longitude(shift, seed):
    feature, ground = stars(2, box=(95, 38, 95.01, 38.01), seed=seed)

    first = pairs_of([feature], [ground], Engine.KERNEL)
    moved = [
        shapely.transform(one, lambda c: c + np.array([shift, 0])) for one in (feature, ground)
    ]

    assert pairs_of(moved[:1], moved[1:], Engine.KERNEL) == pytest.approx(first, abs=1e-2, rel=1e-9)


@given(st.integers(0, 1000), st.floats(-0.01, 0.01))
def test_splitting_a_feature_leaves_the_sum_unchanged(seed, offset):
    feature, ground = stars(2, box=(87.2, 38.2, 87.21, 38.21), radius=(0.01, 0.03), seed=seed)
    west, south, east, north = feature.bounds
    middle = (west + east) / 2 + offset
    halves = [
        part
        for half in (box(west, south, middle, north), box(middle, south, east, north))
        for part in shapely.get_parts(shapely.intersection(feature, half))
        if part.geom_type == "Polygon"
    ]

    whole = sum(pairs_of([feature], [ground], Engine.KERNEL).values())
    parts = sum(pairs_of(halves, [ground], Engine.KERNEL).values())

    # A cut in degrees bends slanted edges by centimetres in the plane.
    assert parts == pytest.approx(whole, rel=1e-3)


def test_splitting_along_a_meridian_in_the_plane_is_exact():
    ground = box(0, 0, 1000, 1000)
    feature = Polygon([(-500, 100), (1500, 300), (700, 1400), (200, 600)])
    halves = [shapely.intersection(feature, box(x, -9999, x + 5000, 9999)) for x in (-4500, 500)]

    whole = pairs_of(in_the_plane([feature]), in_the_plane([ground]), Engine.KERNEL)
    parts = pairs_of(in_the_plane(halves), in_the_plane([ground]), Engine.KERNEL)

    assert sum(parts.values()) == pytest.approx(whole[(0, 0)], abs=1e-6)


@pytest.mark.parametrize(
    ("gap_m", "way"),
    [
        pytest.param(0.0, Way.KERNEL, id="in-contact"),
        pytest.param(5e-5, Way.GEOS, id="almost-in-contact"),
        pytest.param(-5e-5, Way.GEOS, id="hardly-overlapping"),
        pytest.param(-5e-4, Way.KERNEL, id="overlapping"),
    ],
)
def test_near_contact_is_left_to_geos(gap_m, way):
    feature, ground = box(0, 0, 100, 100), Polygon([(100 + gap_m, 50), (200, 0), (200, 100)])

    arrays, asked = in_the_plane([feature]), in_the_plane([ground])

    expected = [] if gap_m > 0 else [way]
    assert ways_of(arrays, asked) == expected


def test_near_contact_apart_is_no_overlap_and_the_tolerance_can_be_set():
    from kuangtu.geo.overlap import OverlapIndex

    arrays = in_the_plane([box(0, 0, 100, 100)])
    ground = in_the_plane([Polygon([(99.9, 50), (200, 0), (200, 100)])])

    wide = OverlapIndex.build(arrays, tolerances=Tolerances(boundary_m=0.2), engine=Engine.KERNEL)
    usual = OverlapIndex.build(arrays, engine=Engine.KERNEL)

    assert wide.overlaps_many(ground).way.tolist() == [Way.GEOS]
    assert usual.overlaps_many(ground).way.tolist() == [Way.KERNEL]
    assert wide.overlaps_many(ground).area_m2 == pytest.approx(usual.overlaps_many(ground).area_m2)


@pytest.mark.parametrize(
    ("threshold_m2", "way"),
    [(None, Way.KERNEL), (5000.0005, Way.GEOS), (4999.9995, Way.GEOS), (5000.01, Way.KERNEL)],
)
def test_an_area_at_the_threshold_is_left_to_geos(threshold_m2, way):
    arrays, ground = in_the_plane([box(0, 0, 100, 100)]), in_the_plane([box(50, -50, 200, 150)])

    assert ways_of(arrays, ground, threshold_m2=threshold_m2) == [way]
    assert pairs_of(arrays, ground, Engine.KERNEL, threshold_m2=threshold_m2) == {(0, 0): 5000.0}


def test_very_large_shapes_are_left_to_geos():
    turn = np.linspace(0, 2 * np.pi, 3000, endpoint=False)
    comb = np.where(np.arange(3000) % 2, 1000.0, 1100.0)
    first = Polygon(np.column_stack((comb * np.cos(turn), comb * np.sin(turn))))
    second = shapely.affinity.rotate(first, 0.05)

    arrays, ground = in_the_plane([first]), in_the_plane([second])

    assert ways_of(arrays, ground) == [Way.GEOS]
    assert pairs_of(arrays, ground, Engine.KERNEL)[(0, 0)] == pytest.approx(
        first.intersection(second).area, abs=1e-5
    )
