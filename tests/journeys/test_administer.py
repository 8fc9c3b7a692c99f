# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An administrator opens an account, sets a figure and finds both in the trail. 系统管理。"""

from journeys.pages import grave_faults

PASSWORD = "another-quarry-77"
OWN = "my-own-quarry-88"


def sign_in(page, username, password):
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.click("button.btn-primary")
    page.wait_for_load_state()


def test_a_new_officer_changes_the_first_password_before_anything_else(visitor):
    page = visitor("admin", at="/system/officers/new/")
    page.fill("#id_username", "bahar")
    page.select_option("#id_role", "REVIEWER")
    page.fill("#id_password", "short")
    page.click("main button.btn-primary")
    assert "至少 10 个字符" in page.inner_text("#id_password-error")
    assert page.input_value("#id_username") == "bahar"
    assert grave_faults(page) == []
    page.fill("#id_password", PASSWORD)
    page.click("main button.btn-primary")
    assert "已开设账户“bahar”" in page.inner_text("main")

    officer = visitor(username="")
    sign_in(officer, "bahar", PASSWORD)
    assert officer.url.endswith("/account/")
    assert "请先修改口令" in officer.inner_text("[role=alert]")
    assert grave_faults(officer) == []
    officer.fill("#id_present", PASSWORD)
    officer.fill("#id_password", OWN)
    officer.fill("#id_repeated", OWN)
    officer.click("main button.btn-primary")
    assert "口令已修改" in officer.inner_text("main")
    officer.goto("/reviews/")
    assert officer.url.endswith("/reviews/")

    page.goto("/system/trail/?subject=bahar")
    told = page.inner_text("main table")
    assert [act in told for act in ("开设账户", "登录", "修改自己的口令")] == [True] * 3


def test_a_figure_is_set_from_a_day_on_and_its_old_value_stays(visitor):
    page = visitor("admin", at="/system/parameters/?state=unverified&kind=words")
    page.goto("/system/parameters/VISIBLE-RAIL/distance_m/")
    assert "未核实" in page.inner_text("main header")
    page.fill("#id_value", "1,500")
    page.fill("form:has([value=set]) #id_reason", "局务会纪要 3 号")
    page.click("form:has([value=set]) button.btn-primary")
    assert "不是数字" in page.inner_text("#id_value-error")
    assert grave_faults(page) == []

    page.fill("#id_value", "1500")
    page.click("form:has([value=set]) button.btn-primary")

    assert "1,500 m" in page.inner_text(".parameter-facts")
    assert "本局设定" in page.inner_text("main header")
    page.goto("/system/parameters/VISIBLE-RAIL/distance_m/?on=2024-01-01")
    assert "1,000 m" in page.inner_text(".parameter-facts")


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
