# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Geodesic distances to features nearby. 测地距离。"""

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely import LineString, MultiPoint, Point, Polygon, box

from geo.overlap.shape_builders import BOTH, stars
from kuangtu.geo.overlap import Engine, OverlapIndex, arrays_of
from kuangtu.geo.overlap.pairing import in_degrees, in_plane

CGCS2000 = Geod(a=6378137.0, rf=298.257222101)


def an_index(features, engine=Engine.GEOS):
    return OverlapIndex.build(arrays_of(features, engine=engine), engine=engine)


def least_distance_m(one, other, step_m=5.0):
    """The least distance from the corners of either to points along the edges of the other.

    Edges run straight in the legal plane.
    """
    least = np.inf
    for corners, edges in ((one, other), (other, one)):
        dense = in_degrees(shapely.segmentize(in_plane(edges), step_m))
        a, b = shapely.get_coordinates(corners), shapely.get_coordinates(dense)
        starts, ends = np.repeat(a, len(b), axis=0), np.tile(b, (len(a), 1))
        least = min(least, CGCS2000.inv(*starts.T, *ends.T)[2].min())
    return least


@pytest.mark.parametrize("engine", BOTH)
def test_what_meets_is_at_distance_zero_and_the_nearest_come_first(engine):
    features = [
        box(90.3, 39, 90.4, 39.1),
        box(90.05, 39.05, 90.2, 39.2),
        box(90.1, 38.9, 90.2, 39.0),  # touches a corner
        Point(90.11, 39.05),
        box(95, 39, 96, 40),
    ]

    found = an_index(features, engine).near(box(90, 39, 90.1, 39.1), 30_000)

    assert [one.index for one in found] == [1, 2, 3, 0]
    assert [one.distance_m == 0 for one in found] == [True, True, False, False]
    assert found[2].distance_m == pytest.approx(
        CGCS2000.inv(90.1, 39.05, 90.11, 39.05)[2], abs=1e-3
    )


def test_the_searched_distance_is_a_limit():
    metres = CGCS2000.inv(90, 39, 90, 39.01)[2]
    index = an_index([Point(90, 39.01)])

    assert [one.distance_m for one in index.near(Point(90, 39), metres + 1e-6)] == pytest.approx(
        [metres]
    )
    assert index.near(Point(90, 39), metres - 1e-3) == []


@pytest.mark.parametrize("latitude", [4.0, 18.0, 39.0, 53.0])
@pytest.mark.parametrize("bearing", range(0, 360, 45))
def test_places_all_round_are_at_their_geodesic_distance(latitude, bearing):
    longitude, other, _ = CGCS2000.fwd(100, latitude, bearing, 15_000)

    [found] = an_index([Point(longitude, other)]).near(Point(100, latitude), 15_001)

    assert found.distance_m == pytest.approx(15_000, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_distances_between_shapes_are_those_of_their_nearest_points(seed):
    [ground] = stars(1, box=(90, 39, 90.01, 39.01), radius=(0.01, 0.05), seed=seed)
    [parcel] = stars(1, box=(90.2, 39.1, 90.25, 39.15), radius=(0.01, 0.03), seed=seed + 50)
    railway = LineString([(89.8, 38.8), (90.4, 38.9), (90.5, 39.4)])
    stations = MultiPoint([(90.3, 39.3), (89.8, 39.2)])

    found = an_index([parcel, railway, stations]).near(ground, 60_000)

    expected = [least_distance_m(ground, other) for other in (parcel, railway, stations)]
    measured = [one.distance_m for one in sorted(found, key=lambda one: one.index)]
    # The comparison takes points every 5 m and is too far by millimetres; so may the search be.
    assert measured == pytest.approx(expected, abs=0.01)


def test_a_ground_in_a_lake_is_as_far_as_the_shore():
    lake = Polygon(box(90, 39, 91, 40).exterior, [box(90.2, 39.2, 90.8, 39.8).exterior])

    [found] = an_index([lake]).near(box(90.3, 39.4, 90.7, 39.5), 20_000)

    northern = CGCS2000.inv(90.2, 39.5, 90.3, 39.5)[2]  # parallels are shorter in the north
    assert found.distance_m == pytest.approx(northern, abs=0.5)


def test_a_long_edge_is_near_in_its_middle():
    power_line = LineString([(88, 39.1), (92, 39.1)])

    [found] = an_index([power_line]).near(Point(90, 39), 12_000)

    assert found.distance_m == pytest.approx(CGCS2000.inv(90, 39, 90, 39.1)[2], abs=1e-3)


def test_a_feature_among_many_is_as_far_as_alone():
    """Edges are sought block by block; which features share a block must not matter."""
    features = stars(400, radius=(0.0005, 0.003), box=(87.0, 38.0, 88.0, 38.6), seed=4)
    (ground,) = stars(1, vertices=900, radius=(0.2, 0.2), box=(87.5, 38.3, 87.5, 38.3))

    together = OverlapIndex.build(arrays_of(features)).near(ground, 5_000)

    for near in together:
        (alone,) = OverlapIndex.build(arrays_of(features[[near.index]])).near(ground, 5_000)
        assert alone.distance_m == pytest.approx(near.distance_m, abs=1e-6)
    assert sum(near.distance_m > 0 for near in together) > 20
    met = {near.index for near in together}
    others = [i for i in range(len(features)) if i not in met]
    assert all(
        OverlapIndex.build(arrays_of(features[[i]])).near(ground, 5_000) == [] for i in others
    )


@pytest.mark.parametrize("engine", BOTH)
def test_what_is_known_to_meet_need_not_be_sought_again(engine):
    index, ground = an_index(stars(60), engine), stars(1, radius=(0.1, 0.1))[0]

    met = [overlap.index for overlap in index.overlaps(ground)]

    assert index.near(ground, 2_000, meeting=met) == index.near(ground, 2_000)
    assert 0 < len(met) < 60
