# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What may be, steps, middle years and what lies within a row's thing. 假设、分步与区内之数不报。

Each text is silent as it stands; each slip in it is still told.
"""

import pytest

from kuangtu.plans.health.types import Kind
from plans.slips import told_of

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n"
)
GOALS = (
    "表3 规划指标\n指标\t单位\t2020年\t2023年\t2025年\n采矿权数\t个\t38\t≤35\t≤32\n"
    "铜矿石年产量\t万吨\t96\t110\t120\n绿色矿山\t个\t7\t13\t20\n矿业产值\t亿元\t9.86\t—\t13\n"
)
CLOSED = (
    "表6 采矿权调整（个）\n矿种\t2020年\t关闭\t新设\t2025年\n铁矿\t9\t1\t1\t9\n萤石\t6\t1\t0\t5\n"
    "砖瓦用页岩\t8\t4\t0\t4\n合计\t23\t6\t1\t18\n"
)
ZONES = (
    "表4 重点勘查区\n编号\t名称\t面积（平方千米）\t所在乡镇\t资金（万元）\n"
    "KZ01\t张家岭铁矿重点勘查区\t62.40\t南塘镇\t2400\nKZ02\t石门铜矿重点勘查区\t51.30\t北川镇\t1800\n"
    "合计\t\t113.70\t\t4200\n"
)
TOWNS = (
    "表1 分乡镇矿业情况\n乡镇\t采矿权（个）\t矿石产量（万吨）\t矿业产值（万元）\n"
    "东陂镇\t5\t196.3\t14800\n金坪镇\t4\t87.5\t46200\n大垌乡\t3\t54.8\t6300\n"
    "罗溪乡\t3\t46.2\t3900\n麻岭乡\t2\t18.4\t2600\n合计\t17\t403.2\t73800\n"
)
MADE = (
    "表2 2020年产量\n矿种\t采矿权（个）\t产量（万吨）\n煤\t4\t286.4\n铁矿\t5\t168.2\n"
    "萤石\t4\t12.8\n合计\t13\t467.4\n"
)


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        (
            GOALS + "若市场低迷，铜矿石年产量不低于100万吨。\n",
            "若市场低迷，铜矿石年产量不低于100",
            "2025年铜矿石年产量达到102",
        ),
        (
            GOALS + "2023年进行中期评估，届时绿色矿山13个以上。\n",
            "2023年进行中期评估，届时绿色矿山13个以上",
            "确保绿色矿山18个以上",
        ),
        (
            GOALS + "把采矿权数不超过32个、绿色矿山20个列为考核指标。\n",
            "采矿权数不超过32个",
            "采矿权数不超过34个",
        ),
        (
            GOALS + "到2035年，矿业产值突破18亿元。矿业产值13亿元按2020年价格计。\n",
            "矿业产值13亿元按",
            "2025年矿业产值15亿元按",
        ),
        (
            CLOSED + "2021年先行关闭砖瓦用页岩2个，2023年再关闭砖瓦用页岩2个。\n",
            "2021年先行关闭砖瓦用页岩2个，2023年再关闭砖瓦用页岩2个",
            "五年关闭砖瓦用页岩3个",
        ),
        (
            ZONES
            + "张家岭铁矿重点勘查区内有探矿权3个，面积41.80平方千米，区内以往投入资金1350万元。\n",
            "区内有探矿权3个，面积41.80平方千米，区内以往",
            "区面积41.80平方千米，",
        ),
        (
            TOWNS
            + "东陂镇5个。大垌、罗溪、麻岭3个乡共有采矿权8个，产量119.4万吨，产值12800万元。\n",
            "大垌、罗溪、麻岭3个乡共有采矿权8个，产量119.4万吨，产值12800",
            "其中东陂镇产值12800",
        ),
        (
            TOWNS + "金坪镇矿山集中在石梁村和上湾村，两村共有采矿权3个、矿石产量81.3万吨。\n",
            "矿山集中在石梁村和上湾村，两村共有采矿权3个、矿石产量81.3",
            "矿石产量81.3",
        ),
        (
            MADE + "铁矿石产量由2015年的186.2万吨降至168.2万吨。\n",
            "铁矿石产量由2015年的186.2万吨降至168.2万吨",
            "铁矿石产量186.2万吨",
        ),
    ],
)
def test_only_the_slip_is_told(tmp_path, text, right, slip):
    assert right in text
    assert told_of(tmp_path, HEAD + "第二章 布局\n" + text) == []
    assert told_of(tmp_path, HEAD + "第二章 布局\n" + text.replace(right, slip)) != []


def test_what_follows_where_a_limit_is_broken_sets_no_limit(tmp_path):
    text = (
        "第二章 目标\n煤炭年产量稳定在300万吨左右。\n第三章 调控\n"
        "煤炭年产量超过300万吨时，相应压减外调量。\n"
    )

    assert told_of(tmp_path, HEAD + text) == []
    assert told_of(tmp_path, HEAD + text.replace("超过300万吨时", "不低于300万吨时")) != []


def test_a_right_runs_beyond_the_period_and_a_project_does_not(tmp_path):
    text = (
        "第二章 矿山\n表1 矿山\n名称\t矿种\t到期时间\n甲山铁矿\t铁\t2031年\n乙沟铜矿\t铜\t2028年\n"
        "丙坪萤石矿\t萤石\t2024年\n"
    )

    assert told_of(tmp_path, HEAD + text) == []
    assert told_of(tmp_path, HEAD + text.replace("到期时间", "投放时间")) != []


def test_what_two_minerals_have_is_no_slip_of_each_other(tmp_path):
    text = (
        "第二章 资源\n萤石矿石保有387万吨，CaF2量162.5万吨。瓷土年产126.5万吨，其中自用58万吨。\n"
        "第三章 消费\n2020年瓷土年产126.5万吨。\n"
    )

    assert told_of(tmp_path, HEAD + text) == []
    assert (
        told_of(tmp_path, HEAD + text.replace("瓷土年产126.5万吨。", "瓷土年产162.5万吨。")) != []
    )


@pytest.mark.parametrize("county", ["若羌县", "如东县", "当涂县", "若尔盖县"])
def test_a_county_that_begins_like_an_if_supposes_nothing(tmp_path, county):
    head = f"{county}矿产资源总体规划（2021—2025年）\n"
    text = f"2025年，{county}矿石处理总量控制在4353万吨以内。\n矿石处理总量控制在4353万吨左右。\n"

    assert told_of(tmp_path, head + text, kinds=(Kind.SAID_TWICE,)) != []
    assert told_of(tmp_path, head + text.replace(f"，{county}", "，若市场低迷，")) == []
