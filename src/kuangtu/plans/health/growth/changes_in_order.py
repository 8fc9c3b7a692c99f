# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes of several things told in one row: 年均增速依次为5.1%、20.1%和5.5%. 成组的增减。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.growth.change_words import DOWN, MEAN, UP, YEAR
from kuangtu.plans.health.growth.changes import Change, Way
from kuangtu.plans.health.reading.amounts import name_of, row_after
from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force

EACH = "(?:分别|依次|各)"
IN_ORDER = re.compile(
    rf"(?:年均|年平均|每年)?(?:(?P<up>{UP})|(?P<down>{DOWN}))[^，。;\d]{{0,4}}{EACH}(?:为|是|达|约|达到)*$"
    rf"|{EACH}[^，。;]{{0,20}}?(?:(?P<more>{UP})|(?P<less>{DOWN}))(?:了|约|率)*$"
)
COMPARED = re.compile(rf"[比较与]{YEAR}")


def changes_in_order(sentence: Sentence) -> Iterator[Change]:
    """One change for each amount of the row before: each has its own name and its own rate."""
    for figure in sentence.figures:
        found = IN_ORDER.search(sentence.text[: figure.start])
        if found is None or figure.dimension is not Dimension.PERCENT:
            continue
        rates = row_after(sentence, figure.start, Dimension.PERCENT)
        amounts = _amounts_before(sentence, found.start(), len(rates))
        if len(rates) > 1 and len(amounts) == len(rates):
            yield from _changes(sentence, rates, amounts, found)
        return


def _amounts_before(sentence: Sentence, end: int, count: int) -> Sequence[Figure]:
    """The last so many amounts, if they are told in a row: 100万吨、3.0万吨和11.0万吨."""
    before = [
        one
        for one in sentence.figures
        if one.end <= end
        and not one.is_in_words
        and one.dimension not in {Dimension.PERCENT, Dimension.POINTS, Dimension.TIMES}
    ]
    row = before[-count:]
    is_one = len({one.dimension for one in row}) == 1
    return row if is_one and all(one.force is Force.EXACT for one in row) else []


def _changes(
    sentence: Sentence, rates: Sequence[Figure], amounts: Sequence[Figure], found: re.Match[str]
) -> Iterator[Change]:
    clause = re.split("[，。;]", sentence.text[: rates[0].start])[-1]
    years = COMPARED.findall(sentence.text[: rates[0].start])
    is_mean = MEAN.search(clause) is not None
    for rate, amount in zip(rates, amounts, strict=True):
        name = name_of(sentence, amount)
        if name:
            yield Change(
                Way.MEAN if is_mean else Way.RATE,
                rate,
                sentence,
                bool(found["down"] or found["less"]),
                f"{name}{'年均' * is_mean}增长",
                None,
                amount,
                years[-1] if years else "",
                "",
                frozenset(),
            )
