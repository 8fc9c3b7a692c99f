# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lengths and areas of what is drawn on the map."""

import pytest
import shapely

from kuangtu.geo.area import area_m2
from web.page_builders import signed_in

pytestmark = pytest.mark.django_db


def measured(body):
    return signed_in().post("/map/measure/", body, content_type="application/json")


def test_a_line_is_measured_on_the_ellipsoid():
    answer = measured({"type": "LineString", "coordinates": [[88, 39], [89, 39]]})

    assert round(answer.json()["length_m"]) == 86_626


def test_a_polygon_has_the_area_of_annex_d_and_a_geodesic_perimeter():
    square = shapely.box(88, 39, 88.1, 39.1)

    answer = measured(shapely.to_geojson(square)).json()

    assert answer["area_m2"] == area_m2(square)
    assert round(answer["perimeter_m"]) == 39_516


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        b"\xff\xfe",
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "LineString", "coordinates": []}',
        '{"type": "LineString", "coordinates": [[88, 39], [1e400, 39]]}',
        '{"type": "LineString", "coordinates": [[88, 39], [188, 39]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}',
    ],
)
def test_what_is_no_figure_is_not_measured(body):
    assert measured(body).status_code == 422
