# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The legal plane. 等积平面。"""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geo.overlap.shape_builders import annex_d_area_m2, stars
from kuangtu.geo.overlap import Engine, arrays_of
from kuangtu.geo.overlap.authalic import from_plane, metres_per_unit, ring_area_m2, to_plane

SAMPLE = [
    (38446311.66, 3810331.42),
    (38446592.66, 3810329.42),
    (38449863.66, 3810835.42),
    (38449855.66, 3809233.42),
    (38446305.66, 3809252.42),
    (38446311.66, 3810331.42),
]
degrees = st.tuples(st.floats(73.5, 135), st.floats(3.5, 53.5))


def area_km2(ring):
    x, y = to_plane(*np.transpose(ring))
    return abs(ring_area_m2(x, y)) / 1e6


def rectangle(west, south, east, north):
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def test_the_ring_of_the_sample_range_has_its_legal_area():
    transformer = Transformer.from_crs(4526, 4490, always_xy=True)
    ring = [transformer.transform(east, north) for east, north in SAMPLE]

    assert round(area_km2(ring), 6) == 4.683808
    assert area_km2(ring) == pytest.approx(annex_d_area_m2(ring) / 1e6, rel=1e-9)


def test_a_map_sheet_has_its_legal_area():
    sheet = rectangle(87.5, 38 + 1 / 6, 87.75, 38 + 1 / 3)

    assert round(area_km2(sheet), 6) == 404.846484
    assert area_km2(sheet) == pytest.approx(annex_d_area_m2(sheet) / 1e6, rel=1e-9)


@pytest.mark.parametrize(
    ("south", "expected"),
    [(36, 2.7787), (37, 2.7437), (38, 2.7078), (39, 2.6710), (40, 2.6335), (41, 2.5951)],
)
def test_a_minute_block_has_its_legal_area(south, expected):
    assert round(area_km2(rectangle(90, south, 90 + 1 / 60, south + 1 / 60)), 4) == expected


@given(st.lists(degrees, min_size=3, max_size=8))
def test_every_ring_has_the_area_of_the_standards_series(corners):
    ring = [*corners, corners[0]]
    scale = 1e-9 * max(area_km2(rectangle(*shapely.MultiPoint(corners).bounds)), 1e-3)

    assert area_km2(ring) == pytest.approx(annex_d_area_m2(ring) / 1e6, rel=1e-9, abs=scale)


@given(st.lists(degrees, min_size=1, max_size=5))
def test_the_way_back_loses_less_than_a_hundredth_of_a_micrometre(places):
    given_degrees = np.transpose(places)

    returned = np.array(from_plane(*to_plane(*given_degrees)))

    assert np.abs(returned - given_degrees).max() < 1e-13  # degrees


def test_meridians_and_parallels_stay_straight_to_the_last_bit():
    x, _ = to_plane(np.full(1000, 88.5), np.linspace(36, 41, 1000))
    _, y = to_plane(np.linspace(86, 94, 1000), np.full(1000, 40.0))

    assert (np.ptp(x), np.ptp(y)) == (0.0, 0.0)


def test_a_place_has_the_same_coordinates_alone_and_among_many():
    random = np.random.default_rng(3)
    longitudes, latitudes = random.uniform(73, 135, 9000), random.uniform(3, 54, 9000)
    x, y = to_plane(longitudes, latitudes)

    alone = [to_plane(longitudes[i : i + 1], latitudes[i : i + 1]) for i in range(0, 9000, 97)]

    assert [(a[0], b[0]) for a, b in alone] == list(zip(x[::97], y[::97], strict=True))


def test_both_engines_project_to_the_same_bits():
    shapes = stars(300, box=(73, 3, 135, 53))

    kernel, geos = (arrays_of(shapes, engine=engine) for engine in (Engine.KERNEL, Engine.GEOS))

    assert np.array_equal(kernel.paths.coordinates, geos.paths.coordinates)
    assert np.array_equal(kernel.boxes, geos.boxes)
    assert kernel.areas_m2 == pytest.approx(geos.areas_m2, rel=1e-12)


def test_the_plane_keeps_areas_at_every_latitude():
    along_parallel, along_meridian = metres_per_unit(np.array([0.0, 36.0, 53.0]))

    assert along_parallel * along_meridian == pytest.approx(1, abs=1e-15)
