# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures that others bear out are held against nothing else. 有旁证者不提示。"""

import pytest

from plans.slips import HEAD, told_of

OUTPUT = (
    "专栏1 2020年底采矿权\n矿种\t采矿权（个）\t2020年产量（万吨）\n铁\t4\t120\n"
    "建筑石料用灰岩\t9\t300\n砖瓦用页岩\t5\t40\n合计\t18\t460\n"
)
GOALS = (
    "专栏3 2025年采矿权数量和年开采量目标\n"
    "矿种\t2020年采矿权数\t2025年采矿权数\t2020年开采量\t2025年开采量\t单位\n"
    "建筑用花岗岩\t6\t5\t171\t260\t万立方米\n饰面用花岗岩\t1\t1\t0.9\t1.2\t万立方米\n"
    "水泥用灰岩\t2\t1\t152\t152\t万吨\n合计\t9\t7\t\t\t\n"
)
BORNE_OUT = {
    "an output by its growth from that of the row": (
        OUTPUT + "2025年建筑石料用灰岩产量360万吨，比2020年增长20%。\n"
    ),
    "a growth by the columns of its measure": (
        GOALS + "2025年与2020年相比，建筑用花岗岩开采量增长52.0%，饰面用花岗岩增长33.3%。\n"
    ),
    "what a number is led down from": "采矿权数量由9个减少到7个，见专栏3。\n" + GOALS,
    "a difference by the row of goals": (
        "专栏2 规划指标\n指标\t单位\t2020年\t2025年\n磷矿石年产量\t万吨\t360.8\t420\n"
        "绿色矿山\t座\t9\t21\n磷矿石年产量比2020年增加59.2万吨，增长16.4%。\n"
    ),
    "the small mines by all and the others": (
        "2020年底全县有采矿权32个。按规模分，大型3个、中型10个、小型19个。\n"
        "调整后全县大中型矿山17个，占28个的60.7%；小型矿山11个。\n"
    ),
    "what has gone by what there was": (
        "2015年底全县有采矿权46个，五年减少17个，下降37.0%。2020年底有采矿权29个。\n"
        "绿色矿山2020年底有6个，占采矿权总数的20.7%。\n"
    ),
    "all of several years beside a year": (
        "2020年第二产业增加值30.8亿元。\n2016-2020年，五年累计产量5040.5万吨，实现矿业产值"
        "89.5亿元。\n"
    ),
    "each piece of a sentence by its first number": (
        "2020年底全县有采矿权19个，分属煤2个、金1个、石墨1个、珍珠岩1个、玄武岩8个、建筑用砂6个。"
        "按生产规模分，大型4个，为三道河金矿、双山石墨矿和2个玄武岩矿；中型6个，为2个煤矿、"
        "1个珍珠岩矿和3个玄武岩矿；余下9个为小型。\n"
    ),
    "as many as the pieces of the sentence": (
        "存在的困难主要有三个方面：高寒缺氧，植被恢复慢；砂石点多面散，用料运距远；地质工作多停留"
        "在地表，深部情况不明。\n"
    ),
    "two towns and what lies there": (
        "铝土矿集中在谷冲、渡石两镇，为堆积型和沉积型，埋藏浅、易采。\n"
    ),
    "rights of three minerals": (
        "新设采矿权11个：煤1个、金2个、膨润土1个、饰面用花岗岩1个、建筑用砂6个。"
        "其中煤、金、膨润土4个由现有探矿权转采。\n"
    ),
    "five years that are called by a number": "“十三五”是全县矿山数量下降、规模提高的五年。\n",
    "a block within its sheet": (
        "设勘查规划区块1个，中心点东经105°20′、北纬28°15′，位于1∶5万图幅H48E023014内，"
        "面积6.20平方千米。\n"
    ),
    "no new ones elsewhere": (
        "重点开采玄武岩。\n玄武岩开采集中布置在谷冲镇、渡石镇2处集中开采区。其他乡镇除保留原有"
        "矿山外，不再新设玄武岩采矿权。\n"
    ),
    "what there will be of a mineral that is held back": (
        "限制开采：石膏，不新设采矿权。\n注销饰面用花岗岩采矿权3个，新设2个，2025年底采矿权6个，"
        "即铁3个、石膏1个、饰面用花岗岩2个。\n"
    ),
    "two mines in two towns": (
        "专栏1 采石矿\n矿山\t乡镇\t矿种\t规模\n大坑石矿\t谷冲镇\t凝灰岩\t120\n"
        "岭脚石矿\t渡石镇\t凝灰岩\t100\n专栏2 新设采矿权\n名称\t乡镇\t矿种\t规模\n"
        "牛塘石矿\t渡石镇\t凝灰岩\t120\n大岙石矿\t白果镇\t凝灰岩\t100\n大岙石矿先行出让。\n"
    ),
    "a place before a mineral of three signs": (
        "划定石牛粉石英重点开采区1个，区块在石牛粉石英重点开采区内。\n"
        "专栏3 区块\n名称\t乡镇\n石牛岭粉石英矿\t谷冲镇\n白果铁矿\t白果镇\n"
    ),
    "mines that there are of a mineral that is given no more": (
        "重点开采煤、水泥用灰岩。\n全县有煤矿5个，煤5个均在产。\n煤矿不新设采矿权。\n"
    ),
    "a place of the east and one that is clear": (
        "专栏1 矿山\n名称\t乡镇\n清岗凹凸棒石黏土矿\t谷冲镇\n清岗凹凸棒石黏土二矿\t谷冲镇\n"
        "关闭东岗凹凸棒石黏土矿。\n"
    ),
    "some of what is counted": (
        "三个铅锌采矿权中有两个首尾相接、重复建设，历史遗留的采坑仍较多。\n"
    ),
    "sheets in rows and columns": (
        "县境涉及的6幅见专栏1。\n专栏1 1∶5万图幅\n纬度\t西\t东\n北纬28°20′～28°30′\tH48E022013\t"
        "H48E022014\n北纬28°10′～28°20′\tH48E023013\tH48E023014\n"
        "北纬28°00′～28°10′\tH48E024013\tH48E024014\n"
    ),
    "the rows of one unit make up their total": (
        "专栏3 规划指标\n指标\t单位\t2020年\t2025年\n矿山数量\t座\t18\t≤16\n"
        "大中型矿山比例\t%\t77.8\t≥90\n煤年产量\t万吨\t142.6\t140\n铝土矿年产量\t万吨\t168.3\t185\n"
        "固体矿产年产量合计\t万吨\t310.9\t325\n"
    ),
    "the last classes of a sentence are all": (
        "调整后的26个矿山中，水泥用灰岩12个、花岗岩11个、萤石3个。整合后的萤石矿山均为中型，"
        "高岭土矿山大型、中型各1个，全县大型13个、中型9个、小型4个。\n"
    ),
    "a rate of what does not come from elsewhere": (
        "五年县外调入210万吨。2025年县外调入20万吨，本地供应率98.3%。\n"
    ),
    "a growth by the year beside two measures": (
        "专栏5 数量和开采量安排（座、万吨）\n"
        "矿种\t2020年矿山数\t2025年矿山数\t2020年开采量\t2025年开采量\t开采量年均增长\n"
        "铝土矿\t4\t4\t96\t120\t4.6%\n石膏\t2\t1\t30\t24\t-4.4%\n水泥用灰岩\t2\t2\t210\t260\t4.4%\n"
        "合计\t8\t7\t336\t404\t3.8%\n"
    ),
}


