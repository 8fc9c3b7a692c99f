# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What viewers read of reviews that met a controlled layer, on every page and in every file."""

import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

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
from kuangtu.conformity.models import Receipt
from web.page_builders import signed_in, typed, words_of

pytestmark = pytest.mark.django_db
ROLES = (Role.VIEWER, Role.REVIEWER)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path
    return tmp_path


def answers_to(address, **asked):
    return {role: signed_in(role).get(address, **asked) for role in ROLES}


def said_in(document):
    """All words of a Word file, in its tables too."""
    read = Document(io.BytesIO(document))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in read.paragraphs] + cells)


def test_a_trial_on_the_map_counts_the_layer_and_tells_a_viewer_nothing_of_it(home):
    a_plan_about_lakes(home)
    a_lake(home)
    fields = {key: typed()[key] for key in ("kind", "act", "mineral", "range")}

    told = {role: signed_in(role).post("/map/check/", fields) for role in ROLES}

    viewer, reviewer = (told[role].content.decode() for role in ROLES)
    assert {one.context["conclusion"] for one in told.values()} == {"DOES_NOT_CONFORM"}
    assert SECRET in reviewer
    assert "平方米" in reviewer
    assert SECRET not in viewer
    assert "平方米" not in viewer
    assert "避让水域" in viewer
    assert "本项依据不对您公开的图层得出，结论为“不符合”" in viewer
    assert 'id="withheld"' in viewer
    assert 'id="withheld"' not in reviewer


def test_the_page_of_a_receipt_says_what_is_withheld_and_what_its_hash_is_of(home):
    receipt = a_receipt_about_a_lake(home)

    told = answers_to(f"/reviews/{receipt.number}/")

    viewer, reviewer = (told[role].content.decode() for role in ROLES)
    assert told_secrets(viewer, receipt) == []
    assert is_told_all(reviewer, receipt)
    words = words_of(told[Role.VIEWER])
    assert "所示不是回执全文；散列属于回执全文" in words
    assert "回执全文的散列（不是所示内容的）" in words
    assert "不对您公开" in words
    assert "withheld" not in reviewer


def test_the_page_says_it_in_english_too(home):
    receipt = a_receipt_about_a_lake(home)
    viewer = signed_in(Role.VIEWER)
    viewer.post("/language/", {"language": "en", "next": "/"})

    page = viewer.get(f"/reviews/{receipt.number}/")

    words = words_of(page)
    assert "Parts are withheld from you" in words
    assert "What is shown is not the whole receipt" in words
    assert told_secrets(page.content.decode(), receipt) == []


def test_the_opinion_that_a_viewer_downloads_is_an_extract_without_signatures(home):
    receipt = a_receipt_about_a_lake(home)

    told = answers_to(f"/reviews/{receipt.number}/opinion.docx")

    viewer, reviewer = (said_in(told[role].content) for role in ROLES)
    assert told_secrets(viewer, receipt) == []
    assert is_told_all(reviewer, receipt)
    assert "规划符合性审查意见（节略）" in viewer
    assert "（节略）" not in reviewer
    assert "本件是节略，不作签署" in viewer
    assert "复核人" in reviewer
    assert "复核人" not in viewer
    assert "重算核对：kuangtu replay" not in viewer


def test_the_record_that_a_viewer_downloads_is_marked_and_a_reviewers_is_whole(home):
    receipt = a_receipt_about_a_lake(home)

    told = answers_to(f"/reviews/{receipt.number}/receipt.json")

    viewer, reviewer = (json.loads(told[role].content) for role in ROLES)
    assert told_secrets(told[Role.VIEWER].content.decode(), receipt) == []
    assert (viewer["withheld"], viewer["receipt"]["withheld"]) == (True, True)
    assert of_the_lake(viewer["receipt"]["findings"])["withheld"] is True
    assert (reviewer["withheld"], reviewer["receipt"]) == (False, receipt.record)


def test_a_viewer_who_repeats_a_review_reads_nothing_of_the_layer(home):
    receipt = a_receipt_about_a_lake(home)

    answer = signed_in(Role.VIEWER).post(f"/reviews/{receipt.number}/replay/")

    assert "一致" in words_of(answer)
    assert told_secrets(answer.content.decode(), receipt) == []


def test_the_exported_lists_of_receipts_tell_conclusions_and_no_findings(home):
    receipt = a_receipt_about_a_lake(home)
    viewer = signed_in(Role.VIEWER)

    table, book = (viewer.get(f"/reviews/?format={form}").content for form in ("csv", "xlsx"))

    rows = list(load_workbook(io.BytesIO(book)).active.values)
    for words in (table.decode("utf-8-sig"), str(rows)):
        assert "不符合" in words
        assert told_secrets(words, receipt) == []


def test_pages_around_a_receipt_tell_a_viewer_nothing_of_the_layer(home):
    receipt = a_receipt_about_a_lake(home)
    viewer = signed_in(Role.VIEWER)
    addresses = ("/", "/reviews/", f"/reviews/new/?from={receipt.number}", f"/map/?q={SECRET[:2]}")

    pages = [viewer.get(address) for address in addresses]

    assert [page.status_code for page in pages] == [200] * 4
    assert [told_secrets(page.content.decode(), receipt) for page in pages] == [[]] * 4


def test_the_trail_holds_the_conclusion_and_the_hash_alone(home):
    receipt = a_receipt_about_a_lake(home)

    trail = signed_in(Role.ADMINISTRATOR).get("/system/trail/?action=conformity.reviewed")

    assert str(receipt.number) in words_of(trail)
    assert told_secrets(words_of(trail), receipt) == []
    assert Receipt.objects.count() == 1
