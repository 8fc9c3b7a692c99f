# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the JSON API tells viewers of reviews that met a controlled layer."""

import io
import json

import pytest
from django.test import Client
from docx import Document

from conformity.controlled_layers import (
    SECRET,
    a_lake,
    a_plan_about_lakes,
    a_receipt_about_a_lake,
    is_told_all,
    of_the_lake,
    told_secrets,
)
from kuangtu.accounts.actor import Role
from kuangtu.accounts.models import Officer
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.core.canonical import sha256_of

pytestmark = pytest.mark.django_db
REVIEWS = "/api/v1/reviews"
ROLES = (Role.VIEWER, Role.REVIEWER)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def signed_in(role):
    officer = Officer.objects.create(username=f"officer-{role}", role=role, area="652824")
    client = Client()
    client.force_login(officer)
    return client


def a_body():
    return {
        "kind": "采矿权",
        "act": "新立",
        "name": "示例萤石矿",
        "applicant": "示例公司",
        "mineral": "萤石",
        "applied_on": "2023-06-01",
        "documents": ["开采方案"],
        "range": SAMPLE_RANGE,
    }


def post(client, address, body=None):
    return client.post(address, json.dumps(body), content_type="application/json")


def test_a_trial_gives_a_viewer_rule_clause_and_outcome_and_says_that_parts_are_withheld(home):
    a_plan_about_lakes(home)
    a_lake(home)

    told = {role: post(signed_in(role), f"{REVIEWS}?store=false", a_body()) for role in ROLES}

    viewer, reviewer = (told[role].json() for role in ROLES)
    lake = of_the_lake(viewer["findings"])
    assert (lake["rule"], lake["clause"], lake["outcome"]) == ("T-LAKE", "一2", "FAIL")
    assert (lake["withheld"], lake["measured"], lake["layers"]) == (True, {}, [])
    assert (viewer["withheld"], viewer["conclusion_code"]) == (True, "DOES_NOT_CONFORM")
    assert viewer["withheld_note"]["en"].startswith("Parts are withheld from you")
    assert SECRET not in told[Role.VIEWER].content.decode()
    whole = of_the_lake(reviewer["findings"])
    assert SECRET in whole["message"]["zh"]
    area = str(int(whole["measured"]["overlap_m2"]))
    assert area in told[Role.REVIEWER].content.decode()
    assert area not in told[Role.VIEWER].content.decode()
    assert (reviewer["withheld"], reviewer["withheld_note"], whole["withheld"]) == (
        False,
        None,
        False,
    )
    assert Receipt.objects.count() == 0


def test_a_finding_on_other_grounds_keeps_its_words(home):
    a_plan_about_lakes(home)
    a_lake(home)

    answer = post(signed_in(Role.VIEWER), f"{REVIEWS}?store=false", a_body()).json()

    (other,) = [one for one in answer["findings"] if one["rule"] == "T-DOCUMENT"]
    assert (other["withheld"], "开采方案" in other["message"]["zh"]) == (False, True)


def test_a_stored_receipt_is_read_by_a_viewer_as_a_marked_copy(home):
    receipt = a_receipt_about_a_lake(home)

    told = {role: signed_in(role).get(f"{REVIEWS}/{receipt.number}") for role in ROLES}

    viewer, reviewer = (told[role].json() for role in ROLES)
    assert told_secrets(told[Role.VIEWER].content.decode(), receipt) == []
    assert (viewer["withheld"], viewer["sha256"]) == (True, receipt.sha256)
    assert "cannot be computed from what is shown" in viewer["withheld_note"]["en"]
    assert sha256_of(viewer["receipt"]) != receipt.sha256
    assert (reviewer["withheld"], sha256_of(reviewer["receipt"])) == (False, receipt.sha256)


def test_the_opinion_of_a_viewer_is_an_extract(home):
    receipt = a_receipt_about_a_lake(home)

    told = {role: signed_in(role).get(f"{REVIEWS}/{receipt.number}.docx") for role in ROLES}

    words = {}
    for role, answer in told.items():
        document = Document(io.BytesIO(answer.content))
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        words[role] = "\n".join([one.text for one in document.paragraphs] + cells)
    assert told_secrets(words[Role.VIEWER], receipt) == []
    assert "（节略）" in words[Role.VIEWER]
    assert is_told_all(words[Role.REVIEWER], receipt)


def test_a_viewer_repeats_a_review_without_reading_the_layer(home):
    receipt = a_receipt_about_a_lake(home)

    answer = post(signed_in(Role.VIEWER), f"{REVIEWS}/{receipt.number}/replay")

    assert answer.json()["status"] == "IDENTICAL"
    assert told_secrets(answer.content.decode(), receipt) == []


def test_a_list_of_receipts_tells_no_findings(home):
    receipt = a_receipt_about_a_lake(home)

    answer = signed_in(Role.VIEWER).get(REVIEWS)

    assert answer.json()["items"][0]["conclusion"] == "DOES_NOT_CONFORM"
    assert told_secrets(answer.content.decode(), receipt) == []
