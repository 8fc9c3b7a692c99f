# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A cell left empty in a column of words that is otherwise full. 文字栏的空格。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from kuangtu.plans.health.making import doubt, note
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.grids import SERIAL, Cell, Grid, grids
from kuangtu.plans.health.types import Finding, Kind, Where

OPTIONAL = re.compile("备注|说明|^注|依据|来源|共生|伴生|其他|图幅")
LEAST = 2  # cells with words for one without


def empty_cells_of_words(case: Case) -> Iterator[Finding]:
    """One row without its 所在乡镇, where every other row has one.

    Where blanks are usual in columns of words they stand for merged cells, and are no fault.
    """
    found = [
        (grid, column, cell)
        for grid in grids(case.tables)
        for column in range(grid.width)
        for cell in _blanks(grid, column)
    ]
    if len(found) > 2:
        return
    for grid, column, cell in found:
        label = grid.label(grid.rows[cell.row])
        where = cell.where
        yield note(
            Kind.CELL,
            Where(label, where.clause, where.line, where.table, where.row, where.column),
            "“{label}”的“{head}”空白，同列其他各格都有文字",
            "“{head}” of “{label}” is blank; all other cells of the column have words",
            [cell.reading],
            label=label,
            head=grid.heads[column],
        )


REST = re.compile("区外|区内|其[他它余]|另计?|备注")  # no row of its own


def _blanks(grid: Grid, column: int) -> Iterator[Cell]:
    head = grid.heads[column]
    if column in grid.numeric or not head or OPTIONAL.search(head):
        return
    cells = [
        cell
        for row in grid.body
        if not grid.is_total(row) and not REST.fullmatch(grid.label(row))
        if (cell := row[column]) is not None
    ]
    blank = [cell for cell in cells if not cell.text.strip()]
    if (
        blank
        and len(cells) - len(blank) >= LEAST * len(blank)
        and (SERIAL.search(head) or not _is_merged(grid, column))
    ):
        yield from (cell for cell in blank if _is_whole(grid, cell, column))


def _is_merged(grid: Grid, column: int) -> bool:
    """The column groups rows: it stands before the one that names each of them."""
    names = [n for n in range(grid.width) if _names_rows(grid, n)]
    return column < names[0] if names else not _names_rows(grid, column, but=1)


def _names_rows(grid: Grid, column: int, but: int = 0) -> bool:
    """Every row has its own words there, `but` so many that have none."""
    rows = [row for row in grid.body if not grid.is_total(row)]
    words = [cell.text.strip() if (cell := row[column]) is not None else "" for row in rows]
    has_words = words.count("") == but and len(words) - but > 3 * but
    return column not in grid.numeric and has_words and len(set(words)) == len(words)


def _is_whole(grid: Grid, cell: Cell, column: int) -> bool:
    """All else of the row is printed, so that it is no heading of a group or subtotal."""
    row = grid.rows[cell.row]
    return all(
        other is not None and bool(other.text.strip())
        for n, other in enumerate(row)
        if n != column and not OPTIONAL.search(grid.heads[n])
    )


def rows_have_all_their_cells(case: Case) -> Iterator[Finding]:
    """One row with a cell less, or one more, than the head and all other rows have."""
    for grid in grids(case.tables):
        table = grid.table
        lengths = [
            sum(span > 0 for span in spans) if spans else len(row)
            for row, spans in zip_longest(table.rows, table.spans, fillvalue=())
        ]
        usual = lengths[0]
        odd = [n for n in range(grid.head, len(lengths)) if lengths[n] != usual]
        if any(span > 1 for spans in table.spans for span in spans) or grid.head != 1:
            continue
        if len(odd) == 1 and len(lengths) > LEAST and not grid.is_total(grid.rows[odd[0]]):
            cell = Cell(table.rows[odd[0]][0], table, odd[0], 0)
            yield doubt(
                Kind.CELL,
                cell.where,
                "此行有 {count} 格，表头和其他各行都是 {usual} 格",
                "this row has {count} cells; the head and all other rows have {usual}",
                [cell.reading],
                count=lengths[odd[0]],
                usual=usual,
            )
