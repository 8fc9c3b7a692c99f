# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a later chapter says again in short, and what is called by a row's name. 后文复述与行名。

The document is silent as it stands; each fault is one replacement, each sentence beside it silent.
"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.counts import lists, named_lists
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.labels import stated_in
from kuangtu.plans.health.sayings import last_chapter, opposed, said_twice, thresholds, twins
from kuangtu.plans.health.tables import (
    goals_in_short,
    least_sizes,
    named_rows,
    rows_told_of,
    slipped,
    table_counts,
)

CHECKS = (
    goals_in_short.binding_goals_are_limits,
    goals_in_short.limits_are_those_of_the_goals,
    last_chapter.safeguards_repeat_what_was_told,
    least_sizes.least_sizes_agree_with_tables,
    least_sizes.least_sizes_are_those_of_the_row,
    lists.counts_fit_the_lists_after_them,
    lists.counts_fit_the_lists_before_them,
    named_lists.lists_have_as_many_as_counted_before,
    named_lists.quoted_counts_fit_their_lists,
    named_lists.towns_are_as_many_as_stated,
    named_rows.figures_are_those_of_the_named_row,
    opposed.limits_are_not_opposed,
    opposed.units_are_said_alike,
    rows_told_of.figures_agree_with_the_row_they_name,
    said_twice.quantities_are_said_alike,
    slipped.figures_are_no_slips_of_cells,
    slipped.figures_are_no_slips_of_each_other,
    table_counts.counts_fit_the_tables_they_name,
    thresholds.what_falls_short_is_held_against_the_same_limit,
    twins.measures_told_together_are_told_so_again,
)

PLAN = """\
双河县矿产资源总体规划（2021—2025年）
一、现状
（一）矿产
全县辖2镇4乡，即双河镇、龙泉镇、云和乡、高坪乡、走马乡和与民乡。磷矿为全县优势矿产，保有资源量3.62亿吨。
主要矿产资源量见表1，铅锌金属量28.6万吨。
表1 主要矿产保有资源量
矿产	单位	保有资源量
磷矿	矿石亿吨	3.62
铅锌	金属万吨	28.6
重晶石	矿石万吨	1846
（二）开发
2020年底有磷矿矿山15座；建筑石料矿山数量居第二，有13座。矿山从业人员6840人。各矿种情况见表2。
表2 2020年矿山开采现状
矿种	矿山数（座）	年产矿石（万吨）
磷矿	15	560
铅锌	4	32
建筑石料	13	330
合计	32	922
历史遗留矿山损毁土地436.5公顷，待修复图斑66个、面积235.2公顷。
二、目标
到2025年，矿山总数由32座压减至26座以内，年开采矿石总量由922万吨增加到1100万吨（表3）。
表3 规划指标
指标名称	单位	2020年	2023年	2025年	属性
矿山总数	座	32	29	26	约束性
年开采矿石总量	万吨	922	1000	1100	预期性
绿色矿山	座	8	18	23	预期性
三、任务
（一）布局
构建“一带两区”格局，“两区”为龙泉磷矿区和石垭重晶石矿区。设立重点勘查区2个，依次为龙泉磷矿重点勘查区、云和重晶石重点勘查区。
全县建成省级绿色矿山6座、国家级绿色矿山2座。国家级绿色矿山为龙泉磷矿和走马铅锌矿。
重点开采磷、重晶石、铅锌、地热、建筑石料、饰面用板岩等6种矿产。
（二）准入
新建矿山不得低于表4规定的最低开采规模，即磷矿30万吨/年，重晶石矿5万吨/年。
表4 新建矿山开采规模标准（万吨/年）
矿种	大型	中型	最低规模
磷（地下开采）	100	50	30
重晶石	20	10	5
（三）利用
修复投资6000万元，其中财政资金4000万元，企业自筹2000万元。
磷矿开采回采率不低于82%。采矿边界距国道、省道的安全距离不得小于500米。
四、保障
2023年开展中期评估，严守26座矿山总数上限，不得突破年开采矿石总量1100万吨，2025年绿色矿山不少于23座。
磷矿回采率达不到82%的矿山，不得扩大规模。开采边界与国道、省道的距离小于500米的不予受理。
尚有66个图斑、235.2公顷待修复。对436.5公顷损毁土地建立台账，对3.62亿吨磷矿资源实行储备，组织6840名矿山从业人员轮训。
引导企业落实自筹资金2000万元，安排工作经费80万元。
"""


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")
    case = Case(read_document(path))
    return [finding for check in CHECKS for finding in check(case)]


