# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said again elsewhere: slips of digits, units and force, counts and lists. 前后两说。

Each document is silent as it stands; each fault is one replacement.
"""

from decimal import Decimal

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.counts import announced, lists
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.slips import Slip, count_of_digits, slip_between
from kuangtu.plans.health.sayings import said_twice
from kuangtu.plans.health.tables import (
    goal_rows,
    least_sizes,
    limits,
    other_units,
    row_kinds,
    slipped,
    table_counts,
    text_and_tables,
)

CHECKS = (
    announced.amounts_are_as_many_as_announced,
    announced.paragraphs_are_as_many_as_announced,
    goal_rows.figures_agree_with_the_row_of_goals,
    least_sizes.least_sizes_are_those_of_the_row,
    limits.limits_are_those_of_the_tables,
    limits.limits_of_one_rate_lean_one_way,
    lists.counts_fit_the_lists_after_them,
    lists.counts_fit_the_lists_before_them,
    other_units.figures_keep_the_unit_of_their_cell,
    row_kinds.kinds_of_rows_are_as_many_as_told,
    said_twice.quantities_are_said_alike,
    slipped.figures_are_no_slips_of_cells,
    slipped.figures_are_no_slips_of_each_other,
    table_counts.counts_fit_the_tables_they_name,
    text_and_tables.figures_agree_with_tables,
)

PLAN = """\
云岭县矿产资源总体规划（2021—2025年）
一、现状
（一）矿山
2020年矿业产值14.59亿元。全县辖甘坪、河东、白岩3个乡，由发展改革、工业和信息化、林业3个部门配合。
尾矿库存量已达2140万吨。尾矿综合利用率仅18%。
名录中地下开采的有2座，露天开采的有1座（表1）。
表1 矿山名录
名称	开采方式	产值（亿元）	产量（万吨）
白岩磷矿	地下开采	8.26	412.6
河东煤矿	地下开采	3.18	96.4
甘坪砂石矿	露天开采	3.15	486.3
合计		14.59	995.3
二、目标
到2025年，采矿权总数控制在48个以内，固体矿产年开采总量控制在1580万吨以内（表2）。
表2 主要指标
指标	单位	2020年	2025年
固体矿产年开采总量	万吨	995.3	≤1580
综合利用率	%	18	30
历史遗留矿山治理面积	公顷	120.5	342.6
三、任务
（一）修复
治理历史遗留矿山342.6公顷。实施修复工程2项：
1.白岩采坑治理工程。
2.河东采坑治理工程。
（二）布局
划定重点开采区3个：白岩重点开采区38.6平方千米，河东重点开采区27.4平方千米，甘坪重点开采区19.8平方千米，合计85.8平方千米。
按现有尾矿库存2140万吨计算，约需十八年处理完毕。
（三）准入
磷矿开采回采率不低于78%，煤矿开采回采率不低于80%，砂石矿开采回采率不低于95%。
新建磷矿不得低于中型，即年产矿石不低于50万吨；对48个以内采矿权实行动态巡查。
表3 最低开采规模
矿种	单位	大型	中型
磷矿	矿石万吨/年	100	50
煤矿	原煤万吨/年	120	45
"""


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")
    case = Case(read_document(path))
    return [finding for check in CHECKS for finding in check(case)]


def test_a_plan_that_says_all_alike_is_silent(tmp_path):
    assert [one.message.zh for one in told(tmp_path, PLAN)] == []


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ("矿业产值14.59亿元", "矿业产值15.49亿元", "14.59"),  # two digits have changed places
        ("库存量已达2140万吨", "库存量已达2410万吨", "2140"),
        ("矿山342.6公顷", "矿山342.6亩", "342.6公顷"),  # another unit
        ("1580万吨以内（", "1580万吨左右（", "≤1580"),  # another force
        ("利用率仅18%", "利用率仅16%", "18"),  # the goals of another chapter
        ("不低于50万吨", "不低于30万吨", "30"),
        ("砂石矿开采回采率不低于95%", "砂石矿开采回采率不超过95%", "回采率"),
        ("对48个以内采矿权", "对50个以内采矿权", "48"),  # the noun stands behind
        ("地下开采的有2座", "地下开采的有3座", "2"),  # rows of a kind
        ("甘坪、河东、白岩3个乡", "甘坪、白岩3个乡", "2"),
        ("3个部门", "4个部门", "3"),  # 和 within a name parts nothing
        ("修复工程2项", "修复工程3项", "2"),  # paragraphs
        ("重点开采区3个", "重点开采区4个", "3"),  # amounts
    ],
)
def test_what_is_said_otherwise_is_told(tmp_path, old, new, told_of):
    assert PLAN.count(old) == 1

    found = told(tmp_path, PLAN.replace(old, new))

    assert any(told_of in one.message.zh + one.computed for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        # of what the country and the province have, nothing is counted in the table
        "已发现矿产25种，占全国173种的14.5%（表1）。",
        # another stage, another subject, an achievement of the period before
        "第一阶段治理废弃矿山16处。第二阶段治理废弃矿山8处。",
        "上轮规划期新增萤石矿石68.5万吨。规划期新增萤石矿石80万吨。",
        # a value that keeps to its limit
        "大中型矿山比例不低于60%。按矿山测算，2025年大中型矿山比例为60.4%。",
        # the list goes on behind the semicolon; nothing is listed behind 有
        "坚持四条原则：保护优先，守住红线；集约开发，以质换量；以渣定产，循环利用；依法管矿，公平竞争。",
        "以上五项条件有一项不符合的，不得出让或者登记。",
        "在远离国道、高速公路的低山区设3个集中开采区。",
        "锂辉石、磷矿、钛铁矿区块各2个。",
        "第十五条以新发展理念为指导，把萤石、叶蜡石、磷矿做强。",
    ],
)
def test_what_only_looks_alike_is_not_told(tmp_path, sentence):
    found = told(tmp_path, PLAN + f"（四）其他\n{sentence}\n")

    assert [one.message.zh for one in found] == []


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("41865.30", "41856.30", Slip.STRONG),
        ("14.59", "15.49", Slip.STRONG),
        ("320", "230", Slip.FAIR),
        ("190", "180", Slip.WEAK),
        ("2180", "180", Slip.NONE),
        ("53", "35", Slip.NONE),
        ("120", "120.0", Slip.NONE),
    ],
)
def test_numbers_are_slips_of_each_other_or_not(one, other, slip):
    assert slip_between(Decimal(one), Decimal(other)) is slip


def test_zeros_at_the_ends_say_nothing():
    assert [count_of_digits(Decimal(one)) for one in ("1500", "0.50", "41865.30")] == [2, 1, 6]


def test_a_rule_of_pipes_without_a_table_is_no_table(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text("# 云岭县矿产资源总体规划\n\n|---|---|\n\n一、现状\n", "utf-8")

    assert list(read_document(path).tables) == []
