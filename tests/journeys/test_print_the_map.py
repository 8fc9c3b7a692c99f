# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An officer makes a PDF of what the map shows. 制图输出。"""

from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from journeys.pages import grave_faults, wait_for_map


def open_panel(visitor):
    page = visitor("viewer", at="/map/")
    wait_for_map(page, "full")
    page.click("#tab-print")
    return page


def test_what_the_map_shows_is_printed_from_its_panel(visitor):
    page = open_panel(visitor)
    page.fill("#print-title", "若羌县矿业权分布图")
    page.select_option("#print-paper", "A4")

    with page.expect_download() as given:
        page.click("form[data-print-sheet] button[type=submit]")

    file = Path(given.value.path())
    assert file.read_bytes().startswith(b"%PDF")
    words = "".join(sheet.extract_text() for sheet in PdfReader(file).pages)
    assert [one for one in ("若羌县矿业权分布图", "采矿权", "湖泊水库") if one not in words] == []
    assert grave_faults(page) == []


def test_a_scale_that_is_none_is_told_below_the_button_and_what_was_typed_stays(visitor):
    page = open_panel(visitor)
    page.fill("#print-scale", "五万")

    page.click("form[data-print-sheet] button[type=submit]")
    page.wait_for_selector("[data-print-error]:not(:empty)")

    told = page.locator("[data-print-error]")
    expect(told).to_have_text("比例尺应为分母整数，如 50000，而不是“五万”")
    red, green, blue = page.evaluate(
        "getComputedStyle(document.querySelector('[data-print-error]')).color.match(/\\d+/g)"
        ".map(Number)"
    )
    assert red > 2 * max(green, blue)
    assert page.input_value("#print-scale") == "五万"


def test_a_layer_of_areas_has_the_swatch_of_an_area(visitor):
    page = visitor("viewer", at="/map/")
    wait_for_map(page, "full")

    dots = page.evaluate(
        "[...document.querySelectorAll('.layer-tree input[data-geometry=POLYGON]')].filter("
        "(one) => one.closest('li').querySelector('[data-swatch].is-point')).map((one) => one.id)"
    )

    assert page.locator(".layer-tree input[data-geometry=POLYGON]").count() > 3
    assert dots == []
