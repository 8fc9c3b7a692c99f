# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Slabs and overlap in depth. 立体范围。"""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.geo.area import area_m2
from kuangtu.geo.depth import (
    as_multipolygon,
    may_overlap_in_depth,
    merged,
    misses,
    overlap_in_depth,
    takes_away,
)
from kuangtu.geo.formats import ground_of, read_ground
from kuangtu.geo.ground import Slab

EAST = shapely.box(88.05, 39.0, 88.15, 39.1)
WEST = shapely.box(88.0, 39.0, 88.1, 39.1)
COMMON = shapely.box(88.05, 39.0, 88.1, 39.1)
heights = st.one_of(st.none(), st.integers(0, 10).map(float))


def slab(top_m, bottom_m, shape=WEST):
    return Slab(as_multipolygon(shape), top_m, bottom_m)


def intervals(slabs):
    return [(part.top_m, part.bottom_m) for part in slabs]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param((300, 100), (200, 50), [(200, 100, True)], id="partly"),
        pytest.param((300, 100), (250, 200), [(250, 200, True)], id="within"),
        pytest.param((300, 200), (200, 100), [], id="touching heights"),
        pytest.param((300, 250), (200, 100), [], id="one above the other"),
        pytest.param((300, 100), (None, None), [(300, 100, False)], id="one unknown"),
        pytest.param((None, None), (None, None), [(None, None, False)], id="both unknown"),
        pytest.param((None, 200), (300, 100), [(300, 200, False)], id="top unknown"),
        pytest.param((None, 300), (300, 100), [], id="certainly above in spite of its top"),
    ],
)
def test_overlap_in_plan_is_overlap_in_depth_only_between_common_heights(first, second, expected):
    found = overlap_in_depth(
        ground_of(WEST, top_m=first[0], bottom_m=first[1]),
        ground_of(EAST, top_m=second[0], bottom_m=second[1]),
    )

    assert [(part.top_m, part.bottom_m, part.is_known) for part in found] == expected
    assert [part.area_m2 for part in found] == [pytest.approx(area_m2(COMMON))] * len(expected)


def test_ranges_apart_or_touching_on_the_map_do_not_overlap():
    touching = ground_of(shapely.box(88.1, 39.0, 88.2, 39.1))
    apart = ground_of(shapely.box(89.1, 39.0, 89.2, 39.1))

    found = [overlap_in_depth(ground_of(WEST), other) for other in (touching, apart)]

    assert found == [(), ()]


def test_the_answer_is_no_yes_or_unknown():
    known, above, unknown = (
        ground_of(WEST, top_m=200, bottom_m=100),
        ground_of(WEST, top_m=300, bottom_m=200),
        ground_of(WEST),
    )

    found = [may_overlap_in_depth(known, other) for other in (above, known, unknown)]

    assert found == [False, True, None]


def test_a_hole_through_the_whole_height_takes_its_ground_away():
    left = takes_away(slab(300.0, 100.0), EAST, (300.0, 100.0))

    assert intervals(left) == [(300.0, 100.0)]
    assert area_m2(left[0].geometry) == pytest.approx(area_m2(WEST.difference(EAST)))


def test_a_hole_without_heights_goes_through():
    assert intervals(takes_away(slab(300.0, 100.0), WEST, (None, None))) == []


def test_a_hole_at_some_depth_leaves_the_ground_above_and_below():
    left = takes_away(slab(300.0, 100.0), EAST, (220.0, 200.0))

    assert intervals(left) == [(300.0, 100.0), (300.0, 220.0), (200.0, 100.0)]


def test_a_hole_elsewhere_leaves_everything():
    whole = slab(300.0, 100.0)

    apart = shapely.box(89, 39, 90, 40)
    assert [takes_away(whole, apart, (None, None)), takes_away(whole, EAST, (90.0, 50.0))] == [
        [whole],
        [whole],
    ]


def test_a_hole_in_unknown_heights_leaves_unknown_ground_above_and_below():
    left = takes_away(slab(None, None), WEST, (220.0, 200.0))

    assert intervals(left) == [(None, 220.0), (200.0, None)]


def test_slabs_of_equal_heights_become_one_from_the_top_down():
    found = merged(
        [slab(None, None), slab(200.0, 100.0), slab(300.0, 100.0), slab(200.0, 100.0, EAST)]
    )

    assert intervals(found) == [(300.0, 100.0), (200.0, 100.0), (None, None)]


def test_only_polygons_are_ground():
    mixed = shapely.GeometryCollection([shapely.Point(0, 0), WEST])

    assert as_multipolygon(mixed).equals(WEST)


@given(heights, heights, heights, heights)
def test_whether_heights_miss_each_other_does_not_depend_on_the_order(a, b, c, d):
    assert misses((a, b), (c, d)) == misses((c, d), (a, b))


def test_a_layered_licence_overlaps_in_the_layer_it_shares():
    text = (
        "2,4,1,4321000.00,29600000.00,2,4321000.00,29601000.00,3,4320000.00,29601000.00,"
        "4,4320000.00,29600000.00,{},,1,"
        "4,1,4321000.00,29600000.00,2,4321000.00,29601000.00,3,4320000.00,29601000.00,"
        "4,4320000.00,29600000.00,{},,1,"
    )
    layered = read_ground(text.format("300,250", "200,150"))
    between = read_ground(text.format("250,230", "230,200"))

    found = [overlap_in_depth(layered, layered), overlap_in_depth(layered, between)]

    assert [[(p.top_m, p.bottom_m) for p in parts] for parts in found] == [
        [(300.0, 250.0), (200.0, 150.0)],
        [],
    ]
    assert (layered.top_m, layered.bottom_m, layered.warnings) == (300.0, 150.0, ())


@pytest.mark.parametrize(
    ("geometry", "changes"),
    [
        pytest.param(shapely.Polygon(), {}, id="empty"),
        pytest.param(shapely.Point(88, 39), {}, id="a point"),
        pytest.param(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), {}, id="crossing"),
        pytest.param(WEST, {"top_m": 1.0, "bottom_m": 1.0}, id="no thickness"),
    ],
)
def test_a_ground_needs_a_valid_polygon_and_thickness(geometry, changes):
    with pytest.raises(ValueError, match="ground"):
        ground_of(geometry, **changes)


def test_a_ground_of_a_geometry_keeps_its_holes_and_heights():
    ring = WEST.difference(shapely.box(88.02, 39.02, 88.04, 39.04))

    ground = ground_of(ring, top_m=300.0, bottom_m=100.0, note="示例")

    assert [(r.top_m, r.note, r.is_hole) for r in ground.rings] == [
        (300.0, "示例", False),
        (None, "", True),
    ]
    assert ground.area_m2 == pytest.approx(area_m2(ring))
    assert (ground.top_m, ground.bottom_m) == (300.0, 100.0)


def test_heights_are_unknown_as_soon_as_one_is():
    ground = ground_of(WEST, top_m=300.0)

    assert (ground.top_m, ground.bottom_m) == (300.0, None)