@pytest.mark.parametrize("text", BORNE_OUT.values(), ids=BORNE_OUT)
def test_what_others_bear_out_draws_no_finding(tmp_path, text):
    assert told_of(tmp_path, HEAD + text) == []


SLIPS = [
    (
        "an output by its growth from that of the row",
        "产量360万吨",
        "产量390万吨",
        ["由 300万吨 到 390万吨，变化应为 30%，印作 20%"],
    ),
    (
        "a growth by the columns of its measure",
        "增长52.0%",
        "增长25.0%",
        ["由 171万立方米 到 260万立方米，变化应为 52%，印作 25.0%"],
    ),
    (
        "a difference by the row of goals",
        "增加59.2万吨",
        "增加52.9万吨",
        ["由 360.8万吨 到 420万吨，变化应为 59.2万吨，印作 52.9万吨"],
    ),
    (
        "the small mines by all and the others",
        "小型19个",
        "小型18个",
        ["总数 32个，分项相加为 31个"],
    ),
    (
        "what has gone by what there was",
        "五年减少17个，下降37.0%",
        "五年减少17个，下降47.0%",
        ["由 46个 到 29个，变化应为 37%，印作 47.0%"],
    ),
    (
        "a growth by the year beside two measures",
        "\t24\t-4.4%",
        "\t24\t4.4%",
        ["增幅印作 4.4%，按两端数值计算为 -4.4%"],
    ),
    (
        "the rows of one unit make up their total",
        "310.9",
        "310.6",
        ["专栏3“2020年”印作 310.6，各行相加为 310.9"],
    ),
    (
        "rights of three minerals",
        "新设采矿权11个",
        "新设采矿权12个",
        ["总数 12个，分项相加为 11个"],
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "told"), SLIPS, ids=[one[1] for one in SLIPS])
def test_a_slip_among_them_is_told(tmp_path, name, old, new, told):
    assert told_of(tmp_path, HEAD + BORNE_OUT[name], old, new) == told
