# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Planted faults: each is named with its file, line and column."""

import os
from pathlib import Path

import pytest

from kuangtu.core.errors import Invalid
from kuangtu.plans.folder import read_folder
from kuangtu.plans.folder_files import REQUIRED
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.types import FolderKind
from plans.plan_folders import CHECKS, COUNTY, LAW, a_copy, change

# file, old words, new words → line, column, code of the one mistake they make
FAULTS = [
    ("plan.toml", 'adcode = "990102"', 'adcode = "99010"', 5, 1, "odd-adcode"),
    ("plan.toml", 'adcode = "990102"', 'adcode = "652842"', 5, 1, "unknown-adcode"),
    ("plan.toml", 'adcode = "990102"', "adcode = 990102", 5, 1, "wrong-type"),
    ("plan.toml", "to = 2030-12-31", "to = 2025-12-31", 8, 1, "ends-before-start"),
    ("plan.toml", "to = 2030-12-31\n", "", 1, 1, "missing-key"),
    ("plan.toml", "base_year = 2025", "base_years = 2025\nbase_year = 2025", 9, 1, "unknown-key"),
    ("plan.toml", 'source = "虚构"', "source =", 10, 9, "broken-toml"),
    ("plan.toml", 'code = "990102-2026"', 'code = "other"', 2, 1, "code-is-not-name"),
    ("plan.toml", 'en = "Sample plan"', 'en = ""', 4, 1, "empty-value"),
    ("plan.toml", 'clause = "一1"', 'clause = "一9"', 15, 1, "unknown-clause"),
    ("plan.toml", 'kind = "method"', 'kind = "way"', 36, 1, "unknown-kind"),
    ("wells.csv", "地热", "铅锌", 3, 3, "several-minerals"),
    ("wells.csv", "120.50", "deep", 2, 2, "not-a-number"),
    ("wells.csv", ",open,", ",ajar,", 2, 5, "unknown-word"),
    ("wells.csv", "地下", "空中", 2, 4, "unknown-word"),
    ("wells.csv", "东井", "", 2, 1, "empty-cell"),
    ("wells.csv", "2019-05-01", "2019/5/1", 2, 6, "not-a-date"),
    ("wells.csv", "万立方米/年", "桶", 2, 7, "unknown-unit"),
    ("wells.csv", "true", "yes", 2, 8, "not-a-boolean"),
    ("wells.csv", "一1", "一7", 2, 9, "unknown-clause"),
    ("wells.csv", "一1,12", "一1,1.5", 2, 10, "not-a-whole-number"),
    (
        "scale_floors.csv",
        "萤石,,,矿物万吨/年,10,5",
        "萤石,,,矿物万吨/年,10,about 5",
        4,
        8,
        "odd-floor",
    ),
    ("rules.toml", "value = 0.05", "worth = 0.05", 8, 1, "missing-key"),
    ("rules.toml", "[rule.parameters]", "parameters = 3\n[other]", 7, 1, "wrong-type"),
    ("clauses.csv", "一1,开采总量", "一,开采总量", 3, 1, "repeated-value"),
    ("clauses.csv", "二1,最低规模", "二 1,最低规模", 5, 1, "odd-number"),
    ("clauses.csv", "CONTROL_NUMBER", "NUMBER", 3, 4, "unknown-word"),
    ("clauses.csv", ",Used in evaluation only", ",", 3, 6, "one-language"),
    ("clauses.csv", "准入规则,,", "准入规则,没有必要,No need", 6, 5, "coded-and-reasoned"),
    ("clauses.csv", "kind,", "sort,", 1, 4, "unknown-column"),
    ("clauses.csv", "Projects,PROJECT", "Projects,x,PROJECT", 7, 7, "wrong-cell-count"),
    ("clauses.csv", "三,项目", "三, 项目", 7, 2, "surrounding-space"),
    ("clauses.csv", "三,项目", '三,"项目', 7, 2, "broken-csv"),
    ("rules.toml", 'code = "SC-BAN"', 'code = "SC-FLOOR"', 12, 1, "repeated-code"),
    ("rules.toml", 'code = "SC-BAN"', 'code = "sc ban"', 12, 1, "odd-code"),
    ("rules.toml", "mineral-is-not-prohibited", "no-such-rule", 13, 1, "unknown-check"),
    ("rules.toml", "from = 2027-01-01", "from = 2025-01-01", 16, 1, "outside-period"),
    ("rules.toml", "to = 2029-12-31", "to = 2031-12-31", 17, 1, "outside-period"),
    ("rules.toml", "to = 2029-12-31", "to = 2026-12-31", 17, 1, "ends-before-start"),
    ("rules.toml", 'unit = "1", ', "", 8, 1, "missing-key"),
    ("rules.toml", 'confidence = "G"', 'confidence = "?"', 8, 1, "unknown-word"),
    ("rules.toml", "value = 0.05", "value = nan", 8, 1, "odd-value"),
    ("rules.toml", '["大型", "中型"]', "30", 9, 1, "bare-number"),
    ("rules.toml", "classes =", "sizes =", 9, 1, "unknown-parameter"),
    ("rules.toml", "tolerance =", "classes2 =", 7, 1, "missing-parameter"),
    ("tables/index.csv", "2,示例县项目", "3,示例县项目", 3, 1, "missing-file"),
    ("tables/index.csv", "2,示例县项目", "../goals,示例县项目", 3, 1, "odd-number"),
    ("plan.toml", 'name = "wells"', 'name = "../wells"', 13, 1, "odd-name"),
    ("plan.toml", 'name = "wells"', 'name = "goals"', 13, 1, "odd-name"),
    ("goals.csv", "120.5", "{x}", 2, 7, "not-a-number"),
    ("tables/index.csv", "1,示例县最低规模,1", "1,示例县最低规模,4", 2, 3, "no-body"),
    ("tables/index.csv", "1,二1", "1,二9", 2, 4, "unknown-clause"),
    ("minerals.csv", "砂金,砂金", "砂金,砂金、", 2, 3, "empty-name"),
    ("minerals.csv", "可耕地砖瓦用黏土", "砂金", 3, 2, "repeated-value"),
    ("minerals.csv", "重点勘查矿种", "重要矿种", 4, 1, "unknown-word"),
    ("goals.csv", "MINES,", "OUTPUT,", 3, 1, "repeated-value"),
    ("goals.csv", "<=", "<", 2, 6, "unknown-word"),
    ("goals.csv", "万吨,以内", "吨位,以内", 2, 9, "unknown-unit"),
    ("goals.csv", "2,3,个", "3,3,个", 3, 8, "odd-range"),
    ("goals.csv", "以内,2025,80", "以内,,80", 2, 11, "empty-cell"),
    ("goals.csv", ",OUTPUT,", ",INPUT,", 4, 20, "unknown-goal"),
    ("goals.csv", ",,,,OUTPUT,", ",MINE_COUNT,,,OUTPUT,", 4, 17, "account-of-restated"),
    ("zones.csv", ",4,,", ",0,,", 3, 7, "not-a-whole-number"),
    ("zones.csv", "12.5", "-1e3", 2, 8, "not-a-number"),
    (
        "scale_floors.csv",
        "F3,玉石,玉石,,,矿石吨/年,50,30,0",
        "F3,玉石,玉石,,,矿石吨/年,50,30,",
        5,
        9,
        "differs-from-table",
    ),
    ("scale_floors.csv", "万吨/年,400,/,-", "万吨/年,400,/,60", 3, 9, "differs-from-table"),
    ("scale_floors.csv", "F2,萤石,萤石", "F2,氟石,萤石", 4, 2, "differs-from-table"),
    ("scale_floors.csv", "二1,1,4", "二1,1,9", 5, 13, "unknown-row"),
    ("scale_floors.csv", "二1,1,4", "二1,7,4", 5, 12, "unknown-table"),
    ("projects.csv", "示例萤石勘查", "示例萤石勘察", 2, 5, "differs-from-table"),
    ("projects.csv", "2028", "2025", 2, 7, "ends-before-start"),
    ("projects.csv", "P2,2,4,三", "P2,2,4,四", 3, 4, "unknown-clause"),
    ("responsibilities.csv", "MEASURE", "GOAL", 3, 3, "not-a-duty"),
    ("plan.toml", "base_year = 2025", "base_year = 2027", 9, 1, "odd-year"),
    ("plan.toml", "base_year = 2025", "base_year = 2025\noutlook_year = 2029", 10, 1, "odd-year"),
    ("plan.toml", 'clause = "一1"', 'table = "9"', 15, 1, "unknown-table"),
    ("plan.toml", 'name = "wells"', 'name = "springs"', 13, 1, "missing-file"),
    ("plan.toml", 'name = "depth_m"', 'name = "name"', 23, 1, "repeated-name"),
    ("goals.csv", "以内,2025,80", "以内,20255,80", 2, 11, "not-a-year"),
    ("goals.csv", "80,一1,2030", "80,一1,2020", 2, 14, "ends-before-start"),
    ("zones.csv", "12.5", "-12.5", 2, 8, "negative"),
    ("zones.csv", "A1,", "A\u200b1,", 2, 1, "unseen-letter"),
    ("zones.csv", ",4,,,,一,,\n", ",4,,,,一,,\n,,,,,,,,,,,,\n", 4, 1, "empty-row"),
    ("wells.csv", "2019-05-01", "20190501", 2, 6, "not-a-date"),
    ("minerals.csv", "铅锌,铅、锌", "铅锌,铅", 4, 3, "mineral-left-out"),
    ("scale_floors.csv", "矿物万吨/年", "矿石万吨/年", 4, 6, "differs-from-table"),
    ("scale_floors.csv", "煤,露天", "煤,地下", 3, 4, "wrong-method"),
    ("scale_floors.csv", "F3,玉石,玉石,,,矿石吨/年,50,30,0,5,二1,1,4\n", "", 5, 1, "row-left-out"),
    (
        "scale_floors.csv",
        "F1-O,煤（地下/露天）,煤,露天,,原煤万吨/年,400,/,-,,二1,1,2\n",
        "",
        2,
        2,
        "wrong-number-of-rows",
    ),
    ("scale_floors.csv", "二1,1,4", "二1,1,1", 5, 13, "header-row"),
    ("tables/01.csv", "玉石", "玉\u200b石", 4, 1, "unseen-letter"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "code"),
    FAULTS,
    ids=[f"{fault[0]}:{fault[3]}:{fault[4]} {fault[5]}" for fault in FAULTS],
)
def test_a_planted_fault_is_named_with_its_place(tmp_path, file, old, new, line, column, code):
    folder = a_copy(tmp_path)
    change(folder, file, old, new)

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder, known_checks=CHECKS)

    assert (str(folder / file), line, column, code) in {
        (one.place.file, one.place.line, one.place.column, one.code)
        for one in refused.value.problems
    }


