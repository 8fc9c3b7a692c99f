# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An administrator opens an account, sets a figure and finds both in the trail. 系统管理。"""

from playwright.sync_api import expect

from journeys.pages import grave_faults

PASSWORD = "another-quarry-77"
OWN = "my-own-quarry-88"


def sign_in(page, username, password):
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    with page.expect_navigation():
        page.click("button.btn-primary")


def test_a_new_officer_changes_the_first_password_before_anything_else(visitor):
    page = visitor("admin", at="/system/officers/new/")
    page.fill("#id_username", "bahar")
    page.select_option("#id_role", "REVIEWER")
    page.fill("#id_password", "short")
    page.click("main button.btn-primary")
    expect(page.locator("#id_password-error")).to_contain_text("至少 10 个字符")
    assert page.input_value("#id_username") == "bahar"
    assert grave_faults(page) == []
    page.fill("#id_password", PASSWORD)
    page.click("main button.btn-primary")
    expect(page.locator("main")).to_contain_text("已开设账户“bahar”")

    officer = visitor(username="")
    sign_in(officer, "bahar", PASSWORD)
    assert officer.url.endswith("/account/")
    expect(officer.locator("[role=alert]")).to_contain_text("请先修改口令")
    assert grave_faults(officer) == []
    officer.fill("#id_present", PASSWORD)
    officer.fill("#id_password", OWN)
    officer.fill("#id_repeated", OWN)
    officer.click("main button.btn-primary")
    expect(officer.locator("main")).to_contain_text("口令已修改")
    officer.goto("/reviews/")
    assert officer.url.endswith("/reviews/")

    page.goto("/system/trail/?subject=bahar")
    told = page.inner_text("main table")
    assert [act in told for act in ("开设账户", "登录", "修改自己的口令")] == [True] * 3


def test_a_figure_is_set_from_a_day_on_and_its_old_value_stays(visitor):
    page = visitor("admin", at="/system/parameters/?state=unverified&kind=words")
    page.goto("/system/parameters/VISIBLE-RAIL/distance_m/")
    expect(page.locator("main header").first).to_contain_text("未核实")
    page.fill("#id_value", "1,500")
    page.fill("form:has([value=set]) #id_reason", "局务会纪要 3 号")
    page.click("form:has([value=set]) button.btn-primary")
    expect(page.locator("#id_value-error")).to_contain_text("不是数字")
    assert grave_faults(page) == []

    page.fill("#id_value", "1500")
    page.click("form:has([value=set]) button.btn-primary")

    expect(page.locator(".parameter-facts")).to_contain_text("1,500 m")
    expect(page.locator("main header").first).to_contain_text("本局设定")
    page.goto("/system/parameters/VISIBLE-RAIL/distance_m/?on=2024-01-01")
    expect(page.locator(".parameter-facts")).to_contain_text("1,000 m")


def test_the_system_pages_fit_a_phone_in_english(visitor):
    page = visitor("admin", language="en", size=(390, 844))

    for address in (
        "/system/",
        "/system/officers/",
        "/system/officers/new/",
        "/system/trail/",
        "/system/parameters/",
        "/system/parameters/VISIBLE-RAIL/distance_m/",
        "/account/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390, address
        assert grave_faults(page) == [], address


def test_the_panel_says_that_the_worker_is_alive(visitor):
    page = visitor("admin", at="/system/")

    panel = page.inner_text("[aria-label=运行状况]")
    assert ("在运行" in panel, "Kuangtu" in panel) == (True, True)
