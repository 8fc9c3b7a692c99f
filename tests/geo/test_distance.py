# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geodesic distances and buffers. 距离与缓冲区。"""

import math

import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from kuangtu.geo import distance

CGCS2000 = pyproj.Geod(a=6378137, rf=298.257222101)
BLOCK = shapely.box(88.0, 39.0, 88.1, 39.1)

places = st.tuples(st.floats(86.5, 94.0), st.floats(36.0, 41.5))


def geod_distance_m(first, second):
    return CGCS2000.inv(*first, *second)[2]


@given(places, places)
def test_two_points_are_as_far_apart_as_the_geodesic(first, second):
    found = distance.distance_m(shapely.Point(first), shapely.Point(second))

    assert found == pytest.approx(geod_distance_m(first, second), abs=1e-3, rel=1e-9)


@settings(max_examples=40)
@given(places, st.floats(0.01, 0.4), st.floats(0, 2 * math.pi))
def test_a_line_is_as_far_as_its_nearest_point(place, away, turn):
    x, y = place
    line = shapely.LineString(
        [
            (
                x + away * math.cos(turn) - math.sin(turn) * 0.5,
                y + away * math.sin(turn) + math.cos(turn) * 0.5,
            ),
            (
                x + away * math.cos(turn) + math.sin(turn) * 0.5,
                y + away * math.sin(turn) - math.cos(turn) * 0.5,
            ),
        ]
    )
    samples = (line.interpolate(share / 4000, normalized=True) for share in range(4001))
    nearest = min(geod_distance_m(place, (point.x, point.y)) for point in samples)

    found = distance.distance_m(shapely.Point(place), line)

    # The samples are at most 28 m apart; a foot off by half of that is h²/2d too far.
    assert nearest - 14**2 / (2 * nearest) - 0.01 <= found <= nearest + 0.01


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(shapely.box(88.1, 39.0, 88.2, 39.1), id="shared edge"),
        pytest.param(shapely.box(88.05, 39.05, 88.06, 39.06), id="inside"),
        pytest.param(shapely.Point(88.1, 39.1), id="corner"),
    ],
)
def test_what_touches_is_at_no_distance(other):
    assert distance.distance_m(BLOCK, other) == 0.0


def test_a_place_in_a_hole_is_as_far_as_the_edge_of_the_hole():
    ring = shapely.box(87, 38, 89, 40).difference(shapely.box(87.9, 38.9, 88.1, 39.1))

    found = distance.distance_m(ring, shapely.Point(88.09, 39.0))

    assert found == pytest.approx(geod_distance_m((88.09, 39.0), (88.1, 39.0)), abs=0.01)


def test_nothing_is_infinitely_far():
    assert distance.distance_m(BLOCK, shapely.Polygon()) == math.inf


def test_distances_to_many_are_those_to_each_up_to_a_limit():
    others = [shapely.Point(88.11, 39.05), shapely.Point(88.2, 39.05), shapely.Point(), BLOCK]

    found = distance.distances_m(BLOCK, others, most_m=2000).tolist()

    assert found == [pytest.approx(865.78, abs=0.5), math.inf, math.inf, 0.0]


def test_distances_from_nothing_are_infinite():
    assert distance.distances_m(shapely.Polygon(), [BLOCK]).tolist() == [math.inf]


@pytest.mark.parametrize(
    ("geometry", "reach_m"),
    [
        pytest.param(shapely.Point(88, 39), 1000.0, id="point"),
        pytest.param(BLOCK, 500.0, id="polygon"),
        pytest.param(
            shapely.LineString([(87, 38), (91, 40.5)]), 1000.0, id="a line over three zones"
        ),
        pytest.param(shapely.MultiPoint([(87, 38), (93, 41)]), 100.0, id="points in two zones"),
    ],
)
def test_the_edge_of_a_buffer_is_at_its_distance(geometry, reach_m):
    edge = shapely.get_coordinates(distance.buffer(geometry, reach_m, accuracy_m=0.1).geometry)

    off_m = [
        distance.distance_m(shapely.Point(point), geometry) - reach_m
        for point in edge[:: max(1, len(edge) // 40)]
    ]

    assert max(map(abs, off_m)) <= 0.1 + 1e-5 * reach_m


def test_a_buffer_holds_the_geometry_and_is_valid():
    grown = distance.buffer(BLOCK, 100.0).geometry

    assert (grown.is_valid, grown.contains(BLOCK)) == (True, True)


def test_corners_of_a_coarse_buffer_stay_within_its_accuracy():
    circle = distance.buffer(shapely.Point(88, 39), 1000.0, accuracy_m=5.0).geometry
    middle = shapely.get_coordinates(circle)[:2].mean(axis=0)

    assert 995.0 <= geod_distance_m((88, 39), tuple(middle)) <= 1000.0


def test_a_buffer_of_nothing_is_nothing():
    assert distance.buffer(shapely.Polygon(), 10.0).geometry.is_empty


@pytest.mark.parametrize(
    ("reach_m", "accuracy_m"), [(0, 1), (-5, 1), (10, 0), (math.inf, 1), (math.nan, 1)]
)
def test_a_buffer_needs_a_distance_and_an_accuracy(reach_m, accuracy_m):
    with pytest.raises(ValueError, match="positive"):
        distance.buffer(BLOCK, reach_m, accuracy_m=accuracy_m)


def test_an_accuracy_coarser_than_the_distance_still_gives_a_buffer():
    assert distance.buffer(shapely.Point(88, 39), 1.0, accuracy_m=2.0).geometry.area > 0
