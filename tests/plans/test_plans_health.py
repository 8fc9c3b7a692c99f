# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The health check on the real plan, on a clean one and on planted faults. 规划体检。"""

import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from docx import Document as new_word
from shapely import box

from kuangtu.cli.plan import plan
from kuangtu.plans.document.reading import read_document
from kuangtu.plans.folder import read_folder
from kuangtu.plans.health import checks_of_figures, checks_of_words
from kuangtu.plans.health.checks import CHECKS
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Grade, Kind
from plans.likely_checks import kinds_in_turn
from plans.planted_faults import ELSEWHERE, PLANTED

ROOT = Path(__file__).parents[2]
CLEAN = Path(__file__).parent / "health_documents/clean.txt"
RUOQIANG = ROOT / "plans/652824-2021"


def as_text(where, text):
    path = where / "plan.txt"
    path.write_text(text, "utf-8")
    return path


def as_markdown(where, text):
    """The same plan with headings marked and tables in pipes."""
    lines, was_row = [], False
    for line in text.split("\n"):
        is_row = "\t" in line
        if is_row:
            cells = line.split("\t")
            lines.append("| " + " | ".join(cells) + " |")
            if not was_row:
                lines.append("|" + "---|" * len(cells))
        elif re.match(r"[一二三四五六七]、", line):
            lines.append(f"## {line}")
        else:
            lines.append(line)
        was_row = is_row
    path = where / "plan.md"
    path.write_text("\n\n".join(lines).replace("|\n\n|", "|\n|"), "utf-8")
    return path


def as_word(where, text):
    """The same plan as a Word file."""
    word, rows = new_word(), []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = word.add_table(rows=len(rows), cols=max(map(len, rows)))
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, words in zip(cells.cells, row, strict=False):
                    cell.text = words
            rows = []
        if line:
            word.add_paragraph(line)
    path = where / "plan.docx"
    word.save(path)
    return path


STYLES = {"txt": as_text, "md": as_markdown, "docx": as_word}


def findings(path, **known):
    return examine(Case(read_document(path), **known))


def told(path):
    return {(one.kind.value, one.message.zh) for one in findings(path)}


@pytest.mark.parametrize("style", STYLES)
def test_a_plan_in_which_everything_adds_up_is_silent(tmp_path, style):
    path = STYLES[style](tmp_path, CLEAN.read_text("utf-8"))

    assert told(path) == set()


@pytest.mark.parametrize("name", ELSEWHERE)
def test_clean_plans_of_other_numbering_are_silent_too(name):
    assert told(CLEAN.parent / name) == set()


@pytest.mark.parametrize("name", ELSEWHERE)
def test_nine_in_ten_faults_planted_in_plans_of_other_numbering_are_found(tmp_path, name):
    text = (CLEAN.parent / name).read_text("utf-8")
    path = tmp_path / name
    found = []
    for kind, old, new in ELSEWHERE[name]:
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")
        found.append(any(kinds_in_turn(Case(read_document(path)), kind)))

    assert sum(found) * 10 >= len(found) * 9


@cache
def kinds_of_planted(place):
    """What one planted fault is called, up to its kind, in one of the three styles by turns."""
    kind, old, new = PLANTED[place]
    text = CLEAN.read_text("utf-8")
    assert text.count(old) == 1
    told = set()
    with TemporaryDirectory() as where:
        path = list(STYLES.values())[place % 3](Path(where), text.replace(old, new))
        for one in kinds_in_turn(Case(read_document(path)), kind):
            told.add(one)
            if one == kind:
                break
    return told


# What one process has examined, another would examine again.
@pytest.mark.xdist_group("planted")
@pytest.mark.parametrize("place", range(len(PLANTED)), ids=lambda place: PLANTED[place][0])
def test_a_planted_fault_is_found(place):
    assert kinds_of_planted(place) != set()


@pytest.mark.xdist_group("planted")
def test_nearly_every_planted_fault_is_called_by_its_kind():
    kinds = [planted[0] in kinds_of_planted(place) for place, planted in enumerate(PLANTED)]

    assert sum(kinds) * 10 >= len(kinds) * 9


def test_every_kind_has_planted_faults_of_at_least_four_wordings():
    wordings = {kind: {new for one, _, new in PLANTED if one == kind.value} for kind in Kind}
    del wordings[Kind.FOLDER]

    assert {kind.value: len(found) for kind, found in wordings.items() if len(found) < 4} == {}


