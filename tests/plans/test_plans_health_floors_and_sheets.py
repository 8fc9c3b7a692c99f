# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Floors told again, where blocks lie, ways of mining, numbers in half. 下限与图幅。"""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case

HEAD = (
    "青川岭县矿产资源总体规划（2021—2025年）\n第一章 总则\n"
    "本规划以2020年为基准年，规划期为2021—2025年。\n第二章 布局\n"
)
FLOORS = (
    "新建铜矿山不低于30万吨/年，石墨矿山最低服务年限为15年，铜矿、铁矿服务年限不低于10年。\n"
    "表1 矿山最低开采规模与服务年限\n"
    "矿种\t新建矿山（万吨/年）\t改扩建矿山（万吨/年）\t最低服务年限（年）\n"
    "铜\t30\t20\t10\n铁\t30\t25\t10\n石墨\t20\t15\t15\n水泥用灰岩\t100\t80\t20\n"
)
BLOCKS = (
    "设置区块2个，见表1。铜岭深部铜矿区块位于H50E010014图幅，勘查深度应达到1500米。\n"
    "表1 勘查区块\n编号\t区块名称\t面积（平方千米）\t所在图幅\n"
    "KC1\t铜岭深部铜矿\t14.5\tH50E010014\nKC2\t石壁东部铁矿\t9.6\tH50E011014\n"
)
BESIDE = "重点勘查区横跨东西相邻的2个1∶5万图幅，即G50E013004和G50E013005。\n"
WAYS = "灰岩矿实行露天开采，铁矿采用地下开采，砂石采用集中开采。\n"
NUMBERS = "落实《地质灾害防治条例》（国务院令第394号），执行自然资规〔2019〕7号文件。\n"
CRUMB = "有效探矿权17个，其中金矿8个、煤矿6个、锑矿2个、萤石矿1个，登记面积共268.40平方千米。\n"
WORKERS = (
    "煤矿用工最多，共3860人，占矿山从业人员的60.9%。\n"
    "表1 矿山情况\n矿种\t合计（个）\t从业人员（人）\n煤\t13\t3860\n金\t3\t1120\n"
    "石膏\t25\t1360\n合计\t41\t6340\n"
)
INVESTED = (
    "绿色矿山建设工程投资5600万元，占全部投资的34.1%，主要由企业承担。\n"
    "表1 重点工程投资安排（单位：万元）\n工程名称\t财政\t自筹\t合计\n"
    "绿色矿山建设工程\t600\t5000\t5600\n矿区治理工程\t5100\t5700\t10800\n合计\t5700\t10700\t16400\n"
)
ZONES = (
    "划定重点勘查区：洛央—石桥金锑重点勘查区186.40平方千米。\n"
    "实施洛央—石桥金锑勘查工程，两个区块全部落在洛央—石桥金锑重点勘查区内。\n"
    "表1 各乡镇勘查安排\n所在乡镇\t面积（平方千米）\n洛央镇\t18.2\n石桥镇\t12.6\n"
)
MINES = (
    "区块见表1。长岭钨矿须避让林场界线；北坑萤石矿投放前，应完成核查。\n"
    "表1 开采规划区块\n编号\t区块名称\t所在乡镇\nCQ01\t长岭钨矿\t铁山镇\n"
    "CQ02\t北坑萤石矿\t仙下镇\n"
)
RIGHTS = (
    "禁止开采汞、砷2种矿产。\n新设采矿权6个，其中石料灰岩2个，煤、金、萤石、水泥用灰岩各1个。\n"
)
ARTICLES = (
    "第一条 鼓励开采铜、铁、金，区内优先配置资源。\n第二条 限制开采钨，不新增采矿权。\n"
    "第三条 禁止开采煤、锑，已停产的老窑一律封闭。\n"
    "第四条 停采台段要当年覆土。第三条所列禁止开采矿种的老窑封闭工作，由所在乡镇完成。\n"
    "第五条 铜矿回采率不低于88%，铜矿尾矿用于充填，铜矿须回收伴生金，铜矿要治理。\n"
)
SECTIONS = (
    "# 5 利用\n## 5.1 总量\n总量有控制。\n## 5.2 规模\n规模有下限。\n## 5.3 准入\n须有方案。\n"
    "# 6 检查\n## 6.1 监督\n每年核查一次，重点检查5.2的最低规模、5.3的准入条件。\n"
)
ORGANS = "云屏县隶属江西省赣州市。由赣州市云屏生态环境局组织实施，云屏县各局配合。\n"
PER_MU = "官埠镇410亩，铜岭镇340亩。治理工程投资3300万元，按1650亩计算，每亩平均2万元。\n"
SLIPS = (
    (PER_MU, "平均2万元", "平均3万元"),
    (ARTICLES, "铜矿回采率", "桐矿回采率"),
    (ZONES, "落在洛央—石桥金", "落在洛央—石坡金"),
    (MINES, "北坑萤石矿投放", "北坪萤石矿投放"),
    (RIGHTS, "煤、金、萤石、", "煤、金、汞、"),
    (CRUMB, "煤矿6个", "煤矿5个"),
    (WORKERS, "60.9%", "66.9%"),
    (INVESTED, "34.1%", "43.1%"),
    (FLOORS, "铜矿山不低于30", "铜矿山不低于20"),
    (FLOORS, "服务年限为15年", "服务年限为12年"),
    (FLOORS, "服务年限不低于10年", "服务年限不低于8年"),
    (FLOORS, "100\t80\t20", "100\t0\t20"),
    (BLOCKS, "位于H50E010014", "位于H50E011014"),
    (BESIDE, "G50E013005", "G50E014004"),
    (WAYS, "露天开采", "半空开采"),
    (NUMBERS, "国务院令第394号", "国务院发〔394〕号"),
)


def told(tmp_path, text):
    path = tmp_path / "规划.txt"
    path.write_text(HEAD + text, encoding="utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


@pytest.mark.parametrize(("text", "right", "wrong"), SLIPS)
def test_floors_places_and_words_are_held_to_what_they_repeat(tmp_path, text, right, wrong):
    assert told(tmp_path, text) == []
    assert told(tmp_path, text.replace(right, wrong)) != []


def test_a_county_whose_name_ends_as_another_county_is_called_is_itself(tmp_path):
    path = tmp_path / "规划.txt"
    text = "褒宁县矿产资源总体规划（2021—2025年）\n一、总则\n建设褒宁县矿产资源管理平台。\n"
    path.write_text(text, encoding="utf-8")

    assert Case(read_document(path)).county_name == "褒宁县"


def told_of_another(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [one.message.zh for one in examine(Case(read_document(path)))]


def test_decimal_numbers_cited_for_a_check_are_there(tmp_path):
    assert told_of_another(tmp_path, "规划.md", SECTIONS) == []
    assert told_of_another(tmp_path, "规划.md", SECTIONS.replace("查5.2", "查5.6")) != []


def test_a_branch_of_the_prefecture_is_called_by_its_county(tmp_path):
    text = "云屏县矿产资源总体规划（2021—2025年）\n" + ORGANS

    assert told_of_another(tmp_path, "规划.txt", text) == []
    wrong = text.replace("云屏生态", "云坪生态")
    assert "“云坪”应为“云屏”" in told_of_another(tmp_path, "规划.txt", wrong)
