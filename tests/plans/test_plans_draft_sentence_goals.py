# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Goals that stand in sentences only: a draft takes them, once, and leaves each to a person."""

from kuangtu.plans.open_items import Reason
from plans.county_documents import HEAD, drafted, rows_of

TOLD = ("code", "clause", "name_zh", "comparison", "value", "unit", "force", "target_year")


def goals_in(tmp_path, words):
    folder, items = drafted(tmp_path, HEAD + words)
    rows = [tuple(row[column] for column in TOLD) for row in rows_of(folder, "goals.csv")]
    return rows, [one for one in items if one.file == "goals.csv"]


def test_what_is_reached_kept_and_added_becomes_a_goal_with_its_sentence(tmp_path):
    rows, items = goals_in(
        tmp_path,
        "二、规划目标\n到2025年，全县采矿业产值达到12.5亿元以上，砂石年产量控制在80万吨以内；"
        "新增铜资源量5万吨，完成历史遗留矿山治理150公顷。\n到2035年，绿色矿山占比不低于90%。\n",
    )

    assert rows == [
        ("S01", "二-1", "采矿业产值", ">=", "12.5", "亿元", "以上", "2025"),
        ("S02", "二-1", "砂石年产量", "<=", "80", "万吨", "以内", "2025"),
        ("S03", "二-1", "新增铜资源量", ">=", "5", "万吨", "", "2025"),
        ("S04", "二-1", "完成历史遗留矿山治理", ">=", "150", "公顷", "", "2025"),
        ("S05", "二-2", "绿色矿山占比", ">=", "90", "%", "不低于", "2035"),
    ]
    printed = [one.printed for one in items if one.reason is Reason.FROM_PROSE]
    assert printed[2:4] == ["新增铜资源量5万吨", "完成历史遗留矿山治理150公顷"]
    assert [one.rows for one in items if one.reason is Reason.FROM_PROSE] == list("23456")


def test_a_goal_that_its_table_or_a_sentence_before_has_is_not_taken_twice(tmp_path):
    rows, _ = goals_in(
        tmp_path,
        "二、规划目标\n到2025年，矿业产值达到13亿元，完成治理面积200公顷。主要指标见专栏1。\n"
        "专栏1 主要指标\n指标\t单位\t2025年目标\n矿业产值\t亿元\t13.00\n"
        "（一）保障\n到2025年，完成治理面积200公顷。\n",
    )

    assert [row[2] for row in rows] == ["矿业产值", "完成治理面积"]


def test_figures_of_the_present_and_of_other_clauses_are_no_goals(tmp_path):
    rows, _ = goals_in(
        tmp_path,
        "二、现状\n上轮目标完成情况：新增资源量3万吨。\n三、管理\n生产规模不低于10万吨。\n",
    )

    assert rows == []


def test_the_year_of_a_goal_is_the_one_it_is_set_for_and_no_part_of_its_name(tmp_path):
    rows, _ = goals_in(
        tmp_path,
        "本规划以2020年为基准年。\n三、目标\n采矿权总数由2020年的46个，到2025年控制在40个以内。"
        "矿业产值在2020年的基础上到2025年达到9亿元。\n",
    )

    assert [(row[0], row[2], row[4], row[7]) for row in rows] == [
        ("N01", "采矿权总数", "40", "2025"),
        ("S01", "矿业产值", "9", "2025"),
    ]


def test_a_number_for_a_zone_is_no_quota_of_the_county(tmp_path):
    rows, _ = goals_in(
        tmp_path, "二、布局\n集中开采区内采矿权总数控制在5个以内。\n采矿权总数控制在24个以内。\n"
    )

    assert [(row[0], row[4]) for row in rows] == [("N01", "24")]


def test_a_share_of_a_whole_and_a_difference_are_no_goals_of_their_own(tmp_path):
    rows, _ = goals_in(
        tmp_path,
        "二、目标\n到2025年，治理面积80公顷，完成剩余面积的67.7%。治理面积比上一个五年多达到14公顷。"
        "产量较2020年增长不超过17%，新增金资源量8吨（金属量）。\n",
    )

    assert [(row[2], row[4], row[5]) for row in rows] == [
        ("治理面积", "80", "公顷"),
        ("新增金资源量", "8", "吨（金属量）"),
    ]


def test_what_is_set_below_the_outlook_is_of_its_year(tmp_path):
    rows, _ = goals_in(
        tmp_path,
        "规划期为2021—2025年。\n二、2035年展望\n矿山总数控制在2046个以内。绿色矿山占比达到90%。\n",
    )

    assert [(row[2], row[4], row[7]) for row in rows] == [
        ("矿山总数", "2046", "2035"),
        ("绿色矿山占比", "90", "2035"),
    ]


def test_a_number_of_some_of_the_mines_and_of_another_year_limits_nothing(tmp_path):
    folder, _ = drafted(
        tmp_path,
        "石岗县矿产资源总体规划（2021—2025年）\n二、目标\n绿色矿山数量不超过30座。\n"
        "到2025年，采矿权总数控制在24个以内。到2035年，采矿权总数控制在20个以内。\n"
        "三、管理\n采矿权总数应控制在24个以内。\n",
    )

    columns = ("name_zh", "value", "target_year", "account", "restates")
    assert [tuple(row[one] for one in columns) for row in rows_of(folder, "goals.csv")] == [
        ("采矿权总数", "24", "2025", "MINE_COUNT", ""),
        ("采矿权总数", "20", "2035", "", ""),
        ("采矿权总数", "24", "2025", "", "N01"),
        ("绿色矿山数量", "30", "2025", "", ""),
    ]


def test_numbers_of_several_things_in_one_are_told_to_a_person(tmp_path):
    rows, items = goals_in(
        tmp_path, "二、目标\n铅矿、锌矿回采率分别不低于90%和88%，选矿回收率达到85%。\n"
    )

    assert [row[2] for row in rows] == ["选矿回收率"]
    assert [one.printed for one in items if one.reason is Reason.MENTIONED] == [
        "锌矿回采率分别不低于90%和88%，选矿回收率达到85%"
    ]
