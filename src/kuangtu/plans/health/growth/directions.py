# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A rise that ends below where it begins, a fall that ends above: 由17座压减到71座. 增减方向。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import Figure, Force
from kuangtu.plans.health.types import Finding, Kind

FROM = re.compile("(?:由|从)[^，。;、]{0,20}$")
YEAR = r"(?:20\d\d年(?:底|末)?)?的?"
DOWN = re.compile(
    rf"(?:逐步|稳步|进一步)?(?:下调|调减|压减|压缩|缩减|缩小|减少|下降|降低|精简|整合|回落|[减降])"
    rf"(?:到|至|为){YEAR}(?:约)?"
)
UP = re.compile(
    rf"(?:逐步|稳步|进一步)?(?:上调|调增|增加|增长|提高|提升|上升|扩大|[增升])(?:到|至|为){YEAR}(?:约)?"
)


def changes_go_the_way_they_say(case: Case) -> Iterator[Finding]:
    """由17座压减到71座: what is cut down is not more afterwards."""
    for sentence in case.sentences:
        for first, last in pairwise(sentence.figures):
            is_down = _is_told_down(sentence, first, last)
            if is_down is not None and (last.amount > first.amount) is is_down:
                yield _finding(sentence, first, last, is_down=is_down)


def _is_told_down(sentence: Sentence, first: Figure, last: Figure) -> bool | None:
    """Whether the words between two figures tell a fall; None where they tell neither."""
    is_pair = first.dimension is last.dimension and first.rate == last.rate
    is_plain = first.force is Force.EXACT and first.upper is None and last.upper is None
    if not is_pair or not is_plain or first.amount == last.amount:
        return None
    if not FROM.search(sentence.text[: first.start]):
        return None
    between = sentence.text[first.end : last.start]
    return True if DOWN.fullmatch(between) else False if UP.fullmatch(between) else None


def _finding(sentence: Sentence, first: Figure, last: Figure, *, is_down: bool) -> Finding:
    return error(
        Kind.GROWTH,
        sentence.around(last),
        "由 {first} 到 {last} 是{right}，文中说是{told}",
        "from {first} to {last} is a {right_en}; the text tells of a {told_en}",
        [sentence.reading(first), sentence.reading(last)],
        first=first.printed,
        last=last.printed,
        right="增加" if is_down else "减少",
        told="减少" if is_down else "增加",
        right_en="rise" if is_down else "fall",
        told_en="fall" if is_down else "rise",
    )
