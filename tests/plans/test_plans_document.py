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


@pytest.fixture(scope="module")
def printed():
    documents = sorted(DOCUMENTS.glob("*.txt")) if DOCUMENTS.is_dir() else []
    if not documents:
        pytest.skip("the plan document is not here (../shared/plan)")
    return tables_of(documents[0].read_text("utf-8"))


def test_all_sixteen_tables_are_as_printed(printed):
    mistakes = Mistakes()
    folder = ROOT / "plans/652824-2021"
    text = (folder / "clauses.csv").read_text("utf-8")
    clauses = {cells[0] for _, cells in numbered_rows(text, folder, mistakes)}

    tables = read_tables(folder / "tables", frozenset(clauses), mistakes)

    assert mistakes.in_order() == ()
    assert {one.number: (one.title, list(one.rows)) for one in tables} == printed
    assert list(printed) == [str(number) for number in range(1, 17)]


def test_no_cell_of_the_document_is_left_out(printed):
    text = next(iter(sorted(DOCUMENTS.glob("*.txt")))).read_text("utf-8")
    lines = [line for line in text.split("\n") if line.startswith("\t")]
    cells = [line for line in lines if not TITLE.fullmatch(line)]

    assert sum(len(row) for _, rows in printed.values() for row in rows) == len(cells)
