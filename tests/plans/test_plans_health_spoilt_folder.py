# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A folder that contradicts itself or its document is examined all the same. 有误的文件夹。"""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kuangtu.cli.plan import plan
from kuangtu.plans.mistakes import FolderInvalid
from plans.plan_folders import change

ROOT = Path(__file__).parents[2]
REAL = ROOT / "plans" / "652824-2021"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(REAL, tmp_path / REAL.name))


def told_of(folder, *options):
    result = CliRunner().invoke(plan, ["health", str(folder), "--json", *map(str, options)])
    assert result.exit_code == 1
    return {(one["kind"], one["message"]["zh"]) for one in json.loads(result.stdout)}


@pytest.mark.xdist_group("real plan")
def test_what_a_folder_contradicts_in_itself_is_told_among_what_its_plan_contradicts(folder):
    before = told_of(folder)
    change(folder, "tables/10.csv", "膨润土,万立方米/年,10,5,3,5", "膨润土,万立方米/年,10,,3,5")
    change(
        folder,
        "projects.csv",
        "G315国道两侧历史遗留废弃矿山生态修复,2021,2025",
        "G315国道两侧历史遗留废弃矿山生态修复,2025,2021",
    )
    change(
        folder, "zones.csv", ",6,万立方米/年,三(三)6(2)-5,9,5", ",6,万立方米/年,三(三)6(2)-5,17,5"
    )
    change(folder, "plan.toml", "to = 2025-12-31", "to = 2052-12-31")

    after = told_of(folder)

    assert sorted(after - before) == [
        ("cell", "“膨润土”的“中型”空白（1 格），未说明是没有还是漏填"),
        ("date", "“2021”早于开始年份"),
        ("date", "展望年 2035 应不早于规划期的最后一年"),
        ("folder", "“5”与专栏10第36行不一致：膨润土 | 万立方米/年 | 10 |  | 3 | 5"),
        ("reference", "没有专栏“17”"),
    ]


@pytest.mark.shared
@pytest.mark.xdist_group("real plan")
def test_what_was_typed_from_the_prose_is_held_against_it(folder):
    document = next((ROOT.parent / "shared/plan").glob("*.txt"))
    before = told_of(folder, "--document", document)
    change(
        folder,
        "facts.csv",
        "填埋矿坑,pits filled,360,万立方米",
        "填埋矿坑,pits filled,360,万平方米",
    )
    change(
        folder,
        "goals.csv",
        "四(一)2-4,大中型矿山比例,share of large and medium mines,CONTROL_NUMBER,>=,40,,%,以上",
        "四(一)2-4,大中型矿山比例,share of large and medium mines,CONTROL_NUMBER,<=,40,,%,以内",
    )
    change(folder, "minerals.csv", "限制开采矿种,石棉,石棉,", "限制开采矿种,萤石,萤石,")
    change(folder, "zones.csv", "342,12214,", "342,212214,")

    after = told_of(folder, "--document", document)

    assert sorted(after - before) == [
        (
            "folder",
            "文件夹把“萤石”列为限制开采矿种，文本 三(一)2 所列没有它",
        ),
        ("folder", "文件夹的“填埋矿坑”以“万平方米”计，文本作“360万立方米”"),
        ("folder", "文件夹的“大中型矿山比例”作“40%以内”，文本作“大中型矿山比例提高到40%以上”"),
        (
            "part-above-whole",
            "文件夹的“新设勘查规划区块”面积 212214 平方千米，大于全县 19.83万平方千米",
        ),
    ]


def test_a_folder_with_a_broken_file_is_refused_with_every_mistake(folder):
    change(folder, "plan.toml", "to = 2025-12-31", "to = 2052-12-31")
    (folder / "zones.csv").write_text("", "utf-8")

    result = CliRunner().invoke(plan, ["health", str(folder)])

    assert isinstance(result.exception, FolderInvalid)
    assert {one.code for one in result.exception.problems} == {"empty-file", "odd-year"}
