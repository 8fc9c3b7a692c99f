# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a printed figure that seems wrong is right by another reading. 另有出处。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kuangtu.plans.health.reading.amounts import (
    Amount,
    amounts_by_paragraph,
    cells_in,
    core_of,
)
from kuangtu.plans.health.reading.borne_out import MOST, is_sum_or_part
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.edits import are_turned
from kuangtu.plans.health.reading.figures_of import figure_of
from kuangtu.plans.health.reading.grids import bare, grids
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, Dimension, Figure, count_of, plain
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.types import Finding, Kind

RECKONED = {Kind.SUM, Kind.SHARE, Kind.GROWTH, Kind.PART_ABOVE_WHOLE}
NUMBER_OF_YEARS = rf"({HAN_NUMBER}|1?\d)"
UP = re.compile("[增涨升]|提高")
DOWN = re.compile("[减降压]|下滑|缩")
UP_OR_DOWN = re.compile("^[，(][一-鿿]{0,3}[增减降升]幅[^，。;\\d]{0,3}$")
REACH = 12  # signs before a rate that say what it is
FEWEST_DIGITS = 3  # a number of one or two digits is the sum of some others by chance
NAMED = 2  # signs of a name of a row
FEWEST_PARTS = 2
FEWEST_IN_ROW = 100  # of small numbers one or another gives any share
NUMBER = re.compile(r"\d+(?:\.\d+)?")
YEARLY = re.compile("年均|年平均|每年|年递增|年递减")
LENGTH = re.compile(rf"(?<![\d第]){NUMBER_OF_YEARS}年(?!产|[底末初度内])")
LONGEST = 20  # years
LONGEST_ROW = 20


def follows_otherwise(case: Case, finding: Finding) -> bool:
    """Whether the figure that a finding is about follows from others about it or in its table.

    产量862.4万吨，产能利用率82.9%: the capacity stands in the row of the table.
    """
    if finding.kind not in RECKONED or not finding.readings or finding.where.row:
        return False
    found = figure_of(case, finding.readings[0])
    if found is None:
        return False
    sentence, figure = found
    if _is_of_the_amount_before(figure, sentence):
        return True
    # 4.6% for 6.4%: digits that changed places explain it better; and 由58个减至31个，净减12个:
    # the sentence itself says what it is held against.
    if _is_a_slip(finding, figure) or _is_within(sentence, finding) or _is_a_part_turned(finding):
        return False
    if figure.dimension is Dimension.PERCENT:
        return any(_is(figure, value) for value in _rates(case, figure, sentence))
    is_relative = figure.dimension in {Dimension.POINTS, Dimension.TIMES}
    if is_relative or len(re.sub(r"\D", "", f"{figure.value:f}").strip("0")) < FEWEST_DIGITS:
        return False
    near = [one.figure for one in _near(case, figure, sentence) if one.figure]
    like = [one for one in near if one.dimension is figure.dimension]
    return is_sum_or_part(figure, like)


def _is_a_slip(finding: Finding, figure: Figure) -> bool:
    """The computed value has the printed digits in another order."""
    computed = NUMBER.match(finding.computed)
    printed = f"{figure.value:f}"
    return computed is not None and are_turned(computed[0], printed)


def _is_a_part_turned(finding: Finding) -> bool:
    """2023年7600万元, where 6700 would make up the total: digits have changed places in a part."""
    if finding.kind is not Kind.SUM or len(finding.readings) <= FEWEST_PARTS:
        return False
    found = [re.fullmatch(r"(\d+(?:\.\d+)?)(\D+)", plain(one.value)) for one in finding.readings]
    units = {one[2] if one else "" for one in found}
    if len(units) > 1 or "" in units:
        return False
    whole, *parts = [Decimal(one[1]) for one in found if one]
    rest = whole - sum(parts, Decimal(0))
    return any(part + rest > 0 and slip_between(part, part + rest) >= Slip.FAIR for part in parts)


def _is_of_the_amount_before(figure: Figure, sentence: Sentence) -> bool:
    """有矿山37座，净减少13座，减幅35.1%: the change that is told right before, of its base."""
    before = [one for one in sentence.figures if one.end <= figure.start and one.upper is None]
    if figure.dimension is not Dimension.PERCENT or not before:
        return False
    last, others = before[-1], before[:-1]
    amounts = {one.amount for one in others if one.unit == last.unit}
    if DOWN.search(sentence.text[last.end : figure.start]):
        # 由45个减到32个，减少13个，降幅: of the 45
        others = [one for one in others if one.amount + last.amount not in amounts]
    return UP_OR_DOWN.search(sentence.text[last.end : figure.start]) is not None and any(
        one.unit == last.unit and one.amount and _is(figure, 100 * last.amount / one.amount)
        for one in others
    )


