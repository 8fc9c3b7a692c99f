# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features as rows that are read group by group. 要素行。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

NOT_ATTRIBUTES = ("feature_id", "bbox", "geometry")


class Rows(Protocol):
    """What is needed of an edition: its columns, and its rows a group at a time."""

    @property
    def schema(self) -> pa.Schema: ...

    @property
    def starts(self) -> Sequence[int]:
        """The first row of each group, and the number of rows last."""
        ...

    def read(self, group: int, columns: list[str]) -> pa.Table: ...


@dataclass(frozen=True, slots=True, eq=False)
class TableRows:
    """A table in memory as rows of one group. 内存表。"""

    table: pa.Table

    @property
    def schema(self) -> pa.Schema:
        return self.table.schema

    @property
    def starts(self) -> Sequence[int]:
        return (0, self.table.num_rows)

    def read(self, group: int, columns: list[str]) -> pa.Table:
        """The columns asked for of the one group."""
        return self.table.slice(self.starts[group], self.table.num_rows).select(columns)


def attribute_names(rows: Rows) -> list[str]:
    """The columns that describe a feature, in the order of the file."""
    return [name for name in rows.schema.names if name not in NOT_ATTRIBUTES]


def groups(rows: Rows, columns: list[str]) -> Iterator[pa.Table]:
    """Every group, one at a time."""
    for group in range(len(rows.starts) - 1):
        yield rows.read(group, columns)


def taken(rows: Rows, wanted: NDArray[np.int64], columns: list[str]) -> pa.Table:
    """Rows by their positions, in the order asked for; each group is read once."""
    if not len(wanted):
        return rows.schema.empty_table().select(columns)
    order = np.argsort(wanted, kind="stable")
    ordered = wanted[order]
    group_of = np.searchsorted(np.asarray(rows.starts), ordered, side="right") - 1
    pieces = [
        rows.read(int(group), columns).take(
            pa.array(ordered[group_of == group] - rows.starts[int(group)])
        )
        for group in np.unique(group_of)
    ]
    return pa.concat_tables(pieces).take(pa.array(np.argsort(order)))
