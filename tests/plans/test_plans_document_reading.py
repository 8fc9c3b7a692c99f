# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Documents of every kind become the same blocks. 规划文本读取。"""

import zipfile
from pathlib import Path

import pytest
from docx import Document as new_word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from kuangtu.core.errors import Invalid, NotFound
from kuangtu.plans.document.reading import LARGEST_TEXT, read_document
from kuangtu.plans.document.types import Heading, Paragraph, PrintedTable
from kuangtu.plans.folder import read_folder

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared/plan"

UPRIGHT = """\
一、现状
（一）矿山
全县共有矿山12个（专栏1）。
\t专栏1  矿山数量

\t规模
\t数量

\t大型
\t2

\t小
型
\t10


1.问题
（1）矿山小。
"""
TABBED = UPRIGHT.split("\t专栏", maxsplit=1)[0] + (
    "专栏1  矿山数量\n规模\t数量\n大型\t2\n小型\t10\n\n1.问题\n（1）矿山小。\n"
)
MARKDOWN = """\
# 一、现状
## （一）矿山
全县共有矿山**12个**（专栏1）。

**专栏1  矿山数量**

| 规模 | 数量 |
|---|---:|
| 大型 | 2 |
| 小型 | 10 |

### 1.问题
（1）矿山小。
"""


def written(where, name, text):
    path = where / name
    path.write_text(text, "utf-8")
    return path


def what_is_read(path):
    """Kind, clause and words of each block, without lines."""
    return [
        (type(block).__name__, block.clause, getattr(block, "text", None) or block.rows)
        for block in read_document(path).blocks
    ]


EXPECTED = [
    ("Heading", "一", "一、现状"),
    ("Heading", "一(一)", "（一）矿山"),
    ("Paragraph", "一(一)", "全县共有矿山12个（专栏1）。"),
    ("PrintedTable", "一(一)", (("规模", "数量"), ("大型", "2"), ("小型", "10"))),
    ("Heading", "一(一)1", "1.问题"),
    ("Paragraph", "一(一)1(1)", "（1）矿山小。"),
]


@pytest.mark.parametrize(
    ("name", "text"),
    [("upright.txt", UPRIGHT), ("tabbed.txt", TABBED), ("plan.md", MARKDOWN)],
)
def test_the_same_plan_in_three_forms_of_text_gives_the_same_blocks(tmp_path, name, text):
    path = written(tmp_path, name, text)

    assert what_is_read(path) == EXPECTED


def test_a_word_file_gives_the_same_blocks_with_merged_cells_as_printed(tmp_path):
    word = new_word()
    word.add_heading("一、现状", 1)
    word.add_heading("（一）矿山", 2)
    word.add_paragraph("全县共有矿山12个（专栏1）。")
    word.add_paragraph("专栏1  矿山数量")
    table = word.add_table(rows=3, cols=3)
    for row, cells in enumerate([("类", "", "数量"), ("金属", "大型", "2"), ("", "小型", "10")]):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    word.add_paragraph("表后一段。")
    path = tmp_path / "plan.docx"
    word.save(path)

    blocks = read_document(path).blocks

    assert [type(block) for block in blocks] == [
        Heading,
        Heading,
        Paragraph,
        PrintedTable,
        Paragraph,
    ]
    assert blocks[3].rows == (("类", "数量"), ("金属", "大型", "2"), ("", "小型", "10"))
    assert blocks[3].spans == ((2, 1), (1, 1, 1), (1, 1, 1))
    assert (blocks[3].name, blocks[3].caption, blocks[4].clause) == ("专栏1", "矿山数量", "一(一)")


def numbered(paragraph, level):
    """Give a paragraph the number that Word counts for list 77."""
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for tag, value in (("w:ilvl", str(level)), ("w:numId", "77")):
        child = OxmlElement(tag)
        child.set(qn("w:val"), value)
        numbering.append(child)
    properties.append(numbering)


