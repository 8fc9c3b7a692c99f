# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shares that stand in a row: 分别占, and those in brackets behind their amounts. 成组的占比。

All of a row have one base: the one that most of them agree with. Those that do not are told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kuangtu.plans.health.reading.amounts import (
    RELATIVE,
    Amount,
    amount_of,
    amounts_by_paragraph,
    together,
)
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.shares.share_bases import is_sensible
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_parts import amounts_of
from kuangtu.plans.health.shares.shares import finding_of, grade_of
from kuangtu.plans.health.types import Finding, Grade

IN_ORDER = re.compile(
    r"(?:占比|比重|比例|份额)?(?:分别|依次|各)(?:为|是|占|达|约)(?:[^，。;\d]{0,10})$"
)
IN_BRACKETS = re.compile(r"\((?:占比|占)?(?:约|为)?|，占比(?:为)?")
OWN = ("本县", "我县", "本市", "我市", "本区", "本旗", "县内")
Row = list[tuple[Amount, Claim]]


def shares_in_order_fit(case: Case) -> Iterator[Finding]:
    """33.2亿元、46.5亿元、53.1亿元，占比分别为25.0%、35.0%、40.0%."""
    for number, sentence in enumerate(case.sentences):
        row = _row_in_order(case, sentence, number)
        if len(row) < 2 or len({part.dimension for part, _ in row}) > 1:
            continue
        parts = [part for part, _ in row]
        is_all = 95 <= sum(float(claim.share.value) for _, claim in row) <= 105
        bases = [together(parts), *_county(case, parts[0].dimension), *_near(case, sentence)]
        base = bases[0] if is_all and is_sensible(bases[0]) else None
        needed = len(row) - (len(row) > 2)
        fitting = _most_fitting(row, bases, at_least=needed)
        if fitting is None and (one := _part_of_each(case, row)) is not None:
            yield from _told_of_each(row, one)
        else:
            yield from _told(row, fitting or base)


def _part_of_each(case: Case, row: Row) -> Amount | None:
    """全国173种、全省148种，本县分别占13.3%和15.5%: the one part, told before, of all of them."""
    last, claim = row[-1]
    start = last.figure.end if last.figure is not None else 0
    between = claim.sentence.text[start : row[0][1].start]
    if not any(name and name in between for name in (case.county_name, case.own_level, *OWN)):
        return None
    if len({frozenset(MINERAL.findall(base.name)) for base, _ in row}) > 1:
        return None  # 全市煤炭产量…、铁矿石产量…，本县分别占…: each has a part of its own
    candidates = [
        one
        for one in _near(case, claim.sentence)
        if one.dimension is last.dimension and all(one.amount < base.amount for base, _ in row)
    ]
    return max(
        (one for one in candidates if _fits_of_each(row, one) >= len(row) - 1),
        key=lambda one: _fits_of_each(row, one),
        default=None,
    )


def _fits_of_each(row: Row, one: Amount) -> int:
    return sum(grade_of(claim.share, one, base) is not Grade.ERROR for base, claim in row)


def _told_of_each(row: Row, one: Amount) -> Iterator[Finding]:
    for base, claim in row:
        if grade_of(claim.share, one, base) is not None:
            yield finding_of(claim, one, base)


def _row_in_order(case: Case, sentence: Sentence, number: int) -> Row:
    shares = [one for one in sentence.figures if one.dimension is Dimension.PERCENT]
    first = next(
        (n for n, one in enumerate(shares) if IN_ORDER.search(sentence.text[: one.start])), None
    )
    if first is None:
        return []
    told = shares[first : first + 1]
    for share in shares[first + 1 :]:  # 25.0%、40.0%、35.0%；…增长5.0%: the last is none of them
        if not re.fullmatch("[、，]?[和与及]?", sentence.text[told[-1].end : share.start]):
            break
        told.append(share)
    before = [
        one
        for one in amounts_of(case, sentence)
        if one.figure is not None and one.figure.end <= told[0].start
    ]
    parts = before[-len(told) :]
    if len(parts) != len(told):
        return []
    return [(part, _claim(sentence, number, one)) for part, one in zip(parts, told, strict=True)]


def _claim(sentence: Sentence, number: int, share: Figure) -> Claim:
    return Claim(share, sentence, number, "", "", share.start)


def shares_in_brackets(case: Case) -> Iterator[Finding]:
    """187815平方千米（94.70%）: rows of pairs that all have one base, but for a slip."""
    pairs = list(_in_brackets(case))
    for paragraph in dict.fromkeys(claim.sentence.paragraph for _, claim in pairs):
        like = [one for one in pairs if one[1].sentence.paragraph == paragraph]
        for dimension in dict.fromkeys(part.dimension for part, _ in like):
            row = [one for one in like if one[0].dimension is dimension]
            if len(row) < 2:
                continue
            bases = [*_county(case, dimension), *_near(case, row[0][1].sentence)]
            bases.append(together([part for part, _ in row]))
            needed = 1 if len(row) == 2 else max(2, len(row) // 2)
            yield from _told(row, _most_fitting(row, bases, at_least=needed))


def _in_brackets(case: Case) -> Iterator[tuple[Amount, Claim]]:
    for number, sentence in enumerate(case.sentences):
        for part, share in pairwise(sentence.figures):
            if share.dimension is not Dimension.PERCENT or part.dimension in RELATIVE:
                continue
            between = sentence.text[part.end : share.start]
            if IN_BRACKETS.fullmatch(between) and share.value > 0 and part.upper is None:
                yield amount_of(part, sentence), _claim(sentence, number, share)


def _county(case: Case, dimension: Dimension) -> list[Amount]:
    if dimension is not Dimension.AREA or case.county_area is None:
        return []
    return [amount_of(*case.county_area)]


def _near(case: Case, sentence: Sentence) -> list[Amount]:
    """The amounts of the paragraph and of the one before it."""
    known = amounts_by_paragraph(case)
    return [
        one
        for number in (sentence.paragraph - 1, sentence.paragraph)
        for one in known.get(number, ())
    ]


def _most_fitting(row: Row, bases: Sequence[Amount], *, at_least: int) -> Amount | None:
    best, most = None, at_least - 1
    for base in bases:
        if base.dimension is not row[0][0].dimension or not is_sensible(base):
            continue
        fits = sum(
            grade_of(claim.share, part, base) is not Grade.ERROR and base.amount != part.amount
            for part, claim in row
        )
        if fits > most:
            best, most = base, fits
    return best


def _told(row: Row, base: Amount | None) -> Iterator[Finding]:
    for part, claim in row:
        if base is not None and grade_of(claim.share, part, base) is not None:
            yield finding_of(claim, part, base)
