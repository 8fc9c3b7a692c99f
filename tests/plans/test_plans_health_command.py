# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu plan health` writes the list for the meeting. 会商清单。"""

from pathlib import Path

import docx
import openpyxl
from click.testing import CliRunner

from conformity.stored_plan import CLAUSES, PLAN, RULES, write_plan
from kuangtu.cli.plan import plan
from kuangtu.core.errors import Invalid
from plans.examined_plan import DOCUMENT

DOCUMENTS = Path(__file__).parent / "health_documents"


def a_plan(where):
    folder = where / "652824-test"
    folder.mkdir()
    clauses = CLAUSES.replace("一2,铁路,Railways,ADMISSION_RULE,,\n", "")
    write_plan(folder, {"plan.toml": PLAN, "clauses.csv": clauses, "rules.toml": RULES})
    document = where / "规划文本.txt"
    document.write_text(DOCUMENT, "utf-8")
    return folder, document


def run(folder, document, *options):
    words = ["health", str(folder), "--document", str(document), *map(str, options)]
    return CliRunner().invoke(plan, words)


def test_both_lists_are_written_beside_what_is_printed(tmp_path):
    folder, document = a_plan(tmp_path)
    word, book = tmp_path / "清单.docx", tmp_path / "清单.xlsx"

    result = run(folder, document, "--docx", word, "--xlsx", book)

    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1].startswith("2 条：错误 2")
    assert [row.cells[2].text for row in docx.Document(word).tables[0].rows][1:] == [
        "一2 · 第6行",
        "一1 · 第4行",
    ]
    rows = list(openpyxl.load_workbook(book).worksheets[0].values)
    assert [(row[0], row[5], row[7]) for row in rows[1:]] == [
        (1, "19个", None),
        (2, "30.6%", None),
    ]


def test_a_list_that_cannot_be_written_is_told_before_anything_is_examined(tmp_path):
    folder, document = a_plan(tmp_path)

    result = run(folder, document, "--docx", tmp_path / "nowhere" / "清单.docx")

    assert isinstance(result.exception, Invalid)
    assert [one.code for one in result.exception.problems] == ["not-writable"]
    assert result.output == ""


def test_a_file_of_another_county_is_said_to_be_the_wrong_one_and_nothing_else(tmp_path):
    folder = Path(__file__).parents[2] / "plans" / "652824-2021"
    document = tmp_path / "通知.txt"
    document.write_text(
        "关于职工体检的通知\n定于10月12日在县医院开展体检，请自带身份证。\n", "utf-8"
    )

    result = run(folder, document)

    assert result.exit_code == 1
    assert "可能交错了文件" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 条：错误 1")


def test_the_plan_of_another_county_is_examined_by_itself_and_told_of_once():
    folder = Path(__file__).parents[2] / "plans" / "652824-2021"

    result = run(folder, DOCUMENTS / "sangcuo.txt")

    assert result.exit_code == 1
    assert "文本是“桑措县”的规划，规划数据是“若羌县”的" in result.stdout
    assert "the document is the plan of “桑措县”, the folder that of “若羌县”" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 条：错误 1")


def test_another_countys_plan_that_names_the_folders_county_is_still_told_as_such(tmp_path):
    folder = Path(__file__).parents[2] / "plans" / "652824-2021"
    document = tmp_path / "规划文本.txt"
    said = (DOCUMENTS / "sangcuo.txt").read_text("utf-8")
    document.write_text(said + "产业协作的对口单位是若羌县自然资源局。\n", "utf-8")

    result = run(folder, document)

    assert "文本是“桑措县”的规划，规划数据是“若羌县”的" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("1 条：错误 1")


def test_a_document_without_a_folder_is_examined_by_itself(tmp_path):
    _, document = a_plan(tmp_path)

    result = CliRunner().invoke(plan, ["health", "--document", str(document)])

    assert result.exit_code == 1
    assert "53种 占 173种 为 30.6%，文中印作 29.8%" in result.stdout
    clean = CliRunner().invoke(
        plan, ["health", "--document", str(DOCUMENTS / "sangcuo.txt"), "--json"]
    )
    assert (clean.exit_code, clean.stdout.strip()) == (0, "[]")


def test_without_a_folder_and_a_document_there_is_nothing_to_examine():
    result = CliRunner().invoke(plan, ["health"])

    assert isinstance(result.exception, Invalid)
    assert [one.code for one in result.exception.problems] == ["nothing-to-examine"]
