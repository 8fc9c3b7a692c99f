# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What documents of other counties ask of a draft: their forms of titles, tables and lists."""

import docx
import pytest
from click.testing import CliRunner

from kuangtu.cli.plan import plan
from kuangtu.plans.document.reading import read_document
from kuangtu.plans.document.types import Document, Heading, Note
from kuangtu.plans.drafting.drafting import draft_of
from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.open_items import Reason
from plans.county_documents import HEAD, drafted, reasons_of, rows_of


def draft_of_word(document, path):
    document.save(str(path))
    return draft_of(read_document(path))


def test_a_cover_of_several_titles_is_no_part_that_is_numbered_twice(tmp_path):
    document = docx.Document()
    for words in ("石岗县矿产资源总体规划", "（2021—2025年）"):
        document.add_paragraph(words, style="Title")
    document.add_paragraph("一、布局")
    document.add_paragraph("布局如下。")

    draft = draft_of_word(document, tmp_path / "plan.docx")

    assert draft.identity.title == "石岗县矿产资源总体规划（2021—2025年）"
    assert [one.column for one in draft.open_items if one.file == "clauses.csv" and one.rows] == []


def test_a_table_that_goes_on_below_a_number_of_two_parts_is_one_table(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "表3-1 规划主要指标\n指标\t单位\t2025年目标\n矿山总数\t个\t≤24\n续表3-1\n"
        "指标\t单位\t2025年目标\n绿色矿山数\t个\t10\n",
    )

    assert [one["number"] for one in rows_of(folder, "tables/index.csv")] == ["3-1"]
    assert [one["name_zh"] for one in rows_of(folder, "goals.csv")] == ["矿山总数", "绿色矿山数"]


def test_a_unit_behind_a_stroke_is_the_unit_of_its_column(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "表1 重点勘查区\n名称\t面积/km²\t矿种\n黑石梁铁矿重点勘查区\t35.62\t铁\n",
    )

    assert [one["area_km2"] for one in rows_of(folder, "zones.csv")] == ["35.62"]
    assert reasons_of(items, "zones.csv", "area_km2") == []


def test_digits_of_full_width_are_numbers_and_told(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t2025年目标\n"
        "年开采总量\t万吨\t\uff17\uff10\uff10\n产值\t亿元\t1 500\n"
        "表2 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n"
        "萤石\t矿石万吨/年\t\uff11\uff10\t5\t≥\uff13\n",
    )

    assert [one["value"] for one in rows_of(folder, "goals.csv")] == ["700", "1500"]
    assert [(one["large"], one["small"]) for one in rows_of(folder, "scale_floors.csv")] == [
        ("10", "3")
    ]
    assert reasons_of(items, "goals.csv", "value") == [
        ("2", Reason.CONVERTED),
        ("3", Reason.CONVERTED),
    ]
    assert reasons_of(items, "scale_floors.csv", "small") == [("2", Reason.CONVERTED)]


def test_a_target_column_that_is_empty_in_a_row_gives_it_no_goal(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t2025年目标\t新增\n一、开发利用\t\t\t\n"
        "矿山总数\t个\t≤24\t—\n治理面积\t公顷\t\t120\n",
    )

    assert [(one["name_zh"], one["value"]) for one in rows_of(folder, "goals.csv")] == [
        ("矿山总数", "24"),
        ("治理面积", "120"),
    ]
    assert reasons_of(items, "goals.csv", "value") == []
    assert "一、开发利用 |  |  |" in {one.printed for one in items if one.file == "goals.csv"}


def test_a_mining_method_behind_a_mineral_is_no_part_of_its_name(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD
        + "表1 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n煤（地下开采）\t万吨/年\t120\t45\t30\n",
    )

    assert [(one["minerals"], one["method"]) for one in rows_of(folder, "scale_floors.csv")] == [
        ("煤", "地下")
    ]
    assert reasons_of(items, "scale_floors.csv", "minerals") == []


def test_one_floor_for_mines_of_every_size_is_taken_and_told(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "附表3 新建矿山最低开采规模标准\n矿种\t计算单位\t最低生产规模\t备注\n"
        "萤石\t矿石万吨/年\t3\t\n膨润土\t矿石万吨/年\t5\t含钠基\n",
    )

    assert [
        (one["large"], one["medium"], one["small"]) for one in rows_of(folder, "scale_floors.csv")
    ] == [("", "", "3"), ("", "", "5")]
    assert reasons_of(items, "scale_floors.csv", "small") == [
        ("2", Reason.TWO_READINGS),
        ("3", Reason.TWO_READINGS),
    ]
    assert [one.column for one in items if one.reason is Reason.CHECK_FAILS] == []


