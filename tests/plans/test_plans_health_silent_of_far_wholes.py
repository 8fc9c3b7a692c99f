# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What has to be looked for is told only where a slip explains it. 远处所寻之数不妄断。"""

import pytest

from plans.slips import HEAD, told_of

MINES = (
    "专栏1 2020年底采矿权\n矿种\t采矿权（个）\t生产能力（万吨/年）\n铁\t4\t120\n"
    "建筑石料用灰岩\t9\t300\n砖瓦用页岩\t5\t40\n合计\t18\t460\n"
)
LEFT_ALONE = {
    "least sizes are no parts": (
        "关闭的3个磷矿合计产能30万吨/年，新建云岭磷矿150万吨/年。\n"
        "新建矿山最低开采规模：磷矿50万吨/年，水泥用灰岩100万吨/年，建筑石料用灰岩100万吨/年。\n"
    ),
    "another division of another measure": (
        "图斑按修复方式分为：自然恢复52个、96.2公顷，生态重建40个、118.3公顷，转型利用14个、"
        "29.2公顷。治理任务分年安排为2021年30公顷、2022年45公顷、2023年50公顷、2024年55公顷、"
        "2025年50公顷。\n"
    ),
    "what there will be afterwards": (
        "关闭小型矿山8家；新设矿山3家，其中大型2家、中型1家。其余19家矿山规模类型保持不变。"
        "调整后大型8家、中型10家、小型4家。\n"
    ),
    "the ends of a change": (
        "8座建筑石料矿山关闭3座（合计50万吨/年），新设1座，共6座，总规模380万吨/年。\n"
        "建筑石料用灰岩年生产能力由160万吨增加到240万吨，砖瓦用页岩由26万吨减少到22万吨，"
        "煤和水泥用灰岩分别保持300万吨和410万吨，固体矿产年生产能力合计972万吨。\n"
    ),
    "no stock stands before": (
        "待修复的16个废弃矿山按方式分为：自然恢复3个、14.0公顷；工程复绿9个、62.3公顷；"
        "土地整理复垦4个、42.2公顷。\n"
    ),
    "what is done and what is not, and why": (
        "2020年已建成绿色矿山11个，未建成的4个，为拟注销的3个和云岭二号叶蜡石矿。\n"
    ),
    "some of what is closed is counted without a verb": (
        "关停建筑石料用灰岩矿山4个（即年产不足10万吨的4个）、砖瓦用页岩矿山2个，新建石英岩矿山"
        "1个，矿山总数由23个减为18个。\n"
    ),
    "a count that is none of a list": (
        "有6种矿产目前只有矿点、矿化点或泉点，没有计入矿产地。\n"
        "规划期建成绿色矿山6个：2022年谷冲金矿、石桥金矿，2023年高寨采石场、渡石采石场，"
        "2024年白果采石场，2025年云岭采石场。\n"
        "采矿权减少的2个为资源枯竭矿山，分别于2021年、2022年闭坑。\n"
    ),
    "places are counted for themselves": (
        "水泥用灰岩有矿产地4处，分布在谷冲、渡石、白果三镇，保有资源量5260万吨。\n"
        "在谷冲镇、渡石镇、白果镇、云岭镇划定磷矿重点开采区2个：谷冲—渡石磷矿重点开采区，面积"
        "64.5平方千米；白果—云岭磷矿重点开采区，面积38.7平方千米。\n"
    ),
    "two are told by one name": ("规划期新设3个：谷冲北和枫树湾建筑用凝灰岩矿、黄垟萤石矿。\n"),
    "the last mineral stands by itself": (
        "全县发现矿产10种：煤、地热，铁、铜、铅、锌、金，萤石、沸石，矿泉水。\n"
    ),
    "their total is no piece": (
        "安排勘查项目2个：谷冲铝土矿普查，位于谷冲镇，28.6平方千米；白果煤层气勘查，位于白果镇，"
        "52.4平方千米；合计81.0平方千米。\n"
    ),
    "towns of a kind": "辖5镇6乡，其中民族乡2个，即回龙彝族乡、大寨哈尼族乡。\n",
    "the other sheets": (
        "开展1∶5万矿产地质调查4幅，图幅号为H48E022013、H48E022014、H48E023013、H48E023014。"
        "县城所在的H48E022014图幅于2022年先行开展，其余3幅于2024年底前完成。\n"
    ),
    "mines there are may be mined with all might": (
        "重点开采煤、水泥用灰岩、建筑石料用灰岩。\n专栏2 调控方向\n方向\t矿种\n"
        "不再新设\t煤\n限制开采\t硫铁矿\n"
    ),
    "mines that are to be green": (
        "限制开采建筑石料用灰岩，规划期不新设采矿权。\n"
        "专栏4 绿色矿山建设目标（家）\n矿种\t2020年\t2025年\t新增\n铁\t4\t13\t9\n"
        "建筑石料用灰岩\t0\t3\t3\n合计\t4\t16\t12\n"
    ),
    "a share of all its parts": (
        "到2025年，全县采矿权控制在32个以内。\n到2025年22个绿色矿山由三部分构成：现有9个，新建9个，改造达标4个，"
        "占规划采矿权总数的68.8%。\n"
    ),
    "a share between semicolons": (
        "停产矿山占比较高；采石场数量多，13宗灰岩矿山里有4宗是小型；绿色矿山只有9个，占29.0%；"
        "历史遗留矿山尚有112.5公顷。\n"
    ),
    "what was done before as well": "五年治理损毁土地340公顷，累计660公顷，治理率76.7%。\n",
    "two round numbers": MINES + "建筑石料用灰岩2025年生产能力310万吨。\n",
    "measures are no list of places": (
        "专栏5 修复安排\n所在地\t处数\t面积（公顷）\t主要措施\n云岭镇\t4\t38.20\t削坡、覆土、植树\n"
        "谷冲镇\t3\t27.50\t削坡、挡墙、种草\n渡石镇\t2\t16.10\t清理危岩、植树\n"
        "白果镇\t1\t8.50\t平整、复耕\n合计\t10\t90.30\t—\n"
    ),
    "two mines of two places": (
        "专栏6 矿山名录\n名称\t规模\n石佛凝灰岩矿\t大型\n谷冲萤石矿\t中型\n渡石高岭土矿\t小型\n"
        "乌石岗凝灰岩矿不在此列。石佛凝灰岩矿2022年投产，石佛凝灰岩矿为大型。\n"
    ),
    "what is to be treated and what is": (
        "历史遗留矿山治理320.00公顷。\n历史遗留矿山待治理面积510.60公顷，规划期治理320.00公顷，"
        "余下190.60公顷在2026年以后治理。\n"
    ),
    "limits of two things in one paragraph": (
        "新建水泥用灰岩矿山不低于100万吨/年，建筑用砂集中开采区总规模不超过100万吨/年。\n"
    ),
    "water by volume and by weight": (
        "矿泉水产量1.2万立方米。\n专栏3 产量\n矿种\t产量（万吨）\n矿泉水\t1.2\n铁\t120\n煤\t40\n"
    ),
    "sheets that make a block with others": (
        "部署H48E022013、H48E022014两幅1∶5万矿产地质调查，与已完成的两幅拼成两行两列的4幅连片区。\n"
    ),
    "sheets of which some are done": (
        "安排1∶5万地质调查图幅4幅，图幅号为H48E022013、H48E022014、H48E023013、H48E023014，"
        "前两幅已完成，后两幅计划在规划期内完成。\n专栏5 项目\n名称\t数量\n北部1∶5万地质调查\t2幅\n"
        "谷冲铜矿普查\t1项\n渡石金矿普查\t1项\n"
    ),
}


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_no_slip_explains_is_left_alone(tmp_path, text):
    assert told_of(tmp_path, HEAD + text) == []
