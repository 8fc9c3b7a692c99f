# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts that are all there are, as the counts told along with them say. 个数已齐的分项。"""

from __future__ import annotations

from kuangtu.plans.health.reading.case import Sentence
from kuangtu.plans.health.reading.divisions import Division
from kuangtu.plans.health.reading.quantities import Dimension, Figure


def is_all_by_count(one: Division) -> bool:
    """5个，面积189.0。其中勘查区2个，面积110.3；开采区3个，面积78.7: two and three are the five.

    So nothing but the two is left, and their areas are the whole area.
    """
    if one.whole.dimension is Dimension.COUNT or len(one.parts) < 2:
        return False
    whole = _count_before(one.whole_sentence, one.whole, 0)
    starts = [0, *(part.figure.end for part in one.parts[:-1])]
    if one.whole_sentence is one.parts[0].sentence:
        starts[0] = one.whole.end
    counts = [
        _count_before(part.sentence, part.figure, start)
        for part, start in zip(one.parts, starts, strict=True)
    ]
    if whole is None or not all(count is not None and count.unit == whole.unit for count in counts):
        return False
    return sum(count.amount for count in counts if count is not None) == whole.amount


def _count_before(sentence: Sentence, figure: Figure, start: int) -> Figure | None:
    """The one count told with an amount, no further back than `start`."""
    counts = [
        one
        for one in sentence.figures
        if start <= one.start < figure.start and one.dimension is Dimension.COUNT
    ]
    return counts[0] if len(counts) == 1 else None
