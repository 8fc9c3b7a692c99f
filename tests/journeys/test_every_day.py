# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The workbench, demo banner, languages, keyboard, phones, roles. 日常使用。"""

import csv
import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from journeys.conftest import sign_in
from journeys.pages import grave_faults, wait_for_map

PAGES = ["/", "/map/", "/reviews/", "/reviews/new/", "/rights/", "/rights/accounts/", "/system/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_the_banner_and_no_grave_fault(visitor, address):
    page = visitor("admin", at=address)

    expect(page.locator(".kt-banner")).to_contain_text("演示数据")
    assert grave_faults(page) == []


@pytest.mark.parametrize("address", ["/map/", "/reviews/new/", "/rights/"])
def test_a_page_has_no_grave_fault_in_english_on_a_phone(visitor, address):
    page = visitor("viewer", at=address, language="en", size=(390, 844))

    assert grave_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_documentation_of_the_api_can_be_read(visitor):
    page = visitor("viewer", at="/api/v1/docs")
    page.wait_for_selector(".opblock")

    assert grave_faults(page) == []


def test_the_banner_speaks_english_to_those_who_chose_it(visitor):
    page = visitor("admin", at="/rights/accounts/", language="en")

    assert page.inner_text(".kt-banner").startswith("Demonstration data")
    assert grave_faults(page) == []


def test_the_workbench_shows_quotas_to_dos_and_the_county(visitor):
    page = visitor("reviewer", at="/")
    wait_for_map(page, "small")

    names = page.eval_on_selector_all(".kt-gauge", "gauges => gauges.map(gauge => gauge.id)")
    assert names == ["MINE_COUNT", "ANNUAL_OUTPUT", "LARGE_MEDIUM_SHARE"]
    expect(page.locator("main")).to_contain_text("图层未汇交")
    expect(page.locator("main")).to_contain_text("规划期已届满（2025-12-31），沿用原规划")


def test_a_wrong_password_is_told_and_the_name_stays(visitor):
    page = visitor(username="")

    page.fill("#id_username", "reviewer")
    page.fill("#id_password", "wrong")
    page.click("button.btn-primary")

    expect(page.locator("[role=alert]")).to_contain_text("口令不对")
    assert page.input_value("#id_username") == "reviewer"


def test_letters_go_to_sections_and_escape_closes(visitor):
    page = visitor("viewer")

    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/plan/")
    page.click(".kt-who summary")
    page.keyboard.press("Escape")
    expect(page.locator(".kt-who details[open]")).to_have_count(0)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_the_language_is_switched_and_kept(visitor):
    page = visitor("viewer")

    page.click(".kt-who summary")
    page.click("text=English")

    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/rights/")
    assert page.inner_text("h1").startswith("Ledger of mineral rights")


def test_signing_out_closes_every_page(visitor):
    page = visitor(username="")
    sign_in(page, "viewer")

    page.click(".kt-who summary")
    page.click("text=退出")
    page.wait_for_url("**/login/**")
    page.goto("/rights/")

    expect(page).to_have_url(re.compile(r"/login/\?next=/rights/"))


def test_on_a_phone_the_navigation_folds_away(visitor):
    page = visitor("viewer", at="/rights/", size=(390, 844))
    expect(page.locator("#side")).to_be_hidden()

    page.click(".kt-menu-button")

    expect(page.locator("#side")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390


def test_the_ledger_is_sorted_filtered_and_exported(visitor, tmp_path):
    page = visitor("viewer", at="/rights/?kind=MINING")

    page.click("th >> text=规模 >> nth=0")
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("th[aria-sort]")).to_contain_text("规模")
    with page.expect_download() as download:
        page.click("text=CSV")
    target = tmp_path / "rights.csv"
    download.value.save_as(target)

    rows = target.read_text("utf-8-sig").splitlines()
    count = int(page.inner_text(".kt-foot span >> nth=0").split()[1])
    assert len(rows) == count + 1


def test_columns_are_chosen_kept_while_filtering_and_exported(visitor, tmp_path):
    page = visitor("viewer", at="/rights/?kind=MINING")
    page.click("summary >> text=列")
    page.uncheck("input[name=columns][value=holder]")
    page.check("input[name=columns][value=valid_from]")
    with page.expect_navigation():
        page.click("text=显示这些列")
    page.select_option("select[name=size]", "LARGE")
    page.wait_for_url("**size=LARGE**")

    headings = page.eval_on_selector_all("thead th", "cells => cells.map(one => one.innerText)")
    assert ("有效期起" in headings, "矿业权人" in headings) == (True, False)
    with page.expect_download() as download:
        page.click("text=CSV")
    target = tmp_path / "rights.csv"
    download.value.save_as(target)
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    assert list(rows[0]) == [heading.strip() for heading in headings]
    area_km2 = sum(Decimal(row["面积 km²"]) for row in rows)
    expect(page.locator("tfoot td.num >> nth=1")).to_have_text(f"{area_km2:,}")


def test_only_an_administrator_sees_accounts_and_the_trail(visitor):
    page = visitor("viewer")
    assert page.goto("/system/trail/").status == 403

    administrator = visitor("admin", at="/system/trail/")

    expect(administrator.locator("main")).to_contain_text("装载演示台账")
