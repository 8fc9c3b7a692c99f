# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a viewer meets of a controlled layer on every page of the map: nothing. 受控图层。"""

import io
import json
from datetime import date

import pytest
import shapely
from pypdf import PdfReader

from conformity.stored_plan import a_loaded_plan
from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.layers.choices import Security
from kuangtu.layers.models import Edition
from kuangtu.layers.services import import_layer, publish_edition
from kuangtu.web.map_sheets import FONT
from web.page_builders import RULES, signed_in, typed, words_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)
SECRET = "演示湖"
KEEPS_OFF = """
[[rule]]
code = "T-LAKE"
check = "ground-keeps-off"
title = { zh = "避让湖泊", en = "Keeps off lakes" }
clause = "一2"
[rule.parameters]
layer = "lake"
distance_m = { value = 100, unit = "m" }
"""


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def a_lake(home, security=Security.CONTROLLED):
    shape = shapely.box(88.0, 38.9, 88.4, 39.1)
    feature = {
        "type": "Feature",
        "properties": {"name": SECRET},
        "geometry": json.loads(shapely.to_geojson(shape)),
    }
    file = home / "lake.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    edition = import_layer(
        layer="lake",
        file=file,
        source="测试",
        imported_on=DAY,
        dated_on=DAY,
        security=security,
        actor=SYSTEM,
    )
    return publish_edition(edition=edition, published_on=DAY, actor=SYSTEM)


def the_line_of(page, name):
    """The row of the list of layers that begins with a name."""
    found = [
        layer for group in page.context["groups"] for layer in group.layers if layer.name.zh == name
    ]
    return found[0]


@pytest.mark.parametrize("address", ["/system/", "/map/", "/map/tree/"])
def test_a_viewer_is_told_the_same_of_a_controlled_layer_and_of_an_absent_one(home, address):
    a_lake(home)
    viewer, reviewer = signed_in(Role.VIEWER), signed_in(Role.REVIEWER)

    page = viewer.get(address)

    lake, railway = the_line_of(page, "湖泊水库"), the_line_of(page, "铁路")
    assert (lake.state.zh, lake.reason, lake.url) == ("无可见版本", railway.reason, "")
    assert (railway.state, railway.css) == (lake.state, lake.css)
    assert SECRET not in page.content.decode()
    seen = reviewer.get(address)
    assert the_line_of(seen, "湖泊水库").edition_number == 1
    assert the_line_of(seen, "铁路").state.zh == "缺"


def test_a_viewer_is_not_told_that_data_is_missing(home):
    a_lake(home)

    listed = words_of(signed_in(Role.VIEWER).get("/system/"))

    assert "无可见版本" in listed
    assert "可能还没有提供，也可能是受控的" in listed
    # A ledger keeps nothing from viewers: it is empty.
    assert listed.count(" 缺 ") == 3


def test_what_was_shared_by_somebody_who_may_see_it_shows_a_viewer_nothing(home):
    a_lake(home)
    viewer = signed_in(Role.VIEWER)

    addresses = ("/map/layers/lake/1.geojson", "/map/tiles/lake/1/7/95/48.mvt")
    answers = [viewer.get(one) for one in (*addresses, "/system/layers/lake/1/")]
    here = viewer.get("/map/identify/?lon=88.2&lat=39.0")
    found = viewer.get(f"/map/?q={SECRET}")
    history = viewer.get("/map/tree/?day=2026-11-20")

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert here.context["hits"] == []
    assert found.context["found"].hits == ()
    assert the_line_of(history, "湖泊水库").url == ""
    assert signed_in(Role.REVIEWER).get(addresses[0]).status_code == 200


def test_the_latest_changes_do_not_tell_a_viewer_of_a_controlled_edition(home):
    a_lake(home)

    told = {role: words_of(signed_in(role).get("/")) for role in (Role.VIEWER, Role.REVIEWER)}

    assert "发布图层 lake/1" in told[Role.REVIEWER]
    assert "lake/1" not in told[Role.VIEWER]


def test_a_trial_draws_no_shape_that_the_viewer_may_not_see_and_still_counts_it(home):
    a_loaded_plan(home, rules=RULES + KEEPS_OFF)
    a_lake(home)
    fields = {key: typed()[key] for key in ("kind", "act", "mineral", "range")}

    told = {
        role: signed_in(role).post("/map/check/", fields) for role in (Role.VIEWER, Role.REVIEWER)
    }

    roles = {
        role: [one["properties"]["role"] for one in answer.context["features"]["features"]]
        for role, answer in told.items()
    }
    assert roles == {Role.VIEWER: ["range"], Role.REVIEWER: ["range", "overlap"]}
    assert {one.context["conclusion"] for one in told.values()} == {"DOES_NOT_CONFORM"}


@pytest.mark.skipif(not FONT.is_file(), reason="the front end is not built: make setup")
def test_a_sheet_names_what_its_maker_may_not_see_and_does_not_call_it_missing(home):
    a_loaded_plan(home, rules=RULES + KEEPS_OFF)
    a_lake(home)
    asked = {
        "scale": "100000",
        "longitude": "88.2",
        "latitude": "39.0",
        "layers": "lake",
        "day": "2023-11-27",
    }

    printed = signed_in(Role.VIEWER).post("/map/sheet.pdf", asked)

    pages = PdfReader(io.BytesIO(printed.content)).pages
    words = "".join(page.extract_text() for page in pages).replace("\n", "")
    assert SECRET not in words
    assert "缺数据的图层" not in words
    assert "审查所需而制图人不能查看的图层湖泊水库。" in words
    assert Edition.objects.count() == 1
