# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is written is what was read. 读写往返。"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.errors import Invalid
from kuangtu.geo.crs import zone_at
from kuangtu.geo.formats import (
    read_ground,
    write_exploration_range,
    write_geojson,
    write_land_parcels,
    write_mining_range,
    write_points,
    write_wkt,
)
from kuangtu.geo.ground import Ring

heights = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(-500, 999), st.integers(1, 4000)).map(
        lambda pair: (float(pair[0] + pair[1]), float(pair[0]))
    ),
)
notes = st.text("甲乙丙矿体1号（）-，", max_size=8)


def centimetres(value):
    return round(value, 2)


@st.composite
def plane_rings(draw):
    """Star-shaped rings on a row in one zone, each in centimetres and at its own heights."""
    north, east = draw(st.floats(4_000_000, 4_570_000)), draw(st.floats(29_400_000, 29_600_000))
    rings = []
    for place in range(draw(st.integers(1, 3))):
        count = draw(st.integers(3, 9))
        radii = draw(st.lists(st.floats(200, 900), min_size=count, max_size=count))
        top_m, bottom_m = draw(heights)
        points = [
            (
                centimetres(north + radius * math.sin(2 * math.pi * number / count)),
                centimetres(east + place * 2000 + radius * math.cos(2 * math.pi * number / count)),
            )
            for number, radius in enumerate(radii)
        ]
        rings.append((points, top_m, bottom_m, draw(notes)))
    return rings


def mining_range(rings):
    fields = [str(len(rings))]
    for points, top_m, bottom_m, note in rings:
        fields.append(str(len(points)))
        for number, (north, east) in enumerate(points, 1):
            fields += [str(number), f"{north:.2f}", f"{east:.2f}"]
        fields += ["" if height is None else f"{height:g}" for height in (top_m, bottom_m)]
        fields += [note, "1"]
    return ",".join(fields) + ","


@given(plane_rings())
def test_a_mining_range_is_written_again_digit_by_digit(rings):
    text = mining_range(rings)

    ground = read_ground(text)

    assert write_mining_range(ground) == text
    assert write_mining_range(ground, as_read=False) == text
    assert write_mining_range(ground.rings, zone=zone_at(87.0)) == text


@given(plane_rings())
def test_every_format_that_has_room_gives_the_rings_again(rings):
    ground = read_ground(mining_range(rings))

    assert read_ground(write_geojson(ground)).rings == ground.rings
    for write in (write_wkt, write_land_parcels, write_points):
        again = read_ground(write(ground))
        assert [ring.points for ring in again.rings] == [ring.points for ring in ground.rings]
        # A union is taken up to the last bit of its coordinates.
        assert again.area_m2 == pytest.approx(ground.area_m2, rel=1e-9)


@given(plane_rings())
def test_plane_points_are_written_in_a_zone_and_read_again(rings):
    ground = read_ground(mining_range(rings))

    again = read_ground(write_points(ground, zone=zone_at(87.0)))

    assert [ring.points for ring in again.rings] == [ring.points for ring in ground.rings]


@given(st.lists(st.integers(10_000, 900_000), min_size=3, max_size=9))
def test_an_exploration_range_is_written_again_digit_by_digit(radii):
    corners = [
        (
            round(88.5 * 3_600_000 + radius * math.cos(2 * math.pi * number / len(radii))),
            round(39.5 * 3_600_000 + radius * math.sin(2 * math.pi * number / len(radii))),
        )
        for number, radius in enumerate(radii)
    ]
    ring = Ring(tuple((x / 3_600_000, y / 3_600_000) for x, y in corners))
    text = write_exploration_range([ring])

    ground = read_ground(text)

    assert ground.rings == (ring,)
    assert write_exploration_range(ground, as_read=False) == text


@given(plane_rings(), st.integers(0, 8))
def test_the_start_of_a_ring_does_not_change_the_area(rings, start):
    points, top_m, bottom_m, note = rings[0]
    turned = points[start:] + points[:start]

    areas = [
        read_ground(mining_range([(corners, top_m, bottom_m, note)])).area_m2
        for corners in (points, turned, points[::-1])
    ]

    assert areas == [pytest.approx(areas[0], rel=1e-9)] * 3


def test_finer_coordinates_keep_their_decimals_up_to_a_tenth_of_a_millimetre():
    text = "1,3,1,4321000.123,29600000.1,2,4321000.1,29601000.1,3,4320000.1234,29601000.1,,,,1"

    written = write_mining_range(read_ground(text), as_read=False)

    assert written == (
        "1,3,1,4321000.123,29600000.10,2,4321000.10,29601000.10,3,4320000.1234,29601000.10,,,,1,"
    )


def test_a_range_in_degrees_is_written_in_its_own_zone():
    text = "POLYGON ((90.1 39, 90.2 39, 90.2 39.1, 90.1 39))"

    ground = read_ground(write_mining_range(read_ground(text)))

    assert ground.crs.epsg == 4518


@pytest.mark.parametrize("write", [write_mining_range, write_land_parcels])
def test_a_range_that_is_too_wide_for_a_zone_is_not_written_in_one(write):
    wide = read_ground("POLYGON ((80 39, 90 39, 90 40, 80 40, 80 39))")

    with pytest.raises(Invalid) as refusal:
        write(wide)

    assert [problem.code for problem in refusal.value.problems] == ["zone.too-wide"]


def test_the_area_of_a_parcel_takes_overlapping_holes_away_once():
    ground = read_ground(
        "POLYGON ((88 39, 88.1 39, 88.1 39.1, 88 39.1, 88 39), "
        "(88.01 39.01, 88.09 39.01, 88.09 39.09, 88.01 39.09, 88.01 39.01), "
        "(88.02 39.02, 88.09 39.02, 88.09 39.09, 88.02 39.09, 88.02 39.02))"
    )

    head = write_land_parcels(ground).splitlines()[9]

    assert float(head.split(",")[1]) == pytest.approx(ground.area_m2 / 10_000, rel=1e-3)


def test_commas_in_a_note_do_not_begin_a_field():
    ring = Ring(((88.0, 39.0), (88.1, 39.0), (88.1, 39.1)), note="甲,乙")

    assert read_ground(write_mining_range([ring])).rings[0].note == "甲，乙"


def test_a_hole_goes_to_the_ring_it_lies_in():
    text = (
        "MULTIPOLYGON (((88 39, 88.1 39, 88.1 39.1, 88 39.1, 88 39), "
        "(88.02 39.02, 88.04 39.02, 88.04 39.04, 88.02 39.02)), "
        "((89 39, 89.1 39, 89.1 39.1, 89 39)))"
    )
    ground = read_ground(text)
    shell, hole, other = ground.rings

    again = read_ground(write_wkt([shell, other, hole]))

    assert again.rings == (shell, hole, other)
