# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures of two things that stand near each other draw no finding. 所指不同者不提示。"""

import pytest

from plans.slips import HEAD, told_of

OF_OTHER_THINGS = {
    "a share of an area is none of the places": (
        "全县历史遗留矿山未治理42处、128.60公顷。\n"
        "治理分三个片区实施，共28处、78.40公顷，占未治理面积的61.0%。其余14处、50.20公顷"
        "在2030年前完成治理。\n"
    ),
    "the solid minerals leave out the water": (
        "专栏2 矿山基本情况\n矿种\t矿山数（个）\t小型（个）\n煤\t5\t2\n铁\t3\t1\n陶瓷土\t2\t1\n"
        "地热\t1\t1\n固体矿产小计\t10\t4\n总计\t11\t5\n"
    ),
    "a sum is of what stands before it": (
        "开采方面，设谷冲高岭土重点开采区（22.60平方千米）、渡石灰岩重点开采区（15.30平方千米），"
        "合计37.90平方千米；石料方面，设南坪、北团2个集中开采区，面积分别为3.70平方千米和"
        "2.90平方千米。\n"
    ),
    "two standards have names of their own": (
        "铁矿执行DZ/T 0319-2018《冶金行业绿色矿山建设规范》，采石场执行DZ/T 0316-2018"
        "《砂石行业绿色矿山建设规范》。\n"
    ),
    "degrees are no list": (
        "开展区域矿产调查，范围为东经105°00′～105°30′、北纬28°00′～28°20′，共4个图幅。\n"
    ),
    "the second change begins where the first has come to": (
        "与2015年相比，采矿权由27个减少到18个，减少9个。\n到2025年，采矿权由18个调减到16个。\n"
    ),
    "a share is of what there is, not of what is added": (
        "2020年全县采矿权29个，2025年为24个。\n"
        "绿色矿山：2025年达到18个，比2020年增加12个，占采矿权总数的75.0%。\n"
    ),
    "all there is and what is done about it": (
        "历史遗留矿山46处，面积138.0公顷，规划期内治理32处，见专栏5；其余14处、41.4公顷"
        "在2026年以后安排。\n专栏5 修复项目\n项目名称\t治理点数（处）\t面积（公顷）\n"
        "谷冲采石场修复\t13\t38.2\n渡石煤矸石场修复\t11\t33.4\n白果采坑修复\t8\t25.0\n"
        "合计\t32\t96.6\n"
    ),
    "a zone in one town and a zone in another": (
        "谷冲石墨开采区位于谷冲镇，面积2.64平方千米；渡石灰岩开采区位于渡石镇，"
        "面积2.16平方千米。\n专栏4 开采区块\n名称\t乡镇\t面积（平方千米）\n"
        "谷冲石墨矿西段\t谷冲镇\t1.86\n白果石墨矿\t白果镇\t1.25\n"
    ),
    "what is supplied, what is needed and what lies between": (
        "五年可供石料1725万立方米，需求1750万立方米，净缺口25万立方米。\n"
    ),
    "each change of a list has its own ends": (
        "采矿权由21个减少到18个：建筑用花岗岩减2个，陶瓷土减1个，砖瓦用页岩减1个，地热增1个。\n"
    ),
    "what is reached with what was done before": (
        "已修复186.4公顷。\n规划修复108.5公顷，占待修复面积的86.0%；完成后全县累计修复"
        "294.9公顷，剩余17.7公顷纳入以后安排。\n"
    ),
    "blocks of two minerals in one zone": (
        "金、萤石3个区块位于谷冲—渡石金、萤石矿重点勘查区，石墨区块位于白果石墨矿重点勘查区。\n"
    ),
    "two parts and what is left of both": (
        "规划期修复关闭煤矿遗留土地72.0公顷、关闭采石场遗留土地96.0公顷，均为各自待修复面积的"
        "75.0%，其余56.0公顷2035年前完成。\n"
    ),
    "the first share is of what there was": (
        "采矿权由2015年的21个减少到2020年的13个；大中型矿山由13个调整为11个，占采矿权总数的"
        "比例由61.9%提高到84.6%。\n"
    ),
    "sheets of two rows lie north and south": (
        "全境分布于H48E023013、H48E023014、H48E024013、H48E024014四幅1∶5万地形图内，"
        "四幅图2行2列，南北相接。\n"
    ),
    "what is in the ground is not what is dug out": (
        "累计查明铅锌金属量168万吨，其中保有126万吨（专栏2）。\n专栏2 2020年矿山基本情况\n"
        "矿种\t矿山数（个）\t开采矿石（万吨）\n铅锌矿\t6\t96.0\n金矿\t3\t24.5\n"
    ),
    "what is dug out is not what could be": (
        "2020年煤产量150.0万吨，生铁产量12.0万吨（专栏2）。\n"
        "专栏2 采矿权现状（2020年底）\n矿种\t数量（个）\t设计生产能力（万吨/年）\n"
        "煤\t6\t240\n石膏\t5\t80\n"
    ),
    "something new in a town that has a row": (
        "在谷冲镇安排石墨详查1项，面积9.2平方千米。\n专栏4 集中开采区\n"
        "名称\t乡镇\t面积（平方千米）\n谷冲石墨开采区\t谷冲镇\t6.4\n白果石墨开采区\t白果镇\t8.6\n"
    ),
    "a word that ends in a sign of a name": (
        "专栏4 砂石集中开采区\n名称\t乡镇\n红沟集中开采区\t谷冲镇\n石井集中开采区\t渡石镇\n"
    ),
    "a column of what has gone beside what has come": (
        "专栏3 采矿权数量安排（个）\n矿种\t2020年\t新设\t减少\t2025年\n绿松石\t5\t0\t2\t3\n"
        "板岩\t3\t1\t0\t4\n重晶石\t3\t0\t1\t2\n合计\t11\t1\t3\t9\n"
    ),
    "how many there are of each word": (
        "专栏2 采矿权\n矿种\t采矿权数（个）\t开采方式\n绿松石\t5\t地下\n板岩\t3\t露天\n"
        "重晶石\t3\t露天1个，地下2个\n石膏\t5\t地下\n石料\t6\t露天\n"
    ),
    "two together of all": (
        "专栏1 板岩资源量\n乡镇\t保有资源量（万立方米）\n谷冲镇\t890\n渡石镇\t365\n白果镇\t225\n"
        "合计\t1480\n饰面用板岩集中在谷冲镇和渡石镇，两镇保有资源量分别为890万立方米和365万立方米，"
        "合计占全县的84.8%。\n"
    ),
    "by whom they are set": (
        "建筑用玄武岩、建筑用砂由县里划定集中开采区3处，分别位于谷冲镇、渡石镇和高寨乡。\n"
    ),
    "the output of this year beside the capacity": (
        "专栏4 2025年产量预期\n矿种\t2025年产能\t2025年产量\t比2020年增减（%）\t单位\n"
        "铁矿\t300\t260\t37.8\t万吨\n石膏\t30\t28\t-39.1\t万吨\n"
        "饰面用花岗岩\t3.5\t3.4\t17.2\t万立方米\n"
    ),
    "what was done in years gone by": (
        "专栏2 规划目标\n目标\t2020年\t2025年\n修复废弃矿山（公顷）\t—\t150\n"
        "绿色矿山（个）\t2\t12\n"
        "“十三五”时期关闭砂石矿7个，修复废弃矿山118公顷。\n"
    ),
    "a half that is rounded up": (
        "2020年全县地区生产总值118.40亿元，其中第一产业19.24亿元，第二产业55.06亿元，第三产业44.10亿元，"
        "三次产业结构为16.3:46.5:37.2。\n"
    ),
    "mines that are left behind are not all mines": (
        "规划期末采矿权为19个，2025年绿色矿山达到16个，占矿山总数的84.2%。\n"
        "全县有历史遗留矿山18处，规划期内完成12处，其余6处在2030年前完成。\n"
    ),
    "what there will be once a mine is opened": (
        "5座煤矿核定能力1380万吨/年。\n新设煤矿1个，300万吨/年。白果煤矿投产后，"
        "全县煤矿核定能力为1680万吨/年。\n"
    ),
    "how coal is mined": (
        "专栏3 煤矿\n煤矿名称\t开采方式\t能力（万吨/年）\n"
        "谷冲煤矿\t地下\t240\n渡石煤矿\t地下\t300\n"
        "白果煤矿\t地下\t120\n高寨煤矿\t露天\t600\n"
    ),
}


@pytest.mark.parametrize("text", OF_OTHER_THINGS.values(), ids=OF_OTHER_THINGS)
def test_figures_of_two_things_draw_no_finding(tmp_path, text):
    assert told_of(tmp_path, HEAD + text) == []


def test_a_number_before_the_title_is_held_against_it(tmp_path):
    plan = HEAD + "铁矿执行DZ/T 0319-2018《冶金行业绿色矿山建设规范》。\n"
    assert told_of(tmp_path, plan) == []
    assert told_of(tmp_path, plan, "DZ/T 0319", "DZ/T 0316") == [
        "《冶金行业绿色矿山建设规范》的标准号是 DZ/T 0319，印作 DZ/T 0316"
    ]


def test_each_of_two_sheets_may_have_its_range_behind_it(tmp_path):
    plan = (
        "白河县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
        "1∶5万矿产地质调查部署罗坝幅（I48E014014，东经105°15′～105°30′，北纬33°40′～33°50′）"
        "和石桥岭幅（I48E014015，东经105°30′～105°45′，北纬33°40′～33°50′）2个图幅。\n"
    )

    assert told_of(tmp_path, plan) == []
