# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is left of a whole that only its rate tells of. 由完成率可知的余数。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.amounts import amounts_in, cells_in
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.types import Finding, Kind

RATE = re.compile("^[，、]?(?:[一-鿿]{2,6}率|比例|占[一-鿿]{2,8}的)(?:为|达到?|约)*$")
LEFT = re.compile("^[，;、](?!其中|另|计划|规划|拟|预计|新增)[一-鿿]{0,10}$")
# All that is left: what nobody has done, not what is to be done next or is not yet accepted.
DOING = (
    "(?:进行|开展|完成|治理|修复|恢复|复绿|覆盖|调查|测量|处置|整改|复垦|勘查|建成|达标|部署"
    "|实施|整治)"
)
UNDONE = re.compile(f"^[一-鿿]{{0,4}}?(?:未|没有|没)(?:得到|能)?{DOING}|^[一-鿿]{{0,4}}空白")
UNDONE_BEFORE = re.compile(f"(?:未|没有|待){DOING}(?:面积|区域|的|为|有)*$|空白区?(?:面积|为|有)*$")
HUNDRED = Decimal(100)


def what_is_left_fits_the_rate(case: Case) -> Iterator[Finding]:
    """完成1304平方千米，覆盖率78.0%，尚有386平方千米未开展, of a county of 1672."""
    for sentence in case.sentences:
        figures = [one for one in sentence.figures if not one.is_in_words]
        for done, rate, left in zip(figures, figures[1:], figures[2:], strict=False):
            if _are_three(done, rate, left) and _is_told(sentence, done, rate, left):
                yield from _judged(case, sentence, (done, rate, left))


def _are_three(done: Figure, rate: Figure, left: Figure) -> bool:
    kinds = (done.dimension is left.dimension, rate.dimension is Dimension.PERCENT)
    is_exact = all(one.force is Force.EXACT and one.upper is None for one in (done, rate, left))
    return all(kinds) and is_exact and done.unit == left.unit and 0 < rate.amount < HUNDRED


def _is_told(sentence: Sentence, done: Figure, rate: Figure, left: Figure) -> bool:
    """The rate follows what was done; then comes all that was not."""
    text = sentence.text
    before, after = text[rate.end : left.start], text[left.end :]
    is_left = LEFT.match(before) and (UNDONE_BEFORE.search(before) or UNDONE.match(after))
    return bool(RATE.match(text[done.end : rate.start]) and is_left)


def _judged(case: Case, sentence: Sentence, three: tuple[Figure, ...]) -> Iterator[Finding]:
    """A whole of the document makes the rate, and leaves something else; nothing makes both."""
    done, rate, left = three
    together = done.amount + left.amount
    if not _is_rate(done.amount, together, rate):
        wholes = {
            one.amount
            for one in (*amounts_in(case), *cells_in(case))
            if one.dimension is done.dimension and _is_rate(done.amount, one.amount, rate)
        }
        room = done.step + left.step
        if wholes and all(abs(one - together) > room for one in wholes):
            yield _finding(sentence, three, min(wholes, key=lambda one: abs(one - together)))


def _is_rate(part: Decimal, whole: Decimal, rate: Figure) -> bool:
    return whole > part and abs(part * HUNDRED / whole - rate.amount) <= rate.step


def _finding(sentence: Sentence, three: tuple[Figure, ...], whole: Decimal) -> Finding:
    done, rate, left = three
    right = f"{shown(done.in_its_unit(whole - done.amount))}{left.unit}"
    return error(
        Kind.SUM,
        sentence.around(left),
        "{done} 占 {whole} 为 {rate}，余下应为 {right}，印作 {left}",
        "{done} of {whole} is {rate}; {right} should be left, {left} is printed",
        [sentence.reading(one) for one in three],
        right,
        done=done.printed,
        whole=f"{shown(done.in_its_unit(whole))}{done.unit}",
        rate=rate.printed,
        right=right,
        left=left.printed,
    )
