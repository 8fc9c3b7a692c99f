# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Names, map sheets, dates and words of a plan, mechanism by mechanism. 名称、图幅、日期与用词。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from plans.slips import told_of

PLAN = """\
云岭县矿产资源总体规划（2021—2025年）
第一章 总则
规划期为2021—2025年，基准年为2020年，第一阶段2021—2023年，第二阶段2024—2025年。
云岭县位于东经103°20′～104°15′、北纬35°10′～35°50′，辖石芫、白露2个镇。石芫镇多钨，白露镇多石膏。
第二章 安排
重点开采钨、锡、瓷石。限制开采石膏，不再新设采矿权。规划新设采矿权3个，其中钨2个、锡1个。
钨矿采用地下开采，推广房柱采矿法。KC01石芫东钨矿先行投放，石芫钨矿跟进，石芫钨矿区开展勘查。
调查图幅为I48E002007、I48E002008东西相邻两幅，范围东经103°30′～104°00′、北纬35°40′～35°50′。
2023年开展中期评估，2025年底完成终期评估。
按《财政部 自然资源部关于资金的通知》（自然资发〔2021〕9号）办理。
专栏1 区块
编号\t名称\t矿种\t所在乡镇
KC01\t石芫东钨矿\t钨、锡\t石芫镇
KC02\t白露高岭土矿\t高岭土、瓷石\t白露镇
KC03\t石芫瓷石矿\t瓷石、萤石\t石芫镇
"""


def told(tmp_path, old="", new=""):
    return told_of(tmp_path, PLAN, old, new)


def test_the_plan_itself_is_silent(tmp_path):
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("石芫镇多钨", "石芜镇多钨", "“石芜镇”"),
        ("KC01石芫东钨矿先行", "KC01石芫西钨矿先行", "KC01 文中作“石芫西钨矿”"),
        ("第二阶段2024", "第二阶段2023", "重叠"),
        ("2025年底完成终期", "2021年底完成终期", "中期、期末不符"),
        ("I48E002008东西", "I48E003007东西", "却是 2 行 1 列"),
        ("北纬35°40′～35°50′。", "北纬35°30′～35°50′。", "与图幅 I48E002007、I48E002008 的范围"),
        ("钨2个、锡1个", "钨2个、石膏1个", "“石膏”一处"),
        ("限制开采石膏", "限制开采瓷石", "“瓷石”一处限制"),
        ("采用地下开采", "采用地中开采", "地中"),
        ("房柱采矿法", "房注采矿法", "房注"),
        ("瓷石、萤石\t石芫镇", "瓷石、荧石\t石芫镇", "“荧石”不在矿种代码表中"),
        (
            "（自然资发〔2021〕9号）",
            "（国办发〔2021〕9号）",
            "“国办发”不是财政部、自然资源部的发文代字",
        ),
    ],
)
def test_a_slip_is_told(tmp_path, old, new, said):
    assert any(said in one for one in told(tmp_path, old, new))


@pytest.mark.parametrize(
    "words",
    ["", "\n", "，", "第一章", "专栏1\t\n", "\t\n\t", "G50E001001、G50F001001两幅", "《（“"],
)
def test_no_document_stops_the_check(tmp_path, words):
    path = tmp_path / "plan.txt"
    path.write_text(f"云岭县矿产资源总体规划（2021—2025年）\n{words}\n", "utf-8")

    assert isinstance(examine(Case(read_document(path))), tuple)
