# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A printed cell without what a typed number must not have. 所印数字的核对。

Separators of thousands, signs and words of comparison, a unit behind the number and the longer
dashes are ways to print it; the digits themselves are compared as they stand.
"""

from __future__ import annotations

import re

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
SAID = re.compile(
    r"(?:[≥≧≤≦<>＜＞约]|不少于|不低于|不超过|不大于|不小于)?\s*"
    r"(\d[\d,]*(?:\.\d+)?)"
    r"\s*(?:[^\d\s,.～~—–－\-/]{0,8})",
    re.ASCII,
)
DASHES = frozenset({"—", "－", "–", "——", "--"})


def number_printed(cell: str) -> str:
    """The number that a cell prints, or the cell itself.

    >>> number_printed("1,200"), number_printed("≥35万吨"), number_printed("—")
    ('1200', '35', '-')
    >>> number_printed("2～3处"), number_printed("矿石万吨"), number_printed("1,20")
    ('2～3处', '矿石万吨', '1,20')
    """
    words = cell.strip()
    if words in DASHES:
        return "-"
    found = SAID.fullmatch(words)
    if found is None:
        return cell
    digits = found[1]
    if "," in digits:
        return digits.replace(",", "") if GROUPED.fullmatch(digits) else cell
    return digits
