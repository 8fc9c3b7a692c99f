# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of `kuangtu check` and `kuangtu replay`: exit codes, output, what is stored."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from conformity.stored_plan import CLAUSES, LINE, PLAN, RULES, toml_of, write_plan
from kuangtu.cli import cli
from kuangtu.cli.check import COUNTY_TIME
from kuangtu.conformity.errors import ReceiptUnreadable
from kuangtu.conformity.models import Receipt
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.core.canonical import sha256_of
from kuangtu.core.errors import Invalid, NotFound

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(autouse=True)
def a_small_installation(tmp_path, settings):
    """One small plan, no norms, no base data; set up by the command itself."""
    folder = tmp_path / "plans" / "652824-test"
    folder.mkdir(parents=True)
    clauses = CLAUSES.replace("一2,铁路,Railways,ADMISSION_RULE,,\n", "")
    write_plan(folder, {"plan.toml": PLAN, "clauses.csv": clauses, "rules.toml": RULES})
    (tmp_path / "norms").mkdir()
    settings.KUANGTU_PLANS = tmp_path / "plans"
    settings.KUANGTU_NORMS = tmp_path / "norms"
    settings.KUANGTU_BASE_DATA = tmp_path / "absent"


def an_application_file(folder, **changes):
    path = folder / "a.toml"
    path.write_text(toml_of(**changes), "utf-8")
    return str(path)


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("changes", "options", "exit_code", "conclusion"),
    [
        ({}, [], 0, "符合"),
        ({"documents": "[]"}, [], 1, "不符合"),
        ({}, ["--as-of", "2026-11-23"], 3, "附条件/需裁量"),
        ({"applied_on": "2019-01-01"}, [], 3, "缺数据，不能下结论"),
    ],
)
def test_the_exit_code_says_the_conclusion(tmp_path, changes, options, exit_code, conclusion):
    answer = run("check", an_application_file(tmp_path, **changes), "--json", *options)

    assert (answer.exit_code, json.loads(answer.stdout)["conclusion"]) == (exit_code, conclusion)


def test_a_review_prints_its_conclusion_receipt_and_what_is_not_coded(tmp_path):
    answer = run("check", an_application_file(tmp_path))

    assert answer.stdout.splitlines()[-3:] == [
        "未编码条款 1 条，须由人工把握（--json 列出全部）",
        "总结论：符合",
        f"回执：{Receipt.objects.get().number}",
    ]


def test_a_review_can_be_made_without_a_receipt(tmp_path):
    answer = run("check", an_application_file(tmp_path), "--no-store", "--json")

    assert json.loads(answer.stdout)["receipt"] is None
    assert Receipt.objects.count() == 0


def test_a_mistake_stores_nothing(tmp_path):
    answer = run("check", an_application_file(tmp_path, recovery="85"))

    assert isinstance(answer.exception, Invalid)
    assert Receipt.objects.count() == 0


def test_an_application_from_the_future_is_refused_and_stores_nothing(tmp_path):
    answer = run("check", an_application_file(tmp_path, applied_on="2199-01-01"))

    assert [one.code for one in answer.exception.problems] == ["date-in-the-future"]
    assert Receipt.objects.count() == 0


def test_the_command_and_the_server_keep_the_same_day(settings):
    assert COUNTY_TIME.key == settings.TIME_ZONE


def test_the_rules_of_any_day_can_be_asked_for(tmp_path):
    answer = run("check", an_application_file(tmp_path), "--as-of", "2199-01-01", "--json")

    assert json.loads(answer.stdout)["judged_on"] == "2199-01-01"


def test_the_opinion_is_written_as_a_document(tmp_path):
    opinion = tmp_path / "意见.docx"

    run("check", an_application_file(tmp_path), "--docx", opinion)

    assert Document(str(opinion)).paragraphs[0].text == "规划符合性审查意见"


def test_an_opinion_that_cannot_be_written_is_refused_before_the_review(tmp_path):
    target = tmp_path / "nowhere" / "意见.docx"

    answer = run("check", an_application_file(tmp_path), "--docx", target)

    assert isinstance(answer.exception, Invalid)
    assert Receipt.objects.count() == 0


def test_each_row_of_a_workbook_is_reviewed_and_the_gravest_decides(tmp_path):
    answer = run("check", EXAMPLES / "applications.xlsx", "--json", "--docx", tmp_path / "o.docx")

    reviews = json.loads(answer.stdout)["reviews"]
    assert [review["application"]["name"] for review in reviews] == ["示例萤石矿", "示例铁矿"]
    assert answer.exit_code == 0
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["o-1.docx", "o-2.docx"]


def test_a_template_is_written_and_no_review_made(tmp_path):
    path = tmp_path / "mine.toml"

    answer = run("check", "--template", path)

    assert (answer.exit_code, path.is_file(), Receipt.objects.count()) == (0, True, 0)


def test_a_template_that_cannot_be_written_is_refused(tmp_path):
    answer = run("check", "--template", tmp_path / "nowhere" / "mine.toml")

    assert [one.code for one in answer.exception.problems] == ["not-writable"]


def test_a_call_without_a_file_is_wrong():
    assert run("check").exit_code == 2


def test_a_template_is_not_written_beside_a_review(tmp_path):
    template = tmp_path / "mine.toml"

    answer = run("check", an_application_file(tmp_path), "--template", template)

    assert (answer.exit_code, template.exists(), Receipt.objects.count()) == (2, False, 0)


@pytest.mark.parametrize("day", ["2026-13-01", "2026-W22-4", "yesterday", "20260101"])
def test_a_day_that_cannot_be_read_is_told_in_both_languages(tmp_path, day):
    answer = run("check", an_application_file(tmp_path), "--as-of", day)

    assert (answer.exit_code, Receipt.objects.count()) == (2, 0)
    assert f"“{day}”不是日期，请写成 2023-06-01 的样式 · this is not a date" in answer.output