def mistakes_of(folder: Path):
    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)
    return [
        (one.place.file.removeprefix(f"{folder}/"), one.place.line, one.place.column, one.code)
        for one in refused.value.problems
    ]


@pytest.mark.parametrize("name", REQUIRED[FolderKind.PLAN])
def test_a_plan_must_hold_every_file(tmp_path, name):
    folder = a_copy(tmp_path)
    (folder / name).unlink()

    assert (name, None, None, "missing-file") in mistakes_of(folder)


def test_a_plan_with_nothing_to_say_says_so_by_a_heading_row(tmp_path):
    folder = a_copy(tmp_path)
    zones = (folder / "zones.csv").read_text("utf-8")
    (folder / "zones.csv").write_text(zones.split("\n")[0] + "\n", "utf-8")

    assert read_folder(folder).zones == ()


def test_a_folder_is_a_plan_or_a_norm_and_not_both(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "norm.toml").write_text("", "utf-8")

    assert mistakes_of(folder) == [("plan.toml", None, None, "no-identity")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("more.csv", "unknown-file"),
        ("Goals.CSV", "unknown-file"),
        ("rule.toml", "unknown-file"),
        ("goals.xlsx", "unread-file"),
        ("tables/03.csv", "unknown-file"),
        ("tables/01.xlsx", "unknown-file"),
    ],
)
def test_a_file_that_nothing_names_is_a_mistake(tmp_path, name, code):
    folder = a_copy(tmp_path)
    (folder / name).write_text("a,b\n", "utf-8")

    assert mistakes_of(folder) == [(name, None, None, code)]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("plan.toml", 3),
        ("clauses.csv", 2),
        ("rules.toml", 4),
        ("tables/index.csv", 2),
        ("tables/01.csv", 1),
        ("scale_floors.csv", 2),
        ("wells.csv", 2),
        ("sources.md", 1),
    ],
)
def test_another_encoding_is_one_mistake_and_drags_no_others_along(tmp_path, name, line):
    folder = a_copy(tmp_path)
    text = (folder / name).read_text("utf-8")
    (folder / name).write_bytes(text.replace("–", "-").replace("·", ".").encode("gb18030"))

    assert [(one, at, code) for one, at, _, code in mistakes_of(folder)] == [
        (name, line, "not-utf-8")
    ]


