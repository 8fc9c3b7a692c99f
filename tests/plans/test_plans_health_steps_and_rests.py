# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Counts before amounts, steps of years, parts cited in brackets: right, and with a slip. 逐句。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n1 总则\n1.1 期限\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n1.2 范围\n本规划适用于全县。\n2 任务\n"
    "2.1 砂石\n砂石在集中区内开采。\n2.2 煤炭\n煤炭有序开采。\n2.3 安排\n"
)
# What is right, and a slip in it that is told; none where the words compel nothing.
SENTENCES = (
    (
        "划定开采区3个：甲岭煤炭区64.8公顷，谷坪铝矿区41.5公顷，石坡晶石区23.7公顷，三区面积130.0公顷。",
        "区3个",
        "区4个",
    ),
    (
        "安排工程3项：甲岭工程120万元，乙坪工程80万元，丙山工程50万元，三项投资250万元。",
        "3项：",
        "2项：",
    ),
    (
        "分两步推进：2021—2023年完成甲岭和乙坪两个项目，治理38公顷；2024—2025年完成丙山项目。",
        "2023年完成",
        "2024年完成",
    ),
    ("分类推进：2021—2024年完成甲岭项目；2024—2025年完成丙山项目。", "", ""),
    ("新设采矿权8个，其中建筑用砂6个（见2.1）。", "见2.1", "见2.6"),
    ("新设采矿权8个，详见2.1。", "见2.1", "见2.6"),
    ("划定重点勘查区4片，自治区级2片，市级2片。", "4片", "5片"),
    ("划定重点勘查区4片，其中自治区级2片、市级2片。4片总面积778公顷。", "区4片", "区5片"),
    ("建成绿色矿山9家，其中国家级1家、省级6家。", "", ""),
    ("建成绿色矿山9家（国家级1家、省级6家），其余为市级。", "", ""),
    ("县域面积1672公顷。区调完成1304公顷，覆盖率78.0%，尚有368公顷未开展。", "368", "386"),
    ("县域面积1672公顷。区调完成1304公顷，覆盖率78.0%，尚有40公顷未验收。", "", ""),
    ("损毁土地1280公顷。已修复448公顷，修复率35.0%，计划修复300公顷。", "", ""),
    (
        "规划坚持四项原则：生态优先、绿色发展；总量管控、优化结构；市场配置、规范出让；科技引领、节约集约。",
        "四项",
        "五项",
    ),
    (
        "应当满足四个条件：储量经过评审；不占红线和农田；方案通过安全和环保审查；编制复垦方案。",
        "四个",
        "五个",
    ),
    ("全县发现矿产6种：煤、铁；铜、铅；金、银。", "", ""),
    ("全县辖1个街道、6个镇、3个乡，共10个乡级行政区。", "共10", "共11"),
    ("全县辖1个街道、6个镇、3个乡，共9个乡镇。", "", ""),
    ("全县辖3个镇、2个乡，3个镇为甲岭镇、乙坪镇、丙山镇。", "辖3", "辖4"),
    ("新设采矿权6个，即花岗岩、萤石、地热各2个。", "", ""),
    ("矿石品位一般，由表中数据可见2.6，略高于邻县。", "", ""),
)


@pytest.mark.parametrize(("right", "old", "new"), SENTENCES)
def test_what_is_right_is_silent_and_a_slip_in_it_is_told(tmp_path, right, old, new):
    assert told(tmp_path, right) == []
    assert not old or told(tmp_path, right.replace(old, new)) != []


def test_a_number_of_tables_is_not_the_number_of_a_table(tmp_path):
    text = "本规划共分两章，配表1张，见表1。\n表1 情况\n名称\t内容\n甲岭\t煤炭\n乙坪\t砂石\n"

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("见表1。", "见表2。")) != []


GOALS = (
    "表1 指标\n指标\t单位\t2020年\t2025年\n历史遗留矿山累计治理面积\t公顷\t1240.0\t1800.0\n"
    "绿色矿山\t座\t9\t26\n"
)


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("治理历史遗留矿山560.0公顷。任务完成后，累计治理1800.0公顷。", "1800.0", "1880.0"),
        ("治理历史遗留矿山560.0公顷，到2025年累计治理面积达到1800.0公顷。", "1800.0", "1850.0"),
        ("第一阶段治理历史遗留矿山270.0公顷。完成后累计治理1510.0公顷。", "", ""),
        ("治理历史遗留矿山270.0公顷，到2023年累计治理1510.0公顷。", "", ""),
        ("城北镇治理历史遗留矿山50.0公顷，完成后累计治理1000.0公顷。", "", ""),
    ],
)
def test_a_goal_said_again_by_a_part_of_its_name_keeps_its_value(tmp_path, words, old, new):
    assert told(tmp_path, GOALS + words + "\n") == []
    assert not old or told(tmp_path, GOALS + words.replace(old, new) + "\n") != []


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


ANNOUNCED = (
    "各乡镇人口见表1。\n表1 人口构成\n乡镇\t人口\n甲岭\t多\n乙坪\t少\n各路线里程见表2。\n"
    "表2 道路里程\n路线\t里程\n东线\t长\n西线\t短\n煤矿和砂矿分布见表3。\n"
    "表3 矿山分布\n名称\t矿种\n北山煤矿\t煤\n南坡砂矿\t砂\n矿山生态修复项目进度见表4。\n"
    "表4 生态修复项目进度\n项目\t进度\n北山修复\t快\n南坡修复\t慢\n修复按表4推进，里程按表2核定。\n"
)


def test_the_last_words_before_a_table_lead_to_it_where_nothing_led_to_it_before(tmp_path):
    assert told(tmp_path, ANNOUNCED) == []
    assert told(tmp_path, ANNOUNCED.replace("进度见表4", "进度见表2")) != []
    assert told(tmp_path, ANNOUNCED.replace("进度见表4", "进度随后列出，矿山分布见表3")) == []
