# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists that name the rows of a table in short, one of them with a sign wrong. 列举与表行名称。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kuangtu.plans.health.making import doubt
from kuangtu.plans.health.names.place_names import DISTINCT, HAN
from kuangtu.plans.health.names.row_names import names_of_rows
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.reading.edits import is_one_edit
from kuangtu.plans.health.reading.grids import Cell
from kuangtu.plans.health.types import Finding, Kind, Reading

LIST = re.compile(
    rf"[{HAN}]{{2,8}}(?:[、和及与][{HAN}]{{2,8}}?){{2,}}(?=[、和及与，。;]|[两三四五六七八九十\d]+[个处片])"
)
LEAST = 2  # signs


def lists_name_rows_of_tables(case: Case) -> Iterator[Finding]:
    """归云深部、铜阜北、大洼三个区块, where the rows are 归云深部…, 铜埠北… and 大洼…."""
    by_column: dict[tuple[int, int], dict[str, Cell]] = {}
    for name, cell in names_of_rows(case).items():
        by_column.setdefault((cell.table.line, cell.column), {})[name] = cell
    for sentence in case.sentences:
        for found in LIST.finditer(sentence.text):
            items = re.split("[、和及与]", found[0])
            for rows in by_column.values():
                odd = _odd_of(items, rows)
                if odd is None or case.count(odd[0]) > 1:
                    continue
                where = sentence.where(found.start(), found.end() + 8)
                yield doubt(
                    Kind.NAME,
                    where,
                    "所列“{wrong}”不在{table}中，与“{name}”只差一字",
                    "“{wrong}” of the list is no row of {table}, and one sign away from “{name}”",
                    [Reading(odd[0], where), rows[odd[1]].reading],
                    odd[1],
                    wrong=odd[0],
                    table=rows[odd[1]].table.name,
                    name=odd[1],
                )


def _odd_of(items: Sequence[str], rows: dict[str, Cell]) -> tuple[str, str] | None:
    """The one item that begins no row, with the one row that is a sign away and left over."""
    named = {item: [row for row in rows if row.startswith(item)] for item in items}
    odd = [item for item in items if not named[item]]
    if len(odd) != 1 or len(items) - 1 < LEAST or not all(len(one) >= LEAST for one in items):
        return None
    taken = {row for item in items for row in named[item]}
    left = [
        row
        for row in rows
        if row not in taken
        and len(row) >= len(odd[0])
        and is_one_edit(row[: len(odd[0])], odd[0])
        and not {_sign(row, odd[0]), _sign(odd[0], row)} <= DISTINCT
    ]
    return (odd[0], left[0]) if len(left) == 1 else None


def _sign(one: str, other: str) -> str:
    """The first sign of one that is not the other's."""
    return next((a for a, b in zip(one, other, strict=False) if a != b), "")
