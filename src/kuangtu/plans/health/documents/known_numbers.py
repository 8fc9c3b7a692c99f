# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The numbers of standards that every plan cites, against their titles. 常用标准的编号。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.documents.standards import STANDARD
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_subsequence
from kuangtu.plans.health.reading.known_standards import BY_TITLE, TITLES
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

CITED = (
    re.compile(rf"《(?P<title>[^《》]+)》\s*[(（]?\s*(?P<code>{STANDARD.pattern})"),
    # DZ/T 0319-2018《冶金行业绿色矿山建设规范》; what follows another title is the number of that
    re.compile(rf"(?<!》)(?<!》[(（\s])(?P<code>{STANDARD.pattern})\s*《(?P<title>[^《》]+)》"),
)
MARKS = re.compile(r"[()\s]")


def known_standards_bear_their_numbers(case: Case) -> Iterator[Finding]:
    """《固体矿产资源储量分类》（GB/T 13908—2020）: that number is of another standard."""
    for words, where in case.texts:
        for found in (one for form in CITED for one in form.finditer(plain(words))):
            own = BY_TITLE.get(MARKS.sub("", found["title"]), "")
            printed = f"{found['body']}{found['kind'] or ''} {found['number']}"
            other = TITLES.get(printed, "")
            if not own and other and not _is_called(found["title"], other):
                yield _of_another(found, where, printed, other)
            if not own or own == printed or (not other and _is_edition(own, printed)):
                continue
            yield doubt(
                Kind.DOCUMENT_NUMBER,
                where,
                "《{title}》的标准号是 {own}，印作 {printed}",
                "《{title}》 is {own}; {printed} is printed",
                [Reading(found["code"], where)],
                own,
                title=found["title"],
                own=own,
                printed=printed,
            )


def _is_called(title: str, known: str) -> bool:
    """The title with or without some of its words: 固体矿产资源/储量分类."""
    return is_subsequence(title, known) or is_subsequence(known, title)


def _of_another(found: re.Match[str], where: Where, printed: str, other: str) -> Finding:
    return doubt(
        Kind.DOCUMENT_NUMBER,
        where,
        "{printed} 是《{other}》的标准号，文中题名为《{title}》",
        "{printed} is the number of 《{other}》; the text has 《{title}》",
        [Reading(found["code"], where)],
        other,
        printed=printed,
        other=other,
        title=found["title"],
    )


def _is_edition(own: str, printed: str) -> bool:
    """GB 16423 and GB/T 16423: whether a standard binds may change with its edition."""
    return own.replace("/T", "") == printed.replace("/T", "")
