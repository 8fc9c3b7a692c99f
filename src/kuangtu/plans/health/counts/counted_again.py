# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What one sentence counts twice: by kinds and together, of each and in all. 同句两次计数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading

NUMBER = rf"(?<![第约\d.一二三四五六七八九十百])(?:\d{{1,3}}|{HAN_NUMBER})"
TOWN = re.compile(
    rf"(?P<count>{NUMBER})个?(?P<kind>街道办事处|街道办|街道|建制镇|民族乡|镇|乡(?![镇级])|苏木)"
)
TOWNS = re.compile(
    rf"(?:合计|共计|总计|共)(?:辖|有|为|设)?(?P<count>{NUMBER})个"
    r"(?:乡镇(?!企)|镇乡|乡级(?:行政区|单位)|乡\(镇|乡、镇|苏木乡?镇|建制乡镇)"
)
# 划定3片、预留2处，3片为…: the number taken up again, before the names.
TAKEN_UP = re.compile(
    rf"(?<=[，;。:])(?P<again>{NUMBER})(?P<unit>个|片|处|家|座|项)?(?P<noun>[一-鿿]{{1,8}}?)"
    r"(?:分别)?(?:为|是|即)(?=[^，。;\d]+、)"
)
NAMED_STREET = re.compile(r"(?<![\d个])[一-鿿]{2,5}(?<![个\d])街道(?=[，、和及])")


def towns_are_as_many_as_their_kinds(case: Case) -> Iterator[Finding]:
    """辖1个街道、6个镇、3个乡，共11个乡级行政区. Whoever says 乡镇 may leave the 街道 out."""
    for sentence in case.sentences:
        for found in TOWNS.finditer(sentence.text):
            told = {(one["kind"], one["count"]) for one in TOWN.finditer(sentence.text)}
            kinds = {kind for kind, _ in told}
            stated = count_of(found["count"])
            many = sum(count_of(count) for _, count in told)
            streets = sum(count_of(count) for kind, count in told if kind.startswith("街道"))
            named = len(NAMED_STREET.findall(sentence.text))  # 含龙湾街道，…9个镇，…2个乡
            if len(kinds) < 2 or len(kinds) != len(told):
                continue
            if stated in {many, many - streets, many + named}:
                continue
            yield _finding(sentence, found, found["count"], many)


def numbers_are_taken_up_as_they_were(case: Case) -> Iterator[Finding]:
    """辖5个镇、3个乡，4个镇为甲镇、乙镇、丙镇、丁镇."""
    for sentence in case.sentences:
        for found in TAKEN_UP.finditer(sentence.text):
            again = count_of(found["again"])
            same = re.escape((found["unit"] or "") + found["noun"])
            before = sentence.text[: found.start()]
            counts = {
                count_of(one[1])
                for one in re.finditer(rf"({NUMBER}){same}(?=[、，和及;:。])", before)
            }
            if len(counts) == 1 and again not in counts:
                yield _finding(sentence, found, str(counts.pop()), again)


def _finding(sentence: Sentence, found: re.Match[str], stated: str, count: int) -> Finding:
    where = sentence.where(max(0, found.start() - 20), min(found.end(), found.start() + 60))
    return error(
        Kind.COUNT_AND_LIST,
        where,
        "称 {stated}个，同句所列为 {count}个",
        "{stated} are said, the same sentence makes {count}",
        [Reading(found[0], where)],
        str(count),
        stated=stated,
        count=count,
    )
