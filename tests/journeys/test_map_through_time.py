# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An officer looks back in time, compares two days, and measures. 历史视图与对比。"""

import re

import pytest
from playwright.sync_api import expect

from journeys.pages import grave_faults, wait_for_map


def open_map(visitor, address="/map/", **said):
    page = visitor("viewer", at=address, **said)
    wait_for_map(page, "full")
    return page


def click_corners(page, corners):
    box = page.locator(".kt-map").bounding_box()
    for x, y in corners:
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.wait_for_timeout(80)
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_timeout(320)


def test_the_map_of_an_earlier_day_says_so_and_its_address_can_be_shared(visitor):
    page = open_map(visitor)
    page.click("[data-time-button]")

    page.fill("[data-day]", "2022-05-01")
    page.wait_for_selector("[data-history]:not([hidden])")
    page.wait_for_selector("input[data-url*='day=2022-05-01']")

    expect(page.locator("[data-history]")).to_contain_text("历史视图 截至 2022-05-01")
    assert grave_faults(page) == []
    expect(page).to_have_url(re.compile("day=2022-05-01"))
    shared = page.url
    page.goto("/reviews/")
    page.goto(shared)
    wait_for_map(page, "full")
    page.wait_for_selector("input[data-url*='day=2022-05-01']")
    page.click("[data-history] button")
    page.wait_for_selector("[data-history]", state="hidden")
    expect(page).not_to_have_url(re.compile("day="))


def test_the_slider_goes_from_edition_to_edition_with_the_keyboard(visitor):
    page = open_map(visitor)
    page.click("[data-time-button]")
    expect(page.locator("[data-day-slider]")).to_be_focused()

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-history]:not([hidden])")
    ticks = page.evaluate(
        "[...new Set(JSON.parse(document.getElementById('map-days').textContent)"
        ".map((one) => one.day))].sort()"
    )

    expect(page.locator("[data-day]")).to_have_value(ticks[-1])


def test_two_days_are_compared_beside_a_divider_that_keys_move(visitor):
    page = open_map(visitor, "/map/#view=7.5/39.0/88.2&day=2022-05-01")

    page.select_option("[data-against]", index=1)
    page.wait_for_selector(".map-divider")
    page.focus(".map-divider")
    page.keyboard.press("Shift+ArrowLeft")

    expect(page.locator(".map-divider")).to_have_attribute("aria-valuenow", "40")
    expect(page.locator(".map-side.is-left")).to_have_text("左 2022-05-01")
    assert grave_faults(page) == []
    expect(page).to_have_url(re.compile(r"swipe=\d{4}-\d\d-\d\d&at=40"))
    page.select_option("[data-against]", "")
    page.wait_for_selector(".map-divider", state="detached")
    expect(page).not_to_have_url(re.compile("swipe"))


def test_layers_are_faded_and_reordered_in_the_legend(visitor):
    page = open_map(visitor)
    page.click("#tab-legend")
    page.wait_for_selector("[data-fade=lake]")
    before = page.eval_on_selector_all("[data-fade]", "all => all.map(one => one.dataset.fade)")

    page.fill("[data-fade=lake]", "40")
    page.click("[data-move='1'][data-code=lake]")

    one_higher = page.locator("[data-fade]").nth(before.index("lake") - 1)
    expect(one_higher).to_have_attribute("data-fade", "lake")
    expect(page).to_have_url(re.compile("fade=lake:40"))
    assert grave_faults(page) == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_an_area_is_measured_on_the_ellipsoid_with_its_perimeter(visitor, size):
    page = open_map(visitor, "/map/#view=8/39.02/88.17", size=size)
    page.click("[data-tool=area]")

    click_corners(page, [(100, 200), (250, 200), (250, 300), (100, 300), (100, 200)])

    told = r"椭球面积（附录 D）[\d,]+\.\d{4} km²，合 [\d,]+\.\d\d 公顷 · 周长 [\d,]+\.\d m"
    expect(page.locator("[data-note]")).to_have_text(re.compile(f"^{told}$"))
    assert page.input_value("#check-range") == ""


def test_a_place_written_with_degrees_is_found_on_the_map(visitor):
    page = visitor("viewer")

    page.keyboard.press("/")
    page.keyboard.type("东经88°10′12″，北纬39°1′12″")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/?q=*")

    expect(page.locator("#identified")).to_contain_text("88°10′12.0″E 39°01′12.0″N")


@pytest.mark.parametrize("width", [1024, 390], ids=["two-rows-of-tools", "phone"])
def test_the_day_of_history_hides_no_tool(visitor, width):
    page = open_map(visitor, "/map/#day=2022-05-01", size=(width, 768), language="en")

    expect(page.locator("[data-history]")).to_contain_text("2022-05-01")
    last = page.locator("[data-share]").bounding_box()
    assert page.locator("[data-history]").bounding_box()["y"] >= last["y"] + last["height"]


def test_an_address_with_a_place_not_on_earth_or_a_day_to_come_opens_the_map_of_today(visitor):
    page = open_map(visitor, "/map/#view=99/999/999&day=2099-01-01")

    page.click("[data-tool=area]")

    expect(page.locator("[data-note]")).to_contain_text("围成一圈")
    expect(page.locator("[data-history]")).to_be_hidden()
