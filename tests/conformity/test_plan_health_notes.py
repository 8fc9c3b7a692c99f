# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the health check found, in receipts and opinions; no rule reads it. 回执中的体检旁注。"""

import io
from datetime import date

import docx
import pytest

from conformity.stored_plan import REVIEWER, a_loaded_plan, an_application_read
from kuangtu.cli.review_table import print_review
from kuangtu.conformity.queries import review_application
from kuangtu.conformity.receipts import answer_of, receipt_of
from kuangtu.conformity.replay import ReplayStatus, replay_receipt
from kuangtu.conformity.services import review
from kuangtu.plans.choices import AnswerKind
from kuangtu.reports.review_opinion import review_opinion
from plans.examined_plan import CLEAN, SHARE, a_document, answered, checked

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)
ANSWERED = (
    "本条有规划体检发现：53种 占 173种 为 30.6%，文中印作 29.8%（按原文采用，审查员 2026-11-27）"
)


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"


def a_receipt():
    return review(an_application_read(), judged_on=DAY, actor=REVIEWER)


def cells_of(receipt):
    content = review_opinion(receipt.record, number="KT-1", sha256="", made_on="2026-11-27")
    return [
        cell.text
        for table in docx.Document(io.BytesIO(content)).tables
        for row in table.rows
        for cell in row.cells
    ]


def test_a_receipt_says_what_was_known_of_the_clauses_it_rests_on(tmp_path):
    a_loaded_plan(tmp_path)
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    notes = a_receipt().record["plan_health"]

    assert [(one["where"]["clause"], one["rules"]) for one in notes] == [
        ("一2", ["T-RAILWAY"]),
        ("一1", ["T-DOCUMENT"]),
    ]
    assert notes[0]["answer"] is None
    assert notes[1]["answer"] == {
        "kind": "ACCEPTED",
        "kind_zh": "按原文采用",
        "words": "",
        "letter_number": "",
        "letter_on": None,
        "answered_on": "2026-11-27",
        "answered_by": "审查员",
        "text": {
            "zh": "按原文采用，审查员 2026-11-27",
            "en": "accepted as printed, 审查员 2026-11-27",
        },
    }


def test_findings_and_conclusion_are_the_same_with_and_without_a_check(tmp_path):
    a_loaded_plan(tmp_path)
    before = a_receipt().record
    checked(a_document())

    after = a_receipt().record

    assert {key: one for key, one in after.items() if key != "plan_health"} == before


def test_a_receipt_of_a_plan_without_contradictions_is_what_it_always_was(tmp_path):
    a_loaded_plan(tmp_path)
    checked(a_document(CLEAN))

    receipt = a_receipt().record

    assert "plan_health" not in receipt
    assert answer_of(receipt)["plan_health"] == []


def test_a_receipt_is_repeated_alike_whatever_was_answered_since(tmp_path):
    a_loaded_plan(tmp_path)
    checked(a_document())
    exported = a_receipt().exported()

    answered(AnswerKind.RAISED, letter_number="1号", letter_on=date(2026, 11, 20))
    checked(a_document(CLEAN))

    assert replay_receipt(exported).status is ReplayStatus.IDENTICAL


def test_a_review_that_is_not_kept_says_it_too(tmp_path):
    a_loaded_plan(tmp_path)
    checked(a_document())

    made = review_application(an_application_read(), judged_on=DAY, actor=REVIEWER)

    assert [one["fingerprint"] for one in answer_of(receipt_of(made))["plan_health"]][1] == SHARE


def test_the_table_of_the_command_counts_it(tmp_path, capsys):
    a_loaded_plan(tmp_path)
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    print_review(answer_of(a_receipt().record), is_all=False, language="zh")

    assert (
        "所据条款有规划体检发现 2 处，1 处未答复（--json 列出）"
        in capsys.readouterr().out.splitlines()
    )


def test_the_opinion_says_it_under_what_the_rule_says(tmp_path):
    a_loaded_plan(tmp_path)
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    cells = cells_of(a_receipt())

    assert [cell.partition("\n〔")[2] for cell in cells if "〔" in cell] == [
        "本条有规划体检发现：总数 20个，分项相加为 19个（未答复）〕",
        f"{ANSWERED}〕",
    ]
