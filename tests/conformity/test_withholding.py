# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a reader is told of layers that he may not see: rule, clause and outcome, nothing else."""

import json
import re
from pathlib import Path

import pytest

from conformity.controlled_layers import (
    DAY,
    SECRET,
    a_lake,
    a_plan_about_lakes,
    a_receipt_about_a_lake,
    is_told_all,
    of_the_lake,
    told_secrets,
)
from conformity.county_boundaries import a_published_boundary
from conformity.stored_plan import REVIEWER, VIEWER, an_application_read
from kuangtu.accounts.actor import SYSTEM
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.queries import (
    review_application,
    shown_export,
    shown_receipt,
    shown_review,
)
from kuangtu.conformity.replay import ReplayStatus, replay_receipt, replay_stored
from kuangtu.conformity.withholding import withheld
from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import Invalid
from kuangtu.layers.choices import Security
from kuangtu.layers.models import Edition

pytestmark = pytest.mark.django_db
SOURCES = Path(__file__).parents[2] / "src/kuangtu"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def words_of(record):
    return json.dumps(record, ensure_ascii=False)


def test_the_outcome_stands_and_the_words_go_for_whoever_may_not_see_the_layer(home):
    receipt = a_receipt_about_a_lake(home)

    record = shown_receipt(receipt, actor=VIEWER)

    lake, whole = of_the_lake(record["findings"]), of_the_lake(receipt.record["findings"])
    kept = ("rule", "check", "title", "folder", "clause", "clause_label", "outcome", "outcome_zh")
    assert {key: lake[key] for key in kept} == {key: whole[key] for key in kept}
    assert (lake["withheld"], lake["measured"], lake["layers"]) == (True, {}, [])
    assert lake["message"]["zh"].startswith("本项依据不对您公开的图层得出，结论为“不符合”")
    assert "the outcome is “does not conform”" in lake["message"]["en"]
    assert (record["withheld"], record["layers"]) == (True, [])
    assert record["conclusion_code"] == receipt.record["conclusion_code"] == "DOES_NOT_CONFORM"
    assert told_secrets(words_of(record), receipt) == []


def test_a_reviewer_reads_the_receipt_as_it_was_hashed(home):
    receipt = a_receipt_about_a_lake(home)

    record = shown_receipt(receipt, actor=REVIEWER)

    assert sha256_of(record) == receipt.sha256
    assert is_told_all(words_of(record), receipt)


def test_a_layer_that_everybody_may_see_withholds_nothing(home):
    receipt = a_receipt_about_a_lake(home, security=Security.INTERNAL)

    assert sha256_of(shown_receipt(receipt, actor=VIEWER)) == receipt.sha256


def test_what_is_stored_stays_as_it_was_made(home):
    receipt = a_receipt_about_a_lake(home)

    shown_receipt(receipt, actor=VIEWER)
    shown_export(receipt, actor=VIEWER)

    stored = Receipt.objects.get()
    assert (stored.content, sha256_of(stored.record)) == (receipt.content, receipt.sha256)


def test_an_edition_that_is_made_more_secret_later_is_withheld_from_earlier_receipts(home):
    receipt = a_receipt_about_a_lake(home, security=Security.PUBLIC)

    Edition.objects.update(security=Security.CONTROLLED)

    assert told_secrets(words_of(shown_receipt(receipt, actor=VIEWER)), receipt) == []


def test_an_edition_that_is_gone_is_withheld_from_whoever_may_not_see_every_level(home):
    receipt = a_receipt_about_a_lake(home, security=Security.PUBLIC)

    Edition.objects.all().delete()

    assert shown_receipt(receipt, actor=VIEWER)["withheld"] is True
    assert "withheld" not in shown_receipt(receipt, actor=REVIEWER)


def test_a_ground_that_keeps_off_tells_no_distance_either(home):
    a_plan_about_lakes(home)
    a_lake(home, share=-0.05)
    made = review_application(an_application_read(), judged_on=DAY, actor=VIEWER)

    shown = of_the_lake(shown_review(made, actor=VIEWER)["findings"])
    whole = of_the_lake(shown_review(made, actor=REVIEWER)["findings"])

    assert (shown["outcome"], whole["outcome"]) == ("FAIL", "FAIL")
    assert SECRET in whole["message"]["zh"]
    assert whole["measured"]["distance_m"] > 0
    assert not re.search(r"\d", shown["message"]["zh"] + shown["message"]["en"])


def test_a_layer_that_is_missing_is_named_to_everybody(home):
    a_plan_about_lakes(home)
    made = review_application(an_application_read(), judged_on=DAY, actor=VIEWER)

    record = shown_review(made, actor=VIEWER)

    assert "withheld" not in record
    assert of_the_lake(record["findings"])["message"]["zh"] == "缺少图层“湖泊水库”，无法判定"


