# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Columns 大型, 中型, 小型: the least sizes of mines, or how many mines there are. 规模三栏。"""

from __future__ import annotations

import re
from decimal import Decimal

from kuangtu.plans.health.reading.grids import Cell, Grid
from kuangtu.plans.health.reading.quantities import plain

SIZES = ("大型", "中型", "小型")
OF_SCALE = re.compile(r"规模|标准|准入|万吨|立方米|单位")
OF_COUNTS = re.compile(
    r"数量|个数|数目|矿山数|采矿权数|统计|分布|构成|结构|现状|\((?:个|处|座|家|宗|口)\)"
)
UNIT_OF_CAPTION = re.compile(r"\(?单位[:为]?[^()]*\)?")
COUNTING = re.compile("单位[:为]?(?:个|处|座|家|宗)|^(?:个|处|座|家|宗)$")
Row = tuple[Cell | None, ...]


def size_columns(grid: Grid) -> tuple[int, ...]:
    """The columns of large, medium and small, in this order, where there are at least two."""
    found = [
        next((n for n, head in enumerate(grid.heads) if _is_of(head, size)), None) for size in SIZES
    ]
    columns = tuple(n for n in found if n is not None)
    return columns if len(columns) > 1 else ()


def _is_of(head: str, size: str) -> bool:
    return head.startswith(size) or (
        head.endswith(size) and not head.endswith(("大中型", "中小型"))
    )


def holds_least_sizes(grid: Grid) -> bool:
    """Its words speak of sizes, and nothing in it of pieces: no total, no rows that add up.

    采矿权规模 | 大型 | 中型 | 小型 | 合计 counts mines, whatever it is called.
    """
    caption = plain(grid.table.caption)
    words = UNIT_OF_CAPTION.sub("", caption) + "".join(grid.heads)
    measures = grid.table.unit or "".join(UNIT_OF_CAPTION.findall(caption))
    if OF_COUNTS.search(words) or COUNTING.search(plain(measures)):
        return False
    return bool(OF_SCALE.search(words + measures)) and not _adds_up(grid)


def _adds_up(grid: Grid) -> bool:
    """A row of totals, or a column that most rows add up to."""
    columns = size_columns(grid) or tuple(
        n for n, head in enumerate(grid.heads) if any(size in head for size in SIZES)
    )
    rows = [row for row in grid.body if any(_number(row[n]) is not None for n in columns)]
    if any(grid.is_total(row) for row in rows):
        return True
    others = [n for n in grid.numeric if n not in columns]
    fitting = sum(_is_sum(row, columns, others) for row in rows)
    return fitting > 1 and fitting * 2 > len(rows)


def _is_sum(row: Row, columns: tuple[int, ...], others: list[int]) -> bool:
    whole = sum((_number(row[n]) or Decimal(0) for n in columns), Decimal(0))
    return whole > 0 and any(_number(row[n]) == whole for n in others)


def _number(cell: Cell | None) -> Decimal | None:
    return None if cell is None else cell.number
