# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The map as of a day: which edition, which rights, what lies there."""

import json
from datetime import date

import pytest

from kuangtu.accounts.actor import SYSTEM
from kuangtu.layers.services import import_layer, publish_edition
from kuangtu.rights.services import register_right
from rights.right_builders import ADMINISTRATOR, a_mine
from web.page_builders import signed_in

pytestmark = pytest.mark.django_db
IRON = "C6528242015067110000001"


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path


def a_lake(home, name, day):
    square = [[[88.0, 39.0], [88.1, 39.0], [88.1, 39.1], [88.0, 39.1], [88.0, 39.0]]]
    geometry = {"type": "Polygon", "coordinates": square}
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
    file = home / "lake.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    staged = import_layer(
        layer="lake", file=file, source="测试", imported_on=day, dated_on=day, actor=SYSTEM
    )
    return publish_edition(edition=staged, published_on=day, actor=SYSTEM)


def lake_of(page):
    layers = [layer for group in page.context["groups"] for layer in group.layers]
    return next(layer for layer in layers if layer.code == "lake")


@pytest.mark.parametrize(
    ("day", "number"), [("2021-06-01", 1), ("2024-06-01", 2), ("", 2)], ids=["old", "new", "today"]
)
def test_the_tree_of_a_day_shows_the_edition_that_counts_on_it(tmp_path, day, number):
    a_lake(tmp_path, "旧湖", date(2020, 1, 1))
    a_lake(tmp_path, "新湖", date(2024, 1, 1))

    page = signed_in().get("/map/tree/", {"day": day})

    assert lake_of(page).url == f"/map/layers/lake/{number}.geojson"


def test_the_page_lists_the_days_of_all_editions(tmp_path):
    a_lake(tmp_path, "旧湖", date(2020, 1, 1))
    a_lake(tmp_path, "新湖", date(2024, 1, 1))

    days = signed_in().get("/map/").context["days"]

    assert [(one["day"], one["layer"], one["number"]) for one in days] == [
        ("2020-01-01", "lake", 1),
        ("2024-01-01", "lake", 2),
    ]


def test_what_lies_at_a_place_is_told_as_of_the_day(tmp_path):
    a_lake(tmp_path, "旧湖", date(2020, 1, 1))
    a_lake(tmp_path, "新湖", date(2024, 1, 1))
    client = signed_in()

    names = [
        client.get(f"/map/identify/?lon=88.05&lat=39.05&day={day}").context["hits"][0].name
        for day in ("2021-06-01", "2024-06-01")
    ]

    assert names == ["旧湖", "新湖"]


def test_rights_are_drawn_as_of_the_day():
    register_right(record=a_mine(IRON), actor=ADMINISTRATOR)
    client = signed_in()

    counts = [
        len(client.get(f"/map/rights/MINING.geojson?day={day}").json()["features"])
        for day in ("1990-01-01", "2026-11-01")
    ]

    assert counts == [0, 1]


@pytest.mark.parametrize(
    "address",
    ["/map/tree/?day=yesterday", "/map/rights/MINING.geojson?day=2026-13-01"],
)
def test_what_is_no_day_is_told(address):
    assert signed_in().get(address).status_code == 422


def test_a_feature_of_any_layer_is_found_by_its_name(tmp_path):
    a_lake(tmp_path, "台特玛湖", date(2024, 1, 1))

    (hit,) = signed_in().get("/map/", {"q": "台特玛"}).context["found"].hits

    assert (hit.kind.zh, hit.title) == ("湖泊水库", "台特玛湖")
