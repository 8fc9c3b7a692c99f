# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading the plan: clauses, printed tables, goals, rules, laws. 读规划。"""

import pytest
from playwright.sync_api import expect

from journeys.pages import grave_faults

PARTS = [
    "clauses",
    "tables",
    "goals",
    "zones",
    "minerals",
    "floors",
    "projects",
    "duties",
    "rules",
    "data",
]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_plan_can_be_read_by_everybody(visitor, part):
    page = visitor("viewer", at=f"/plan/652824-2021/{part}/")

    assert page.get_attribute(".kt-tabs [aria-current]", "href").endswith(f"/{part}/")
    assert grave_faults(page) == []


def test_the_contents_lead_to_a_clause_and_its_rule(visitor):
    page = visitor("viewer")
    page.click("nav >> text=规划")

    page.click(".plan-tree >> text=矿种调控方向 >> nth=0")
    page.click("#c-四\\(二\\)1-1 a >> nth=0")

    page.wait_for_url("**/rules/#r-*")


def test_printed_tables_keep_their_merged_cells(visitor):
    page = visitor("viewer", at="/plan/652824-2021/tables/")

    merged = page.locator("#t-5 td[rowspan='16']")
    expect(merged).to_have_text("预期性")
    assert page.locator("#t-2 td[colspan='2'] >> nth=0").inner_text() == "能源矿产"
    expect(page.locator("table.printed")).to_have_count(16)


def test_goals_show_the_real_base_values_of_2020(visitor):
    page = visitor("viewer", at="/plan/652824-2021/goals/")

    row = page.inner_text("#g-MINE-COUNT").split()
    assert tuple(word for word in ("53", "2020", "50") if word in row) == ("53", "2020", "50")


def test_unverified_parameters_carry_a_badge(visitor):
    page = visitor("viewer", at="/plan/652824-2021/rules/")

    assert page.locator(".badge-note.warn >> text=未核实").count() > 0


def test_the_law_is_read_beside_the_plan(visitor):
    page = visitor("viewer", at="/plan/")

    page.click("summary.btn")
    page.click(".kt-menu-list >> text=矿产资源法（2024）")

    expect(page.locator("dl.facts")).to_contain_text("2025-07-01")