def test_zones_of_several_kinds_are_told_apart_by_their_names_without_a_caption_that_says_so(
    tmp_path,
):
    folder, _ = drafted(
        tmp_path,
        HEAD + "附表2 勘查开采布局一览表\n编号\t名称\t面积（km2）\nKZ1\t南沟铜矿重点勘查区\t52\n"
        "KC1\t铁山铁矿重点开采区\t32.3\n合计\t\t84.3\n",
    )

    assert [(one["code"], one["kind"]) for one in rows_of(folder, "zones.csv")] == [
        ("KZ1", "重点勘查区"),
        ("KC1", "重点开采区"),
    ]


def test_numbered_items_below_the_heading_of_a_list_are_its_minerals(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "二、禁止开采的矿种\n（1）砖瓦用黏土；\n（2）高硫煤。\n"
        "三、鼓励开采的矿种\n地热、萤石。\n",
    )

    assert [(one["kind"], one["printed"]) for one in rows_of(folder, "minerals.csv")] == [
        ("禁止开采矿种", "砖瓦用黏土"),
        ("禁止开采矿种", "高硫煤"),
    ]
    assert [
        one.printed
        for one in items
        if one.file == "minerals.csv" and one.reason is Reason.NOT_TAKEN
    ] == ["地热、萤石"]


def test_a_heading_of_two_lists_does_not_say_of_which_a_line_below_it_is(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "二、限制开采与禁止开采矿种\n限制开采石膏、煤；禁止开采砷。\n砂金、石棉。\n",
    )

    assert [(one["kind"], one["printed"]) for one in rows_of(folder, "minerals.csv")] == [
        ("限制开采矿种", "石膏"),
        ("限制开采矿种", "煤"),
        ("禁止开采矿种", "砷"),
    ]
    assert "砂金、石棉" in {one.printed for one in items if one.reason is Reason.NOT_TAKEN}


def test_lists_behind_a_title_in_brackets_are_read_and_those_of_no_file_are_told(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "第一条 （矿种）重点开采煤、铁；限制开采石煤、高灰煤；禁止勘查蓝石棉；"
        "禁止开采汞和可耕地的砖瓦用黏土。\n",
    )

    assert [
        (one["kind"], one["printed"], one["condition"]) for one in rows_of(folder, "minerals.csv")
    ] == [
        ("重点开采矿种", "煤", ""),
        ("重点开采矿种", "铁", ""),
        ("限制开采矿种", "石煤", ""),
        ("限制开采矿种", "高灰煤", "高灰"),
        ("禁止开采矿种", "汞", ""),
        ("禁止开采矿种", "可耕地的砖瓦用黏土", "可耕地的"),
    ]
    assert [
        one.printed
        for one in items
        if one.file == "minerals.csv" and one.reason is Reason.NOT_TAKEN
    ] == ["禁止勘查蓝石棉"]


def test_a_footnote_is_shown_to_a_person():
    document = Document(
        "plan.docx", (Heading("一、现状", 1, "一"),), (Note("其中查明的11种。", 1),)
    )

    draft = draft_of(document)

    told = [one for one in draft.open_items if one.reason is Reason.MENTIONED]
    assert [(one.file, one.place, one.printed) for one in told] == [
        ("sources.md", "第1行 脚注", "其中查明的11种。")
    ]


def test_a_folder_drafted_from_tables_of_two_part_numbers_agrees_with_its_document(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "表3—1 规划主要指标\n指标\t单位\t2025年目标\n矿山总数\t个\t≤24\n"
        "表3.1-2 重点勘查区\n名称\t面积（km2）\n黑石梁铁矿重点勘查区\t35.62\n"
        "专栏1 要求\n内容\t要求\n开采\t达标\n",
    )

    result = CliRunner().invoke(
        plan, ["health", str(folder), "--document", str(tmp_path / "plan.txt")]
    )

    assert [one["number"] for one in rows_of(folder, "tables/index.csv")] == ["3-1", "3.1-2", "1"]
    assert (result.exit_code, "文件夹有专栏" in result.stdout) == (0, False)


def test_a_confirmed_draft_may_write_a_number_otherwise_than_it_is_printed(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "表1 规划指标\n指标\t单位\t2025年目标\n年开采总量\t万吨\t\uff17\uff10\uff10\n"
        "勘查资金\t万元\t1 500\n表2 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n"
        "萤石\t矿石万吨/年\t10\t5\t\uff10\uff0e\uff13\n",
    )
    (folder / "drafts.csv").unlink()

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    assert [one.code for one in refused.value.problems if "differs" in one.code] == []


