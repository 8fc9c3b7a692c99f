# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What several journeys do alike."""

import json
from pathlib import Path

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}
RANGE = {
    "type": "Polygon",
    "coordinates": [
        [[91.55, 39.05], [91.72, 39.05], [91.72, 39.16], [91.55, 39.16], [91.55, 39.05]]
    ],
}
APPLICATION = f"""\
kind = "采矿权"
act = "新立"
name = "示例萤石矿"
applicant = "示例公司"
mineral = "萤石"
method = "地下"
capacity = 8.0
capacity_unit = "矿物万吨/年"
reserves = 150.0
reserves_unit = "矿物万吨"
recovery = 0.85
dilution = 0.10
stage = "勘探"
grant_mode = "挂牌"
applied_on = 2026-11-20
documents = ["开采方案", "生态修复方案", "环境影响评价", "绿色矿山承诺"]
range = '{json.dumps(RANGE)}'
"""


def grave_faults(page):
    """What axe-core finds serious or critical on the page as it stands."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def wait_for_map(page, kind):
    page.wait_for_selector(f"[data-map={kind}][data-ready]", timeout=30_000)


def upload(page, tmp_path, content=APPLICATION, name="申请.toml"):
    """Hand in an application file and come to what follows."""
    file = tmp_path / name
    file.write_text(content, "utf-8")
    if not page.url.endswith("/reviews/new/"):
        page.goto("/reviews/new/")
    page.set_input_files("#id_file", file)
    with page.expect_navigation():
        page.click("button[name=upload]")


def draw(page, corners):
    """Click the corners of a polygon on the map, and the first one again to close it."""
    page.click("[data-tool=polygon]")
    box = page.locator(".kt-map").bounding_box()
    for x, y in [*corners, corners[0]]:
        place = box["x"] + x, box["y"] + y
        page.mouse.move(*place)
        page.wait_for_timeout(80)
        page.mouse.click(*place)
        page.wait_for_timeout(320)
