# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Sums of amounts that stand together in a row, a column or a sentence. 相邻数之和。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice


def sums_of_runs(amounts: Sequence[Decimal], least: int = 2) -> Iterator[Decimal]:
    """The sum of each run of at least so many amounts, in its order; in their own unit.

    >>> list(map(int, sums_of_runs([Decimal(1), Decimal(2), Decimal(4)])))
    [3, 7, 6]
    """
    for first in range(len(amounts) - least + 1):
        yield from islice(accumulate(amounts[first:]), least - 1, None)
