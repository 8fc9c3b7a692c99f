# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shares of the amount right before them in a base that is named. 紧接数量之占比。

面积289.8平方千米，占全旗面积的5.3%: nothing but these two is meant, be it that others give 5.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.reading.amounts import YEAR, Amount, amounts_in, core_of
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import entries_in
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.reading.sameness import MINERAL
from kuangtu.plans.health.shares.of_each_other import wholes_of
from kuangtu.plans.health.shares.share_bases import OWN_AREA, bases_of, is_sensible
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_names import is_exactly
from kuangtu.plans.health.shares.share_parts import amounts_before, label_before
from kuangtu.plans.health.shares.shares import finding_of, grade_of, told_shares
from kuangtu.plans.health.types import Finding, Grade

NEXT = re.compile(r"(?:\([^()]*\))?，?其?占")
TOGETHER = re.compile("合计|共计?|总|两|三|四|[和与及、]")
CHANGED_BY = re.compile("[比较].*(?:增加|减少|净增|净减|增|减)$")  # of what there is after it
ALL = re.compile(r"^(?:[\d.]+\s|20\d\d年末?|全[县市区旗州盟]|本县|的)+|[为达]$")
OPENING = 24  # signs in which a sentence says of which year it is
OF_ALL_THERE_IS = re.compile(r"(?:全[县市区旗])?(?:地区)?生产总值(?:\(GDP\))?")
FULL = 4  # signs that are the whole name of a base
WHOLE = 2  # signs of a name that says what the base is


def shares_are_of_what_stands_before_them(case: Case) -> Iterator[Finding]:
    """采矿业增加值10.32亿元，占地区生产总值的30.0%, which is its share in another amount."""
    for told in told_shares(case):
        claim = told.claim
        part = _part_before(case, claim) if told.wrong is None else None
        if part is None:
            continue
        is_of_area = part.dimension is Dimension.AREA and any(_called_behind(case, claim, part))
        is_of_all = OF_ALL_THERE_IS.fullmatch(claim.base) is not None
        is_named = is_of_area or is_of_all or _is_of_the_county(case, claim, part)
        if told.fitting is not None and not is_named:
            continue
        every = _bases(case, claim, part)
        grades = {grade_of(claim.share, part, one) for one in every}
        year = part.year or str(case.base_year)
        bases = [one for one in every if one.year == year]
        is_dated = bool(part.year) and all(one.year for one in every)
        if not bases and is_dated and part.dimension is Dimension.COUNT:
            continue  # 2020年底有6个, where the only number of all is that of 2015
        bases = bases or every
        if any(_is_of_all_parts(case, told.claim, part, one) for one in bases):
            continue
        if len({one.amount for one in bases}) == 1 and grades == {Grade.ERROR}:
            yield finding_of(claim, part, bases[0])


def _bases(case: Case, claim: Claim, part: Amount) -> list[Amount]:
    """The amounts that bear the name of the base, whatever their year."""
    told = [one for one in bases_of(case, claim, part, None).told if _is_base(case, claim, one)]
    told = told or list(_called_behind(case, claim, part))
    told += _called_so(case, claim, part)
    years = set(YEAR.findall(claim.base))  # 占2020年底遗留面积的: not what there was in 2015
    told = [one for one in told if not (years and _years_of(one)) or years & _years_of(one)]
    return [one for one in told if is_sensible(one) and one.amount > part.amount]


def _is_of_all_parts(case: Case, claim: Claim, part: Amount, base: Amount) -> bool:
    """22个由三部分构成：现有9个，新建9个，改造4个，占总数的68.8%: of all three together."""
    return any(grade_of(claim.share, one, base) is None for one in wholes_of(case, part))


def _years_of(one: Amount) -> set[str]:
    """The years right before it, or its own."""
    return set(YEAR.findall(label_before(one))) or {one.year} - {""}


