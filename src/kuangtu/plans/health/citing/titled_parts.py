# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""References to parts beside words that are the title of another. 引用与标题。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kuangtu.plans.document.numbering import mark_of
from kuangtu.plans.document.types import Heading, PrintedTable
from kuangtu.plans.health.citing.addresses import decimal_references
from kuangtu.plans.health.citing.references import LARGER, references_to_parts
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

STEP = re.compile(rf"第(?:{HAN_NUMBER}|\d+)[章节条]|{HAN_NUMBER}(?=\(|$)|\({HAN_NUMBER}\)|\d+\.\d+")
CLAUSE_ENDS = "，。；;"
ANY = re.compile(rf"第(?:{HAN_NUMBER}|\d+)(?:[章节条编篇]|部分)|(?:专栏|表)\s*\d|\d+\.\d+")
# What titles are made of everywhere.
GENERAL = re.compile(
    r"矿产资源|规划|矿产|资源|全县|主要|重点|加强|推进|强化|完善|健全|建立|20\d\d年|[、和与及的]"
)
LONG = 4  # signs of a title that are enough; a whole title may be shorter
SHORT = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document with its title and all that stands in it. 条款及标题。"""

    address: str
    title: str
    words: str
    where: Where

    @property
    def pieces(self) -> tuple[str, ...]:
        return tuple(one for one in GENERAL.split(self.title) if len(one) >= SHORT)


def parts_are_those_whose_titles_are_said(case: Case) -> Iterator[Finding]:
    """矿种管控的要求见第三部分, where 矿种管控 is a title of the fourth."""
    parts = parts_of_document(case)
    numbers = {address for address in parts if re.fullmatch(r"[\d.]+", address)}
    for sentence in case.sentences:
        for found, address in _cited(sentence.text, parts, numbers):
            named = parts[address]
            clause = _clause(sentence.text, found)
            right = _titled(parts, named, clause, sentence.clause)
            if right is not None:
                yield _finding(sentence, found, named, right)


def parts_of_document(case: Case) -> dict[str, Part]:
    """Every part that has a heading, by its address; what its own parts hold is its too."""
    titles: dict[str, Heading] = {}
    words: dict[str, list[str]] = defaultdict(list)
    for block in case.document.blocks:
        if isinstance(block, Heading) and block.clause:
            titles.setdefault(block.clause, block)
        text = block.words if isinstance(block, PrintedTable) else block.text
        for address in _within(block.clause):
            words[address].append(text)
    return {
        address: Part(
            address,
            _title_of(heading),
            plain(" ".join(words[address])),
            Where(heading.text, heading.clause, heading.line),
        )
        for address, heading in titles.items()
    }


def _title_of(heading: Heading) -> str:
    mark = mark_of(heading.text)
    return re.sub(r"\s", "", plain(heading.text[mark.length if mark else 0 :]))


def _within(clause: str) -> Iterator[str]:
    """The addresses of all parts that a block stands in.

    >>> list(_within("第二章第一节(三)")), list(_within("四(二)")), list(_within("5.2.1"))
    (['第二章', '第二章第一节', '第二章第一节(三)'], ['四', '四(二)'], ['5', '5.2', '5.2.1'])
    """
    if re.fullmatch(r"[\d.]+", clause):
        steps = clause.split(".")
        yield from (".".join(steps[: depth + 1]) for depth in range(len(steps)))
        return
    ends = [found.end() for found in re.finditer(STEP, clause)]
    yield from (clause[:end] for end in ends)
    if clause and clause[-1] != ")" and (not ends or ends[-1] != len(clause)):
        yield clause


def _cited(
    text: str, parts: Mapping[str, Part], numbers: set[str]
) -> Iterator[tuple[re.Match[str], str]]:
    """Every reference of a sentence to a part that there is."""
    for found in references_to_parts(text):
        names = [found[0], f"{found[1]}" if found[2] == "章" and not found[3] else ""]
        yield from ((found, name) for name in names[:2] if name in parts)
    for found in LARGER.finditer(text):
        if found["number"] in parts:
            yield found, found["number"]
    for found in decimal_references(text, numbers) if numbers else ():
        if found["number"] in parts:
            yield found, found["number"]


def _clause(text: str, found: re.Match[str]) -> str:
    """The words of the reference's clause; where it has several, those behind this one.

    >>> text = "执行第二章第一节的准入条件和第三章第一节的方向，"
    >>> [_clause(text, one) for one in references_to_parts(text)]
    ['的准入条件和', '的方向']
    """
    start = start_of(text, found.start(), CLAUSE_ENDS)
    ends = [end for sign in CLAUSE_ENDS if (end := text.find(sign, found.end())) >= 0]
    end = min(ends, default=len(text))
    beside = [one.start() for one in ANY.finditer(text, start, end)]
    if any(one < found.start() or one >= found.end() for one in beside):
        end = min((one for one in beside if one >= found.end()), default=end)
        return text[found.end() : end]
    return text[start : found.start()] + "|" + text[found.end() : end]


def _titled(parts: Mapping[str, Part], named: Part, clause: str, here: str) -> Part | None:
    """The part of the same kind whose title, or that of a part in it, the clause has alone."""
    found = []
    for part in parts.values():
        said = [one for one in part.pieces if _is_said(one, part, clause)]
        if not said or part.address == here or _is_of(named, part):
            continue
        if any(one in named.words for one in said):
            return None
        found.append(part)
    return max(found, key=lambda one: len(one.title), default=None)


def _is_said(piece: str, part: Part, clause: str) -> bool:
    """The clause has the piece; a short one must be all that the title says."""
    return piece in clause and (len(piece) >= LONG or len(piece) == len(part.title) > SHORT)


def _is_of(named: Part, part: Part) -> bool:
    """One of them holds the other."""
    return part.address.startswith(named.address) or named.address.startswith(part.address)


def _finding(sentence: Sentence, found: re.Match[str], named: Part, right: Part) -> Finding:
    where = sentence.where(max(0, found.start() - 16), found.end() + 12)
    return doubt(
        Kind.REFERENCE,
        where,
        "所述内容不在“{name}”，而是“{right}”的标题",
        "what is said here does not stand in “{name}”; it is the title of “{right}”",
        [Reading(found[0], where), Reading(right.where.words, right.where)],
        right.where.words,
        name=named.where.words,
        right=right.where.words,
    )
