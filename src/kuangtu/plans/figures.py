# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every figure that can change a legal result, and its address. 参数清单。 Pure.

A figure stands in a rule (its address is the rule's code and the parameter's name) or in a row
of a folder's own table (the folder's code, and the table's name with a key of the row). A row's
key is made of what the row is about, so that it survives a new edition that inserts others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.codes.choices import MiningMethod
from kuangtu.core.canonical import sha256_of
from kuangtu.core.period import Period
from kuangtu.core.text import Text, joined, same
from kuangtu.plans.types import Confidence, DataColumn, DataTable, Folder

CONFIDENCE = "confidence"  # the kind of a column
NOT_ABOUT = {"source", "note", "set_by"}  # columns that do not say what a row is about
KEY_LETTERS = 12
RATES: Mapping[str, Text] = {
    "RECOVERY": Text("开采回采率", "mining recovery"),
    "PROCESSING": Text("选矿回收率", "processing recovery"),
    "UTILIZATION": Text("综合利用率", "utilization"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter, or the figures of a table's row, with where it comes from. 参数。"""

    folder: Folder
    binding: str
    parameter: str
    title: Text
    about: Text
    clause: str
    period: Period
    value: object
    units: Mapping[str, str]  # name of a part, "" for the whole → its unit
    source: str
    confidence: Confidence
    set_by: str = ""

    @property
    def is_number(self) -> bool:
        return holds_number(self.value)

    @property
    def is_verified(self) -> bool:
        return self.confidence.is_verified or bool(self.set_by)

    @property
    def address(self) -> tuple[str, str]:
        return self.binding, self.parameter


def holds_number(value: object) -> bool:
    """True if a number stands anywhere in the value.

    >>> holds_number({"a": (1,)}), holds_number(("a", True))
    (True, False)
    """
    if isinstance(value, Mapping):
        return any(holds_number(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(holds_number(one) for one in value)
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def figures(folder: Folder) -> Iterator[Figure]:
    """Every parameter of the folder's rules, then every row of its tables with figures."""
    for binding in folder.bindings:
        for one in binding.parameters.values():
            yield Figure(
                folder=folder,
                binding=binding.code,
                parameter=one.name,
                title=binding.title,
                about=same(one.name),
                clause=binding.clause,
                period=binding.period,
                value=one.value,
                units={"": one.unit} if one.unit not in ("", "1") else {},
                source=one.source,
                confidence=one.confidence,
                set_by=one.set_by,
            )
    for table in folder.data_tables:
        yield from of_table(folder, table)


def of_table(folder: Folder, table: DataTable) -> Iterator[Figure]:
    """The rows of a table that says for each row how sure it is."""
    numbers = [one for one in table.columns if one.kind == "decimal"]
    if not numbers or CONFIDENCE not in {one.kind for one in table.columns}:
        return
    for row in folder.data.get(table.name, ()):
        yield Figure(
            folder=folder,
            binding=folder.code,
            parameter=row_name(table, row),
            title=table.title,
            about=about(table, row),
            clause=table.clause,
            period=folder.period,
            value=row_value(table, row),
            units={one.name: one.unit or row.get("unit", "") for one in numbers},
            source=row.get("source", "") or table.source,
            confidence=Confidence.from_words(row.get(CONFIDENCE, "")) or table.confidence,
            set_by=row.get("set_by", ""),
        )


def row_name(table: DataTable, row: Mapping[str, str]) -> str:
    """The address of a row within its folder."""
    identity = {one.name: row.get(one.name, "") for one in identifying(table)}
    return f"{table.name}:{sha256_of(identity)[:KEY_LETTERS]}"


def identifying(table: DataTable) -> list[DataColumn]:
    """The columns that say what a row is about."""
    return [
        one
        for one in table.columns
        if one.kind not in {"decimal", CONFIDENCE} and one.name not in NOT_ABOUT
    ]


def about(table: DataTable, row: Mapping[str, str]) -> Text:
    """What a row is about, in the words of its cells; a column may have an English twin."""
    columns = [one for one in identifying(table) if row.get(one.name)]
    twins = {f"{one.name}_en" for one in columns}
    cells = [
        Text(spoken(row[one.name]).zh, row.get(f"{one.name}_en") or spoken(row[one.name]).en)
        for one in columns
        if one.name not in twins and one.kind != "unit"
    ]
    return joined(cells, zh=" · ", en=" · ")


def spoken(cell: str) -> Text:
    """A stored code by its label; other words as they are."""
    if cell in RATES:
        return RATES[cell]
    return MiningMethod(cell).label if cell in set(MiningMethod) else same(cell)


def row_value(table: DataTable, row: Mapping[str, str]) -> dict[str, Decimal]:
    """The figures of a row by column; an empty cell is none."""
    return {
        one.name: Decimal(row[one.name])
        for one in table.columns
        if one.kind == "decimal" and row.get(one.name)
    }
