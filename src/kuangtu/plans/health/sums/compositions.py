# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Compositions: what should be a hundred, and what the amounts give. 构成之和。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, graded, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.grids import number_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, step_of
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading

RATIO = re.compile(r"(?<![\d∶:.])\d+(?:\.\d+)?(?:[:∶]\d+(?:\.\d+)?){2,}(?![\d∶:])")
# What says that the shares behind it are all of them.
WHOLE = re.compile("构成|结构|(?:占比|比重|比例)[^，。;]{0,6}(?:分别|依次)|分别占|依次占")


def ratios_are_of_a_hundred(case: Case) -> Iterator[Finding]:
    """三次产业结构比为22.70:53.27:24.03: a hundred in all, and what the sectors give."""
    for number, sentence in enumerate(case.sentences):
        for found in RATIO.finditer(sentence.text):
            shares = [Decimal(one) for one in re.split("[:∶]", found[0])]
            total = sum(shares, Decimal(0))
            where = sentence.where(max(0, found.start() - 16), found.end())
            reading = Reading(found[0], where)
            step = min(step_of(one) for one in shares)
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


def shares_of_a_list_are_a_hundred(case: Case) -> Iterator[Finding]:
    """占比依次为42.5%、32.1%、28.6%和5.8%: told of a whole, they are a hundred in all."""
    for sentence in case.sentences:
        row: list[Figure] = []
        for figure in (*sentence.figures, None):
            is_share = figure is not None and _is_listed_share(figure)
            if figure is not None and is_share and (not row or _goes_on(sentence, row[-1], figure)):
                row.append(figure)
                continue
            if len(row) > 2 and WHOLE.search(sentence.text[: row[0].start]):
                yield from _not_a_hundred(sentence, row)
            row = [figure] if figure is not None and is_share else []


def _is_listed_share(figure: Figure) -> bool:
    return figure.dimension is Dimension.PERCENT and figure.force is Force.EXACT and not figure.said


def _goes_on(sentence: Sentence, before: Figure, figure: Figure) -> bool:
    """Nothing but a sign and a name stands between two of a list."""
    between = sentence.text[before.end : figure.start]
    return bool(re.fullmatch("[、，;]?(?:和|及|与)?[^，。;\\d]{0,12}", between))


def _not_a_hundred(sentence: Sentence, row: list[Figure]) -> Iterator[Finding]:
    total = sum((one.value for one in row), Decimal(0))
    room = max(one.step for one in row) * len(row) / 2
    if abs(total - 100) <= room or not 85 < total < 115:
        return
    where = sentence.where(max(0, row[0].start - 12), row[-1].end)
    yield error(
        Kind.SUM,
        where,
        "构成之和为 {total}，不是 100",
        "the shares add up to {total}, not to 100",
        [sentence.reading(one) for one in row],
        shown(total),
        total=shown(total),
    )


def _against_amounts(
    case: Case, number: int, shares: list[Decimal], reading: Reading
) -> Iterator[Finding]:
    bases = [*_prose_bases(case, number, len(shares)), *_table_bases(case, len(shares))]
    if not bases:
        return
    best = min(bases, key=lambda base: _distance(base, shares))
    computed = _shares_of(best, shares)
    text = ":".join(map(str, computed))
    step = step_of(shares[0])
    distance = max(abs(one - other) for one, other in zip(computed, shares, strict=True))
    total = sum(best, Decimal(0))
    exact = [abs(100 * one / total - other) for one, other in zip(best, shares, strict=True)]
    if max(exact) <= step / 2 or distance > 15:  # 16.25 is 16.2 or 16.3
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
    here = [one for one in case.sentences[number].figures if not one.is_in_words]
    for dimension in dict.fromkeys(one.dimension for one in here):
        last = [one.amount for one in here if one.dimension is dimension][-width:]
        if len(last) == width and sum(last) > 0:
            yield last  # 省级发证64个、州级96个、县级160个，比例为20∶30∶50


SECTOR = re.compile("第?[一二三]次?产业?(?:增加值)?$")


def _table_bases(case: Case, width: int) -> Iterator[list[Decimal]]:
    """Rows of the tables that have the sectors."""
    for table in case.tables:
        if not any("产业" in cell for row in table.rows[:3] for cell in row):
            continue
        sectors = [row for row in table.rows if SECTOR.match(row[0].strip())]
        if len(sectors) == width:  # 第一产业, 第二产业, 第三产业 one below the other
            for cells in zip(*(row[1:] for row in sectors), strict=False):
                column = [one for cell in cells if (one := number_of(cell)) is not None]
                if len(column) == width and sum(column) > 0:
                    yield column
            continue
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
        (100 * one / total).quantize(step_of(share))
        for one, share in zip(base, shares, strict=True)
    ]


def _distance(base: list[Decimal], shares: list[Decimal]) -> Decimal:
    return sum(
        (abs(one - other) for one, other in zip(_shares_of(base, shares), shares, strict=True)),
        Decimal(0),
    )
