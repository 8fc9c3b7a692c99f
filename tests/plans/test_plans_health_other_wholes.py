# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures of another whole, another state or a balance are no slips of the table. 另有所指者不报。

Each text is silent as it stands; each slip in it is still told.
"""

import pytest

from plans.slips import told_of

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n第二章 现状\n"
)
BALANCE = (
    "表7 采矿权数量调整（个）\n矿种\t2020年底\t关闭或整合减少\t新设\t2025年\n"
    "铜\t5\t1\t1\t5\n铅锌\t9\t4\t1\t6\n石膏\t1\t0\t0\t1\n建筑石料用灰岩\t6\t3\t1\t4\n合计\t21\t8\t3\t16\n"
)
DONE = (
    "三、上轮规划\n新增耐火黏土资源量318.5万吨，为目标的106.2%（表4）。\n"
    "表4 上轮规划主要指标\n指标\t单位\t规划目标\t完成情况\n新增耐火黏土资源量\t万吨\t300\t318.5\n"
    "采矿权数量\t个\t40\t38\n铝土矿年开采量\t万吨\t230\t214.6\n"
)
SIZES = (
    "二、矿山\n重点开采区内现有磷矿山11个。区外3个磷矿山中，2个小型矿山纳入整合。\n"
    "表2 矿山\n矿种\t矿山数（个）\t大型\t中型\t小型\n磷\t14\t6\t6\t2\n"
    "页岩\t3\t0\t0\t3\n合计\t17\t6\t6\t5\n"
)
LEFT = (
    "一、修复\n历史遗留堆浸场尚有约260公顷未治理。\n"
    "表9 历史遗留废弃矿山治理工程\n序号\t工程名称\t治理面积（公顷）\n1\t黄沙岭稀土矿山治理\t180\n"
    "2\t龙迳河堆浸场治理\t100\n\t合计\t280\n"
)
RESERVES = (
    "一、资源\n铅、锌金属量合计43.94万吨（表1）。\n表1 保有资源储量\n矿种\t计量单位\t保有资源储量\n"
    "铅\t金属 万吨\t12.36\n锌\t金属 万吨\t31.58\n铜\t金属 万吨\t1.94\n"
)
GOALS = (
    "表6 规划指标\n指标\t单位\t2020年\t2025年\n采矿权数量\t个\t26\t≤20\n年产量\t万吨\t62.4\t90\n"
    "绿色矿山\t个\t5\t14\n"
)


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        (BALANCE, "4\t1\t6", "4\t1\t8"),
        (BALANCE, "铜\t5\t1", "铜\t5\t3"),
        (DONE, "318.5万吨，为", "381.5万吨，为"),
        (RESERVES, "铅、锌金属量合计43.94", "锌金属量43.94"),
        (RESERVES, "铅、锌金属量合计43.94", "锌金属量31.85"),
        (
            "二、红线\n26个采矿权与红线均无重叠。\n" + GOALS,
            "26个采矿权与红线均无重叠",
            "采矿权数量26个以内",
        ),
        (
            "二、红线\n26个采矿权与红线均无重叠。\n" + GOALS,
            "26个采矿权与红线均无重叠",
            "守住26个采矿权红线",
        ),
        (LEFT, "尚有约260公顷未治理", "治理工程合计260公顷"),
        (
            "一、回顾\n减少的15个采矿权中，建筑石料用灰岩8个、铅锌4个、铜3个。\n" + BALANCE,
            "石膏\t1\t0\t0\t1",
            "石膏\t1\t0\t0\t3",
        ),
    ],
)
def test_only_the_slip_is_told(tmp_path, text, right, slip):
    assert told_of(tmp_path, HEAD + text) == []
    assert right in text
    assert told_of(tmp_path, HEAD + text.replace(right, slip)) != []


def test_parts_of_a_whole_that_the_table_has_not_are_not_of_its_rows(tmp_path):
    goals = (
        "三、目标\n矿石年产量约3557万吨。\n表5 规划指标\n指标\t单位\t2020年\t2025年\n"
        "原煤产量\t万吨\t2684\t2900\n铜钼矿石产量\t万吨\t296\t360\n铅锌矿石产量\t万吨\t52\t60\n"
        "上述3557万吨中，原煤2900万吨、铜钼360万吨、铅锌60万吨、其他矿产237万吨。\n"
    )
    kept = (
        "三、控制\n期末矿山16家，其中大型11家、中型3家、小型2家，大中型占87.5%（表5）。\n"
        "表5 规划指标\n指标\t单位\t2020年\t2025年\n矿山总数\t家\t17\t≤16\n"
        "大中型矿山占比\t%\t70.6\t≥80\n"
        "绿色矿山建成率\t%\t73.3\t100\n"
    )

    assert told_of(tmp_path, HEAD + goals) == []
    assert told_of(tmp_path, HEAD + goals.replace("煤2900万吨、", "煤2960万吨、")) != []
    assert told_of(tmp_path, HEAD + kept) == []
    assert told_of(tmp_path, HEAD + kept.replace("占87.5%", "占78.5%")) != []
