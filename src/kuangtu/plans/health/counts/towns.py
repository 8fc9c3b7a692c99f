# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How many towns of one kind a list names. 乡镇个数。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kuangtu.plans.health.making import error
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.pieces import start_of
from kuangtu.plans.health.reading.quantities import HAN_NUMBER, count_of
from kuangtu.plans.health.types import Finding, Kind, Reading


def count_of_kind(listed: str, kind: str) -> int:
    """How many names of a list end in a word; where an office lies is none of them.

    >>> count_of_kind("白石镇、阿里乡、中和乡和水塘乡，县政府驻白石镇", "乡")
    3
    >>> count_of_kind("松垟、白岩、岭后镇，上畈、金竹乡", "镇")
    3
    """
    words = re.sub(r"\([^()]*\)|[，,][^，,、。]*(?:设在|驻|位于)[^，,、。]*", "", listed)
    return sum(_of_kind(part, kind) for part in re.split("[，,;；]", words.strip(" 。")))


END = "镇|乡|街道|苏木"
CUT = "[、和及与]"
COUNTED = re.compile(
    rf"(?:，?共|这)?(?<![\d第])(?P<count>\d{{1,2}}|{HAN_NUMBER})个?(?P<kind>{END})(?![镇乡级(])"
)


def towns_are_as_many_as_counted_behind(case: Case) -> Iterator[Finding]:
    """甲镇、乙镇2镇和丙乡、丁乡、戊乡4乡: those of one kind right before their count."""
    for sentence in case.sentences:
        for found in COUNTED.finditer(sentence.text):
            start = start_of(sentence.text, found.start(), "，。;:()")
            listed = sentence.text[start : found.start()]
            if not listed.endswith(found["kind"]) or not re.search(CUT, listed):
                continue
            counts = {_last_of_kind(listed, found["kind"], signs) for signs in ("、", CUT)}
            stated = count_of(found["count"])
            if stated in counts or max(counts) < 2:
                continue
            count = min(counts, key=lambda one: (abs(one - stated), one))
            where = sentence.where(start, found.end())
            yield error(
                Kind.COUNT_AND_LIST,
                where,
                "列出 {count} 项，称 {stated}{unit}",
                "{count} are listed, {stated} are said",
                [Reading(f"{found['count']}{found['kind']}", where)],
                str(count),
                stated=stated,
                unit=found["kind"],
                count=count,
            )


def _last_of_kind(listed: str, kind: str, signs: str) -> int:
    """How many of the kind stand at the end of the list, beside each other.

    >>> _last_of_kind("辖甲镇、乙镇3镇和丙乡、丁乡", "乡", "[、和及与]")
    2
    """
    names = re.split(signs, listed)
    others = [n for n, name in enumerate(names) if not name.endswith(kind)]
    return len(names) - (others[-1] + 1 if others else 0)


CLAUSE = re.compile("[^，。;()]+")
LEAD = re.compile("辖|即|为|包括|分别是|:")
A_TOWN = re.compile(rf"[一-鿿]+(?:{END})")
# 共11个乡镇; 镇8个、乡3个; 计6镇3乡.
TOWNS = re.compile(
    rf"(?P<count>\d{{1,2}}|{HAN_NUMBER})个(?:乡镇|镇乡|乡级(?:行政区划?|单位)?)(?!企)"
)
KINDS = re.compile(
    rf"(?P<one>镇|乡|街道|苏木)(?P<many>\d{{1,2}}|{HAN_NUMBER})个"
    rf"|(?<![\d第])(?P<count>\d{{1,2}}|{HAN_NUMBER})个?(?P<kind>镇|乡(?![镇级(])|街道|苏木)"
)


def towns_listed_are_as_many_as_counted(case: Case) -> Iterator[Finding]:
    """共11个乡镇，即甲镇…和乙乡…，其中镇8个、乡3个: all of them are listed, of each kind."""
    for sentence in case.sentences:
        lists = [one for clause in CLAUSE.finditer(sentence.text) if (one := _list_in(clause))]
        if len(lists) != 1:
            continue
        start, listed = lists[0]
        towns = re.split(CUT, listed)
        rest = sentence.text[:start] + sentence.text[start + len(listed) :]
        for said, stated, count, kind in _counted(rest, towns):
            if stated != count and abs(stated - count) <= FARTHEST:
                where = sentence.where(start, start + len(listed) + 12)
                yield error(
                    Kind.COUNT_AND_LIST,
                    where,
                    "称 {stated} 个{kind}，列出 {count} 个",
                    "{stated} {kind} are said, {count} are listed",
                    [Reading(said, where), Reading(listed, where)],
                    str(count),
                    stated=stated,
                    kind=kind,
                    count=count,
                )


FARTHEST = 2
FEWEST = 2


def _list_in(clause: re.Match[str]) -> tuple[int, str] | None:
    """Where the clause begins to list towns and nothing else, and the list."""
    leads = list(LEAD.finditer(clause[0]))
    start = leads[-1].end() if leads else 0
    listed = clause[0][start:]
    towns = re.split(CUT, listed)
    is_list = bool(leads) and len(towns) >= FEWEST and all(map(A_TOWN.fullmatch, towns))
    return (clause.start() + start, listed) if is_list else None


def _counted(rest: str, towns: list[str]) -> Iterator[tuple[str, int, int, str]]:
    """What is said of how many there are, with how many are listed; each kind said but once."""
    told = list(TOWNS.finditer(rest))
    if len(told) == 1:
        yield told[0][0], count_of(told[0]["count"]), len(towns), "乡镇"
    found = [
        (one[0], count_of(one["many"] or one["count"]), one["one"] or one["kind"])
        for one in KINDS.finditer(rest)
    ]
    kinds = [kind for _, _, kind in found]
    for said, stated, kind in found:
        count = sum(one.endswith(kind) for one in towns)
        if kinds.count(kind) == 1 and count:
            yield said, stated, count, kind


def _of_kind(part: str, kind: str) -> int:
    """松垟、白岩、岭后镇 are three where the word stands behind the last alone."""
    alone = len(re.findall(rf"(?<=[一-鿿]){kind}(?=[、和及与]|$)", part))
    names = [one for one in part.split("、") if one]
    others = [one for one in names[:-1] if re.search("镇|乡|街道|苏木|嘎查|农场|村", one)]
    is_shared = alone == 1 and len(names) > 1 and not others and names[-1].endswith(kind)
    return len(names) + ("和" in names[-1][1:]) if is_shared else alone