def two_files(tmp_path, **second):
    folders = [tmp_path / "甲", tmp_path / "乙"]
    for folder in folders:
        folder.mkdir()
    first, other = folders
    return an_application_file(first), an_application_file(other, **second)


def test_several_files_are_reviewed_in_their_order_and_the_gravest_decides(tmp_path):
    files = two_files(tmp_path, documents="[]", name='"乙矿"')

    answer = run("check", *files, "--json")

    reviews = json.loads(answer.stdout)["reviews"]
    assert [(one["application"]["name"], one["conclusion"]) for one in reviews] == [
        ("示例萤石矿", "符合"),
        ("乙矿", "不符合"),
    ]
    assert [one["receipt"] for one in reviews] == [
        one.number for one in Receipt.objects.order_by("pk")
    ]
    assert answer.exit_code == 1


def test_the_mistakes_of_several_files_are_told_together_and_nothing_is_stored(tmp_path):
    files = (*two_files(tmp_path, recovery="85"), tmp_path / "nothing.toml")

    answer = run("check", *files)

    assert [(one.code, one.place.file) for one in answer.exception.problems] == [
        ("percent-for-share", files[1]),
        ("file-missing", str(files[2])),
    ]
    assert Receipt.objects.count() == 0


def test_a_review_is_printed_in_english(tmp_path):
    answer = run("check", an_application_file(tmp_path), "--language", "en")

    assert answer.stdout.splitlines()[-3:] == [
        "clauses not coded, left to people: 1 (--json lists them)",
        "conclusion: conforms",
        f"receipt: {Receipt.objects.get().number}",
    ]
    assert "mining right·new grant　ordinary fluorite　0.9997 km²" in answer.stdout


def test_a_receipt_is_replayed_by_number_and_from_its_file(tmp_path):
    run("check", an_application_file(tmp_path))
    number, path = Receipt.objects.get().number, tmp_path / "receipt.json"

    by_number = run("replay", number, "--export", path)
    from_file = run("replay", path, "--json")

    assert (by_number.exit_code, by_number.stdout) == (0, f"{number}：一致\n")
    assert json.loads(from_file.stdout)["status"] == "IDENTICAL"


def test_a_receipt_that_was_changed_replays_with_exit_code_one(tmp_path):
    run("check", an_application_file(tmp_path))
    path = tmp_path / "receipt.json"
    run("replay", Receipt.objects.get().number, "--export", path)
    path.write_text(path.read_text("utf-8").replace("示例萤石矿", "另一个矿"), "utf-8")

    answer = run("replay", path)

    assert (answer.exit_code, "回执被改动" in answer.stdout) == (1, True)


def test_rules_that_do_not_apply_are_counted_or_listed(tmp_path):
    folder = tmp_path / "plans" / "652824-test"
    (folder / "rules.toml").write_text(RULES + 'kinds = ["探矿权"]\n', "utf-8")
    path = an_application_file(tmp_path)

    counted, listed = run("check", path).stdout, run("check", path, "--all").stdout

    assert "另有 1 条规则不适用（--all 列出）" in counted
    assert ("T-DOCUMENT" in counted, "本条只针对探矿权" in listed) == (False, True)


def test_warnings_missing_layers_and_needs_are_printed(tmp_path):
    folder = tmp_path / "plans" / "652824-test"
    (folder / "rules.toml").write_text(RULES + LINE, "utf-8")
    (folder / "clauses.csv").write_text(CLAUSES, "utf-8")
    noted = SAMPLE_RANGE.replace(",1500,1200,,1,", ",1500,1200,扣除范围,1,")
    changes = {"range": f'"{noted}"', "confirm_deduction": "false"}

    answer = run("check", an_application_file(tmp_path, **changes))

    assert answer.exit_code == 3
    words = ("铁路 缺", "提示：", "【由铁路运输企业提供图层“铁路”】")
    assert [word for word in words if word not in answer.stdout] == []


def test_an_odd_licence_number_is_warned_of(tmp_path):
    path = an_application_file(tmp_path, license_number='"abc"')

    printed, record = run("check", path), run("check", path, "--json")

    assert "提示：许可证号“ABC”（3 位）不是已知格式" in printed.stdout
    (warning,) = json.loads(record.stdout)["application"]["warnings"]
    assert (warning["code"], warning["field"]) == ("license-number-format", "license_number")


def test_a_receipt_that_answers_differently_is_told_rule_by_rule(tmp_path):
    run("check", an_application_file(tmp_path))
    exported = Receipt.objects.get().exported()
    exported["receipt"]["inputs"]["documents"] = []
    exported |= {"number": None, "sha256": sha256_of(exported["receipt"])}
    exported["receipt"]["product"]["version"] = "0.0.1"
    exported["sha256"] = sha256_of(exported["receipt"])
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(exported, ensure_ascii=False), "utf-8")

    answer = run("replay", path)

    lines = answer.stdout.splitlines()
    assert (answer.exit_code, len(lines)) == (1, 5)
    assert lines[3].startswith("  备注：本库没有编号为“—”的存档")
    assert lines[4].startswith("  备注：回执由 0.0.1 版作出")


@pytest.mark.parametrize("content", ["{", "[]", "{}"])
def test_a_file_that_is_no_receipt_is_refused(tmp_path, content):
    path = tmp_path / "receipt.json"
    path.write_text(content)

    assert isinstance(run("replay", path).exception, ReceiptUnreadable)


def test_a_number_that_no_receipt_has_is_not_found():
    assert isinstance(run("replay", "KT-2026-999999").exception, NotFound)
