# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The Ruoqiang plan: what its folder must say, whatever else changes."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kuangtu.codes.choices import MiningMethod
from kuangtu.codes.minerals import minerals_named
from kuangtu.plans.folder import read_folder
from kuangtu.plans.types import (
    Account,
    CellMark,
    ClauseKind,
    Comparison,
    ListKind,
    Nature,
    ZoneKind,
)

PLAN = Path(__file__).parents[2] / "plans/652824-2021"


@pytest.fixture(scope="module")
def plan():
    return read_folder(PLAN)


@pytest.fixture(scope="module")
def facts(plan):
    return {row["code"]: Decimal(row["value"]) for row in plan.data["facts"]}


def listed(plan, kind):
    return [one.printed for one in plan.listings if one.kind == kind]


def floor(plan, code):
    return next(one for one in plan.floors if one.code == code)


def goal(plan, code):
    return next(one for one in plan.goals if one.code == code)


def test_every_clause_has_a_rule_or_a_reason_and_both_languages(plan):
    assert len(plan.clauses) == 316
    assert [
        clause.number
        for clause in plan.clauses
        if bool(clause.coded_by) == (clause.not_coded_because is not None)
        or not (clause.heading.zh and clause.heading.en)
    ] == []


def test_the_catalogue_covers_all_chapters_in_order(plan):
    chapters = [one.number for one in plan.clauses if len(one.number) == 1]

    assert chapters == list("一二三四五六七")
    assert plan.clauses[0].number == "总则"
    assert plan.clauses[-1].number == "七(七)"


HEADING = "标题，内容见其下各条"


def is_below(number, other):
    """Whether a clause number stands below another: 三(三)2-1 below 三(三)2, not below 三(三)."""
    rest = number.removeprefix(other)
    is_longer = rest not in ("", number)
    return is_longer and not (rest[0].isdecimal() and other[-1].isdecimal())


def test_a_heading_has_clauses_below_it(plan):
    numbers = [one.number for one in plan.clauses]
    headings = [
        one.number
        for one in plan.clauses
        if one.not_coded_because and one.not_coded_because.zh == HEADING
    ]

    assert [one for one in headings if not any(is_below(other, one) for other in numbers)] == []


def test_a_clause_that_is_divided_is_a_heading(plan):
    numbers = [one.number for one in plan.clauses]

    assert [
        one.number
        for one in plan.clauses
        if any(is_below(other, one.number) for other in numbers)
        and (one.not_coded_because is None or one.not_coded_because.zh != HEADING)
    ] == []


def test_each_clause_has_a_reason_of_its_own(plan):
    reasons = Counter(
        one.not_coded_because.zh
        for one in plan.clauses
        if one.not_coded_because and one.not_coded_because.zh != HEADING
    )

    assert [reason for reason, times in reasons.items() if times > 1] == []


def loaded_from(plan):
    """File → the clauses that its rows name."""
    files = {
        "goals": plan.goals,
        "zones": plan.zones,
        "projects": plan.projects,
        "responsibilities": plan.responsibilities,
    }
    named = {name: {one.clause for one in values} for name, values in files.items()}
    named["facts"] = {row["clause"] for row in plan.data["facts"]}
    return named | {table.name: {table.clause} for table in plan.data_tables if table.clause}


def reasons_of(plan):
    return {one.number: one.not_coded_because.zh for one in plan.clauses if one.not_coded_because}


def test_a_reason_that_names_a_file_is_true(plan):
    named = loaded_from(plan)

    assert [
        (number, name)
        for number, reason in reasons_of(plan).items()
        for name in re.findall(r"([a-z_]+)\.csv", reason)
        if clause_loaded(number, reason) not in named[name]
    ] == []


def clause_loaded(number, reason):
    """The clause whose rows the reason speaks of: its own, or the one it names."""
    elsewhere = re.search(r"\.csv（条款 (\S+?)）", reason)
    return elsewhere[1] if elsewhere else number


def test_a_clause_that_a_reason_names_exists(plan):
    numbers = {one.number for one in plan.clauses} | {"三", "四"}

    assert [
        (number, other)
        for number, reason in reasons_of(plan).items()
        for other in re.findall(
            r"[一二三四五六七](?:\([一二三四五六七八]\)|-\d)[^\s、，；）（]*", reason
        )
        if other not in numbers
    ] == []


def test_a_code_in_a_reason_is_one_of_that_clause(plan):
    clause_of = {
        one.code: one.clause for one in (*plan.goals, *plan.projects, *plan.responsibilities)
    }

    named = {
        (clause.number, code)
        for clause in plan.clauses
        if clause.not_coded_because
        for code in re.findall(
            r"\b(?:R\d\d|PC-\d\d|[A-Z]+(?:-[A-Z]+)+|OVERALL|OUTLOOK|PITS)\b",
            clause.not_coded_because.zh,
        )
    }

    assert {(number, code) for number, code in named if clause_of.get(code) != number} == set()
    assert len(named) > 100