def _called_behind(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """尚有306.80公顷待治理, for 占待治理面积的: what it is stands behind the amount."""
    core = core_of(claim.base)
    for one in amounts_in(case) if len(core) > WHOLE else ():
        figure, sentence = one.figure, one.sentence
        is_like = one.dimension is part.dimension and figure is not None and sentence is not None
        if is_like and figure and sentence:
            behind = re.split("[，。;:、(]", sentence.text[figure.end :])[0]
            if behind.startswith(core) or core_of(behind) == core:
                yield one


def _called_so(case: Case, claim: Claim, part: Amount) -> Iterator[Amount]:
    """地区生产总值129.00亿元: the whole words of the base right before an amount of the part."""
    words = ALL.sub("", claim.base).removeprefix("地区")
    for one in amounts_in(case) if len(words) >= FULL else ():
        is_here = one.sentence is not None and one.sentence.clause == claim.sentence.clause
        is_like = is_here and one.dimension is part.dimension and one.figure is not part.figure
        own = ALL.sub("", label_before(one)).removeprefix("地区")
        is_all = words == "生产总值" and own.endswith(words)  # 全县实现地区生产总值
        if is_like and (own == words or is_all):
            yield one


def _part_before(case: Case, claim: Claim) -> Amount | None:
    """The one amount that stands right before 占, and none of its kind in the clauses before."""
    before = amounts_before(case, claim)
    if claim.part or not claim.is_of or claim.base_figure is not None or not before:
        return None
    last = before[-1]
    if last.figure is None:
        return None
    text = claim.sentence.text
    is_next = NEXT.match(text, last.figure.end) is not None
    said = re.split("[，。;:(]", text[: last.figure.start])[-1]
    is_one = not TOGETHER.search(said) and not CHANGED_BY.search(said)
    return last if is_next and is_one else None


def _is_of_the_county(case: Case, claim: Claim, part: Amount) -> bool:
    """占全旗面积的: there is only one such area."""
    words = claim.base.replace(case.county_name or "!", "")
    is_known = case.county_area is not None and part.dimension is Dimension.AREA
    return is_known and bool(words) and OWN_AREA.fullmatch(words) is not None


def _is_base(case: Case, claim: Claim, one: Amount) -> bool:
    """Named by the very words, or the county."""
    words = claim.base.replace(case.county_name or "!", "")
    is_county = case.county_area is not None and one.figure is case.county_area[0]
    if is_county and _is_of_the_county(case, claim, one):
        return True
    return len(core_of(words)) >= WHOLE and is_exactly(words, one)


OF_MINES = re.compile("^(?:当年|届时|同期|全县|规划|全部)*(?:矿山|采矿权)(?:总数|数量|总量|数)?$")
ROW_OF_MINES = re.compile("^(?:全县)?(?:固体)?(?:矿山|采矿权)(?:总数|数量|总量|数)?$")


def shares_of_goals_are_of_the_goal(case: Case) -> Iterator[Finding]:
    """到2025年绿色矿山12个，占矿山总数的42.9%: of the 28 of 2020, where there will be 24."""
    goal = _mines_to_come(case)
    for told in told_shares(case) if goal is not None else ():
        claim = told.claim
        part = _part_before(case, claim)
        if part is None or goal is None or not OF_MINES.match(claim.base):
            continue
        clause = re.split("[。;]", claim.sentence.text[: claim.share.start])[-1]
        is_opened = re.search(f"[到至]{goal.year}年", claim.sentence.text[:OPENING]) is not None
        is_to_come = goal.year == part.year or goal.year in clause or is_opened
        is_to_come = is_to_come and str(case.base_year) not in clause
        is_like = part.dimension is goal.dimension and part.amount < goal.amount
        is_like = is_like and not _is_of_all_parts(case, claim, part, goal)
        if not is_to_come or not is_like or grade_of(claim.share, part, goal) is not Grade.ERROR:
            continue
        fitting = told.fitting[1] if told.fitting is not None else None
        if fitting is not None and fitting.year != goal.year:
            yield finding_of(claim, part, goal)


def _mines_to_come(case: Case) -> Amount | None:
    """How many mines the table of goals has for the last year of the period."""
    last = str(case.years[1]) if case.years else ""
    found = [
        Amount(
            one.amount,
            one.amount,
            one.amount,
            one.dimension,
            one.head,
            last,
            one.cell.reading,
            cell=one.cell,
        )
        for one in entries_in(case)
        if one.year == last and any(map(ROW_OF_MINES.fullmatch, one.row))
    ]
    return found[0] if last and len({one.amount for one in found}) == 1 else None


WITHIN = re.compile("其中|位于[^。;]*内|在[^，。;]*内")
TOTAL = re.compile("总面积|合计|共计|总投资|总规模")


def parts_with_a_share_are_within_their_total(case: Case) -> Iterator[Finding]:
    """总面积74.20平方千米…。其中位于重点勘查区内的面积76.10平方千米，占83.2%: more than all."""
    for told in told_shares(case):
        claim = told.claim
        part = _part_before(case, claim) if told.wrong is None and not claim.base else None
        if part is None or claim.share.value >= 100 or claim.number == 0:
            continue
        before = case.sentences[claim.number - 1]
        totals = [
            one
            for one in amounts_in(case)
            if one.sentence is before
            and one.dimension is part.dimension
            and TOTAL.search(label_before(one))
        ]
        is_near = before.paragraph == claim.sentence.paragraph
        is_near = is_near and WITHIN.search(claim.sentence.text[: claim.start]) is not None
        if is_near and len(totals) == 1 and totals[0].amount < part.amount:
            yield finding_of(claim, part, totals[0])


IN_ALL = re.compile("^全[县市区旗州盟](?:同类)?(?:总量|总数|保有量|资源量)?$")


def shares_in_the_county_are_of_its_mineral(case: Case) -> Iterator[Finding]:
    """石墨168.5万吨。…仅石门子石墨矿床就有126.4万吨，占全县的78.0%."""
    for told in told_shares(case):
        claim = told.claim
        is_open = told.wrong is None and told.fitting is None
        part = _part_before(case, claim) if is_open and IN_ALL.match(claim.base) else None
        if part is None or part.figure is None:
            continue
        clause = re.split("[。;]", claim.sentence.text[: part.figure.start])[-1]
        minerals = set(MINERAL.findall(clause))
        wholes = [
            one
            for one in amounts_in(case)
            if one.sentence is not None
            and one.sentence.paragraph == claim.sentence.paragraph
            and one.dimension is part.dimension
            and one.amount > part.amount
            and set(MINERAL.findall(re.split("[，,、;:]", one.name)[-1])) == minerals
        ]
        if len(minerals) != 1 or len({one.amount for one in wholes}) != 1:
            continue
        if grade_of(claim.share, part, wholes[0]) is Grade.ERROR:
            yield finding_of(claim, part, wholes[0])
