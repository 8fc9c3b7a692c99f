# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a row of parts has divided: 21座，其中3座、10座、8座 are the 21. 分项之前的总数。"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol, TypeVar


class Measured(Protocol):
    """A figure, or an amount that is read from one."""

    @property
    def amount(self) -> Decimal: ...
    @property
    def unit(self) -> str: ...


One = TypeVar("One", bound=Measured)
FEWEST = 2  # parts of what is divided


def undivided(told: Sequence[One]) -> One:
    """The last of them; where the last ones make up the one before them, that one."""
    last, running = told[-1], Decimal(0)
    for number, one in enumerate(reversed(told)):
        if one.unit != last.unit:
            break
        if number >= FEWEST and one.amount == running:
            return one
        running += one.amount
    return last
