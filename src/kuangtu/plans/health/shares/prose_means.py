# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Means by the year and by the piece. 平均数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.making import doubt, error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force, count_of
from kuangtu.plans.health.shares.share_parts import is_reckoned_by
from kuangtu.plans.health.types import Finding, Kind

YEARS = re.compile(
    r"(20\d\d)年?(?:～|—+|–|-|至|到)(20\d\d)年|(五|5|十|10|三|3)年(?!代|规划|计划|平均|均)"
)
MEAN = re.compile(
    r"[^，。;\d]{0,14}[，(](?:平均每年|年均|每年平均|年平均|每年)[^，。;\d增减降升]{0,6}$"
)
PER_PIECE = re.compile(
    r"(?:平均每|每)(?P<unit>座|个|家|处|宗|公顷|亩|项|平方公里|平方千米)[^，。;\d]{0,8}$"
)
EACH_YEAR = re.compile("(?:每年|年均)[^，。;\\d增减降升超]{0,8}$")
IN_YEARS = re.compile(
    r"[，、(]([两三四五六七八九十]|\d)年(?:合计|共计|总计|累计|共)[^，。;\d]{0,6}"
)
BARE = re.compile(r"(?:(?<![\d.])\d+(?:\.\d+)?[、和及])+$")
PASSED = re.compile(r"[，,](?:占|为|相当于)[^，。;]*")
PASSING = re.compile(r"[，,](?:占|为|相当于)[^，。;]{0,24}$")
RELATIVE = {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}


def means_fit(case: Case) -> Iterator[Finding]:
    """2021年至2025年新建绿色矿山45个，平均每年9个."""
    for sentence in case.sentences:
        figures = [one for one in sentence.figures if not one.is_in_words]
        for total, mean in _totals_and_means(sentence.text, figures):
            years = _span(case, sentence.text[: mean.start])
            is_told = MEAN.fullmatch(PASSED.sub("", sentence.text[total.end : mean.start]))
            if years is None or not is_told or mean.dimension is not total.dimension:
                continue
            if mean.dimension in {Dimension.PERCENT, Dimension.POINTS} or mean.rate:
                continue
            if _is_of_another_total(mean, years, figures):
                continue
            right = total.amount / years
            room = total.step / 2 / years + mean.step / 2
            if mean.force is not Force.EXACT:
                room += mean.amount / 20
            if abs(right - mean.amount) > room and mean.force not in {
                Force.AT_LEAST,
                Force.AT_MOST,
            }:
                text = f"{shown((right / mean.factor).quantize(Decimal('0.01')))}{mean.unit}"
                yield error(
                    Kind.GROWTH,
                    sentence.around(mean),
                    "{total} 分 {years} 年，平均每年 {right}，印作 {printed}",
                    "{total} over {years} years is {right} a year; {printed} is printed",
                    [sentence.reading(mean), sentence.reading(total)],
                    text,
                    total=total.printed,
                    years=years,
                    right=text,
                    printed=mean.printed,
                )


def _is_of_another_total(mean: Figure, years: int, figures: list[Figure]) -> bool:
    """4800万元，其中…2025年900万元，年均960万元: the first total, or the sum of all."""
    like = [one for one in figures if one.dimension is mean.dimension and one.end <= mean.start]
    totals = [one.amount for one in like] + [sum((one.amount for one in like), Decimal(0))]
    return any(abs(total / years - mean.amount) <= mean.step / 2 for total in totals)


def totals_fit_their_means(case: Case) -> Iterator[Finding]:
    """每年安排200万元，五年共1000万元."""
    for sentence in case.sentences:
        figures = [one for one in sentence.figures if not one.is_in_words]
        for place, (mean, total) in enumerate(pairwise(figures)):
            if any(one.dimension is mean.dimension for one in figures[:place]):
                break  # 2016年1200万元，2017年1500万元，以后每年1800万元: not so much in every year
            between = sentence.text[mean.end : total.start]
            found = IN_YEARS.fullmatch(between)
            is_mean = EACH_YEAR.search(sentence.text[: mean.start])
            if found is None or not is_mean or mean.dimension is not total.dimension:
                continue
            if mean.dimension in RELATIVE or Force.EXACT not in {mean.force} & {total.force}:
                continue
            years = count_of(found[1])
            right = mean.amount * years
            if abs(right - total.amount) > years * mean.step / 2 + total.step / 2:
                text = f"{shown(right / total.factor)}{total.unit}"
                yield error(
                    Kind.SUM,
                    sentence.around(total),
                    "每年 {mean}，{years} 年共 {right}，印作 {printed}",
                    "{mean} a year is {right} in {years} years; {printed} is printed",
                    [sentence.reading(total), sentence.reading(mean)],
                    text,
                    mean=mean.printed,
                    years=years,
                    right=text,
                    printed=total.printed,
                )


