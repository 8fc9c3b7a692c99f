# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the folders of a basis hold. 文件夹数据读取。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.codes.choices import MiningMethod
from kuangtu.conformity.types import Application, Basis
from kuangtu.plans.types import (
    Confidence,
    Folder,
    ListKind,
    MineralListing,
    Parameter,
    RuleBinding,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a norm's table, with its table's name for citing it. 规范表行。"""

    table: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def number(self, column: str) -> Decimal | None:
        """The number in a cell, None where the cell is empty."""
        return Decimal(self[column]) if self[column] else None

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self["minerals_codes"].split())

    @property
    def confidence(self) -> Confidence:
        return Confidence.from_words(self["confidence"]) or Confidence.GENERAL

    def as_parameter(self, column: str) -> Parameter:
        """The figure with its source, for `answers.fails`."""
        return Parameter(
            column, self[column], self["unit"], self["source"], self.confidence, self["set_by"]
        )


def folder_of(basis: Basis, binding: RuleBinding) -> Folder | None:
    """The folder a binding stands in."""
    for folder in basis.folders.values():
        if any(one.code == binding.code for one in folder.bindings):
            return folder
    return None


def listings(basis: Basis, binding: RuleBinding, kind: ListKind) -> tuple[MineralListing, ...]:
    """The mineral lists of the binding's folder of one kind."""
    folder = folder_of(basis, binding)
    return tuple(one for one in folder.listings if one.kind is kind) if folder else ()


def rows_for(basis: Basis, name: str, application: Application) -> tuple[Row, ...]:
    """The rows of a table that speak of the application's mineral, method and state.

    Where the application does not say its method or state, the rows for each of them: several
    rows then mean that the question is open.
    """
    every = (
        Row(name, cells) for folder in basis.folders.values() for cells in folder.data.get(name, ())
    )
    return tuple(
        row
        for row in every
        if application.mineral.code in row.codes
        and _method_fits(row["method"], application.method)
        and (not application.condition or row["state"] in ("", application.condition))
    )


def _method_fits(written: str, method: MiningMethod | None) -> bool:
    return not written or method in (None, MiningMethod.BOTH) or written == method
