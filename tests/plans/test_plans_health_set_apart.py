# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What stands beside each other and is told apart: batches, rows, zones, old numbers. 并列各说。

Each text is silent as it stands; the slip in it is told.
"""

import pytest

from plans.slips import told_of

HEAD = (
    "青桐县矿产资源总体规划（2026—2030年）\n第一章 总则\n"
    "规划以2025年为基准年，规划期2026—2030年，展望到2035年。\n"
    "青桐县国土总面积1480平方千米。\n第二章 内容\n"
)
ZONES = (
    "专栏4 开采规划分区\n编号\t名称\t主要矿种\t面积（平方千米）\n"
    "Z1\t石湾石膏重点开采区\t石膏\t18.60\nZ2\t盐河岩盐重点开采区\t岩盐\t24.40\n"
    "X1\t青龙山石灰岩限制开采区\t建筑用石灰岩\t9.50\n合计\t\t\t52.50\n"
)
MINES = (
    "专栏5 主要矿山\n序号\t名称\t矿种\t规模（万吨/年）\n1\t徐楼铁矿\t铁\t150\n"
    "2\t烈山灰岩矿\t水泥用灰岩\t400\n3\t青龙山灰岩矿\t水泥用灰岩\t300\n4\t寨山灰岩矿\t水泥用灰岩\t200\n"
)
FLOORS = (
    "专栏6 矿山最低规模\n矿种\t单位\t大型\t中型\t小型（下限）\n岩金\t矿石万吨/年\t15\t6\t3\n"
    "石膏\t矿石万吨/年\t40\t20\t10\n"
)


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        # sheets in batches
        (
            (
                "部署1∶5万调查6幅，分两批实施：第一批为J47E007015、J47E007016、J47E007017，2027年完成；"
                "第二批为J47E008015、J47E008016、J47E008017，2029年完成。\n"
            ),
            "调查6幅",
            "调查8幅",
        ),
        # the number of a part is no member of a list
        (
            (
                "三、县自然资源局会同发展改革、生态环境、林业、水利4个部门建立联席会议制度。"
                "现有矿山12座，其中大型3座、中型9座。\n"
            ),
            "中型9座",
            "中型10座",
        ),
        # what there was before is no part of a total
        (
            (
                "原煤产量750万吨，比2024年的720万吨增长4.2%；铁矿石产量200万吨；灰岩产量1050万吨，"
                "比2024年的1000万吨增长5.0%。三项合计2000万吨。\n"
            ),
            "增长4.2%",
            "增长2.4%",
        ),
        # mines of one table; a share of the area of some blocks
        (
            (
                f"{MINES}3个铅锌区块面积56.00平方千米，占区块总面积80.00平方千米的70.0%；预算2400万元，"
                "占4个区块预算总额3000万元的80.0%。\n"
            ),
            "3000万元的80.0%",
            "3000万元的88.0%",
        ),
        # a zone of what is restricted among zones of what is key
        (
            f"重点开采石膏、岩盐。限制开采建筑用石灰岩。\n{ZONES}",
            "重点开采石膏、岩盐。",
            "重点开采石膏、岩盐、建筑用石灰岩。",
        ),
        # a word of limit in a head is no unit; what a named table asks for is its least
        (
            f"{FLOORS}新建矿山应达到专栏6的要求，其中石膏矿山不小于10万吨/年，岩金矿山不小于3万吨/年。\n",
            "岩金矿山不小于3万吨",
            "岩金矿山不小于6万吨",
        ),
    ],
)
def test_what_is_set_apart_is_read_apart(tmp_path, text, right, slip):
    plan = HEAD + text

    assert told_of(tmp_path, plan) == []
    assert told_of(tmp_path, plan, right, slip) != []
