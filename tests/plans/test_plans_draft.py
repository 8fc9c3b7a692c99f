# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan draft` on invented counties, and on files that are no plans."""

import csv
import json
from pathlib import Path

import docx
import pytest

from kuangtu.cli import main
from kuangtu.conformity.rules.contracts import known_checks
from kuangtu.plans.document.reading import read_document
from kuangtu.plans.drafting.drafting import draft_of
from kuangtu.plans.drafting.suggestions import SUGGESTIONS
from kuangtu.plans.drafting.writing import write_draft
from kuangtu.plans.folder import read_folder
from kuangtu.plans.mistakes import FolderInvalid
from kuangtu.plans.open_items import Reason, is_open
from kuangtu.plans.types import CellMark
from plans.county_documents import build_yunxi
from plans.plan_folders import change, confirmed

EXPECTED = Path(__file__).parent / "drafts"
MARKDOWN = EXPECTED / "qiuyuan.md"
HEAD = "石岗县矿产资源总体规划（2021—2025年）\n一、布局\n布局如下。\n"


def run(capsys, *words):
    """Exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as ended:
        main(["plan", *map(str, words)])
    said = capsys.readouterr()
    return ended.value.code or 0, said.out, said.err


def files_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_of(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def drafted(tmp_path, text, name="plan.txt"):
    """The folder and the open items of a document of that text."""
    document = tmp_path / name
    document.write_text(text, "utf-8")
    folder = tmp_path / "990301-2021"
    return folder, write_draft(draft_of(read_document(document)), folder)


def reasons_of(items, file, column):
    return [
        (one.rows, one.reason)
        for one in items
        if one.file == file and one.column == column and one.rows
    ]


# ---- whole documents ----


def test_a_word_file_with_merged_cells_becomes_exactly_this_folder(tmp_path):
    document = build_yunxi(tmp_path / "云溪.docx")

    write_draft(draft_of(read_document(document)), tmp_path / "yunxi-2026")

    assert files_of(tmp_path / "yunxi-2026") == files_of(EXPECTED / "yunxi-2026")


def test_a_markdown_file_becomes_exactly_this_folder(tmp_path):
    write_draft(draft_of(read_document(MARKDOWN)), tmp_path / "qiuyuan-2021")

    assert files_of(tmp_path / "qiuyuan-2021") == files_of(EXPECTED / "qiuyuan-2021")


@pytest.mark.parametrize("name", ["yunxi-2026", "qiuyuan-2021"])
def test_every_draft_is_sound_and_refused(name):
    with pytest.raises(FolderInvalid) as refused:
        read_folder(EXPECTED / name)

    assert all(is_open(one) for one in refused.value.problems)


def test_a_draft_whose_items_are_settled_is_a_plan(tmp_path):
    folder = confirmed(EXPECTED / "yunxi-2026", tmp_path, adcode="990301")
    change(folder, "scale_floors.csv", "万吨/年,1000,,,", "万吨/年,1000,300,,")

    plan = read_folder(folder)

    assert [one.code for one in plan.zones] == ["KZ001", "KZ002", "KZ003", "KZ004", "XB"]
    assert [one.small.mark for one in plan.floors] == [
        CellMark.VALUE,
        CellMark.NOT_PERMITTED,
        CellMark.NO_FLOOR,
        CellMark.UNSPECIFIED,
    ]


def test_a_settled_draft_is_still_held_against_what_is_printed(tmp_path):
    folder = confirmed(EXPECTED / "yunxi-2026", tmp_path, adcode="990301")
    change(folder, "scale_floors.csv", "万吨/年,1000,,,", "万吨/年,1001,300,,")
    change(folder, "projects.csv", "2028,3500", "2028,35000")

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    assert [(Path(one.place.file).name, one.code) for one in refused.value.problems] == [
        ("projects.csv", "differs-from-table"),
        ("scale_floors.csv", "differs-from-table"),
    ]


def test_no_rule_is_bound_and_every_suggested_one_exists():
    text = (EXPECTED / "yunxi-2026/rules.toml").read_text("utf-8")

    assert {line[:1] for line in text.splitlines()} == {"#", ""}
    assert {check for _, _, check in SUGGESTIONS} <= set(known_checks())


# ---- the shapes of tables ----


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


def test_lists_in_sentences_are_read_and_what_is_left_is_told(tmp_path):
    folder, items = drafted(
        tmp_path,
        HEAD + "二、限制和禁止\n限制开采高硫煤、石棉；禁止开采砂金。\n三、重点开采矿种\n"
        "煤、铁等。\n四、其他\n建设国家规划矿区。\n五、绿色矿山项目\n按上级规划实施。\n",
    )

    assert [
        (one["kind"], one["printed"], one["clause"]) for one in rows_of(folder, "minerals.csv")
    ] == [
        ("限制开采矿种", "石棉", "二"),
        ("禁止开采矿种", "砂金", "二"),
        ("重点开采矿种", "煤", "三"),
        ("重点开采矿种", "铁", "三"),
    ]
    assert [(one.file, one.printed) for one in items if one.reason is Reason.MENTIONED] == [
        ("projects.csv", "五、绿色矿山项目"),
        ("zones.csv", "建设国家规划矿区。"),
    ]
    assert "高硫煤" in {one.printed for one in items if one.reason is Reason.NOT_TAKEN}


# ---- identity ----


def test_what_the_document_does_not_say_stays_empty_and_is_listed(tmp_path):
    folder, items = drafted(tmp_path, "一、目标\n全面发展矿业。\n")

    missing = {one.column for one in items if one.file == "plan.toml" and not one.value}
    assert missing == {
        "title.zh",
        "title.en",
        "short_title.en",
        "adcode",
        "authority",
        "from",
        "to",
        "base_year",
        "outlook_year",
        "parent",
    }
    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)
    assert all(is_open(one) for one in refused.value.problems)


def test_the_county_is_the_one_the_plan_is_of_not_one_it_names(tmp_path):
    folder, _ = drafted(
        tmp_path,
        "且末县矿产资源总体规划（2021—2025年）\n一、总则\n根据《若羌县矿产资源总体规划（2016—2020年）》"
        "和《新疆巴音郭楞蒙古自治州矿产资源总体规划（2021—2025年）》编制，2020年为基准年。\n",
    )

    text = (folder / "plan.toml").read_text("utf-8")
    assert 'adcode = "652825"' in text
    assert "from = 2021-01-01" in text
    assert 'parent = "新疆巴音郭楞蒙古自治州矿产资源总体规划（2021—2025年）"' in text


def test_a_status_that_is_none_is_refused(tmp_path):
    folder = confirmed(EXPECTED / "yunxi-2026", tmp_path, adcode="990301")
    change(folder, "plan.toml", 'code = "yunxi-2026"', 'status = "完成"\ncode = "yunxi-2026"')

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    assert "unknown-word" in {one.code for one in refused.value.problems}


def test_a_list_of_open_items_alone_keeps_a_folder_from_being_read(tmp_path):
    folder = confirmed(EXPECTED / "yunxi-2026", tmp_path, adcode="990301")
    change(folder, "scale_floors.csv", "万吨/年,1000,,,", "万吨/年,1000,300,,")
    (folder / "drafts.csv").write_text(
        "file,row,column,value,reason,place,printed\nzones.csv,5,minerals,,MISSING,,\n", "utf-8"
    )

    with pytest.raises(FolderInvalid) as refused:
        read_folder(folder)

    assert [(one.code, one.place.line) for one in refused.value.problems] == [
        ("draft-open-item", 2)
    ]


# ---- the command ----


def test_the_command_lists_what_is_open_and_exits_3(capsys, tmp_path):
    code, out, err = run(capsys, "draft", MARKDOWN, tmp_path / "qiuyuan-2021")

    items = len((EXPECTED / "qiuyuan-2021/drafts.csv").read_text("utf-8").splitlines()) - 1
    assert (code, err) == (3, "")
    assert "goals.csv:5 value: “” 数字不寻常，读不出或存疑 · the number is odd" in out
    assert f"{items} 项待人确认" in out


def test_as_json_the_command_tells_each_open_item(capsys, tmp_path):
    code, out, _ = run(capsys, "draft", MARKDOWN, tmp_path / "qiuyuan-2021", "--json")

    record = json.loads(out)
    assert code == 3
    assert record["title"] == "丘原县矿产资源总体规划（2021—2025年）"
    assert record["rows"]["zones.csv"] == 5
    assert {
        "file": "scale_floors.csv",
        "rows": "4",
        "column": "unit",
        "value": "",
        "reason": "UNKNOWN_NAME",
        "message": {"zh": "代码表中没有这个名称", "en": "the code lists have no such name"},
        "place": "表4 表内第4行第2格 第65行",
        "printed": "袋",
    } in record["open"]


def test_checking_a_draft_tells_what_is_open_and_exits_3(capsys, tmp_path):
    code, out, _ = run(capsys, "check", EXPECTED / "qiuyuan-2021")

    assert code == 3
    assert "[draft-not-confirmed]" in out
    assert "没有错误 · no mistakes\n草稿，" in out


def test_a_mistake_in_a_cell_that_is_not_open_exits_2(capsys, tmp_path):
    folder = tmp_path / "qiuyuan-2021"
    run(capsys, "draft", MARKDOWN, folder)
    change(folder, "zones.csv", "KE01,重点勘查区", "KE01,重点什么区")

    code, out, _ = run(capsys, "check", folder, "--json")

    record = json.loads(out)
    assert code == 2
    assert [one["code"] for one in record["mistakes"]] == ["unknown-word"]
    assert record["open"]


def test_a_folder_that_exists_is_not_touched(capsys, tmp_path):
    folder = tmp_path / "qiuyuan-2021"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", "utf-8")

    code, _, err = run(capsys, "draft", MARKDOWN, folder)

    assert code == 2
    assert "[draft-folder-exists]" in err
    assert files_of(folder) == {"notes.txt": "mine"}


def test_a_folder_in_no_folder_is_refused(capsys, tmp_path):
    code, _, err = run(capsys, "draft", MARKDOWN, tmp_path / "nowhere/qiuyuan-2021")

    assert code == 2
    assert "[draft-no-parent]" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("plan.docx", b"no archive", "document-damaged"),
        ("plan.doc", b"\xd0\xcf\x11\xe0", "document-kind"),
        ("plan.txt", "总体规划".encode("gbk"), "document-not-utf-8"),
        ("plan.txt", b"", "document-empty"),
        ("plan.txt", "今天天气很好。".encode(), "draft-nothing-found"),
        ("plan.pdf", b"%PDF-1.7", "document-kind"),
    ],
)
def test_what_is_no_plan_document_makes_no_folder(capsys, tmp_path, name, content, error):
    (tmp_path / name).write_bytes(content)

    code, _, err = run(capsys, "draft", tmp_path / name, tmp_path / "990301-2021")

    assert code == 2
    assert f"[{error}]" in err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_document_that_does_not_exist_is_not_found(capsys, tmp_path):
    code, _, err = run(capsys, "draft", tmp_path / "none.docx", tmp_path / "x")

    assert code == 2
    assert "none.docx" in err


def test_a_long_line_of_a_hostile_file_takes_no_time(tmp_path):
    folder, _ = drafted(tmp_path, f"一、布局\n{'矿产资源规划《' * 20_000}\n{'1、' * 50_000}。\n")

    assert rows_of(folder, "zones.csv") == []


def test_a_table_in_a_table_and_one_of_one_cell_do_no_harm(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、布局")
    outer = document.add_table(rows=2, cols=2)
    outer.cell(0, 0).text = "名称"
    outer.cell(1, 0).add_table(rows=1, cols=1).cell(0, 0).text = "内"
    document.add_paragraph("专栏1 空")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "只有一格"
    document.save(str(tmp_path / "plan.docx"))

    write_draft(draft_of(read_document(tmp_path / "plan.docx")), tmp_path / "990301-2021")

    with pytest.raises(FolderInvalid) as refused:
        read_folder(tmp_path / "990301-2021")
    assert all(is_open(one) for one in refused.value.problems)
