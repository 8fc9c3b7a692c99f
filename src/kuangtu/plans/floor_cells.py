# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The four kinds of empty cell in a scale table. 规模表的四种空格。"""

from __future__ import annotations

from kuangtu.plans.csv_files import Row
from kuangtu.plans.numerals import decimal_in
from kuangtu.plans.types import CellMark, FloorCell

NOT_PERMITTED_MARKS = frozenset({"/", "-"})


def cell_printed(printed: str) -> FloorCell | None:
    """What a cell of a scale table says; None if it cannot be read. Never a number for a mark.

    >>> [cell_printed(words).mark.value for words in ("/", "-", "", "0", "0.5")]
    ['NOT_PERMITTED', 'NOT_PERMITTED', 'UNSPECIFIED', 'NO_FLOOR', 'VALUE']
    >>> cell_printed("-3"), cell_printed("3/-")
    (None, None)
    """
    if printed in NOT_PERMITTED_MARKS:
        return FloorCell(CellMark.NOT_PERMITTED, None, printed)
    if not printed.strip():
        return FloorCell(CellMark.UNSPECIFIED, None, printed)
    number = decimal_in(printed)
    if number is None or number < 0:
        return None
    if number == 0:
        return FloorCell(CellMark.NO_FLOOR, None, printed)
    return FloorCell(CellMark.VALUE, number, printed)


def floor_cell(row: Row, column: str) -> FloorCell:
    """The cell of a row, and a mistake if it cannot be read."""
    cell = cell_printed(row.text(column))
    if cell is None:
        row.wrong(
            column,
            "odd-floor",
            "“{cell}”不是规模：可写数字、/、-、0 或留空；a/b 应分成两行",
            "“{cell}” is no scale: write a number, /, -, 0 or nothing; a/b becomes two rows",
        )
    return cell or FloorCell(CellMark.UNSPECIFIED)