def test_a_plan_that_says_all_again_alike_is_silent(tmp_path):
    assert [one.message.zh for one in told(tmp_path, PLAN)] == []


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ("严守26座矿山总数", "严守28座矿山总数", "26"),  # the name stands behind the figure
        ("突破年开采矿石总量1100", "突破年开采矿石总量1150", "1100"),
        ("绿色矿山不少于23座", "绿色矿山不少于21座", "23"),
        ("绿色矿山不少于23座", "绿色矿山不超过23座", "23座以内"),  # more are wanted
        ("压减至26座以内", "压减至26座左右", "26座左右"),  # the goal binds
        ("压减至26座以内", "压减至不少于26座", "26座以上"),  # fewer are wanted
        ("尚有66个图斑", "尚有68个图斑", "66"),  # the same area
        ("对436.5公顷", "对463.5公顷", "436.5"),
        ("对436.5公顷", "对436.5亩", "436.5公顷"),
        ("对3.62亿吨", "对3.26亿吨", "3.62"),
        ("组织6840名", "组织6480名", "6840"),
        ("自筹资金2000", "自筹资金2200", "2000"),
        ("达不到82%", "达不到80%", "82%"),
        ("距离小于500米", "距离小于300米", "500米"),
        ("铅锌金属量28.6", "铅锌金属量26.8", "28.6"),
        ("有磷矿矿山15座", "有磷矿矿山17座", "15"),
        ("居第二，有13座", "居第二，有12座", "13"),  # what the clause before ranks
        ("即磷矿30万吨/年", "即磷矿40万吨/年", "40"),
        ("重晶石矿5万吨/年", "重晶石矿10万吨/年", "10"),  # a size of the row, but not the least
        ("走马乡和与民乡", "与民乡", "3"),
        ("龙泉磷矿区和石垭重晶石矿区", "龙泉磷矿区、石垭重晶石矿区和走马铅锌矿区", "3"),
        ("重点勘查区2个", "重点勘查区3个", "2"),  # 和 within a name parts nothing
        ("为龙泉磷矿和走马铅锌矿", "为龙泉磷矿", "1"),
        ("饰面用板岩等6种", "饰面用板岩等7种", "6"),
    ],
)
def test_what_is_said_otherwise_in_short_is_told(tmp_path, old, new, told_of):
    assert PLAN.count(old) == 1

    found = told(tmp_path, PLAN.replace(old, new))

    assert any(told_of in one.message.zh + one.computed for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        # part of the mines, another place, another year, a stage, what was wanted before
        "停产矿山9座，其中磷矿矿山4座。",
        "龙泉镇矿山总数控制在5座以内。",
        "建筑石料实行总量管理，矿山总数控制在12座以内。",
        "2023年矿山总数控制在29座以内。",
        "第一阶段矿山总数控制在29座以内。",
        "上轮规划确定矿山总数控制在40座以内，执行良好。",
        "展望到2035年，矿山总数控制在20座以内。",
        # a second limit below the first, another rate, another distance
        "磷矿开采回采率连续两年低于75%的，责令停产整改。",
        "磷矿选矿回收率达不到80%的，不得扩大规模。",
        # what is found or closed, what another year has, a size that is not asked for
        "规划期新增铅锌金属量5万吨。",
        "关闭磷矿矿山2座、建筑石料矿山4座。",
        "2022年磷矿矿山14座。",
        "新建磷矿不低于50万吨/年的优先投放。",
        # works beside the mines that they repair
        "实施历史遗留矿山修复工程4个，面积235.2公顷。",
        # what is said of a list of its name is no list
        "重点勘查区是资源条件好、工作程度低和找矿前景大的地区。",
        "国家级绿色矿山为数不多。",
        "“四区”包括巴音磷矿开采区、塔拉萤石开采区、查干铜矿勘查区和哈拉砂石集中开采区。",
        "重点开采磷、铅锌等6种矿产。",
    ],
)
def test_what_is_of_something_else_is_not_told(tmp_path, sentence):
    found = told(tmp_path, PLAN + f"（一）其他\n{sentence}\n")

    assert [one.message.zh for one in found] == []


def test_what_rises_to_a_figure_is_named_before_the_first(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "甲县矿产资源总体规划（2021—2025年）\n一、目标\n"
        "到2025年，采矿权由2020年的34个减少到30个以内，并以30个为上限。\n"
        "2023年开展中期评估。产量达到90万吨。\n",
        "utf-8",
    )

    labels = [
        (one.label, one.year, one.figure.force.value)
        for one in stated_in(Case(read_document(path)))
    ]

    assert labels == [
        ("采矿权由2020年的", "2020", ""),
        ("采矿权", "2025", "以内"),
        ("采矿权", "2025", "以内"),
        ("产量", "", ""),
    ]
