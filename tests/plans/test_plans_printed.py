# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Slips of the pen in the shipped plan: typed data and printed tables are held together."""

import shutil
from pathlib import Path

import pytest

from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from plans.plan_folders import change

PLAN = Path(__file__).parents[2] / "plans/652824-2021"

# file, old words, new words
SLIPS = [
    ("zones.csv", "若羌坡东铜镍矿重点勘查区,国家级", "若羌坡东铜镍矿重点勘查区,州级"),
    ("zones.csv", "若羌罗东铜镍矿重点勘查区,国家级", "若羌罗东铜镍矿重点勘查区,自治区级"),
    ("zones.csv", "KE03,重点勘查区,若羌白干湖钨锡矿", "KE03,重点勘查区,若羌白干湖钨矿"),
    ("goals.csv", "3000,,矿石万吨", "3000,,万吨"),
    ("goals.csv", "2025,预期性,铁", "2025,约束性,铁"),
    ("goals.csv", "300,,KCl万吨", "30,,KCl万吨"),
    ("scale_floors.csv", "锰,锰,,,矿石万吨/年", "锰,锰,,,万吨/年"),
    (
        "scale_floors.csv",
        "T10-11,锑,锑,,,矿石万吨/年,100,30,3",
        "T10-11,锑,锑,,,矿石万吨/年,100,30,5",
    ),
    ("scale_floors.csv", "铜,铜,,,矿石万吨/年,100,30,/", "铜,铜,,,矿石万吨/年,100,30,"),
    ("scale_floors.csv", "饰面用大理岩,,,万立方米/年,50,30,0", "饰面用大理岩,,,万立方米/年,50,30,"),
    ("scale_floors.csv", "露天,,矿石万吨/年,15,9,-", "露天,,矿石万吨/年,15,9,/"),
    ("projects.csv", "P14-03,14,4,六(一)3,若羌白干湖钨锡矿", "P14-03,14,4,六(一)3,若羌白干湖锡矿"),
    ("economy.csv", "541303", "541033"),
    (
        "discovered_minerals.csv",
        "铜、铅、锌、镍、钴、钨、锡、钼,铜",
        "铜、铅、锌、镍、钴、钨、锡,铜",
    ),
    ("survey_results.csv", "37432.5", "37432"),
    ("survey_coverage.csv", "94.70", "94.7"),
    ("monitoring_system.csv", "卫星遥感技术、网络通讯技术", "卫星遥感技术"),
]


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(PLAN, tmp_path / PLAN.name))


def mistakes_of(folder: Path):
    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)
    return [(Path(one.place.file).name, one.code) for one in refused.value.problems]


@pytest.mark.parametrize(("name", "old", "new"), SLIPS)
def test_a_slip_in_the_typed_data_is_found(folder, name, old, new):
    change(folder, name, old, new)

    assert mistakes_of(folder) == [(name, "differs-from-table")]


@pytest.mark.parametrize(
    ("table", "old", "new", "found_in"),
    [
        ("01", "541303", "541033", "economy.csv"),
        ("02", "铁、锰、铬", "铁、锰", "discovered_minerals.csv"),
        ("03", "14266", "14226", "survey_results.csv"),
        ("04", "198322", "198332", "survey_coverage.csv"),
        ("05", "KCl，万吨", "万吨", "goals.csv"),
        ("06", "拉配泉铁铅锌矿勘查开发基地", "拉配泉铁矿勘查开发基地", "zones.csv"),
        ("07", "自治区级", "州级", "zones.csv"),
        ("08", "石棉(温石棉)", "石棉", "zones.csv"),
        (
            "09",
            "CS02,若羌县若羌河-米兰河建筑用砂石集中开采区,6万",
            "CS02,若羌县若羌河,6万",
            "zones.csv",
        ),
        ("10", "3/-", "3/6", "scale_floors.csv"),
        ("11", "矿山环境区域性变化动态得到监控", "得到监控", "monitoring_system.csv"),
        ("13", "石英岩\n", "石英\n", "projects.csv"),
        ("14", "若羌阳光煤炭开采", "阳光煤炭开采", "projects.csv"),
        ("15", "石棉尾矿综合利用", "尾矿综合利用", "projects.csv"),
        ("16", "G315", "G316", "projects.csv"),
    ],
)
def test_a_slip_in_a_printed_table_is_found(folder, table, old, new, found_in):
    change(folder, f"tables/{table}.csv", old, new)

    assert set(mistakes_of(folder)) == {(found_in, "differs-from-table")}


def test_the_map_sheets_of_a_project_are_all_of_those_printed(folder):
    change(
        folder, "projects.csv", ",J45E011015、J45E011016、J45E012015、J45E012016\n", ",J45E011015\n"
    )

    assert mistakes_of(folder) == [("projects.csv", "differs-from-table")]


def test_a_row_may_go_missing_from_neither_floors_nor_data(folder):
    change(
        folder, "scale_floors.csv", "T10-05,铜,铜,,,矿石万吨/年,100,30,/,10,四(二)1-1,10,6\n", ""
    )
    change(folder, "economy.csv", "2020,541303,122894,288378,130031\n", "")

    assert mistakes_of(folder) == [
        ("economy.csv", "row-left-out"),
        ("scale_floors.csv", "row-left-out"),
    ]


def test_a_row_too_many_in_the_data_is_found(folder):
    path = folder / "economy.csv"
    path.write_text(path.read_text("utf-8") + "2021,1,1,1,1\n", "utf-8")

    assert mistakes_of(folder) == [("economy.csv", "unknown-row")]


def test_a_code_stands_once_in_a_table_that_says_so(folder):
    change(folder, "facts.csv", "GDP-PRIMARY,", "GDP,")

    assert mistakes_of(folder) == [("facts.csv", "repeated-value")]
