# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The plan is checked with its document; an answer is seen wherever its clause is. 规划体检。"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from journeys.pages import grave_faults, upload

DOCUMENTS = Path(__file__).parents[3] / "shared/plan"
INVENTED = """\
一、现状与形势
（二）矿产资源概况
2.矿产资源特点
（1）已发现矿产
若羌县已发现53种矿产，占全国173种的29.8%。
二、指导原则和目标
（三）规划目标
2.2025年规划目标
（3）开发利用
到2025年，固体矿产采矿权数量控制在50个以内，大中型矿山比例达到40%以上。
四、开发利用与保护
（一）开发强度
2.矿山数量
到2025年，固体矿产矿山数量控制在50个以内，大中型矿山比例达到40%以上。
"""
HEALTH = "/plan/652824-2021/health/"
SAID = "53种 占 173种 为 30.6%，文中印作 29.8%"
ANSWER = "按原文采用，以印本为准，演示审查员"
QUOTA = "同一指标两处所指不同"


@pytest.fixture
def document(tmp_path):
    """The real document where it is at hand, else an invented one with two of its faults."""
    if real := sorted(DOCUMENTS.glob("*.txt")):
        return real[0]
    path = tmp_path / "规划文本.txt"
    path.write_text(INVENTED, "utf-8")
    return path


@pytest.fixture
def checked(visitor, document):
    """The page of a plan that was checked, by an officer who may answer."""
    page = visitor(at=HEALTH, draws_maps=False)
    if page.locator(".health-head").count() == 0:
        page.set_input_files("#id_document", document)
        page.click("text=体检（约几秒钟）")
        page.wait_for_selector(".health-head")
    return page


def answer(page, said):
    """Answer the finding that says so, if it is not answered yet."""
    finding = page.locator(".health-finding", has_text=said).first
    if finding.locator(".health-answer strong").count():
        return
    finding.locator("summary").click()
    finding.locator("input[value=ACCEPTED]").check()
    finding.locator("textarea").fill("以印本为准")
    with page.expect_navigation():
        finding.get_by_role("button", name="存下答复").click()


def test_the_document_is_checked_and_its_findings_can_be_narrowed_down(checked):
    page = checked

    page.select_option("select[name=kind]", "share")
    page.click("text=筛选")

    expect(page.locator(".health-finding", has_text=SAID)).to_have_count(1)
    expect(page.locator(".badge-note", has_text="合计与分项")).to_have_count(0)
    assert grave_faults(page) == []


def test_an_answer_stands_beside_the_clause_and_in_a_review(checked, tmp_path):
    page = checked
    answer(page, SAID)
    answer(page, QUOTA)

    page.goto("/plan/652824-2021/clauses/")
    beside = page.locator("#c-一\\(二\\)2\\(1\\) .plan-notes, #c-一\\(二\\)2\\(1\\)-1 .plan-notes")
    assert f"{SAID}（{ANSWER}" in beside.first.inner_text()
    assert grave_faults(page) == []
    page.goto("/plan/652824-2021/tables/")
    expect(page.locator("#t-2 .plan-notes")).to_have_count(1)

    upload(page, tmp_path)

    note = page.locator("#f-RQ-QUOTA-COUNT .plan-note").inner_text()
    assert QUOTA in note
    assert ANSWER in note


def test_the_list_for_the_meeting_is_downloaded(checked):
    page = checked

    with page.expect_download() as file:
        page.click("text=会商清单")

    assert file.value.suggested_filename == "plan-health-652824-2021.docx"


def test_the_page_is_printed_without_what_is_only_for_the_screen(checked):
    page = checked

    page.emulate_media(media="print")

    expect(page.locator(".health-run")).to_be_hidden()
    expect(page.locator(".health-form").first).to_be_hidden()
    expect(page.locator(".health-facts")).to_be_visible()


def test_the_page_fits_a_phone(visitor):
    page = visitor("viewer", at=HEALTH, size=(390, 844))

    assert page.evaluate("document.documentElement.scrollWidth") == 390
