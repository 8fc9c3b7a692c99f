# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What documents of other counties ask of a draft: their forms of titles, tables and lists."""

import docx

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.drafting.drafting import draft_of


def draft_of_word(document, path):
    document.save(str(path))
    return draft_of(read_document(path))


def test_a_cover_of_several_titles_is_no_part_that_is_numbered_twice(tmp_path):
    document = docx.Document()
    for words in ("石岗县矿产资源总体规划", "（2021—2025年）"):
        document.add_paragraph(words, style="Title")
    document.add_paragraph("一、布局")
    document.add_paragraph("布局如下。")

    draft = draft_of_word(document, tmp_path / "plan.docx")

    assert draft.identity.title == "石岗县矿产资源总体规划（2021—2025年）"
    assert [one.column for one in draft.open_items if one.file == "clauses.csv" and one.rows] == []