def _totals_and_means(text: str, figures: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """A total and the mean after it, what is told in passing left out: 为…2550公顷的60%."""
    told = [one for one in figures if not PASSING.search(text[: one.start])]
    yield from pairwise(told)


def _span(case: Case, before: str) -> int | None:
    """How many years are told of: both ends count."""
    found = list(YEARS.finditer(before))
    if not found:
        return _to_the_end(case, before)
    last = found[-1]
    if last[3]:
        return count_of(last[3])
    years = int(last[2]) - int(last[1]) + 1
    return years if years > 0 else None


def _to_the_end(case: Case, before: str) -> int | None:
    """到2025年: from the base year to the end of the plan."""
    if case.years is None or case.base_year is None:
        return None
    is_told = re.search(rf"到{case.years[1]}年|规划期|期内", before)
    return case.years[1] - case.base_year if is_told else None


OF_EACH = re.compile("(?:每|平均)[^，。;\\d]{0,8}$")  # 平均每个石场60万元: no total


def means_per_piece_fit(case: Case) -> Iterator[Finding]:
    """56座；从业人员4480人，平均每座矿山80人."""
    for number, sentence in enumerate(case.sentences):
        for mean in sentence.figures:
            found = PER_PIECE.search(sentence.text[: mean.start])
            if found is None or mean.dimension in RELATIVE or mean.is_in_words or mean.rate:
                continue
            yield from _per_piece(case, number, mean, found["unit"])


def _per_piece(case: Case, number: int, mean: Figure, unit: str) -> Iterator[Finding]:
    sentence = case.sentences[number]
    near = [
        (one, figure)
        for one in case.sentences[max(0, number - 3) : number + 1]
        if one.paragraph == sentence.paragraph
        for figure in one.figures
        if one is not sentence or figure.end <= mean.start
    ]
    pieces = [_with_bare_numbers(f, one.text) for one, f in near if f.unit == unit and f.amount > 1]
    totals = [
        figure
        for one, figure in near
        if figure.dimension is mean.dimension
        and figure.force is Force.EXACT
        and not OF_EACH.search(one.text[: figure.start])
        and figure.unit != unit
    ]
    own = [figure for one, figure in near if one is sentence]
    if any(one.unit == unit for one in own) and not any(one in own for one in totals):
        return  # 勘查合计8500万元。复绿160公顷，每公顷40万元: no money is told of what is told here
    is_own = bool(pieces and totals) and pieces[-1] in own and totals[-1] in own
    if is_own and ";" in sentence.text[totals[-1].end : pieces[-1].start]:
        return  # 其余2340.6万元引入社会资本；6座平均每座525万元: of something else
    every = [*pieces, *_runs(pieces), *_everywhere(case, unit)]
    if by := [figure for one, figure in near if figure in pieces and _is_reckoned_by(one, figure)]:
        pieces = every = by
    if not pieces or not totals or any(_is_mean(mean, t, p) for t in totals for p in every):
        return
    total, piece = totals[-1], pieces[-1]
    right = (
        f"{shown((total.amount / piece.value / mean.factor).quantize(Decimal('0.1')))}{mean.unit}"
    )
    yield doubt(
        Kind.GROWTH,
        sentence.around(mean),
        "{total} 分给 {piece}，平均为 {right}，印作 {printed}",
        "{total} over {piece} is {right} each; {printed} is printed",
        [sentence.reading(mean), sentence.reading(total)],
        right,
        total=total.printed,
        piece=piece.printed,
        right=right,
        printed=mean.printed,
    )


def _is_reckoned_by(sentence: Sentence, figure: Figure) -> bool:
    """按1650亩计算: the mean is of these, whatever else there is."""
    return is_reckoned_by(sentence.text, figure.start, figure.end)


def _with_bare_numbers(last: Figure, text: str) -> Figure:
    """15、20、20、20、15公顷 are 90公顷: those without a unit have that of the last."""
    row = BARE.search(text[: last.start])
    if row is None:
        return last
    more = sum(map(Decimal, re.findall(r"\d+(?:\.\d+)?", row[0])), Decimal(0))
    return replace(last, value=last.value + more, said=f"{row[0]}{last.printed}")


def _runs(pieces: list[Figure]) -> list[Figure]:
    """Two or more that are told one after the other, together."""
    sums = [
        sum(one.value for one in pieces[first:last])
        for first in range(len(pieces))
        for last in range(first + 2, len(pieces) + 1)
    ]
    return [replace(pieces[0], value=Decimal(value)) for value in sums]


def _everywhere(case: Case, unit: str) -> list[Figure]:
    """What the document tells of the unit: the total may be shared among what another tells."""
    figures = [one for sentence in case.sentences for one in sentence.figures]
    return [one for one in figures if one.unit == unit and one.amount > 1]


def _is_mean(mean: Figure, total: Figure, piece: Figure) -> bool:
    right = total.amount / piece.value
    if mean.force is Force.EXACT and not right % mean.step:
        return right == mean.amount  # nothing was rounded
    room = mean.step if mean.force is Force.EXACT else max(mean.step, mean.amount / 10)
    return abs(right - mean.amount) <= room
