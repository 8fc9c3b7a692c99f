# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From lines and rows to blocks with addresses, whatever the file was. 文本组装。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kuangtu.plans.document.numbering import HALF_WIDTH, Address, is_heading, mark_of
from kuangtu.plans.document.types import Block, Heading, Paragraph, PrintedTable

BOOKMARKS = re.compile(r"(\[bookmark: [^\]]*\])+")
CAPTION = re.compile(
    r"(专栏|附表|附件表|表)\s*"
    r"((?:附)?(?:\d+(?:[-－—.．]\d+)*|[一二三四五六七八九十]+))"
    r"([\s　:：、.．]*)(.*)"
)
NUMBERED = re.compile(r"(?:专栏|附表|表)\s*(?:\d+(?:[-－—.．]\d+)*|[一二三四五六七八九十]+)[:：]?")
# What makes a line a sentence about a table; a word right behind its number does so too.
SENTENCE = re.compile(r"[。，；]")
BRACKET = re.compile(r"[（(][^（）()]*[）)]")
TEXT_REFERENCE = re.compile(r"(为|是|中|所|列|可见|显示|给出)")
UNIT = re.compile(r"[（(]?\s*(?:计量)?单\s*位\s*[:：]\s*(.+?)\s*[）)]?")
# 表3—1 is 表3-1.
NUMBER_SIGNS = {**HALF_WIDTH, 0xFF0D: "-", 0x2014: "-"}
# 目录 and its lines; below its heading a page number needs no row of points.
CONTENTS = re.compile(r"(?:图表|附表|插图|表格)?目\s*[录次]")
ENTRY = re.compile(r"(?:[.．…‥·]\s?){3,}\d{1,4}$")
ENTRY_BELOW = re.compile(r"[\s　.．…‥·]\d{1,4}$")
LONGEST_CAPTION = 70
LONGEST_TITLE = 45
# 注：1.… is followed by 2.…, which opens no part of the document.
FIRST_NOTE = re.compile(r"注\s*[:：]\s*[（(]?1[.．、)）]")
FURTHER_NOTE = re.compile(r"[（(]?(\d{1,2})[.．、)）]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell. 单元格。"""

    text: str
    line: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Caption:
    """A line that reads like the heading of a table. 表题。"""

    label: str
    number: str
    text: str
    line: int


def caption_of(words: str, line: int) -> Caption | None:
    """The caption that the words are, or None.

    >>> caption_of("专栏7  重点勘查区", 505)
    Caption(label='专栏', number='7', text='重点勘查区', line=505)
    >>> caption_of("表1为全县矿山", 3)
    >>> caption_of("表3 中大比例尺地质工作程度", 9).text
    '中大比例尺地质工作程度'
    >>> caption_of("表4 矿山与产量（单位：个；万吨）", 12).text
    '矿山与产量（单位：个；万吨）'
    """
    found = CAPTION.fullmatch(words.strip())
    if found is None or len(words) > LONGEST_CAPTION:
        return None
    if SENTENCE.search(BRACKET.sub("", found[4])):
        return None
    if not found[3] and TEXT_REFERENCE.match(found[4]):
        return None
    return Caption(found[1], found[2].translate(NUMBER_SIGNS), found[4].strip(), line)


@dataclass(slots=True)
class Builder:
    """Collects blocks in the order of the document. 组装器。"""

    blocks: list[Block] = field(default_factory=list)
    address: Address = field(default_factory=Address)
    caption: Caption | None = None
    unit: str = ""
    notes: int = 0  # how many numbered notes stand below the last table
    is_contents: bool = False  # the table of contents is being read
    is_below: bool = False  # captions of this document stand below their tables

    def add_line(self, words: str, line: int, *, is_titled: bool = False) -> None:
        """A line of prose: a caption, a heading, or a paragraph."""
        text = BOOKMARKS.sub("", words).strip(" \t\r\n　﻿")
        if not text or self._is_of_contents(text):
            return
        if caption := caption_of(text, line):
            self._drop_caption()
            self.caption, self.unit = caption, ""
            return
        if self.caption is not None and (unit := UNIT.fullmatch(text)):
            self.unit = unit[1]
            return
        if self._takes_as_title(text):
            return
        self._drop_caption()
        text = self._without_caption(text, line)
        if not self._takes_as_note(text):
            self._add_text(text, line, is_titled=is_titled)

    def _is_of_contents(self, text: str) -> bool:
        """The table of contents is no part of the text."""
        is_entry = ENTRY if not self.is_contents else ENTRY_BELOW
        self.is_contents = bool(CONTENTS.fullmatch(text) or is_entry.search(text))
        return self.is_contents

    def _takes_as_title(self, text: str) -> bool:
        """附表1 on a line of its own: the next line, if it is a short one, is its title."""
        held = self.caption
        if held is None or held.text or len(text) > LONGEST_TITLE:
            return False
        if mark_of(text) is not None or SENTENCE.search(BRACKET.sub("", text)):
            return False
        self.caption = replace(held, text=text)
        return True

    def _without_caption(self, text: str, line: int) -> str:
        """表2 主要指标。表中…: below a table the first sentence is its heading, the rest a note."""
        title, _, rest = text.partition("。")
        caption = caption_of(title, line) if rest and self.is_below else None
        return rest if caption is not None and self._gives_to_table_above(caption) else text

    def _takes_as_note(self, text: str) -> bool:
        """The second of several notes below a table belongs to the first."""
        last = self.blocks[-1] if self.blocks else None
        found = FURTHER_NOTE.match(text)
        if self.notes == 0 or found is None or not isinstance(last, Paragraph):
            return False
        if int(found[1]) != self.notes + 1:
            return False
        self.notes += 1
        self.blocks[-1] = replace(last, text=f"{last.text}{text}")
        return True

    def _add_text(self, text: str, line: int, *, is_titled: bool) -> None:
        is_below_table = bool(self.blocks) and isinstance(self.blocks[-1], PrintedTable)
        self.notes = 1 if is_below_table and FIRST_NOTE.match(text) else 0
        mark = mark_of(text)
        clause = self.address.enter(mark) if mark is not None else self.address.clause
        if is_heading(text, mark) or (is_titled and mark is None):
            self.blocks.append(Heading(text, line, clause))
        else:
            self.blocks.append(Paragraph(text, line, clause, self.address.next_position()))

    def _drop_caption(self) -> None:
        """A caption that no table followed is that of the table above, or prose after all."""
        if self.caption is not None:
            held, self.caption = self.caption, None
            if self._gives_to_table_above(held):
                self.is_below = True
                return
            words = f"{held.label}{held.number} {held.text}".strip()
            self.blocks.append(
                Paragraph(words, held.line, self.address.clause, self.address.next_position())
            )

    def _gives_to_table_above(self, held: Caption) -> bool:
        """Some plans print captions below; a table that has one already keeps its own."""
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, PrintedTable) or last.number or last.caption:
            return False
        unit = last.unit or self.unit
        self.blocks[-1] = replace(
            last, caption=held.text, number=held.number, label=held.label, unit=unit
        )
        return True

    def add_table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """A table below the last caption, if there was one just before it."""
        rows = [row for row in rows if row]
        if not any(_printed(cell.text) for row in rows for cell in row):
            return
        if self.is_below and self.caption is not None and self._gives_to_table_above(self.caption):
            self.caption = None
        rows = self._without_title_row(rows)
        if self.caption is None:
            self.unit = self._unit_above()
        caption = self.caption or Caption("表", "", "", rows[0][0].line)
        self.blocks.append(
            PrintedTable(
                caption=caption.text,
                number=caption.number,
                rows=tuple(tuple(_printed(cell.text) for cell in row) for row in rows),
                line=caption.line,
                clause=self.address.clause,
                label=caption.label,
                unit=self.unit,
                cell_lines=tuple(tuple(cell.line for cell in row) for row in rows),
                spans=tuple(tuple(cell.span for cell in row) for row in rows),
            )
        )
        self.caption, self.unit = None, ""

    def _unit_above(self) -> str:
        """单位：万元 over a table without a caption is no prose."""
        last = self.blocks[-1] if self.blocks else None
        found = UNIT.fullmatch(last.text) if isinstance(last, Paragraph) else None
        if found is None:
            return ""
        self.blocks.pop()
        return found[1]

    def _without_title_row(self, rows: list[Sequence[Cell]]) -> list[Sequence[Cell]]:
        """A caption printed as a row is one: in one cell, or its number in a cell of its own."""
        is_box = all(len(row) == 1 for row in rows)
        unit = _unit_row(rows)
        if self.caption is not None or len(rows) < 2:
            return rows
        if len(rows[1]) < 2 and not (is_box or unit):
            return rows
        first = [_printed(cell.text).strip() for cell in rows[0]]
        is_parted = len(first) == 2 and NUMBERED.fullmatch(first[0])
        if len(first) == 1 or is_parted:
            self.caption = caption_of("  ".join(first), rows[0][0].line)
        if self.caption is None:
            return rows
        self.unit = unit
        return rows[2:] if unit else rows[1:]

    def finish(self) -> tuple[Block, ...]:
        self._drop_caption()
        return tuple(self.blocks)


def _unit_row(rows: Sequence[Sequence[Cell]]) -> str:
    """单位：万元 in a row of its own below the title and above the heading."""
    if len(rows) < 3 or len(rows[1]) != 1 or len(rows[2]) < 2:
        return ""
    found = UNIT.fullmatch(rows[1][0].text.strip())
    return found[1] if found is not None else ""


def _printed(text: str) -> str:
    """A cell as printed; one of nothing but blanks is empty."""
    return text if text.strip(" \t\r\n　\xa0") else ""
