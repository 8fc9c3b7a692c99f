# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The page 规划体检, and its answers beside clauses, rules and reviews. 规划体检页面。"""

import io
import re

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kuangtu.accounts.actor import Role
from kuangtu.plans.choices import AnswerKind
from kuangtu.plans.models import HealthAnswer, HealthRun
from kuangtu.reports.health_list import COLUMNS
from kuangtu.web.plan_health import AnswerForm
from plans.examined_plan import (
    CLEAN,
    CODE,
    CORRECTED,
    DAY,
    DOCUMENT,
    SHARE,
    SUM,
    a_document,
    answered,
    checked,
)
from web.page_builders import RULES, a_loaded_plan, signed_in, typed, words_of

pytestmark = pytest.mark.django_db
ADDRESS = f"/plan/{CODE}/health/"
AREAS = ("652824", "652825")
SAID = "53种 占 173种 为 30.6%，文中印作 29.8%"


@pytest.fixture(autouse=True)
def _plan(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    a_loaded_plan(tmp_path)


def run(client, content=DOCUMENT.encode(), name="规划文本.txt", **changes):
    file = SimpleUploadedFile(name, content) if content is not None else ""
    return client.post(f"{ADDRESS}run/", {"which": "new", "document": file} | changes)


def shown(page):
    """The findings on a page by their fingerprints, in order."""
    return re.findall(r'health-finding" id="f-(\w+)"', page.content.decode())


def test_a_plan_without_a_check_says_how_to_make_one():
    page = words_of(signed_in().get(ADDRESS))

    assert "本规划还没有体检" in page
    assert "体检（约几秒钟）" in page


def test_a_viewer_reads_the_page_and_cannot_check(tmp_path):
    viewer = signed_in(Role.VIEWER)

    page = words_of(viewer.get(ADDRESS))
    refused = run(viewer)

    assert "体检由审查人员进行" in page
    assert "体检（约几秒钟）" not in page
    assert (refused.status_code, HealthRun.objects.count()) == (403, 0)


def test_a_check_shows_what_it_found_with_both_readings():
    reviewer = signed_in()

    answer = run(reviewer)
    page = reviewer.get(ADDRESS)

    assert (answer.status_code, answer.url) == (302, ADDRESS)
    assert shown(page) == [SUM, SHARE]
    words = words_of(page)
    assert "错误 2 存疑 0 提示 0 共 2 条" in words
    assert f"{SAID} 29.8% “占全国173种的29.8%。” 一1 · 第4行 53种" in words
    assert "30.6% 计算值" in words
    assert f'href="/plan/{CODE}/clauses/#c-一1"' in page.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xd0\xcf\x11\xe0", "规划.doc", "不能读取“.doc”文件；请另存为 .docx"),
        ("若羌".encode("gbk"), "规划.txt", "文件不是 UTF-8 编码的文本，请另存为 UTF-8 规划.txt:1"),
        (None, "", "请选择一个文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_plain_words(content, name, said):
    page = run(signed_in(), content, name)

    assert page.status_code == 422
    assert said in words_of(page)
    assert HealthRun.objects.count() == 0


def test_a_file_above_the_limit_is_refused(settings):
    settings.KUANGTU_UPLOAD_LIMIT_BYTES = 100

    page = run(signed_in())

    assert page.status_code == 422
    assert "文件有 1 MB，超过上限 0 MB" in words_of(page)
    assert HealthRun.objects.count() == 0


def test_the_document_of_last_time_is_read_again_and_handed_out():
    reviewer = signed_in()
    run(reviewer)

    run(reviewer, None, which="earlier")
    file = reviewer.get(f"{ADDRESS}document/")

    first, second = HealthRun.objects.order_by("id")
    assert (second.document_sha256, second.findings) == (first.document_sha256, first.findings)
    assert file.content.decode() == DOCUMENT
    assert re.search(r'filename="plan-document-\w{8}\.txt"', file["Content-Disposition"])


@pytest.mark.parametrize("which", ["earlier", "none"])
def test_a_file_that_is_handed_in_is_read_whatever_is_marked_above_it(which):
    client = signed_in()
    run(client)

    page = words_of(client.get(run(client, CLEAN.encode(), "新稿.txt", which=which)["Location"]))

    assert list(HealthRun.objects.order_by("pk").values_list("document_name", flat=True)) == [
        "规划文本.txt",
        "新稿.txt",
    ]
    assert "新稿.txt" in page


def test_nothing_earlier_can_be_read_again():
    page = run(signed_in(), None, which="earlier")

    assert (page.status_code, HealthRun.objects.count()) == (422, 0)


def test_without_a_document_the_page_says_what_was_not_examined():
    reviewer = signed_in()
    run(reviewer, None, which="none")

    words = words_of(reviewer.get(ADDRESS))

    assert "没有发现矛盾" in words
    assert "没有文本，正文未检查" in words
    assert "已查：规划数据中的表、矿种清单和事实" in words
    assert "正文的数字、名称、引用和文号未查" in words


def test_a_clean_document_is_said_to_be_clean():
    checked(a_document(CLEAN))

    words = words_of(signed_in(Role.VIEWER).get(ADDRESS))

    assert "没有发现矛盾" in words
    assert "已查：合计与分项、比例与基数、" in words


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("grade=ERROR", [SUM, SHARE]),
        ("grade=NOTE", []),
        ("kind=share", [SHARE]),
        ("clause=一2", [SUM]),
        ("answer=answered", [SHARE]),
        ("answer=open", [SUM]),
        ("grade=NONSENSE&kind=x", [SUM, SHARE]),
    ],
)
def test_findings_are_filtered(query, found):
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    assert shown(signed_in().get(f"{ADDRESS}?{query}")) == found


