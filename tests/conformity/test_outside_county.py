# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of grounds outside the county: mistaken coordinates, refused before anything is stored."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from conformity.county_boundaries import a_published_boundary
from conformity.stored_plan import REVIEWER, RULES, VIEWER, a_loaded_plan, an_application_read
from kuangtu.cli import cli
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import review_application
from kuangtu.conformity.services import review, review_all
from kuangtu.core.errors import Invalid

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
BOX = "POLYGON((88.17 39.02,88.18 39.02,88.18 39.03,88.17 39.03,88.17 39.02))"


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path, settings):
    settings.KUANGTU_HOME = tmp_path / "home"
    a_loaded_plan(tmp_path, rules=RULES)


def an_application_in_the_box(**changes):
    return an_application_read(range=f'"{BOX}"', crs='"EPSG:4490"', **changes)


def test_a_ground_far_outside_is_refused_with_the_distance_and_nothing_is_stored(tmp_path):
    a_published_boundary(tmp_path, 88.5)

    with pytest.raises(Invalid) as refused:
        review(an_application_in_the_box(), judged_on=DAY, actor=REVIEWER)

    (problem,) = refused.value.problems
    assert (problem.code, problem.place.field) == ("ground-outside-county", "range")
    assert "距县界约 27.7 千米" in problem.text.zh
    assert Receipt.objects.count() == 0


def test_a_dry_review_refuses_it_too(tmp_path):
    a_published_boundary(tmp_path, 88.5)

    with pytest.raises(Invalid):
        review_application(an_application_in_the_box(), judged_on=DAY, actor=VIEWER)


@pytest.mark.parametrize(
    ("west", "accuracy_m"),
    [(88.0, None), (88.175, None), (88.19, None), (88.2, 2600.0)],
    ids=["inside", "across", "866 m outside", "1.7 km outside a line right to 2.6 km"],
)
def test_a_ground_inside_or_near_is_left_to_the_rule(tmp_path, west, accuracy_m):
    a_published_boundary(tmp_path, west, accuracy_m=accuracy_m)

    review(an_application_in_the_box(), judged_on=DAY, actor=REVIEWER)

    assert Receipt.objects.count() == 1


def test_a_boundary_without_the_county_itself_is_left_to_the_rule(tmp_path):
    a_published_boundary(tmp_path, 88.0, code="652825")

    review(an_application_in_the_box(), judged_on=DAY, actor=REVIEWER)

    assert Receipt.objects.count() == 1


def test_without_a_boundary_it_is_left_to_the_rule():
    review(an_application_in_the_box(), judged_on=DAY, actor=REVIEWER)

    assert Receipt.objects.count() == 1


def test_one_application_outside_stores_none_of_a_file(tmp_path):
    a_published_boundary(tmp_path, 88.5)
    inside = an_application_read(
        range='"POLYGON((88.7 39.02,88.71 39.02,88.71 39.03,88.7 39.03,88.7 39.02))"',
        crs='"EPSG:4490"',
    )

    with pytest.raises(Invalid):
        review_all([inside, an_application_in_the_box()], as_of=None, actor=REVIEWER)

    assert Receipt.objects.count() == 0


def test_every_application_of_a_file_is_kept_by_the_rules_of_its_own_day(tmp_path):
    first, second = an_application_in_the_box(), an_application_in_the_box(applied_on="2022-03-04")

    kept = review_all([first, second], as_of=None, actor=REVIEWER)

    assert [one.judged_on for one in kept] == [DAY, date(2022, 3, 4)]


def test_the_command_refuses_a_file_with_one_ground_outside_and_stores_none(tmp_path, settings):
    settings.KUANGTU_PLANS = settings.KUANGTU_NORMS = tmp_path / "absent"
    settings.KUANGTU_BASE_DATA = tmp_path / "absent"
    a_published_boundary(tmp_path, 88.5)
    ordinary = {
        "kind": "采矿权",
        "act": "新立",
        "name": "甲",
        "applicant": "示例公司",
        "mineral": "萤石",
        "applied_on": "2023-06-01",
        "crs": "EPSG:4490",
    }
    rows = [ordinary | {"range": BOX.replace("88.1", "88.7")}, ordinary | {"range": BOX}]
    path = tmp_path / "two.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")

    answer = CliRunner().invoke(cli, ["check", str(path)])

    assert [one.code for one in answer.exception.problems] == ["ground-outside-county"]
    assert Receipt.objects.count() == 0
