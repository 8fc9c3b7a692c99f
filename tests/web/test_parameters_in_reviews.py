# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reviews go by a figure that was set, from its day on, and say so. 审查所用参数。"""

import io
from datetime import date

import pytest
from docx import Document

from conformity.stored_plan import a_loaded_plan, an_application_read
from kuangtu.accounts.actor import Actor, Role
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.replay import ReplayStatus, replay_receipt
from kuangtu.conformity.services import review
from web.page_builders import RULES, signed_in, words_of

pytestmark = pytest.mark.django_db
REVIEWER = Actor("officer:1", "审查员", Role.REVIEWER, "652824")
SET = {"act": "set", "value": "250", "starts_on": "2023-06-01", "reason": "局务会纪要 3 号"}
UNSURE = """
[[rule]]
code = "T-RAILWAY"
check = "ground-keeps-off"
title = { zh = "避让铁路", en = "Keeps off railways" }
clause = "一2"
[rule.parameters]
layer = "railway"
distance_m = { value = 100, unit = "m", source = "摘录", confidence = "V*" }
"""


def test_the_review_goes_by_the_figure_from_its_day_shows_it_and_replays(tmp_path):
    a_loaded_plan(tmp_path, rules=RULES + UNSURE)
    address = "/system/parameters/T-RAILWAY/distance_m/"
    client = signed_in(Role.ADMINISTRATOR)
    client.post(address, SET)

    receipts = [
        review(an_application_read(), judged_on=day, actor=REVIEWER)
        for day in (date(2023, 5, 31), date(2023, 6, 1))
    ]

    (before,), (after,) = (
        [p for rule in one.record["rules"] for p in rule["parameters"] if p["name"] == "distance_m"]
        for one in receipts
    )
    assert (before["value"], before["set_by"]) == (100, "")
    assert (after["value"], after["folder_value"], after["source"]) == (250, 100, "局务会纪要 3 号")
    (folder,) = receipts[1].record["folders"]
    assert "overrides" not in receipts[0].record["folders"][0]
    assert [(one["parameter"], one["value"], one["from"]) for one in folder["overrides"]] == [
        ("distance_m", 250, "2023-06-01")
    ]
    page = words_of(client.get(f"/reviews/{receipts[1].number}/"))
    assert "避让铁路 · 距离 = 250 · 局务会纪要 3 号" in page
    opinion = client.get(f"/reviews/{receipts[1].number}/opinion.docx")
    cells = [
        cell.text
        for table in Document(io.BytesIO(opinion.content)).tables
        for row in table.rows
        for cell in row.cells
    ]
    assert cells[(start := cells.index("避让铁路", cells.index("理由或原文"))) : start + 4] == [
        "避让铁路",
        "距离",
        "250，自 2023-06-01",
        "局务会纪要 3 号",
    ]
    client.post(address, SET | {"value": "300", "starts_on": "2023-06-01"})
    assert [replay_receipt(one.exported()).status for one in Receipt.objects.all()] == [
        ReplayStatus.IDENTICAL
    ] * 2
