# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whose a figure is: of the county, of a column, of a source, of the last plan. 数值的归属。

Each text is silent as it stands; the slip in it is told.
"""

import pytest

from plans.slips import told_of

HEAD = (
    "青桐县矿产资源总体规划（2026—2030年）\n第一章 总则\n"
    "规划以2025年为基准年，规划期2026—2030年，展望到2035年。\n"
    "青桐县国土总面积1480平方千米。\n第二章 内容\n"
)
OUTPUT = (
    "表2 2025年分矿种开采情况\n矿种\t采矿权（个）\t产量（万吨）\t产值（万元）\n"
    "水泥用灰岩\t4\t860\t34400\n铜\t2\t66\t21300\n建筑用灰岩\t5\t834\t52800\n合计\t11\t1760\t108500\n"
)
GOALS = (
    "表3 规划目标\n指标\t单位\t2025年\t2030年\n矿石产量\t万吨\t1760\t1900\n"
    "方解石深加工率\t%\t35\t60\n选矿废水回用率\t%\t65\t80\n绿色矿山\t个\t11\t18\n"
)
WORKS = (
    "表4 矿山生态修复工程\n工程名称\t面积（公顷）\t投资（万元）\n石门采坑治理\t62\t1860\n"
    "二道沟尾矿库修复\t48\t1920\n松树沉陷区治理\t51\t1530\n青林采石场复绿\t25\t500\n合计\t186\t5810\n"
)
STORES = (
    "表5 主要矿区保有资源量\n单位：铁、萤石为万吨矿石；钨为万吨三氧化钨；金为千克\n"
    "矿区\t矿种\t保有资源量\n塔水沟钨矿\t钨\t4.85\n黑岭东钨矿\t钨\t1.57\n鹰嘴山金矿\t金\t9260\n"
)
PITS = (
    "表6 采石坑治理安排\n片区\t采石坑（处）\t面积（公顷）\n东片\t9\t60\n南片\t5\t31\n西片\t8\t47\n"
    "合计\t22\t138\n"
)


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        # four organs, the last of which stands before what they do
        (
            (
                "县财政局、县生态环境局、县林业局、县应急管理局按职责配合，四个部门每半年会商。"
                "现有矿山12座，其中大型3座、中型4座、小型5座。\n"
            ),
            "小型5座",
            "小型8座",
        ),
        # a fraction that is told precisely right behind
        (
            (
                f"{OUTPUT}水泥用灰岩产量860万吨，接近总产量的一半，为48.9%；产值34400万元，"
                "占总产值的31.7%。\n"
            ),
            "总产值的31.7%",
            "总产值的37.1%",
        ),
        # of the county, beside the province
        (
            "全县已发现矿产24种，全省已发现158种，本县占15.2%。\n",
            "本县占15.2%",
            "本县占17.2%",
        ),
        # units of each row over a table
        (
            f"{STORES}钨矿两个矿区共有三氧化钨6.42万吨，其中塔水沟钨矿4.85万吨，占75.5%。\n",
            "占75.5%",
            "占57.5%",
        ),
        # the sources of money are what the works cost
        (
            (
                f"{WORKS}修复投资由四个渠道筹措：中央财政2700万元，省级财政1350万元，"
                "县级财政760万元，社会资本1000万元。\n"
            ),
            "省级财政1350万元",
            "省级财政1530万元",
        ),
        # from what there is to what it shall be
        (
            f"{GOALS}方解石以卖原矿为主，深加工率只有35%，规划到2030年提高到60%。\n",
            "提高到60%",
            "提高到65%",
        ),
        # the names of times are no part of what grows
        (
            f"{GOALS}矿石产量期末控制在1900万吨以内，比2025年多出8.0%。\n",
            "多出8.0%",
            "多出12.0%",
        ),
        (
            "矿业产值2020年为8.20亿元，2025年升至10.85亿元，年均增速5.8%。\n",
            "增速5.8%",
            "增速7.8%",
        ),
        # the end of the period, and a day after it
        (
            "目标分两步，2028年为中期，2030年为期末。\n",
            "2030年为期末",
            "2026年为期末",
        ),
        (
            "区块开展详查，争取2030年6月底前提交报告。\n",
            "2030年6月底",
            "2031年6月底",
        ),
        # stages of exploration
        ("石门区块开展详查，其余两个区块开展普查。\n", "开展普查", "开展粗查"),
        # the year in which something is checked
        (
            (
                "新设采矿权须满足两条：（1）详查以上；（2）选矿废水回用率不低于80%。\n第三章 检查\n"
                "2028年6月对执行情况做一次评估；选矿废水回用率按不低于80%检查。\n"
            ),
            "按不低于80%",
            "按不低于75%",
        ),
        # of those that are named, of those that the table has, of the last plan
        (
            "保有银金属量6820吨、铅金属量74.6万吨、锌金属量158.3万吨，铅锌合计232.9万吨。\n",
            "锌金属量158.3万吨",
            "锌金属量185.3万吨",
        ),
        (
            f"所列31处采石坑，规划期内治理22处，面积138公顷，具体安排见表6；其余9处封禁管护。\n{PITS}",
            "治理22处",
            "治理25处",
        ),
        (
            f"{GOALS}上一轮规划要求2025年绿色矿山达到10个，实际为11个。2025年绿色矿山11个。\n",
            "2025年绿色矿山11个。",
            "2025年绿色矿山13个。",
        ),
        (
            (
                "第三节 上轮规划执行。治理废弃矿山71处。现有矿山12座，其中大型3座、中型9座。\n"
                "第四节 修复任务\n规划期治理废弃矿山46处。\n"
            ),
            "中型9座",
            "中型10座",
        ),
        # of the two together
        (
            (
                "集中开采区2个：桐木集中开采区面积8.6平方千米，拟设采矿权4个；油洋集中开采区面积5.9平方千米，"
                "拟设采矿权3个。两区合计14.5平方千米，拟设采矿权7个。\n"
            ),
            "两区合计14.5",
            "两区合计15.4",
        ),
        # a rate of growth is of its own piece of the sentence
        (
            (
                f"{GOALS}矿山总数减到24座，比2025年减少6座；矿石产量控制在1900万吨以内，"
                "比2025年增长8.0%。\n"
            ),
            "增长8.0%",
            "增长25.0%",
        ),
        # a town that is listed once, in the name of a zone
        (
            "辖城关镇、桐木镇、油洋镇3镇。\n划定桐木建筑石料集中开采区和油洋建筑石料集中开采区。\n",
            "油洋建筑石料",
            "油杨建筑石料",
        ),
        # stages of the period, ways and scales of mining, in the prose and in cells
        ("前两年（2026—2027年）完成7处，后三年（2028—2030年）完成12处。\n", "（2028", "（2027"),
        ("岩盐采用水溶开采。\n", "水溶", "水融"),
        ("县内有矿山21座，6座为大型，7座为中型，8座为小型。\n", "6座为大型", "6座为特大型"),
        (
            (
                "表8 最低规模\n矿种\t规模（万吨/年）\t采矿方法\n滑石\t3\t地下充填采矿法\n"
                "铁\t30\t地下充填采矿法\n"
            ),
            "滑石\t3\t地下充填",
            "滑石\t3\t地下冲填",
        ),
        # what a row of figures makes up, and a part of another part
        (
            (
                "国土总面积1480平方千米。林地858.4平方千米，耕地325.6平方千米，建设用地102.0平方千米，"
                "其他土地194.0平方千米，林地占国土总面积的58.0%。\n"
            ),
            "的58.0%",
            "的85.0%",
        ),
        (
            (
                "生产总值72.50亿元，其中工业增加值43.50亿元，占60.0%；盐湖化工增加值30.45亿元，"
                "占工业增加值的70.0%。\n"
            ),
            "占60.0%",
            "占66.0%",
        ),
        # how many the row has, where the others are its parts
        (
            (
                "表9 矿山分布\n乡镇\t矿山（座）\t在产（座）\t停产（座）\n砬子沟镇\t14\t10\t4\n"
                "青台镇\t26\t17\t9\n合计\t40\t27\t13\n全县有矿山40座，砬子沟镇有14座，占35.0%。\n"
            ),
            "砬子沟镇有14座",
            "砬子沟镇有12座",
        ),
        # what comes and goes is not listed
        (
            (
                "石灰岩减2个，建筑用砂、砖瓦用页岩合计减4个，同期注销6个：小型矿山3个、中型矿山1个、"
                "停产矿山2个。现有矿山12座，其中大型3座、中型9座。\n"
            ),
            "中型9座",
            "中型10座",
        ),
        # the mineral of its own clause; sheets in rows; classes; points of a per cent
        (
            (
                "表8 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n石膏\t矿石万吨/年\t40\t20\t10\n"
                "萤石\t矿石万吨/年\t12\t8\t4\n新建石膏矿年产矿石不少于10万吨，新建地下开采煤矿年产原煤"
                "不少于60万吨。\n"
            ),
            "石膏矿年产矿石不少于10万吨",
            "石膏矿年产矿石不少于15万吨",
        ),
        (
            "全县涉及1∶5万图幅9幅，从H50E020021排到H50E022023，为3行3列。\n",
            "图幅9幅",
            "图幅6幅",
        ),
        (
            (
                "地热井23处，按温度分为25～40℃的9处、40～60℃的8处、60℃及以上的6处（区间含下限、不含上限）。"
                "铅、锌选矿回收率各提高3个百分点。现有矿山12座，其中大型3座、中型9座。\n"
            ),
            "中型9座",
            "中型10座",
        ),
        # the year told last is that of a figure without one
        (
            (
                "2025年生产总值86.40亿元，采矿业增加值12.10亿元。采矿业增加值2021年是8.26亿元，"
                "四年间年均增长10.0%。\n"
            ),
            "增长10.0%",
            "增长14.0%",
        ),
        # what comes and goes leads from the base to the goal
        (
            f"{GOALS}五年内关闭绿色矿山2个，新设9个，到2030年为18个。\n",
            "到2030年为18个",
            "到2030年为16个",
        ),
        # the county that the plan is of, beside one that there is
        (
            "本规划适用于青桐县行政辖区。青桐县辖9镇，青桐县自然资源局组织实施。\n",
            "适用于青桐县",
            "适用于青铜县",
        ),
        # a sign too many in a unit
        (
            (
                "表8 最低开采规模\n矿种\t单位\t规模\n石膏\t矿石万吨/年\t40\n萤石\t矿石万吨/年\t12\n"
                "滑石\t矿石万吨/年\t8\n"
            ),
            "石膏\t矿石万吨",
            "石膏\t矿石万亩吨",
        ),
    ],
)
def test_a_figure_is_held_against_what_it_is_of(tmp_path, text, right, slip):
    plan = HEAD + text

    assert told_of(tmp_path, plan) == []
    assert told_of(tmp_path, plan, right, slip) != []


def test_an_old_mine_of_a_place_and_a_cell_with_a_stroke_are_no_faults(tmp_path):
    text = (
        "表7 修复项目\n项目名称\t投资（万元）\n凤尾老铜矿废石场修复项目\t2900\n"
        "溪口|丁湾采石宕口修复项目\t3300\n合计\t6200\n凤尾山铜矿重点勘查区与凤尾山铜矿重点开采区"
        "相邻，凤尾山铜矿为在产矿山。大型矿山3座。\n"
    )

    assert told_of(tmp_path, HEAD + text) == []


def test_a_change_of_all_mines_is_of_no_size_told_before_it(tmp_path):
    text = (
        "全县有矿山36个。大中型矿山18个，占50.0%，小型矿山18个，占50.0%。与2020年的60个相比，"
        "矿山总数减少24个。\n"
    )

    assert told_of(tmp_path, HEAD + text) == []
