# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Changes against the amounts they lie between. 增减与首末数值。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.growth.change_ends import near_pairs, pairs_of
from kuangtu.plans.health.growth.changes import Change, Way, changes_in, is_from
from kuangtu.plans.health.growth.changes_alone import is_of_no_years
from kuangtu.plans.health.growth.changes_in_order import changes_in_order
from kuangtu.plans.health.growth.ends import Pair
from kuangtu.plans.health.growth.rows_bear_out import pairs_of_rows
from kuangtu.plans.health.making import graded, shown
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import entries_in
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import Dimension, Force, step_of
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.types import Finding, Grade, Kind

THEN_AGAIN = re.compile(r"(?:\([^()]*\))?，?[再又](?!生)")  # 减少4宗(3宗关闭)再增加2宗
IN_WORDS = Decimal(5)  # per cent that 一半 and 三成 leave open
IN_ALL = re.compile("合计|共计|总计|总共|一共|合共|(?<!公)共净?[减增]|[两二三四五][者项类]")
AGAIN = re.compile("[再又]|继续|进一步")
WHOLE_NUMBERS = {Dimension.COUNT, Dimension.PEOPLE, Dimension.KINDS}
BY_A_DEED = re.compile("(?:整合|合并|兼并|重组|到期|政策性?|注销|关闭|退出|淘汰)减少$")
AGAINST_A_THING = re.compile("[比较](?!20|上|去|前|基|现|“|十)[一-鿿]{3,}[多少高低]$")  # 比需求少


def changes_fit_their_ends(case: Case) -> Iterator[Finding]:
    """由2020年的86.4万吨增加到2025年的120.0万吨，增幅38.89%: or the values stand elsewhere."""
    for number, sentence in enumerate(case.sentences):
        for change in (*changes_in(sentence), *changes_in_order(sentence)):
            if _is_from_another(change) or is_of_no_years(change):
                continue
            pairs = list(pairs_of(case, number, change))
            best = max((one.trust for one in pairs), default=0)
            able = [one for one in pairs if one.trust > 1 or best < 4]
            if (slip := _turned(change, able)) is not None:
                yield change_finding(change, slip, trust=2)
            if not pairs or slip or any(fits(change, one) for one in able):
                continue
            if _rises_to_a_share(case, change) or _is_of_all_before(case, number, change):
                continue
            if _has_other_ends(case, change, best):
                continue
            olds = {one.old.amount for one in pairs}
            if any(
                fits(change, one)
                for one in near_pairs(case, number, change)
                if change.way is not Way.TIMES or one.old.amount in olds
            ):
                continue
            chosen = [one for one in pairs if one.trust == best]
            if best >= 3 or (best == 2 and len({one.old.amount for one in chosen}) == 1):
                yield change_finding(
                    change, min(chosen, key=lambda one: _distance(change, one)), best
                )


def _distance(change: Change, pair: Pair) -> Decimal:
    """How far what the pair gives is from what is printed."""
    return min(
        abs(abs(computed(change, pair, n)[0]) - change.figure.value) for n in pair.lengths or {1}
    )


def _is_of_all_before(case: Case, number: int, change: Change) -> bool:
    """煤矿减少7座。非煤矿山减少18座。全县合计减少25座: of what the sentences before told."""
    if not IN_ALL.search(change.head) or change.old is not None:
        return False
    return any(
        one.figure.unit == change.figure.unit
        for sentence in case.sentences[max(0, number - 2) : number]
        if sentence.paragraph == change.sentence.paragraph
        for one in changes_in(sentence)
    )


OWN = 4  # the trust of ends that the sentence itself tells


def _has_other_ends(case: Case, change: Change, best: int) -> bool:
    """A row that the words lead to, what came and went, or the number that it leads back to."""
    if any(fits(change, one) for one in pairs_of_rows(case, change)) or _is_net(change):
        return True
    return best < OWN and _begins_with_a_number_told(case, change)


