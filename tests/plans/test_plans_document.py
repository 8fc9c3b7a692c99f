# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The printed tables against the plan document itself, cell by cell."""

import re
from pathlib import Path

import pytest

from kuangtu.plans.csv_files import numbered_rows
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.printed_tables import read_tables

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared/plan"
BOOKMARKS = re.compile(r"^(\s*\[bookmark: [^\]]*\])+")
# How the document numbers its parts, from the chapter down, and how the catalogue writes that.
LEVELS = (
    (re.compile(r"([一二三四五六七])、"), "{}"),
    (re.compile(r"（([一二三四五六七])）"), "({})"),
    (re.compile(r"(\d)\."), "{}"),
    (re.compile(r"（?(\d)[）]"), "({})"),
    (re.compile(r"([①②③④])"), "{}"),
)
TITLE = re.compile(r"\t?专栏(\d+)\s+(.*)")

pytestmark = pytest.mark.shared


def tables_of(text: str) -> dict[str, tuple[str, list[tuple[str, ...]]]]:
    """Tables of the document: a row begins after an empty line, a cell with a tab."""
    found: dict[str, tuple[str, list[list[str]]]] = {}
    rows: list[list[str]] | None = None
    is_new = True
    for line in text.split("\n"):
        if title := TITLE.fullmatch(line):
            rows, is_new = [], True
            found[title[1]] = (title[2], rows)
        elif not line:
            is_new = True
        elif rows is not None and line.startswith("\t"):
            if is_new:
                rows.append([])
            rows[-1].append(line[1:])
            is_new = False
        elif rows and not is_new:
            rows[-1][-1] += line
        else:
            rows = None
    return {
        number: (title, [tuple(cell if cell.strip() else "" for cell in row) for row in rows])
        for number, (title, rows) in found.items()
    }


def numbered_parts(text: str) -> list[str]:
    """The numbers of the document's chapters, sections, items and sub-items, in its order."""
    at = [""] * len(LEVELS)
    parts = []
    for line in text.split("\n"):
        words = BOOKMARKS.sub("", line).strip(" ")
        for depth, (begins, written) in enumerate(LEVELS):
            if found := begins.match(words):
                at[depth:] = [written.format(found[1]), *[""] * (len(LEVELS) - depth - 1)]
                parts.append("".join(at))
                break
    return parts


@pytest.fixture(scope="module")
def document():
    documents = sorted(DOCUMENTS.glob("*.txt")) if DOCUMENTS.is_dir() else []
    if not documents:
        pytest.skip("the plan document is not here (../shared/plan)")
    return documents[0].read_text("utf-8")


@pytest.fixture(scope="module")
def printed(document):
    return tables_of(document)


def test_every_numbered_part_of_the_document_is_in_the_catalogue_in_its_order(document):
    folder = ROOT / "plans/652824-2021"
    text = (folder / "clauses.csv").read_text("utf-8")
    numbers = [cells[0] for _, cells in numbered_rows(text, folder, Mistakes())][1:]

    assert [one for one in numbers if "-" not in one and one != "总则"] == numbered_parts(document)


def test_all_sixteen_tables_are_as_printed(printed):
    mistakes = Mistakes()
    folder = ROOT / "plans/652824-2021"
    text = (folder / "clauses.csv").read_text("utf-8")
    clauses = {cells[0] for _, cells in numbered_rows(text, folder, mistakes)}

    tables = read_tables(folder / "tables", frozenset(clauses), mistakes)

    assert mistakes.in_order() == ()
    assert {one.number: (one.title, list(one.rows)) for one in tables} == printed
    assert list(printed) == [str(number) for number in range(1, 17)]


def test_no_cell_of_the_document_is_left_out(document, printed):
    lines = [line for line in document.split("\n") if line.startswith("\t")]
    cells = [line for line in lines if not TITLE.fullmatch(line)]

    assert sum(len(row) for _, rows in printed.values() for row in rows) == len(cells)
