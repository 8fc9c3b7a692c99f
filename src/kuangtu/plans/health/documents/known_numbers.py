# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of standards that every plan cites, against their titles. 常用标准的编号。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.documents.standards import STANDARD
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

# By the national catalogue of standards and that of the natural-resource trade, without the year,
# as editions follow one another under one number. What is told by them is a doubt for a person.
NUMBERS = {
    "固体矿产资源储量分类": "GB/T 17766",
    "固体矿产地质勘查规范总则": "GB/T 13908",
    "地热资源地质勘查规范": "GB/T 11615",
    "天然矿泉水资源地质勘查规范": "GB/T 13727",
    "国家基本比例尺地形图分幅和编号": "GB/T 13989",
    "尾矿库安全规程": "GB 39496",
    "金属非金属矿山安全规程": "GB 16423",
    "爆破安全规程": "GB 6722",
    "非金属矿行业绿色矿山建设规范": "DZ/T 0312",
    "化工行业绿色矿山建设规范": "DZ/T 0313",
    "黄金行业绿色矿山建设规范": "DZ/T 0314",
    "煤炭行业绿色矿山建设规范": "DZ/T 0315",
    "砂石行业绿色矿山建设规范": "DZ/T 0316",
    "陆上石油天然气开采业绿色矿山建设规范": "DZ/T 0317",
    "水泥灰岩绿色矿山建设规范": "DZ/T 0318",
    "冶金行业绿色矿山建设规范": "DZ/T 0319",
    "有色金属行业绿色矿山建设规范": "DZ/T 0320",
    "绿色地质勘查工作规范": "DZ/T 0374",
    "矿产资源储量规模划分标准": "DZ/T 0400",
    "矿山地质环境保护与恢复治理方案编制规范": "DZ/T 0223",
    "矿山生态环境保护与恢复治理技术规范(试行)": "HJ 651",
    "土地复垦质量控制标准": "TD/T 1036",
}
TITLES = {number: title for title, number in NUMBERS.items()}
BY_TITLE = {re.sub(r"[()]", "", title): number for title, number in NUMBERS.items()}
CITED = re.compile(rf"《(?P<title>[^《》]+)》\s*[(（]?\s*(?P<code>{STANDARD.pattern})")
MARKS = re.compile(r"[()\s]")


def known_standards_bear_their_numbers(case: Case) -> Iterator[Finding]:
    """《固体矿产资源储量分类》（GB/T 13908—2020）: that number is of another standard."""
    for words, where in case.texts:
        for found in CITED.finditer(plain(words)):
            own = BY_TITLE.get(MARKS.sub("", found["title"]), "")
            printed = f"{found['body']}{found['kind'] or ''} {found['number']}"
            other = TITLES.get(printed, "")
            if not own and other and not _is_called(found["title"], other):
                yield _of_another(found, where, printed, other)
            if not own or own == printed or (not other and _is_edition(own, printed)):
                continue
            yield doubt(
                Kind.DOCUMENT_NUMBER,
                where,
                "《{title}》的标准号是 {own}，印作 {printed}",
                "《{title}》 is {own}; {printed} is printed",
                [Reading(found["code"], where)],
                own,
                title=found["title"],
                own=own,
                printed=printed,
            )


def _is_called(title: str, known: str) -> bool:
    """The title with or without some of its words: 固体矿产资源/储量分类."""
    return is_subsequence(title, known) or is_subsequence(known, title)


def _of_another(found: re.Match[str], where: Where, printed: str, other: str) -> Finding:
    return doubt(
        Kind.DOCUMENT_NUMBER,
        where,
        "{printed} 是《{other}》的标准号，文中题名为《{title}》",
        "{printed} is the number of 《{other}》; the text has 《{title}》",
        [Reading(found["code"], where)],
        other,
        printed=printed,
        other=other,
        title=found["title"],
    )


def _is_edition(own: str, printed: str) -> bool:
    """GB 16423 and GB/T 16423: whether a standard binds may change with its edition."""
    return own.replace("/T", "") == printed.replace("/T", "")
