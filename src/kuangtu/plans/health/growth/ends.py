# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The first and the last amount of a change. 首末数值（值对象）。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kuangtu.plans.health.growth.change_words import LAST_YEAR
from kuangtu.plans.health.growth.changes import Change, Way
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.types import Reading


@dataclass(frozen=True, slots=True)
class End:
    """An amount that a change may begin or end with. 首末数值。"""

    amount: Decimal
    step: Decimal
    reading: Reading
    year: str
    dimension: Dimension
    trust: int  # 4 the sentence's own, 3 by value or very name, 2 its thing, 1 only like it
    words: str = ""  # of the row and column it stands in


@dataclass(frozen=True, slots=True)
class Pair:
    """What a change may lie between, and in how many years. 首末与年数。"""

    old: End
    new: End
    lengths: frozenset[int]

    @property
    def trust(self) -> int:
        return min(self.old.trust, self.new.trust)


def may_be_ends(change: Change, old: End, new: End) -> bool:
    """Whether their years are as far apart as the words say, where both are known.

    四年间增长12.7%: not from 2020 to 2025; 比上年增加: from one year to the next.
    """
    between = int(new.year) - int(old.year) if old.year and new.year else 0
    if LAST_YEAR.search(change.head) and between not in {0, 1}:
        return False
    if change.old is not None or change.new is not None:
        return True
    is_open = between <= 0 or not change.lengths or change.way is Way.MEAN
    return is_open or bool({between, between + 1} & change.lengths)