def test_every_check_that_is_written_is_run():
    modules = {
        name: value
        for listing in (checks_of_figures, checks_of_words)
        for name, value in vars(listing).items()
        if getattr(value, "__name__", "").startswith("kuangtu.plans.health.")
    }
    written = {
        (module.__name__, name)
        for module in modules.values()
        for name, value in vars(module).items()
        if not name.startswith("_")
        and getattr(value, "__module__", "") == module.__name__
        and getattr(value, "__annotations__", {}) == {"case": "Case", "return": "Iterator[Finding]"}
    }

    assert written == {(check.__module__, check.__name__) for check in CHECKS}


def test_sheets_are_held_against_the_outline_that_the_caller_has(tmp_path):
    path = as_text(tmp_path, CLEAN.read_text("utf-8"))

    found = findings(path, outline=box(100, 35, 101, 36))

    assert [(one.kind, one.grade, one.where.words[:14]) for one in found] == [
        (Kind.MAP_SHEET, Grade.ERROR, "1∶5万I48E003006")
    ]


TRUE_FAULTS = Path(__file__).parent / "health_documents/ruoqiang.txt"


def listed(found):
    """One line per finding: grade, kind, table and row or line, message."""
    return [
        f"{one.grade.label.zh}\t{one.kind.value}\t{one.where.table}\t{one.where.row or ''}"
        f"\t{one.where.line or ''}\t{one.message.zh}"
        for one in found
    ]


@cache
def found_in_the_real_plan():
    document = read_document(next((ROOT.parent / "shared/plan").glob("*.txt")))
    return examine(Case(document, read_folder(RUOQIANG), adcode="652824"))


@pytest.mark.shared
@pytest.mark.xdist_group("real plan")
def test_the_real_plan_has_these_faults_and_no_others():
    found = found_in_the_real_plan()

    assert listed(found) == TRUE_FAULTS.read_text("utf-8").splitlines()


@pytest.mark.shared
@pytest.mark.xdist_group("real plan")
def test_known_faults_are_told_with_both_readings_and_the_computed_value():
    found = found_in_the_real_plan()

    by_computed = {one.computed: one for one in found if one.grade is Grade.ERROR}

    share, sector = by_computed["30.6%"], by_computed["12.29亿元"]
    assert [one.value for one in share.readings] == ["29.8%", "53种", "173种"]
    assert [(one.value, one.where.line) for one in sector.readings] == [
        ("12.24亿元", 10),
        ("122894", 51),
    ]


def test_a_folder_alone_is_examined_too():
    result = CliRunner().invoke(plan, ["health", str(RUOQIANG), "--json"])

    records = json.loads(result.stdout)

    assert result.exit_code == 1
    assert {"cell", "mineral-control", "map-sheet", "part-above-whole"} <= {
        one["kind"] for one in records
    }
    assert {tuple(sorted(one)) for one in records} == {
        ("computed", "grade", "kind", "message", "readings", "where")
    }
    assert {tuple(one["where"]) for one in records} == {
        ("clause", "table", "row", "column", "words", "line")
    }


@pytest.mark.shared
def test_a_document_that_differs_from_its_folder_is_told_cell_by_cell(tmp_path):
    document = next((ROOT.parent / "shared/plan").glob("*.txt"))
    other = tmp_path / "plan.txt"
    text = document.read_text("utf-8")
    other.write_text(
        text.replace("\t122894\n", "\t122895\n").replace("27292人", "27392人"), "utf-8"
    )

    found = examine(Case(read_document(other), read_folder(RUOQIANG), adcode="652824"))

    assert [(one.where.row, one.message.zh) for one in found if one.kind is Kind.FOLDER] == [
        (None, "文件夹的“全县人口”为 27292人，文本 一(一) 中没有这个数"),
        (7, "专栏1第7行第3列：文件夹作“122894”，文本作“122895”"),
    ]


def test_a_wrong_document_or_folder_is_refused_with_exit_code_2(tmp_path, capsys):
    from kuangtu.cli import main

    for arguments in (
        ["plan", "health", str(tmp_path / "nowhere")],
        ["plan", "health", str(RUOQIANG), "--document", str(tmp_path / "nowhere.docx")],
        ["plan", "health", str(RUOQIANG), "--document", str(tmp_path)],
    ):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2
    assert "document-not-a-file" in capsys.readouterr().err
