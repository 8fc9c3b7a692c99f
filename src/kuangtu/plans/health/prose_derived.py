# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What one figure makes of others: means, products, shares of a part by name. 推算数量。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.labels import stated_in
from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.parts import Division, Part, divisions_in, runs_of
from kuangtu.plans.health.prose_shares import base_of, finding, grade_of_share
from kuangtu.plans.health.quantities import Dimension, Figure, Force
from kuangtu.plans.health.size_shares import SIZE_WORDS
from kuangtu.plans.health.types import Finding, Kind

OF_PART = re.compile(
    r"(?:^|[，。;、(])(?:其中)?(?P<label>[一-鿿]{2,12}?)(?:约|仅|就|所)?(?:占比|占|比例|比重)"
    r"(?P<base>[^，。;占\d]{0,10}?)(?:约|达到|高达|达|为|是|仅|近|超过|超|不足|了)*$"
)
PRODUCT = re.compile(r"[，(]?(?:即|约合|折合|约为|为|计|合)$")


def shares_of_named_parts(case: Case) -> Iterator[Finding]:
    """企业自筹3.40亿元，企业自筹占一半: the part of that name in the whole that was divided."""
    divided = divisions_in(case)
    for sentence in case.sentences:
        for share in sentence.figures:
            if share.dimension is not Dimension.PERCENT or share.upper is not None:
                continue
            found = OF_PART.search(sentence.text[: share.start])
            if found is None or any(word in found["label"] for word in (*SIZE_WORDS, "大型")):
                continue
            near = [one for one in divided if _is_near(one, sentence)]
            yield from _of_parts(sentence, share, found["label"], near)


def _is_near(one: Division, sentence: Sentence) -> bool:
    return one.parts[0].sentence.paragraph == sentence.paragraph


def _of_parts(
    sentence: Sentence, share: Figure, label: str, near: list[Division]
) -> Iterator[Finding]:
    if share.force in {Force.AT_LEAST, Force.AT_MOST}:
        return
    named = [
        (one, part)
        for one in near
        for part in one.parts
        if (part.label == label or (len(part.label) >= 2 and label.startswith(part.label)))
        and part.figure.end <= share.start
    ]
    judged = [
        (grade_of_share(share, part.figure, base_of(one.whole_sentence, one.whole)), one, part)
        for one, part in named
        if one.whole.amount > 0
    ]
    if not judged or any(grade is None for grade, _, _ in judged):
        return
    grade, one, part = judged[-1]
    if grade is not None:
        base = base_of(one.whole_sentence, one.whole)
        readings = [part.sentence.reading(part.figure), base.reading]
        yield finding(sentence, share, readings, part.figure.amount, base, grade=grade)


OF_A_WHOLE = re.compile(r"占[^，。;占]{0,14}$")
AMOUNTS = re.compile("资源储?量|金属量|矿石量|矿物量|储量|保有|全县|全市|的|约|现有")


def _of_its_name(
    case: Case, sentence: Sentence, share: Figure, start: int, base: Figure
) -> Iterator[Finding]:
    """钼资源量占全省92.5万吨的五分之一, where 钼金属量18.5万吨 stands in the sentence before."""
    name = AMOUNTS.sub("", re.split("[，。;]", sentence.text[:start])[-1])
    named = [
        (one.sentence, one.figure)
        for one in stated_in(case)
        if name
        and AMOUNTS.sub("", one.label) == name
        and one.sentence.paragraph == sentence.paragraph
        and one.figure.dimension is base.dimension
        and not one.is_goal
    ]
    for other, part in named[-1:]:
        whole = base_of(sentence, base)
        grade = grade_of_share(share, part, whole) if whole.low > 0 else None
        if grade is not None:
            readings = [other.reading(part), whole.reading]
            yield finding(sentence, share, readings, part.amount, whole, grade=grade)


def shares_of_an_amount_told_before(case: Case) -> Iterator[Finding]:
    """The amount stands in an earlier sentence, under the name that now has the share."""
    for sentence in case.sentences:
        for base, share in pairwise(sentence.figures):
            found = OF_A_WHOLE.search(sentence.text[: base.start])
            if share.dimension is not Dimension.PERCENT or found is None:
                continue
            if base.dimension is Dimension.PERCENT or sentence.text[base.end : share.start] != "的":
                continue
            if not any(one.end <= found.start() for one in sentence.figures):
                yield from _of_its_name(case, sentence, share, found.start(), base)


def products_fit(case: Case) -> Iterator[Finding]:
    """占全市3000万吨的70%，即2100万吨."""
    for sentence in case.sentences:
        figures = [one for one in sentence.figures if not one.is_in_words]
        for base, share, part in zip(figures, figures[1:], figures[2:], strict=False):
            if share.dimension is not Dimension.PERCENT or base.dimension is not part.dimension:
                continue
            if base.dimension is Dimension.PERCENT or share.force is not Force.EXACT:
                continue
            is_of = sentence.text[base.end : share.start] == "的"
            if not is_of or not PRODUCT.fullmatch(sentence.text[share.end : part.start]):
                continue
            whole = base_of(sentence, base)
            if whole.low > 0 and (grade := grade_of_share(share, part, whole)) is not None:
                readings = [sentence.reading(part), whole.reading]
                yield finding(sentence, share, readings, part.amount, whole, grade=grade)


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
