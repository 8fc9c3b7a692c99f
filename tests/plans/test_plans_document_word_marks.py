# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What Word prints without its standing in the text: counted numbers, raised figures, contents."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from kuangtu.plans.document.reading import read_document
from plans.word_files import W, saved, say, table, words_of


def counting(document, written):
    """A list of the document whose numbers Word counts by itself, as a paragraph names it."""
    root = document.part.numbering_part.element
    number = str(900 + len(root))
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{written}"/></w:lvl>'
    shape = f'<w:abstractNum {W} w:abstractNumId="{number}">{level}</w:abstractNum>'
    root.insert(0, parse_xml(shape))
    root.append(
        parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    )
    return f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def counted(document, words, written):
    listed = counting(document, written)
    document.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(listed))


def test_a_counted_number_stands_apart_from_the_words_behind_it(tmp_path):
    document = docx.Document()
    counted(document, "总则", "%1")
    counted(document, "县情", "1.%1")
    counted(document, "2025年采矿权总数控制在20个以内。", "（%1）")
    counted(document, "2025年主要指标", "专栏%1")
    table(document, ("指标", "2025年"), ("采矿权（个）", "20"))

    assert words_of(saved(document, tmp_path)) == [
        ("1", "1 总则"),
        ("1.1", "1.1 县情"),
        ("1.1(1)", "（1）2025年采矿权总数控制在20个以内。"),
        ("专栏1", "2025年主要指标", (("指标", "2025年"), ("采矿权（个）", "20"))),
    ]


def test_numbers_that_word_counts_in_a_column_are_its_cells(tmp_path):
    document = docx.Document()
    made = table(document, ("序号", "项目"), ("", "甲矿普查"), ("", "乙矿详查"))
    listed = counting(document, "%1")
    for row in made.rows[1:]:
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(parse_xml(listed))

    (read,) = read_document(saved(document, tmp_path)).tables

    assert read.rows == (("序号", "项目"), ("1", "甲矿普查"), ("2", "乙矿详查"))


def test_raised_figures_stay_raised(tmp_path):
    document = docx.Document()
    said = document.add_paragraph("面积12km")
    said.add_run("2").font.superscript = True
    said.add_run("，资源量3×10")
    said.add_run("4").font.superscript = True
    said.add_run("t，含CaF")
    said.add_run("2").font.subscript = True
    said.add_run("。")

    assert words_of(saved(document, tmp_path)) == [("", "面积12km²，资源量3×10⁴t，含CaF2。")]


@pytest.mark.parametrize("style", ["toc 1", None])
def test_the_table_of_contents_is_no_part_of_the_text(style, tmp_path):
    document = docx.Document()
    if style is not None:
        document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("目  录")
    for words in ("总则\t1", "第一章 现状……………3", "专栏1 矿山数量\t4"):
        document.add_paragraph(words, style)
    document.add_paragraph("第一章 现状")
    document.add_paragraph("现有矿山12个。")

    assert words_of(saved(document, tmp_path)) == [
        ("第一章", "第一章 现状"),
        ("第一章", "现有矿山12个。"),
    ]


def test_a_break_within_a_quotation_or_an_enumeration_or_behind_a_semicolon_only_wraps(tmp_path):
    document = docx.Document()
    say(document, "项目与“二、", "（二）”所列重点勘查区一致。")
    say(document, "其中（一）、", "（四）为约束性指标。")
    say(document, "到2025年，矿山总数不超过20个；", "大中型矿山占比不低于40%。")
    say(document, "限制开采矿种：煤；", "禁止开采矿种：砂金。")

    assert [text for _, text in words_of(saved(document, tmp_path))] == [
        "项目与“二、（二）”所列重点勘查区一致。",
        "其中（一）、（四）为约束性指标。",
        "到2025年，矿山总数不超过20个；大中型矿山占比不低于40%。",
        "限制开采矿种：煤；",
        "禁止开采矿种：砂金。",
    ]


def test_a_figure_with_a_blank_behind_it_opens_no_part(tmp_path):
    document = docx.Document()
    for words in (
        "一、布局",
        "4 个重点勘查区中，国家级2个。",
        "2 项目安排",
        "3 处理方式，由县定。",
    ):
        document.add_paragraph(words)

    assert [clause for clause, _ in words_of(saved(document, tmp_path))] == [
        "一",
        "一",
        "一2",
        "一3",
    ]


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next(tmp_path):
    document = docx.Document()
    first = document.add_paragraph("重点勘查铁")
    first._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {W}><w:del w:id="5" w:author="x"/></w:rPr>')
    )
    document.add_paragraph("、铜。")

    assert words_of(saved(document, tmp_path)) == [("", "重点勘查铁、铜。")]


def test_signs_of_other_fonts_are_read_and_hidden_words_are_not(tmp_path):
    document = docx.Document()
    said = document.add_paragraph("占比")
    said._p.append(parse_xml(f'<w:r {W}><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'))
    said.add_run("40%")
    said.add_run("（待定）").font.hidden = True
    said.add_run("。")

    assert words_of(saved(document, tmp_path)) == [("", "占比≥40%。")]


def test_title_and_unit_printed_as_rows_are_those_of_the_table(tmp_path):
    document = docx.Document()
    made = table(document, ("专栏2  经费", ""), ("单位：万元", ""), ("项目", "经费"), ("甲", "3"))
    for row in made.rows[:2]:
        row.cells[0].merge(row.cells[1])

    (read,) = read_document(saved(document, tmp_path)).tables

    assert (read.name, read.caption, read.unit) == ("专栏2", "经费", "万元")
    assert read.rows == (("项目", "经费"), ("甲", "3"))


def test_a_cell_said_to_cover_more_columns_than_a_table_of_word_has_covers_one(tmp_path):
    document = docx.Document()
    made = table(document, ("指标", "2025年"), ("采矿权（个）", "20"))
    properties = made.cell(1, 1)._tc.get_or_add_tcPr()
    properties.append(parse_xml(f'<w:gridSpan {W} w:val="2000000000"/>'))

    [read] = read_document(saved(document, tmp_path)).tables

    assert read.rows == (("指标", "2025年"), ("采矿权（个）", "20"))
    assert read.spans == ((1, 1), (1, 1))
