# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compositions: what should be a hundred, and what the amounts give. 构成之和。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.making import error, graded, shown
from kuangtu.plans.health.quantities import Dimension
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

RATIO = re.compile(r"(?<![\d∶:.])\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?){2,}(?![\d∶:])")


def ratios_are_of_a_hundred(case: Case) -> Iterator[Finding]:
    """三次产业结构比为22.70:53.27:24.03: a hundred in all, and what the sectors give."""
    for number, sentence in enumerate(case.sentences):
        for found in RATIO.finditer(sentence.text):
            shares = [Decimal(one) for one in re.split("[:∶]", found[0])]
            total = sum(shares, Decimal(0))
            where = sentence.where(max(0, found.start() - 16), found.end())
            reading = Reading(found[0], where)
            step = min(Decimal(1).scaleb(int(one.as_tuple().exponent)) for one in shares)
            if not 90 < total < 110:
                continue
            if abs(total - 100) > step * len(shares) / 2:
                yield error(
                    Kind.SUM,
                    where,
                    "构成之和为 {total}，不是 100",
                    "the shares add up to {total}, not to 100",
                    [reading],
                    shown(total),
                    total=shown(total),
                )
            yield from _against_amounts(case, number, shares, reading)


def _against_amounts(
    case: Case, number: int, shares: list[Decimal], reading: Reading
) -> Iterator[Finding]:
    bases = [*_prose_bases(case, number, len(shares)), *_table_bases(case, len(shares))]
    if not bases:
        return
    best = min(bases, key=lambda base: _distance(base, shares))
    computed = _shares_of(best, shares)
    text = ":".join(map(str, computed))
    step = Decimal(1).scaleb(int(shares[0].as_tuple().exponent))
    distance = max(abs(one - other) for one, other in zip(computed, shares, strict=True))
    if distance == 0 or distance > 15:
        return
    grade = Grade.NOTE if distance <= step else Grade.ERROR
    yield graded(
        grade,
        Kind.SHARE,
        reading.where,
        "构成印作 {printed}，按所印数值计算为 {right}",
        "the composition is printed as {printed}; the printed amounts give {right}",
        [reading],
        text,
        printed=reading.value,
        right=text,
    )


def _prose_bases(case: Case, number: int, width: int) -> Iterator[list[Decimal]]:
    for sentence in case.sentences[max(0, number - 3) : number + 1]:
        if sentence.paragraph != case.sentences[number].paragraph:
            continue
        amounts = [one.amount for one in sentence.figures if one.dimension is Dimension.MONEY]
        for start in range(len(amounts) - width + 1):
            yield amounts[start : start + width]


def _table_bases(case: Case, width: int) -> Iterator[list[Decimal]]:
    for table in case.tables:
        for row in table.rows:
            numbers = [
                Decimal(cell.replace(",", ""))
                for cell in row
                if re.fullmatch(r"\d[\d,]*(\.\d+)?", cell.strip())
            ]
            for start in range(len(numbers) - width + 1):
                if sum(numbers[start : start + width]) > 0:
                    yield numbers[start : start + width]


def _shares_of(base: list[Decimal], shares: list[Decimal]) -> list[Decimal]:
    total = sum(base, Decimal(0))
    return [
        (100 * one / total).quantize(Decimal(1).scaleb(int(share.as_tuple().exponent)))
        for one, share in zip(base, shares, strict=True)
    ]


def _distance(base: list[Decimal], shares: list[Decimal]) -> Decimal:
    return sum(
        (abs(one - other) for one, other in zip(_shares_of(base, shares), shares, strict=True)),
        Decimal(0),
    )
