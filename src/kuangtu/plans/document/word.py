# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Word files: paragraphs and tables in the order of the body. Word 文档。

What is marked as deleted is left out; what is marked as inserted stands. A text box stands behind
the paragraph that it hangs on. Headers, footers and the table of contents are not part of the
text; footnotes are kept beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from kuangtu.plans.document.building import Builder, Cell
from kuangtu.plans.document.soft_breaks import lines_of
from kuangtu.plans.document.types import Block, Note
from kuangtu.plans.document.word_notes import notes_of, references_in
from kuangtu.plans.document.word_numbering import Counter, counter_of, list_of, numbered
from kuangtu.plans.document.word_text import BOX, FALLBACK, goes_on, words_in

MOST_COLUMNS = 63  # of a table in Word; a cell that covers more is damage
CONTENTS_STYLE = re.compile(r"toc\b|table of (?:figures|contents)|目录", re.IGNORECASE)
CONTENT = qn("w:sdtContent")
WRAPPERS = {qn("w:sdt"), CONTENT, qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}
Words = Callable[[Any], str]  # of a paragraph in a cell


def read_word(path: Path) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks and footnotes of a .docx file; raises what python-docx raises of a damaged one."""
    document = docx.Document(str(path))
    styles = {style.style_id: style for style in document.styles}
    reading = _Reading(styles, counter_of(document))
    reading.read(document.element.body)
    reading.end_held()
    return reading.builder.finish(), notes_of(document, reading.references)


@dataclass(slots=True)
class _Reading:
    """One way through the file. 读取中。"""

    styles: Mapping[str, Any]
    counter: Counter
    builder: Builder = field(default_factory=Builder)
    references: dict[str, int] = field(default_factory=dict)  # note → line that refers to it
    line: int = 0
    held: str = ""  # words whose paragraph goes on

    def read(self, body: Any) -> None:
        for element in _children(body):
            if element.tag == qn("w:p"):
                self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                self._table(element)

    def _paragraph(self, element: Any) -> None:
        self.line += 1
        style = self.styles.get(_style_id(element))
        if style is not None and CONTENTS_STYLE.match(str(style.name or "")):
            return
        is_titled = style is not None and _is_title(str(style.name or ""))
        words, self.held = f"{self.held}{words_in(element)}", ""
        if goes_on(element):
            self.held, words = words, ""
        words = _numbered(words, element, style, self.counter)
        for part in lines_of(words, is_titled=is_titled):
            self.builder.add_line(part, self.line, is_titled=is_titled)
        for reference in references_in(element):
            self.references.setdefault(reference, self.line)
        for box in _boxes(element):
            self.read(box)

    def end_held(self) -> None:
        """Words that nothing went on with."""
        words, self.held = self.held, ""
        self.builder.add_line(words, self.line)

    def _table(self, element: Any) -> None:
        self.end_held()
        rows = [one for one in _children(element) if one.tag == qn("w:tr") and not _is_gone(one)]
        cells = [one for row in rows for one in _children(row) if one.tag == qn("w:tc")]
        inside = [one.tag for one in _children(cells[0])] if len(cells) == 1 else []
        for reference in references_in(element):
            self.references.setdefault(reference, self.line + 1)
        if qn("w:tbl") in inside:  # a frame around other tables
            self.read(cells[0])
        elif inside.count(qn("w:p")) > 1:  # a box of several paragraphs
            self._add_rows(
                [[_cell(cells[0], 0, self._in_cell, only=one)] for one in _children(cells[0])]
            )
        else:
            self._add_rows([_cells(row, 0, self._in_cell) for row in rows])

    def _in_cell(self, paragraph: Any) -> str:
        """The words of a paragraph in a cell; its number may be all that is printed."""
        words = words_in(paragraph).replace("\n", "")
        listed = list_of(paragraph, self.styles.get(_style_id(paragraph)))
        return words if listed is None else numbered(self.counter.prefix(*listed), words).strip()

    def _add_rows(self, rows: list[list[Cell]]) -> None:
        numbered = [
            [Cell(cell.text, self.line + at, cell.span) for cell in row]
            for at, row in enumerate(rows, 1)
        ]
        self.line += len(rows)
        self.builder.add_table(numbered)


def _is_title(style: str) -> bool:
    return style.startswith(("Heading", "heading", "Title", "标题"))


def _is_gone(row: Any) -> bool:
    """A row that is marked as deleted."""
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _children(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, those within content controls and insertions too."""
    for child in element:
        if child.tag in {qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")}:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, each once: the form for old programs is a copy."""
    for child in element:
        if child.tag == BOX:
            yield child
        elif child.tag not in {FALLBACK, qn("w:del"), qn("w:moveFrom")}:
            yield from _boxes(child)


def _style_id(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _numbered(words: str, paragraph: Any, style: Any, counter: Counter) -> str:
    listed = list_of(paragraph, style)
    if listed is None or not words.strip():
        return words
    return numbered(counter.prefix(*listed), words)


def _cells(row: Any, line: int, words_of: Words) -> list[Cell]:
    """The cells of a row; columns that it leaves out at its sides are empty ones."""
    written = [_cell(one, line, words_of) for one in _children(row) if one.tag == qn("w:tc")]
    before, after = (_left_out(row, side, line) for side in ("w:gridBefore", "w:gridAfter"))
    return [*before, *written, *after] if written else []


def _left_out(row: Any, side: str, line: int) -> list[Cell]:
    found = row.find(f"{qn('w:trPr')}/{qn(side)}")
    width = "0" if found is None else str(found.get(qn("w:val"), "0"))
    return [Cell("", line)] * _columns(width, 0)


def _columns(written: str, otherwise: int) -> int:
    """How many columns an attribute says; another number where no table has so many."""
    is_sound = written.isdecimal() and len(written) < 4 and int(written) <= MOST_COLUMNS
    return int(written) if is_sound else otherwise


def _cell(cell: Any, line: int, words_of: Words, *, only: Any = None) -> Cell:
    """A cell, or one paragraph of it."""
    properties = cell.find(qn("w:tcPr"))
    span, merge = None, None
    if properties is not None:
        span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
    width = "1" if span is None else str(span.get(qn("w:val"), "1"))
    is_below = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    words = ""
    if not is_below:
        words = "".join(_cell_words(cell, words_of)) if only is None else words_of(only)
    return Cell(words.strip(), line, _columns(width, 1))


def _cell_words(cell: Any, words_of: Words) -> Iterator[str]:
    for child in _children(cell):
        if child.tag == qn("w:p"):
            yield words_of(child)
        elif child.tag == qn("w:tbl"):
            for row in (one for one in _children(child) if one.tag == qn("w:tr")):
                yield from (one.text for one in _cells(row, 0, words_of))