def _begins_with_a_number_told(case: Case, change: Change) -> bool:
    """规模640万吨/年，比2020年净增40万吨/年, where a cell prints 600万吨/年: from that."""
    new, figure = change.new, change.figure
    if change.way is not Way.DELTA or new is None or new.unit != figure.unit:
        return False
    first = f"{new.value + figure.value * (1 if change.is_down else -1):f}"
    is_telling = len(first.replace(".", "")) > TELLING
    return (
        is_telling and re.search(rf"(?<![\d.]){re.escape(first)}(?![\d.])", case.whole) is not None
    )


TELLING = 2  # digits that stand somewhere by chance
NET = re.compile("净[增减]|相抵|相减")
COME = re.compile("新[设立建增]|增加|投放")
GONE = re.compile("减少|注销|关闭|退出|整合|压减|淘汰")


def _is_net(change: Change) -> bool:
    """减少采矿权12个；新设6个，增减相抵净减6个: what came and what went leave as much."""
    if not NET.search(change.head):
        return False
    text = change.sentence.text
    told = [
        (re.split("[，。;]", text[: one.start])[-1], one.amount)
        for one in change.sentence.figures
        if one.end <= change.figure.start and one.dimension is change.figure.dimension
    ]
    come = {amount for words, amount in told if COME.search(words)}
    gone = {amount for words, amount in told if GONE.search(words)}
    return any(abs(one - other) == change.figure.amount for one in come for other in gone)


def _rises_to_a_share(case: Case, change: Change) -> bool:
    """16座，占51.61%，该比例提高25.66个百分点: another share of the document is as much more."""
    if change.way is not Way.POINTS:
        return False
    told = [one for one in change.sentence.figures if one.dimension is Dimension.PERCENT]
    ends = {one.value + sign * change.figure.value for one in told for sign in (-1, 1)}
    return bool(ends & _shares_in(case))


@once
def _shares_in(case: Case) -> frozenset[Decimal]:
    """Every percentage of the prose and of the tables that says something: 77.27."""
    figures = [figure for sentence in case.sentences for figure in sentence.figures]
    told = {one.value for one in figures if one.dimension is Dimension.PERCENT}
    told |= {one.amount for one in entries_in(case) if one.dimension is Dimension.PERCENT}
    return frozenset(one for one in told if len(f"{one:f}".replace(".", "")) > 2)


def _is_from_another(change: Change) -> bool:
    """探矿权净减8个，采矿权由36个减少12个，合计净减20个: of them all, not of the last alone.

    2023年减少2个;2025年再减少3个: from what was reached in between. 五年减少17个，其中瓷土减少9个:
    a part of those five years' change, whose own ends are told nowhere. 整合减少4个: by one deed.
    """
    if (
        AGAINST_A_THING.search(change.head)
        or THEN_AGAIN.match(change.sentence.text, change.figure.end)
        or BY_A_DEED.search(change.head)
        or (change.old is None and AGAIN.search(change.head))
    ):
        return True
    before = [
        one
        for one in changes_in(change.sentence)
        if one.figure.end <= change.figure.start and one.figure.unit == change.figure.unit
    ]
    if before and change.old is None and change.new is None:
        between = change.sentence.text[before[0].figure.end : change.figure.start]
        if re.search("其中|[，:]即|包括", between):
            return True
    if _is_what_went_together(change) or _is_one_of_those_listed(change):
        return True
    olds = [
        one
        for one in change.sentence.figures
        if one.end <= change.figure.start and one.unit == change.figure.unit
        if is_from(change.sentence, one)
    ]
    return max(len(before), len(olds)) > 1 and IN_ALL.search(change.head) is not None


def _is_one_of_those_listed(change: Change) -> bool:
    """采矿权由21个减少到18个：建筑用花岗岩减2个，陶瓷土减1个…: after the colon each its own."""
    if change.new is None or IN_ALL.search(change.head):
        return False
    new = [one for one in change.sentence.figures if one.amount == change.new.amount]
    between = [change.sentence.text[one.end : change.figure.start] for one in new]
    return any(LISTED.match(words) for words in between)


LISTED = re.compile(r":[一-鿿]{3,}$")


def _is_what_went_together(change: Change) -> bool:
    """关闭铁矿6个、金矿2个、萤石1个，减少9个: the sum of what has just been told one by one."""
    start = start_of(change.sentence.text, change.figure.start, "。;")
    row = [
        one.amount
        for one in change.sentence.figures
        if start <= one.start < change.figure.start and one.unit == change.figure.unit
    ]
    return len(row) > 1 and sum(row, Decimal(0)) == change.figure.amount


