# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""So many of a row, and how many of them are of one of its classes. 某行之中某类的个数。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.contexts import names_of_row
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import OPENING
from kuangtu.plans.health.reading.quantities import Dimension
from kuangtu.plans.health.types import Finding, Kind, Reading

UNIT = "[个座家处宗]"
SIZE = "大型|中型|小型|小矿"
# 17座石灰岩矿山中有15座为小型; 17座石灰岩矿山中，小型15座
AMONG = re.compile(
    rf"(?<![\d.第约—～-])(?P<all>\d{{1,4}}){UNIT}(?P<name>[^，。;:、()\d]{{1,14}}?)(?:当中|之中|中|里)，?"
    rf"(?:共|就|仅|只|竟)?(?:有|是)?(?:(?P<part>\d{{1,4}}){UNIT}(?:为|是|属于?|都是|均为)?(?P<size>{SIZE})(?!以)"
    rf"|(?P<size_before>{SIZE})(?:矿山|的)?(?:就|仅|只)?(?:有|为|占|达)?(?P<part_after>\d{{1,4}}){UNIT})"
)
GENERAL = re.compile(
    "(?:登记|持证|现有|生产|各类|全部|全县)|(?:采矿权|矿山|矿山企业|企业|矿井|矿)$"
)
Row = dict[str, Entry]


def classes_of_rows_are_those_of_the_table(case: Case) -> Iterator[Finding]:
    """19座灰岩矿山中有15座为小型, where the row 灰岩 has 15 of 17.

    One of the two numbers is the row's: so the other should be.
    """
    found = [(one, match) for one in case.sentences for match in AMONG.finditer(one.text)]
    rows = _rows(case) if found else {}
    for sentence, match in found:
        about = rows.get(_bare(match["name"]), [])
        size = match["size"] or match["size_before"]
        told = Decimal(match["all"]), Decimal(match["part"] or match["part_after"])
        there = [(row[""], row[size]) for row in about if size in row]
        numbers = [(one.amount, two.amount) for one, two in there]
        if not numbers or told in numbers or not _is_all_there_is(case, sentence, match):
            continue
        near = [
            pair
            for pair, values in zip(there, numbers, strict=True)
            if (values[0] == told[0]) != (values[1] == told[1])
        ]
        if len(near) == len(numbers) == 1:
            yield _finding(sentence, match, told, near[0])


def _is_all_there_is(case: Case, sentence: Sentence, match: re.Match[str]) -> bool:
    """Nothing before it says which: 区外3个磷矿山中, or 2025年19座矿山中, are not all there are."""
    before = re.split("[，。;:、(]", sentence.text[: match.start()])[-1]
    years = [int(one) for one in re.findall("20\\d\\d(?=年)", before)]
    is_to_come = case.base_year is not None and max(years, default=0) > case.base_year
    return not is_to_come and not OPENING.sub("", before)


def _bare(words: str) -> str:
    """The row that is meant: 石灰岩 of 石灰岩矿山; "" of 持证矿山 is that of all."""
    before = ""
    while words != before:
        before, words = words, GENERAL.sub("", words)
    return words


def _rows(case: Case) -> dict[str, list[Row]]:
    """The rows with classes of size that add up to one number of the row, by their names."""
    by_row: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        if entry.dimension is Dimension.COUNT:
            by_row[id(entry.cell.table), entry.cell.row].append(entry)
    rows: dict[str, list[Row]] = defaultdict(list)
    for entries in by_row.values():
        classes = {one.head: one for one in entries if re.fullmatch(SIZE, one.head)}
        others = [one for one in entries if one.head not in classes]
        whole = sum((one.amount for one in classes.values()), Decimal(0))
        wholes = [one for one in others if one.amount == whole]
        if len(wholes) != 1 or not classes:
            continue
        names = {""} if wholes[0].is_total else {_bare(one) for one in names_of_row(wholes[0])}
        for name in names:
            rows[name].append({"": wholes[0], **classes})
    return rows


def _finding(
    sentence: Sentence,
    match: re.Match[str],
    told: tuple[Decimal, Decimal],
    there: tuple[Entry, Entry],
) -> Finding:
    where = sentence.where(match.start(), match.end())
    right = [shown(one.amount) for one in there]
    return error(
        Kind.TEXT_AND_TABLE,
        where,
        "文中 {all} 之中有 {part}，{table}为 {right_all} 之中有 {right_part}",
        "the text has {part} of {all}, {table} has {right_part} of {right_all}",
        [Reading(match[0], where), *(one.cell.reading for one in there)],
        "/".join(reversed(right)),
        all=shown(told[0]),
        part=shown(told[1]),
        table=there[0].cell.table.name,
        right_all=right[0],
        right_part=right[1],
    )
