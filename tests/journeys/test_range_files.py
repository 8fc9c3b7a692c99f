# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A range comes to the map as a file, a box or a paste. 范围文件上图。"""

import json

import pytest
from playwright.sync_api import expect

from journeys.pages import RANGE, grave_faults, wait_for_map
from layers.layer_files import a_shapefile

DROP = """([selector, files]) => {
    const transfer = new DataTransfer();
    for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of ["dragover", "drop"]) {
        const told = {bubbles: true, cancelable: true, dataTransfer: transfer};
        document.querySelector(selector).dispatchEvent(new DragEvent(type, told));
    }
}"""


def drop(page, selector, *files):
    page.evaluate(DROP, [selector, [[name, list(content)] for name, content in files]])


@pytest.fixture
def map_page(visitor):
    page = visitor("viewer", at="/map/#view=8/39/91")
    wait_for_map(page, "full")
    return page


def test_files_dropped_on_the_map_are_read_drawn_and_told(map_page, tmp_path):
    map_page.focus("#tab-layers")
    map_page.keyboard.press("ArrowRight")
    map_page.keyboard.press("ArrowRight")
    expect(map_page.locator("#panel-check")).to_be_visible()
    note, field = map_page.locator("#check-range-note"), map_page.locator("#check-range")

    document = {"type": "Feature", "properties": {}, "geometry": RANGE}
    drop(map_page, ".map-page .kt-map", ("范围.geojson", json.dumps(document).encode()))
    expect(note).to_contain_text("已读入 范围.geojson")
    expect(note).to_contain_text("179.5726 km²")

    parts = sorted(a_shapefile(tmp_path).parent.iterdir())
    drop(map_page, ".map-page .kt-map", *[(one.name, one.read_bytes()) for one in parts])
    expect(note).to_contain_text("Shapefile，CGCS2000，2 个要素")
    read = field.input_value()
    assert read.startswith('{"type": "MultiPolygon"')

    # What cannot be read says why, and the field keeps its words.
    drop(map_page, ".map-page .kt-map", ("范围.dbf", b"only the attributes"))
    expect(note).to_contain_text("属性表 .dbf 读不完整：文件头不完整")
    assert field.input_value() == read
    assert grave_faults(map_page) == []


def test_a_box_is_drawn_by_two_corners_and_one_far_away_is_refused(map_page):
    box = map_page.locator(".kt-map").bounding_box()
    map_page.click("[data-tool=rectangle]")
    for x, y in ((300, 250), (420, 350)):
        map_page.mouse.move(box["x"] + x, box["y"] + y)
        map_page.wait_for_timeout(80)
        map_page.mouse.click(box["x"] + x, box["y"] + y)
        map_page.wait_for_timeout(320)
    expect(map_page.locator("#check-range-note")).to_contain_text("km² · CGCS2000 · 1 圈")
    expect(map_page.locator("[data-tool=static]")).to_have_attribute("aria-pressed", "true")

    away = [[100, 30], [100.1, 30], [100.1, 30.1], [100, 30.1], [100, 30]]
    map_page.fill("#check-range", json.dumps({"type": "Polygon", "coordinates": [away]}))
    map_page.fill("#check-mineral", "萤石")
    map_page.click("text=现在就查")
    expect(map_page.locator("#check-result [role=alert]")).to_contain_text("距县界约")


def test_the_link_that_is_shared_brings_the_range_along(map_page):
    map_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    document = {"type": "Feature", "properties": {}, "geometry": RANGE}
    drop(map_page, ".map-page .kt-map", ("范围.geojson", json.dumps(document).encode()))
    note, field = map_page.locator("#check-range-note"), map_page.locator("#check-range")
    expect(note).to_contain_text("179.5726 km²")
    drawn = field.input_value()

    map_page.click("[data-share]")
    expect(map_page.locator("body")).to_contain_text("已复制，含所画范围")
    shared = map_page.evaluate("navigator.clipboard.readText()")
    map_page.goto("about:blank")
    map_page.goto(shared)

    expect(field).to_have_value(drawn)
    expect(note).to_contain_text("179.5726 km²")
    field.fill("")
    expect(map_page).not_to_have_url(shared)
