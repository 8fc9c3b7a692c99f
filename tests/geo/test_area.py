# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Areas by TD/T 1055 Annex D. 椭球面积。"""

import math

import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.text import same
from kuangtu.geo import area
from kuangtu.geo.crs import recognized, zone_at
from kuangtu.geo.ground import km2
from kuangtu.geo.transform import to_geographic

SAMPLE_X = [3810331.42, 3810329.42, 3810835.42, 3809233.42, 3809252.42]
SAMPLE_Y = [38446311.66, 38446592.66, 38449863.66, 38449855.66, 38446305.66]
CGCS2000 = pyproj.Geod(a=6378137, rf=298.257222101)


def sample_ring():
    longitudes, latitudes = to_geographic(SAMPLE_Y, SAMPLE_X, recognized(4526, same("")))
    return list(zip(longitudes.tolist(), latitudes.tolist(), strict=True))


def test_the_sample_ring_differs_by_method_in_the_last_printed_decimal():
    ring = sample_ring()

    geodesic = abs(CGCS2000.geometry_area_perimeter(shapely.Polygon(ring))[0])
    found = [
        str(km2(size))
        for size in (area.ring_area_m2(ring), geodesic, area.plane_area_m2(ring, zone_at(113.43)))
    ]

    assert found == ["4.6838", "4.6837", "4.6841"]


def test_the_area_of_a_map_sheet():
    sheet = shapely.box(87.5, 38 + 1 / 6, 87.75, 38 + 1 / 3)

    assert str(km2(area.area_m2(sheet))) == "404.8465"


@pytest.mark.parametrize(
    ("south", "km2_printed"),
    [
        (36, "2.7787"),
        (37, "2.7437"),
        (38, "2.7078"),
        (39, "2.6710"),
        (40, "2.6335"),
        (41, "2.5951"),
    ],
)
def test_the_area_of_a_basic_block_at_each_latitude(south, km2_printed):
    block = shapely.box(88, south, 88 + 1 / 60, south + 1 / 60)

    assert str(km2(area.area_m2(block))) == km2_printed


def test_the_series_agrees_with_the_authalic_closed_form():
    e = math.sqrt(2 / area.INVERSE_FLATTENING - 1 / area.INVERSE_FLATTENING**2)

    def q(latitude):
        s = math.sin(math.radians(latitude))
        return s / (1 - (e * s) ** 2) + math.atanh(e * s) / e

    exact = area.SEMI_MINOR_AXIS_M**2 * math.radians(0.25) * (q(38 + 1 / 3) - q(38 + 1 / 6)) / 2
    found = area.area_m2(shapely.box(87.5, 38 + 1 / 6, 87.75, 38 + 1 / 3))

    assert found == pytest.approx(exact, rel=1e-11)


def test_holes_are_taken_away_and_parts_are_added():
    shell = shapely.box(88, 39, 88.1, 39.1)
    hole = shapely.box(88.02, 39.02, 88.04, 39.04)
    other = shapely.box(89, 40, 89.1, 40.1)

    both = shapely.MultiPolygon([shell.difference(hole), other])

    expected = area.area_m2(shell) - area.area_m2(hole) + area.area_m2(other)
    assert area.area_m2(both) == pytest.approx(expected, rel=1e-12)


def test_many_areas_at_once_are_those_of_each():
    boxes = [shapely.box(88, 39, 88 + i / 100, 39.1) for i in range(1, 5)]
    boxes.insert(2, shapely.Polygon())

    assert area.areas_m2(boxes).tolist() == pytest.approx([area.area_m2(box) for box in boxes])


@pytest.mark.parametrize(
    "geometry", [shapely.Point(88, 39), shapely.LineString([(88, 39), (89, 39)])]
)
def test_what_is_no_polygon_has_no_area_to_ask_for(geometry):
    with pytest.raises(TypeError):
        area.area_m2(geometry)


def test_nothing_has_no_area():
    found = [
        area.area_m2(shapely.Polygon()),
        area.ring_area_m2([]),
        area.plane_area_m2([], zone_at(88)),
    ]

    assert found == [0.0, 0.0, 0.0]


def hexagon(west, south, widths):
    return [
        (west + width * math.cos(i), south + width * math.sin(i)) for i, width in enumerate(widths)
    ]


rings = st.builds(
    hexagon,
    st.floats(74, 134),
    st.floats(18, 53),
    st.lists(st.floats(0.001, 0.3), min_size=6, max_size=6),
)


@given(rings, st.integers(0, 5))
def test_the_start_of_the_ring_does_not_matter(ring, start):
    turned = ring[start:] + ring[:start]

    assert area.ring_area_m2(turned) == pytest.approx(area.ring_area_m2(ring), rel=1e-9, abs=1e-3)


@given(rings)
def test_the_orientation_only_turns_the_sign(ring):
    assert area.signed_ring_area_m2(ring[::-1]) == pytest.approx(
        -area.signed_ring_area_m2(ring), rel=1e-9, abs=1e-3
    )


@given(rings, st.floats(-5, 5))
def test_a_shift_in_longitude_changes_nothing(ring, shift):
    moved = [(x + shift, y) for x, y in ring]

    # A degree near 100 has steps of 1.4e-14, about 1.6 nm; over a 60 km side that is 0.1 mm².
    assert area.ring_area_m2(moved) == pytest.approx(area.ring_area_m2(ring), rel=1e-9, abs=1e-2)


@given(rings, st.integers(2, 4))
def test_the_parts_of_a_ring_split_between_two_corners_add_up(ring, corner):
    parts = [ring[: corner + 1], [ring[0], *ring[corner:]]]

    whole = area.signed_ring_area_m2(ring)
    assert sum(map(area.signed_ring_area_m2, parts)) == pytest.approx(whole, rel=1e-9, abs=1e-2)


@given(st.floats(74, 134), st.floats(18, 53), st.floats(0.1, 0.9))
def test_a_small_range_cut_anywhere_keeps_its_printed_area(west_edge, south_edge, share):
    polygon = shapely.Polygon(hexagon(west_edge, south_edge, [1 / 60] * 6))
    west, south, east, north = polygon.bounds
    middle = west + (east - west) * share
    parts = [
        polygon.intersection(shapely.box(west - 1, south - 1, middle, north + 1)),
        polygon.intersection(shapely.box(middle, south - 1, east + 1, north + 1)),
    ]

    assert sum(map(area.area_m2, parts)) == pytest.approx(area.area_m2(polygon), abs=30.0)
