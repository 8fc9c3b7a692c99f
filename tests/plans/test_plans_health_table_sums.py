# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Sums in tables: rows, columns, subtotals. 表内合计。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Kind

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n第二章 现状\n"
)
KINDS = {Kind.SUM, Kind.GROWTH, Kind.PART_ABOVE_WHOLE}


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(f"{HEAD}{text}\n", "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path))) if one.kind in KINDS]


@pytest.mark.parametrize(
    ("old", "new"), [("104.76\t20.38", "107.46\t20.38"), ("42.86\t12.60", "42.68\t12.60")]
)
def test_a_column_that_is_the_sum_of_others_is_found_by_its_numbers(tmp_path, old, new):
    table = (
        "专栏1  主要经济指标（单位：亿元）\n年份\t产出\t第一产业\t第二产业\t第三产业\t采矿业\n"
        "2016\t86.42\t18.15\t34.27\t34.00\t10.82\n2017\t95.30\t19.06\t38.14\t38.10\t11.95\n"
        "2018\t104.76\t20.38\t41.52\t42.86\t12.60\n2019\t113.85\t21.74\t44.63\t47.48\t13.72\n"
    )

    assert told(tmp_path, table) == []
    assert len(told(tmp_path, table.replace(old, new))) == 1


def test_a_total_of_subtotals_and_rows_adds_each_once(tmp_path):
    table = (
        "专栏1  开采总量\n矿种\t2020年开采量（万吨）\t2025年开采量（万吨）\n"
        "煤\t96.40\t105.00\n铁\t412.60\t500.00\n固体矿产小计\t509.00\t605.00\n"
        "矿泉水\t1.70\t6.00\n合计\t510.70\t611.00\n"
    )

    assert told(tmp_path, table) == []
    assert told(tmp_path, table.replace("510.70", "517.00")) == [
        "专栏1“2020年开采量(万吨)”印作 517.00，各行相加为 510.7"
    ]


TABLES = (
    (
        (
            "表1 矿山现状\n"
            "乡镇\t矿山数（个）\t大型\t中型\t小型\t从业人员（人）\t产值（万元）\n"
            "甲河镇\t12\t1\t4\t7\t860\t12600\n"
            "乙山镇\t9\t0\t3\t6\t540\t8400\n"
            "丙岭乡\t6\t1\t1\t4\t410\t5200\n"
            "全县\t27\t2\t8\t17\t1810\t26200\n"
        ),
        (
            ("12\t1\t4\t7", "12\t1\t4\t6"),
            ("5200\n", "5020\n"),
            ("27\t2\t8\t17", "27\t2\t8\t18"),
        ),
    ),
    (
        (
            "表2 资金安排（单位：万元）\n"
            "工程\t2021年\t2022年\t2023年\t2024年\t2025年\t总投资\t中央\t省\t县\t企业\n"
            "勘查\t300\t420\t360\t240\t180\t1500\t600\t300\t100\t500\n"
            "修复\t800\t960\t1040\t720\t480\t4000\t2000\t1000\t600\t400\n"
            "绿色矿山\t200\t240\t260\t180\t120\t1000\t0\t0\t100\t900\n"
            "合计\t1300\t1620\t1660\t1140\t780\t6500\t2600\t1300\t800\t1800\n"
        ),
        (
            ("360\t240\t180\t1500", "360\t240\t810\t1500"),
            ("2000\t1000\t600\t400", "2000\t1000\t600\t440"),
            ("1620\t1660", "1602\t1660"),
        ),
    ),
    (
        (
            "表3 资源储量\n"
            "矿种\t单位\t累计查明\t保有\t消耗\t基础储量占比（%）\n"
            "煤\t万吨\t86420\t74180\t12240\t43.2\n"
            "铁\t万吨\t6840\t5926\t914\t38.6\n"
            "铜\t吨\t126400\t108600\t17800\t41.0\n"
            "石灰岩\t万吨\t18600\t17240\t1360\t52.3\n"
        ),
        (
            ("5926\t914", "5926\t941"),
            ("17240\t1360", "17420\t1360"),
        ),
    ),
    (
        (
            "表4 分年度目标\n"
            "指标\t2021年\t2022年\t2023年\t2024年\t2025年\t累计\n"
            "绿色矿山（座）\t2\t3\t3\t4\t3\t15\n"
            "治理面积（公顷）\t24.6\t30.2\t36.8\t41.5\t33.9\t167.0\n"
            "绿色矿山建成率（%）\t20\t35\t50\t70\t85\t85\n"
        ),
        (
            ("41.5\t33.9", "41.5\t39.3"),
            ("4\t3\t15", "4\t3\t16"),
        ),
    ),
    (
        (
            "表5 重点勘查区\n"
            "序号\t名称\t面积（平方千米）\t其中：空白区\t探矿权（个）\n"
            "1\t甲河重点勘查区\t86.4\t52.1\t3\n"
            "2\t乙山重点勘查区\t64.2\t20.0\t5\n"
            "一、铁铜类小计\t\t150.6\t72.1\t8\n"
            "3\t丙岭重点勘查区\t42.8\t42.8\t0\n"
            "4\t丁家重点勘查区\t38.0\t11.5\t4\n"
            "二、非金属类小计\t\t80.8\t54.3\t4\n"
            "总计\t\t231.4\t126.4\t12\n"
        ),
        (
            ("38.0\t11.5", "30.8\t11.5"),
            ("231.4\t126.4", "234.1\t126.4"),
            ("150.6", "156.0"),
        ),
    ),
)


@pytest.mark.parametrize(("table", "wrong"), TABLES)
def test_a_number_of_a_table_is_told_when_a_sum_does_not_come_out(tmp_path, table, wrong):
    assert told(tmp_path, table) == []
    for old, new in wrong:
        assert table.count(old) == 1
        assert told(tmp_path, table.replace(old, new)) != []
