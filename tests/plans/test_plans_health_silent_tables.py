# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the prose says of a table that is right in its own reading. 正文与表相符者不报。"""

from plans.slips import told_of

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n第二章 现状\n"
)


def told(tmp_path, text):
    return told_of(tmp_path, HEAD + text)


def test_a_total_of_one_mineral_adds_the_rows_of_that_mineral(tmp_path):
    table = (
        "表1 资源量（单位：万吨）\n矿区\t矿种\t资源量\n合计\t铅\t30.0\n"
        "甲矿\t铅\t18.0\n乙矿\t铅\t12.0\n乙矿\t锌\t20.0\n"
    )

    assert told(tmp_path, table) == []
    assert told(tmp_path, table.replace("18.0", "16.0")) != []


def test_a_table_is_not_cited_for_what_follows_a_semicolon(tmp_path):
    text = (
        "划定重点勘查区2个、面积300.0平方千米（专栏1）；划定重点开采区2个，面积80.0平方千米，"
        "为甲山铁矿区50.0平方千米和乙沟铜矿区30.0平方千米。\n"
        "专栏1 重点勘查区\n序号\t名称\t面积（平方千米）\n1\t北山铁矿重点勘查区\t180.0\n"
        "2\t南岭铜矿重点勘查区\t120.0\n合计\t\t300.0\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("300.0平方", "330.0平方")) != []


def test_a_goal_that_the_table_of_goals_has_is_not_held_against_what_there_is(tmp_path):
    text = (
        "表1 采矿权\n指标\t单位\t煤\t铁\t小计\n采矿权数\t个\t32\t54\t86\n"
        "采矿权总数由2015年的118个减为86个，净减32个。\n"
        "表2 指标\n指标\t单位\t2020年\t2025年\t变化\n采矿权总数\t个\t86\t70以内\t净减16\n"
        "绿色矿山\t个\t31\t55\t增加24\n大中型比例\t%\t54.7\t70\t—\n"
        "采矿权不多于70个列入考核。\n"
    )

    assert told(tmp_path, text) == []


def test_what_two_rows_have_together_is_not_held_against_one(tmp_path):
    text = (
        "二、现状\n锡矿和铅锌矿产值共14.38亿元，占全县矿业工业产值的67.0%（表1）。\n"
        "表1 产值\n矿种\t产值（万元）\n锡矿\t62300\n铅锌矿\t81500\n石灰岩\t70800\n合计\t214600\n"
    )

    assert told(tmp_path, text) == []


def test_a_limit_is_that_of_the_last_year_of_the_period_not_of_the_outlook(tmp_path):
    text = (
        "三、目标\n采矿权数量不多于25个，大中型矿山比例达到64%。\n"
        "表1 指标\n指标\t单位\t2020年\t2025年\t2035年\n采矿权数量\t个\t31\t25\t22\n"
        "年产量\t万吨\t285\t340\t360\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("不多于25个", "不多于28个")) != []


def test_a_paragraph_of_all_rights_is_held_against_the_total_of_their_column(tmp_path):
    text = (
        "二、开发\n采矿权52个，从业人员3120人。各类矿山见表1。\n"
        "表1 矿山开发情况\n矿类\t采矿权（个）\t大中型（个）\n锡矿\t14\t3\n铅锌矿\t17\t4\n"
        "石灰岩\t21\t6\n合计\t52\t13\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("采矿权52个", "采矿权53个")) != []


def test_what_several_kinds_have_is_not_the_total_of_all(tmp_path):
    text = (
        "二、开发\n两种建筑石料共有采矿权11个，矿石产量930万吨（表1）。\n"
        "表1 矿石产量\n矿种\t采矿权（个）\t产量（万吨）\n凝灰岩\t7\t600\n安山岩\t4\t330\n"
        "萤石\t5\t50\n合计\t16\t980\n"
    )

    assert told(tmp_path, text) == []
    assert (
        told(tmp_path, text.replace("两种建筑石料共有采矿权11个，矿石产量", "全县矿石产量")) != []
    )


def test_what_is_refused_below_a_size_is_the_least_size(tmp_path):
    text = (
        "三、准入\n限制开采砖瓦用页岩，不再新设年产6万吨以下的采矿权。\n"
        "表1 最低开采规模\n矿种\t单位\t最低规模\n砖瓦用页岩\t万吨/年\t6\n"
        "石灰岩\t万吨/年\t50\n萤石\t万吨/年\t5\n"
    )

    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace("不再新设年产", "新设矿山年产")) != []
