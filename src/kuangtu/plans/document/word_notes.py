# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Footnotes and endnotes of a Word file. 脚注、尾注。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kuangtu.plans.document.types import Note

KINDS = {"footnotes": qn("w:footnote"), "endnotes": qn("w:endnote")}
REFERENCES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


def references_in(element: Any) -> Iterator[str]:
    """The notes that a part of the text refers to."""
    for one in element.iter(*REFERENCES):
        yield f"{REFERENCES[one.tag]} {one.get(qn('w:id'))}"


def notes_of(document: Any, references: Mapping[str, int]) -> tuple[Note, ...]:
    """The notes that the text refers to, in its order."""
    found = dict(_written(document))
    return tuple(Note(found[one], line) for one, line in references.items() if found.get(one))


def _written(document: Any) -> Iterator[tuple[str, str]]:
    for relation in document.part.rels.values():
        kind = str(relation.reltype).rpartition("/")[2]
        if kind in KINDS and not relation.is_external:
            for one in parse_xml(relation.target_part.blob).iter(KINDS[kind]):
                words = "".join(str(text.text or "") for text in one.iter(qn("w:t")))
                yield f"{kind} {one.get(qn('w:id'))}", words.strip()
