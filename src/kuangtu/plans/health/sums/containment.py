# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Areas that lie within others: 某重点勘查区内已有探矿权面积135平方千米. 包含关系。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.amounts import COUNTED, Amount, amounts_in, cells_in, core_of
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force
from kuangtu.plans.health.types import Finding, Kind

NAME = r"[一-鿿]{2,20}?(?:区|区块|矿田|矿区|基地|公园|红线|保护地|县|镇|乡)"
INSIDE = re.compile(
    rf"(?:^|[，。;、在])(?P<name>{NAME})(?:范围|界线|边界)?(?:之?内(?!蒙|陆)|中(?!部|心|型))"
)
TAKEN_IN = re.compile(
    "^，?已?(?:全部|均|都|整体|完全)已?(?:纳入|划入|位于|处于|属于|落在|分布在|包含在)[了于]?"
    "(?P<name>[一-鿿]{2,20})"
)
FEWEST = 3  # signs of a name that is one thing all over the document
SEVERAL = re.compile("上述|以上|这些|各[^族]|相应|所在")  # 上述重点勘查区: all of them together
ANEW = re.compile("外|以外|周边|占|总|全[县市区旗州]|合计|与|比|较")


@dataclass(frozen=True, slots=True)
class Within:
    """An area with the name of what it is said to lie in. 被包含的面积。"""

    part: Amount
    name: str


def areas_lie_within_what_holds_them(case: Case) -> Iterator[Finding]:
    """Told to lie in a zone that is smaller, by every area that the document has of that name."""
    for one in _told(case):
        wholes = _wholes(case, one)
        if wholes and all(one.part.low > whole.high for whole in wholes):
            yield _finding(one, max(wholes, key=lambda whole: whole.amount))


# 30种矿产中，有查明资源量的18种: some of them are told of.
AMONG = re.compile(
    "[一-鿿]{0,8}(?<!集)[中里]，?(?:[一-鿿]{0,6}的)?(?:(?:已|现|尚|仍|只|仅)*有|已|其)[^，。;:、\\d占比较]{0,14}"
)


def pieces_are_within_what_they_are_among(case: Case) -> Iterator[Finding]:
    """30种矿产中，有查明资源量的81种."""
    for sentence in case.sentences:
        for whole, part in pairwise(sentence.figures):
            is_like = whole.unit == part.unit and whole.rate == part.rate
            is_counted = is_like and whole.dimension in COUNTED and part.amount > whole.amount
            # 3个矿区中有12个采矿权: what is counted behind the number is something else
            is_alike = re.match("(?!属|列|纳|是|为|被)[一-鿿]", sentence.text[part.end :]) is None
            is_counted = is_counted and is_alike
            if is_counted and AMONG.fullmatch(sentence.text[whole.end : part.start]):
                yield error(
                    Kind.PART_ABOVE_WHOLE,
                    sentence.around(part),
                    "{part} 大于所属的 {whole}",
                    "{part} is more than the {whole} it is among",
                    [sentence.reading(part), sentence.reading(whole)],
                    part=part.printed,
                    whole=whole.printed,
                )


def _told(case: Case) -> Iterator[Within]:
    for part in amounts_in(case):
        figure, sentence = part.figure, part.sentence
        if figure is None or sentence is None or part.dimension is not Dimension.AREA:
            continue
        if figure.force is Force.AT_MOST:
            continue
        start = start_of(sentence.text, figure.start, "。;")
        head = sentence.text[start : figure.start]
        inside = list(INSIDE.finditer(head))
        if inside and _is_told_of(head[inside[-1].end() :]):
            yield Within(part, inside[-1]["name"])
        if (taken := TAKEN_IN.match(sentence.text[figure.end :])) is not None:
            yield Within(part, re.sub("(?:范围|界线)?(?:之)?[内中]?$", "", taken["name"]))


def _is_told_of(words: str) -> bool:
    """What stands between the zone and the area speaks of nothing else."""
    return words.count("，") <= 1 and not ANEW.search(words) and not re.search(NAME, words)


def _wholes(case: Case, one: Within) -> list[Amount]:
    """The areas whose name is that of the zone, or ends in it if there is only one such."""
    if SEVERAL.search(one.name):
        return []
    if len(one.name) < FEWEST and not one.name.endswith("红线"):
        return []
    name = core_of(one.name)
    areas = [
        area
        for area in (*amounts_in(case), *cells_in(case))
        if area.dimension is Dimension.AREA
        and area.figure is not one.part.figure
        and not area.is_total
        and not INSIDE.search(area.name)
    ]
    own = [(core_of(area.name.split("|")[0]), area) for area in areas]
    exact = [area for words, area in own if words == name]
    ending = {words: area for words, area in own if name and words.endswith(name)}
    return exact or (list(ending.values()) if len(ending) == 1 else [])


def _finding(one: Within, whole: Amount) -> Finding:
    part = one.part
    where = part.reading.where
    return error(
        Kind.PART_ABOVE_WHOLE,
        where,
        "{part} 在“{name}”内，而“{name}”面积只有 {whole}",
        "{part} is said to lie in “{name}”, which measures {whole}",
        [part.reading, whole.reading],
        part=part.reading.value,
        name=one.name,
        whole=whole.reading.value,
    )
