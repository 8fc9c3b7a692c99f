# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Pages of features: which, how many, in which order and system. 要素查询测试。"""

from datetime import date

import pytest
import shapely
from pyproj import Transformer

from kuangtu.accounts.actor import SYSTEM
from kuangtu.layers.services import withdraw_edition
from ogc.ogc_builders import DAY, ITEMS, a_layer, get, names, square

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


def rels(body):
    return {one["rel"]: one["href"] for one in body["links"]}


def test_a_page_says_how_many_there_are_and_leads_to_the_next(reader, folder):
    a_layer(folder)

    pages, address = [], f"{ITEMS}?limit=2"
    while address:
        body = get(reader, address).json()
        pages.append((body["numberMatched"], body["numberReturned"]))
        address = rels(body).get("next")

    assert pages == [(5, 2), (5, 2), (5, 1)]


def test_every_feature_stands_on_exactly_one_page(reader, folder):
    a_layer(folder, {f"区{at}": square(at % 7, at // 7) for at in range(30)})

    found = [
        name
        for offset in range(0, 30, 4)
        for name in names(get(reader, ITEMS, limit=4, offset=offset))
    ]

    assert sorted(found) == sorted(f"区{at}" for at in range(30))


def test_the_page_before_is_linked_too(reader, folder):
    a_layer(folder)

    body = get(reader, ITEMS, limit=2, offset=4).json()

    assert "next" not in rels(body)
    assert get(reader, rels(body)["prev"]).json()["numberReturned"] == 2


def test_later_pages_are_of_the_edition_of_the_first(reader, folder):
    a_layer(folder)
    following = rels(get(reader, ITEMS, limit=2).json())["next"]
    a_layer(folder, {"新区": square(9)}, dated_on=date(2026, 7, 31))

    assert get(reader, following).json()["numberMatched"] == 5
    assert get(reader, ITEMS).json()["numberMatched"] == 1


def test_whoever_turns_the_page_of_a_withdrawn_edition_is_told_to_begin_again(reader, folder):
    wrong = a_layer(folder)
    following = rels(get(reader, ITEMS, limit=2).json())["next"]
    a_layer(folder, dated_on=date(2026, 7, 31))
    withdraw_edition(edition=wrong, because="坐标有误", withdrawn_on=DAY, actor=SYSTEM)

    assert get(reader, following, status=409).json()["code"] == "ogc.edition-moved"


def test_a_limit_above_the_highest_is_the_highest(reader, folder):
    a_layer(folder)

    assert get(reader, ITEMS, limit=1_000_000).json()["numberReturned"] == 5


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ("88,39,88.15,40", ["保护区0", "保护区1"]),
        ("88.01,39,88.1,39.01", ["保护区0", "保护区1"]),  # both touch it
        ("88.005,39.005,88.006,39.006", ["保护区0"]),  # inside one
        ("88.005,39.005,88.005,39.005", ["保护区0"]),  # a point
        ("88.005,39.005,88.2,39.005", ["保护区0", "保护区1", "保护区2"]),  # a line
        ("0,0,1,1", []),
        ("88,39,0,88.15,40,100", ["保护区0", "保护区1"]),
        ("170,-90,88.05,90", ["保护区0"]),  # across the 180th meridian
    ],
)
def test_a_box_finds_what_it_meets(reader, folder, box, expected):
    a_layer(folder)

    answer = get(reader, ITEMS, bbox=box)

    assert sorted(names(answer)) == expected
    assert answer.json()["numberMatched"] == len(expected)


def test_a_box_finds_by_geometry_and_not_by_its_box(reader, folder):
    a_layer(folder, {"三角": shapely.Polygon([(88, 39), (88.1, 39), (88, 39.1), (88, 39)])})

    assert names(get(reader, ITEMS, bbox="88.08,39.08,88.1,39.1")) == []
    assert names(get(reader, ITEMS, bbox="88.04,39.04,88.1,39.1")) == ["三角"]


@pytest.mark.parametrize("epsg", [4326, 4490])
def test_a_box_is_read_in_the_order_of_its_system(reader, folder, epsg):
    a_layer(folder)

    found = get(reader, ITEMS, bbox="39,88.18,40,88.25", **{"bbox-crs": f"{EPSG}{epsg}"})

    assert names(found) == ["保护区2"]


def test_a_box_of_a_plane_is_northing_first(reader, folder):
    a_layer(folder)
    to_plane = Transformer.from_crs(4490, 4518, always_xy=True)
    low, high = to_plane.transform(88.195, 38.99), to_plane.transform(88.225, 39.02)
    box = f"{low[1]},{low[0]},{high[1]},{high[0]}"

    assert names(get(reader, ITEMS, bbox=box, **{"bbox-crs": f"{EPSG}4518"})) == ["保护区2"]


@pytest.mark.parametrize("epsg", [4326, 4490])
def test_degrees_of_the_registry_are_latitude_first(reader, folder, epsg):
    a_layer(folder)

    answer = get(reader, ITEMS, crs=f"{EPSG}{epsg}", limit=1)

    assert answer.json()["features"][0]["geometry"]["coordinates"][0][0] == [39.0, 88.01]
    assert answer.headers["Content-Crs"] == f"<{EPSG}{epsg}>"


@pytest.mark.parametrize(("epsg", "zone"), [(4517, 29), (4518, 30), (4519, 31)])
def test_planes_are_northing_first_with_the_zone_before_the_easting(reader, folder, epsg, zone):
    a_layer(folder)

    answer = get(reader, f"{ITEMS}/1", crs=f"{EPSG}{epsg}")

    to_plane = Transformer.from_crs(4490, epsg, always_xy=True)
    easting, northing = to_plane.transform(88.01, 39.0)
    first = answer.json()["geometry"]["coordinates"][0][0]
    assert first == pytest.approx([northing, easting], abs=1e-6)
    assert int(first[1] // 1_000_000) == zone


def test_order_is_by_several_attributes_and_stays_across_pages(reader, folder):
    a_layer(folder)

    assert names(get(reader, ITEMS, sortby="-name", limit=2)) == ["保护区4", "保护区3"]
    assert names(get(reader, ITEMS, sortby="-name", limit=2, offset=2)) == ["保护区2", "保护区1"]
    assert names(get(reader, f"{ITEMS}?sortby=+name&limit=1")) == ["保护区0"]


def test_attributes_are_chosen(reader, folder):
    a_layer(folder)

    found = get(reader, ITEMS, properties="", limit=1).json()["features"][0]

    assert found["properties"] == {}


def test_an_attribute_is_a_parameter(reader, folder):
    a_layer(folder)

    assert names(get(reader, ITEMS, name="保护区3")) == ["保护区3"]
    assert names(get(reader, ITEMS, name="没有")) == []


def test_a_day_chooses_the_edition_that_holds_on_it(reader, folder):
    a_layer(folder, {"旧": square(0)}, dated_on=date(2020, 1, 1))
    a_layer(folder, {"新": square(1)}, dated_on=date(2024, 1, 1))

    assert names(get(reader, ITEMS)) == ["新"]
    assert names(get(reader, ITEMS, datetime="2021-05-01")) == ["旧"]
    assert names(get(reader, ITEMS, datetime="2021-05-01T00:00:00Z")) == ["旧"]
    assert names(get(reader, ITEMS, datetime="2020-01-01/2022-01-01")) == ["旧"]
    assert names(get(reader, ITEMS, datetime="2020-01-01/..")) == ["新"]
    # Midnight in the office, still the day before in Greenwich.
    assert names(get(reader, ITEMS, datetime="2023-12-31T16:00:00Z")) == ["新"]
    assert names(get(reader, ITEMS, datetime="2023-12-31T15:59:59Z")) == ["旧"]


def test_a_single_feature_is_as_on_its_page(reader, folder):
    a_layer(folder)
    on_page = get(reader, ITEMS, limit=1).json()["features"][0]

    alone = get(reader, f"{ITEMS}/{on_page['id']}").json()

    assert {key: alone[key] for key in on_page} == on_page
    assert "collection" in rels(alone)


def test_a_feature_that_is_not_there_is_not_found(reader, folder):
    a_layer(folder)

    body = get(reader, f"{ITEMS}/77", status=404).json()

    assert (body["status"], body["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        ("limit", "0"),
        ("limit", "x"),
        ("limit", "-1"),
        ("limit", "\u0661"),
        ("offset", "1.5"),
        ("bbox", "1,2,3"),
        ("bbox", "1,2,3,nan"),
        ("bbox", "1,5,3,4"),
        ("bbox", "8_8,39,89,40"),
        ("bbox", "-1e308,-1e308,1e308,1e308"),
        ("bbox-crs", "EPSG:4490"),
        ("crs", "http://www.opengis.net/def/crs/EPSG/0/3857"),
        ("datetime", "gestern"),
        ("datetime", "9999-12-31T23:59:59Z"),
        ("datetime", "../.."),
        ("datetime", "2024-01-01/2023-01-01"),
        ("datetime", "2024-01-01T00:00:00"),
        ("sortby", "nix"),
        ("properties", "nix"),
        ("edition", "0"),
        ("filter-lang", "sql"),
        ("nix", "1"),
        ("f", "gml"),
    ],
)
def test_a_wrong_parameter_is_named(reader, folder, parameter, words):
    a_layer(folder)

    answer = get(reader, ITEMS, status=400, **{parameter: words})

    body = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [one["field"] for one in body["problems"]] == [parameter]
    assert body["problems"][0]["message"]["zh"]
    assert body["problems"][0]["message"]["en"]


def test_a_parameter_given_twice_is_refused(reader, folder):
    a_layer(folder)

    found = get(reader, f"{ITEMS}?limit=1&limit=2", status=400).json()

    assert [one["code"] for one in found["problems"]] == ["ogc.parameter-twice"]


def test_as_many_questions_to_the_database_for_one_feature_as_for_many(
    reader, folder, django_assert_num_queries
):
    a_layer(folder)
    get(reader, ITEMS)

    with django_assert_num_queries(3):  # session, officer, edition
        get(reader, ITEMS, limit=1)
    with django_assert_num_queries(3):
        get(reader, ITEMS, limit=5)


def test_pages_say_values_as_people_read_them_and_json_as_they_are_stored(reader, folder):
    a_layer(folder, columns={"zone": ["核心区", "缓冲区", None, None, None]})
    as_page = {"headers": {"Accept": "text/html"}}

    table = reader.get(ITEMS, **as_page).content.decode()
    one = reader.get(f"{ITEMS}/1", **as_page).content.decode()

    assert reader.get(f"{ITEMS}/1").json()["properties"]["zone"] == "CORE"
    for page in (table, one):
        assert ("核心区" in page, "CORE" in page, "None" in page) == (True, False, False)


def test_short_values_stay_on_one_line_of_the_table_and_long_ones_wrap(reader, folder):
    long = "保护区" * 10
    a_layer(folder, {long: square(0), "乙": square(1)})

    table = reader.get(ITEMS, headers={"Accept": "text/html"}).content.decode()

    assert [f"{cell}</td>" in table for cell in (f"<td>{long}", '<td class="nowrap">乙')] == [
        True,
        True,
    ]