def test_numbers_that_word_counts_itself_are_part_of_the_text(tmp_path):
    word = new_word()
    root = word.part.numbering_part.element
    shape = OxmlElement("w:abstractNum")
    shape.set(qn("w:abstractNumId"), "77")
    for level, text in enumerate(("%1、", "（%2）")):
        one = OxmlElement("w:lvl")
        one.set(qn("w:ilvl"), str(level))
        for tag, value in (
            ("w:start", "1"),
            ("w:numFmt", "chineseCountingThousand"),
            ("w:lvlText", text),
        ):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            one.append(child)
        shape.append(one)
    root.insert(0, shape)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    num.append(link)
    root.append(num)
    for words, level in (("现状", 0), ("矿山", 1), ("资源", 1), ("目标", 0), ("总体", 1)):
        numbered(word.add_paragraph(words), level)
    path = tmp_path / "plan.docx"
    word.save(path)

    assert [(block.text, block.clause) for block in read_document(path).blocks] == [
        ("一、现状", "一"),
        ("（一）矿山", "一(一)"),
        ("（二）资源", "一(二)"),
        ("二、目标", "二"),
        ("（一）总体", "二(一)"),
    ]


@pytest.mark.parametrize(
    ("lines", "clauses"),
    [
        (
            ["第一章 总则", "第一节 依据", "第一条 依据法律。", "第二条 本规划适用于全县。"],
            ["第一章", "第一章第一节", "第一章第一节第一条", "第一章第一节第二条"],
        ),
        (["1 现状", "1.1 矿山", "1.1.1 数量", "1.2 资源"], ["1", "1.1", "1.1.1", "1.2"]),
        (
            ["总  则", "一段。", "一、现状", "①甲。", "②乙。", "2.2025年目标"],
            ["总则", "总则", "一", "一①", "一②", "一2"],
        ),
    ],
)
def test_parts_are_addressed_by_whatever_numbers_the_document_uses(tmp_path, lines, clauses):
    path = written(tmp_path, "plan.txt", "\n".join(lines))

    assert [block.clause for block in read_document(path).blocks] == clauses


def refused(path):
    with pytest.raises(Invalid) as error:
        read_document(path)
    assert len(error.value.problems) == 1
    return error.value.problems[0].code


def test_an_absent_file_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        read_document(tmp_path / "plan.docx")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("plan.txt", b"", "document-empty"),
        ("plan.txt", b"\n \n\t\n", "document-empty"),
        ("plan.txt", "若羌县".encode("gb18030"), "document-not-utf-8"),
        ("plan.txt", b"a\0b", "document-not-utf-8"),
        ("plan.pdf", b"%PDF-1.7", "document-kind"),
        ("plan.doc", b"\xd0\xcf\x11\xe0", "document-kind"),
        ("plan.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document-old-word"),
        ("plan.docx", b"no zip at all", "document-damaged"),
        ("plan.docx", b"", "document-damaged"),
        ("plan.md", b"x" * (LARGEST_TEXT + 1), "document-too-large"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_with_its_reason(
    tmp_path, name, content, code
):
    path = tmp_path / name
    path.write_bytes(content)

    assert refused(path) == code


def test_a_folder_is_no_document(tmp_path):
    assert refused(tmp_path) == "document-not-a-file"


def test_a_word_file_that_would_unpack_without_end_is_not_opened(tmp_path):
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 61_000_000)

    assert refused(path) == "document-unpacks-too-large"


def test_a_zip_that_is_no_word_file_is_damaged(tmp_path):
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", "<a/>")

    assert refused(path) == "document-damaged"


@pytest.mark.shared
def test_the_real_document_has_the_folders_tables_and_clauses():
    folder = read_folder(ROOT / "plans/652824-2021")
    document = read_document(next(DOCUMENTS.glob("*.txt")))

    assert [(table.number, table.caption, table.rows) for table in document.tables] == [
        (table.number, table.title, table.rows) for table in folder.tables
    ]
    known = {clause.number for clause in folder.clauses}
    assert [block.line for block in document.blocks if block.clause not in known] == []


@pytest.mark.parametrize(
    ("text", "tables", "prose"),
    [
        (
            "专栏1 矿山\n矿种 | 数量\n铁 | 3\n合计 | 3\n下文。",
            ["矿种|数量", "铁|3", "合计|3"],
            ["下文。"],
        ),
        ("甲 | 乙 | 丙\n一 |  | 3\n二 | 2 |", ["甲|乙|丙", "一||3", "二|2|"], []),
        ("表2 矿山\n甲\t乙|丙\n1\t2|3", ["甲|乙|丙", "1|2|3"], []),
        ("甲 | 乙\n下文。", [], ["甲 | 乙", "下文。"]),
    ],
)
def test_rows_whose_cells_are_apart_by_pipes_are_a_table(tmp_path, text, tables, prose):
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")

    document = read_document(path)

    assert ["|".join(row) for table in document.tables for row in table.rows] == tables
    assert [one.text for one in document.paragraphs] == prose


