# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References by several numbers, beside a title, and right before a table."""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Kind

DECIMALS = """\
石岗县矿产资源总体规划（2021—2025年）
1 总则
1.1 编制依据
依据国家规定编制。
1.2 规划期限
规划期为2021—2025年。
2 布局
2.1 勘查布局
勘查工作向老区倾斜。
2.2 砂石集中开采区
砂石在集中区内开采。
2.3 规模准入
新建矿山达到最低规模。
3 实施
3.1 监督管理
{}
"""
CHAPTERS = """\
石岗县矿产资源总体规划（2021—2025年）
一、总则
本规划适用于石岗县。
二、现状
（一）县情
县情如下。
（二）矿情
矿情良好。
三、勘查布局
（一）矿种管控
铁矿优先。
（二）区域布局
东部为主。
四、开发管理
（一）规模准入
小矿不再新建。
（二）绿色矿山
全部建成。
五、实施
{}
"""
TABLES = "石岗县矿产资源总体规划（2021—2025年）\n" + "".join(
    f"{words}（表{{{number}}}）。\n表{number} {words}表\n名称\t内容\n甲\t子\n乙\t丑\n"
    for number, words in enumerate(("人口构成", "道路里程", "矿山分布", "项目进度", "水源水质"))
)


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")
    found = examine(Case(read_document(path)))
    return [one.message.zh for one in found if one.kind is Kind.REFERENCE]


@pytest.mark.parametrize(
    "words",
    [
        "申请采矿权须同时符合2.1的布局要求和2.5的规模要求。",
        "按2.7编制实施方案。",
        "砂石集中开采区实施方案按2.1编制。",
        "违反2.1所列规模准入的，不予受理。",
    ],
)
def test_a_number_with_points_leads_to_what_is_said(tmp_path, words):
    assert len(told(tmp_path, DECIMALS.format(words))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "申请采矿权须同时符合2.1的布局要求和2.3的规模要求。",
        "砂石集中开采区实施方案按2.2编制。",
        "矿山占比由2.5提高到2.8的要求已经落实。",
        "按1.5的容积率确定用地。达到2.8%的要求。",
    ],
)
def test_a_number_that_is_there_or_is_an_amount_is_silent(tmp_path, words):
    assert told(tmp_path, DECIMALS.format(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "未治理地块按照第三部分第（四）节的安排治理。",
        "第三部分“五、区域布局”所列地区不新设矿业权，“（一）区域布局”不变。",
        "矿种管控的要求见第四部分。",
    ],
)
def test_a_part_of_a_part_and_a_title_lead_to_what_is_said(tmp_path, words):
    assert told(tmp_path, CHAPTERS.format(words)) != []


@pytest.mark.parametrize(
    "words",
    [
        "未治理地块按照第三部分第（二）节的安排治理。",
        "“（二）区域布局”所列地区不新设矿业权。",
        "矿种管控的要求见第三部分。",
        "符合第三部分的矿种管控和第四部分的规模准入要求。",
    ],
)
def test_parts_that_are_what_is_said_are_silent(tmp_path, words):
    assert told(tmp_path, CHAPTERS.format(words)) == []


def test_a_paragraph_announces_the_table_after_it(tmp_path):
    assert told(tmp_path, TABLES.format(*"01234")) == []
    assert told(tmp_path, TABLES.format(*"01134")) == [
        "此处引表1，后面紧跟的却是表2，全文没有别处引表2"
    ]


def test_a_second_chapter_after_decimal_parts_is_no_part_of_the_first(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(DECIMALS.format("县自然资源局负责。"), "utf-8")

    clauses = [one.clause for one in read_document(path).headings]

    assert clauses == ["1", "1.1", "1.2", "2", "2.1", "2.2", "2.3", "3", "3.1"]
