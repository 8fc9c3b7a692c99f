# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Totals that stand behind their parts. 后置合计。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.case import Case, Sentence
from kuangtu.plans.health.parts import Division, Part, label_of
from kuangtu.plans.health.prose_sums import (
    WHOLE_NUMBERS,
    finding_of_sum,
    grade_of_difference,
    some_run_is,
)
from kuangtu.plans.health.quantities import Figure, Force
from kuangtu.plans.health.types import Finding, Kind

TOTAL = re.compile(
    r"(?:合计|共计|总计|合共|总共|累计共|小计|三项共|两项共|共|[三四五]年(?:新增|新建|完成|累计))(?:为|有|达)?(?:[一-鿿]{0,8})$"
)


def totals_after_parts(case: Case) -> Iterator[Finding]:
    """甲镇12处、乙镇15处、丙乡8处，合计36处."""
    for number, sentence in enumerate(case.sentences):
        for total in sentence.figures:
            if total.is_in_words or not TOTAL.search(sentence.text[: total.start]):
                continue
            parts = _parts_before(sentence, total)
            if not parts and number and TOGETHER.fullmatch(sentence.text[: total.start]):
                parts = _parts_of_last(case.sentences[number - 1], sentence, total)
            if len(parts) < 2 or total.force is not Force.EXACT:
                continue
            if len(parts) > 2 and parts[0].figure.amount > total.amount:
                parts = parts[1:]  # 72处，大型10处、中型21处，大中型合计31处
            one = Division(total, sentence, tuple(parts), is_exhaustive=True)
            if some_run_is(one.parts, total):
                continue
            grade = grade_of_difference(
                total, one.total, [part.figure for part in parts], total.dimension
            )
            if grade is not None:
                yield finding_of_sum(one, grade, Kind.SUM)


TOGETHER = re.compile(
    "^(?:以上)?[二两三四五六七八九十\\d]*[个]?[区项类者镇处片块]?(?:合计|共计|总计)$"
)


def _parts_of_last(before: Sentence, sentence: Sentence, total: Figure) -> list[Part]:
    """三区合计150.0平方千米: the figures of the sentence before."""
    if before.paragraph != sentence.paragraph:
        return []
    like = [
        one
        for one in before.figures
        if one.dimension is total.dimension and not one.is_in_words and one.unit == total.unit
    ]
    if any(one.force is not Force.EXACT or one.upper is not None or one.rate for one in like):
        return []
    return [Part(label_of(before, one), one, before) for one in like]


def _parts_before(sentence: Sentence, total: Figure) -> list[Part]:
    """The figures of the total's dimension before it, unless they belong to something else."""
    start = max(sentence.text.rfind(sign, 0, total.start) for sign in ";。")
    like = [
        figure
        for figure in sentence.figures
        if figure.dimension is total.dimension
        and start < figure.start < total.start
        and not figure.is_in_words
    ]
    if any(one.force is not Force.EXACT or one.upper is not None or one.rate for one in like):
        return []
    if any(one.unit not in {total.unit} and one.dimension in WHOLE_NUMBERS for one in like):
        return []
    if re.search(r"[于由从]20\d\d年|比\d|占", sentence.text[start + 1 : total.start]):
        return []
    return [Part(label_of(sentence, one), one, sentence) for one in like]
