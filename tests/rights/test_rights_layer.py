# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ledger of rights as a layer of the One Map. 矿业权图层。"""

import json
from datetime import date

import pytest
import shapely
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kuangtu.accounts.actor import SYSTEM
from kuangtu.cli.layer import layer as layer_command
from kuangtu.codes.choices import (
    Act,
    ExplorationStage,
    MineStatus,
    MiningMethod,
    RightKind,
    RightStatus,
    SizeClass,
)
from kuangtu.layers.choices import Quality, State
from kuangtu.layers.dictionary import layer
from kuangtu.layers.errors import LedgerMoved
from kuangtu.layers.queries import (
    current_edition,
    current_editions,
    edition_record,
    feature,
    features_geojson,
    identify,
    layer_states,
    ledger_files_folder,
    map_geojson,
    opened,
    read_layers,
    verified_data,
)
from kuangtu.rights.services import register_right
from rights.right_builders import (
    ADMINISTRATOR,
    NEIGHBOUR,
    PREFECTURE,
    VIEWER,
    a_box,
    a_ground,
    a_mine,
    an_exploration,
)

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
MINE, OTHER = "C6528242015067110000001", "C6528252015067110000002"
CODE = "mineral-right"


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def registered(*records):
    for record in records:
        register_right(record=record, actor=SYSTEM)


def the_edition(*, actor=ADMINISTRATOR, as_of=DAY):
    return current_edition(CODE, as_of=as_of, actor=actor)


def files():
    return sorted((ledger_files_folder() / CODE).glob("*.parquet"))


def test_the_number_counts_the_acts_and_the_date_is_the_day_asked_for():
    registered(a_mine(), an_exploration(ground=a_ground(2)))
    before = the_edition()

    registered(a_mine(effective_on=date(2020, 1, 1), act=Act.RENAME, name="新名"))

    after = the_edition()
    assert (before.number, before.dated_on, before.feature_count) == (2, DAY, 2)
    assert (after.number, after.dated_on, after.feature_count) == (3, DAY, 2)
    assert before.sha256 != after.sha256
    assert after.label.zh == "矿业权 台账第 3 号（截至 2023-06-01）"
    assert after.published_on == date(2021, 1, 1)


def test_the_ledger_is_shown_as_it_stood_on_the_day():
    registered(
        a_mine(),
        a_mine(effective_on=date(2020, 1, 1), act=Act.RENAME, name="新名"),
        a_mine(
            effective_on=date(2022, 1, 1), act=Act.CANCEL, name="新名", status=RightStatus.CANCELED
        ),
    )
    days = [date(2016, 1, 1), date(2021, 1, 1), date(2023, 1, 1)]

    found = [feature(the_edition(as_of=day), MINE).attributes for day in days]

    assert the_edition(as_of=date(2015, 5, 31)) is None
    assert [(one["name"], one["status"], one["act"]) for one in found] == [
        ("示例萤石矿", "IN_FORCE", "NEW"),
        ("新名", "IN_FORCE", "RENAME"),
        ("新名", "CANCELED", "CANCEL"),
    ]
    assert {the_edition(as_of=day).number for day in days} == {3}


def test_a_right_whose_validity_ended_has_expired_by_the_day():
    registered(an_exploration())

    days = (date(2025, 12, 31), date(2026, 1, 1))
    status = [
        feature(the_edition(as_of=day), "T6528002021013010000001").attributes["status"]
        for day in days
    ]

    assert status == ["IN_FORCE", "EXPIRED"]


def test_only_the_rights_of_the_area_are_there_and_no_file_is_shared_between_areas():
    registered(a_mine(), a_mine(OTHER, adcode="652825", ground=a_ground(5)))

    shown = {
        actor.area: [one["id"] for one in features_geojson(the_edition(actor=actor))["features"]]
        for actor in (ADMINISTRATOR, NEIGHBOUR, PREFECTURE)
    }

    assert shown == {"652824": [MINE], "652825": [OTHER], "652800": [MINE, OTHER]}
    assert [the_edition(actor=one).number for one in (ADMINISTRATOR, PREFECTURE)] == [1, 2]
    assert len(files()) == 3


def test_officers_of_one_area_see_the_same_file():
    registered(a_mine())

    paths = {verified_data(the_edition(actor=one)).path for one in (ADMINISTRATOR, VIEWER)}

    assert list(paths) == files()


def test_a_right_has_the_fields_of_the_dictionary_in_its_types():
    registered(a_mine(ground=a_ground(top_m=1500, bottom_m=1200)))

    found = feature(the_edition(), MINE)

    assert found.geometry.equals(a_box())
    assert dict(found.attributes) == {
        "license_number": MINE,
        "kind": "MINING",
        "name": "示例萤石矿",
        "holder": "示例公司",
        "mineral": "铁",
        "status": "IN_FORCE",
        "act": "NEW",
        "effective_on": "2015-06-01",
        "capacity": 30.0,
        "capacity_unit": "矿石万吨/年",
        "size_class": "MEDIUM",
        "top_m": 1500.0,
        "bottom_m": 1200.0,
        "area_m2": a_ground().area_m2,
        "valid_from": "2015-06-01",
        "valid_to": "2035-05-31",
        "adcode": "652824",
        "is_demo": False,
    }
    assert opened(the_edition()).attribute_names == [one.name for one in layer(CODE).fields]