def test_sources_that_say_nothing_are_a_mistake(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "sources.md").write_text("", "utf-8")

    assert mistakes_of(folder) == [("sources.md", 1, 1, "empty-file")]


def test_mistakes_of_the_other_files_are_named_beside_a_broken_plan(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "plan.toml", 'source = "虚构"', "source = 虚构")
    change(folder, "goals.csv", "120.5", "x")
    change(folder, "rules.toml", 'clause = "二2"', 'clause = "二9"')

    assert mistakes_of(folder) == [
        ("clauses.csv", 6, 1, "neither-coded-nor-reasoned"),
        ("goals.csv", 2, 7, "not-a-number"),
        ("plan.toml", 10, 10, "broken-toml"),
        ("rules.toml", 15, 1, "unknown-clause"),
    ]


def test_broken_rules_leave_the_clauses_alone(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "rules.toml", 'code = "SC-FLOOR"', 'code = "SC-FLOOR')

    assert [code for *_, code in mistakes_of(folder)] == ["broken-toml"]


def test_a_broken_line_is_shown_with_the_advice(tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "plan.toml", "to = 2030-12-31", "to = 2030-13-31")

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    (problem,) = refused.value.problems
    assert problem.text.zh.endswith("引号、括号、日期和重复的键：to = 2030-13-31")


