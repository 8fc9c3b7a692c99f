# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How wide a narrow piece of ground is at its widest place. 窄条宽度。"""

import math
from itertools import pairwise

import pytest
import shapely
from shapely import MultiPolygon, Polygon

from kuangtu.geo.area import area_m2
from kuangtu.geo.distance import point_distance_m
from kuangtu.geo.strips import may_be_narrow, perimeter_m, widest_m

MIDDLE = (88.17, 39.02)
METRE_NORTH = 1 / 111_017.6  # degrees of latitude and of longitude that make a metre there
METRE_EAST = 1 / 86_607.2


def metres(*points):
    """A polygon laid out in metres east and north of the middle."""
    placed = [(MIDDLE[0] + x * METRE_EAST, MIDDLE[1] + y * METRE_NORTH) for x, y in points]
    return Polygon(placed)


def strip(width_m, length_m=2000.0, turned=0.0):
    cos, sin = math.cos(turned), math.sin(turned)
    corners = [(0, 0), (length_m, 0), (length_m, width_m), (0, width_m)]
    return metres(*((x * cos - y * sin, x * sin + y * cos) for x, y in corners))


@pytest.mark.parametrize("width_m", [0.002, 0.005, 0.01, 0.05])
@pytest.mark.parametrize("turned", [0.0, 0.6, math.pi / 2])
def test_a_strip_is_as_wide_as_it_is(width_m, turned):
    assert widest_m(strip(width_m, turned=turned)) == pytest.approx(width_m, abs=0.0011)


def test_a_wedge_is_as_wide_as_the_circle_that_fits_at_its_open_end():
    wedge = metres((0, 0), (1000, 0), (1000, 0.02))

    assert widest_m(wedge) == pytest.approx(0.02, abs=0.0011)


def test_one_bulge_makes_a_long_strip_wide():
    bulge = metres((900, 0), (906, 0), (903, 3))
    piece = shapely.union(strip(0.004), bulge)

    assert 2 * area_m2(piece) / perimeter_m(piece) < 0.01  # on average it is a strip
    assert widest_m(piece) is None


def test_a_small_compact_piece_is_not_narrow():
    assert widest_m(metres((0, 0), (4, 0), (4, 4), (0, 4))) is None


def test_the_widest_of_several_pieces_counts():
    pieces = MultiPolygon([strip(0.003), metres((0, 50), (300, 50), (300, 50.03), (0, 50.03))])

    assert widest_m(pieces) == pytest.approx(0.03, abs=0.0011)


@pytest.mark.parametrize("empty", [Polygon(), MultiPolygon()])
def test_nothing_has_no_width(empty):
    assert (widest_m(empty), perimeter_m(empty)) == (0.0, 0.0)


def test_a_perimeter_is_near_the_sum_of_the_geodesics_of_all_rings():
    outer, inner = shapely.box(88.0, 39.0, 88.1, 39.1), shapely.box(88.04, 39.04, 88.05, 39.05)
    ring = [(88.0, 39.0), (88.1, 39.0), (88.1, 39.1), (88.0, 39.1), (88.0, 39.0)]
    around_m = sum(point_distance_m(a, b) for a, b in pairwise(ring))

    assert perimeter_m(outer) == pytest.approx(around_m, rel=1e-4)
    assert perimeter_m(shapely.difference(outer, inner)) == pytest.approx(
        around_m + perimeter_m(inner), rel=1e-4
    )


def test_what_is_too_large_for_its_length_is_no_strip():
    assert may_be_narrow(area_m2(strip(0.05)), 2000.0)
    assert not may_be_narrow(area_m2(strip(0.2)), 2000.0)
