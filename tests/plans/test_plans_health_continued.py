# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables on two pages, tables named one after the other, headings inside tables: no false alarm."""

import pytest

from kuangtu.plans.document.continued import joined
from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n一、布局\n"
FIRST = (
    "专栏1  重点开采区\n编号\t名称\t主要矿种\n"
    "ZK01\t北塬煤炭重点开采区\t煤\nZK02\t红山铜矿重点开采区\t铜\n"
)
SECOND = (
    "编号\t名称\t主要矿种\nZK03\t长沟萤石矿重点开采区\t萤石\nZK04\t白水石灰岩重点开采区\t石灰岩\n"
)


def read(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    return read_document(path)


@pytest.mark.parametrize("said", ["续专栏1", "续表", "（续表1）", "专栏1  重点开采区（续）"])
def test_a_table_that_goes_on_is_one_with_the_lines_it_is_printed_in(tmp_path, said):
    document = read(tmp_path, f"划定重点开采区4个（专栏1）。\n{FIRST}{said}\n{SECOND}以上各区。\n")

    (table,) = joined(document).tables

    assert [row[0] for row in table.rows] == ["编号", "ZK01", "ZK02", "ZK03", "ZK04"]
    assert (table.line_of(2, 0), table.line_of(3, 0)) == (7, 10)
    assert examine(Case(document)) == ()


def test_rows_that_are_missing_after_all_pages_are_still_told(tmp_path):
    document = read(tmp_path, f"划定重点开采区5个（专栏1）。\n{FIRST}续专栏1\n{SECOND}以上各区。\n")

    assert "文中称 5个，专栏1列出 4 行" in [one.message.zh for one in examine(Case(document))]


def test_a_count_before_another_table_is_not_held_against_this_one(tmp_path):
    document = read(
        tmp_path,
        "划定重点开采区2个（专栏1），砂石集中开采区3个（专栏2）。\n"
        + FIRST
        + "专栏2  砂石集中开采区\n"
        "编号\t名称\t最低规模\nJC01\t甲河集中开采区\t10万立方米/年\n"
        "JC02\t乙河集中开采区\t10万立方米/年\nJC03\t丙河集中开采区\t12万立方米/年\n",
    )

    assert examine(Case(document)) == ()


def test_the_name_of_a_group_of_goals_has_no_value_to_be_missed(tmp_path):
    document = read(
        tmp_path,
        "专栏1  主要指标\n类别\t指标\t单位\t2020年\t2025年\t属性\n资源保障\t新增资源量\t\t\t\t\n"
        "\t煤\t亿吨\t—\t0.5\t预期性\n\t铜\t金属万吨\t—\t8\t预期性\n"
        "开发利用\t采矿权数量\t个\t42\t≤35\t约束性\n\t绿色矿山数量\t座\t6\t15\t预期性\n",
    )

    assert examine(Case(document)) == ()


def test_a_total_has_no_floor_to_be_missed(tmp_path):
    document = read(
        tmp_path,
        "专栏1  集中开采区\n编号\t名称\t面积（公顷）\t最低规模（万立方米/年）\n"
        "JC01\t甲河集中开采区\t45.2\t30\nJC02\t乙河集中开采区\t38.7\t20\n"
        "JC03\t丙河集中开采区\t52.1\t30\n\t合计\t136.0\t\n",
    )

    assert examine(Case(document)) == ()


def test_a_goal_of_the_text_is_compared_with_a_limit_in_its_table(tmp_path):
    table = (
        "专栏1  主要指标\n指标\t单位\t2020年\t2025年\n采矿权数量\t个\t42\t≤35\n"
        "大中型矿山比例\t%\t31\t≥45\n煤炭年开采量\t万吨\t260\t300以内\n"
    )
    said = (
        "到2025年，全县采矿权数量控制在{}个以内，煤炭年开采量控制在300万吨以内。主要指标见专栏1。\n"
    )

    right = examine(Case(read(tmp_path, said.format(35) + table)))
    wrong = examine(Case(read(tmp_path, said.format(38) + table)))

    assert right == ()
    assert [one.message.zh for one in wrong] == ["文中“采矿权”38个，专栏1为 ≤35（35个）"]


def test_the_period_of_the_text_is_the_one_of_the_title(tmp_path):
    right = examine(Case(read(tmp_path, "规划期为2021年至2025年。\n")))
    wrong = examine(Case(read(tmp_path, "规划期为2021年至2026年。\n")))

    assert right == ()
    assert [one.message.zh for one in wrong] == ["规划期印作 2021—2026 年，标题是 2021—2025 年"]
