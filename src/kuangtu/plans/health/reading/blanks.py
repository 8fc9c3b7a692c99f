# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Blanks that only part digits from words, or spread them: 到 2025 年，亿  元. 无意义的空格。"""

from __future__ import annotations

import re
from dataclasses import replace

from kuangtu.plans.document.types import Block, Document, Paragraph, PrintedTable
from kuangtu.plans.drafting.words import gathered

BLANK = re.compile(r"(?<=[一-鿿，。；、：（“《]) (?=\d)|(?<=[\d%‰℃]) (?=[一-鿿%‰])")
PROSE = re.compile("[，。；]")
MARK = re.compile(
    r"\d{1,2}(?:[.．]\d{1,2})*[.．]? (?![年月日个万])"
)  # 1.1 位置: the blank behind a number of a part stays


def set_close(document: Document) -> Document:
    """The document, its prose and its cells without such blanks; all else keeps them."""
    return replace(document, blocks=tuple(map(_set_close, document.blocks)))


def _set_close(block: Block) -> Block:
    if isinstance(block, PrintedTable):
        return replace(block, rows=tuple(tuple(map(gathered, row)) for row in block.rows))
    if not isinstance(block, Paragraph) or not PROSE.search(block.text):
        return block
    return replace(block, text=closed(block.text))


def closed(text: str) -> str:
    """Prose without the single blanks between digits and Chinese signs.

    >>> closed("1.2 位置。到 2025 年，占 30 %，按 DZ/T 0315—2018 验收")
    '1.2 位置。到2025年，占30%，按 DZ/T 0315—2018验收'
    """
    found = MARK.match(text)
    start = found.end() if found else 0
    return text[:start] + BLANK.sub("", text[start:])