def test_a_missing_english_word_is_a_mistake(tmp_path):
    folder = a_copy(tmp_path, LAW)
    change(folder, "norm.toml", ', en = "Sample Regulations"', "")

    assert mistakes_of(folder) == [("norm.toml", 2, 1, "missing-key")]


def test_an_empty_file_and_a_repeated_column_are_mistakes(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "zones.csv").write_text("", "utf-8")
    (folder / "tables/02.csv").write_text("\n", "utf-8")
    change(folder, "minerals.csv", "kind,printed", "kind,kind,printed")

    assert mistakes_of(folder) == [
        ("minerals.csv", 1, 2, "repeated-column"),
        ("tables/02.csv", 1, 1, "empty-file"),
        ("zones.csv", 1, 1, "empty-file"),
    ]


def test_a_catalogue_without_clauses_is_a_mistake(tmp_path):
    folder = a_copy(tmp_path)
    text = (folder / "clauses.csv").read_text("utf-8")
    (folder / "clauses.csv").write_text(text.split("\n")[0] + "\n", "utf-8")

    assert mistakes_of(folder) == [("clauses.csv", 2, 1, "no-rows")]


@pytest.mark.parametrize("separator", [";", "\t", "，"])
def test_another_separator_is_named_once(tmp_path, separator):
    folder = a_copy(tmp_path)
    text = (folder / "zones.csv").read_text("utf-8")
    (folder / "zones.csv").write_text(text.replace(",", separator), "utf-8")

    assert mistakes_of(folder) == [("zones.csv", 1, 1, "wrong-separator")]


def test_rows_are_read_on_beside_an_unknown_column(tmp_path):
    folder = a_copy(tmp_path)
    rows = (folder / "zones.csv").read_text("utf-8").rstrip("\n").split("\n")
    spoilt = [f"{row},{'note' if number == 0 else ''}" for number, row in enumerate(rows)]
    (folder / "zones.csv").write_text("\n".join(spoilt).replace("12.5", "x"), "utf-8")

    assert mistakes_of(folder) == [
        ("zones.csv", 1, 14, "unknown-column"),
        ("zones.csv", 2, 8, "not-a-number"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "zones.csv").chmod(0)

    assert mistakes_of(folder) == [("zones.csv", None, None, "unreadable-file")]


def test_a_file_in_place_of_the_folder_is_told_apart_from_nothing(tmp_path):
    folder = a_copy(tmp_path)

    with pytest.raises(Invalid) as refused:
        read_folder(folder / "plan.toml")

    assert [one.code for one in refused.value.problems] == ["not-a-folder"]


def test_a_folder_may_be_named_by_a_dot(tmp_path, monkeypatch):
    monkeypatch.chdir(a_copy(tmp_path))

    assert read_folder(Path()).code == COUNTY
