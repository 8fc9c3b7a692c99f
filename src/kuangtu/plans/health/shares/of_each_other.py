# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a part and a base are of one time and one piece of the text. 分子与分母是否相配。"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.plans.health.reading.amounts import YEAR, Amount, amount_of
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.parts import divisions_in
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_parts import TOTAL, label_before


def may_tell(claim: Claim, part: Amount, base: Amount) -> bool:
    """Not the part told once more, and not of another year than the words say."""
    years = YEAR.findall(claim.base)
    is_other_year = bool(years) and bool(base.year) and base.year not in years
    of_part = YEAR.findall(claim.part)  # 2025年绿色矿山占采矿权总数的
    is_other_year |= bool(of_part) and part.year not in of_part
    is_other_year |= not years and _are_of_two_years(part, base)
    is_other_year |= _is_left_behind(claim, part, base) or _is_of_another_piece(claim, part, base)
    return is_of_one_dimension(part, base) and base.amount != part.amount and not is_other_year


def _are_of_two_years(part: Amount, base: Amount) -> bool:
    """2015年生产总值42.6亿元。2020年工业增加值58.3亿元: each sentence begins with its own year."""
    if part.sentence is None or base.sentence is None or part.sentence is base.sentence:
        return False
    own = [YEAR.match(one.sentence.text) for one in (part, base) if one.sentence is not None]
    return all(own) and len({one[1] for one in own if one is not None}) == 2


def _is_left_behind(claim: Claim, part: Amount, base: Amount) -> bool:
    """钾盐…储量3368万吨；卤水锂…312.5万吨，储量占: another amount was begun with since."""
    figure, text = part.figure, claim.sentence.text
    if figure is None or part.sentence is not claim.sentence:
        return False
    stop = text.rfind(";", figure.end, claim.start)
    return stop >= 0 and any(
        one.dimension is part.dimension and stop < one.start < claim.start
        for one in claim.sentence.figures
        if one is not base.figure
    )


def _is_of_another_piece(claim: Claim, part: Amount, base: Amount) -> bool:
    """二是13宗灰岩矿里4宗是小型；三是绿色矿山只有9个，占29.0%: of a base between semicolons.

    Where the sentence begins with it, what comes after may be of it: 总投资8600万元：…；…。
    """
    text = claim.sentence.text
    if part.figure is None or base.figure is None or part.sentence is not base.sentence:
        return False
    is_parted = (
        ";" in text[: base.figure.start] and ";" in text[base.figure.end : part.figure.start]
    )
    return is_parted and TOTAL.search(label_before(base)) is None


def is_of_one_dimension(part: Amount, base: Amount) -> bool:
    """A share of pieces is in pieces, one of an area in an area."""
    return part.dimension is base.dimension


def wholes_of(case: Case, part: Amount) -> list[Amount]:
    """What is told with all parts together: 22个由三部分构成：现有9个，新建9个，改造4个，占68.8%.

    That is what the last part divides, or a figure before it that the others after it make up.
    """
    divided = [
        amount_of(one.whole, one.whole_sentence)
        for one in divisions_in(case)
        if len(one.parts) > 1 and one.parts[-1].figure is part.figure
    ]
    if part.sentence is None or part.figure is None:
        return divided
    like = [one for one in part.sentence.figures if one.unit == part.figure.unit]
    before = [one for one in like if one.start <= part.figure.start]
    return divided + [
        amount_of(one, part.sentence)
        for place, one in enumerate(before)
        if len(rest := before[place + 1 :]) > 1
        and one.amount == sum((each.amount for each in rest), Decimal(0))
    ]
