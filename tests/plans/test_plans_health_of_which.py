# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a figure is of: the whole before it, the class, the mineral, the column. 数之所属。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.checks import examine
from kuangtu.plans.health.reading.case import Case

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n第二章 现状\n"
)
LEAST = (
    "新建矿山须达到表1的最低规模。煤矿采用地下开采，新建规模不得低于45万吨/年。\n"
    "表1 主要矿种最低规模\n矿种\t单位\t新建最低规模\n煤\t万吨/年\t45\n"
    "铁\t万吨/年\t30\n岩金\t万吨/年\t6\n"
)
DONE = (
    "实施3个修复工程（表1），修复面积640.0公顷，累计修复面积由448.0公顷增至1088.0公顷。\n"
    "表1 历史遗留矿山修复工程\n工程名称\t修复面积（公顷）\n三道湖修复工程\t260.0\n"
    "双井子修复工程\t145.0\n白泉修复工程\t235.0\n合计\t640.0\n"
)
GREEN = (
    "累计建成绿色矿山26座，五年新增17座，其中石料用灰岩矿山新增9座（表1）。\n"
    "表1 绿色矿山建设安排（座）\n矿种\t2020年已建成\t规划期新增\t2025年累计\n煤\t3\t5\t8\n"
    "铝土矿\t4\t3\t7\n石料用灰岩\t2\t9\t11\n合计\t9\t17\t26\n"
)
YEARS = (
    "各年安排见表1。\n表1 绿色矿山年度安排\n年度\t新建成（个）\t年末累计（个）\t重点矿种\n"
    "2021\t2\t14\t煤\n2022\t2\t16\t铅锌\n2023\t3\t19\t萤石\n2024\t3\t22\t石墨\n"
)
RESERVES = (
    "主要矿产见表1。\n表1 主要矿产\n矿产\t计量单位\t累计查明\t保有\n煤\t万吨\t12480\t8642\n"
    "铁\t矿石万吨\t1920\t1655\n石墨\t矿物万吨\t1482\t1316\n"
)
GROWN = (
    "2020年全县地区生产总值112.46亿元，第二产业增加值36.84亿元。"
    "从2016年的79.12亿元算起，四年间按现价年均增长9.2%。"
)
CASES = (
    ("2020年末绿色矿山6处，国家级1处，省级5处，建成率15.8%。", "国家级1处", "国家级7处"),
    (
        "采矿权46个，大型、中型、小型矿山分别为4个、12个和30个；正常生产31个，停产12个，在建3个。",
        "停产12个",
        "停产52个",
    ),
    ("年末有矿山38处，在产23处、停产12处、在建3处，在产矿山占60.5%。", "60.5%", "65.0%"),
    (
        "2025年矿石开采总量1100万吨，水泥用灰岩与石料用灰岩两项合计610万吨，占开采总量的55.5%。",
        "55.5%",
        "50.5%",
    ),
    (GROWN, "9.2%", "8.2%"),
    (
        "到2025年矿业总产值达到30.70亿元，以2020年的21.89亿元为基数，年均增长7.0%。",
        "7.0%",
        "8.7%",
    ),
    (
        "以2020年产值21.89亿元为起点，按年均增长7.0%测算，2025年矿业总产值达到30.70亿元。",
        "7.0%",
        "9.0%",
    ),
    ("2020年产煤652万吨，2025年计划780万吨，增幅为19.6%。", "19.6%", "16.9%"),
    ("发现矿产23种，查明资源储量的14种。", "的14种", "的34种"),
    ("全县采矿权总面积85.7平方千米，最大的一宗12.3平方千米。", "12.3", "112.3"),
    ("全县在册矿山38处，正常生产23处，其余停产。", "正常生产23处", "正常生产43处"),
    ("全县探矿权中普查4个、详查3个、勘探2个。", "详查3个", "详杳3个"),
    (LEAST, "45\n", "54\n"),
    (DONE, "修复面积640.0", "修复面积460.0"),
    (GREEN, "矿山新增9座", "矿山新增7座"),
    (YEARS, "2023\t3", "2.5\t3"),
    (YEARS, "16\t铅锌", "铅锌\t16"),
    (RESERVES, "1920\t1655", "1920\t2655"),
)


def _told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


@pytest.mark.parametrize(("right", "old", "new"), CASES)
def test_what_is_right_is_silent_and_a_slip_in_it_is_told(tmp_path, right, old, new):
    assert right.count(old) == 1
    assert _told(tmp_path, right) == []
    assert _told(tmp_path, right.replace(old, new)) != []
