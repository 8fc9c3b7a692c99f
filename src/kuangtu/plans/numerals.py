# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Plain numbers as tables print them. 数字。"""

from __future__ import annotations

import re
from decimal import Decimal

PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def decimal_in(words: str) -> Decimal | None:
    """The number the words are, digit for digit, or None.

    Exponents, thousands separators, NaN and full-width digits are no plain numbers.

    >>> decimal_in("33.960"), decimal_in("1e3"), decimal_in("NaN"), decimal_in("")
    (Decimal('33.960'), None, None, None)
    """
    return Decimal(words) if PLAIN_NUMBER.fullmatch(words) else None
