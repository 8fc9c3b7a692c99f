# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A number with its unit. 数量。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as it was written; the unit is a name of `codes.units`. 数量。

    >>> str(Quantity(Decimal("8.0"), "矿物万吨/年"))
    '8.0 矿物万吨/年'
    """

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"
