# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An officer draws a range on the map and asks at once. 一张图试查。"""

import re

import pytest
from playwright.sync_api import expect

from journeys.pages import draw, grave_faults, wait_for_map
from kuangtu.geo.sheets import Scale, sheet_at


def test_a_range_is_drawn_tried_out_and_taken_to_the_full_form(visitor):
    page = visitor("viewer", at="/map/#view=8.1/39.0/91.0")
    wait_for_map(page, "full")
    draw(page, [(420, 250), (560, 250), (560, 380), (420, 380)])
    expect(page.locator("#check-range")).to_have_value(re.compile('"Polygon"'))

    page.fill("#check-mineral", "萤石")
    page.click("text=现在就查")
    page.wait_for_selector("#check-result .chip")

    expect(page.locator("#check-result")).to_contain_text("未保存")
    expect(page.locator("#check-result .chip").first).to_be_in_viewport()
    assert page.evaluate("document.querySelectorAll('#check-result [data-features]').length") == 1
    assert grave_faults(page) == []
    page.click("text=补全后正式审查")
    expect(page.locator("#id_range")).to_have_value(re.compile('"Polygon"'))
    expect(page.locator("#id_mineral")).to_have_value("萤石")


def test_a_click_tells_what_lies_there_and_the_readout_agrees_with_the_server(visitor):
    page = visitor("viewer", at="/map/#view=9/39.02/88.17")
    wait_for_map(page, "full")
    box = page.locator(".kt-map").bounding_box()

    page.mouse.move(box["x"] + 400, box["y"] + 300)
    page.mouse.click(box["x"] + 400, box["y"] + 300)
    page.wait_for_selector("#identified strong")

    told = page.inner_text("#identified strong")
    readout = page.inner_text("[data-readout]")
    assert readout.startswith(told)
    metres = re.search(r"X (\d+\.\d)\d · Y (\d+)", page.inner_text("#identified"))
    assert f"X {metres[1][:-2]}" in readout
    assert f"Y {metres[2]}" in readout
    longitude, latitude = map(
        float, page.get_attribute("#identified [data-copy]", "data-copy").split(",")
    )
    assert readout.endswith(sheet_at(longitude, latitude, Scale.FIFTY_THOUSAND).number)


def test_the_place_that_was_asked_about_stays_marked_until_something_is_drawn(visitor):
    page = visitor("viewer", at="/map/#view=9/39.02/88.17")
    wait_for_map(page, "full")
    box = page.locator(".kt-map").bounding_box()

    page.mouse.click(box["x"] + 400, box["y"] + 300)
    page.wait_for_selector("#identified strong")

    mark = page.locator(".map-here").bounding_box()
    middle = (mark["x"] + mark["width"] / 2 - box["x"], mark["y"] + mark["height"] / 2 - box["y"])
    assert middle == pytest.approx((400, 300), abs=1)
    page.click("[data-tool=polygon]")
    expect(page.locator(".map-here")).to_have_count(0)


def test_what_a_tool_says_on_a_phone_hides_no_other_tool(visitor):
    page = visitor("viewer", at="/map/#view=8/39.02/88.17", size=(390, 844))
    wait_for_map(page, "full")

    page.click("[data-tool=area]")

    expect(page.locator("[data-note]")).to_contain_text("围成一圈")
    last = page.locator("[data-share]").bounding_box()
    assert page.locator("[data-note]").bounding_box()["y"] >= last["y"] + last["height"]


def test_layers_are_switched_and_the_address_can_be_shared(visitor):
    page = visitor("reviewer", at="/map/")
    wait_for_map(page, "full")
    page.click("#panel-layers summary >> nth=0")
    expect(page.locator("#panel-layers")).to_contain_text("应由")

    page.uncheck("#layer-lake")
    expect(page).to_have_url(re.compile("off=lake"))
    shared = page.url

    page.goto("/reviews/")
    page.goto(shared)
    wait_for_map(page, "full")
    expect(page.locator("#layer-lake")).not_to_be_checked()
    expect(page.locator("#layer-county-boundary")).to_be_checked()


def test_a_distance_is_measured_along_the_ellipsoid(visitor):
    page = visitor("viewer", at="/map/#view=8/39.02/88.17")
    wait_for_map(page, "full")
    box = page.locator(".kt-map").bounding_box()

    page.click("[data-tool=linestring]")
    for x in (300, 500, 500):
        page.mouse.move(box["x"] + x, box["y"] + 300)
        page.mouse.click(box["x"] + x, box["y"] + 300)
        page.wait_for_timeout(350)

    told = r"^测地线长度 [\d,.]+ m，合 [\d,]+\.\d{3} km$"
    expect(page.locator("[data-note]")).to_have_text(re.compile(told))


def test_the_search_goes_to_a_sheet_and_to_a_license(visitor):
    page = visitor("viewer")

    page.keyboard.press("/")
    page.keyboard.type("J45E011015")
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/?q=J45E011015*")
    expect(page.locator("#identified")).to_contain_text("1:50 000")

    page.goto("/reviews/")
    page.fill("#search", "DEMO-C-0003")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rights/DEMO-C-0003/")


def test_a_long_search_that_finds_nothing_stays_within_its_panel(visitor):
    page = visitor("viewer", at=f"/map/?q={'a' * 300}")

    panel = page.locator("#panel-identify")

    expect(panel).to_contain_text("没有找到")
    assert panel.evaluate("panel => panel.scrollWidth - panel.clientWidth") == 0
