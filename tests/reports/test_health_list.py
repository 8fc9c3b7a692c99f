# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The list for the meeting with the compilers, in Word and Excel. 体检清单文件。"""

import io
from dataclasses import replace

import docx
import openpyxl
from docx.enum.section import WD_ORIENT

from kuangtu.core.text import same
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where
from kuangtu.reports.health_list import COLUMNS, HealthList, Line, as_docx, as_xlsx

TEXT = Where("产值12.24亿元", "一(一)", 10)
CELL = Where("=122894", "一(一)", 51, "专栏1", 7, 3)
BOTH = Finding(
    Grade.ERROR,
    Kind.TEXT_AND_TABLE,
    TEXT,
    same("文中12.24亿元，专栏1为122894"),
    (Reading("12.24亿元", TEXT), Reading("=122894", CELL), Reading("", replace(CELL, words=""))),
    "12.29亿元",
)
MARK = Finding(Grade.NOTE, Kind.MARK, replace(TEXT, words="=(x"), same("“(”没有配对"))
LIST = HealthList(
    plan="示例规划",
    document="规划文本.docx",
    document_sha256="a" * 64,
    folder_sha256="b" * 64,
    checked_on="2026-11-27",
    checked_by="审查员",
    lines=[Line(BOTH, "按原文采用，审查员 2026-11-27"), Line(MARK)],
)
ROWS = [
    [
        "1",
        "错误",
        "一(一) · 第10行",
        "产值12.24亿元",
        "=122894（一(一) · 专栏1 · 7行3列 · 第51行）\n（空白）（一(一) · 专栏1 · 7行3列 · 第51行）",
        "12.29亿元",
        "【正文与表】文中12.24亿元，专栏1为122894",
        "按原文采用，审查员 2026-11-27",
    ],
    ["2", "提示", "一(一) · 第10行", "=(x", "", "", "【括号与引号】“(”没有配对", ""],
]
HEAD = [
    f"规划文本：规划文本.docx（SHA-256 {'a' * 64}）",
    f"规划文件夹：SHA-256 {'b' * 64}",
    "体检：2026-11-27　审查员",
    "结果：共 2 条：错误 1、存疑 0、提示 1",
]


def words_of(content):
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs if one.text]


def test_the_document_has_a_row_for_each_finding_under_its_head():
    document = docx.Document(io.BytesIO(as_docx(LIST)))

    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [list(COLUMNS), *ROWS]
    assert words_of(as_docx(LIST)) == ["规划体检清单", "规划：示例规划", *HEAD]
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_the_workbook_has_the_same_columns_with_filters():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(LIST)))

    sheet = book["规划体检清单"]
    rows = [[str(cell or "") for cell in row] for row in sheet.values]
    assert rows == [list(COLUMNS), *ROWS]
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:H3", "A2")
    assert [f"{name}：{words}" for name, words in book["检查范围"].values][1:] == HEAD


def test_equal_lists_are_equal_documents():
    assert as_docx(LIST) == as_docx(LIST)


def test_a_clean_plan_is_told_to_be_clean():
    clean = replace(LIST, lines=[], document="", document_sha256="")

    assert words_of(as_docx(clean))[2:] == [
        "规划文本：没有规划文本，只检查了规划文件夹中的表和清单；正文未检查",
        HEAD[1],
        HEAD[2],
        "结果：没有发现矛盾。",
    ]
    assert docx.Document(io.BytesIO(as_docx(clean))).tables == []


def test_a_part_of_the_findings_says_which_part_it_is():
    part = replace(LIST, lines=[Line(MARK)], chosen="提示")

    assert words_of(as_docx(part))[-2:] == ["结果：共 1 条：错误 0、存疑 0、提示 1", "所列：提示"]
