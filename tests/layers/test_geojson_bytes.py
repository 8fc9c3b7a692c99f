# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features written as GeoJSON by whole columns. GeoJSON 编码测试。"""

import json
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.geo import writing
from kuangtu.geo.writing import geojson
from kuangtu.layers.geojson_bytes import features_json, geometries_json

SHAPES = [
    "POINT (88.1 39)",
    "MULTIPOINT (88.1 39, 88.2 39.30000000000001)",
    "LINESTRING (0 0, 1 0.1, 2 2)",
    "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3, 4 5))",
    "POLYGON ((0 0, 4 0, 4 4, 0 0))",
    "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1), (3 3, 4 3, 4 4, 3 3))",
    "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)), ((5 5, 9 5, 9 9, 5 5), (7 6, 8 6, 8 7, 7 6)))",
    "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
    "POINT Z (1 2 3)",
    "POLYGON EMPTY",
]


@pytest.fixture(params=["kernel", "plain"])
def writer(request, monkeypatch):
    """Both ways of writing a page: by the compiled kernel, and before it is loaded."""
    if request.param == "kernel":
        writing.warm_up()
    else:
        monkeypatch.setattr(geojson, "_LOADED", [])


def written(*words):
    return [json.loads(one) for one in geometries_json(shapely.from_wkt(list(words)))]


def as_shapely_writes(*words):
    return [json.loads(shapely.to_geojson(shapely.from_wkt(one))) for one in words]


@pytest.mark.parametrize("words", SHAPES)
def test_a_geometry_is_written_as_geojson_says(words):
    assert written(words) == as_shapely_writes(words)


def test_all_kinds_of_geometries_stand_on_one_page_in_their_order():
    assert written(*SHAPES, *reversed(SHAPES)) == as_shapely_writes(*SHAPES, *reversed(SHAPES))


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=20))
def test_a_coordinate_is_the_same_number_after_reading(points):
    found = geometries_json(np.array([shapely.multipoints(points)]))

    assert json.loads(found[0])["coordinates"] == [list(point) for point in points]


def test_a_page_without_features_is_empty():
    assert geometries_json(np.array([], dtype=object)) == []


@pytest.mark.usefixtures("writer")
def test_attributes_are_plain_values_and_what_is_missing_is_null():
    table = pa.table(
        {
            "feature_id": ["1", '2"'],
            "name": ["红柳沟", None],
            "day": pa.array([date(2024, 1, 31), None]),
            "area": [1.5, float("nan")],
            "is_closed": [True, None],
            "geometry": shapely.to_wkb(shapely.from_wkt(["POINT (1 2)", "POINT (3 4)"])),
        }
    )

    found = features_json(table, properties=["name", "day", "area", "is_closed"])

    assert json.loads(b"[%b]" % found) == [
        {
            "type": "Feature",
            "id": "1",
            "geometry": {"type": "Point", "coordinates": [1.0, 2.0]},
            "properties": {"name": "红柳沟", "day": "2024-01-31", "area": 1.5, "is_closed": True},
        },
        {
            "type": "Feature",
            "id": '2"',
            "geometry": {"type": "Point", "coordinates": [3.0, 4.0]},
            "properties": {"name": None, "day": None, "area": "nan", "is_closed": None},
        },
    ]


WITH_A_HOLE = "POLYGON ((0 0, 9 0, 9 9, 0 0), (2 1, 3 1, 3 2, 2 1))"


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize("extra", [[], [WITH_A_HOLE], SHAPES])
@pytest.mark.parametrize("part", [slice(None), slice(1, None), slice(0, 0)])
def test_a_page_is_the_same_whatever_stands_beside_polygons_of_one_ring(extra, part):
    words = ["POLYGON ((0 0, 4 0, 4 4, 0 0))", "POLYGON ((1 1, 5 1, 5 5, 4 7.1, 1 1))", *extra]
    shapes = shapely.from_wkt(words)
    table = pa.table(
        {"feature_id": list(map(str, range(len(words)))), "geometry": shapely.to_wkb(shapes)}
    )
    table = pa.concat_tables([table, table.slice(1)])[part]

    found = json.loads(b"[%b]" % features_json(table, properties=[]))

    assert [one["geometry"] for one in found] == as_shapely_writes(*[*words, *words[1:]][part])
    assert [one["id"] for one in found] == table.column("feature_id").to_pylist()


@pytest.mark.usefixtures("writer")
def test_a_page_is_placed_in_another_system():
    table = pa.table(
        {"feature_id": ["1"], "geometry": shapely.to_wkb([shapely.box(88, 39, 89, 40)])}
    )

    found = features_json(table, properties=[], placing=lambda xy: xy[:, ::-1])

    assert json.loads(found)["geometry"]["coordinates"][0][0] == [39.0, 89.0]


def test_what_looks_like_the_end_of_a_feature_in_a_value_stays_a_value():
    name = '}},{"type":"Feature","id":"2","properties":{"name":"'
    table = pa.table({"feature_id": ["1", name], "name": [name, "乙"]})

    found = json.loads(b"[%b]" % features_json(table, properties=["name"]))

    assert [one["id"] for one in found] == ["1", name]
    assert [one["properties"] for one in found] == [{"name": name}, {"name": "乙"}]
    assert [one["geometry"] for one in found] == [None, None]
