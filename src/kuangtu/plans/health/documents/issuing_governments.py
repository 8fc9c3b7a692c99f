# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Documents of a government under the word of another, or of a department. 政府发文的代字。"""

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
# The word of a department within a document's word: 云自然资发.
DEPARTMENTS = {
    "自然资": "自然资源",
    "国土资": "国土资源",
    "应急": "应急管理",
    "环发": "生态环境",
    "林发": "林业",
    "水发": "水行政",
    "财发": "财政",
}
DOING = re.compile("^(?:[本全我]?县|.*(?:落实|按照?|依照|执行|根据|遵照|贯彻|依据|照)[县市区旗])$")


def words_are_of_the_government_that_issues(case: Case) -> Iterator[Finding]:
    """汉宁市人民政府《…》（柞政发〔2020〕14号）: the word of 柞河县, whose plan it is."""
    for cited in cited_in(case):
        found = BY_A_GOVERNMENT.search(cited.head)
        if found is not None:
            yield from _of_a_department(cited)
            yield from _of_another_county(case, cited, found["place"])


def _of_a_department(cited: Cited) -> Iterator[Finding]:
    """县人民政府印发的《…》（云自然资发〔2021〕9号）."""
    for word, department in DEPARTMENTS.items():
        if word in cited.word:
            yield error(
                Kind.DOCUMENT_NUMBER,
                cited.where,
                "文件由人民政府印发，“{word}”却是{department}部门的发文代字",
                "the document is of a government; “{word}” is the word of a department",
                [Reading(cited.printed, cited.where)],
                word=cited.word,
                department=department,
            )


def _of_another_county(case: Case, cited: Cited, issuer: str) -> Iterator[Finding]:
    place = issuer.removeprefix(case.province_name)
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
