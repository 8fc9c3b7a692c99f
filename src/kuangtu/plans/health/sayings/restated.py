# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One amount in two units, side by side. 单位换算。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.making import doubt, error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.types import Finding, Kind

IN_BRACKETS = re.compile(r"\((?:合|折合|约合|相当于|即|约)?")
IN_WORDS = re.compile(r"[，、](?:合|折合|约合|即|折算为?|换算[为成]|折合约)")
CONVERTED = {Dimension.AREA, Dimension.MASS, Dimension.MONEY, Dimension.LENGTH, Dimension.VOLUME}


BY_TIME = re.compile("每[日天班月季]|小时|班产|[日月](?:均|产|处理|开?采|生产|加工|选|排|供|用)")
MOST_TIMES = 30  # beyond that another measure is meant, unless the digits are the same


def units_are_converted_right(case: Case) -> Iterator[Finding]:
    """1500公顷（2.25万亩）."""
    for sentence in case.sentences:
        for before, other in pairwise(sentence.figures):
            one = _restated(sentence, before, other)
            if one.dimension is not other.dimension or one.dimension not in CONVERTED:
                continue
            if one.unit == other.unit or one.upper is not None or other.upper is not None:
                continue
            between = sentence.text[before.end : other.start]
            closed = sentence.text[other.end : other.end + 1] == ")"
            if not (IN_BRACKETS.fullmatch(between) and closed) and not IN_WORDS.fullmatch(between):
                continue
            room = max(one.step, other.step)
            if abs(one.amount - other.amount) <= room or _is_of_something_else(
                sentence.text, one, other
            ):
                continue
            right = other.in_its_unit(one.amount)
            yield error(
                Kind.SAID_TWICE,
                sentence.around(other),
                "{one} 合 {right}，印作 {other}",
                "{one} is {right}; {other} is printed",
                [sentence.reading(one), sentence.reading(other)],
                f"{shown(Decimal(right))}{other.unit}",
                one=one.printed,
                right=f"{shown(Decimal(right))}{other.unit}",
                other=other.printed,
            )


def _restated(sentence: Sentence, last: Figure, other: Figure) -> Figure:
    """治理240公顷，其中甲镇136公顷、乙镇104公顷，折合2.40平方千米: the 240, not the last."""
    before = [
        figure
        for figure in sentence.figures
        if figure.end <= last.end
        and figure.dimension is last.dimension
        and figure.unit == last.unit
        and figure.upper is None
    ]
    alike = [figure for figure in before if figure.amount == other.amount]
    digits = other.value.normalize().as_tuple().digits
    like = [figure for figure in before if figure.value.normalize().as_tuple().digits == digits]
    return next(iter([*alike, *like]), last)


def _is_of_something_else(text: str, one: Figure, other: Figure) -> bool:
    """日处理1500吨，折合45万吨: by the year; 原煤120万吨，折合0.9亿吨标准煤: of another thing."""
    head = re.split("[，。;:(]", text[: one.start])[-1]
    if BY_TIME.search(head) or one.rate != other.rate:
        return True
    if re.match("[一-鿿]", text[other.end :]):
        return True
    low, high = sorted((one.amount, other.amount))
    return low * MOST_TIMES < high and one.value.normalize() != other.value.normalize()


LIGHT_MATTER = re.compile("气|泥炭|浮石|硅藻土|火山渣|珍珠岩|蛭石|金属量|砂金|精矿")
LIGHT, HEAVY = Decimal("0.8"), Decimal(6)  # tonnes in a cubic metre of anything that is mined


def masses_and_volumes_are_of_matter(case: Case) -> Iterator[Finding]:
    """10.8万吨（折合40.0万立方米）: nothing that is mined is so light."""
    for sentence in case.sentences:
        for one, other in pairwise(sentence.figures):
            between = sentence.text[one.end : other.start]
            kinds = {one.dimension, other.dimension}
            if kinds != {Dimension.MASS, Dimension.VOLUME} or not (one.amount and other.amount):
                continue
            if LIGHT_MATTER.search(sentence.text[: other.end]):
                continue
            is_said = IN_BRACKETS.fullmatch(between) or IN_WORDS.fullmatch(between)
            if not is_said or "标准" in sentence.text[other.end : other.end + 4]:
                continue
            mass, volume = (one, other) if one.dimension is Dimension.MASS else (other, one)
            density = mass.amount / volume.amount
            if LIGHT <= density <= HEAVY or one.rate != other.rate:
                continue
            yield doubt(
                Kind.SAID_TWICE,
                sentence.around(other),
                "{one} 合 {other}，每立方米 {density} 吨，不是矿石、砂石的体重",
                "{one} as {other} is {density} t/m³, the density of no ore or stone",
                [sentence.reading(one), sentence.reading(other)],
                one=one.printed,
                other=other.printed,
                density=shown(density.quantize(Decimal("0.01"))),
            )