def test_an_answer_is_kept_and_leads_back_to_its_finding():
    checked(a_document())
    reviewer = signed_in()

    answer = reviewer.post(f"{ADDRESS}{SHARE}/answer/", {"kind": "ACCEPTED", "grade": "ERROR"})

    assert answer.url == f"{ADDRESS}?grade=ERROR#f-{SHARE}"
    assert "按原文采用，officer-REVIEWER-652824" in words_of(reviewer.get(ADDRESS))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "RAISED", "letter_on": "2026-11-20"}, "须写明文号"),
        (
            {"kind": "RAISED", "letter_number": "1号", "letter_on": "昨天"},
            "“昨天”不是日期，请写作 2026-11-23",
        ),
        ({}, "请选择处理意见"),
    ],
)
def test_an_answer_that_lacks_something_comes_back_with_what_was_typed(form, said):
    checked(a_document())

    page = signed_in().post(f"{ADDRESS}{SHARE}/answer/", form | {"words": "写过的话"})

    assert page.status_code == 422
    assert said in words_of(page)
    assert ">写过的话</textarea>" in page.content.decode()
    assert HealthAnswer.objects.count() == 0


def test_a_viewer_cannot_answer():
    checked(a_document())

    refused = signed_in(Role.VIEWER).post(f"{ADDRESS}{SHARE}/answer/", {"kind": "ACCEPTED"})

    assert (refused.status_code, HealthAnswer.objects.count()) == (403, 0)


@pytest.mark.parametrize("path", ["", "list.docx", "list.xlsx", "document/"])
def test_another_county_finds_no_such_plan(path):
    checked(a_document())

    assert signed_in(area="652825").get(f"{ADDRESS}{path}").status_code == 404


def test_a_plan_of_another_area_is_read_without_the_check():
    own, other = (signed_in(area=area).get(f"/plan/{CODE}/clauses/") for area in AREAS)

    assert f'href="{ADDRESS}"' in own.content.decode()
    assert f'href="{ADDRESS}"' not in other.content.decode()


def test_what_is_gone_is_shown_with_its_answer():
    checked(a_document())
    answered(AnswerKind.RAISED, letter_number="1号", letter_on=DAY)
    checked(a_document(CORRECTED))

    words = words_of(signed_in().get(ADDRESS))

    assert f"已不再出现 {SAID}" in words


def test_what_was_not_looked_for_is_not_said_to_be_gone():
    checked(a_document())
    answered(AnswerKind.ACCEPTED)
    checked()

    assert "本次未查正文，不能断定" in words_of(signed_in().get(ADDRESS))


def test_an_older_check_says_that_the_folder_has_changed(tmp_path):
    checked(a_document())
    a_loaded_plan(tmp_path, rules=RULES)

    assert "体检之后规划数据已换版" in words_of(signed_in().get(ADDRESS))


def test_the_lists_hold_what_the_page_shows():
    checked(a_document())
    answered(AnswerKind.ACCEPTED)
    client = signed_in()

    word = docx.Document(io.BytesIO(client.get(f"{ADDRESS}list.docx?kind=share").content))
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{ADDRESS}list.xlsx").content))

    assert [row.cells[-1].text for row in word.tables[0].rows] == [
        COLUMNS[-1],
        "按原文采用，审查员 2026-11-27",
    ]
    assert [row[2] for row in book.worksheets[0].values] == ["位置", "一2 · 第6行", "一1 · 第4行"]


@pytest.mark.parametrize("path", ["list.pdf", "list.docx"])
def test_a_list_that_there_is_not(path):
    assert signed_in().get(f"{ADDRESS}{path}").status_code == 404


@pytest.mark.parametrize("part", ["clauses", "rules"])
def test_a_finding_stands_beside_its_clause_with_its_answer(part):
    checked(a_document())
    answered(AnswerKind.ACCEPTED)

    words = words_of(signed_in(Role.VIEWER).get(f"/plan/{CODE}/{part}/"))

    assert f"体检 · 错误 {SAID}（按原文采用，审查员 2026-11-27）" in words
    assert "总数 20个，分项相加为 19个（未答复）" in words


def test_a_review_says_what_was_found_in_the_clause_it_rests_on():
    checked(a_document())
    answered(AnswerKind.ACCEPTED)
    reviewer = signed_in()

    receipt = reviewer.post("/reviews/new/", typed(), follow=True)

    assert f"本条有规划体检发现：{SAID}（按原文采用，审查员 2026-11-27）" in words_of(receipt)


def test_a_form_of_another_kind_ignores_the_day_of_a_letter():
    said = AnswerForm({"kind": "ACCEPTED", "letter_on": "昨天"}).said()

    assert (said.kind, said.letter_on) == (AnswerKind.ACCEPTED, None)
