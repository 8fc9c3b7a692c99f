# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A column of WKB written by the compiled kernel. GeoJSON 书写内核测试。"""

import json

import numpy as np
import orjson
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.geo.overlap.decoding import WkbColumn
from kuangtu.geo.writing import geojson, geojson_of_wkb, warm_up

SHAPES = [
    "POINT (88.1 39)",
    "MULTIPOINT (88.1 39, 88.2 39.30000000000001)",
    "LINESTRING (0 0, 1 0.1, 2 2)",
    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 5))",
    "POLYGON ((0 0, 4 0, 4 4, 0 0))",
    "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (3 3, 4 3, 4 4, 3 3))",
    "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 9 5, 9 9, 5 5), (7 6, 8 6, 8 7, 7 6)))",
]
AS_STORED = {"output_dimension": 3, "byte_order": 1, "flavor": "iso"}


@pytest.fixture(autouse=True, scope="module")
def loaded():
    warm_up()


def column_of(*geometries, **written):
    return WkbColumn.of([shapely.to_wkb(one, **(AS_STORED | written)) for one in geometries])


def texts_of(*geometries, **written):
    found = geojson_of_wkb(*column_of(*geometries, **written))
    return None if found is None else [bytes(text) for text in found]


def test_every_kind_is_written_as_geojson_says():
    shapes = list(shapely.from_wkt(SHAPES))

    found = texts_of(*shapes, *reversed(shapes))

    expected = [json.loads(shapely.to_geojson(one)) for one in [*shapes, *reversed(shapes)]]
    assert [json.loads(text) for text in found] == expected


def points_written(points):
    """The coordinates of a line, as the kernel and as the encoder in use elsewhere write them."""
    (text,) = texts_of(shapely.LineString(points))
    encoded = orjson.dumps(np.array(points), option=orjson.OPT_SERIALIZE_NUMPY)
    return text.removeprefix(b'{"type":"LineString","coordinates":').removesuffix(b"}"), encoded


within = st.floats(0.01, 1e14, exclude_max=True)
coordinates = st.one_of(st.just(0.0), within, within.map(lambda number: -number))
few_digits = st.tuples(st.integers(-(10**15), 10**15), st.integers(0, 12)).map(
    lambda parts: float(f"{parts[0]}e-{parts[1]}")
)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=30))
def test_a_number_has_the_fewest_digits_that_give_it_back(points):
    found, expected = points_written(points)

    assert found == expected


@given(st.lists(few_digits.filter(lambda n: n == 0 or 0.01 <= abs(n) < 1e14), min_size=2))
def test_a_number_of_few_digits_is_written_with_these(numbers):
    found, expected = points_written([(number, 88.1) for number in numbers])

    assert found == expected


@pytest.mark.parametrize("power", range(-6, 47))
@pytest.mark.parametrize("steps", [-2, -1, 0, 1, 2])
def test_numbers_beside_a_power_of_two_are_given_back(power, steps):
    number = 2.0**power
    for _ in range(abs(steps)):
        number = float(np.nextafter(number, np.inf if steps > 0 else 0))

    found, expected = points_written([(number, -number), (number, number)])

    assert found == expected


@pytest.mark.parametrize(
    "geometry",
    [
        shapely.Point(1, 2, 3),
        shapely.Polygon(),
        shapely.MultiPoint(),
        shapely.Point(),
        shapely.from_wkt("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), EMPTY)"),
        shapely.GeometryCollection([shapely.Point(1, 2)]),
        shapely.Point(1e14, 1),
        shapely.Point(0.001, 1),
        shapely.Point(float("inf"), 1),
    ],
)
def test_what_the_kernel_does_not_know_is_declined_as_a_whole(geometry):
    assert texts_of(shapely.Point(1, 2), geometry) is None


def test_big_endian_values_are_declined():
    assert texts_of(shapely.Point(1, 2), byte_order=0) is None


@pytest.mark.parametrize("words", SHAPES)
def test_a_value_that_is_cut_short_or_too_long_is_declined(words):
    data, _ = column_of(shapely.from_wkt(words))
    longer = np.concatenate([data, np.zeros(40, np.uint8)])

    told = [geojson_of_wkb(longer, np.array([0, end])) for end in range(len(longer))]

    assert [end for end, texts in enumerate(told) if texts is not None] == [len(data)]


def test_a_part_of_a_column_is_written_from_where_it_begins():
    data, offsets = column_of(*(shapely.Point(number, 1) for number in range(1, 5)))

    found = geojson_of_wkb(data, offsets[1:4])

    assert [json.loads(bytes(text))["coordinates"][0] for text in found] == [2.0, 3.0]


def test_an_empty_column_has_no_texts():
    assert geojson_of_wkb(np.empty(0, np.uint8), np.zeros(1, np.int64)) == []


def test_before_it_is_loaded_the_kernel_writes_nothing(monkeypatch):
    monkeypatch.setattr(geojson, "_LOADED", [])

    assert texts_of(shapely.Point(1, 2)) is None
