# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan` as a person calls it."""

import json
from pathlib import Path

import pytest

from kuangtu.cli import main
from kuangtu.conformity.rules import contracts
from kuangtu.plans.models import FolderEdition
from plans.plan_folders import COUNTY, LAW, MINI, a_copy, change

RUOQIANG = Path(__file__).parents[2] / "plans/652824-2021"


def run(capsys, *words):
    """Exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as ended:
        main(["plan", *map(str, words)])
    said = capsys.readouterr()
    return ended.value.code or 0, said.out, said.err


@pytest.fixture(autouse=True)
def _no_generic_rules(monkeypatch):
    """The invented folders bind rules that do not exist."""
    monkeypatch.setattr(contracts, "known_checks", lambda: None)


def test_a_clean_folder_exits_0(capsys):
    assert run(capsys, "check", MINI / COUNTY) == (0, "没有错误 · no mistakes\n", "")


def test_every_mistake_is_a_line_with_its_place_and_exits_2(capsys, tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "x")
    change(folder, "zones.csv", "12.5", "y")

    code, out, err = run(capsys, "check", folder)

    assert (code, err) == (2, "")
    assert out.splitlines() == [
        f"{folder}/goals.csv:2:7 value: [not-a-number] “x”不是数字 · “x” is not a number",
        f"{folder}/zones.csv:2:8 area_km2: [not-a-number] “y”不是数字 · “y” is not a number",
        "2 处错误 · 2 mistakes",
    ]


def test_a_single_mistake_is_one(capsys, tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "x")

    assert run(capsys, "check", folder)[1].splitlines()[-1] == "1 处错误 · 1 mistake"


def test_mistakes_as_json(capsys, tmp_path):
    folder = a_copy(tmp_path)
    change(folder, "goals.csv", "120.5", "x")

    code, out, _ = run(capsys, "check", folder, "--json")

    assert code == 2
    assert json.loads(out)["mistakes"] == [
        {
            "code": "not-a-number",
            "message": {"zh": "“x”不是数字", "en": "“x” is not a number"},
            "file": f"{folder}/goals.csv",
            "line": 2,
            "column": 7,
            "field": "value",
        }
    ]


def test_a_folder_that_is_not_there_exits_2(capsys, tmp_path):
    code, out, err = run(capsys, "check", tmp_path / "nowhere")

    assert (code, out) == (2, "")
    assert "nowhere" in err


def test_the_export_is_one_json_document(capsys):
    code, out, _ = run(capsys, "export", MINI / COUNTY, "--json")

    exported = json.loads(out)
    assert code == 0
    assert exported["tables"]["2"]["rows"][1] == ["", "名称", "经费"]
    assert exported["tables"]["2"]["title"] == "示例县项目"


def test_show_prints_a_summary_and_a_clause(capsys):
    _, overview, _ = run(capsys, "show", MINI / COUNTY)
    _, clause, _ = run(capsys, "show", MINI / COUNTY, "--clause", "二1")

    assert "示例县矿产资源总体规划" in overview
    assert "SC-FLOOR" in overview
    assert clause.startswith("二1  最低规模 · Minimum scale\n准入规则 · admission rule\n")
    assert "tolerance = 0.05 1（未核实）" in clause


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        ("一1", ["OUTPUT", "开采总量", "<= 120.5", "万吨", "以内", "80（2025）", "2030", "约束性"]),
        ("一1", ["MINES", "新建矿山", "2～3", "个", "", "", "2030", "预期性"]),
        ("一1", ["东井", "120.50", "矿泉水", "UNDERGROUND", "open", "2019-05-01"]),
        ("一", ["B1", "开采规划区块", "新设区块", "", "", "4", ""]),
        ("二1", ["F1-O", "煤", "露天", "原煤万吨/年", "400", "/", "-", ""]),
        ("二2", ["禁止开采矿种", "可耕地砖瓦用黏土", "砖瓦用粘土", "可耕地"]),
        ("三", ["P1", "示例萤石勘查", "2026", "2028", "120", ""]),
        ("三", ["R1", "组织实施", "示例县自然资源局", "2030"]),
    ],
)
def test_a_clause_is_shown_with_what_is_loaded_from_it(capsys, number, cells):
    _, out, _ = run(capsys, "show", MINI / COUNTY, "--clause", number)

    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines()]
    assert cells in [row[: len(cells)] for row in rows]


def test_show_as_json(capsys):
    _, overview, _ = run(capsys, "show", MINI / LAW, "--json")
    _, clause, _ = run(capsys, "show", MINI / COUNTY, "--clause", "一1", "--json")

    assert json.loads(overview)["counts"]["rules"] == 1
    assert [one["code"] for one in json.loads(clause)["goals"]] == ["OUTPUT", "MINES"]
    assert [row["name"] for row in json.loads(clause)["data"]["wells"]] == ["东井", "西井"]


def test_a_clause_may_be_named_with_the_brackets_of_the_document(capsys):
    _, out, _ = run(capsys, "show", RUOQIANG, "--clause", "三（三）6（3）④-2")

    assert out.startswith("三(三)6(3)④-2  范围和主矿种不得变更")


def test_an_unknown_clause_exits_2(capsys):
    code, _, err = run(capsys, "show", MINI / COUNTY, "--clause", "九")

    assert code == 2
    assert "条款 九" in err


@pytest.mark.django_db
def test_loading_twice_says_that_nothing_changed(capsys):
    first = run(capsys, "load", MINI / COUNTY)
    second = run(capsys, "load", MINI / COUNTY, "--json")

    assert first[1].startswith("已装载 示例县矿产资源总体规划（2026—2030年）")
    assert json.loads(second[1])["is_new"] is False
    assert FolderEdition.objects.count() == 1
