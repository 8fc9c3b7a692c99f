# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a plan's health check found, as a list for the meeting with its compilers. 体检清单。"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kuangtu.plans.health.types import Finding, Grade, Reading
from kuangtu.reports.typesetting import (
    add_page_numbers,
    add_paragraph,
    add_table,
    add_title,
    content_of,
    new_document,
    turn_sideways,
)

TITLE = "规划体检清单"
COLUMNS: Final = (
    "序号",
    "等级",
    "位置",
    "原文",
    "另一处原文",
    "计算值",
    "说明",
    "处理意见",
)
WIDTHS_MM: Final = (10, 11, 30, 43, 53, 20, 45, 45)
WIDTHS: Final = (6, 7, 26, 44, 54, 16, 50, 40)  # of a spreadsheet, in letters
HEAD_PT = 10.5
NOTHING = "没有发现矛盾。"
BLANK = "（空白）"
LONG_VALUE = 12  # letters: a whole phrase, which need not stand twice
NO_DOCUMENT = "没有规划文本，只检查了规划文件夹中的表和清单；正文未检查"


@dataclass(frozen=True, slots=True)
class Line:
    """A finding and what was decided about it; "" leaves room for the meeting. 清单行。"""

    finding: Finding
    decided: str = ""


@dataclass(frozen=True, slots=True)
class HealthList:
    """What is listed, and what was examined. 体检清单。

    `document` is empty where the folder alone was examined.
    """

    plan: str
    document: str
    document_sha256: str
    folder_sha256: str
    checked_on: str
    checked_by: str
    lines: Sequence[Line]
    chosen: str = ""  # which part of the findings is listed, in words

    @property
    def head(self) -> list[tuple[str, str]]:
        """What stands above the table."""
        counts = Counter(one.finding.grade for one in self.lines)
        parts = "、".join(f"{grade.label.zh} {counts[grade]}" for grade in Grade)
        document = f"{self.document}（SHA-256 {self.document_sha256}）"
        rows = [
            ("规划", self.plan),
            ("规划文本", document if self.document else NO_DOCUMENT),
            ("规划文件夹", f"SHA-256 {self.folder_sha256}"),
            ("体检", f"{self.checked_on}　{self.checked_by}".strip()),
            ("结果", f"共 {len(self.lines)} 条：{parts}" if self.lines else NOTHING),
        ]
        return [*rows, ("所列", self.chosen)] if self.chosen else rows

    @property
    def rows(self) -> list[tuple[int, str, str, str, str, str, str, str]]:
        """The cells of the table, a row for each finding."""
        return [
            (
                number,
                line.finding.grade.label.zh,
                line.finding.where.text.zh,
                line.finding.where.words,
                "\n".join(elsewhere(line.finding)),
                line.finding.computed,
                f"【{line.finding.kind.label.zh}】{line.finding.message.zh}",
                line.decided,
            )
            for number, line in enumerate(self.lines, start=1)
        ]


def elsewhere(finding: Finding) -> list[str]:
    """The other words that a finding rests on, with their places. 另一处原文。"""
    return [
        f"{said_as(one)}（{one.where.text.zh}）"
        for one in finding.readings
        if one.where != finding.where
    ]


def said_as(reading: Reading) -> str:
    """The value with the words around it, once where they are the same.

    >>> from kuangtu.plans.health.types import Where
    >>> said_as(Reading("53种", Where("矿产53种，"))), said_as(Reading("", Where("")))
    ('53种：矿产53种，', '（空白）')
    """
    value, words = reading.value, reading.where.words or BLANK
    is_said = not value or value == words or (len(value) > LONG_VALUE and value in words)
    return words if is_said else f"{value}：{words}"


def as_docx(listed: HealthList) -> bytes:
    """The list in the office's type, sideways on A4. 体检清单（Word）。"""
    document = new_document(f"{TITLE} {listed.plan}")
    turn_sideways(document)
    add_title(document, TITLE)
    _write_head(document, listed)
    if listed.lines:
        rows = [tuple(map(str, row)) for row in listed.rows]
        add_table(document, COLUMNS, rows, widths_mm=WIDTHS_MM)
    add_page_numbers(document, listed.plan)
    return content_of(document)


def _write_head(document: Any, listed: HealthList) -> None:
    for name, words in listed.head:
        add_paragraph(document, f"{name}：{words}", points=HEAD_PT)


def as_xlsx(listed: HealthList) -> bytes:
    """The same columns with filters, and a second sheet that says what was examined."""
    book = Workbook()
    sheet = book.active
    sheet.title = TITLE
    _fill(sheet, [COLUMNS, *listed.rows], WIDTHS)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    _fill(book.create_sheet("检查范围"), listed.head, (14, 100))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, rows: Sequence[Sequence[object]], widths: Sequence[int]) -> None:
    """Rows in which words stay words, also those that look like formulas."""
    for row in rows:
        sheet.append([_printable(one) for one in row])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _printable(cell: object) -> object:
    return ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
