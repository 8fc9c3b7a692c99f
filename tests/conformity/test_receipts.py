# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of reviews that are kept: the receipt, who may, and what is written."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conformity.stored_plan import (
    NEIGHBOUR,
    REVIEWER,
    RULES,
    VIEWER,
    a_loaded_plan,
    an_application_read,
)
from kuangtu.accounts.actor import OutsideArea, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import receipt_for, review_application, visible_to
from kuangtu.conformity.services import review
from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import NotFound

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


def test_a_review_leaves_a_numbered_receipt_with_its_hash_and_one_trace(tmp_path):
    a_loaded_plan(tmp_path)

    receipt = review(an_application_read(), judged_on=DAY, actor=REVIEWER)

    assert receipt.number == f"KT-{receipt.created_at.year}-{receipt.pk:06d}"
    assert receipt.sha256 == sha256_of(receipt.record)
    traces = Entry.objects.filter(action="conformity.reviewed")
    assert list(traces.values_list("actor", "subject")) == [
        ("officer:1", f"conformity.Receipt:{receipt.number}")
    ]


def test_a_missing_layer_leaves_the_review_undecided(tmp_path):
    a_loaded_plan(tmp_path)

    receipt = review(an_application_read(), judged_on=DAY, actor=REVIEWER)

    outcomes = {one["rule"]: one["outcome"] for one in receipt.record["findings"]}
    assert outcomes == {"T-DOCUMENT": "PASS", "T-RAILWAY": "UNDECIDED"}
    assert receipt.conclusion == "UNDECIDED"


def test_the_receipt_keeps_inputs_rules_parameters_folders_and_layers(tmp_path):
    edition = a_loaded_plan(tmp_path)

    record = review(an_application_read(), judged_on=DAY, actor=REVIEWER).record

    (railway,) = [rule for rule in record["rules"] if rule["code"] == "T-RAILWAY"]
    distance = {one["name"]: one["value"] for one in railway["parameters"]}
    assert distance == {"distance_m": 100, "layer": "railway"}
    assert record["inputs"]["documents"] == ["开采方案"]
    assert [folder["sha256"] for folder in record["folders"]] == [edition.sha256]
    assert [(layer["layer"], layer["edition"]) for layer in record["layers"]] == [("railway", None)]
    assert [one["clause"] for one in record["not_coded"]] == ["一3"]


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("abc", ["license-number-format"]),
        ("6528000512345", ["license-number-old"]),
        ("C6528242015067110000001", []),
        ("", []),
    ],
)
def test_an_odd_licence_number_is_accepted_with_a_warning(tmp_path, number, codes):
    a_loaded_plan(tmp_path, rules=RULES)
    application = an_application_read(license_number=f'"{number}"')

    record = review(application, judged_on=DAY, actor=REVIEWER).record

    warnings = record["application"]["warnings"]
    assert [one["code"] for one in warnings] == codes
    assert {one["field"] for one in warnings} <= {"license_number"}


@pytest.mark.parametrize(
    ("documents", "conclusion"), [('["开采方案"]', "CONFORMS"), ("[]", "DOES_NOT_CONFORM")]
)
def test_the_conclusion_follows_the_findings(tmp_path, documents, conclusion):
    a_loaded_plan(tmp_path, rules=RULES)

    receipt = review(an_application_read(documents=documents), judged_on=DAY, actor=REVIEWER)

    assert receipt.conclusion == conclusion


def test_after_the_plans_period_the_same_application_needs_judgement(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    receipt = review(an_application_read(), judged_on=date(2026, 11, 23), actor=REVIEWER)

    assert receipt.conclusion == "CONDITIONAL_OR_REFER"
    assert "规划期已届满、沿用原规划" in receipt.record["findings"][0]["message"]["zh"]


def test_without_any_plan_there_is_no_conclusion():
    receipt = review(an_application_read(), judged_on=DAY, actor=REVIEWER)

    assert [one["rule"] for one in receipt.record["findings"]] == ["PLAN-MISSING"]
    assert receipt.conclusion == "UNDECIDED"


@pytest.mark.parametrize(
    ("actor", "error"), [(VIEWER, RoleTooLow), (NEIGHBOUR, OutsideArea)], ids=["viewer", "area"]
)
def test_who_may_not_review_here_writes_nothing(actor, error):
    with pytest.raises(error):
        review(an_application_read(), judged_on=DAY, actor=actor)

    assert (Receipt.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_viewer_may_try_a_review_and_nothing_is_kept(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    made = review_application(an_application_read(), judged_on=DAY, actor=VIEWER)

    assert (made.conclusion, Receipt.objects.count()) == ("CONFORMS", 0)


def test_receipts_are_seen_in_their_own_area_only(tmp_path):
    a_loaded_plan(tmp_path)
    receipt = review(an_application_read(), judged_on=DAY, actor=REVIEWER)

    with pytest.raises(NotFound):
        receipt_for(receipt.number, actor=NEIGHBOUR)

    assert list(visible_to(VIEWER)) == [receipt]
    assert list(visible_to(NEIGHBOUR)) == []


def test_the_number_of_queries_does_not_depend_on_the_application(tmp_path):
    a_loaded_plan(tmp_path)
    applications = [
        an_application_read(),
        an_application_read(kind='"探矿权"', mineral='"铜"', other_minerals='["金", "银"]'),
    ]
    review_application(applications[0], judged_on=DAY, actor=VIEWER)

    counts = []
    for application in applications:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            review_application(application, judged_on=DAY, actor=VIEWER)
        counts.append(len(queries))

    assert counts[0] == counts[1]
