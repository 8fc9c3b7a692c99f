# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The shapes that plans print their tables and lists in, and what a draft makes of each."""

import pytest

from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.open_items import Reason, is_open
from plans.county_documents import HEAD, drafted, reasons_of, rows_of


def test_a_table_is_known_by_its_headings_where_it_has_no_caption(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "|年度|生产总值（万元）|第一产业|第二产业|第三产业|\n|-|-|-|-|-|\n"
        "|2019|1,000|200|300|500|\n|2020|1100|210|330|560|\n",
        "plan.md",
    )

    assert [list(row.values()) for row in rows_of(folder, "economy.csv")] == [
        ["2019", "1000", "200", "300", "500"],
        ["2020", "1100", "210", "330", "560"],
    ]


def test_rows_whose_merged_first_cell_was_not_written_are_moved_below_it(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 重点勘查区\n级别\t名称\t主要矿种\n国家级\t甲铜矿重点勘查区\t铜\n"
        "乙铁矿重点勘查区\t铁\n",
    )

    zones = rows_of(folder, "zones.csv")
    assert [(one["name"], one["level"], one["minerals"]) for one in zones] == [
        ("甲铜矿重点勘查区", "国家级", "铜"),
        ("乙铁矿重点勘查区", "国家级", "铁"),
    ]
    assert reasons_of(items, "zones.csv", "level") == [("3", Reason.FILLED_DOWN)]


def test_a_cell_that_may_be_merged_is_left_empty_and_marked(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 重点项目\n|项目名称|实施年限|主要内容|\n|-|-|-|\n"
        "|甲治理工程|2021—2023|填坑|\n|乙治理工程| | |\n",
        "plan.md",
    )

    assert [
        (one["starts"], one["ends"], one["work"]) for one in rows_of(folder, "projects.csv")
    ] == [
        ("2021", "2023", "填坑"),
        ("", "", ""),
    ]
    marked = ("3", Reason.MAYBE_MERGED)
    assert [reasons_of(items, "projects.csv", one) for one in ("starts", "ends", "work")] == [
        [marked]
    ] * 3


def test_floors_of_another_order_of_columns_are_read_by_their_headings(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "专栏1 最低开采规模准入标准\n|矿种|小型|中型|大型|计量单位|\n|-|-|-|-|-|\n"
        "|铜|10|30|100|矿石万吨/年|\n",
        "plan.md",
    )

    floor = rows_of(folder, "scale_floors.csv")[0]
    assert (floor["large"], floor["medium"], floor["small"], floor["service_life_years"]) == (
        "100",
        "30",
        "10",
        "",
    )
    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)
    assert all(is_open(one) for one in refused.value.problems)


def test_a_table_of_how_many_mines_are_large_is_no_table_of_floors(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 矿山规模结构\n|矿种|大型|中型|小型|\n|-|-|-|-|\n|铜|1|2|3|\n",
        "plan.md",
    )

    assert rows_of(folder, "scale_floors.csv") == []
    assert ("tables/01.csv", Reason.NOT_TAKEN) in {(one.file, one.reason) for one in items}


def test_two_tables_of_one_number_are_both_kept_and_marked(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 甲\n|项|数|\n|-|-|\n|a|1|\n\n文字。\n\n专栏1 乙\n|项|数|\n|-|-|\n|b|2|\n",
        "plan.md",
    )

    assert [one["number"] for one in rows_of(folder, "tables/index.csv")] == ["1", "专栏1_1"]
    assert reasons_of(items, "tables/index.csv", "number") == [("3", Reason.TWO_READINGS)]


def test_letters_that_nobody_sees_are_left_out_and_told(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 重点开采区\n|名称|主要矿种|\n|-|-|\n|甲\u200b铜矿重点开采区|铜|\n",
        "plan.md",
    )

    assert rows_of(folder, "zones.csv")[0]["name"] == "甲铜矿重点开采区"
    assert reasons_of(items, "tables/01.csv", "1") == [("2", Reason.CONVERTED)]


