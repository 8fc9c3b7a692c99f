# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The reviews that were kept, as a layer of the One Map. 审查范围图层。"""

import importlib
from datetime import date

import pytest
from django.apps import apps

from conformity.stored_plan import NEIGHBOUR, REVIEWER, VIEWER, a_loaded_plan, an_application_read
from kuangtu.codes.choices import Act, RightKind
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.services import review
from kuangtu.conformity.types import Conclusion
from kuangtu.layers.choices import Quality, State
from kuangtu.layers.dictionary import layer
from kuangtu.layers.queries import (
    current_edition,
    feature,
    features_geojson,
    identify,
    layer_states,
)
from web.page_builders import signed_in

pytestmark = pytest.mark.django_db
CODE = "reviewed-ground"
DAY = date(2023, 6, 1)


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_receipt(tmp_path, day=DAY):
    a_loaded_plan(tmp_path)
    return review(an_application_read(), judged_on=day, actor=REVIEWER)


def the_edition(*, as_of=DAY, actor=VIEWER):
    return current_edition(CODE, as_of=as_of, actor=actor)


def test_a_review_that_is_kept_is_a_feature_with_its_conclusion(tmp_path):
    receipt = a_receipt(tmp_path)

    edition = the_edition()
    found = feature(edition, receipt.number)

    ground = an_application_read().ground.geometry
    assert found.geometry.equals(ground)
    assert edition.bounds == ground.bounds
    assert (edition.number, edition.dated_on, edition.feature_count) == (1, DAY, 1)
    assert (edition.quality, edition.source) == (Quality.CHECKED, "审查回执")
    assert found.attributes == {
        "number": receipt.number,
        "name": receipt.name,
        "applicant": receipt.applicant,
        "kind": receipt.kind,
        "act": receipt.act,
        "mineral": receipt.mineral,
        "conclusion": receipt.conclusion,
        "judged_on": "2023-06-01",
        "area_km2": float(receipt.area_km2),
        "adcode": "652824",
        "receipt_sha256": receipt.sha256,
        "is_demo": False,
    }


def test_a_ground_that_is_reviewed_again_is_another_feature(tmp_path):
    first = a_receipt(tmp_path)
    second = review(an_application_read(), judged_on=date(2024, 1, 1), actor=REVIEWER)

    early, late = the_edition(), the_edition(as_of=date(2024, 1, 1))

    assert (early.number, late.number) == (2, 2)
    assert [one["id"] for one in features_geojson(early)["features"]] == [first.number]
    assert sorted(one["id"] for one in features_geojson(late)["features"]) == [
        first.number,
        second.number,
    ]


def test_an_officer_of_another_county_sees_no_review_of_this_one(tmp_path):
    a_receipt(tmp_path)

    assert the_edition(actor=NEIGHBOUR) is None


def test_without_a_review_the_layer_is_missing():
    state = next(one for one in layer_states(as_of=DAY, actor=VIEWER) if one.code == CODE)

    assert (state.state, state.edition) == (State.MISSING, None)


def test_a_place_says_that_it_was_reviewed(tmp_path):
    receipt = a_receipt(tmp_path)
    place = an_application_read().ground.geometry.representative_point()

    found = identify(place.x, place.y, as_of=DAY, actor=VIEWER)

    assert [(one.specification.code, one.name) for one in found] == [(CODE, receipt.name)]


def test_an_early_receipt_has_its_box_from_its_record_and_its_ground_read_again(tmp_path):
    receipt = a_receipt(tmp_path)
    Receipt.objects.update(geometry_wkb=None, west=0, south=0, east=0, north=0)
    migration = importlib.import_module("kuangtu.conformity.migrations.0002_ground_of_receipts")

    migration.read_boxes(apps, None)

    edition = the_edition()
    assert edition.bounds == an_application_read().ground.geometry.bounds
    assert feature(edition, receipt.number).geometry.equals(an_application_read().ground.geometry)


def test_the_code_lists_of_the_layer_are_those_of_the_reviews():
    lists = {"kind": RightKind, "act": Act, "conclusion": Conclusion}

    for name, choice in lists.items():
        assert dict(layer(CODE).field(name).codes) == {one.value: one.label for one in choice}


def test_the_map_lists_the_layer_and_draws_it(tmp_path):
    receipt = a_receipt(tmp_path)
    browser = signed_in()

    page = browser.get("/map/").content.decode()
    drawn = browser.get(f"/map/ledgers/{CODE}.geojson?day=2023-06-01").json()

    assert f'data-layer="{CODE}"' in page
    assert [one["id"] for one in drawn["features"]] == [receipt.number]
    assert browser.get("/map/ledgers/railway.geojson").status_code == 404
    assert signed_in(area="652825").get(f"/map/ledgers/{CODE}.geojson").status_code == 404
