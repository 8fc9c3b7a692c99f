# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Paragraphs with figures as every reader expects them, however they were typed. 数字写法统一。

Digits of full width become those of half width, 到 2025 年 becomes 到2025年 and 1 200万吨 becomes
1200万吨. Headings and tables stay as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kuangtu.plans.document.numbering import HALF_WIDTH, mark_of
from kuangtu.plans.document.types import Block, Document, Paragraph

WIDE_SIGNS = {0xFF05: "%", 0xFF0E: "．"}  # a point is one between digits only
WIDE_POINT = re.compile(r"(?<=\d)．(?=\d)")
BLANK = "[ 　\t\xa0\u2009\u202f]"
THOUSANDS = re.compile(rf"(?<![\d.．表栏图])(\d{{1,3}}){BLANK}(?=\d{{3}}(?!\d))")
MORE_THOUSANDS = re.compile(rf"(?<=\d{{4}}){BLANK}(?=\d{{3}}(?!\d))")
BESIDE = "[一-鿿（）()“”～~%]"
BETWEEN = re.compile(rf"(?<={BESIDE}){BLANK}+(?=\d)|(?<=\d){BLANK}+(?={BESIDE})")


def even(document: Document) -> Document:
    """The document with its paragraphs' figures typed in one way."""
    return replace(document, blocks=tuple(map(_even_block, document.blocks)))


def _even_block(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    mark = mark_of(block.text)
    end = mark.length if mark is not None else 0
    number, rest = block.text[:end], block.text[end:]
    words = even_words(rest.lstrip())
    gap = rest[: len(rest) - len(rest.lstrip())]
    return replace(block, text=f"{number}{gap}{words}")


def even_words(words: str) -> str:
    """Words whose figures have half width and no blanks in and beside them.

    >>> even_words("到 2025 年，产量 1 200 万吨，占 37.5 %"), even_words("专栏1 350个")
    ('到2025年，产量1200万吨，占37.5%', '专栏1 350个')
    """
    words = WIDE_POINT.sub(".", words.translate({**HALF_WIDTH, **WIDE_SIGNS}))
    words = MORE_THOUSANDS.sub("", THOUSANDS.sub(r"\1", words))
    return BETWEEN.sub("", words)
