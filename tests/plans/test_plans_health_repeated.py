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
全县发现矿产30种，30种矿产中，有查明资源量的18种。
第二章 问题
一是小型矿山仍有19个，规模化程度有待提高；二是治理任务重。
第三章 目标
到2025年，石料矿山由17座压减到12座，砖瓦用页岩开采量由34.8万吨下调到28万吨。
矿业产值由30亿元增加到40亿元。2025年大中型矿山27个，小型矿山15个。
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
        ("资源量的18种", "资源量的81种", "81种 大于所属的 30种"),
        ("由17座压减到12座", "由17座压减到21座", "由 17座 到 21座 是增加，文中说是减少"),
        ("下调到28万吨", "下调到82万吨", "由 34.8万吨 到 82万吨 是增加，文中说是减少"),
        ("增加到40亿元", "增加到14亿元", "由 30亿元 到 14亿元 是减少，文中说是增加"),
    ],
)
def test_a_slip_is_told_once(tmp_path, old, new, said):
    assert told(tmp_path, old, new) == [said]
