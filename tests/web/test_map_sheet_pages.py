# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Printing the map: the form, what it refuses, and the trace it leaves."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.audit.models import Entry
from kuangtu.layers.choices import Security
from kuangtu.layers.services import import_layer, publish_edition
from kuangtu.plans.services import load_folder
from kuangtu.web.map_sheets import FONT
from web.page_builders import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FONT.is_file(), reason="the front end is not built: make setup"),
]
PLAN = Path(__file__).parents[2] / "plans" / "652824-2021"
PRINTED = "reports.map-sheet-printed"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def a_published_lake(home, security=Security.PUBLIC):
    ring = [[88.0, 39.0], [88.1, 39.0], [88.1, 39.1], [88.0, 39.1], [88.0, 39.0]]
    feature = {
        "type": "Feature",
        "properties": {"name": "演示湖"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = home / "lake.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    day = date(2026, 11, 1)
    edition = import_layer(
        layer="lake",
        file=file,
        source="测试",
        imported_on=day,
        dated_on=day,
        security=security,
        actor=SYSTEM,
    )
    return publish_edition(edition=edition, published_on=day, actor=SYSTEM)


def asked(client, **changes):
    ordinary = {
        "title": "",
        "scale": "100000",
        "longitude": "88.05",
        "latitude": "39.05",
        "paper": "A4",
        "orientation": "PORTRAIT",
        "layers": "lake",
        "day": "2026-11-27",
    }
    return client.post("/map/sheet.pdf", ordinary | changes, headers={"Accept": "application/json"})


def text_of(answer):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_the_map_is_printed_with_the_edition_of_the_day_and_leaves_a_trace(home):
    a_published_lake(home)

    answer = asked(signed_in(Role.VIEWER))

    found = text_of(answer)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="652824-100000-2026-11-27.pdf"',
    )
    assert "若羌县一张图" in found
    assert "第1版 · 2026-11-01 · 参考 · 测试" in found
    (trace,) = Entry.objects.filter(action=PRINTED)
    assert (trace.data["scale"], trace.data["layers"]) == (100_000, {"lake": "第1版"})


def test_a_layer_that_the_reader_may_not_see_is_not_on_the_sheet(home):
    a_published_lake(home, Security.CONTROLLED)

    viewer, reviewer = (asked(signed_in(role)) for role in (Role.VIEWER, Role.REVIEWER))

    assert ["演示湖" in text_of(one) for one in (viewer, reviewer)] == [False, True]
    assert "受控" in text_of(reviewer)


def test_only_layers_that_the_rules_read_are_named_as_missing(home):
    a_published_lake(home)
    load_folder(PLAN, loaded_on=date(2021, 1, 1), actor=SYSTEM)

    found = text_of(asked(signed_in()))

    _, _, missing = found.replace("\n", "").partition("审查所需而缺数据的图层")
    assert [name in missing for name in ("开采规划区块", "等高线")] == [True, False]


def test_a_range_is_read_as_everywhere_else_and_printed(home):
    a_published_lake(home)
    corners = [[88.02, 39.02], [88.04, 39.02], [88.04, 39.04], [88.02, 39.02]]
    polygon = json.dumps({"type": "Polygon", "coordinates": [corners]})

    found = text_of(asked(signed_in(), range=polygon))

    assert [words for words in ("所查范围", "J1", "J3") if words not in found] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"scale": "很大"}, "scale", id="scale-in-words"),
        pytest.param({"scale": "0"}, "scale", id="scale-of-nought"),
        pytest.param({"longitude": "nan"}, "longitude", id="no-longitude"),
        pytest.param({"paper": "B5"}, "paper", id="paper"),
        pytest.param({"day": "昨天"}, "day", id="day"),
        pytest.param({"layers": ""}, "layers", id="no-layer"),
        pytest.param({"sheet": "J45X"}, "sheet", id="sheet"),
        pytest.param({"range": "不是坐标"}, "range", id="range"),
        pytest.param({"title": "图" * 41}, "title", id="title"),
    ],
)
def test_what_cannot_be_printed_is_refused_by_field_and_leaves_no_trace(home, changes, field):
    a_published_lake(home)

    answer = asked(signed_in(), **changes)

    assert answer.status_code == 422
    assert {problem.get("field") for problem in answer.json()["problems"]} == {field}
    assert list(Entry.objects.filter(action=PRINTED)) == []


def test_only_who_has_signed_in_prints(client):
    assert asked(client).status_code in {302, 401}
    assert list(Entry.objects.filter(action=PRINTED)) == []


@pytest.mark.parametrize(
    "words", ["\uff11\uff10\uff10\uff10\uff10\uff10", "1：100,000", "1∶100000"]
)
def test_a_scale_is_read_as_an_input_method_writes_it(home, words):
    a_published_lake(home)

    answer = asked(signed_in(), scale=words)

    assert answer["Content-Disposition"] == 'attachment; filename="652824-100000-2026-11-27.pdf"'
