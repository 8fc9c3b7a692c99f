# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shares whose part is printed and stands in a row: the column has the base. 表中一格之占比。

煤矿…共3860人，占矿山从业人员的66.9%: 3860 is the cell of 煤 below 从业人员, which has a total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.amounts import Amount, amount_of, cells_in, core_of, measure_of
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.share_parts import amounts_before
from kuangtu.plans.health.shares.shares import is_a_slip, told_shares
from kuangtu.plans.health.types import Finding, Kind

ELSEWHERE = re.compile("全国|全省|全市|全州|自治区|世界|同期|同类|其中|上年")
ALL_OF = re.compile("^(?:全[县市区旗州盟域部]|矿山|矿业|规划|工程|项目|县内|县域|总|的)*")
SMALL = re.compile("(?:用灰岩|用石料|矿石|矿山|矿|类|项目|工程)$")
LEAST = 3  # digits of a part that is found again by its number


def shares_of_cells_fit(case: Case) -> Iterator[Finding]:
    """绿色矿山建设工程投资5600万元，占全部投资的43.1%: of the total below the cell 5600."""
    for told in told_shares(case):
        claim = told.claim
        if told.fitting or told.wrong or not claim.base or claim.base_figure or claim.share.said:
            continue
        if ELSEWHERE.search(claim.base.replace(case.own_level or "!", "")):
            continue
        before = amounts_before(case, claim)
        if not before or before[-1].figure is None:
            continue
        pairs = list(_pairs(case, claim, before[-1]))
        if not pairs or len({whole.amount for _, whole in pairs}) > 1:
            continue
        part, whole = pairs[0]
        right = 100 * part.amount / whole.amount
        is_right = abs(right - claim.share.amount) <= claim.share.step
        if not is_right and is_a_slip(claim, part, whole):
            yield _told(claim, part, whole)


def _pairs(case: Case, claim: Claim, part: Amount) -> Iterator[tuple[Amount, Amount]]:
    """The cells that the part is, each with the total below it."""
    text, figure = claim.sentence.text, part.figure
    if figure is None or len(re.sub(r"\D", "", figure.printed).strip("0")) < LEAST - 1:
        return
    head = text[start_of(text, claim.share.start, "。；;") : claim.share.start]
    every = cells_in(case)
    totals = {_column(one): one for one in every if one.is_total}
    for one in every:
        if one.is_total or one.dimension is not part.dimension or one.amount != part.amount:
            continue
        whole = totals.get(_column(one))
        if whole is not None and whole.amount > one.amount and _is_of(claim, one, head):
            yield amount_of(figure, claim.sentence), whole


def _column(one: Amount) -> tuple[int, ...]:
    """Its table and column, and how many cells are printed in its row: else columns are others."""
    cell = one.cell
    return () if cell is None else (id(cell.table), cell.column, len(cell.table.rows[cell.row]))


def _is_of(claim: Claim, one: Amount, head: str) -> bool:
    """The row is spoken of, and the base is all of what its column measures."""
    row, column, caption = (plain(words) for words in one.name.split("|", 2))
    names = {re.sub(r"\(.*?\)", "", row), SMALL.sub("", row)}
    is_row = any(len(name) > 1 and name in head for name in names) or f"{row}矿" in head
    base = ALL_OF.sub("", claim.base)
    measure, core = measure_of(base), core_of(base)
    own = core_of(re.sub(r"\(.*?\)", "", column))
    if core:
        return is_row and core == own
    return is_row and bool(measure) and measure in column + caption


def _told(claim: Claim, part: Amount, whole: Amount) -> Finding:
    share = claim.share
    right = f"{shown(share.in_its_unit(100 * part.amount / whole.amount))}%"
    return error(
        Kind.SHARE,
        claim.sentence.around(share),
        "{part} 占表中合计 {whole} 为 {right}，文中印作 {share}",
        "{part} of the total {whole} of the table is {right}; {share} is printed",
        [claim.sentence.reading(share), part.reading, whole.reading],
        right,
        part=part.reading.value,
        whole=whole.reading.value,
        right=right,
        share=share.printed,
    )
