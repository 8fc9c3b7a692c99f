# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Planted faults: each is named with its file, line and column."""

from pathlib import Path

import pytest

from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from plans.plan_folders import CHECKS, LAW, a_copy, change

# file, old words, new words → line, column, code of the one mistake they make
FAULTS = [
    ("plan.toml", 'adcode = "990102"', 'adcode = "99010"', 5, 1, "odd-adcode"),
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
    ("clauses.csv", "三,项目", '三,"项目', 7, None, "broken-csv"),
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


def only_mistake(folder: Path):
    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)
    (problem,) = refused.value.problems
    return Path(problem.place.file).name, problem.place.line, problem.place.column, problem.code


@pytest.mark.parametrize("name", ["clauses.csv", "sources.md", "tables/index.csv"])
def test_a_missing_file_is_named(tmp_path, name):
    folder = a_copy(tmp_path)
    (folder / name).unlink()

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    assert (str(folder / name), "missing-file") in {
        (one.place.file, one.code) for one in refused.value.problems
    }


def test_a_folder_is_a_plan_or_a_norm_and_not_both(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "norm.toml").write_text("", "utf-8")

    assert only_mistake(folder) == ("plan.toml", None, None, "no-identity")


@pytest.mark.parametrize("name", ["more.csv", "rule.toml", "tables/03.csv"])
def test_a_file_that_nothing_names_is_a_mistake(tmp_path, name):
    folder = a_copy(tmp_path)
    (folder / name).write_text("a,b\n", "utf-8")

    assert only_mistake(folder) == (Path(name).name, None, None, "unknown-file")


def test_another_encoding_is_named_with_the_place_of_its_first_letter(tmp_path):
    folder = a_copy(tmp_path)
    text = (folder / "wells.csv").read_text("utf-8")
    (folder / "wells.csv").write_bytes(text.encode("gb18030"))

    assert only_mistake(folder) == ("wells.csv", 2, 1, "not-utf-8")


def test_a_missing_english_word_is_a_mistake(tmp_path):
    folder = a_copy(tmp_path, LAW)
    change(folder, "norm.toml", ', en = "Sample Regulations"', "")

    assert only_mistake(folder) == ("norm.toml", 2, 1, "missing-key")


def test_an_empty_file_and_a_repeated_column_are_mistakes(tmp_path):
    folder = a_copy(tmp_path)
    (folder / "zones.csv").write_text("", "utf-8")
    change(folder, "minerals.csv", "kind,printed", "kind,kind,printed")

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    assert [(Path(p.place.file).name, p.code) for p in refused.value.problems] == [
        ("minerals.csv", "repeated-column"),
        ("zones.csv", "empty-file"),
    ]