def _is_within(sentence: Sentence, finding: Finding) -> bool:
    """Whether everything that the finding holds against each other stands in one sentence."""
    return all(
        one.where.line == sentence.line
        and not one.where.row
        and one.where.words in sentence.printed
        for one in finding.readings
    )


def _near(case: Case, figure: Figure, sentence: Sentence) -> Sequence[Amount]:
    """The amounts of the paragraph, those about the figure where there are many."""
    told = amounts_by_paragraph(case).get(sentence.paragraph, ())
    if len(told) <= MOST:
        return told
    before = [
        n
        for n, one in enumerate(told)
        if one.sentence is sentence and one.figure and one.figure.end <= figure.start
    ]
    at = before[-1] if before else 0
    return told[max(0, at - MOST // 2) : at + MOST // 2]


SHARE = re.compile("占|比重|比例|份额")


def _rates(case: Case, figure: Figure, sentence: Sentence) -> Iterator[Decimal]:
    """What an amount of the sentence is of another: a share, or a change, in all or a year."""
    near = _near(case, figure, sentence)
    piece = start_of(sentence.text, figure.start, "。;")
    own = [
        one for one in near if one.sentence is sentence and one.figure and one.figure.start >= piece
    ]
    others = [*near, *(cell for row in _rows_named(case, sentence) for cell in row)]
    said = sentence.text[max(0, figure.start - REACH) : figure.start]
    is_yearly = YEARLY.search(said) is not None
    is_share = SHARE.search(said) is not None
    is_up = True if UP.search(said) else False if DOWN.search(said) else None
    numbers = list(_numbers_of_rows_named(case, sentence)) if is_up is None else []
    if is_up is not None:  # 达到160万吨，比2020年增长20%: what has just been told has grown
        told = [one for one in own if one.figure and one.figure.end <= figure.start]
        own = [one for one in told if one.dimension is told[-1].dimension] or own
    for one in own:
        yield from (100 * one.amount / number for number in numbers if one.figure)
        for other in others:
            if one.dimension is not other.dimension or not other.amount or not one.amount:
                continue
            if not is_yearly:
                yield 100 * one.amount / other.amount
            for old, new in () if is_share else ((one, other), (other, one)):
                if is_up is not None and is_up != (new.amount > old.amount):
                    continue
                if not is_yearly:  # 年均增长25.0% is not right for having grown so much in all
                    yield 100 * abs(new.amount / old.amount - 1)
                for years in _lengths(case, sentence) if is_yearly else ():
                    ratio = float(new.amount / old.amount) ** (1 / years) - 1
                    yield Decimal(str(round(abs(ratio) * 100, 6)))


def _lengths(case: Case, sentence: Sentence) -> frozenset[int]:
    """How many years a rate may be over: those told, five, and from the base to the end."""
    told = {count_of(found[1]) for found in LENGTH.finditer(sentence.text)}
    period = {case.years[1] - case.base_year} if case.years and case.base_year else set()
    return frozenset(one for one in {*told, *period, 5} if 0 < one <= LONGEST)


def _rows_named(case: Case, sentence: Sentence) -> Iterator[Sequence[Amount]]:
    """The rows of tables that the sentence names, and those of totals."""
    for name, row in _rows(case).items():
        label = core_of(name[1])
        if len(row) <= LONGEST_ROW and (not name[1] or (label and label in sentence.text)):
            yield row


def _numbers_of_rows_named(case: Case, sentence: Sentence) -> Iterator[Decimal]:
    """986立方米，为允许开采量的54.8%: of 1800立方米/日 in the row of the spring."""
    for grid in grids(case.tables):
        for row in grid.body:
            texts = [bare(cell.text) for cell in row if cell is not None]
            label = next((one for one in texts if not NUMBER.match(one)), "")
            if len(label) < NAMED or label not in sentence.text:
                continue
            told = [Decimal(found[0]) for one in texts if (found := NUMBER.match(one))]
            yield from (one for one in told if one >= FEWEST_IN_ROW)


@once
def _rows(case: Case) -> Mapping[tuple[int, str, int], list[Amount]]:
    """The cells of each row, by table, label and row."""
    found: dict[tuple[int, str, int], list[Amount]] = defaultdict(list)
    for one in cells_in(case):
        if one.cell is not None:
            key = (id(one.cell.table), one.name.split("|")[0], one.cell.row)
            found[key].append(one)
    return found


def _is(figure: Figure, value: Decimal) -> bool:
    return abs(figure.amount - value) <= figure.step / 2
