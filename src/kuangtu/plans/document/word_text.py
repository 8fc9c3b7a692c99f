# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The words of a Word paragraph as they are printed. 段落文字。

Deleted and hidden words are not printed, inserted ones are; raised figures stay raised.
"""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WRITTEN = {
    qn("w:t"): None,
    f"{MATH}t": None,
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
BOX = qn("w:txbxContent")
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rt"), BOX, FALLBACK}
# km2 whose 2 is raised is km²; 10 with a raised 4 is no 104.
RAISED = str.maketrans("0123456789+-－−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
# Signs of the font Symbol by the last two digits of their code.
SYMBOLS = {"B3": "≥", "A3": "≤", "B1": "±", "B4": "×", "B0": "°", "BB": "≈", "A2": "′", "B2": "″"}


def words_in(element: Any) -> str:
    """The words of a paragraph or of a part of it; a line break is \\n."""
    if element.tag in LEFT_OUT or _is_hidden(element):
        return ""
    if element.tag in WRITTEN:
        written = WRITTEN[element.tag]
        return str(element.text or "") if written is None else written
    if element.tag == qn("w:sym"):
        return SYMBOLS.get(str(element.get(qn("w:char"), ""))[-2:].upper(), "")
    words = "".join(words_in(child) for child in element)
    if element.tag == f"{MATH}den":
        return f"/{words}"
    return words.translate(RAISED) if _is_raised(element) else words


def goes_on(paragraph: Any) -> bool:
    """The paragraph's end is marked as deleted: the next one goes on with it."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _is_hidden(element: Any) -> bool:
    found = element.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if element.tag == qn("w:r") else None
    return found is not None and found.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _is_raised(element: Any) -> bool:
    if element.tag == f"{MATH}sup":
        return True
    found = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if element.tag == qn("w:r") else None
    return found is not None and found.get(qn("w:val")) == "superscript"