def a_record(*findings, rights=None):
    """A record that read edition 1 of the layer mining-block, with a rule that names it."""
    parameters = [{"name": "layer", "value": "mining-block"}]
    edition = {"number": 1}
    return {
        "rules": [{"code": "T-BLOCK", "parameters": parameters}],
        "layers": [{"layer": "mining-block", "edition": edition}],
        "rights": rights,
        "findings": list(findings),
    }


def a_finding(**changes):
    ordinary = {"rule": "T-BLOCK", "outcome": "REFER", "message": {"zh": "甲", "en": "a"}}
    return ordinary | {"measured": {}, "needs": None, "layers": []} | changes


def test_a_finding_that_measured_something_and_names_no_layer_is_withheld_by_its_rule():
    record = a_record(a_finding(measured={"floor": 3}, needs={"zh": "乙", "en": "b"}))

    (found,) = withheld(record, frozenset({"mining-block"}))["findings"]

    assert (found["withheld"], found["measured"]) == (True, {})
    assert found["needs"]["zh"].startswith("由有权限的人员")


def test_a_finding_that_ended_before_any_layer_was_read_keeps_its_words():
    record = a_record(a_finding(outcome="NOT_APPLICABLE"))

    shown = withheld(record, frozenset({"mining-block"}))

    assert shown["findings"] == record["findings"]


def test_who_mines_in_the_blocks_of_a_hidden_layer_is_left_out_of_the_ledgers_reading():
    holders = {"mining-block/7": ["甲公司"], "other/1": ["乙公司"]}
    record = a_record(rights={"dated_on": "2023-06-01", "block_holders": holders})

    rights = withheld(record, frozenset({"mining-block"}))["rights"]

    assert rights == {"dated_on": "2023-06-01", "block_holders": {"other/1": ["乙公司"]}}


def test_a_copy_with_parts_withheld_says_that_its_hash_cannot_be_checked(home):
    receipt = a_receipt_about_a_lake(home)

    exported = shown_export(receipt, actor=VIEWER)

    assert (exported["withheld"], exported["sha256"]) == (True, receipt.sha256)
    assert "不是回执全文" in exported["withheld_note"]["zh"]
    answer = replay_receipt(json.loads(words_of(exported)))
    assert answer.status is ReplayStatus.INCOMPLETE
    assert [one.zh[:14] for one in answer.differences] == ["这是略去部分内容的回执副本，"]


def test_a_viewer_repeats_the_whole_review_and_is_told_that_it_is_the_same(home):
    receipt = a_receipt_about_a_lake(home)

    answer = replay_stored(receipt, actor=VIEWER)

    assert (answer.status, answer.differences) == (ReplayStatus.IDENTICAL, ())


def test_differences_in_a_hidden_layer_are_told_without_their_words(home):
    receipt = a_receipt_about_a_lake(home)
    other = receipt.record
    of_the_lake(other["findings"])["measured"]["overlap_m2"] = 12345.5
    exported = {"number": None, "sha256": sha256_of(other), "receipt": other}

    told = replay_receipt(exported, actor=VIEWER)
    whole = replay_receipt(exported, actor=SYSTEM)

    assert (told.status, whole.status) == (ReplayStatus.DIFFERENT, ReplayStatus.DIFFERENT)
    assert [one.zh for one in told.differences] == [
        "另有不同之处涉及不对您公开的图层，由有权限的人员核对"
    ]
    assert "12345.5" in whole.differences[0].zh


def test_a_hidden_edition_that_is_missing_is_not_named(home):
    receipt = a_receipt_about_a_lake(home)
    Edition.objects.all().delete()

    answer = replay_stored(receipt, actor=VIEWER)

    assert answer.status is ReplayStatus.INCOMPLETE
    assert told_secrets(answer.differences[0].zh, receipt) == []
    assert "湖泊水库" not in answer.differences[0].zh


def test_how_far_a_ground_lies_from_a_hidden_boundary_is_not_told(home):
    a_plan_about_lakes(home)
    a_published_boundary(home, 90.0)
    Edition.objects.update(security=Security.CONTROLLED)

    told = {}
    for actor in (VIEWER, REVIEWER):
        with pytest.raises(Invalid) as answer:
            review_application(an_application_read(), judged_on=DAY, actor=actor)
        told[actor] = answer.value.problems[0].text.zh

    assert "千米" not in told[VIEWER]
    assert "距县界约" in told[REVIEWER]


def test_interfaces_read_reviews_only_as_their_actor_may_see_them():
    whole = re.compile(
        r"\breceipt_of\(|\breplay_receipt\(|\.exported\(\)|(receipt|stored)\.record\b"
    )
    interfaces = [SOURCES / name for name in ("web", "api", "ogc", "reports", "cli")]
    found = [
        f"{file.name}: {line.strip()}"
        for folder in interfaces
        for file in sorted(folder.rglob("*.py"))
        for line in file.read_text("utf-8").splitlines()
        if whole.search(line)
    ]

    # The command line replays files that anybody hands it, as the system.
    assert found == ["check.py: answer = replay_receipt(exported)"]
