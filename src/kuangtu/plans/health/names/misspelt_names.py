# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A name that stands once, one sign away from one that the document has often. 疑似错字的地名。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.mineral_names import is_a_name
from kuangtu.plans.health.names.name_population import ENDS, KIND, names_in
from kuangtu.plans.health.names.place_names import DISTINCT, HAN, NO_PLACE
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import grids
from kuangtu.plans.health.reading.quantities import plain
from kuangtu.plans.health.types import Finding, Kind, Reading, Where

NO_NAME = re.compile("[的和与及在是为有由各等以从对于将至到内外该其、]")
BOUNDARY = re.compile(rf"(?:^|[^{HAN}]|[和及与在由对即为从以于将持]|镇|乡|县|区|木)$")
OFTEN = 2  # how often the right name must stand


def names_stand_as_elsewhere(case: Case) -> Iterator[Finding]:
    """石芜镇 once, where the document has 石芫镇; 木阴重晶石 for 木引重晶石."""
    names = names_in(case)
    text = case.whole
    told: set[tuple[str, int | None]] = set()
    for name in sorted(names, key=lambda one: (-text.count(one), one)):
        count = text.count(name)
        if count < (1 if len(name) >= 3 else OFTEN):
            continue
        patterns = _variants_of(name)
        for words, where in case.texts:
            for found in (one for each in patterns for one in each.finditer(plain(words))):
                wrong = found["wrong"]
                if (wrong, where.line) in told or not _is_wrong(case, name, found):
                    continue
                told.add((wrong, where.line))
                yield _told(case, name, wrong, words, where, found.start("wrong"), count)


def _told(  # noqa: PLR0917 - the two names and where one of them stands
    case: Case, name: str, wrong: str, words: str, where: Where, start: int, count: int
) -> Finding:
    place = replace(where, words=words[max(0, start - 10) : start + len(wrong) + 14])
    first = next(
        replace(there, words=said[max(0, plain(said).find(name) - 10) :][:40])
        for said, there in case.texts
        if name in plain(said)
    )
    return doubt(
        Kind.NAME,
        place,
        "“{wrong}”仅此一处，与文中“{name}”（{count} 处）只差一字",
        "“{wrong}” stands here alone, one sign away from “{name}”, which stands {count} times",
        [Reading(wrong, place), Reading(name, first)],
        name,
        wrong=wrong,
        name=name,
        count=count,
    )


def _variants_of(name: str) -> list[re.Pattern[str]]:
    """The name with one sign other, and, of three signs and more, without one."""
    other = [
        re.escape(name[:n]) + rf"(?!{re.escape(name[n])})[{HAN}]" + re.escape(name[n + 1 :])
        for n in range(len(name))
        if not (n == len(name) - 1 and re.search(f"(?:{KIND})$", name))
    ]
    less = [re.escape(name[:n] + name[n + 1 :]) for n in range(1, len(name)) if len(name) >= 3]
    return [
        re.compile(rf"(?=(?P<wrong>{'|'.join(dict.fromkeys(forms))}))")
        for forms in (other, less)
        if forms
    ]


def _is_wrong(case: Case, name: str, found: re.Match[str]) -> bool:
    """It stands once, is made of no other words, and stands as the name does."""
    wrong, text = found["wrong"], found.string
    start = found.start("wrong")
    before, after = text[:start], text[start + len(wrong) :]
    if wrong in names_in(case) and case.whole.count(wrong) > 1:
        return False
    if is_a_name(wrong) or NO_PLACE.search(wrong) or _are_told_together(case, name, wrong):
        return False
    if any(f"{wrong}{kind}" in names_in(case) for kind in KIND.split("|")):
        return False  # a town that is listed
    if NO_NAME.search(wrong) or name in text[max(0, start - 1) : start + len(wrong) + 1]:
        return False
    if len(wrong) == len(name):
        return _is_one_other(case, name, wrong, before, after)
    return _is_one_less(case, name, wrong, before, after)


def _is_one_other(case: Case, name: str, wrong: str, before: str, after: str) -> bool:
    at = next(n for n, (a, b) in enumerate(zip(name, wrong, strict=True)) if a != b)
    if at == len(name) - 1 and _is_followed_by_many(case, name[:-1]):
        return False
    if {name[at], wrong[at]} <= DISTINCT or wrong[at] in f"{KIND}县市区村矿山":
        return False
    if case.whole.count(wrong) > 1 or (at == 0 and not BOUNDARY.search(before)):
        return False
    if not BOUNDARY.search(before) and case.whole.count(before[-1:] + wrong[:1]) > 1 + (
        case.whole.count(before[-1:] + name)
    ):
        return False  # the first sign belongs to the word before it
    around = f"{before[-1:]}{wrong}{after[:1]}"
    at += len(before[-1:])
    near = (around[max(0, at - 1) : at + 1], around[at : at + 2])
    pairs = [pair for pair in near if re.fullmatch(f"[{HAN}]{{2}}", pair)]
    if any(case.whole.count(pair) > 1 for pair in pairs):
        return False  # the other sign makes a word that stands elsewhere
    if len(name) == 2 and not (case.whole.count(name) > 3 and _stands_alike(case, name, after)):
        return False
    return not _are_two_rows(case, name, wrong)


def _is_followed_by_many(case: Case, stem: str) -> bool:
    """玉孜鲁克乡, 玉孜鲁克河, 玉孜鲁克东: a place that several things are called by."""
    after = {one[-1] for one in re.findall(re.escape(stem) + f"[{HAN}]", case.whole)}
    return len(stem) >= 3 and len(after) >= 3


def _is_one_less(case: Case, name: str, wrong: str, before: str, after: str) -> bool:
    """西井镍铜 for 西井子镍铜: what follows a name elsewhere follows here too."""
    ends_alike = bool(re.search(f"(?:{KIND})$", name)) and wrong[-1] == name[-1]
    if len(wrong) < 2 or not BOUNDARY.search(before) or case.whole.count(wrong + after[:1]) > 1:
        return False
    if ends_alike:
        return len(wrong) >= 3 and case.whole.count(wrong) == 1
    return _stands_alike(case, name, after) >= 1 and case.whole.count(wrong + after[:2]) == 1


def _stands_alike(case: Case, name: str, after: str) -> int:
    """How often the name stands before the same two signs, a mineral or a word of zones."""
    if len(after) < 2 or ENDS.match(after) is None:
        return 0
    return case.whole.count(name + after[:2])


def _are_told_together(case: Case, name: str, other: str) -> bool:
    """One sentence names both: two places."""
    return any(name in one.text and other in one.text.replace(name, "") for one in case.sentences)


def _are_two_rows(case: Case, name: str, other: str) -> bool:
    """Both name rows of one column: two things, each with figures of its own."""
    for grid in grids(case.tables):
        for column in range(grid.width):
            cells = [plain(cell.text) for cell in grid.column(column)]
            if any(name in one for one in cells) and any(other in one for one in cells):
                return True
    return False
