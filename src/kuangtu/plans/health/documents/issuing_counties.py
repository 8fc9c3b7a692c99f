# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Documents of one county under the word of another. 发文县与发文代字。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.documents.citations import Cited, cited_in
from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Finding, Kind, Reading

BY_A_GOVERNMENT = re.compile(
    r"(?P<place>[一-鿿]{2,6}?[县市区旗州盟])人民政府(?:办公室|办公厅)?(?:印发|发布)?的?《[^《》]*》[^《》]{0,4}$"
)


OF_A_DEPARTMENT = re.compile("自然资|国土资|应急|环(?=发)|林(?=发)|水(?=发)|财(?=发)")
DOING = re.compile("^(?:[本全我]?县|.*(?:落实|按照?|依照|执行|根据|遵照|贯彻|依据|照)[县市区旗])$")


def words_are_of_the_county_that_issues(case: Case) -> Iterator[Finding]:
    """汉宁市人民政府《…》（柞政发〔2020〕14号）: the word of 柞河县, whose plan it is."""
    for cited in cited_in(case):
        yield from _of_another_county(case, cited)


def _of_another_county(case: Case, cited: Cited) -> Iterator[Finding]:
    found = BY_A_GOVERNMENT.search(cited.head)
    if found is not None and (department := OF_A_DEPARTMENT.search(cited.word)) is not None:
        yield error(
            Kind.DOCUMENT_NUMBER,
            cited.where,
            "文件由人民政府印发，“{word}”却是{department}部门的发文代字",
            "the document is of a government; “{word}” is the word of a department",
            [Reading(cited.printed, cited.where)],
            word=cited.word,
            department=department[0],
        )
        return
    place = found["place"].removeprefix(case.province_name) if found else ""
    if DOING.search(place):
        return  # 落实县人民政府印发的: of the county whose plan it is
    others = [one for one in (case.county_name, *case.superiors) if one and one not in place]
    other = next((one for one in others if cited.word[:1] in one[:-1]), None)
    if place and other is not None and cited.word[:1] not in place and place not in other:
        yield error(
            Kind.DOCUMENT_NUMBER,
            cited.where,
            "文件由{place}人民政府印发，“{word}”却是{other}的发文代字",
            "the document is of the government of {place}; “{word}” is a document word of {other}",
            [Reading(cited.printed, cited.where)],
            place=place,
            word=cited.word,
            other=other,
        )
