# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers cited without their title, a little other than those with one. 未带名称的文号。"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from kuangtu.plans.health.documents.standards import STANDARD
from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

Parts = tuple[str, str, str]  # word or body, year, number
Slip = Callable[[Parts, Parts], bool]
AFTER_A_TITLE = re.compile(r"》[^《》。；，]{0,8}$")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in its parts, and whether a title stands before it. 文号。"""

    parts: Parts
    printed: str
    where: Where
    is_titled: bool


def standards_are_those_titled(case: Case) -> Iterator[Finding]:
    """DZ/T 0347-2021 without a title, where DZ/T 0374-2021 has one."""
    numbers = []
    for words, where in case.texts:
        for found in STANDARD.finditer(plain(words)):
            place = replace(where, words=words[max(0, found.start() - 16) : found.end() + 2])
            is_titled = AFTER_A_TITLE.search(plain(words)[: found.start()]) is not None
            parts = (found["body"], found["year"], found["number"])
            numbers.append(Number(parts, found[0], place, is_titled))
    yield from _differing(numbers, _is_a_slip_of_a_standard)


def _differing(numbers: Sequence[Number], is_slip: Slip) -> Iterator[Finding]:
    titled = {one.parts: one for one in numbers if one.is_titled}
    bare = {one.parts for one in numbers if not one.is_titled}
    for one in numbers:
        if one.is_titled or one.parts in titled:
            continue
        near = [
            other
            for parts, other in titled.items()
            if parts not in bare and is_slip(one.parts, parts)
        ]
        if len(near) == 1:
            yield doubt(
                Kind.DOCUMENT_NUMBER,
                one.where,
                "“{printed}”文中没有给出名称，而与“{other}”相近",
                "“{printed}” has no title in the document, and is nearly “{other}”",
                [Reading(one.printed, one.where), Reading(near[0].printed, near[0].where)],
                near[0].printed,
                printed=one.printed,
                other=near[0].printed,
            )


def _is_a_slip_of_a_standard(one: Parts, other: Parts) -> bool:
    """The same digits of the number in another order; neighbours of a series are others.

    >>> _is_a_slip_of_a_standard(("DZ", "2018", "0321"), ("DZ", "2018", "0312"))
    True
    """
    return one[:2] == other[:2] and sorted(one[2]) == sorted(other[2])
