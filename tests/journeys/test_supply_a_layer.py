# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A layer that was missing is supplied, published, and answers in the next review. 图层汇交。"""

import json

from playwright.sync_api import expect

from journeys.pages import grave_faults, upload

LAYER = "cultural-relics"
RELIC = [[91.6, 39.1], [91.61, 39.1], [91.61, 39.11], [91.6, 39.11], [91.6, 39.1]]
RULE = "文物保护范围内的爆破、钻探、挖掘"


def a_layer_file(folder, *rings, name="文物.geojson", zone="保护范围"):
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"遗址{i}", "zone": zone},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for i, ring in enumerate(rings, start=1)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path = folder / name
    path.write_text(json.dumps(content), "utf-8")
    return path


def hand_in(page, file, source="县文旅局 2026-10-08 函"):
    page.goto(f"/system/imports/new/?layer={LAYER}")
    page.set_input_files("#id_files", file)
    page.fill("#id_source", source)
    page.fill("#id_dated_on", "2026-10-01")
    page.select_option("#id_quality", "APPROVED")
    page.click("form.kt-form button.btn-primary")
    page.wait_for_selector("#reading", timeout=90_000)


def confirm(page):
    """What was seen is right: the system that the file says, and every column as proposed."""
    page.check("input[name=crs_choice][value=found]")
    page.click("#confirm-form .kt-submit button.btn-primary")
    page.wait_for_selector("#import-state")


def wanted(page):
    """The layers that the review says are missing."""
    return "\n".join(page.locator(".wanted").all_inner_texts())


def outcome_of(page, title):
    row = page.locator("tr", has_text=title).first
    return row.get_attribute("class")


def test_a_missing_layer_is_supplied_in_the_browser_and_the_next_review_measures_it(
    visitor, tmp_path
):
    page = visitor("admin", at="/reviews/new/", draws_maps=False)
    upload(page, tmp_path)
    assert "文物保护单位保护范围" in wanted(page)

    hand_in(page, a_layer_file(tmp_path, RELIC))
    assert grave_faults(page) == []
    confirm(page)
    page.wait_for_selector("#import-state a.btn-primary", timeout=90_000)
    assert grave_faults(page) == []
    page.click("#import-state a.btn-primary")
    page.click("text=发布：")
    page.wait_for_selector(".kt-head .chip.good")
    assert grave_faults(page) == []

    upload(page, tmp_path)
    assert "文物保护单位保护范围" not in wanted(page)
    assert "CONDITIONAL" in outcome_of(page, RULE)

    # The product goes on as it was found: other journeys count the layers that are missing.
    page.goto(f"/system/layers/{LAYER}/")
    page.locator("tbody a").first.click()
    page.fill("#id_because", "演示结束")
    page.click("text=撤回：")
    page.wait_for_selector("text=演示结束")


def test_a_file_that_cannot_be_imported_says_why_and_nothing_typed_is_lost(visitor, tmp_path):
    page = visitor("reviewer")

    hand_in(page, a_layer_file(tmp_path, [RELIC[0], RELIC[2], RELIC[1], RELIC[3], RELIC[0]]))
    confirm(page)
    page.wait_for_selector("#import-state [role=alert]", timeout=90_000)
    expect(page.locator("#import-state")).to_contain_text("第 1 个要素：")

    page.click("text=修改读法再导入")
    expect(page.locator("#id_source")).to_have_value("县文旅局 2026-10-08 函")
    expect(page.locator("input[name=crs_choice][value=found]")).to_be_checked()
    page.go_back()
    page.click("text=交来改正后的文件")
    expect(page.locator("#id_source")).to_have_value("县文旅局 2026-10-08 函")
    expect(page.locator("#id_layer")).to_have_value(LAYER)


def test_unknown_values_are_mapped_saved_as_a_profile_and_known_the_next_time(visitor, tmp_path):
    page = visitor("reviewer")
    file = a_layer_file(tmp_path, RELIC, zone="保护区划")

    hand_in(page, file)
    page.check("input[name=crs_choice][value=found]")
    page.click("#confirm-form .kt-submit button.btn-primary")
    expect(page.locator("#reading")).to_contain_text("有未对照的取值：保护区划")
    assert grave_faults(page) == []
    page.select_option("select[name=code-1-0]", "PROTECTION")
    page.fill("#id_save_as", "文物局")
    page.click("#confirm-form .kt-submit button.btn-primary")
    page.wait_for_selector("#import-state a.btn-primary", timeout=90_000)

    hand_in(page, file)
    expect(page.locator("#id_profile")).to_have_value("文物局")
    expect(page.locator("select[name=code-1-0]")).to_have_value("PROTECTION")
    page.click("text=取消导入")
    page.wait_for_selector("text=没有保存任何内容")


def test_a_form_without_a_file_keeps_what_was_typed(visitor):
    page = visitor("reviewer", at="/system/imports/new/")

    page.fill("#id_source", "县文旅局")
    page.click("form.kt-form button.btn-primary")

    expect(page.locator("#id_layer-error")).to_contain_text("请选择图层")
    assert page.input_value("#id_source") == "县文旅局"
    assert grave_faults(page) == []
