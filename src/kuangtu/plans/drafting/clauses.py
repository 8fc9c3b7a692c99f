# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The clause catalogue from the document's own numbers and headings. 条款目录。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.document.numbering import mark_of
from kuangtu.plans.document.types import Document, Heading, Paragraph, PrintedTable
from kuangtu.plans.drafting.pages import Pages, Taken
from kuangtu.plans.drafting.printed import is_continuation, is_note
from kuangtu.plans.open_items import Reason
from kuangtu.plans.types import ClauseKind

CLAUSES = "clauses.csv"
BEFORE = "前"  # what stands before the first number
BEFORE_HEADING = "正文编号之前"
PAGE_NUMBER = re.compile(r"[.．…·\s　\t]+\d{1,4}$|\t")
PRESENT = re.compile(r"现状|形势|概况|成效|回顾")
LONGEST = 30
FIRST_WORDS = re.compile(r"[^。；;：:！？]{2,30}(?=[。：:])")
SPLIT_FROM = re.compile(r"[（(]")
KINDS = (
    (re.compile(r"工程|项目"), ClauseKind.PROJECT),
    (re.compile(r"目标|展望"), ClauseKind.GOAL),
    (re.compile(r"准入|规模|禁止|限制"), ClauseKind.ADMISSION_RULE),
    (re.compile(r"保障|措施"), ClauseKind.MEASURE),
    (re.compile(r"现状|概况|成效"), ClauseKind.FACT),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause of the catalogue. 目录的一条。"""

    number: str
    heading: str
    line: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The clauses, and which of them each line of the document belongs to. 目录。"""

    entries: tuple[Entry, ...]
    by_line: dict[int, str]
    headings: dict[str, str]
    repeated: tuple[Heading, ...] = ()  # headings whose number another heading has already

    def headings_above(self, number: str) -> Iterator[str]:
        """The headings of the clause and of the parts it lies in, chapter first."""
        for end in range(1, len(number) + 1):
            words = self.headings.get(number[:end])
            if words and (end == len(number) or not number[end - 1 : end + 1].isdigit()):
                yield words

    def kind_of(self, entry: Entry) -> ClauseKind:
        words = next(self.headings_above(entry.number), "")
        for pattern, kind in KINDS:
            if pattern.search(entry.heading) or (kind is ClauseKind.FACT and PRESENT.search(words)):
                return kind
        return ClauseKind.STATEMENT


def catalogue_of(document: Document) -> Catalogue:
    """Every numbered part, and its paragraphs where it has several."""
    blocks = list(_text_of(document))
    paragraphs: dict[str, list[Paragraph]] = defaultdict(list)
    headings: dict[str, str] = {}
    repeated: list[Heading] = []
    for one in blocks:
        if isinstance(one, Paragraph):
            paragraphs[one.clause].append(one)
        elif headings.setdefault(one.clause, one.text) != one.text and one.clause:
            repeated.append(one)
    numbering = _Numbering(paragraphs, headings, _with_parts({*headings, *paragraphs}))
    counted: dict[str, int] = defaultdict(int)
    entries: dict[str, Entry] = {}
    by_line: dict[int, str] = {one.line: one.clause or BEFORE for one in document.blocks}
    for one in blocks:
        clause = one.clause or BEFORE
        _enter(entries, clause, _heading(one, clause, headings), one.line)
        by_line[one.line] = clause
        if isinstance(one, Paragraph):
            counted[one.clause] += 1
            number = numbering.number(one.clause, counted[one.clause])
            if number != clause:
                _enter(
                    entries,
                    number,
                    f"{entries[clause].heading}（第{counted[one.clause]}段）",
                    one.line,
                )
            by_line[one.line] = number
    return Catalogue(tuple(entries.values()), by_line, headings, tuple(repeated))


def _text_of(document: Document) -> Iterator[Heading | Paragraph]:
    """Headings and paragraphs without the table of contents and the notes of tables."""
    is_below_table = False
    for one in document.blocks:
        if isinstance(one, PrintedTable):
            is_below_table = True
        elif not (_is_contents(one) or is_continuation(one.text)):
            is_below_table = is_below_table and is_note(one.text)
            if not is_below_table:
                yield one


def _is_contents(block: Heading | Paragraph) -> bool:
    """A line of the table of contents: it ends with a page number."""
    return bool(PAGE_NUMBER.search(block.text[-40:])) and mark_of(block.text) is not None


def _enter(entries: dict[str, Entry], number: str, heading: str, line: int) -> None:
    entries.setdefault(number, Entry(number, heading, line))


def _heading(block: Heading | Paragraph, clause: str, headings: dict[str, str]) -> str:
    """The document's own heading without its number; of a sentence its first words, if short."""
    if not block.clause:
        return BEFORE_HEADING
    words = headings.get(block.clause, block.text)
    mark = mark_of(words)
    rest = words[mark.length :].strip(" 　.．、:：") if mark and mark.length < len(words) else words
    if isinstance(block, Paragraph) and block.clause not in headings:
        first = FIRST_WORDS.match(rest)
        rest = first[0] if first else ""
    short = re.sub(r"[\s　]+", "", rest)
    return (
        short
        if 0 < len(short) <= LONGEST
        else (short[:LONGEST] if block.clause in headings else clause)
    )


@dataclass(frozen=True, slots=True)
class _Numbering:
    """How the paragraphs of a part are numbered. 段落编号。"""

    paragraphs: dict[str, list[Paragraph]]
    headings: dict[str, str]
    with_parts: frozenset[str]

    def number(self, clause: str, place: int) -> str:
        """The clause a paragraph becomes: its part, or its place in it if there are several."""
        if not clause:
            return f"{BEFORE}-{place}"
        several = len(self.paragraphs[clause]) > 1
        if clause in self.with_parts:
            return f"{clause}-{place}" if several else f"{clause}-0"
        if not several or self._is_present_detail(clause):
            return clause
        return f"{clause}-{place}"

    def _is_present_detail(self, clause: str) -> bool:
        """A numbered item of the chapter on the present state is one clause, however long."""
        chapter = SPLIT_FROM.split(clause)[0]
        is_item = bool(re.search(r"\)\d", clause))
        return is_item and bool(PRESENT.search(self.headings.get(chapter, "")))


def _with_parts(clauses: set[str]) -> frozenset[str]:
    """The parts that have numbered parts below them: 一 of 一(二), but not 1 of 12."""
    return frozenset(
        clause[:end]
        for clause in clauses
        for end in range(1, len(clause))
        if clause[:end] in clauses and not clause[end - 1 : end + 1].isdigit()
    )


def write_clauses(pages: Pages, catalogue: Catalogue) -> None:
    """The catalogue with what a person must still decide of every clause."""
    for one in catalogue.entries:
        pages.add(
            CLAUSES,
            {
                "number": Taken("".join(one.number.split())),
                "heading_zh": one.heading,
                "kind": catalogue.kind_of(one).value,
            },
        )
    lines = {one.number: line for line, one in enumerate(catalogue.entries, 2)}
    for heading in catalogue.repeated:
        pages.leave_open(
            CLAUSES,
            Reason.TWO_READINGS,
            rows=str(lines[heading.clause]),
            column="number",
            value=heading.clause,
            place=f"第{heading.line}行",
            printed=heading.text,
        )
    for column, reason in (
        ("number", Reason.CLAUSE_GUESSED),
        ("kind", Reason.TWO_READINGS),
        ("heading_zh", Reason.OWN_WORDS),
        ("heading_en", Reason.OWN_WORDS),
        ("not_coded_because_zh", Reason.OWN_WORDS),
        ("not_coded_because_en", Reason.OWN_WORDS),
    ):
        pages.leave_open(CLAUSES, reason, column=column)
