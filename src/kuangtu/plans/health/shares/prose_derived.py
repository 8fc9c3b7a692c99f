# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What one figure makes of others: products, and divisions of the county. 推算数量。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.amounts import amount_of
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.divisions import Part
from kuangtu.plans.health.reading.parts import runs_of
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.shares.share_bases import is_sensible
from kuangtu.plans.health.shares.share_claims import Claim
from kuangtu.plans.health.shares.shares import finding_of, grade_of
from kuangtu.plans.health.types import Finding, Kind

PRODUCT = re.compile(r"[，(]?(?:即|约合|折合|约为|为|计|合)$")


def products_fit(case: Case) -> Iterator[Finding]:
    """占全市3000万吨的70%，即2100万吨."""
    for number, sentence in enumerate(case.sentences):
        figures = [one for one in sentence.figures if not one.is_in_words]
        for base, share, part in zip(figures, figures[1:], figures[2:], strict=False):
            if share.dimension is not Dimension.PERCENT or base.dimension is not part.dimension:
                continue
            if base.dimension is Dimension.PERCENT or share.force is not Force.EXACT:
                continue
            is_of = sentence.text[base.end : share.start] == "的"
            if not is_of or not PRODUCT.fullmatch(sentence.text[share.end : part.start]):
                continue
            told = amount_of(part, sentence), amount_of(base, sentence)
            if is_sensible(told[1]) and grade_of(share, *told) is not None:
                yield finding_of(Claim(share, sentence, number, "", "", base.start), *told)


def divisions_measure_what_the_county_does(case: Case) -> Iterator[Finding]:
    """下辖甲、乙、丙3个县，面积分别为…: together they are the whole area."""
    known = case.county_area
    if known is None:
        return
    whole, whole_sentence = known
    for sentence in case.sentences:
        for parts, head, marker in runs_of(sentence):
            if parts[0].figure.dimension is not Dimension.AREA or not marker.startswith("分别"):
                continue
            if not re.search(
                "辖[^。;]*(?:国土|土地|辖区|行政区域|幅员)?面积$", sentence.text[:head]
            ):
                continue
            total = sum((part.figure.amount for part in parts), Decimal(0))
            if abs(total - whole.amount) > _room(whole, parts):
                text = f"{shown(total / whole.factor)}{whole.unit}"
                yield error(
                    Kind.SUM,
                    sentence.around(parts[0].figure),
                    "所辖各区面积相加为 {total}，全域面积印作 {whole}",
                    "the areas of the divisions add up to {total}; the whole is printed as {whole}",
                    [whole_sentence.reading(whole), *(sentence.reading(p.figure) for p in parts)],
                    text,
                    total=text,
                    whole=whole.printed,
                )


def _room(whole: Figure, parts: tuple[Part, ...]) -> Decimal:
    return whole.step / 2 + sum((part.figure.step / 2 for part in parts), Decimal(0))
