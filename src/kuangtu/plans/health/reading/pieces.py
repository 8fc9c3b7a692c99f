# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the clause or sentence begins that a place of a text stands in. 断句。"""

from __future__ import annotations


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
