# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Of what time, measure, bracket and place a figure is. 数值所属的时段、口径与对象。

Each text is silent as it stands; the slip in it is told.
"""

import pytest

from plans.slips import told_of

HEAD = (
    "柞河县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "规划以2020年为基准年，规划期2021—2025年。\n"
    "柞河县属汉宁市，国土总面积2362平方千米。\n第二章 内容\n"
)
YEARS = (
    "表2 历年产量\n年份\t矿山数（座）\t矿石产量（万吨）\n2016\t58\t612.4\n2017\t55\t638.0\n"
    "2018\t51\t655.7\n2019\t48\t671.3\n2020\t46\t690.0\n"
    "表3 规划指标\n指标\t单位\t2020年\t2025年\n矿石产量\t万吨\t690.0\t750.0\n"
)
OUTPUT = (
    "表4 开采总量（单位：万吨）\n矿种\t2020年\t2025年\n煤\t385.0\t450.0\n"
    "铝土矿\t146.5\t180.0\n磷\t128.0\t150.0\n"
)
FIELDS = (
    "表5 开采总量分配\n"
    "地热田\t2025年控制量（万立方米）\t占可开采量（%）\t较2020年增加（万立方米）\t"
    "新增采灌井（组）\n城关\t460\t74.2\t119\t5\n北营\t270\t65.9\t106\t4\n柳屯\t150\t65.2\t81\t3\n"
    "合计\t880\t69.8\t306\t12\n"
)
BY_AREA = (
    "表6 磷矿分区\n矿区\t面积（平方千米）\t矿山数（个）\t2020年产量（万吨）\n"
    "北部矿区\t4.96\t4\t310\n中部矿区\t3.28\t3\t258\n南部矿区\t2.00\t2\t152\n合计\t10.24\t9\t720\n"
)
WORK = (
    "表7 历史遗留矿山治理\n所在镇\t数量（处）\t面积（公顷）\n红岩镇\t6\t45\n庙沟镇\t8\t51\n"
    "凤凰镇\t4\t32\n合计\t18\t128\n"
)
FLOORS = (
    "表8 新建矿山最低开采规模\n矿种\t单位\t最低开采规模\t最低服务年限（年）\n煤\t万吨/年\t60\t20\n"
    "建筑石料用灰岩\t万立方米/年\t20\t10\n"
)
BLOCKS = (
    "表9 重点区\n编号\t名称\t主要矿种\t面积（平方千米）\n"
    "ZK1\t石岭沟铝土矿重点勘查区\t铝土矿\t48.60\n"
    "KC1\t南坪煤炭重点开采区\t煤\t86.50\nKC2\t石岭沟铝土矿重点开采区\t铝土矿\t17.70\n"
    "石岭沟铝土矿重点勘查区优先投放探矿权，石岭沟铝土矿重点开采区推行综合开采。\n"
)


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        # of a period that the sentence before has told
        (
            (
                "“十三五”期间，建成绿色矿山9个。治理恢复损毁土地612公顷，投入1.84亿元，"
                "其中财政0.98亿元、企业0.86亿元。\n第三章 修复\n"
                "规划期内治理恢复损毁土地480公顷，其中南坪290公顷、柳树峪110公顷、东关坡80公顷。\n"
            ),
            "东关坡80公顷",
            "东关坡60公顷",
        ),
        # a number of years that opens the sentence is that of all its clauses
        (
            f"{YEARS}由表2可见，四年间矿山减少12座；矿石产量增长12.7%。\n",
            "增长12.7%",
            "增长17.2%",
        ),
        # a mineral of one sign is a name
        (
            f"{OUTPUT}其中，煤增长16.9%，铝土矿增长22.9%，磷增长17.2%。\n",
            "磷增长17.2%",
            "磷增长12.7%",
        ),
        # what a bracket tells lies between the ends that it gives
        (
            (
                "砖瓦用页岩采矿权由26个减到8个，占同期全县减少数（由41个减到19个，减少22个）的81.8%。"
                "\n"
            ),
            "减少22个",
            "减少32个",
        ),
        # a share by a measure is of that measure
        (
            (
                f"{BY_AREA}磷矿年产量720万吨，按2020年产量计，北部矿区占全县的43.1%。"
                "北部矿区面积4.96平方千米，占总面积10.24平方千米的48.4%。\n"
            ),
            "10.24平方千米的48.4%",
            "10.24平方千米的44.8%",
        ),
        (
            "拟新设采矿权3宗，面积合计4.0平方千米，其中岩盐3.2平方千米，占80.0%。\n",
            "占80.0%",
            "占85.0%",
        ),
        # a share that comes before its part
        (
            "查明铜资源量312500吨。铜资源量的68.00%即212500吨集中在铜厂箐铜矿。\n",
            "68.00%",
            "86.00%",
        ),
        # a row that makes up its whole is followed by what is of the whole
        (
            "共有矿产地72处，中型11处、小型25处、矿点36处，其中金属矿产地50处，占69.4%。\n",
            "矿点36处",
            "矿点39处",
        ),
        # bases of shares in brackets are no parts
        (
            (
                "新增锰矿资源量420万吨、方解石900万吨，分别为目标的105%（目标400万吨）和90%"
                "（目标1000万吨）。全县有矿山12座，其中大型2座、中型3座、小型7座。\n"
            ),
            "小型7座",
            "小型9座",
        ),
        # what is reached from an old number counts once
        (
            "磷矿山整合后共7座；石料矿山由5座减为4座，石膏矿2座，连同7座磷矿山，全县共有13座。\n",
            "共有13座",
            "共有15座",
        ),
        # shares of each are not added; what is more than before is no amount of its year
        (FIELDS, "合计\t880\t69.8\t306\t12", "合计\t880\t69.8\t306\t14"),
        # a table whose rows are years does not list what is counted
        (
            (
                "18个已关闭页岩矿山占地45公顷，分三年复垦（表1）。\n表1 关闭页岩矿山复垦计划\n"
                "年度\t面积（公顷）\t资金（万元）\n2022\t18\t540\n2023\t15\t450\n2024\t12\t360\n"
                "合计\t45\t1350\n"
            ),
            "2023\t15",
            "2023\t51",
        ),
        # what is done is not listed, nor what enterprises are of
        (
            "整合、注销采矿权3个。火山渣、浮石企业5家。现有采矿权12个，其中萤石8个、石膏4个。\n",
            "石膏4个",
            "石膏5个",
        ),
        # towns of each kind right before their count
        (
            "辖城关镇、青溪镇、铜厂镇3镇和大营乡、双河乡、白竹乡、云台乡4乡。\n",
            "云台乡4乡",
            "云台乡5乡",
        ),
        # a share between a count and its list
        (
            "查明资源储量的有5种，占已发现矿种10种的50.0%，分别为煤、铁、萤石、磷、石膏。\n",
            "煤、铁、萤石、磷",
            "煤、铁、磷",
        ),
        # a ranked row, whatever it measures
        (f"{WORK}五年治理128公顷，红岩镇任务最重，为45公顷。\n", "为45公顷", "为145公顷"),
        # a number of years in the row is no size
        (
            (
                f"{FLOORS}新建建筑石料用灰岩矿山采用露天开采，规模不低于20万立方米/年，"
                "服务年限不少于10年。\n"
            ),
            "不低于20万立方米",
            "不低于10万立方米",
        ),
        # one sign of a place, in the row of a zone and in the name of a project
        (BLOCKS, "KC2\t石岭沟", "KC2\t石岑沟"),
        (
            (
                "修复260公顷，其中黑石坡片区140公顷、铜厂箐片区75公顷、双河片区45公顷。\n"
                "表9 重点工程\n项目名称\t投资（万元）\n黑石坡片区历史遗留矿山修复\t1960\n"
            ),
            "表9 重点工程\n项目名称\t投资（万元）\n黑石坡",
            "表9 重点工程\n项目名称\t投资（万元）\n黑石陂",
        ),
        # a whole word left out of a title
        (
            "落实《汉宁市矿产资源总体规划（2021—2025年）》。\n",
            "《汉宁市矿产资源总体规划",
            "《汉宁市矿产总体规划",
        ),
        # whose government, whose word
        (
            "执行汉宁市人民政府《砂石资源管理办法》（汉政发〔2020〕14号）。\n",
            "汉政发",
            "柞政发",
        ),
    ],
)
def test_what_a_figure_is_of_decides_what_contradicts_it(tmp_path, text, right, slip):
    plan = HEAD + text

    assert told_of(tmp_path, plan) == []
    assert told_of(tmp_path, plan, right, slip) != []


def test_one_mineral_of_a_list_in_a_heading_lacks_no_sign(tmp_path):
    text = (
        "金属矿产为锑、钨、金，金属资源见表1。\n表1 锑、钨、金资源储量\n矿种\t金属资源量（吨）\n"
        "锑\t5.8\n钨\t2.7\n金\t3.1\n新增金属资源量2吨。金属资源量以金属吨计，金属资源分三年提交。\n"
    )

    assert told_of(tmp_path, HEAD + text) == []
