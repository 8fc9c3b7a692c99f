# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Filters in CQL2, text and JSON, on a small edition. 过滤表达式测试。"""

import json
from datetime import date

import cql2
import numpy as np
import pyarrow as pa
import pytest
import shapely

from kuangtu.core.errors import Invalid
from kuangtu.layers.bounded import BoundedCache
from kuangtu.layers.feature_pages import FeaturePages
from kuangtu.layers.features import data_file
from kuangtu.layers.storing import write_geoparquet
from kuangtu.layers.verifying import state_of_file
from kuangtu.ogc.filtering import Kind, parsed, rows_matching
from kuangtu.ogc.filtering.reading import DEEPEST
from kuangtu.ogc.filtering.values import Known
from kuangtu.ogc.systems import CRS84, EPSG, SYSTEMS
from ogc.ogc_builders import square

ROWS = {
    "name": ["甲", "Émile", "b50%", "B50x", None],
    "other": ["甲", "x", "b50%", "y", None],
    "count": [1, 2, 3, 4, None],
    "area": [1.5, 2.0, 10.0, None, 4.0],
    "day": [date(2020, 1, 1), date(2021, 6, 30), date(2024, 2, 29), None, date(2020, 1, 2)],
    "is_closed": [True, False, True, None, False],
}
KINDS = {
    "name": Kind.TEXT,
    "other": Kind.TEXT,
    "count": Kind.NUMBER,
    "area": Kind.NUMBER,
    "day": Kind.TIME,
    "is_closed": Kind.BOOLEAN,
    "geometry": Kind.GEOMETRY,
}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Five squares along a parallel, the first to the fifth in their order."""
    path = tmp_path_factory.mktemp("edition") / "data.parquet"
    shapes = np.array([square(at) for at in range(5)])
    write_geoparquet(
        path, feature_ids=[1, 2, 3, 4, 5], geometries=shapes, attributes=pa.table(ROWS)
    )
    pages = FeaturePages("sha", data_file(state_of_file(path)), BoundedCache(10_000_000))
    return Known(pages, KINDS)


def found(known, words, language="cql2-text", system=CRS84):
    rows = rows_matching(parsed(words, language), known, SYSTEMS[system])
    return known.pages.table(rows).column("feature_id").to_pylist()


ANSWERS = [
    # basic CQL2
    ("name = '甲'", "1"),
    ("name <> '甲'", "234"),
    ("count < 3", "12"),
    ("count <= 3", "123"),
    ("count > 3", "4"),
    ("count >= 3", "34"),
    ("3 <= count", "34"),
    ("count IS NULL", "5"),
    ("count IS NOT NULL", "1234"),
    ("count = 1 OR area = 4", "15"),
    ("count > 1 AND area > 1", "23"),
    ("NOT count = 1", "234"),
    ("NOT (count = 1 OR area = 4.0)", "23"),
    ("is_closed = true", "13"),
    ("is_closed", "13"),
    ("TRUE", "12345"),
    ("FALSE OR count = 2", "2"),
    ("day = DATE('2020-01-01')", "1"),
    ("day > DATE('2020-01-01')", "235"),
    ("day < TIMESTAMP('2020-01-01T12:00:00Z')", "1"),
    ("day >= '2021-01-01'", "23"),
    # advanced comparison
    ("name LIKE 'b%'", "3"),
    ("name LIKE '_'", "1"),
    ("name LIKE 'b50\\%'", "3"),
    ("name NOT LIKE 'b%'", "124"),
    ("count BETWEEN 2 AND 3", "23"),
    ("count NOT BETWEEN 2 AND 3", "14"),
    ("name IN ('甲', 'B50x')", "14"),
    ("name NOT IN ('甲')", "234"),
    ("day BETWEEN DATE('2020-01-01') AND DATE('2020-12-31')", "15"),
    # letters
    ("CASEI(name) = CASEI('b50X')", "4"),
    ("CASEI(name) LIKE CASEI('B50%')", "34"),
    ("CASEI(name) IN (CASEI('B50%'), CASEI('é'))", "3"),
    ("ACCENTI(name) = ACCENTI('Emile')", "2"),
    ("ACCENTI(CASEI(name)) = ACCENTI(CASEI('ÉMILE'))", "2"),
    # attributes with one another, and arithmetic
    ("name = other", "13"),
    ("count < area", "13"),
    ("count + area * 2 > 20", "3"),
    ("count - 1 - 1 = 0", "2"),
    ("count / 2 = 1.5", "3"),
    ("count % 2 = 1", "13"),
    ("count DIV 2 = 1", "23"),
    ("count ^ 2 = 9", "3"),
    # places
    ("S_INTERSECTS(geometry, POINT(88.005 39.005))", "1"),
    ("S_INTERSECTS(geometry, BBOX(88.1, 39, 88.2, 39.1))", "23"),
    ("S_INTERSECTS(geometry, LINESTRING(88 39.005, 88.15 39.005))", "12"),
    ("S_INTERSECTS(geometry, POLYGON((88 39, 88.02 39, 88.02 39.02, 88 39)))", "1"),
    ("S_INTERSECTS(geometry, MULTIPOINT((88.005 39.005), (88.405 39.005)))", "15"),
    ("S_DISJOINT(geometry, BBOX(88, 39, 88.25, 40))", "45"),
    ("S_INTERSECTS(geometry, BBOX(170, -90, 88.05, 90))", "1"),  # across the 180th meridian
    ("S_WITHIN(geometry, BBOX(88.09, 38, 88.22, 40))", "23"),
    ("S_WITHIN(POINT(88.105 39.005), geometry)", "2"),
    ("S_CONTAINS(geometry, POINT(88.105 39.005))", "2"),
    ("S_TOUCHES(geometry, POINT(88.11 39.01))", "2"),
    ("S_OVERLAPS(geometry, BBOX(88.005, 39, 88.2, 39.005))", "12"),
    ("S_CROSSES(geometry, LINESTRING(88 38.9, 88.005 39.005, 88.02 39.1))", "1"),
    ("S_EQUALS(geometry, POLYGON((88.3 39, 88.31 39, 88.31 39.01, 88.3 39.01, 88.3 39)))", "4"),
    ("S_INTERSECTS(geometry, geometry)", "12345"),
    ("S_INTERSECTS(POINT(1 1), BBOX(0, 0, 2, 2))", "12345"),
    ("NOT S_INTERSECTS(geometry, BBOX(88, 39, 88.25, 40)) AND area > 3", "5"),
]


@pytest.mark.parametrize(("words", "expected"), ANSWERS)
def test_a_filter_finds(known, words, expected):
    assert "".join(found(known, words)) == expected


@pytest.mark.parametrize(("words", "expected"), ANSWERS)
def test_the_same_filter_as_json_finds_the_same(known, words, expected):
    as_json = json.dumps(cql2.parse_text(words).to_json())

    assert "".join(found(known, as_json, "cql2-json")) == expected


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("nix = 1", "ogc.filter-property"),
        ("geometry = 1", "ogc.filter-property"),
        ("name = 1", "ogc.filter-kinds"),
        ("is_closed > 3", "ogc.filter-kinds"),
        ("count LIKE 'a'", "ogc.filter-kinds"),
        ("count + name = 3", "ogc.filter-kinds"),
        ("CASEI(count) = '1'", "ogc.filter-kinds"),
        ("name", "ogc.filter-kinds"),
        ("day = DATE('2020-13-01')", "ogc.filter-unreadable"),
        ("day = 'soon'", "ogc.filter-unreadable"),
        ("name =", "ogc.filter-unreadable"),
        ("name LIKE other", "ogc.filter-unreadable"),
        ("soundex(name) = 'x'", "ogc.filter-function"),
        ("T_AFTER(day, DATE('2020-01-01'))", "ogc.filter-function"),
        ("A_CONTAINS(name, ('a', 'b'))", "ogc.filter-function"),
        ("S_WITHIN(name, POINT(1 2))", "ogc.filter-no-geometry"),
        ("S_WITHIN(geometry, BBOX(1, 2))", "ogc.filter-unreadable"),
        ("S_WITHIN(geometry, BBOX(1, 5, 3, 4))", "ogc.filter-unreadable"),
        ("S_WITHIN(geometry, POLYGON((0 0, 1 1, 1 0, 0 1, 0 0)))", "ogc.filter-geometry"),
        ("(" * (DEEPEST + 1) + "count = 1" + ")" * (DEEPEST + 1), "ogc.filter-unreadable"),
        ("NOT " * 5_000 + "count = 1", "ogc.filter-unreadable"),
        ("name = '" + "x" * 20_000 + "'", "ogc.filter-unreadable"),
    ],
)
def test_a_filter_that_cannot_be_answered_says_why(known, words, code):
    with pytest.raises(Invalid) as caught:
        found(known, words)

    assert [(one.code, one.place.field) for one in caught.value.problems] == [(code, "filter")]


@pytest.mark.parametrize(
    "words",
    [
        "nonsense",
        "[1]",
        '{"op": "="}',
        '{"op": "and", "args": []}',
        '{"op": "=", "args": [1]}',
        '{"op": "in", "args": [{"property": "name"}, "x"]}',
        '{"op": "s_within", "args": [{"property": "geometry"}, {"type": "Point"}]}',
        '{"op":"not","args":[' * 200 + "true" + "]}" * 200,
        "[" * 10_000,
    ],
)
def test_json_that_is_no_filter_is_refused(known, words):
    with pytest.raises(Invalid) as caught:
        found(known, words, "cql2-json")

    assert [one.place.field for one in caught.value.problems] == ["filter"]


def test_geometries_are_read_in_the_order_of_their_system(known):
    words = "S_INTERSECTS(geometry, POINT(39.005 88.105))"

    assert found(known, words, system=f"{EPSG}4490") == ["2"]


def test_geometries_of_a_plane_are_northing_first(known):
    (northing, easting) = SYSTEMS[f"{EPSG}4518"].from_degrees(np.array([[88.205, 39.005]]))[0]

    words = f"S_INTERSECTS(geometry, POINT({northing} {easting}))"

    assert found(known, words, system=f"{EPSG}4518") == ["3"]


def test_a_geometry_outside_its_system_is_told_at_the_parameter_that_names_it(known):
    words = "S_INTERSECTS(geometry, POINT(1 1))"

    with pytest.raises(Invalid) as caught:
        found(known, words, system=f"{EPSG}4518")

    assert [one.place.field for one in caught.value.problems] == ["filter-crs"]


def test_a_straight_line_of_a_plane_is_straight_there_and_not_in_degrees():
    system = SYSTEMS[f"{EPSG}4518"]
    corners = system.from_degrees(np.array([[88.0, 39.0], [92.0, 39.0], [92.0, 40.0]]))

    area = system.area_in_degrees(shapely.Polygon(corners), parameter="filter-crs")

    # Between two points of one parallel a plane's line bends poleward.
    assert area.covers(shapely.Point(91.9, 39.1))
    assert not area.covers(shapely.Point(90.0, 39.0))


def test_a_number_in_json_is_compared_with_every_digit_it_has():
    equal = {"op": "=", "args": [{"property": "area"}, 64075317.014291756]}
    larger = {"op": ">", "args": [{"property": "area"}, 5.5]}
    nested = {"op": "or", "args": [{"op": "or", "args": [larger, equal]}, larger]}

    assert parsed(json.dumps(equal), "cql2-json") == equal
    assert parsed(json.dumps(nested), "cql2-json") == {"op": "or", "args": [larger, equal, larger]}
