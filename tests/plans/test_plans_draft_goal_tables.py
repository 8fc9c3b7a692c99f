# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of goals as counties print them: years side by side, units in names, parts of a whole."""

import pytest

from kuangtu.plans.open_items import Reason
from plans.county_documents import drafted, rows_of

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n规划期为2021—2025年，展望到2035年。\n一、目标\n"
COLUMNS = ("name_zh", "comparison", "value", "unit", "base_year", "base_value", "target_year")


def goals_of(tmp_path, text, columns=COLUMNS):
    folder, items = drafted(tmp_path, text)
    rows = [tuple(row[one] for one in columns) for row in rows_of(folder, "goals.csv")]
    return rows, [one for one in items if one.file == "goals.csv"]


def test_a_year_before_the_period_is_what_was_and_a_change_sets_nothing(tmp_path):
    rows, items = goals_of(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t2015年\t2020年\t2025年\t增减\n"
        "矿山总数（座）\t40\t34\t≤30\t-4\n矿业产值/亿元\t6\t9.6\t12.0\t+2.4\n",
    )

    assert rows == [
        ("矿山总数", "<=", "30", "座", "2020", "34", "2025"),
        ("矿业产值", "=", "12.0", "亿元", "2020", "9.6", "2025"),
    ]
    left = [one.printed for one in items if one.reason is Reason.NOT_TAKEN]
    assert left == ["2015年、增减"]


def test_what_was_is_preferred_to_what_had_been_planned_for_the_same_year(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 本轮与上轮规划指标对照\n"
        "指标\t单位\t上轮目标（2020年）\t2020年实际\t本轮目标（2025年）\n绿色矿山\t家\t10\t13\t28\n",
    )

    assert rows == [("绿色矿山", "=", "28", "家", "2020", "13", "2025")]


def test_what_became_of_the_last_plan_sets_no_goal(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 上轮规划主要指标完成情况\n指标\t规划目标\t实际\t结论\n"
        "矿山总数（座）\t≤40\t34\t完成\n"
        "表2 规划指标\n指标\t单位\t目标\n矿山总数\t座\t≤30\n",
    )

    assert rows == [("矿山总数", "<=", "30", "座", "", "", "2025")]


def test_each_year_of_the_period_and_after_it_has_a_goal(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t现状\t近期（2023年）\t2025年\t远期\n"
        "采矿权总数\t个\t41\t≤38\t≤36\t≤30\n",
    )

    assert [(row[2], row[6]) for row in rows] == [("38", "2023"), ("36", "2025"), ("30", "2035")]


def test_parts_of_a_whole_are_named_after_it(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t2020年\t2025年\n矿石年开采总量\t万吨\t500\t≤550\n"
        "其中：锑矿\t万吨\t40\t46\n石膏\t万吨\t112\t135\n绿色矿山\t座\t3\t9\n",
        ("name_zh", "kind", "value", "minerals"),
    )

    assert rows == [
        ("矿石年开采总量", "CONTROL_NUMBER", "550", ""),
        ("矿石年开采总量：锑矿", "GOAL", "46", "锑"),
        ("矿石年开采总量：石膏", "GOAL", "135", "石膏"),
        ("绿色矿山", "GOAL", "9", ""),
    ]


def test_a_row_of_one_mineral_is_named_after_what_stands_over_its_column(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 主要矿种利用指标（%）\n"
        "矿种\t开采回采率（2020年）\t开采回采率（2025年）\t选矿回收率（2025年）\n萤石\t≥80\t≥85\t≥83\n",
    )

    assert rows == [
        ("开采回采率：萤石", ">=", "85", "%", "2020", "80", "2025"),
        ("选矿回收率：萤石", ">=", "83", "%", "", "", "2025"),
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("五年累计4.0", "4.0"), ("400（2021—2025年）", "400"), ("≤1 000", "1000")],
)
def test_the_years_a_number_is_added_up_over_are_no_part_of_it(tmp_path, cell, value):
    rows, items = goals_of(
        tmp_path, HEAD + f"表1 规划指标\n指标\t单位\t2025年\n治理面积\t公顷\t{cell}\n"
    )

    assert [row[2] for row in rows] == [value]
    assert not [one for one in items if one.reason in {Reason.ODD_NUMBER, Reason.CHECK_FAILS}]


def test_a_goal_in_words_has_no_number_and_starts_from_none(tmp_path):
    rows, items = goals_of(
        tmp_path, HEAD + "表1 规划指标\n指标\t单位\t2020年\t2035年\n绿色矿山\t座\t5\t应建尽建\n"
    )

    assert rows == [("绿色矿山", "=", "", "座", "", "", "2035")]
    assert [one.printed for one in items if one.reason is Reason.ODD_NUMBER] == ["应建尽建"]


def test_a_sentence_with_figures_of_its_own_does_not_speak_for_every_row(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD
        + "力争建成绿色矿山9座，其余见表1。\n表1 规划指标\n指标\t单位\t2025年\n利用率\t%\t80\n",
        ("name_zh", "comparison", "value", "force"),
    )

    assert ("利用率", "=", "80", "") in rows


def test_a_table_of_what_is_done_and_of_a_later_year_is_one_of_goals(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD
        + "表1 规划指标\n指标\t单位\t2020年实际\t2025年目标\t属性\n采矿权数\t宗\t20\t16\t约束\n",
        (*COLUMNS, "nature"),
    )

    assert rows == [("采矿权数", "=", "16", "宗", "2020", "20", "2025", "约束性")]


def test_a_plan_of_five_years_names_the_last_of_them(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t“十三五”完成\t“十四五”目标\t2035年展望\n"
        "绿色矿山\t座\t3\t10\t28\n",
    )

    assert rows == [
        ("绿色矿山", "=", "10", "座", "2020", "3", "2025"),
        ("绿色矿山", "=", "28", "座", "2020", "3", "2035"),
    ]


def test_a_column_of_years_tells_of_which_each_goal_is_and_sets_none(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 规划目标\n指标\t单位\t目标值\t目标年\n"
        "采矿权总数\t个\t控制在30以内\t2023年\n绿色矿山\t座\t达到12\t2025年\n",
        ("name_zh", "comparison", "value", "force", "target_year"),
    )

    assert rows == [
        ("采矿权总数", "<=", "30", "以内", "2023"),
        ("绿色矿山", ">=", "12", "", "2025"),
    ]


def test_a_column_of_the_present_is_what_was_whatever_its_year(tmp_path):
    rows, _ = goals_of(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t2021年现状\t2025年完成目标\n绿色矿山\t座\t3\t10\n",
    )

    assert rows == [("绿色矿山", "=", "10", "座", "2021", "3", "2025")]


def test_a_table_of_zones_with_goals_in_its_title_is_one_of_zones(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "表1 重点勘查区找矿目标\n名称\t主要矿种\t面积（平方千米）\n"
        "黑石梁重点勘查区\t铁\t35.62\n",
    )

    assert [row["name"] for row in rows_of(folder, "zones.csv")] == ["黑石梁重点勘查区"]
    assert rows_of(folder, "goals.csv") == []
