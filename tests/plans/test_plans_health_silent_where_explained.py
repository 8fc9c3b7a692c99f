# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What another sentence explains draws no finding. 另有说明者不提示。"""

import pytest

from kuangtu.plans.health.types import Kind
from plans.slips import HEAD, told_of

EXPLAINED = [
    "全县废弃矿山未治理面积450公顷。\n至2025年底，全县废弃矿山未治理面积降至180公顷。\n",
    (
        "查明资源量的矿产有4种，铅、锌合并为一栏（专栏1）。\n专栏1 主要矿产保有资源量\n"
        "矿产\t矿区数（个）\n煤\t4\n锑\t2\n铅锌\t3\n合计\t9\n"
    ),
    (
        "专栏3 采矿权调整\n矿种\t2020年\t2025年\n煤\t3\t3\n"
        "水泥用灰岩\t1\t2\n建筑石料用灰岩\t14\t8\n"
        "合计\t18\t13\n建筑石料用灰岩采矿权净减6个，水泥用灰岩净增1个，全县净减5个。\n"
    ),
    (
        "目标年有采矿权15个。\n6.1 已有绿色矿山4个，为2个煤矿和2个金矿；"
        "新增5个，由萤石3个、新建的甲岭金矿2个组成。"
        "目标年绿色矿山占采矿权总数的60%。\n"
    ),
    (
        "第三章 修复\n专栏4 废弃矿山修复任务\n类型\t待修复处数\t规划修复处数\n"
        "石煤\t14\t12\n采石场\t28\t14\n"
        "总计\t42\t26\n余下16处纳入下一轮规划。\n第四章 保障措施\n"
        "废弃石煤矿山治理项目对应专栏4中石煤类的12处任务。\n"
    ),
    (
        "煤主要分布于渡石、白果两镇。\n专栏5 治理\n项目\t乡镇\t面积（公顷）\n"
        "白果沟石料场治理\t白果镇\t102\n渡石沟石料场治理\t渡石镇\t80\n"
    ),
    (
        "2020年已有绿色矿山5个。2021年至2025年依次新建1个、2个、3个、3个、3个，共12个，"
        "各年末累计分别为6个、8个、11个、14个、17个。\n"
    ),
    (
        "五年间治理废弃矿山318.0公顷，占2015年底遗留面积1354.5公顷的23.5%，"
        "到2020年底还剩1036.5公顷。\n"
        "规划期治理620.0公顷，占2020年底遗留面积的59.8%，剩余416.5公顷转入下一规划期。\n"
    ),
]


@pytest.mark.parametrize("text", EXPLAINED)
def test_what_another_sentence_explains_is_silent(tmp_path, text):
    assert told_of(tmp_path, HEAD + text) == []


STAGES = (
    "名称\t勘查阶段\t乡镇\n谷冲金矿\t{}\t谷冲镇\n渡石萤石\t{}\t渡石镇\n"
    "云岭煤矿\t普查\t云岭镇\n高寨铁矿\t详查\t高寨乡\n"
)


def test_table_10_is_not_taken_for_table_1(tmp_path):
    plan = (
        f"{HEAD}1.1 现状\n专栏1 探矿权\n{STAGES.format('普查', '普查')}"
        f"1.2 部署\n专栏10 区块\n{STAGES.format('详查', '详查')}"
        "1.3 保障\n区块中，详查3个、普查1个，见专栏10。\n"
    )
    kinds = (Kind.TEXT_AND_TABLE,)

    assert told_of(tmp_path, plan, kinds=kinds) == []
    assert told_of(tmp_path, plan, "详查3个、普查1个", "详查2个、普查2个", kinds=kinds) == [
        "文中“详查”2个，专栏10“勘查阶段”一栏有 3 行"
    ]
