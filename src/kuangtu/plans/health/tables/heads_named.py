# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures called by the very words over a column of the table at hand. 与表头同名之数。"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kuangtu.plans.health.making import error, shown
from kuangtu.plans.health.plausible import are_near
from kuangtu.plans.health.reading.borne_out import is_borne_out
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.labels import Stated, stated_in
from kuangtu.plans.health.reading.quantities import Dimension, Force, plain
from kuangtu.plans.health.reading.runs import sums_of_runs
from kuangtu.plans.health.reading.sameness import is_supposed
from kuangtu.plans.health.reading.slips import Slip, slip_between
from kuangtu.plans.health.types import Finding, Kind

LEADING = re.compile("^(?:区内|区块内|矿区内|表内|上述|以上|共有|共|总|合计|其中:?)+")
LEAST = 4  # signs: a shorter head is a word of any sentence
CHANGED = re.compile("新增|新建|新设|净增|增加|减少|关闭|注销|整合")


def figures_stand_below_the_head_they_name(case: Case) -> Iterator[Finding]:
    """区内现有采矿权18个（专栏6）, where the column 现有采矿权 has 6, 5 and 5, and 16 in all."""
    columns = _columns(case)
    for one in stated_in(case) if columns else ():
        name = _bare(one.label)
        entries = columns.get(name, ())
        if not entries or not _may_be_of(case, one, entries):
            continue
        named = _named(one, entries)
        allowed = named or entries
        amounts = {entry.amount for entry in allowed} | ((not named and _sums(entries)) or set())
        room = max(one.figure.step, entries[0].step) / 2
        is_there = any(abs(amount - one.figure.amount) <= room for amount in amounts)
        if is_there or is_borne_out(case, one):
            continue
        meant = named or [entry for entry in entries if entry.is_total]
        if len(meant) == 1 and _is_slip(one, meant[0]):
            yield _finding(one, meant[0])


def _bare(words: str) -> str:
    return re.sub("(?:个数|数量|数)$", "", LEADING.sub("", words))


def _columns(case: Case) -> dict[str, tuple[Entry, ...]]:
    """The numbers below each head that no other table has."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        name = _bare(plain(entry.head))
        if len(name) >= LEAST and not entry.year and entry.dimension is not Dimension.PERCENT:
            found[name].append(entry)
    heads = Counter(
        name for name, entries in found.items() for _ in {id(one.cell.table) for one in entries}
    )
    return {name: tuple(entries) for name, entries in found.items() if heads[name] == 1}


def _may_be_of(case: Case, one: Stated, entries: Sequence[Entry]) -> bool:
    figure, table = one.figure, entries[0].cell.table
    if figure.force is not Force.EXACT or figure.upper is not None or is_supposed(one):
        return False
    if figure.dimension is not entries[0].dimension or len(entries) < 2 or one.is_goal_in_words:
        return False
    before = re.split("[。;]", one.sentence.text[: figure.start])[-1]
    if CHANGED.search(before) or (one.year and one.year != str(case.base_year or "")):
        return False
    paragraph = "".join(
        other.text for other in case.sentences if other.paragraph == one.sentence.paragraph
    )
    return bool(re.search(rf"{re.escape(table.name)}(?!\d)", paragraph))


def _sums(entries: Sequence[Entry]) -> set[Decimal]:
    """What two rows have, or some that stand together."""
    amounts = [one.amount for one in entries if not one.is_total]
    return {a + b for a, b in combinations(amounts, 2)} | {*sums_of_runs(amounts, 3)}


def _named(one: Stated, entries: Sequence[Entry]) -> list[Entry]:
    """The one row that the sentence names; none where it names several."""
    clause = re.split("[。;]", one.sentence.text[: one.figure.start])[-1]
    rows = [entry for entry in entries if not entry.is_total]
    named = [entry for entry in rows if any(len(w) > 1 and w in clause for w in entry.row)]
    return named if len(named) == 1 else []


def _is_slip(one: Stated, entry: Entry) -> bool:
    is_slip = slip_between(one.figure.amount, entry.amount) is not Slip.NONE
    return is_slip or are_near(one.figure.amount, entry.amount)


def _finding(one: Stated, entry: Entry) -> Finding:
    figure = one.figure
    right = f"{shown(figure.in_its_unit(entry.amount))}{figure.unit}"
    return error(
        Kind.TEXT_AND_TABLE,
        one.sentence.around(figure),
        "文中“{label}”{printed}，{table}“{head}”一栏为 {right}",
        "the text gives “{label}” as {printed}; the column “{head}” of {table} has {right}",
        [one.sentence.reading(figure), entry.cell.reading],
        right,
        label=one.label,
        printed=figure.printed,
        table=entry.cell.table.name,
        head=plain(entry.head),
        right=right,
    )
