# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Scale floors against their printed table. 最低规模与专栏的核对。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from kuangtu.codes.choices import MiningMethod
from kuangtu.core.errors import Place
from kuangtu.plans.csv_files import Row
from kuangtu.plans.mistakes import Mistakes
from kuangtu.plans.printed_checks import Cells, differs, printed_row, unit_agrees
from kuangtu.plans.printed_numbers import number_printed
from kuangtu.plans.types import ScaleFloor, Table

METHOD_SEPARATOR = "/"
# 煤（地下/露天）: the methods in the order of the a/b cells; 铁（地下）: the only one.
METHODS = re.compile(r"[（(]([^（）()]+)[)）]$")
# A table that has one floor for mines of every size holds it as that of the small ones.
ONE_FLOOR = re.compile(r"(最低|最小)(开采|生产|建设|设计)?(规模|产能)")
HEADINGS = ("大型", "中型", "小型", "年限")
SCALES = ("large", "medium", "small", "service_life_years")
Floors = Sequence[tuple[Row, ScaleFloor]]


def compare_floors(rows: Floors, tables: Mapping[str, Table]) -> None:
    """Mineral, unit, method and scale cells of each floor are those of its printed row.

    Several floors of one printed row share its a/b cells in their order; a cell that is not
    cut holds for all of them.
    """
    by_row: dict[tuple[str, int], list[tuple[Row, ScaleFloor]]] = defaultdict(list)
    for row, floor in rows:
        by_row[floor.table, floor.row].append((row, floor))
    for together in by_row.values():
        methods = _methods_printed(together[0][1].printed_mineral)
        if methods and len(methods) != len(together):
            _complain_of_number(together[0][0], methods)
            continue
        for place, (row, floor) in enumerate(together):
            printed = printed_row(row, tables)
            if printed is not None:
                scales = _scale_cells(tables[floor.table], printed.cells)
                _compare(
                    row, floor, printed.cells, [_piece(one, place, len(together)) for one in scales]
                )
                _compare_method(row, floor, methods, place)


def complain_of_rows_left_out(
    rows: Floors, tables: Mapping[str, Table], folder: Path, mistakes: Mistakes
) -> None:
    """Every row of a table that floors were taken from has its floor: none may go missing."""
    taken = {(floor.table, floor.row) for _, floor in rows}
    for number in dict.fromkeys(floor.table for _, floor in rows):
        table = tables.get(number)
        if table is None:
            continue
        for position in range(table.header_rows + 1, len(table.rows) + 1):
            if (number, position) not in taken and not _is_group(table.rows[position - 1]):
                mistakes.add(
                    "row-left-out",
                    Place(str(folder / "scale_floors.csv"), len(rows) + 2, 1),
                    "专栏{number}第{position}行没有录入：{printed}",
                    "Row {position} of table {number} is left out: {printed}",
                    number=number,
                    position=position,
                    printed=" | ".join(table.rows[position - 1]),
                )


def _is_group(cells: Cells) -> bool:
    """A heading inside the table: words in one cell of many, or over the whole width."""
    return sum(bool(cell) for cell in cells) == 1


def _methods_printed(mineral: str) -> tuple[MiningMethod, ...]:
    """The methods that the printed name of the mineral puts beside each other, or the only one.

    >>> [one.value for one in _methods_printed("金(岩金)(地下/露天)")], _methods_printed("锂、铍")
    (['UNDERGROUND', 'OPENCAST'], ())
    """
    found = METHODS.search(mineral)
    words = found[1].split(METHOD_SEPARATOR) if found else []
    methods = [MiningMethod.from_words(word) for word in words]
    return tuple(one for one in methods if one is not None) if all(methods) else ()


def _complain_of_number(row: Row, methods: tuple[MiningMethod, ...]) -> None:
    row.wrong(
        "printed_mineral",
        "wrong-number-of-rows",
        "“{cell}”应按开采方式依次分成 {count} 行：{methods}",
        "“{cell}” becomes {count} rows, by method: {methods}",
        count=len(methods),
        methods="、".join(one.label.zh for one in methods),
    )


def _compare_method(
    row: Row, floor: ScaleFloor, methods: tuple[MiningMethod, ...], place: int
) -> None:
    if methods and floor.method is not methods[place]:
        row.wrong(
            "method",
            "wrong-method",
            "“{cell}”应为“{method}”：各行按所印“a/b”的次序",
            "“{cell}” should be “{method}”: the rows follow the printed order of a/b",
            method=methods[place].label.zh,
        )


def _scale_cells(table: Table, cells: Cells) -> Sequence[str]:
    """The cells of large, medium, small and service life: by their headings, where each column
    has one, or the last four; a column that the table does not have is empty.
    """
    heading = table.rows[table.header_rows - 1] if table.header_rows else ()
    if (only := _only_floor(heading)) is not None:
        return ["", "", cells[only] if only < len(cells) else "", _life(heading, cells)]
    if len(heading) != len(cells):
        return cells[-len(SCALES) :]
    above = table.rows[: table.header_rows]
    titles = [
        "".join(row[at] for row in above if len(row) == len(heading)) for at in range(len(heading))
    ]
    places = [next((at for at, one in enumerate(titles) if word in one), None) for word in HEADINGS]
    if None in places[:-1]:
        return cells[-len(SCALES) :]
    if places[-1] is None and not titles[-1]:  # its heading is merged with the row above
        places[-1] = len(titles) - 1
    return ["" if at is None else cells[at] for at in places]


def _only_floor(heading: Cells) -> int | None:
    """The column of the floor in a table that does not tell large mines from small ones."""
    if any(word in one for one in heading for word in HEADINGS[:-1]):
        return None
    found = [at for at, one in enumerate(heading) if ONE_FLOOR.search(one) and "单位" not in one]
    return found[0] if len(found) == 1 else None


def _life(heading: Cells, cells: Cells) -> str:
    at = next((at for at, one in enumerate(heading) if HEADINGS[-1] in one), len(cells))
    return cells[at] if at < len(cells) else ""


def _compare(row: Row, floor: ScaleFloor, cells: Cells, scales: Sequence[str]) -> None:
    table, position = row.cells["table"], row.cells["row"]
    if floor.printed_mineral not in cells:
        differs(row, "printed_mineral", cells, table, position)
    if not unit_agrees(floor.unit, cells):
        differs(row, "unit", cells, table, position)
    for column, theirs in zip(SCALES, scales, strict=False):
        if row.cells[column] not in {theirs, number_printed(theirs)}:
            differs(row, column, cells, table, position)


def _piece(cell: str, place: int, of: int) -> str:
    """The part of a cell that belongs to one of several methods.

    >>> _piece("3/-", 1, 2), _piece("/", 1, 2), _piece("100", 1, 2), _piece("10", 0, 1)
    ('-', '/', '100', '10')
    """
    pieces = cell.split(METHOD_SEPARATOR)
    return pieces[place] if of > 1 and len(pieces) == of and all(pieces) else cell