def test_digits_of_full_width_number_parts_and_tables_as_others_do(tmp_path):
    wide = {48 + digit: 0xFF10 + digit for digit in range(10)} | {ord("."): 0xFF0E}
    path = tmp_path / "plan.txt"
    path.write_text("2.3　现状\n正文。\n表12　矿山\n名称\t数量\n甲\t1\n".translate(wide), "utf-8")

    document = read_document(path)

    assert [one.clause for one in document.headings] == ["2.3"]
    assert [one.number for one in document.tables] == ["12"]


def test_a_title_on_the_line_below_the_number_is_the_tables(tmp_path):
    path = written(
        tmp_path,
        "plan.txt",
        "一、目标\n附表1\n规划主要指标\n指标\t数值\n矿山\t24\n附表2\n第二条 如下。\n",
    )

    document = read_document(path)

    assert [(one.name, one.caption) for one in document.tables] == [("附表1", "规划主要指标")]
    assert [one.text for one in document.paragraphs] == ["附表2", "第二条 如下。"]


def test_the_second_of_the_notes_below_a_table_opens_no_part(tmp_path):
    path = written(
        tmp_path,
        "plan.txt",
        "一、目标\n表1 指标\n指标\t数值\n矿山\t24\n注：1.含在建。\n    2.不含停产。\n后文。\n",
    )

    assert [(one.clause, one.text) for one in read_document(path).paragraphs] == [
        ("一", "注：1.含在建。2.不含停产。"),
        ("一", "后文。"),
    ]


HTML = """\
# 石岗县矿产资源总体规划（2021—2025年）

## 第一章 现状

<table>
<caption>表1 矿区</caption>
<thead>
<tr><th rowspan="2">名称</th><th colspan="2">资源量（万吨）</th><th rowspan="2">合计</th></tr>
<tr><th>探明</th><th>控制</th></tr>
</thead>
<tr><td>东沟<br/>铁矿</td><td>10</td><td>20</td><td>30</td></tr>
<tr><td rowspan="2">西岭&amp;南岭</td><td>5</td><td>6</td><td>11</td></tr>
<tr><td>1</td><td>2</td><td>3</td></tr>
</table>

正文一句。
"""


def test_a_table_in_html_keeps_its_merged_cells_and_lines(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(HTML, "utf-8")

    document = read_document(path)
    table = next(document.tables)

    assert (table.name, table.caption, table.line) == ("表1", "矿区", 5)
    assert table.rows == (
        ("名称", "资源量（万吨）", "合计"),
        ("", "探明", "控制", ""),
        ("东沟铁矿", "10", "20", "30"),
        ("西岭&南岭", "5", "6", "11"),
        ("", "1", "2", "3"),
    )
    assert table.spans[0] == (1, 2, 1)
    assert table.line_of(4, 1) == 13
    assert [one.text for one in document.paragraphs] == ["正文一句。"]


def test_tables_in_html_that_cover_far_more_than_they_print_are_refused_with_their_line(tmp_path):
    path = tmp_path / "plan.md"
    row = "<tr><td rowspan='200'>甲</td></tr>\n"
    path.write_text("第一章 总则\n\n<table>\n" + row * 5_000 + "</table>\n", "utf-8")

    with pytest.raises(Invalid) as error:
        read_document(path)

    [problem] = error.value.problems
    assert problem.code == "document-table-too-large"
    # 1 + 2 + … + 200 places in the first 200 rows, then 200 in each: row 2,600 is one too many.
    assert problem.place.line == 2_603


def test_a_table_in_html_that_never_ends_is_refused_with_its_line(tmp_path):
    path = tmp_path / "plan.md"
    path.write_text(
        "<table><tr><td>甲</td></tr></table>\n\n正文一句。\n\n<table>\n没有结束。\n", "utf-8"
    )

    with pytest.raises(Invalid) as error:
        read_document(path)

    [problem] = error.value.problems
    assert (problem.code, problem.place.line) == ("document-table-never-ends", 5)
