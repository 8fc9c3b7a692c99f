# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Word files of a few paragraphs and tables, and what is read of them."""

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.document.types import PrintedTable

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document, where):
    path = where / "plan.docx"
    document.save(str(path))
    return path


def words_of(path):
    return [
        (block.name, block.caption, block.rows)
        if isinstance(block, PrintedTable)
        else (block.clause, block.text)
        for block in read_document(path).blocks
    ]


def table(document, *rows):
    made = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            made.cell(at, column).text = words
    return made


def say(document, *lines):
    """A paragraph whose lines are apart by soft breaks."""
    run = document.add_paragraph().add_run()
    for at, line in enumerate(lines):
        if at:
            run.add_break()
        run.add_text(line)
