# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rings that are no rings, and grounds that are none. 圈与范围的检查。"""

import math
import time

import pytest

from geo.range_builders import SQUARE, a_range, a_ring, a_square, codes, refused, warnings
from kuangtu.core.errors import Invalid
from kuangtu.geo.formats import read_ground


def of(*points):
    return a_range(a_ring([(4320000.0 + north, 29600000.0 + east) for north, east in points]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(of((0, 0), (0, 100)), ["ring.too-few-points"], id="two points"),
        pytest.param(of((0, 0), (0, 100), (0, 0)), ["ring.too-few-points"], id="there and back"),
        pytest.param(of((0, 0), (0, 100), (0, 300)), ["ring.zero-area"], id="on one parallel"),
        pytest.param(
            of((0, 0), (50, 100), (100, 200)), ["ring.zero-area"], id="on one oblique line"
        ),
        pytest.param(
            of((0, 0), (0, 0), (0, 100), (100, 100)),
            ["ring.repeated-vertex"],
            id="a repeated point",
        ),
        pytest.param(
            of((0, 0), (0, 0), (0, 100), (0, 300)),
            ["ring.repeated-vertex", "ring.zero-area"],
            id="repeated and flat",
        ),
        pytest.param(of((0, 0), (100, 100), (0, 100), (100, 0)), ["ring.crossing"], id="a bow tie"),
        pytest.param(
            of((0, 0), (100, 0), (50, 50), (100, 100), (0, 100), (50, 50)),
            ["ring.touches-itself"],
            id="touching itself at a corner",
        ),
        pytest.param(
            of((0, 0), (100, 0), (100, 100), (50, 0), (0, 100)),
            ["ring.crossing", "ring.crossing"],
            id="a corner on another edge",
        ),
        pytest.param(
            of((0, 0), (0, 200), (100, 200), (50, 200), (50, 300), (200, 300), (200, 0)),
            ["ring.overlapping-edges", "ring.crossing"],
            id="an edge back over another",
        ),
    ],
)
def test_a_ring_that_is_not_simple_is_refused(text, expected):
    assert codes(text) == expected


def test_a_crossing_names_both_edges_and_the_place():
    (problem,) = refused(of((0, 0), (100, 100), (0, 100), (100, 0)))

    assert "边 1–2 与边 3–4 相交于 4320050, 29600050" in problem.text.zh
    assert problem.place.field == "ring 1 point 3"


def test_a_crossing_in_degrees_is_found_too():
    text = '{"type":"Polygon","coordinates":[[[88,39],[88.1,39.1],[88.1,39],[88,39.1],[88,39]]]}'

    (problem,) = refused(text)

    assert (problem.code, "39.05, 88.05" in problem.text.zh) == ("ring.crossing", True)


def test_a_flat_ring_in_degrees_is_found_too():
    text = '{"type":"Polygon","coordinates":[[[88,39],[88.1,39],[88.2,39],[88,39]]]}'

    assert codes(text) == ["ring.zero-area"]


def test_problems_of_several_rings_are_found_in_one_run():
    bow = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]
    flat = a_ring([SQUARE[0], SQUARE[0], SQUARE[0]])

    found = codes(a_range(a_ring(bow, top="1", bottom="2"), flat, a_ring(flag="0")))

    assert found == ["ring.top-below-bottom", "range.flag", "ring.crossing", "ring.too-few-points"]


def test_a_wild_ring_is_refused_soon():
    turns = [2.399963 * number for number in range(20_000)]
    wild = of(*((400 * math.cos(turn * 7.1), 400 * math.sin(turn * 3.3)) for turn in turns))

    began = time.perf_counter()
    found = codes(wild)

    assert set(found) <= {"ring.crossing", "ring.touches-itself", "input.more-problems"}
    assert time.perf_counter() - began < 10


def test_the_first_ring_must_be_ground():
    inside = a_square(north=-200.0, east=200.0, size=200.0)

    assert codes(a_range(a_ring(flag="-1"), a_ring(inside))) == ["ground.hole-first"]


@pytest.mark.parametrize(
    "hole",
    [
        pytest.param(a_square(east=5000.0), id="apart"),
        pytest.param(a_square(east=500.0), id="half outside"),
        pytest.param(a_square(north=100.0, east=-100.0, size=1200.0), id="around"),
    ],
)
def test_a_hole_outside_the_ground_is_refused(hole):
    (problem,) = refused(a_range(a_ring(), a_ring(hole, flag="-1")))

    assert problem.code == "ground.hole-outside"


def test_a_hole_along_the_edge_within_a_millimetre_is_inside():
    edge = a_square(north=-200.0, east=0.0, size=200.0)

    ground = read_ground(a_range(a_ring(), a_ring(edge, flag="-1")))

    assert ground.warnings == ()


def test_a_corner_closer_to_a_long_edge_than_straightness_goes_is_refused():
    # Straight in the plane and straight in degrees differ by a metre in the middle of 14 km.
    near = of((0, 0), (10_000, 10_000), (0, 10_000), (4999.99, 5000.01))
    far = of((0, 0), (10_000, 10_000), (10_000, 0), (5000.01, 4999.99))

    found = []
    for text in (near, far):
        try:
            found.append(warnings(read_ground(text)))
        except Invalid as refusal:
            found.append([problem.code for problem in refusal.problems])

    assert sorted(found) == [[], ["ground.invalid"]]


def test_a_hole_that_takes_everything_leaves_no_ground():
    assert codes(a_range(a_ring(), a_ring(flag="-1"))) == ["ground.zero-area"]


def test_layers_above_each_other_are_fine():
    layers = a_range(a_ring(top="300", bottom="200"), a_ring(top="200", bottom="100"))

    assert warnings(read_ground(layers)) == []


def test_rings_that_touch_make_one_range():
    ground = read_ground(a_range(a_ring(), a_ring(a_square(east=1000.0))))

    assert (len(ground.geometry.geoms), ground.warnings) == (1, ())
