# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the clause or sentence begins that a place of a text stands in. 断句。"""

from __future__ import annotations

import re

# 第十一条, (二), 3.2, 4、: how a numbered paragraph begins.
NUMBER = re.compile(
    r"^(?:第[^\s条]{1,5}条|\([一二三四五六七八九十\d]{1,3}\)|\d+(?:\.\d+)+|\d{1,2}[、.])\s*(?!\d)"
)


def start_of(text: str, place: int, signs: str) -> int:
    """Where the piece begins that holds the place: right behind the last of the signs before it.

    >>> start_of("全县有矿山53个，面积80公顷", 11, "，。;"), start_of("全县有矿山53个", 5, "，。;")
    (9, 0)
    """
    return max(text.rfind(sign, 0, place) for sign in signs) + 1


def bracket_before(text: str, place: int) -> int:
    """Where the bracket opens that holds the place; -1 where none does.

    >>> bracket_before("占减少数(由41个减到19个)的81.8%", 8), bracket_before("甲(乙)丙", 4)
    (4, -1)
    """
    opened = text.rfind("(", 0, place)
    return opened if opened > text.rfind(")", 0, place) else -1


def without_number(text: str) -> str:
    """The words behind the number of the clause.

    >>> [without_number(one) for one in ("第四条 全县有矿山", "3.2 上述区块中", "2020年底有矿山")]
    ['全县有矿山', '上述区块中', '2020年底有矿山']
    """
    return NUMBER.sub("", text)
