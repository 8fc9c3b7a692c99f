# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the tables of a Word file ask of a draft: kinds before names, totals, cells with breaks."""

from click.testing import CliRunner

from kuangtu.cli.plan import plan
from plans.county_documents import HEAD, drafted, reasons_of, rows_of


def test_a_column_of_kinds_before_the_names_of_projects_is_not_their_name(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 重大项目一览表\n序号\t项目类别\t项目名称\t工作周期\t经费（万元）\n"
        "1\t矿产勘查\t红山铜矿深部勘查\t2022～2024\t1500\n2\t\t长沟萤石矿普查\t2021～2022\t650\n",
    )

    assert [(one["row"], one["name"]) for one in rows_of(folder, "projects.csv")] == [
        ("2", "红山铜矿深部勘查"),
        ("3", "长沟萤石矿普查"),
    ]
    assert [one.printed for one in items if one.file == "projects.csv" and not one.column] == [
        "项目类别"
    ]


def test_a_floor_of_one_method_behind_the_mineral_is_of_that_method(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "专栏1 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n"
        "铁（地下）\t矿石万吨/年\t100\t30\t10\n铁（露天）\t矿石万吨/年\t200\t60\t30\n",
    )

    assert [(one["method"], one["small"]) for one in rows_of(folder, "scale_floors.csv")] == [
        ("地下", "10"),
        ("露天", "30"),
    ]


def test_a_blank_between_substance_and_unit_is_no_difference(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n煤\t原煤 万吨/年\t120\t45\t30\n"
        "铜\t矿石 万吨/年\t100\t30\t5\n",
    )

    assert [one["unit"] for one in rows_of(folder, "scale_floors.csv")] == [
        "原煤万吨/年",
        "矿石万吨/年",
    ]
    assert reasons_of(items, "scale_floors.csv", "unit") == []


def test_a_total_below_the_minerals_found_names_none(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "专栏1 已发现矿产一览表\n矿产类别\t矿种\t数量（种）\n能源矿产\t煤、地热\t2\n"
        "金属矿产\t铁、铜\t2\n合计\t\t4\n",
    )

    assert rows_of(folder, "discovered_minerals.csv")[-1] == {
        "category": "合计",
        "group": "",
        "printed": "",
        "minerals": "",
        "count": "4",
    }
    assert reasons_of(items, "discovered_minerals.csv", "printed") == []


def test_a_draft_is_examined_before_its_items_are_settled(tmp_path):
    folder, _ = drafted(tmp_path, HEAD + "全县共有矿山53个，其中大型5个，中型13个，小型36个。\n")

    result = CliRunner().invoke(
        plan, ["health", str(folder), "--document", str(tmp_path / "plan.txt")]
    )

    assert result.exit_code == 1
    assert "分项相加为 54个" in result.stdout


def test_a_line_in_brackets_says_that_a_table_goes_on_and_prose_does_not(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "专栏1 矿山名单\n序号\t矿山\n1\t甲矿\n（续表）\n序号\t矿山\n2\t乙矿\n"
        "续建项目3个\n序号\t项目\n1\t甲项目\n",
    )

    assert [one["number"] for one in rows_of(folder, "tables/index.csv")] == ["1", "表_1"]
    assert rows_of(folder, "tables/01.csv") == [
        {"序号": "1", "矿山": "甲矿"},
        {"序号": "2", "矿山": "乙矿"},
    ]


def test_letters_spread_over_a_cell_are_one_word_in_what_is_taken_and_as_printed_in_the_table(
    tmp_path,
):
    folder, _ = drafted(
        tmp_path,
        HEAD + "专栏1 最低开采规模\n矿种\t单  位\t大型\t中型\t小型\n萤  石\t万  吨\t10\t5\t3\n",
    )

    (row,) = rows_of(folder, "scale_floors.csv")
    assert (row["minerals"], row["unit"]) == ("萤石", "万吨/年")
    assert rows_of(folder, "tables/01.csv")[0]["矿种"] == "萤  石"
