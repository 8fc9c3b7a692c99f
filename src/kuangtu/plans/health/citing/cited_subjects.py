# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A reference to a part or table that is about something else. 引用与所引内容。

What is said beside a reference is looked for in what it leads to. Where not a word of it stands
there, and the words stand in the heading of another part or table, the number is in doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuangtu.plans.document.types import Heading, Paragraph, PrintedTable
from kuangtu.plans.health.citing.references import TABLE, references_to_parts
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading

PAUSE = re.compile("[，。；;:]")
FILLING = re.compile(
    r"规定|所列|所述|确定|明确|要求|标准|执行|应当|按照|依据|符合|不符|违反|达到|低于|高于|不得|不予|以下|以上"
    r"|见|按|为准|具体|参照|情形|内容|其中|统一|以及|本规划|规划|本县|全县|情况|主要|\d+|[的和与及在中内外即由]"
)
AFTER = re.compile(r"(?:规定|所列|所述|确定|明确|提出)?的?(?P<subject>[一-鿿]{2,16})")
JOINED = frozenset("、和及与至")  # several are cited together
LEAST = 2  # pairs of signs that another heading or table must share more with what is said
FIRST_WORDS = 24  # of an article: it has its heading in its first line
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Content:
    """A part or a table: its name, the words of its heading, and all of its words. 所引内容。"""

    name: str
    heading: Words
    words: Words

    def is_like(self, other: Content) -> bool:
        """Another chapter beside a chapter, another article beside an article."""
        return self.name[-1] == other.name[-1] and self.name != other.name


def parts_are_about_what_is_said(case: Case) -> Iterator[Finding]:
    """违反第八章准入条件: it is the fourth that has conditions of admission."""
    parts = _parts(case)
    for sentence in case.sentences:
        for found in references_to_parts(sentence.text):
            cited, after = parts.get(found[0]), AFTER.match(sentence.text, found.end())
            if cited is not None and after and not _is_one_of_several(sentence.text, found):
                others = [one for one in parts.values() if one.is_like(cited)]
                subject = pairs_of(after["subject"])
                best = max(others, key=lambda one: len(subject & one.heading), default=None)
                here = len(subject & cited.words)
                if best is not None and _fits_better(here, len(subject & best.heading)):
                    yield _told(sentence, found, cited, best)


def tables_are_about_what_is_said(case: Case) -> Iterator[Finding]:
    """设计规模不得低于专栏9所列下限: 专栏9 lists areas, 专栏10 the least sizes."""
    tables = {f"{one.label}{one.number}": _of_table(one) for one in case.tables if one.number}
    common = Counter(pair for one in tables.values() for pair in one.words)
    rare = {pair for pair, count in common.items() if count * 3 <= max(len(tables), 3)}
    for sentence in case.sentences:
        for found in TABLE.finditer(sentence.text):
            cited = tables.get(f"{found[1]}{found[2]}")
            is_below = cited is not None and cited.name == _next_table(case, sentence)
            if cited is not None and not is_below and not _is_one_of_several(sentence.text, found):
                others = [one for one in tables.values() if one.name != cited.name]
                subject = pairs_of(_beside(sentence.text, found)) & rare
                best = max(others, key=lambda one: len(subject & one.words), default=None)
                # What is cited may be of anything in the sentence, what is not of what stands near.
                here = len(pairs_of(sentence.text) & rare & cited.words)
                if best is not None and _fits_better(here, len(subject & best.words)):
                    yield _told(sentence, found, cited, best)


def _next_table(case: Case, sentence: Sentence) -> str:
    """The table that the part with the sentence goes on with."""
    below = [one for one in case.tables if one.line > sentence.line and one.number]
    first = min(below, key=lambda one: one.line, default=None)
    return f"{first.label}{first.number}" if first and first.clause == sentence.clause else ""


def _is_one_of_several(text: str, found: re.Match[str]) -> bool:
    return text[found.end() : found.end() + 1] in JOINED or text[: found.start()][-1:] in JOINED


def _fits_better(here: int, there: int) -> bool:
    """Hardly a word of what is said stands in what is cited, and several stand elsewhere."""
    return there >= LEAST + here and here * 3 <= there


def _told(sentence: Sentence, found: re.Match[str], cited: Content, best: Content) -> Finding:
    place = sentence.where(max(0, found.start() - 16), found.end() + 12)
    return doubt(
        Kind.REFERENCE,
        place,
        "{cited} 里没有此处所说的内容，与之相合的是 {best}",
        "{cited} has nothing of what is said here; {best} has",
        [Reading(found[0], place)],
        best.name,
        cited=cited.name,
        best=best.name,
    )


def pairs_of(words: str) -> frozenset[str]:
    """Pairs of neighbouring signs, without words that fill any such sentence.

    >>> sorted(pairs_of("不得低于规定的准入条件"))
    ['入条', '准入', '条件']
    """
    pieces = FILLING.sub(" ", plain(words)).split()
    return frozenset(
        piece[at : at + 2]
        for piece in pieces
        for at in range(len(piece) - 1)
        if _is_han(piece[at : at + 2])
    )


def _is_han(pair: str) -> bool:
    return re.fullmatch("[一-鿿]{2}", pair) is not None


def _beside(text: str, found: re.Match[str]) -> str:
    """The clause of the sentence that names a table; in brackets, the one before it."""
    starts = [one.end() for one in PAUSE.finditer(text, 0, found.start())]
    ends = [one.start() for one in PAUSE.finditer(text, found.end())]
    start, end = (starts or [0])[-1], (ends or [len(text)])[0]
    words = text[start : found.start()] + " " + text[found.end() : end]
    if len(pairs_of(words)) < LEAST and len(starts) > 1:
        words = text[starts[-2] : found.start()]
    return words


def _of_table(table: PrintedTable) -> Content:
    caption = plain(table.caption)
    cells = " ".join(plain(cell) for row in table.rows for cell in row)
    heading = pairs_of(caption)
    return Content(f"{table.label}{table.number}", heading, heading | pairs_of(cells))


def _parts(case: Case) -> Mapping[str, Content]:
    """Chapters, sections with their chapter, and articles, by the words that name them."""
    headings: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for block in case.document.blocks:
        texts = _texts(block)
        for name in _names(block.clause):
            words.setdefault(name, set()).update(pairs_of(texts))
            if isinstance(block, Heading) or (name[-1] == "条" and name not in headings):
                texts = texts[:FIRST_WORDS]
                headings.setdefault(name, set()).update(pairs_of(texts))
    return {
        name: Content(name, frozenset(headings.get(name, ())), frozenset(found))
        for name, found in words.items()
    }


def _texts(block: object) -> str:
    if isinstance(block, Heading | Paragraph):
        return block.text
    if isinstance(block, PrintedTable):
        return " ".join([block.caption, *(cell for row in block.rows for cell in row)])
    return ""


def _names(clause: str) -> Iterator[str]:
    """第四章, 第四章第二节, 第三十条: every name that a reference may use for a part."""
    marks = re.findall(r"第[^第章节条]+[章节条]", clause)
    for at, mark in enumerate(marks):
        if mark[-1] in "章条":
            yield mark
        elif at:
            yield marks[at - 1] + mark
