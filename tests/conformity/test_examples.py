# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The example applications judged by the plan and norms that are shipped, and their document."""

from datetime import date
from pathlib import Path

import pytest

from kuangtu.accounts.actor import SYSTEM
from kuangtu.conformity.queries import review_application
from kuangtu.conformity.reading import FIELDS, read_application
from kuangtu.conformity.reading.templates import reference_table
from kuangtu.conformity.types import Outcome
from kuangtu.plans.services import load_all

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAND = {"RQ-FLOOR-SCALE", "RQ-SAND-FLOOR", "RQ-DOC-GREEN-MINE"}


def judged(name):
    load_all(actor=SYSTEM, loaded_on=date(2026, 11, 23))
    (application,) = read_application(EXAMPLES / name)
    return review_application(application, judged_on=application.applied_on, actor=SYSTEM)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "conclusion", "failing"),
    [
        ("fluorite-mine.toml", "UNDECIDED", set()),
        ("copper-exploration.toml", "UNDECIDED", set()),
        ("sand-pit-too-small.toml", "DOES_NOT_CONFORM", SAND),
        ("placer-gold.json", "DOES_NOT_CONFORM", {"RQ-MINERAL-PROHIBITED"}),
    ],
)
def test_an_example_gets_the_answer_it_was_made_for(name, conclusion, failing):
    review = judged(name)

    failed = {finding.rule for finding in review.findings if finding.outcome is Outcome.FAIL}
    assert review.conclusion == conclusion
    assert failed == failing


def test_the_reference_page_lists_every_field():
    page = (ROOT / "docs" / "reference" / "application-file.md").read_text("utf-8")

    assert reference_table() in page
    assert len(FIELDS) == len({field.key for field in FIELDS})
