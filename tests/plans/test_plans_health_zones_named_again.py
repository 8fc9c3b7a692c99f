# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones that are named again, governments and their words, forms of words. 前后名称与代字。"""

import pytest

from plans.slips import HEAD, told_of

ZONES = (
    "划定谷冲金矿重点勘查区和渡石—白果萤石重点勘查区。\n"
    "K1位于谷冲金矿重点勘查区，K2位于渡石—白果萤石重点勘查区。\n"
    "专栏2 重点开采区\n名称\t乡镇\n高寨水泥用大理岩重点开采区\t高寨乡\n云岭石墨重点开采区\t云岭镇\n"
    "高寨水泥用大理岩重点开采区内不新设采石场。\n县自然资源局负责谷冲金矿重点勘查区的调整。\n"
)
NAMED_OTHERWISE = [
    (
        "负责谷冲金矿重点勘查区",
        "负责谷冲钼矿重点勘查区",
        "谷冲钼矿重点勘查区",
        "谷冲金矿重点勘查区",
    ),
    (
        "高寨水泥用大理岩重点开采区内",
        "高寨水泥用灰岩重点开采区内",
        "高寨水泥用灰岩重点开采区",
        "高寨水泥用大理岩重点开采区",
    ),
    (
        "K2位于渡石—白果萤石",
        "K2位于渡石—高寨萤石",
        "渡石—高寨萤石重点勘查区",
        "渡石—白果萤石重点勘查区",
    ),
]


def test_zones_that_keep_their_names_draw_no_finding(tmp_path):
    assert told_of(tmp_path, HEAD + ZONES) == []


@pytest.mark.parametrize(("old", "new", "wrong", "name"), NAMED_OTHERWISE)
def test_a_zone_of_another_mineral_or_place_is_told(tmp_path, old, new, wrong, name):
    assert f"文中作“{wrong}”，另处为“{name}”" in told_of(tmp_path, HEAD + ZONES, old, new)


GOVERNMENT = "落实县人民政府印发的《云岭县绿色矿山建设实施方案》（云政发〔2021〕9号）。\n"


def test_a_government_that_a_verb_leads_to_is_the_county_s_own(tmp_path):
    assert told_of(tmp_path, HEAD + GOVERNMENT) == []


def test_what_a_government_issues_has_no_department_s_word(tmp_path):
    assert told_of(tmp_path, HEAD + GOVERNMENT, "云政发", "云自然资发") == [
        "文件由人民政府印发，“云自然资发”却是自然资源部门的发文代字"
    ]


LIMITS = (
    "专栏4 规划指标\n指标\t单位\t2020年\t2025年\t增减（%）\t属性\n"
    "采矿权数\t个\t26\t≤22\t-15.4\t约束性\n"
    "大中型矿山数\t个\t15\t16\t6.7\t预期性\n矿石年产量\t万吨\t690.0\t828.0\t20.0\t预期性\n"
    "铝土矿年开采量\t万吨\t65.0\t≤60.0\t-7.7\t约束性\n矿业总产值\t亿元\t58.40\t73.00\t25.0\t预期性\n"
)


def test_a_growth_beside_limits_is_that_of_its_row(tmp_path):
    assert told_of(tmp_path, HEAD + LIMITS) == []
    assert told_of(tmp_path, HEAD + LIMITS, "73.00\t25.0", "73.00\t20.0") == [
        "增幅印作 20.0，按两端数值计算为 25.0%"
    ]


def test_a_form_that_no_other_cell_has_is_told(tmp_path):
    found = told_of(tmp_path, HEAD + LIMITS, "-15.4\t约束性", "-15.4\t约束型")
    assert found == ["“约束型”不是“属性”的用词（如 约束性、预期性）"]
