# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""An application typed into the form: mistakes beside their fields, nothing lost. 填表审查。"""

import json
import re

from playwright.sync_api import expect

from journeys.pages import RANGE, grave_faults, wait_for_map


def test_mistakes_stand_at_their_fields_and_what_was_typed_stays(visitor):
    page = visitor("reviewer", at="/reviews/new/", draws_maps=False)
    page.select_option("#id_kind", "MINING")
    page.select_option("#id_act", "NEW")
    page.fill("#id_name", "手填示例矿")
    page.fill("#id_applicant", "示例公司")
    page.fill("#id_mineral", "萤萤石")
    page.fill("#id_capacity", "八")
    page.fill("#id_capacity_unit", "矿物万吨/年")
    page.fill("#id_range", "1,4,1,4321375.70,29601325.83")
    page.click("text=审查并保存回执")

    page.wait_for_selector("[role=alert]")
    expect(page.locator("[role=alert]").first).to_contain_text("未保存任何内容")
    expect(page.locator("[aria-invalid=true]")).to_have_count(3)
    invalid = page.eval_on_selector_all(
        "[aria-invalid=true]", "inputs => inputs.map(input => input.id).sort()"
    )
    assert invalid == ["id_capacity", "id_mineral", "id_range"]
    assert page.input_value("#id_capacity") == "八"
    assert page.input_value("#id_name") == "手填示例矿"
    assert grave_faults(page) == []

    page.fill("#id_mineral", "萤石")
    page.fill("#id_capacity", "8.0")
    page.fill("#id_range", json.dumps(RANGE))
    expect(page.locator("#id_range-note")).to_contain_text("179.5726")
    page.click("text=审查并保存回执")

    page.wait_for_url("**/reviews/KT-*/")
    expect(page.locator("h1")).to_have_text("手填示例矿 · 采矿权新立")


def test_a_pasted_range_is_read_at_once_and_what_is_wrong_is_told(visitor):
    page = visitor("reviewer", at="/reviews/new/")
    wait_for_map(page, "range")

    page.fill("#id_range", "1,4,1,4321375.70")

    page.wait_for_selector("#id_range-note.is-wrong")


def test_a_gbk_range_file_is_dropped_into_the_field(visitor):
    page = visitor("reviewer", at="/reviews/new/", draws_maps=False)
    content = list("[属性描述]\n坐标系=2000国家大地坐标系\n".encode("gbk"))

    transfer = page.evaluate_handle(
        """bytes => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], "范围.txt"));
            return transfer;
        }""",
        content,
    )
    page.dispatch_event("[data-range-files]", "drop", {"dataTransfer": transfer})

    expect(page.locator("#id_range")).to_have_value(re.compile("国家大地坐标系"))


def test_a_viewer_is_told_that_storing_needs_another_role(visitor):
    page = visitor("viewer", at="/reviews/new/", draws_maps=False)

    expect(page.locator(".notice[role=note]")).to_contain_text("您的角色是“查看”")
