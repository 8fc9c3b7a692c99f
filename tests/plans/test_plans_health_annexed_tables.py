# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A document with 专栏1 and 附表1, drafted and held against its own folder. 附表与专栏同号。"""

import json

import pytest
from click.testing import CliRunner

from kuangtu.cli.plan import plan

PLAN = """\
石岗县矿产资源总体规划（2021—2025年）
第一章 现状
截至2020年底，全县共有矿山6个，见专栏1；项目见附表1。
专栏1 矿山数量
矿种\t数量（个）
铁\t4
金\t2
合计\t6
第二章 工程
工程见附表1。
附表1 重点工程
名称\t投资（万元）
甲山治理\t20
乙河监测\t30
合计\t50
注：资金为静态投资。
"""


@pytest.fixture
def folder(tmp_path):
    """The folder drafted from the plan, with the plan's text beside it."""
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    drafted = CliRunner().invoke(
        plan, ["draft", str(tmp_path / "plan.txt"), str(tmp_path / "659999-2021")]
    )
    assert drafted.exit_code == 3  # open items
    return tmp_path / "659999-2021"


def told(folder, text):
    document = folder.parent / "other.txt"
    document.write_text(text, "utf-8")
    run = CliRunner().invoke(plan, ["health", str(folder), "--document", str(document), "--json"])
    return [one["message"]["zh"] for one in json.loads(run.output)]


def test_a_box_and_an_annexed_table_of_one_number_are_two(folder):
    assert told(folder, PLAN) == []


def test_a_cell_of_the_annexed_table_is_held_against_its_own(folder):
    assert told(folder, PLAN.replace("乙河监测\t30", "乙河监测\t31").replace("50", "51")) == [
        "附表1第3行第2列：文件夹作“30”，文本作“31”",
        "附表1第4行第2列：文件夹作“50”，文本作“51”",
    ]


def test_a_table_that_the_document_lacks_goes_by_its_own_name(folder):
    without = PLAN[: PLAN.index("附表1 重点工程")].replace("；项目见附表1", "")

    assert told(folder, without.replace("工程见附表1。", "工程另定。")) == [
        "文件夹有附表1“重点工程”，文本中没有"
    ]


def test_an_annexed_table_contradicts_itself_in_the_folder_alone_under_its_name(folder):
    file = folder / "tables" / "附表1.csv"
    file.write_text(file.read_text("utf-8").replace("合计,50", "合计,60"), "utf-8")
    run = CliRunner().invoke(plan, ["health", str(folder), "--json"])

    assert "附表1" in run.output
