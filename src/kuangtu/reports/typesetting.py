# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Office documents in Chinese type: fonts, tables, page numbers. 公文排版。

Body 仿宋, headings 黑体, A4 with the margins of GB/T 9704-2012. A reader without these fonts
is told in the font table which others to take.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

BODY_FONT = "仿宋"
HEADING_FONT = "黑体"
LATIN_FONT = "Times New Roman"
BODY_PT = 12
TABLE_PT = 9
SMALL_PT = 7.5
# The name a system without the Chinese one may know the font by, and the family to fall back to.
FALLBACKS = {"仿宋": "FangSong", "黑体": "SimHei"}
FONT_TABLE = "word/fontTable.xml"
# The same instant in every archive, so that equal documents are equal files.
ARCHIVE_INSTANT = (1980, 1, 1, 0, 0, 0)
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
RED = RGBColor(0xC0, 0x00, 0x00)


def new_document(title: str) -> Any:
    """An empty A4 document with its styles set."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    _set_font(document.styles["Normal"], BODY_FONT, BODY_PT)
    _set_font(document.styles["Footer"], BODY_FONT, TABLE_PT)
    for name, points in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        _set_font(style, HEADING_FONT, points)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = False
    document.core_properties.title = title
    document.core_properties.author = "矿图 Kuangtu"
    document.core_properties.language = "zh-CN"
    return document


def turn_sideways(document: Any) -> None:
    """The paper lies on its side, for tables of many columns. 横排。"""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.left_margin, section.right_margin = Mm(20), Mm(20)


def _set_font(style: Any, east_asian: str, points: float) -> None:
    style.font.name = LATIN_FONT
    style.font.size = Pt(points)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    fonts.set(qn("w:eastAsia"), east_asian)


def add_title(document: Any, words: str) -> None:
    paragraph = document.add_paragraph(style="Title")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _remove_border(paragraph)
    paragraph.add_run(printable(words))


def _remove_border(paragraph: Any) -> None:
    """Word's own title style draws a line that an office document does not have."""
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    bottom.set(qn("w:val"), "nil")
    border.append(bottom)
    paragraph.paragraph_format.element.get_or_add_pPr().append(border)


def add_heading(document: Any, words: str, *, level: int = 1) -> None:
    document.add_paragraph(printable(words), style=f"Heading {level}")


def add_paragraph(
    document: Any,
    words: str,
    *,
    is_centered: bool = False,
    is_bold: bool = False,
    is_red: bool = False,
    points: float = BODY_PT,
) -> None:
    paragraph = document.add_paragraph()
    if is_centered:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(printable(words))
    run.bold = is_bold
    if points != BODY_PT:
        run.font.size = Pt(points)
    if is_red:
        run.font.color.rgb = RED


def add_run_in(document: Any, head: str, words: str) -> None:
    """A small paragraph that begins with its heading in bold, for long lists."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    for text, is_bold in ((head, True), (words, False)):
        run = paragraph.add_run(printable(text))
        run.font.size = Pt(SMALL_PT)
        run.bold = is_bold


def set_columns(document: Any, count: int) -> None:
    """What follows, on the same page, stands in so many columns. 分栏。"""
    section = document.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - python-docx has no columns
    if columns is None:
        columns = OxmlElement("w:cols")
        section._sectPr.append(columns)  # noqa: SLF001 - as above
    columns.set(qn("w:num"), str(count))
    columns.set(qn("w:space"), str(Mm(8).twips))


def add_page_break(document: Any) -> None:
    """The next heading begins a page, which the annexes do."""
    document.add_page_break()


def add_table(
    document: Any,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    widths_mm: Sequence[float],
    row_height_mm: float = 0,
    points: float = TABLE_PT,
) -> None:
    """A grid whose heading row repeats on each page and whose rows do not break."""
    table = document.add_table(rows=0, cols=len(widths_mm), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    # Word takes the widths from the cells, LibreOffice from the grid.
    for column, width_mm in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)
    if columns:
        _add_row(table, columns, widths_mm, points=points, is_heading=True)
    for row in rows:
        _add_row(table, row, widths_mm, points=points, is_heading=False)
    if row_height_mm:
        for line in table.rows:
            line.height = Mm(row_height_mm)
    _add_gap(document)


def _add_gap(document: Any) -> None:
    """A little room below a table, without which Word joins it to the next."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(6)


def _add_row(
    table: Any,
    words: Sequence[str],
    widths_mm: Sequence[float],
    *,
    points: float,
    is_heading: bool,
) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width_mm in zip(row.cells, words, widths_mm, strict=True):
        cell.width = Mm(width_mm)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = Pt(points / 6)
        paragraph.paragraph_format.space_after = Pt(points / 6)
        run = paragraph.add_run(printable(text))
        run.font.size = Pt(points)
        if is_heading:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold = True


def add_page_numbers(document: Any, words: str) -> None:
    """A footer with the words and 第 … 页 共 … 页."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    pieces = ((f"{words}　第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", ""))
    for text, field in pieces:
        paragraph.add_run(printable(text))
        if field:
            _add_field(paragraph.add_run(), field)


def _add_field(run: Any, instruction: str) -> None:
    for kind in ("begin", "", "end"):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = instruction
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields


def printable(words: str) -> str:
    """The words with what XML cannot hold shown as U+FFFD.

    >>> printable("a\\x00b")
    'a\ufffdb'
    """
    return UNPRINTABLE.sub("\ufffd", words)


def content_of(document: Any) -> bytes:
    """The file, with fallback names in its font table and no clock in its archive."""
    saved = io.BytesIO()
    document.save(saved)
    made = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == FONT_TABLE:
                content = _with_fallbacks(content)
            entry = zipfile.ZipInfo(name, ARCHIVE_INSTANT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return made.getvalue()


def _with_fallbacks(font_table: bytes) -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/>'
        '<w:charset w:val="86"/><w:family w:val="modern"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    return font_table.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())
