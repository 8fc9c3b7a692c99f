# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers in the sentences of findings, never with a power of ten. 句子中的数字。"""

from __future__ import annotations

import math

import numpy as np

SIGNIFICANT = 6


def measured(value: float) -> str:
    """A measured number: six digits that say something, and two decimals at least.

    >>> measured(2671043.7431), measured(267.10437), measured(0.02671043), measured(3.0)
    ('2671043.74', '267.104', '0.0267104', '3')
    """
    before = math.floor(math.log10(abs(value))) + 1 if value else 1
    return as_written(round(value, max(2, SIGNIFICANT - before)))


def as_written(value: float) -> str:
    """Every digit of a number.

    >>> as_written(300000000.0), as_written(1e-7), as_written(12.5)
    ('300000000', '0.0000001', '12.5')
    """
    return str(np.format_float_positional(value, trim="-"))
