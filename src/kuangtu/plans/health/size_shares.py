# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Shares of the large, medium and small ones in a whole. 大中小型的占比。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kuangtu.plans.health.case import Case
from kuangtu.plans.health.parts import Part, divisions_in, parts_of
from kuangtu.plans.health.prose_shares import base_of, finding, sum_of
from kuangtu.plans.health.quantities import Dimension, Force
from kuangtu.plans.health.types import Finding, Grade

RATE_OF = re.compile(
    r"(?P<label>[一-鿿、]{2,20}?)(?:所占|占)?(?:比重|比例|占比|比率|占)(?:约|达到|达|为|是|仅)*$"
)
SIZE_WORDS = {
    "大中型": ("大型", "中型"),
    "中小型": ("中型", "小型"),
    "大中型以上": ("大型", "中型"),
}


def shares_of_groups(case: Case) -> Iterator[Finding]:
    """大中型矿山占比为33.96%: the parts of that name in the whole that was divided."""
    divided = list(divisions_in(case))
    for sentence in case.sentences:
        for share in sentence.figures:
            if share.dimension is not Dimension.PERCENT or share.force is not Force.EXACT:
                continue
            found = RATE_OF.search(sentence.text[: share.start])
            if found is None or share.upper is not None:
                continue
            wanted = _parts_named(found["label"])
            near = [one for one in divided if one.parts[0].sentence.clause == sentence.clause]
            near = [
                one
                for one in near
                if abs(one.parts[0].sentence.paragraph - sentence.paragraph) <= 1
            ]
            if not wanted:
                continue
            near = [one for one in near if _has(one.parts, wanted)]
            if near:
                one = near[-1] if near[-1].parts[0].sentence.line <= sentence.line else near[0]
                every, base = one.parts, base_of(one.whole_sentence, one.whole)
            else:
                every = parts_of(sentence)[0]
                if len(every) < 3:
                    continue
                base = sum_of(sentence, [part.figure for part in every])
            parts = [part for part in every if any(name in part.label for name in wanted)]
            if len(parts) != len(wanted):
                continue
            amount = sum((part.figure.amount for part in parts), Decimal(0))
            right = share.in_its_unit(100 * amount / base.amount)
            if right != share.value:
                grade = Grade.NOTE if abs(right - share.value) <= share.step else Grade.ERROR
                readings = [part.sentence.reading(part.figure) for part in parts]
                yield finding(sentence, share, [*readings, base.reading], amount, base, grade=grade)


def _has(parts: Sequence[Part], wanted: Sequence[str]) -> bool:
    return all(any(name in part.label for part in parts) for name in wanted)


def _parts_named(label: str) -> tuple[str, ...]:
    for words, parts in SIZE_WORDS.items():
        if words in label:
            return parts
    return tuple(word for word in ("大型", "中型", "小型") if word in label)[:1]