def test_the_code_lists_of_the_layer_are_those_of_the_ledger():
    lists = {
        "kind": RightKind,
        "status": RightStatus,
        "act": Act,
        "method": MiningMethod,
        "size_class": SizeClass,
        "stage": ExplorationStage,
        "mine_status": MineStatus,
    }

    for name, choice in lists.items():
        assert dict(layer(CODE).field(name).codes) == {one.value: one.label for one in choice}


def test_invented_rights_are_marked_and_make_the_layer_reference_only():
    registered(a_mine())
    real = the_edition()
    registered(a_mine("DEMO-1", is_demo=True, ground=a_ground(3)))

    demo = the_edition()

    assert (real.quality, real.source) == (Quality.APPROVED, "矿业权台账")
    assert (demo.quality, demo.source) == (Quality.REFERENCE, "矿业权台账（含演示数据）")
    assert feature(demo, "DEMO-1").attributes["is_demo"] is True


def test_a_box_reads_the_rights_in_it_and_a_place_those_that_lie_there():
    registered(a_mine(), a_mine(OTHER, ground=a_ground(30)))
    edition = the_edition()

    in_box = map_geojson(edition, bbox=(88.0, 39.0, 88.1, 39.1))
    there = identify(88.005, 39.005, as_of=DAY, actor=VIEWER)

    assert [one["id"] for one in in_box["features"]] == [MINE]
    assert [(one.specification.code, one.name, one.distance_m) for one in there] == [
        (CODE, "示例萤石矿", 0.0)
    ]


def test_the_state_of_the_layer_says_number_and_day_and_an_empty_ledger_is_missing():
    def state():
        return next(one for one in layer_states(as_of=DAY, actor=VIEWER) if one.code == CODE)

    empty = state()
    registered(a_mine())
    filled = state()

    assert (empty.state, empty.edition) == (State.MISSING, None)
    assert empty.reason.zh == "台账截至 2023-06-01 没有登记"
    assert (filled.state, filled.edition.number) == (State.LEDGER, 1)
    assert filled.reason.zh == "台账第 1 号，截至 2023-06-01"


def test_reviews_read_rights_from_the_ledger_and_not_as_a_layer():
    registered(a_mine())

    reading = read_layers(
        distances_m={CODE: 0.0}, geometry=shapely.MultiPolygon([a_box()]), day=DAY
    )[CODE]

    assert (reading.edition, reading.hits) == (None, ())
    assert current_editions(as_of=DAY) == {}


def test_a_file_that_was_changed_or_deleted_is_made_anew():
    registered(a_mine())
    [path] = [verified_data(the_edition()).path]
    content = path.read_bytes()

    path.write_bytes(b"something else")
    again = verified_data(the_edition()).path
    path.unlink()
    anew = verified_data(the_edition()).path

    assert again == anew == path
    assert path.read_bytes() == content
    assert files() == [path]


def test_an_edition_that_an_act_has_overtaken_is_not_opened():
    registered(a_mine())
    edition = the_edition()
    registered(a_mine(effective_on=date(2020, 1, 1), act=Act.RENAME, name="新名"))

    with pytest.raises(LedgerMoved):
        opened(edition)

    assert files() == []


def test_the_edition_prints_like_one_of_files():
    registered(a_mine())

    record = edition_record(the_edition())

    assert (record["layer"], record["number"], record["status"]) == (CODE, 1, "PUBLISHED")
    assert record["bbox"] == list(a_box().bounds)
    assert record["security"] == "INTERNAL"


def test_the_states_of_all_layers_take_as_many_queries_for_one_right_as_for_three():
    counts = []
    for west in range(3):
        registered(a_mine(f"C652824201506711000000{west + 1}", ground=a_ground(west)))
        with CaptureQueriesContext(connection) as queries:
            layer_states(as_of=DAY, actor=VIEWER)
        counts.append(len(queries))

    assert counts == [5, 5, 5]


def test_the_command_shows_a_ledger_by_number_and_day():
    registered(a_mine())

    words = CliRunner().invoke(layer_command, ["show", CODE], catch_exceptions=False)
    record = CliRunner().invoke(layer_command, ["show", CODE, "--json"], catch_exceptions=False)

    assert words.output.splitlines()[0].endswith("1 个要素；矿业权台账")
    assert words.output.startswith("矿业权 台账第 1 号（截至 ")
    told = json.loads(record.output)
    [shown] = told["editions"]
    assert told["specification"]["store"] == "LEDGER"
    assert (shown["layer"], shown["number"], shown["feature_count"]) == (CODE, 1, 1)
