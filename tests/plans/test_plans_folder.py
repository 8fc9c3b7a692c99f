# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a folder: what it gives, and every mistake with its place."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kuangtu.core.errors import NotFound
from kuangtu.core.period import Period
from kuangtu.core.text import Text
from kuangtu.plans.folder import clashing_codes, folders_below, read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.types import (
    Account,
    CellMark,
    Comparison,
    Confidence,
    FolderKind,
    ListKind,
    ZoneKind,
)
from plans.plan_folders import CHECKS, COUNTY, LAW, MINI, a_copy, change


def county(**options):
    return read_folder(MINI / COUNTY, **options)


def law():
    return read_folder(MINI / LAW, known_checks=CHECKS)


def test_a_county_nobody_has_heard_of_is_read_like_any_other():
    folder = county(known_checks=CHECKS)

    assert (folder.code, folder.kind, folder.adcode) == (COUNTY, FolderKind.PLAN, "990102")
    assert folder.period == Period(date(2026, 1, 1), date(2030, 12, 31))
    assert (folder.base_year, folder.outlook_year) == (2025, None)
    assert folder.tables[1].rows == (
        ("类别", "项目"),
        ("", "名称", "经费"),
        ("勘查", "示例萤石勘查", "120"),
        ("", "示例煤矿勘查", "80"),
    )


def test_goals_keep_the_force_of_words_ranges_and_what_they_repeat():
    output, mines, again = county().goals

    assert (output.comparison, output.value, output.force) == (
        Comparison.AT_MOST,
        Decimal("120.5"),
        "以内",
    )
    assert (output.base_year, output.base_value, output.account) == (
        2025,
        Decimal(80),
        Account.ANNUAL_OUTPUT,
    )
    assert (mines.value, mines.value_to) == (Decimal(2), Decimal(3))
    assert (again.restates, again.comparison, again.account) == ("OUTPUT", Comparison.ABOUT, None)


def test_minerals_are_resolved_to_codes_and_conditions_kept():
    listings = county().listings

    assert [(one.kind, one.minerals, one.condition) for one in listings] == [
        (ListKind.PROHIBITED_MINING, ("42200",), ""),
        (ListKind.PROHIBITED_MINING, ("84412",), "可耕地"),
        (ListKind.KEY_EXPLORATION, ("32007", "32008"), ""),
    ]


def test_blocks_are_counted_until_their_ranges_are_known():
    zones = county().zones

    assert [(one.kind, one.count, one.area_km2) for one in zones] == [
        (ZoneKind.KEY_MINING, 1, Decimal("12.5")),
        (ZoneKind.MINING_BLOCK, 4, None),
    ]


def test_the_four_kinds_of_empty_cell_are_never_numbers():
    underground, opencast, fluorite, jade = county().floors

    assert underground.medium.mark == CellMark.NOT_PERMITTED
    assert opencast.small.mark == CellMark.NOT_PERMITTED
    assert fluorite.small.mark == CellMark.UNSPECIFIED
    assert jade.small.mark == CellMark.NO_FLOOR
    assert [
        one.value for one in (underground.medium, opencast.small, fluorite.small, jade.small)
    ] == [None, None, None, None]
    assert (opencast.large.value, opencast.large.printed) == (Decimal(400), "400")


def test_a_clause_is_coded_by_its_rules_or_says_why_not():
    clauses = {clause.number: clause for clause in county().clauses}

    assert clauses["二1"].coded_by == ("SC-FLOOR",)
    assert clauses["二1"].not_coded_because is None
    assert clauses["一1"].coded_by == ()
    assert clauses["一1"].not_coded_because == Text("只用于评估", "Used in evaluation only")


def test_a_rule_takes_the_period_of_its_folder_unless_it_has_its_own():
    floor, ban = county().bindings

    assert (floor.period, floor.carries_over) == (county().period, True)
    assert (ban.period, ban.carries_over) == (Period(date(2027, 1, 1), date(2029, 12, 31)), False)


def test_parameters_keep_unit_source_and_confidence():
    floor = county().bindings[0].parameters
    distance = law().bindings[0].parameters

    assert (floor["tolerance"].value, floor["tolerance"].unit) == (Decimal("0.05"), "1")
    assert floor["tolerance"].confidence == Confidence.GENERAL
    assert (floor["classes"].value, floor["classes"].source) == (("大型", "中型"), "二1")
    assert distance["distance_m"].confidence == Confidence.SECONDARY
    assert distance["since"].value == date(2020, 1, 1)
    assert distance["table"].value == {"near": Decimal("1.5"), "names": ("a", "b")}


def test_data_tables_give_words_codes_and_resolved_minerals():
    east, west = county().data["wells"]

    assert east == {
        "name": "东井",
        "depth_m": "120.50",
        "mineral": "矿泉水",
        "mineral_codes": "97010",
        "method": "UNDERGROUND",
        "state": "open",
        "opened_on": "2019-05-01",
        "yield_unit": "万立方米/年",
        "is_public": "true",
        "clause": "一1",
        "staff": "12",
    }
    assert (west["depth_m"], west["method"]) == ("", "")


def test_the_hash_is_of_the_content_and_not_of_the_spelling(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "plan.toml", "# An invented county: nothing of it exists.\n", "")
    change(folder, "sources.md", "虚构", "完全虚构")
    (folder / "goals.csv").write_bytes(
        b"\xef\xbb\xbf" + (folder / "goals.csv").read_bytes().replace(b"\n", b"\r\n")
    )

    assert read_folder(folder).sha256 == county().sha256


def test_the_hash_changes_with_the_content(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "120.50")

    assert read_folder(folder).sha256 != county().sha256


def test_a_folder_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        read_folder(tmp_path / "nowhere")


def test_folders_are_found_by_what_they_hold(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "readme.txt").write_text("", "utf-8")
    first, second = a_copy(tmp_path, LAW), a_copy(tmp_path, COUNTY)

    assert folders_below(tmp_path) == sorted([first, second])
    assert folders_below(tmp_path / "nowhere") == []


def test_a_rule_code_stands_in_one_folder_only(tmp_path):
    other = a_copy(tmp_path, LAW)
    change(other, "rules.toml", "SAMPLE-1", "SC-BAN")

    clashes = clashing_codes([county(), read_folder(other)])

    assert [clash.en for clash in clashes] == [
        "The rule code SC-BAN stands in both 990102-2026 and sample-law"
    ]


def test_a_table_without_a_folder_of_tables_is_no_mistake():
    assert law().tables == ()


def test_all_mistakes_are_named_in_one_run_and_in_order(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "about 120")
    change(folder, "minerals.csv", "砂金,砂金", "砂金,魔石")
    change(folder, "rules.toml", 'clause = "二2"', 'clause = "二9"')

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    found = [
        (Path(one.place.file).name, one.place.line, one.code) for one in refused.value.problems
    ]
    assert found == [
        ("clauses.csv", 6, "neither-coded-nor-reasoned"),
        ("goals.csv", 2, "not-a-number"),
        ("minerals.csv", 2, "unknown-mineral"),
        ("rules.toml", 15, "unknown-clause"),
    ]
    assert refused.value.text.en == f"{COUNTY}: 4 mistakes"
