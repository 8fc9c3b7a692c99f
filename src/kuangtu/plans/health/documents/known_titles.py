# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Titles of laws, rules and standards that every plan cites, a sign wrong. 常用法规与标准名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import doubt, error
from kuangtu.plans.health.names.titles import NUMBERS, titles_in
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_edit
from kuangtu.plans.health.reading.known_standards import BY_TITLE
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

LAWS = (
    "中华人民共和国矿产资源法",
    "中华人民共和国矿产资源法实施细则",
    "中华人民共和国环境保护法",
    "中华人民共和国土地管理法",
    "中华人民共和国安全生产法",
    "中华人民共和国矿山安全法",
    "中华人民共和国水土保持法",
    "中华人民共和国草原法",
    "中华人民共和国森林法",
    "中华人民共和国城乡规划法",
    "中华人民共和国环境影响评价法",
    "中华人民共和国自然保护区条例",
    "矿产资源规划编制实施办法",
    "矿产资源开采登记管理办法",
    "矿产资源勘查区块登记管理办法",
    "探矿权采矿权转让管理办法",
    "矿山地质环境保护规定",
    "地质灾害防治条例",
    "土地复垦条例",
    "土地复垦条例实施办法",
    "基本农田保护条例",
    "地质资料管理条例",
    "规划环境影响评价条例",
    "建设项目环境保护管理条例",
    "安全生产许可证条例",
    "民用爆炸物品安全管理条例",
    "矿业权出让收益征收办法",
)
NOTICES = (
    "自然资源部关于全面开展矿产资源规划编制工作的通知",
    "自然资源部关于推进矿产资源管理改革若干事项的意见试行",
    "自然资源部关于深化矿产资源管理改革若干事项的意见",
    "自然资源部关于进一步完善矿产资源勘查开采登记管理的通知",
    "自然资源部关于探索利用市场化方式推进矿山生态修复的意见",
    "自然资源部关于矿产资源储量评审备案管理若干事项的通知",
    "国务院办公厅关于鼓励和支持社会资本参与生态保护修复的意见",
    "国务院关于印发矿产资源权益金制度改革方案的通知",
    "关于加快建设绿色矿山的实施意见",
    "关于进一步加强绿色矿山建设的通知",
    "关于促进砂石行业健康有序发展的指导意见",
    "财政部国土资源部环境保护部关于取消矿山地质环境治理恢复保证金建立矿山地质环境治理恢复基金的指导意见",
)
STANDARDS = (
    *BY_TITLE,
    "地表水环境质量标准",
    "环境空气质量标准",
    "大气污染物综合排放标准",
    "污水综合排放标准",
    "一般工业固体废物贮存和填埋污染控制标准",
    "工业企业厂界环境噪声排放标准",
    "食品安全国家标准饮用天然矿泉水",
    "建筑设计防火规范",
)
SERIES = re.compile("^矿产地质勘([^查])规范|^矿产地质勘查规([^范])|^矿产地([^质])勘查规范")
# What the plan of a place is called, after the name of the place.
PLANS = ("矿产资源总体规划", "国土空间总体规划", "矿产资源管理条例", "矿产资源条例")
PLACE = re.compile("[省市县旗区州盟]$")
KNOWN = frozenset((*LAWS, *NOTICES, *STANDARDS))
SIGNS = re.compile(r"[\s　、·/／\"“”《》〈〉<>]")
MINISTERIAL = re.compile(
    r"《(?P<title>[^《》]{2,40}条例)》\s*[(（](?P<organ>[一-鿿]{2,12}部)令第(?P<number>\d+)号"
)


def known_titles_are_spelt_right(case: Case) -> Iterator[Finding]:
    """《沙石行业绿色矿山建设规范》: the standard is of 砂石行业."""
    for name, (printed, where) in titles_in(case).items():
        bare = SIGNS.sub("", NUMBERS.sub("", name))
        if bare in KNOWN or "《" in printed:
            continue
        known = next((one for one in KNOWN if is_one_edit(bare, one)), "") or _end_of(bare)
        if not known and SERIES.match(bare):
            known = "矿产地质勘查规范"
        if known:
            yield doubt(
                Kind.NAME,
                where,
                "“{printed}”与通行的名称“{known}”只差一字",
                "“{printed}” is one sign away from the title in use, “{known}”",
                [Reading(printed, where)],
                known,
                printed=printed,
                known=known,
            )


def _end_of(title: str) -> str:
    """What the plan of a place is called, if the title is a sign away from it.

    >>> _end_of("甲县矿产资愿总体规划"), _end_of("甲县矿产资源总体规划")
    ('矿产资源总体规划', '')
    """
    if title.endswith(PLANS):
        return ""
    for known in PLANS:
        for size in (len(known) - 1, len(known), len(known) + 1):
            if PLACE.search(title[:-size]) and is_one_edit(title[-size:], known):
                return known
    return ""


# Orders of the ministry of land and of its successor have numbers of one or two digits (G).
OF_A_MINISTRY = re.compile(r"(?P<organ>国土资源部|自然资源部)令第(?P<number>\d+)号")
MOST_ORDERS = 99


def orders_of_ministries_are_few(case: Case) -> Iterator[Finding]:
    """国土资源部令第241号: it never issued as many; 国务院令第241号 is another."""
    for words, where in case.texts:
        for found in OF_A_MINISTRY.finditer(plain(words)):
            if int(found["number"]) > MOST_ORDERS:
                yield error(
                    Kind.DOCUMENT_NUMBER,
                    where,
                    "{organ}没有发过第 {number} 号令；是否为国务院令",
                    "{organ} never issued an order No. {number}; is it one of the State Council?",
                    [Reading(found[0], where)],
                    organ=found["organ"],
                    number=found["number"],
                )


def ordinances_are_not_of_ministries(case: Case) -> Iterator[Finding]:
    """《土地复垦条例》（自然资源部令第592号）: a 条例 is issued by the State Council."""
    for words, where in case.texts:
        for found in MINISTERIAL.finditer(plain(words)):
            yield error(
                Kind.DOCUMENT_NUMBER,
                where,
                "《{title}》是条例，应由国务院令公布，部门规章不称条例；此处为{organ}令",
                "“{title}” is an ordinance (条例), which the State Council issues; no ministry "
                "does, and {organ} is printed",
                [Reading(found[0], where)],
                title=found["title"],
                organ=found["organ"],
            )


# Rules that ministries have issued by their own orders. 部门规章。
RULES = ("矿山地质环境保护规定", "矿产资源规划编制实施办法", "土地复垦条例实施办法")
BY_THE_COUNCIL = re.compile(rf"《(?P<title>{'|'.join(RULES)})》\s*[(（]国务院令")


def rules_of_ministries_are_not_of_the_council(case: Case) -> Iterator[Finding]:
    """《矿山地质环境保护规定》（国务院令第44号）: a rule of a ministry, by its own order."""
    for words, where in case.texts:
        for found in BY_THE_COUNCIL.finditer(plain(words)):
            yield error(
                Kind.DOCUMENT_NUMBER,
                where,
                "《{title}》是部门规章，由国土资源部（自然资源部）令公布，此处为国务院令",
                "“{title}” is a rule of the ministry, issued by its order, not the State Council's",
                [Reading(found[0], where)],
                title=found["title"],
            )
