# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What stands behind a whole and is no part of it: of a row, or the rest of more. 总数之外。"""

from __future__ import annotations

import re
from decimal import Decimal

from kuangtu.plans.health.reading.divisions import Division
from kuangtu.plans.health.reading.quantities import Dimension, Figure

REST = re.compile("剩余|其余|余下|尚余|未")
RIGHT_BEHIND = re.compile("[一-鿿]{0,4}[，,(]?其中")


def of_all_in_the_row(one: Division) -> bool:
    """2.75亿元、44.50亿元、15.25亿元，…；其中18.90亿元: of the row, not of its last."""
    sentence, whole = one.whole_sentence, one.whole
    if sentence is not one.parts[0].sentence or RIGHT_BEHIND.match(sentence.text, whole.end):
        return False
    row = [whole]
    for figure in reversed([two for two in sentence.figures if two.end <= whole.start]):
        between = sentence.text[figure.end : row[0].start]
        if figure.dimension is not whole.dimension or not re.match("[、和]", between):
            break
        row.insert(0, figure)
    total = sum((two.amount for two in row), Decimal(0))
    return len(row) > 1 and one.total <= total


def is_rest_beside_the_whole(one: Division) -> bool:
    """治理200.0公顷，占81.1%。一期110.5公顷；剩余46.7公顷: what the 200 leave of all there is."""
    rest = one.parts[-1]
    share = _share_behind(one)
    if share is None or not share.value or not REST.search(rest.label):
        return False
    bases = [one.whole.amount * 100 / (share.value + room) for room in (0, share.step, -share.step)]
    room = max(abs(bases[0] - two) for two in bases) + one.whole.step + rest.figure.step
    return abs(bases[0] - one.whole.amount - rest.figure.amount) <= room


def _share_behind(one: Division) -> Figure | None:
    """The share that the whole is said to be: 200.0公顷，占历史遗留面积的81.1%."""
    text = one.whole_sentence.text
    behind = next((two for two in one.whole_sentence.figures if two.start >= one.whole.end), None)
    if behind is None or behind.dimension is not Dimension.PERCENT:
        return None
    is_share = re.fullmatch(r"[，(]?占[^，。;\d]*", text[one.whole.end : behind.start])
    return behind if is_share else None