@pytest.mark.parametrize(
    ("kinds", "file"),
    [
        ({ClauseKind.DUTY, ClauseKind.MEASURE}, "responsibilities"),
        ({ClauseKind.GOAL, ClauseKind.CONTROL_NUMBER}, "goals"),
        ({ClauseKind.PROJECT}, "projects"),
    ],
)
def test_every_duty_goal_and_project_is_loaded(plan, kinds, file):
    stated = {
        one.number
        for one in plan.clauses
        if one.kind in kinds and not (one.not_coded_because and one.not_coded_because.zh == HEADING)
    }

    assert stated - loaded_from(plan)[file] == set()


def test_every_kind_of_statement_occurs(plan):
    assert {one.kind for one in plan.clauses} == set(ClauseKind)


def test_53_mines_are_5_and_13_and_35(facts):
    parts = [facts["MINES-LARGE"], facts["MINES-MEDIUM"], facts["MINES-SMALL"]]

    assert parts == [5, 13, 35]
    assert sum(parts) == facts["MINES"] == 53
    share = (facts["MINES-LARGE"] + facts["MINES-MEDIUM"]) / facts["MINES"] * 100
    assert round(share, 2) == facts["MINES-LARGE-MEDIUM-SHARE"] == Decimal("33.96")


def test_176_exploration_rights_are_135_and_21_and_5_and_15(facts):
    stages = ("DETAILED", "GENERAL", "PROSPECTING", "RECONNAISSANCE")
    parts = [facts[f"EXPLORATION-{stage}"] for stage in stages]

    assert parts == [135, 21, 5, 15]
    assert sum(parts) == facts["EXPLORATION-RIGHTS"] == 176


def test_126_areas_add_up_by_size_and_by_stage(facts):
    sizes = [facts[f"AREAS-{size}"] for size in ("LARGE", "MEDIUM", "SMALL")]
    stages = [
        facts[f"AREAS-STAGE-{stage}"] for stage in ("DETAILED", "GENERAL", "PROSPECTING", "OTHER")
    ]

    assert (sizes, stages) == ([17, 18, 91], [16, 57, 46, 7])
    assert sum(sizes) == sum(stages) == facts["AREAS-ON-BALANCE"] == 126


def test_53_minerals_are_counted_and_listed_alike(plan, facts):
    rows = plan.data["discovered_minerals"]
    counts = [int(row["count"]) for row in rows]
    names = [row["printed"].rstrip("、").split("、") for row in rows]

    assert counts == [3, 3, 8, 2, 8, 29]
    assert [len(one) for one in names] == counts
    assert sum(counts) == facts["MINERALS-FOUND"] == 53


def test_mineral_lists(plan):
    assert len(listed(plan, ListKind.KEY_EXPLORATION)) == 19
    assert set(listed(plan, ListKind.KEY_EXPLORATION)) - set(listed(plan, ListKind.KEY_MINING)) == {
        "页岩气"
    }
    assert listed(plan, ListKind.RESTRICTED_MINING) == ["砖瓦用黏土", "石棉"]
    assert listed(plan, ListKind.STRICTLY_CONTROLLED) == ["钨", "稀土"]
    assert listed(plan, ListKind.PROHIBITED_MINING) == ["砂金", "砂铁", "可耕地砖瓦用黏土"]
    assert [one.condition for one in plan.listings if one.condition] == ["可耕地"]
    assert all(one.minerals for one in plan.listings)


def test_zones_by_kind(plan):
    counts = Counter(one.kind for one in plan.zones)

    assert counts == {
        ZoneKind.RESOURCE_BASE: 1,
        ZoneKind.NATIONAL_PLANNING_AREA: 2,
        ZoneKind.RESERVE_AREA: 1,
        ZoneKind.KEY_EXPLORATION: 11,
        ZoneKind.KEY_MINING: 7,
        ZoneKind.CONCENTRATED_MINING: 6,
        ZoneKind.DEVELOPMENT_BASE: 7,
        ZoneKind.EXPLORATION_BLOCK: 1,
        ZoneKind.MINING_BLOCK: 1,
        ZoneKind.RESTORATION_AREA: 1,
    }


def test_blocks_stand_as_counts(plan):
    blocks = {one.kind: (one.count, one.area_km2) for one in plan.zones if one.count > 1}

    assert blocks == {
        ZoneKind.EXPLORATION_BLOCK: (342, Decimal(12214)),
        ZoneKind.MINING_BLOCK: (92, None),
    }


