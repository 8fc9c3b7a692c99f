# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The health check on plans of prefectures, banners and districts. 规划体检。

Two of them are written with ^ for a cell merged with the one above and < with the one before.
Faults stand one a line, with a full-width bar between the kind, the words of the document and what
they are replaced by.
"""

from pathlib import Path

import pytest
from docx import Document as new_word

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Kind
from plans.likely_checks import kinds_in_turn

DOCUMENTS = Path(__file__).parent / "health_documents"
# Counties, each written before anyone saw how the check reads it.
COUNTIES = ("shiliang.txt", "lingang.md", "heling.txt", "nensong.md")
SILENT_ONLY = ("longdong.txt", "aletashi.txt", "lanchuan.txt", "sangcuo.txt")
NAMES = ("merged.txt", "numbered.txt", "articles.md", "prefecture.txt", "district.txt", *COUNTIES)


def planted(name):
    lines = (DOCUMENTS / "planted" / name.replace(".md", ".txt")).read_text("utf-8").splitlines()
    return [line.split("\N{FULLWIDTH VERTICAL LINE}") for line in lines]


def told(path):
    return {one.message.zh for one in examine(Case(read_document(path)))}


def without_merging(text):
    """As plain text prints it: blank below the first cell, once where it reaches over several."""
    return text.replace("\t<", "").replace("\n^\t", "\n\t").replace("\t^", "\t")


def as_word(path, text):
    """A Word file whose cells are really merged."""
    word, rows = new_word(), []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            add_table(word, rows)
            rows = []
        if line:
            word.add_paragraph(line)
    word.save(path)


def add_table(word, rows):
    table = word.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words not in {"^", "<"}:
                table.cell(row, column).text = words
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            if words in {"^", "<"}:
                other = table.cell(row - 1, column) if words == "^" else table.cell(row, column - 1)
                kept = other.text
                other.merge(table.cell(row, column)).text = kept


@pytest.mark.parametrize("name", [*NAMES, *SILENT_ONLY])
def test_a_clean_plan_is_silent(tmp_path, name):
    text = (DOCUMENTS / name).read_text("utf-8")
    path = tmp_path / name
    path.write_text(without_merging(text), "utf-8")

    assert told(path) == set()


@pytest.mark.parametrize("name", ["merged.txt", "prefecture.txt"])
def test_a_clean_plan_is_silent_as_a_word_file_with_merged_cells(tmp_path, name):
    path = tmp_path / "plan.docx"
    as_word(path, (DOCUMENTS / name).read_text("utf-8"))

    assert told(path) == set()


@pytest.mark.parametrize("name", NAMES)
def test_nine_in_ten_planted_faults_are_found(tmp_path, name):
    text = (DOCUMENTS / name).read_text("utf-8")
    path = tmp_path / name
    found = []
    for kind, old, new in planted(name):
        assert text.count(old) == 1
        path.write_text(without_merging(text.replace(old, new)), "utf-8")
        found.append(any(kinds_in_turn(Case(read_document(path)), kind)))

    assert sum(found) * 10 >= len(found) * 9


@pytest.mark.parametrize("name", NAMES)
def test_the_planted_faults_are_of_nearly_every_kind(name):
    kinds = {kind for kind, _, _ in planted(name)}

    assert kinds <= {kind.value for kind in Kind}
    assert len(kinds) >= 14
