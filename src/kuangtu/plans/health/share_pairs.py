# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Amounts with their shares in brackets behind them. 数量与括注的占比。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.prose_shares import Base, base_of, finding, grade_of_share, sum_of
from kuangtu.plans.health.quantities import Dimension, Figure
from kuangtu.plans.health.types import Finding, Grade


def shares_in_brackets(case: Case) -> Iterator[Finding]:
    """187815平方千米（94.70%）: rows of pairs that all have one base, but for a slip."""
    pairs = [
        (sentence, part, share)
        for sentence in case.sentences
        for part, share in pairwise(sentence.figures)
        if share.dimension is Dimension.PERCENT
        and part.dimension not in {Dimension.PERCENT, Dimension.POINTS}
        and re.fullmatch(
            r"\((?:占比|占)?(?:约|为)?|，占比(?:为)?", sentence.text[part.end : share.start]
        )
        and share.value > 0
        and part.upper is None
    ]
    for paragraph in {sentence.paragraph for sentence, _, _ in pairs}:
        for dimension in {part.dimension for _, part, _ in pairs}:
            group = [
                one
                for one in pairs
                if one[0].paragraph == paragraph and one[1].dimension is dimension
            ]
            yield from _group(case, group, dimension)


def _group(
    case: Case, group: list[tuple[Sentence, Figure, Figure]], dimension: Dimension
) -> Iterator[Finding]:
    base = _base_of_group(case, group, dimension)
    if base is None:
        return
    for sentence, part, share in group:
        if (grade := grade_of_share(share, part, base)) is not None:
            yield finding(
                sentence,
                share,
                [sentence.reading(part), base.reading],
                part.amount,
                base,
                grade=grade,
            )


def _base_of_group(
    case: Case, group: list[tuple[Sentence, Figure, Figure]], dimension: Dimension
) -> Base | None:
    """The county's area for areas, else the whole that at least two of the pairs agree with."""
    candidates = []
    if dimension is Dimension.AREA and case.county_area is not None:
        candidates.append(base_of(case.county_area[1], case.county_area[0]))
    for sentence, part, _ in group:
        candidates += [
            base_of(other, figure)
            for other in case.sentences
            if other.paragraph == sentence.paragraph or other.paragraph == sentence.paragraph - 1
            for figure in other.figures
            if figure.dimension is dimension and figure.amount > part.amount
        ]
    if len(group) > 1:
        candidates.append(sum_of(group[0][0], [part for _, part, _ in group]))
    best, most = None, 0
    for base in candidates:
        fits = sum(grade_of_share(share, part, base) is not Grade.ERROR for _, part, share in group)
        if fits > most:
            best, most = base, fits
    needed = 1 if len(group) == 2 else max(2, len(group) // 2)
    return best if most >= needed and len(group) >= 2 else None