def _turned(change: Change, pairs: Sequence[Pair]) -> Pair | None:
    """1.2万吨 to 3.0万吨 is 20.11% a year: 21.01% may be so by rounding, but is a slip."""
    if change.way not in {Way.RATE, Way.MEAN} or change.figure.force is not Force.EXACT:
        return None
    unit, slips = step_of(change.figure.value), []
    for pair in pairs:
        for years in pair.lengths or {1}:
            right = abs(computed(change, pair, years)[0])
            if abs(right - change.figure.value) <= unit:
                return None
            if slip_between(change.figure.value, right.quantize(unit)) is Slip.STRONG:
                slips += [pair] if pair.trust > 2 and len(pair.lengths) < 2 else []
    return slips[0] if slips else None


def fits(change: Change, pair: Pair) -> bool:
    """The two ends give what is printed, in one of the numbers of years they may be apart."""
    return any(_fits_once(change, pair, n) for n in pair.lengths or {1})


def _fits_once(change: Change, pair: Pair, years: int) -> bool:
    right, room = computed(change, pair, years)
    figure = change.figure
    if change.is_down is not None and right and change.is_down != (right < 0):
        return False
    difference = abs(abs(right) - figure.value)
    if figure.force is Force.AT_LEAST and abs(right) >= figure.value:
        return True
    if figure.force is Force.AT_MOST and abs(right) <= figure.value:
        return True
    if figure.said and change.way is Way.RATE:
        room = max(room, IN_WORDS)  # 减少近一半
    if figure.force is Force.ABOUT and change.way is not Way.TIMES:
        room += max(step_of(figure.value), figure.value / 20)
    return difference <= room


def computed(change: Change, pair: Pair, years: int) -> tuple[Decimal, Decimal]:
    """What the two ends give, and how far rounding may carry it."""
    old, new, figure = pair.old, pair.new, change.figure
    is_counted = old.dimension in WHOLE_NUMBERS and max(old.step, new.step) <= 1
    rounding = Decimal(0) if is_counted else (old.step + new.step) / 2
    if change.way in {Way.DELTA, Way.POINTS}:
        is_whole = figure.dimension in WHOLE_NUMBERS
        room = Decimal(0) if is_whole else rounding / figure.factor
        return (new.amount - old.amount) / figure.factor, room + step_of(figure.value) / 2 * (
            not is_whole
        )
    room = step_of(figure.value) / 2 + 100 * rounding / old.amount / (
        years if change.way is Way.MEAN else 1
    )
    ratio = float(new.amount / old.amount)
    if change.way is Way.MEAN:
        return Decimal(str(round((ratio ** (1 / years) - 1) * 100, 6))), room
    if change.way is Way.TIMES:
        return Decimal(str(round(ratio - 1, 6))), (figure.value + 1) / 20
    return Decimal(str(round((ratio - 1) * 100, 6))), room


def change_finding(change: Change, pair: Pair, trust: int) -> Finding:
    """A change that its two ends do not give."""
    years = min(pair.lengths, default=1)
    right, _ = computed(change, pair, years)
    rounded = abs(right).quantize(step_of(change.figure.value))
    text = f"{shown(rounded)}{change.figure.unit}"
    is_near = abs(abs(right) - change.figure.value) <= step_of(
        change.figure.value
    ) and change.way in {
        Way.RATE,
        Way.MEAN,
    }
    grade = Grade.NOTE if is_near else Grade.ERROR if trust >= 3 else Grade.DOUBT
    within = f"（{years} 年）" if change.way is Way.MEAN else ""
    return graded(
        grade,
        Kind.GROWTH,
        change.sentence.around(change.figure),
        "由 {old} 到 {new}{within}，变化应为 {right}，印作 {printed}",
        "from {old} to {new} the change is {right}; {printed} is printed",
        [change.sentence.reading(change.figure), pair.old.reading, pair.new.reading],
        text,
        old=pair.old.reading.value,
        new=pair.new.reading.value,
        within=within,
        right=text,
        printed=change.figure.printed,
    )
