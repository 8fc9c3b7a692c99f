# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One amount in two units, side by side. 单位换算。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.types import Finding, Kind

IN_BRACKETS = re.compile(r"\((?:合|折合|约合|相当于|即|约)?")
IN_WORDS = re.compile(r"[，、](?:合|折合|约合)")
CONVERTED = {Dimension.AREA, Dimension.MASS, Dimension.MONEY, Dimension.LENGTH, Dimension.VOLUME}


def units_are_converted_right(case: Case) -> Iterator[Finding]:
    """1500公顷（2.25万亩）."""
    for sentence in case.sentences:
        for one, other in pairwise(sentence.figures):
            if one.dimension is not other.dimension or one.dimension not in CONVERTED:
                continue
            if one.unit == other.unit or one.upper is not None or other.upper is not None:
                continue
            between = sentence.text[one.end : other.start]
            closed = sentence.text[other.end : other.end + 1] == ")"
            if not (IN_BRACKETS.fullmatch(between) and closed) and not IN_WORDS.fullmatch(between):
                continue
            room = max(one.step, other.step)
            if abs(one.amount - other.amount) <= room:
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