def test_methods_in_a_column_and_headings_inside_a_table_of_floors(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 主要矿种最低开采规模\n"
        "|序号|矿种|开采方式|规模单位/年|最低开采规模|||\n|-|-|-|-|-|-|-|\n"
        "|||||大型|中型|小型|\n|一、能源矿产|||||||\n|1|煤|地下开采|万吨|120|45|30|\n"
        "|||露天开采|万吨|400|100|60|\n",
        "plan.md",
    )

    assert [
        (one["minerals"], one["method"], one["unit"], one["large"], one["small"], one["row"])
        for one in rows_of(folder, "scale_floors.csv")
    ] == [("煤", "地下", "万吨/年", "120", "30", "4"), ("煤", "露天", "万吨/年", "400", "60", "5")]
    assert reasons_of(items, "scale_floors.csv", "printed_mineral") == [("3", Reason.FILLED_DOWN)]
    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)
    assert all(is_open(one) for one in refused.value.problems)


def test_a_table_of_two_kinds_of_zones_is_told_apart_by_their_names(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 重点勘查区和重点开采区\n|名称|主要矿种|拐点坐标|\n|-|-|-|\n"
        "|甲铜矿重点勘查区|铜|略|\n|乙煤矿重点开采区|煤|略|\n|丙铁矿|铁|略|\n",
        "plan.md",
    )

    assert [(one["code"], one["kind"]) for one in rows_of(folder, "zones.csv")] == [
        ("KE01", "重点勘查区"),
        ("KM01", "重点开采区"),
        ("KE02", "重点勘查区"),
    ]
    assert reasons_of(items, "zones.csv", "kind") == [("4", Reason.TWO_READINGS)]
    assert "拐点坐标" in {one.printed for one in items if one.reason is Reason.NOT_TAKEN}


def test_minerals_named_inside_a_sentence_are_read_if_all_of_it_is_minerals(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "二、开采\n鼓励开采铅、锌，限制开采硫铁矿，禁止开采砷矿和汞矿。\n"
        "三、管理\n禁止开采规划区以外的资源，禁止开采石棉的企业转让。\n",
    )

    assert [
        (one["kind"], one["printed"], one["minerals"], one["clause"])
        for one in rows_of(folder, "minerals.csv")
    ] == [
        ("限制开采矿种", "硫铁矿", "硫铁矿", "二"),
        ("禁止开采矿种", "砷矿", "砷", "二"),
        ("禁止开采矿种", "汞矿", "汞", "二"),
    ]
    assert [one.rows for one in items if one.file == "minerals.csv" and one.rows] == ["2-4"]


def test_two_headings_of_one_number_are_told(tmp_path):
    _, items = drafted(tmp_path, HEAD + "二、目标\n目标如下。\n二、项目\n项目如下。\n")

    told = [one for one in items if one.file == "clauses.csv" and one.rows]
    assert [(one.column, one.value, one.printed) for one in told] == [("number", "二", "二、项目")]


def test_numbers_of_the_plan_before_are_no_control_numbers(tmp_path):
    before = "二、背景\n（一）上轮规划\n采矿权总数控制在80个以内。\n"
    now = "三、目标\n采矿权总数控制在50个以内。\n"

    folder, _ = drafted(tmp_path, HEAD + before + now)

    assert [(one["value"], one["clause"]) for one in rows_of(folder, "goals.csv")] == [("50", "三")]


def test_lists_in_sentences_are_read_and_what_is_left_is_told(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "二、限制和禁止\n限制开采高硫煤、石棉；禁止开采砂金。\n三、重点开采矿种\n"
        "煤、铁等。\n四、其他\n建设国家规划矿区。\n五、绿色矿山项目\n按上级规划实施。\n",
    )

    assert [
        (one["kind"], one["printed"], one["clause"]) for one in rows_of(folder, "minerals.csv")
    ] == [
        ("限制开采矿种", "高硫煤", "二"),
        ("限制开采矿种", "石棉", "二"),
        ("禁止开采矿种", "砂金", "二"),
        ("重点开采矿种", "煤", "三"),
        ("重点开采矿种", "铁", "三"),
    ]
    assert [(one.file, one.printed) for one in items if one.reason is Reason.MENTIONED] == [
        ("projects.csv", "五、绿色矿山项目"),
        ("zones.csv", "建设国家规划矿区。"),
    ]
