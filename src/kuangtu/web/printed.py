# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A printed table laid out with its merged cells. 专栏的版面。

The folder keeps the cells as printed: a vertically merged cell is empty below its first row,
a horizontally merged one stands once and makes its row short. Which cells were merged is
worked out here, for display only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kuangtu.plans.types import Table

HAN = re.compile(r"[\u4e00-\u9fff]")
# A number or a mark above an empty cell was not merged with it: blank is a statement of its own.
LONG_WORDS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the rows and columns it covers. 单元格。"""

    words: str
    column: int
    columns: int = 1
    rows: int = 1
    is_header: bool = False

    @property
    def is_long(self) -> bool:
        return len(self.words) > LONG_WORDS


def laid_out(table: Table) -> list[list[Cell]]:
    """The rows of a table as they are drawn; a cell that another one covers is not in them."""
    width = max((len(row) for row in table.rows), default=0)
    rows = [
        spread(row, width=width, below=below, is_header=index < table.header_rows)
        for index, (row, below) in enumerate(zip(table.rows, [*table.rows[1:], ()], strict=True))
    ]
    return merged_down(rows)


def spread(row: Sequence[str], *, width: int, below: Sequence[str], is_header: bool) -> list[Cell]:
    """Give the cells of a row their columns; a short row has one cell that covers several."""
    missing = width - len(row)
    wide = widened_cell(row, missing=missing, below=below) if missing > 0 else None
    cells, column = [], 0
    for index, words in enumerate(row):
        columns = 1 + missing if index == wide else 1
        cells.append(Cell(words, column, columns, is_header=is_header))
        column += columns
    return cells


def widened_cell(row: Sequence[str], *, missing: int, below: Sequence[str]) -> int:
    """Which cell of a short row covers several columns: the first with no blank cell under it.

    >>> widened_cell(("名称", "储量", "属性"), missing=1, below=("", "单位", "年", ""))
    1
    >>> widened_cell(("能源矿产", "煤", "1"), missing=1, below=("金属", "黑色", "铁", "1"))
    0
    """
    for index in range(len(row)):
        if all(below[index : index + missing + 1]):
            return index
    return 0


def merged_down(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Stretch words over the empty cells below them; a heading stays within its rows."""
    open_cells: dict[int, tuple[int, int]] = {}  # column → row and position of the cell above
    for number, row in enumerate(rows):
        kept: list[Cell] = []
        for cell in row:
            above = open_cells.get(cell.column)
            if above and not cell.words and can_stretch(rows[above[0]][above[1]], cell):
                stretched = rows[above[0]][above[1]]
                rows[above[0]][above[1]] = replace(stretched, rows=stretched.rows + 1)
                continue
            open_cells[cell.column] = (number, len(kept))
            kept.append(cell)
        rows[number] = kept
    return rows


def can_stretch(above: Cell, below: Cell) -> bool:
    """Words, not numbers, of the same part and as wide."""
    return (
        bool(HAN.search(above.words))
        and above.is_header == below.is_header
        and above.columns == below.columns
    )
