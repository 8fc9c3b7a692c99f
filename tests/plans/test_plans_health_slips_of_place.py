# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Slips in sheets, areas within the county, classes of rows, years, references. 位置与引用之误。"""

import pytest

from plans.slips import HEAD, told_of

ZONES = (
    "划定重点勘查区2个，面积186.90平方千米；重点开采区2个，面积125.30平方千米（专栏4）。\n"
    "专栏4 重点勘查区和重点开采区\n编号\t名称\t主要矿种\t面积（平方千米）\n"
    "ZK1\t谷冲铝土矿重点勘查区\t铝土矿\t112.60\nZK2\t渡石重晶石重点勘查区\t重晶石\t74.30\n"
    "ZC1\t白果磷矿重点开采区\t磷矿\t96.80\nZC2\t云岭石灰岩重点开采区\t水泥用灰岩\t28.50\n"
    "合计\t\t\t312.20\n"
)
BLOCKS = (
    "专栏5 开采规划区块\n编号\t名称\t生产规模（万立方米/年）\t规模等级\t年份\n"
    "CQ01\t谷冲花岗岩区块\t100\t大型\t2022\nCQ02\t渡石花岗岩区块\t80\t大型\t2023\n"
    "CQ03\t白果花岗岩区块\t120\t大型\t2024\n"
)
SLIPS = [
    (
        "the rows of one class by how their names end",
        ZONES,
        "面积186.90平方千米",
        "面积168.90平方千米",
        ["文中“重点勘查区”共 168.90平方千米，专栏4该类相加为 186.9平方千米"],
    ),
    (
        "a size that no mine has",
        BLOCKS,
        "80\t大型",
        "80\t特大型",
        ["“特大型”不是“规模等级”的用词（如 大型）"],
    ),
    (
        "a year below 年份",
        BLOCKS,
        "2024\n",
        "2026\n",
        ["2026 不在规划期 2021—2025 年之内"],
    ),
    (
        "an area within the county, of sheets that reach beyond it",
        "部署1∶5万矿产地质调查4幅，图幅总面积约1841平方千米，测区在本县境内的面积1216平方千米。\n",
        "1216",
        "2116",
        ["2116平方千米 大于全县面积 2000平方千米"],
    ),
    (
        "a point that has moved in a part",
        (
            "重点开采区2处，为谷冲重点开采区（46.30平方千米）和渡石萤石重点开采区（38.70平方千米），"
            "合计85.00平方千米。\n"
        ),
        "38.70",
        "387.00",
        ["总数 85.00平方千米，分项相加为 433.3平方千米"],
    ),
    (
        "a year that another year stands before",
        "2020年底全县历史遗留矿山损毁土地128.5公顷，2025年底前完成治理86.1公顷，占67.0%。\n",
        "2025年底前",
        "2026年底前",
        ["2026 年不在规划期 2021—2025 年之内，也不是展望年"],
    ),
    (
        "和 within a word parts no names",
        "坚持生态优先、节约集约、布局合理、矿地和谐4项基本原则。\n",
        "4项",
        "5项",
        ["列出 4 项，称 5项"],
    ),
    (
        "opposed limits of one paragraph",
        (
            "新建磷矿生产规模不低于50万吨/年，新建铝土矿不低于30万吨/年。白果重点开采区内的新建磷矿执行"
            "本节要求，即不低于50万吨/年。\n"
        ),
        "即不低于50",
        "即不高于50",
        ["同一数量限定相反：一处为 磷矿生产规模50万吨（以上），一处为 50万吨（以内）"],
    ),
    (
        "a least size printed as a greatest",
        (
            "新建石墨矿山设计产能不低于30万吨/年。\n新设的云岭石墨矿设计产能50万吨/年，符合最低规模的"
            "要求。\n"
        ),
        "不低于30",
        "不超过30",
        ["新建矿山规模印作上限（不超过30万吨），别处所说的是最低规模"],
    ),
    (
        "mining held back behind prospecting held back",
        "限制勘查硫铁矿、砖瓦用黏土。\n重点开采金、铅、锌；限制开采硫铁矿、砖瓦用黏土。\n",
        "金、铅、锌；",
        "金、铅、锌、硫铁矿；",
        ["“硫铁矿”一处限制，另有 1 处列为重点或推进"],
    ),
    (
        "an industry above its sector",
        "2020年地区生产总值205.60亿元，第二产业增加值82.24亿元。工业增加值52.43亿元。\n",
        "52.43",
        "92.43",
        [
            (
                "“工业增加值92.43亿元”大于“第二产业增加值82.24亿元”：是产值与增加值之别，还是有误，"
                "文中没有说明"
            )
        ],
    ),
    (
        "where a change began, though a table has the right number",
        (
            "2020年底全县有矿山57个。与2015年的83个相比，矿山减少26个，减幅31.3%。\n"
            "专栏2 矿山数\n矿种\t2015年\t2020年\n铁\t43\t26\n煤\t25\t20\n萤石\t15\t11\n"
            "合计\t83\t57\n"
        ),
        "2015年的83个",
        "2015年的85个",
        [
            "由 85个 到 57个，变化应为 28个，印作 26个",
            "由 85个 到 57个，变化应为 32.9%，印作 31.3%",
        ],
    ),
]


@pytest.mark.parametrize(
    ("text", "old", "new", "told"), [one[1:] for one in SLIPS], ids=[one[0] for one in SLIPS]
)
def test_what_is_right_is_silent_and_the_slip_in_it_is_told(tmp_path, text, old, new, told):
    assert told_of(tmp_path, HEAD + text) == []
    assert told_of(tmp_path, HEAD + text, old, new) == told


def test_a_county_that_lies_in_a_part_of_its_city_has_the_sheets_held_against_it(tmp_path):
    plan = (
        "白岭县矿产资源总体规划（2021—2025年）\n"
        "白岭县在青河市中北部，东经118°20′—119°10′、北纬43°08′—43°50′，总面积3264.50平方千米。\n"
        "部署1∶5万矿产地质调查2幅，图幅号为K50E003019、K50E003020。\n"
    )

    assert told_of(tmp_path, plan) == []
    slipped = told_of(tmp_path, plan, "K50E003019、K50E003020", "L50E003019、L50E003020")
    assert slipped == ["图幅 L50E003019、L50E003020 不在白岭县范围内"]


ARTICLES = (
    "青峰县矿产资源总体规划（2021—2025年）\n一、总则\n"
    "（一）本规划以2020年为基准年。\n（二）规划期为2021—2025年。\n二、安排\n"
    "（三）新建铝土矿不低于30万吨/年。\n（四）区块出让时，生产规模须符合第（三）条要求。\n"
)


def test_an_article_numbered_in_brackets_is_looked_for(tmp_path):
    assert told_of(tmp_path, ARTICLES) == []
    assert told_of(tmp_path, ARTICLES, "第（三）条", "第（十三）条") == [
        "文中没有第(十三)条（括号编号到 4）"
    ]


def test_chapters_and_articles_are_as_many_as_the_plan_says(tmp_path):
    plan = (
        "青峰县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
        "第一条 规划期为2021—2025年。\n第二条 《规划》共二章三条。\n第二章 安排\n"
        "第三条 新建铝土矿不低于30万吨/年。\n"
    )

    assert told_of(tmp_path, plan) == []
    assert told_of(tmp_path, plan, "二章三条", "二章四条") == ["称共 四 条，编号到第 3 条"]
