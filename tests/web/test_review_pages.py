# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reviews in the browser: form, upload, receipt, list, downloads."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import load_workbook

from conformity.stored_plan import toml_of
from kuangtu.accounts.actor import Role
from kuangtu.audit.models import Entry
from kuangtu.conformity.models import Receipt
from web.page_builders import RULES, SAMPLE_RANGE, a_loaded_plan, signed_in, typed, words_of

pytestmark = pytest.mark.django_db
NEW = "/reviews/new/"


def a_file(content, name="a.toml"):
    return {"upload": "1", "file": SimpleUploadedFile(name, content.encode())}


def reviewed(client, tmp_path, **changes):
    a_loaded_plan(tmp_path, rules=RULES)
    client.post(NEW, typed(**changes))
    return Receipt.objects.get()


def test_a_typed_application_leaves_a_receipt_and_opens_it(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = signed_in().post(NEW, typed())

    receipt = Receipt.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/reviews/{receipt.number}/")
    assert (receipt.conclusion, receipt.judged_on.isoformat()) == ("CONFORMS", "2023-06-01")


def test_an_uploaded_file_leaves_a_receipt(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = signed_in().post(NEW, a_file(toml_of()))

    assert (answer.status_code, Receipt.objects.count()) == (302, 1)


def test_the_day_of_judgment_may_be_another_than_the_application(tmp_path):
    receipt = reviewed(signed_in(), tmp_path, judged_on="2026-11-23")

    assert (receipt.judged_on.isoformat(), receipt.conclusion) == (
        "2026-11-23",
        "CONDITIONAL_OR_REFER",
    )


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"mineral": "萤萤石"}, "mineral", "萤萤石"),
        ({"capacity": "八"}, "capacity", "八"),
        ({"capacity": "8.0", "capacity_unit": "箱/年"}, "capacity", "箱/年"),
        ({"applied_on": "2023-13-01"}, "applied_on", "2023-13-01"),
        ({"range": SAMPLE_RANGE[:60]}, "range", SAMPLE_RANGE[:60]),
        ({"judged_on": "明天"}, "judged_on", "明天"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    tmp_path, changes, field, words
):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = signed_in().post(NEW, typed(**changes))

    assert (answer.status_code, Receipt.objects.count()) == (422, 0)
    assert f'id="id_{field}-error"' in answer.text
    assert (words in answer.text, "示例公司" in answer.text) == (True, True)


def test_a_file_with_mistakes_is_refused_with_all_of_them(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = signed_in().post(NEW, a_file(toml_of(mineral='"萤萤石"', capacity='"八"')))

    assert (answer.status_code, Receipt.objects.count()) == (422, 0)
    assert "a.toml:5" in words_of(answer)


def test_an_upload_without_a_file_asks_for_one(tmp_path):
    answer = signed_in().post(NEW, {"upload": "1"})

    assert (answer.status_code, "请选择一个文件" in words_of(answer)) == (422, True)


def test_a_viewer_may_not_store_a_review(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES)

    answer = signed_in(Role.VIEWER).post(NEW, typed())

    assert (answer.status_code, Receipt.objects.count()) == (403, 0)
    assert Entry.objects.filter(action="conformity.reviewed").count() == 0


def test_the_receipt_shows_findings_clauses_and_what_is_not_coded(tmp_path):
    client = signed_in()
    receipt = reviewed(client, tmp_path)

    page = client.get(f"/reviews/{receipt.number}/")

    words = words_of(page)
    assert ("符合 1" in words, "未编码条款 1 条" in words) == (True, True)
    assert 'href="/plan/652824-test/clauses/#c-一1"' in page.text
    assert page.context["features"]["features"][0]["properties"] == {"role": "range"}


def test_a_missing_layer_is_listed_under_who_must_supply_it(tmp_path):
    client = signed_in()
    a_loaded_plan(tmp_path)
    client.post(NEW, typed())

    page = client.get(f"/reviews/{Receipt.objects.get().number}/")

    assert [one.provider for one in page.context["wanted"]] == ["铁路运输企业"]
    assert "不得按“不涉及”处理" in words_of(page)


def test_an_officer_of_another_county_does_not_find_the_receipt(tmp_path):
    receipt = reviewed(signed_in(), tmp_path)

    answer = signed_in(area="652825").get(f"/reviews/{receipt.number}/")

    assert answer.status_code == 404


def test_the_opinion_and_the_record_can_be_downloaded(tmp_path):
    client = signed_in()
    receipt = reviewed(client, tmp_path)

    opinion = client.get(f"/reviews/{receipt.number}/opinion.docx")
    record = client.get(f"/reviews/{receipt.number}/receipt.json")

    assert Document(io.BytesIO(opinion.content)).paragraphs[0].text == "规划符合性审查意见"
    assert json.loads(record.content)["sha256"] == receipt.sha256


def test_a_replay_says_that_the_answer_is_the_same(tmp_path):
    client = signed_in()
    receipt = reviewed(client, tmp_path)

    answer = client.post(f"/reviews/{receipt.number}/replay/", headers={"HX-Request": "true"})

    assert (answer.status_code, words_of(answer).strip()) == (200, "一致")


def test_another_review_can_start_from_a_receipt(tmp_path):
    client = signed_in()
    receipt = reviewed(client, tmp_path, other_documents="第三方意见")

    form = client.get(f"{NEW}?from={receipt.number}").context["form"]

    assert (form.values["range"], form.values["kind"]) == (SAMPLE_RANGE, "MINING")
    assert (form.documents, form.values["other_documents"]) == (
        ("开采方案", "第三方意见"),
        "第三方意见",
    )


def test_the_list_is_filtered_sorted_and_exported_as_shown(tmp_path):
    client = signed_in()
    a_loaded_plan(tmp_path, rules=RULES)
    for name in ("乙矿", "甲矿", "丙井"):
        client.post(NEW, typed(name=name))

    page = client.get("/reviews/?q=矿&sort=name")
    exported = client.get("/reviews/?q=矿&sort=name&format=xlsx")

    rows = list(load_workbook(io.BytesIO(exported.content)).active.values)
    assert [one.name for one in page.context["listing"].page] == ["乙矿", "甲矿"]
    assert [row[1] for row in rows] == ["项目", "乙矿", "甲矿"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_equally_often_for_one_and_three(
    tmp_path, django_assert_num_queries, count
):
    client = signed_in()
    a_loaded_plan(tmp_path, rules=RULES)
    for _ in range(count):
        client.post(NEW, typed())

    with django_assert_num_queries(6):
        client.get("/reviews/")