def test_a_box_of_paragraphs_has_no_heading_but_its_title(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、布局")
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "专栏2  绿色矿山建设要求"
    cell.add_paragraph("新建矿山全部达标。")

    draft = draft_of_word(document, tmp_path / "plan.docx")

    assert draft.pages.pages["tables/index.csv"].rows == [("2", "绿色矿山建设要求", "0", "一")]


def test_several_lists_in_one_paragraph_each_name_themselves(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "重点勘查矿种：地热、矿泉水。重点开采矿种：铜。禁止开采的矿种为可耕地砖瓦用黏土。\n",
    )

    assert [(one["kind"], one["printed"]) for one in rows_of(folder, "minerals.csv")] == [
        ("重点勘查矿种", "地热"),
        ("重点勘查矿种", "矿泉水"),
        ("重点开采矿种", "铜"),
        ("禁止开采矿种", "可耕地砖瓦用黏土"),
    ]
    assert reasons_of(items, "minerals.csv", "condition") == [("5", Reason.TWO_READINGS)]


def test_a_table_whose_heading_is_printed_again_goes_on(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、布局")
    document.add_paragraph("专栏二 开采规划区块一览表")
    for rows in (("CQ001", "铁", "1.2"), ("CQ002", "铜", "0.6")):
        made = document.add_table(3, 3)
        for at, words in enumerate(("编号", "区块", "", "", "名称", "面积（km2）", *rows)):
            made.cell(at // 3, at % 3).text = words
        made.cell(0, 1).merge(made.cell(0, 2))
        made.cell(0, 0).merge(made.cell(1, 0))
        document.add_paragraph()

    pages = draft_of_word(document, tmp_path / "plan.docx").pages.pages

    assert [row[0] for row in pages["tables/index.csv"].rows] == ["二"]
    assert [row[0] for row in pages["zones.csv"].rows] == ["CQ001", "CQ002"]


def test_the_second_note_in_a_table_is_no_row_of_it(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、准入")
    document.add_paragraph("专栏3 矿山最低开采规模")
    made = document.add_table(4, 3)
    for at, words in enumerate(("矿种", "单位", "小型", "萤石", "矿石万吨/年", "3")):
        made.cell(at // 3, at % 3).text = words
    for row, words in ((2, "注：1.不再新建。"), (3, "2.已有矿山除外。")):
        made.cell(row, 0).merge(made.cell(row, 2)).text = words

    draft = draft_of_word(document, tmp_path / "plan.docx")

    assert len(draft.printed[0].rows) == 2
    assert draft.notes == ("注：1.不再新建。", "2.已有矿山除外。")


def test_a_project_of_a_single_year_does_not_say_when_it_begins(tmp_path):
    folder, items = drafted(
        tmp_path, HEAD + "表1 重点项目\n项目名称\t实施年限\n资源调查\t2021\n修复\t2021-2023\n"
    )

    assert [(one["starts"], one["ends"]) for one in rows_of(folder, "projects.csv")] == [
        ("", "2021"),
        ("2021", "2023"),
    ]
    assert reasons_of(items, "projects.csv", "starts") == [("2", Reason.TWO_READINGS)]


def test_neither_a_number_nor_a_colon_before_a_name_is_part_of_it(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "三、目标\n1.矿山总数不超过18家。\n四、限制类\n限制开采的矿种有：石煤、硫铁矿；\n",
    )

    assert [one["name_zh"] for one in rows_of(folder, "goals.csv")] == ["矿山总数"]
    assert [one["printed"] for one in rows_of(folder, "minerals.csv")] == ["石煤", "硫铁矿"]
    assert reasons_of(items, "minerals.csv", "condition") == []


def test_a_plan_names_itself_after_the_plans_that_it_rests_on(tmp_path):
    text = (
        "总则\n依据《新疆维吾尔自治区矿产资源总体规划（2021～2025年）》和《若羌县国土空间总体规划》，"
        "编制《阿依库勒县矿产资源总体规划（2021～2025年）》（以下简称《规划》）。\n一、布局\n布局如下。\n"
    )
    document = tmp_path / "plan.txt"
    document.write_text(text, "utf-8")

    identity = draft_of(read_document(document)).identity

    assert identity.title == "阿依库勒县矿产资源总体规划（2021—2025年）"
    assert identity.adcode == ""
