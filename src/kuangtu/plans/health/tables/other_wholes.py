# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Whether a figure that a cell has otherwise is of another whole than the table's. 另一总体。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kuangtu.plans.health.reading.case import Case, Sentence
from kuangtu.plans.health.reading.entries import Entry, entries_in
from kuangtu.plans.health.reading.figures_of import figure_of
from kuangtu.plans.health.reading.once import once
from kuangtu.plans.health.reading.quantities import Dimension, Figure, Force
from kuangtu.plans.health.tables.limits import force_of
from kuangtu.plans.health.types import Finding, Kind, Where

HELD_AGAINST_CELLS = {Kind.TEXT_AND_TABLE, Kind.SAID_TWICE}
MOST_PARTS = 12


def is_of_another_whole(case: Case, finding: Finding) -> bool:
    """减少的15个采矿权中，灰岩8个、页岩4个、铅锌3个: parts of fifteen, which the table has not.

    A figure that adds up with those beside it is no slip; where the column that it is held
    against has neither their whole nor its parts, it is not of the table.
    """
    if finding.kind not in HELD_AGAINST_CELLS or len(finding.readings) < 2:
        return False
    printed, cell = finding.readings[:2]
    if printed.where.row or not cell.where.row:
        return False
    told = figure_of(case, printed)
    column = _columns(case).get(_column_of(cell.where), [])
    own = [entry for entry in column if entry.cell.where == cell.where]
    if told is None or not own:
        return False
    sentence, figure = told
    if figure.dimension is Dimension.PERCENT:
        return force_of(own[0]) is not Force.EXACT and _is_share_of_its_own(sentence, figure)
    if figure.dimension is not own[0].dimension:
        return False
    beside = _rows(case)[_row_of(own[0])] if own[0].is_total else []
    row = {one.amount for one in beside if one.cell != own[0].cell}
    return any(
        _is_elsewhere(figure, whole, parts, column, own[0])
        for whole, parts in _wholes_in(sentence, figure.dimension)
        if whole.amount not in row or figure is whole  # 23宗，其中大型12宗: the row has the 23
    )


@once
def _columns(case: Case) -> Mapping[tuple[str, int | None], list[Entry]]:
    found: dict[tuple[str, int | None], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        found[_column_of(entry.cell.where)].append(entry)
    return found


@once
def _rows(case: Case) -> Mapping[tuple[str, int], list[Entry]]:
    found: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries_in(case):
        found[_row_of(entry)].append(entry)
    return found


def _row_of(entry: Entry) -> tuple[str, int]:
    return entry.cell.table.name, entry.cell.row


def _column_of(where: Where) -> tuple[str, int | None]:
    return where.table, where.column


def _wholes_in(
    sentence: Sentence, dimension: Dimension
) -> Iterator[tuple[Figure, Sequence[Figure]]]:
    """Rows of figures that another of the sentence is the sum of; two only right beside it."""
    like = [
        one
        for one in sentence.figures
        if one.dimension is dimension and one.upper is None and not one.is_in_words
    ]
    for first in range(len(like)):
        for last in range(first + 2, min(len(like), first + MOST_PARTS) + 1):
            parts = like[first:last]
            total = sum((one.amount for one in parts), Decimal(0))
            beside = [*like[max(0, first - 1) : first], *like[last : last + 1]]
            for whole in beside if len(parts) == 2 else [*like[:first], *like[last:]]:
                if whole.amount == total:
                    yield whole, parts


def _is_elsewhere(
    figure: Figure,
    whole: Figure,
    parts: Sequence[Figure],
    column: Sequence[Entry],
    own: Entry,
) -> bool:
    """The figure is of that sum, and the column is not."""
    amounts = {entry.amount for entry in column}
    if figure is whole:
        return not any(part.amount in amounts for part in parts)
    if not any(figure is part for part in parts):
        return False
    total = sum((entry.amount for entry in column if not entry.is_total), Decimal(0))
    return whole.amount == own.amount or whole.amount not in amounts | {total}


def _is_share_of_its_own(sentence: Sentence, figure: Figure) -> bool:
    """矿山16家，其中大型11家、中型3家，大中型占87.5%: so the counts say, be ≥80 what was wanted."""
    counts = [
        one.amount
        for one in sentence.figures
        if one.dimension is Dimension.COUNT and one.amount and not one.is_in_words
    ]
    runs = {
        sum(counts[first:last], Decimal(0))
        for first in range(len(counts))
        for last in range(first + 1, min(len(counts), first + 3) + 1)
    }
    return any(
        abs(100 * part / whole - figure.amount) <= figure.step / 2
        for part in runs
        for whole in counts
        if part < whole
    )
