# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A printed cell without what a typed number must not have. 所印数字的核对。

Separators of thousands, digits of full width, signs and words of comparison, a unit behind the
number and the longer dashes are ways to print it; the number itself is compared digit by digit.
"""

from __future__ import annotations

import re

from kuangtu.plans.document.numbering import HALF_WIDTH

GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
SAID = re.compile(
    r"(?:保持在?|稳定在?|控制在|压减到|减少到|降低?[到至]|达到|提高到|增加到)?"
    r"(?:[≥≧≤≦<>＜＞约]|不少于|不低于|不超过|不大于|不小于)?\s*"
    r"(\d[\d,]*(?:\.\d+)?)"
    r"\s*(?:[^\d\s,.～~—–－\-/]{0,8})",
    re.ASCII,
)
# 1 500, and a comma of full width.
GAP = re.compile(r"(?<=\d)[ \u00a0\u2009，](?=\d{3}(?:\D|$))")
# 五年累计4.0, 400（2021—2025年）: over which years it is added up is no part of the number.
ADDED_UP = re.compile(
    r"^(?:[一二三四五六七八九十]+年)?累计(?:达到?)?|"
    r"[（(][^（）()]*(?:20\d{2}|累计|[一二三四五六七八九十]年)[^（）()]*[)）]$"
)
DASHES = frozenset({"—", "－", "–", "——", "--"})


def number_printed(cell: str) -> str:
    r"""The number that a cell prints, or the cell itself.

    >>> number_printed("1,200"), number_printed("≥35万吨"), number_printed("—")
    ('1200', '35', '-')
    >>> number_printed("1 500"), number_printed("\uff10\uff0e\uff13")
    ('1500', '0.3')
    >>> number_printed("2～3处"), number_printed("矿石万吨"), number_printed("1,20")
    ('2～3处', '矿石万吨', '1,20')
    >>> number_printed("五年累计4.0"), number_printed("3000（2021—2035年累计）")
    ('4.0', '3000')
    """
    words = ADDED_UP.sub("", cell.strip())
    if words in DASHES:
        return "-"
    found = SAID.fullmatch(GAP.sub(",", words.translate(HALF_WIDTH)))
    if found is None:
        return cell
    digits = found[1]
    if "," in digits:
        return digits.replace(",", "") if GROUPED.fullmatch(digits) else cell
    return digits
