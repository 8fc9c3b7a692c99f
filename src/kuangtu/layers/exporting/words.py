# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Values as words. 取值的写法。"""

from __future__ import annotations

import re
from datetime import date, datetime

# What neither XML nor a workbook can hold.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# What a spreadsheet takes for the beginning of a formula, also behind a tab or a line break.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_words(value: object) -> str:
    """A value as people write it, nothing rounded.

    >>> as_words(date(2026, 6, 30)), as_words(0.1), as_words(None), as_words(True)
    ('2026-06-30', '0.1', '', '是')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def without_controls(words: str) -> str:
    """Without the letters that the container cannot hold.

    >>> without_controls("甲\\x0b矿")
    '甲矿'
    """
    return CONTROLS.sub("", words)


def harmless(words: str) -> str:
    """Words that a spreadsheet would take for a formula, with an apostrophe before them.

    >>> harmless("=1+1"), harmless("萤石")
    ("'=1+1", '萤石')
    """
    return f"'{words}" if words.startswith(FORMULA_STARTS) else words
