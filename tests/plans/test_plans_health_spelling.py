# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names a sign away from right, counted sheets and phases; and what must stay silent. 名称笔误。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.names.listed_rows import lists_name_rows_of_tables
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Kind
from plans.slips import told_of

KINDS = {Kind.NAME, Kind.MARK, Kind.MAP_SHEET, Kind.DATE, Kind.DOCUMENT_NUMBER, Kind.FOLDER}
PLAN = """\
浚阳县矿产资源总体规划（2021—2025年）
第一章 总则
依据《矿产资源规划编制实施办法》《土地复垦条例》（国务院令第592号）《甲省矿产资源总体规划》，编制本规划。
规划期为2021—2025年，基准年为2020年，适用于浚阳县全域。北邻云阳县，国家和地区规划一并衔接。
浚阳县辖铜埠、大坪、水塘、芒岗4个镇。大坪镇产萤石，水塘镇产石膏，地面建设从严。
第二章 现状
已建成砂石矿山绿色示范点，执行《砂石行业绿色矿山建设规范》。
青岭盐沼省级自然保护区全部纳入红线。社会资金与社会主体参与治理。
按《浚阳县废弃矿山生态修复三年行动方案》推进。城市建设用砂就近供应。
第三章 布局
划定重点开采区3个（专栏1）。芒岗铜矿重点开采区紧邻省道，大坪萤石矿重点开采区次之，萤石矿查明资源量居首。
铜埠、大坪、芒岗三处区块优先投放。县自然资源局负责实施，经浚阳县人民政府批准。
专栏1 重点开采区
编号\t区名\t矿种\t所在地
C01\t铜埠金矿重点开采区\t金\t铜埠镇
C02\t大坪萤石矿重点开采区\t萤石\t大坪镇
C03\t芒岗铜矿重点开采区\t铜\t芒岗镇
第四章 工程
近期（2021—2023年）：治理矿山三处。
后期（2024—2025年）：治理矿山两处。
退出青岭盐沼省级自然保护区内矿业权。继续执行《浚阳县废弃矿山生态修复三年行动方案》。
四幅1:5万矿产地质调查的范围为东经111°15′～111°45′、北纬34°00′～34°20′。
专栏2 重点项目
序号\t项目名称\t实施年限
1\t大坪萤石矿普查\t2022—2024年
2\t水塘石膏矿采坑群治理\t2023—2025年
"""


def told(tmp_path, old="", new=""):
    return told_of(tmp_path, PLAN, old, new, kinds=KINDS)


def test_the_plan_itself_is_silent(tmp_path):
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("适用于浚阳县全域", "适用于俊阳县全域", "“俊阳县”应为“浚阳县”"),
        ("经浚阳县人民政府", "经阳县人民政府", "“阳县”应为“浚阳县”"),
        ("县自然资源局负责", "县自资源局负责", "“自资源局”疑为“自然资源局”之误"),
        ("划定重点开采区3个", "划定重点开区3个", "“重点开区”疑为“重点开采区”之误"),
        ("1\t大坪萤石矿普查", "1\t大平萤石矿普查", "“大平”仅此一处"),
        ("2\t水塘石膏矿", "2\t水糖石膏矿", "“水糖”仅此一处"),
        ("。芒岗铜矿重点", "。茫岗铜矿重点", "“茫岗”仅此一处"),
        ("，大坪萤石矿重点开采区次", "，大坪萤石重点开采区次", "“大坪萤石重点开采区”与专栏1"),
        ("C03\t芒岗铜矿重点开采区", "C03\t芒岗铜矿重点采区", "“芒岗铜矿重点采区”"),
        ("退出青岭盐沼省级", "退出青岭盐沼国家级", "级别前后不同"),
        ("《砂石行业", "《沙石行业", "通行的名称“砂石行业绿色矿山建设规范”"),
        ("甲省矿产资源总体规划", "甲省矿产资愿总体规划", "“矿产资源总体规划”只差一字"),
        (
            "执行《浚阳县废弃矿山生态修复三年行动方案",
            "执行《浚阳县废弃矿山生态恢复三年行动计划",
            "用词不同",
        ),
        ("国务院令第592号", "自然资源部令第592号", "条例，应由国务院令公布"),
        ("四幅1:5万", "六幅1:5万", "恰为 4 幅 1:50 000 图"),
        ("后期（2024", "后期（2022", "重叠"),
        ("2022—2024年", "2022—2042年", "超出规划期"),
        ("社会资金与社会主体", "2052年前社会资金与社会主体", "2052 年仅此一处"),
        (
            "（2021—2025年）\n第一章",
            "（2021—2025年）\n《甲市矿产资源总体规划（2021—2035年）》。\n第一章",
            "期末却不是",
        ),
        ("已建成砂石", "截至2002年底，全县已建成砂石", "现状印作 2002 年"),
        ("划定重点开采区3个", "较2002年增加重点开采区3个", "早于基准年 2020 年十年以上"),
        ("。\n四幅1:5万", "：（1）甲；（2）乙；3）丙。\n四幅1:5万", "前面没有与它配对的符号"),
    ],
)
def test_a_sign_that_is_wrong_is_told(tmp_path, old, new, said):
    assert any(said in one for one in told(tmp_path, old, new)), told(tmp_path, old, new)


def test_a_list_names_the_rows_of_a_table(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace("铜埠、大坪、芒岗三处", "铜阜、大坪、芒岗三处"), "utf-8")

    found = list(lists_name_rows_of_tables(Case(read_document(path))))

    assert [one.message.zh for one in found] == [
        "所列“铜阜”不在专栏1中，与“铜埠金矿重点开采区”只差一字"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("北邻云阳县", "北邻山阳县"),  # a neighbour is another county
        ("执行《砂石行业绿色矿山建设规范》", "执行《固体矿产资源/储量分类》"),
        ("大坪镇产萤石", "大坪镇产萤石，大坝水库除外"),  # another thing of the town's first sign
        ("四幅1:5万", "部分涉及六幅1:5万"),
        ("已建成砂石", "采矿许可证有效期至2041年的矿山，2003年建成的砂石"),
        ("。\n四幅1:5万", "：1）甲；2）乙；3）丙。\n四幅1:5万"),
        ("2\t水塘石膏矿采坑群治理", "2\t水塘石膏采坑群治理"),  # 矿 may be left out of a project
    ],
)
def test_what_may_be_another_thing_is_not_told(tmp_path, old, new):
    assert told(tmp_path, old, new) == []