def test_levels_are_carried_down_merged_cells(plan):
    levels = {
        kind: [one.level for one in plan.zones if one.kind == kind]
        for kind in (ZoneKind.KEY_EXPLORATION, ZoneKind.KEY_MINING)
    }

    assert levels == {
        ZoneKind.KEY_EXPLORATION: ["国家级"] * 7 + ["自治区级"] + ["州级"] * 3,
        ZoneKind.KEY_MINING: ["自治区级"] * 4 + ["州级"] * 3,
    }


def test_concentrated_zones_have_the_floor_of_construction_sand(plan):
    zones = [one for one in plan.zones if one.kind == ZoneKind.CONCENTRATED_MINING]

    assert [one.code for one in zones] == [f"CS{n:02}" for n in range(1, 7)]
    assert {(one.minimum_scale, one.minimum_scale_unit) for one in zones} == {
        (Decimal(6), "万立方米/年")
    }
    assert floor(plan, "T10-42").small.value == Decimal(6)


def test_control_numbers_keep_force_base_and_account(plan):
    kept = {
        one.account: (one.comparison, one.value, one.force, one.base_value, one.base_year)
        for one in plan.goals
        if one.account
    }

    assert kept == {
        Account.ANNUAL_OUTPUT: (Comparison.AT_MOST, 4353, "以内", Decimal("2194.64"), 2020),
        Account.MINE_COUNT: (Comparison.AT_MOST, 50, "以内", 53, 2020),
        Account.LARGE_MEDIUM_SHARE: (Comparison.AT_LEAST, 40, "以上", Decimal("33.96"), 2020),
    }
    again = goal(plan, "TOTAL-ORE-ABOUT")
    assert (again.force, again.comparison, again.restates) == (
        "左右",
        Comparison.ABOUT,
        "TOTAL-ORE",
    )


def test_every_goal_with_a_number_has_unit_years_and_nature(plan):
    numbered = [one for one in plan.goals if one.value is not None and not one.restates]

    assert [one.code for one in numbered if not one.unit] == []
    assert {one.base_year for one in numbered} == {plan.base_year} == {2020}
    assert {one.target_year for one in plan.goals} == {2025, 2035}


def test_sixteen_reserve_goals_are_expected_and_have_units(plan):
    goals = [one for one in plan.goals if one.table == "5"]

    assert len(goals) == 16
    assert {one.nature for one in goals} == {Nature.EXPECTED}
    assert {one.nature for one in plan.goals if one.table != "5"} == {Nature.UNSTATED}
    assert [(one.value, one.unit) for one in goals[:3]] == [
        (2000, "万吨"),
        (3000, "矿石万吨"),
        (10, "金属万吨"),
    ]
    assert goal(plan, "RESERVES-POTASH").unit == "KCl万吨"


def test_scale_floors_are_split_by_method(plan):
    assert len(plan.floors) == 47
    assert [(one.code, one.method) for one in plan.floors if one.method is not None] == [
        (f"T10-{n:02}-{method.value}", method)
        for n in (1, 2, 12, 13)
        for method in (MiningMethod.UNDERGROUND, MiningMethod.OPENCAST)
    ]


def test_four_kinds_of_empty_cell_in_table_10(plan):
    by_mark = Counter(
        cell.mark
        for one in plan.floors
        for cell in (one.large, one.medium, one.small, one.service_life_years)
    )

    assert by_mark[CellMark.NOT_PERMITTED] == 6  # coal 2 × 2, copper, opencast rock gold
    assert by_mark[CellMark.NO_FLOOR] == 1  # facing marble
    assert floor(plan, "T10-38").small.mark == CellMark.NO_FLOOR
    assert floor(plan, "T10-12-OPENCAST").small.printed == "-"
    assert floor(plan, "T10-12-UNDERGROUND").small.value == Decimal(3)
    assert floor(plan, "T10-17").small.mark == CellMark.UNSPECIFIED
    assert floor(plan, "T10-30").small.mark == CellMark.UNSPECIFIED
    assert floor(plan, "T10-01-OPENCAST").large.value == Decimal(400)
    assert floor(plan, "T10-13-OPENCAST").small.value == Decimal(15)


def test_potash_is_told_apart_by_its_state(plan):
    assert [(one.condition, one.small.value) for one in plan.floors if one.condition] == [
        ("固态", Decimal(3)),
        ("液态", Decimal(10)),
    ]


def test_every_floor_speaks_of_known_minerals_as_printed(plan):
    for one in plan.floors:
        printed = {mineral.code for mineral in minerals_named(one.printed_mineral)}
        assert printed <= set(one.minerals), one.code


def test_survey_projects_carry_their_map_sheets(plan):
    sheets = {one.code: one.sheets for one in plan.projects if one.sheets}

    assert {code: len(found) for code, found in sheets.items()} == {
        "P12-01": 4,
        "P12-02": 4,
        "P12-03": 4,
    }
    assert sheets["P12-01"][0] == "J45E011015"
    assert len([one for one in plan.projects if one.table]) == 28
