# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan draft` on invented counties, and on files that are no plans."""

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
from kuangtu.plans.open_items import is_open
from kuangtu.plans.types import CellMark
from plans.county_documents import build_yunxi, drafted, files_of, rows_of
from plans.plan_folders import change, confirmed

EXPECTED = Path(__file__).parent / "drafts"
MARKDOWN = EXPECTED / "qiuyuan.md"


def run(capsys, *words):
    """Exit code, stdout, stderr."""
    with pytest.raises(SystemExit) as ended:
        main(["plan", *map(str, words)])
    said = capsys.readouterr()
    return ended.value.code or 0, said.out, said.err


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
