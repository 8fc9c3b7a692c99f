# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A reviewer checks an application by its file and takes the opinion along. 上传审查。"""

from docx import Document
from playwright.sync_api import expect

from journeys.pages import grave_faults, upload, wait_for_map


def test_from_signing_in_to_the_opinion_in_word(visitor, tmp_path):
    page = visitor("reviewer")
    page.click("text=新审查")
    upload(page, tmp_path)

    page.wait_for_url("**/reviews/KT-*/")
    expect(page.locator("h1")).to_have_text("示例萤石矿 · 采矿权新立")
    expect(page.locator(".kt-actions .chip")).to_have_text("不符合")
    expect(page.locator("dl.facts")).to_contain_text("179.5726")
    wait_for_map(page, "receipt")
    assert grave_faults(page) == []

    # A clause leads into the plan, at its place.
    page.click("tr#f-PLAN-PERIOD-OVER ~ tr td.source a >> nth=0")
    page.wait_for_url("**/plan/**")
    page.go_back()
    wait_for_map(page, "receipt")

    # An outcome chip leaves its findings only.
    page.click("button[data-outcome=PASS]")
    expect(page.locator("tr[data-outcome]:not([hidden], [data-outcome=PASS])")).to_have_count(0)
    expect(page.locator("tr[data-outcome=PASS]").first).to_be_visible()

    # On paper there is no navigation, and a picture stands for the map.
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".kt-side")).to_be_hidden()
    assert page.locator(".map-picture").bounding_box()["width"] > 100
    page.emulate_media(media="screen")

    page.click("text=重算核对")
    page.wait_for_selector("#replay .notice")
    expect(page.locator("#replay strong")).to_have_text("一致")

    with page.expect_download() as download:
        page.click("text=审查意见")
    target = tmp_path / "opinion.docx"
    download.value.save_as(target)
    assert Document(target).paragraphs[0].text == "规划符合性审查意见"

    page.goto("/reviews/?q=示例萤石矿")
    expect(page.locator("tbody tr >> nth=0")).to_contain_text("示例萤石矿")


def test_a_file_with_mistakes_names_line_and_column_and_stores_nothing(visitor, tmp_path):
    page = visitor("reviewer", draws_maps=False)
    before = page.inner_text(".kt-foot span >> nth=0")

    upload(page, tmp_path, 'kind = "采矿权"\nact = "新立"\nmineral = "萤萤石"\ncolour = 3\n')

    page.wait_for_selector("#id_file-error")
    problems = page.inner_text("#id_file-error")
    assert ("申请.toml:3" in problems, "colour" in problems) == (True, True)
    page.goto("/reviews/")
    expect(page.locator(".kt-foot span >> nth=0")).to_have_text(before)
