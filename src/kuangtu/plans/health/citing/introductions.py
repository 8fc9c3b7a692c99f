# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The paragraph before a table, and which table it announces. 表的引出。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kuangtu.plans.document.types import Paragraph, PrintedTable
from kuangtu.plans.health.citing.references import SPAN_OF_TABLES, TABLE, key_of
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case, caption_where
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.reading.told import pairs_of
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

Name = tuple[str, str]  # 专栏, 3
LEAST = 3  # tables that the paragraph before them announces
BELOW = re.compile("下[列表]|如下|以下|附后")
NO_ANNOUNCEMENT = re.compile("(?:按照?|依照?|根据|执行|落实)$")


@dataclass(frozen=True, slots=True)
class Announced:
    """A table, the paragraph before it and the tables that this names. 表及其前一段。"""

    table: PrintedTable
    before: Paragraph
    names: tuple[re.Match[str], ...]

    @property
    def name(self) -> Name:
        return self.table.label, key_of(self.table.number)

    def says(self, name: Name) -> bool:
        return any(_name(one) == name for one in self.names)

    @property
    def ends_in_a_reference(self) -> bool:
        """…见表6。, …（表6）。"""
        end = self.names[-1].end() if self.names else 0
        return bool(self.names) and len(self.before.text.strip()) - end <= 2


def _name(found: re.Match[str]) -> Name:
    return found[1], key_of(found[2])


def paragraphs_announce_the_table_after_them(case: Case) -> Iterator[Finding]:
    """见表6。 right before 表1, where all others are announced by what stands before them.

    Either nothing refers to 表1 at all, or the words end in the reference to another, and are
    rather of 表1, to which nothing before them refers.
    """
    told = list(_announced(case))
    right = [one for one in told if one.says(one.name)]
    known = {(one.label, key_of(one.number)) for one in case.tables if one.number}
    alone = [name for name in known if not _is_referred_to(case, name)]
    others = known - {one.name for one in right}
    for one in told:
        if one.name not in others or not one.names or BELOW.search(one.before.text):
            continue
        if NO_ANNOUNCEMENT.search(one.before.text[: one.names[-1].start()]):
            continue  # 按专栏3新设5个: what is done by it, not what it shows
        is_lost = alone == [one.name] and len(right) >= LEAST
        is_last = len(others) == 1 and len(right) > LEAST and one.ends_in_a_reference
        is_first = one.ends_in_a_reference and _is_introduced_here(case, one, right)
        if (is_lost or is_last or is_first) and _name(one.names[-1]) in {
            other.name for other in right
        }:
            yield _finding(one, _name(one.names[-1]), is_alone=one.name in alone)


def _is_introduced_here(case: Case, one: Announced, right: list[Announced]) -> bool:
    """Nothing before refers to the table, and the paragraph is rather of it than of the other."""
    told = next((two for two in right if two.name == _name(one.names[-1])), None)
    if told is None or len(right) < LEAST:
        return False
    blocks = case.document.blocks
    before = blocks[: blocks.index(one.before)]
    if any(_names(block, one.name) for block in before if isinstance(block, Paragraph)):
        return False
    text = plain(one.before.text)
    clause = re.split("[，。;]", text[: one.names[-1].start()])[-1]
    if pairs_of(clause) & pairs_of(told.table.words):
        return False  # …，矿山分布见表3: it is table 3 that shows the mines
    words = pairs_of(text)
    fits, other = (len(words & pairs_of(two.table.words)) for two in (one, told))
    return fits > 2 * other


def _names(block: Paragraph, name: Name) -> bool:
    return any(_name(found) == name for found in TABLE.finditer(plain(block.text)))


def _announced(case: Case) -> Iterator[Announced]:
    blocks = case.document.blocks
    for place, table in enumerate(blocks):
        if isinstance(table, PrintedTable) and table.number and place:
            before = blocks[place - 1]
            if isinstance(before, Paragraph):
                yield Announced(table, before, tuple(TABLE.finditer(plain(before.text))))


def _is_referred_to(case: Case, name: Name) -> bool:
    """Somewhere in the prose, be it within 表3至表5 or 表3、4."""
    for block in case.document.paragraphs:
        text = plain(block.text)
        if any(_name(one) == name for one in TABLE.finditer(text)):
            return True
        for span in SPAN_OF_TABLES.finditer(text):
            if name[1].isdecimal() and int(span[2]) <= int(name[1]) <= int(span[3]):
                return True
        if re.search(rf"{name[0]}\s*\d+(?:[、,和及]\d+)*[、,和及]{re.escape(name[1])}(?!\d)", text):
            return True
    return False


def _finding(one: Announced, said: Name, *, is_alone: bool) -> Finding:
    found = one.names[-1]
    text = one.before.text
    where = Where(
        text[max(0, found.start() - 24) : found.end() + 4].strip(),
        one.before.clause,
        one.before.line,
    )
    return doubt(
        Kind.REFERENCE,
        where,
        "此处引{said}，后面紧跟的却是{name}，全文没有别处引{name}"
        if is_alone
        else "此处引{said}，后面紧跟的却是{name}，此前没有引{name}",
        "this refers to {said}; the table that follows is {name}, to which nothing refers"
        if is_alone
        else "this refers to {said}; the table that follows is {name}, to which nothing referred",
        [Reading(found[0], where), Reading(one.table.name, caption_where(one.table))],
        one.table.name,
        said="".join(said),
        name=one.table.name,
    )
