# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Word files: paragraphs and tables in the order of the body. Word 文档。

What is marked as deleted is left out; what is marked as inserted stands. Headers, footers and
notes are not part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from kuangtu.plans.document.building import Builder, Cell
from kuangtu.plans.document.types import Block
from kuangtu.plans.document.word_numbering import Counter, counter_of, list_of

WRITTEN = {
    qn("w:t"): None,
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:txbxContent")}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CONTENT = qn("w:sdtContent")
WRAPPERS = {qn("w:sdt"), CONTENT, qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}


def word_blocks(path: Path) -> tuple[Block, ...]:
    """The blocks of a .docx file; raises whatever python-docx raises of a damaged one."""
    document = docx.Document(str(path))
    builder, counter = Builder(), counter_of(document)
    styles = {style.style_id: style for style in document.styles}
    line = 0
    for element in _children(document.element.body):
        if element.tag == qn("w:p"):
            line += 1
            style = styles.get(_style_id(element))
            words = _numbered(element, style, counter)
            is_titled = style is not None and _is_title(str(style.name or ""))
            for part in words.split("\n"):
                builder.add_line(part, line, is_titled=is_titled)
        elif element.tag == qn("w:tbl"):
            rows = list(_rows(element, line))
            line += len(rows)
            builder.add_table(rows)
    return builder.finish()


def _is_title(style: str) -> bool:
    return style.startswith(("Heading", "heading", "Title", "标题"))


def _children(element: Any) -> Iterator[Any]:
    """Paragraphs and tables, those within content controls and insertions too."""
    for child in element:
        if child.tag in {qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")}:
            yield child
        elif child.tag in WRAPPERS:
            yield from _children(child)


def _style_id(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def _numbered(paragraph: Any, style: Any, counter: Counter) -> str:
    words = _words(paragraph)
    listed = list_of(paragraph, style)
    if listed is None or not words.strip():
        return words
    return counter.prefix(*listed) + words


def _words(element: Any) -> str:
    if element.tag in LEFT_OUT or element.tag == FALLBACK:
        return ""
    if element.tag in WRITTEN:
        written = WRITTEN[element.tag]
        return str(element.text or "") if written is None else written
    return "".join(_words(child) for child in element)


def _rows(table: Any, line: int) -> Iterator[list[Cell]]:
    for number, row in enumerate((one for one in _children(table) if one.tag == qn("w:tr")), 1):
        yield [_cell(one, line + number) for one in _children(row) if one.tag == qn("w:tc")]


def _cell(cell: Any, line: int) -> Cell:
    properties = cell.find(qn("w:tcPr"))
    span, merge = None, None
    if properties is not None:
        span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
    width = "1" if span is None else str(span.get(qn("w:val"), "1"))
    is_below = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    text = "" if is_below else "".join(_cell_words(cell)).strip()
    return Cell(text, line, int(width) if width.isdecimal() else 1)


def _cell_words(cell: Any) -> Iterator[str]:
    for child in _children(cell):
        if child.tag == qn("w:p"):
            yield _words(child).replace("\n", "")
        elif child.tag == qn("w:tbl"):
            yield from (one.text for row in _rows(child, 0) for one in row)
