# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The figure of the prose that a reading was taken from. 读数的出处。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Figure
from kuangtu.plans.health.types import Reading


def figure_of(case: Case, printed: Reading) -> tuple[Sentence, Figure] | None:
    """The sentence and the figure that a reading prints; None for a cell or words."""
    for sentence in _by_line(case).get(printed.where.line or 0, ()):
        for figure in sentence.figures:
            if figure.printed == printed.value and sentence.around(figure) == printed.where:
                return sentence, figure
    return None


@once
def _by_line(case: Case) -> Mapping[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in case.sentences:
        found[sentence.line].append(sentence)
    return found
