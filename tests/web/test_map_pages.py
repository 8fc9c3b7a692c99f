# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The One Map: layers, identify, measure, a trial review, the search."""

import json
from datetime import date

import pytest

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.conformity.models import Receipt
from kuangtu.layers.services import import_layer, publish_edition
from kuangtu.rights.services import register_right
from rights.right_builders import ADMINISTRATOR, a_mine
from web.page_builders import RULES, SAMPLE_RANGE, a_loaded_plan, signed_in, typed, words_of

pytestmark = pytest.mark.django_db
IRON = "C6528242015067110000001"


@pytest.fixture
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def a_published_layer(home, code="lake", name="演示湖"):
    square = [[[88.0, 39.0], [88.1, 39.0], [88.1, 39.1], [88.0, 39.1], [88.0, 39.0]]]
    feature = {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    file = home / "lake.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    day = date(2026, 11, 1)
    edition = import_layer(
        layer=code, file=file, source="测试", imported_on=day, dated_on=day, actor=SYSTEM
    )
    return publish_edition(edition=edition, published_on=day, actor=SYSTEM)


def layers_of(page):
    return {layer.code: layer for group in page.context["groups"] for layer in group.layers}


def test_the_tree_names_edition_date_and_quality_and_what_is_missing(home):
    a_published_layer(home)

    layers = layers_of(signed_in().get("/map/"))

    lake = layers["lake"]
    assert (lake.about.zh, lake.quality.zh) == ("第1版 · 2026-11-01", "参考")
    assert (layers["lake"].url, layers["railway"].url) == ("/map/layers/lake/1.geojson", "")
    assert (layers["lake"].geometry, layers["railway"].geometry) == ("POLYGON", "LINE")


def test_an_edition_is_served_as_geojson_and_kept_by_the_browser(home):
    a_published_layer(home)

    answer = signed_in().get("/map/layers/lake/1.geojson")

    assert [one["properties"]["name"] for one in answer.json()["features"]] == ["演示湖"]
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("box", "count"), [("88,39,88.2,39.2", 1), ("89,39,89.2,39.2", 0)], ids=["here", "elsewhere"]
)
def test_an_edition_is_served_in_a_box(home, box, count):
    a_published_layer(home)

    answer = signed_in().get(f"/map/layers/lake/1.geojson?bbox={box}")

    assert len(answer.json()["features"]) == count


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/map/layers/lake/1.geojson?bbox=1,2,3", 422),
        ("/map/layers/lake/9.geojson", 404),
        ("/map/layers/no-such-layer/1.geojson", 404),
        ("/map/rights/NONE.geojson", 404),
        ("/map/layers/lake/1.geojson?bbox=nan,nan,nan,nan", 422),
        ("/map/identify/?lon=88", 422),
        ("/map/identify/?lon=nan&lat=39", 422),
        ("/map/identify/?lon=88&lat=inf", 422),
        ("/map/identify/?lon=88&lat=39&within=nan", 422),
    ],
)
def test_what_does_not_exist_is_told(home, address, code):
    a_published_layer(home)

    assert signed_in().get(address).status_code == code


def test_rights_are_drawn_by_kind():
    register_right(record=a_mine(IRON), actor=ADMINISTRATOR)
    client = signed_in()

    mining, exploration = (
        client.get(f"/map/rights/{kind}.geojson").json() for kind in ("MINING", "EXPLORATION")
    )

    assert [one["properties"]["number"] for one in mining["features"]] == [IRON]
    assert exploration["features"] == []


def test_identify_tells_position_sheet_rights_and_features(home):
    a_published_layer(home)
    register_right(record=a_mine(IRON), actor=ADMINISTRATOR)

    found = signed_in().get("/map/identify/?lon=88.005&lat=39.005").context

    assert (found["sheet"], found["where"]) == ("J45E006017", "88°00′18.0″E 39°00′18.0″N")
    assert [hit.name for hit in found["hits"]] == ["示例萤石矿", "演示湖"]


def test_a_trial_review_draws_the_range_and_keeps_nothing(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    fields = {key: typed()[key] for key in ("kind", "act", "mineral", "range")}

    answer = signed_in(Role.VIEWER).post("/map/check/", fields)

    roles = [one["properties"]["role"] for one in answer.context["features"]["features"]]
    assert (answer.status_code, roles) == (200, ["range"])
    assert Receipt.objects.count() == 0


def test_a_trial_of_nonsense_says_what_is_wrong():
    answer = signed_in().post("/map/check/", {"range": "1,2,3"})

    assert (answer.status_code, "缺少必填字段“矿种”" in words_of(answer)) == (422, True)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("88.17,39.02", ["位置"]),
        ("39.02 88.17", ["位置"]),
        ("88°10′12″ 39°1′12″", ["位置"]),
        ("4321375.70,29601325.83", ["位置"]),
        ("j45e011015", ["图幅"]),
        ("J45E999999", []),
        ("没有这个", []),
        ("200,300", []),
        ("演示湖", []),
    ],
)
def test_the_search_knows_positions_and_sheets(words, kinds):
    found = signed_in().get("/map/", {"q": words}).context["found"]

    assert [hit.kind.zh for hit in found.hits] == kinds


def test_plane_and_geographic_coordinates_find_the_same_place():
    client = signed_in()

    (plane,), (degrees,) = (
        client.get("/map/", {"q": words}).context["found"].hits
        for words in ("4321375.70,29601325.83", "88.17,39.02")
    )

    assert plane.title == degrees.title == "88°10′12.0″E 39°01′12.0″N"


def test_a_single_answer_is_opened_and_several_are_listed(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)
    register_right(record=a_mine(IRON), actor=ADMINISTRATOR)
    client = signed_in()
    client.post("/reviews/new/", typed(range=SAMPLE_RANGE))

    by_number = client.get("/search/", {"q": IRON})
    by_name = client.get("/search/", {"q": "萤石矿"})

    assert by_number["Location"] == f"/rights/{IRON}/"
    assert by_name["Location"].startswith("/map/?q=")
