# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What stands in a Word file beside plain paragraphs: text boxes, footnotes, soft breaks, boxes."""

import zipfile

import docx
from docx.oxml import parse_xml

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.document.types import Paragraph
from plans.word_files import W, saved, say, table, words_of

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def test_a_text_box_stands_once_behind_the_paragraph_it_hangs_on(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、布局")
    words = "<w:p><w:r><w:t>禁止开采区面积120平方千米。</w:t></w:r></w:p>"
    box = f"<w:txbxContent>{words}</w:txbxContent>"
    document.add_paragraph("全县分区如下。")._p.append(
        parse_xml(
            f"<w:r {W} {MC}><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    document.add_paragraph("以上各区。")

    assert words_of(saved(document, tmp_path)) == [
        ("一", "一、布局"),
        ("一", "全县分区如下。"),
        ("一", "禁止开采区面积120平方千米。"),
        ("一", "以上各区。"),
    ]


def test_a_footnote_is_kept_beside_the_text_with_the_line_it_belongs_to(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、现状")
    paragraph = document.add_paragraph("全县发现矿产18种")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run("。")
    path = with_footnote(saved(document, tmp_path), "其中查明的11种。")

    read = read_document(path)

    assert [one.text for one in read.paragraphs] == ["全县发现矿产18种。"]
    assert [(one.line, one.text) for one in read.notes] == [(2, "其中查明的11种。")]


def with_footnote(path, words):
    """The file with a part of footnotes, as Word writes it."""
    made = path.with_name("noted.docx")
    replaced = {
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES}"/></Types>',
        ),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdF" Type="{RELATION}" Target="footnotes.xml"/></Relationships>',
        ),
    }
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in replaced:
                end, more = replaced[name]
                content = content.replace(end.encode(), more.encode())
            new.writestr(name, content)
        new.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
            "</w:footnote></w:footnotes>",
        )
    return made


def test_a_line_that_only_wraps_goes_on_and_one_that_begins_something_does_not(tmp_path):
    document = docx.Document()
    say(document, "第二章", "总体布局")
    say(document, "限制开采砖瓦用黏土、", "石膏；禁止开采泥炭。")
    say(document, "重点勘查矿种：铁、铜", "重点开采矿种：煤")
    say(document, "第一条 统一规划。", "第二条 分级管理。")

    assert words_of(saved(document, tmp_path)) == [
        ("第二章", "第二章 总体布局"),
        ("第二章", "限制开采砖瓦用黏土、石膏；禁止开采泥炭。"),
        ("第二章", "重点勘查矿种：铁、铜"),
        ("第二章", "重点开采矿种：煤"),
        ("第二章第一条", "第一条 统一规划。"),
        ("第二章第二条", "第二条 分级管理。"),
    ]


def test_a_box_of_one_cell_is_a_table_of_its_paragraphs_below_its_title(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、绿色矿山")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "专栏2  绿色矿山建设要求"
    for words in ("新建矿山全部达标。", "建成率达到90%。"):
        cell.add_paragraph(words)

    assert words_of(saved(document, tmp_path))[1:] == [
        ("专栏2", "绿色矿山建设要求", (("新建矿山全部达标。",), ("建成率达到90%。",)))
    ]


def test_a_frame_of_one_cell_around_a_table_is_no_table(tmp_path):
    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "专栏3 矿山数量"
    inner = frame.add_table(2, 2)
    for at, words in enumerate(("规模", "数量", "大型", "2")):
        inner.cell(at // 2, at % 2).text = words

    assert words_of(saved(document, tmp_path)) == [
        ("专栏3", "矿山数量", (("规模", "数量"), ("大型", "2")))
    ]


def test_a_row_that_is_marked_as_deleted_is_no_row(tmp_path):
    document = docx.Document()
    document.add_paragraph("专栏1 矿山数量")
    made = table(document, ("规模", "数量"), ("大型", "2"), ("小型", "10"))
    made.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="1" w:author="x"/>'))

    read = read_document(saved(document, tmp_path))

    assert [one.rows for one in read.tables] == [(("规模", "数量"), ("小型", "10"))]


def test_a_caption_below_its_table_is_the_tables_and_so_is_a_unit_above_it(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、现状")
    document.add_paragraph("单位：万元")
    table(document, ("年份", "产值"), ("2020", "170020"))
    document.add_paragraph("表2-2  主要经济指标")
    document.add_paragraph("矿业发展基础较好。")
    table(document, ("规模", "数量"), ("大型", "2"))
    document.add_paragraph("表2-3  矿山数量")
    table(document, ("矿种", "数量"), ("铁", "4"))
    document.add_paragraph("表2-4  矿种数量")

    read = read_document(saved(document, tmp_path))

    assert [(one.number, one.caption, one.unit, one.rows[0]) for one in read.tables] == [
        ("2-2", "主要经济指标", "万元", ("年份", "产值")),
        ("2-3", "矿山数量", "", ("规模", "数量")),
        ("2-4", "矿种数量", "", ("矿种", "数量")),
    ]
    assert [one.text for one in read.blocks if isinstance(one, Paragraph)] == ["矿业发展基础较好。"]


def test_lists_of_one_shape_go_on_unless_one_begins_anew(tmp_path):
    document = docx.Document()
    root = document.part.numbering_part.element
    shape = (
        f'<w:abstractNum {W} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条 "/></w:lvl></w:abstractNum>'
    )
    root.insert(0, parse_xml(shape))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for number, more in (("77", ""), ("78", ""), ("79", anew)):
        link = f'<w:abstractNumId w:val="77"/>{more}'
        root.append(parse_xml(f'<w:num {W} w:numId="{number}">{link}</w:num>'))
    for words, number in (
        ("甲。", "77"),
        ("乙。", "78"),
        ("丙。", "77"),
        ("丁。", "79"),
        ("戊。", "79"),
    ):
        listed = f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        document.add_paragraph(words)._p.get_or_add_pPr().append(parse_xml(listed))

    read = read_document(saved(document, tmp_path))

    assert [one.text for one in read.paragraphs] == [
        "第一条 甲。",
        "第二条 乙。",
        "第三条 丙。",
        "第一条 丁。",
        "第二条 戊。",
    ]


def test_columns_that_a_row_leaves_out_at_its_side_are_empty_cells(tmp_path):
    document = docx.Document()
    document.add_paragraph("专栏1 矿山数量")
    made = table(document, ("类", "规模", "数量"), ("金属", "大型", "2"), ("", "小型", "10"))
    row = made.rows[2]._tr
    row.remove(row.tc_lst[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {W} w:val="1"/>'))

    (read,) = read_document(saved(document, tmp_path)).tables

    assert read.rows == (("类", "规模", "数量"), ("金属", "大型", "2"), ("", "小型", "10"))
    assert read.spans == ((1, 1, 1),) * 3
