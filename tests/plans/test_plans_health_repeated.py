# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of mines said again in short, changes that turn round, parts of a count. 复述与增减。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.checks import examine
from kuangtu.plans.health.reading.case import Case

PLAN = """\
石岗县矿产资源总体规划（2021—2025年）
第一章 现状
截至2020年底，全县共有矿山43个，其中大型10个、中型14个、小型19个。
全县已发现矿产30种（专栏1），30种矿产中，有查明资源量的18种。
第二章 问题
一是小型矿山仍有19个，规模化程度有待提高；二是治理任务重。
三是规模偏小，43个矿山里小型的有19个。
第三章 目标
绿色矿山在现有9个的基础上新建15个。
绿色矿山方面，新增15个，累计达到24个。
甲、乙、丙、丁四区采矿权分别不超过4个、3个、2个和3个，总数不超过12个。
到2025年，建筑石料用灰岩采矿点由17座压减到12座，砖瓦用页岩开采量由34.8万吨下调到28万吨。
矿业产值由30亿元增加到40亿元。2025年大中型矿山27个，小型矿山15个。
全县矿山数量不能保持在34个以内的，暂停新设采矿权。
专栏1 已发现矿产
类别\t名称\t种数
能源矿产\t煤\t1
金属矿产\t铁、铜、铅、锌、金、银、钨、锡、钼、锑、锰、铬、镍、钴、钒、钛、锂、铍、铌\t19
非金属矿产\t萤石、石墨、石膏、磷、重晶石、高岭土、芒硝、石棉、云母、滑石\t10
合计\t\t30
专栏2 指标
指标\t单位\t2020年\t2025年\t属性
矿山数量\t个\t43\t34\t约束性
绿色矿山数量\t个\t9\t24\t预期性
采矿业产值\t亿元\t30\t40\t预期性
"""


def told(tmp_path, old="", new=""):
    assert not old or PLAN.count(old) == 1
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.replace(old, new) if old else PLAN, "utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


def test_the_plan_itself_is_silent(tmp_path):
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("一是小型矿山仍有19个", "一是小型矿山仍有29个", "文中小型矿山 29个，别处为 19个"),
        ("总数不超过12个", "总数不超过21个", "总数 21个，分项相加为 12个"),
        ("现有9个的基础", "现有7个的基础", "文中以 7个绿色矿山为基础，专栏22020年为 9"),
        ("累计达到24个", "累计达到26个", "原有 9，新增 15个，应为 24，印作 26个"),
        ("资源量的18种", "资源量的81种", "81种 大于所属的 30种"),
        ("43个矿山里", "34个矿山里", "文中矿山 34个，别处为 43个"),
        ("里小型的有19个", "里小型的有91个", "91个 大于所属的 43个"),
        ("已发现矿产30种（", "已发现矿产31种（", "文中已发现矿产 31种，专栏1合计为 30"),
        (
            "保持在34个以内",
            "保持在43个以内",
            "同一指标两处数值不同：文中 43个以内，专栏22025年为 34",
        ),
        ("由17座压减到12座", "由17座压减到21座", "由 17座 到 21座 是增加，文中说是减少"),
        ("下调到28万吨", "下调到82万吨", "由 34.8万吨 到 82万吨 是增加，文中说是减少"),
        ("增加到40亿元", "增加到14亿元", "由 30亿元 到 14亿元 是减少，文中说是增加"),
    ],
)
def test_a_slip_is_told_once(tmp_path, old, new, said):
    assert told(tmp_path, old, new) == [said]
