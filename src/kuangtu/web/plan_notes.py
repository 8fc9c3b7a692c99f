# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the health check found, beside the clauses, tables and rules of a plan. 体检旁注。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kuangtu.plans.health.answers import HealthNote, part_of
from kuangtu.plans.health.types import Finding, Kind, Where
from kuangtu.plans.numerals import decimal_in
from kuangtu.plans.types import Folder, MineralListing
from kuangtu.web.printed import Cell

TABLE = "专栏"
NUMERALS = frozenset("0123456789一二三四五六七八九十百")


@dataclass(frozen=True)
class PlanNotes:
    """The notes of one plan, placed at what its pages show. 规划旁注。"""

    folder: Folder
    notes: tuple[HealthNote, ...]
    placed: dict[str, list[HealthNote]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries = [clause.number for clause in self.folder.clauses]
        for note in self.notes:
            for entry in dict.fromkeys(entry_for(part, entries) for part in sorted(note.clauses)):
                self.placed.setdefault(entry, []).append(note)

    def at_clause(self, number: str) -> list[HealthNote]:
        """What stands beside an entry of the catalogue: each note once for each of its parts."""
        return self.placed.get(number, [])

    def of_rule(self, clause: str) -> list[HealthNote]:
        """What concerns the clause that a rule rests on."""
        return [one for one in self.notes if one.concerns(self.folder.code, clause)]

    def of_table(self, number: str) -> list[HealthNote]:
        """What speaks of a printed table, in the order of the check."""
        name = f"{TABLE}{number}"
        return [one for one in self.notes if any(place.table == name for place in places(one))]

    def of_row(self, number: str, row: int | None) -> list[HealthNote]:
        """What speaks of one row of a printed table, or of a run of cells that begins in it."""
        name, found = f"{TABLE}{number}", []
        for one in self.notes:
            own = one.finding.where
            named = [own] if own.table == name else places(one)
            if row and any((place.table, place.row) == (name, row) for place in named):
                found.append(one)
        return found

    def of_zeros(self, number: str, row: int | None) -> list[HealthNote]:
        """What asks for the meaning of a 0 that is printed in a row."""
        return [one for one in self.of_row(number, row) if _is_of_zero(one.finding)]

    def of_listings(self, listings: Sequence[MineralListing]) -> list[HealthNote]:
        """What names one of the minerals that a list prints and concerns its clause."""
        return [
            one
            for one in self.notes
            if any(
                one.concerns(self.folder.code, listing.clause)
                and listing.printed in one.finding.message.zh
                for listing in listings
            )
        ]

    def marks(self, number: str, row: int, cells: Sequence[Cell], cell: Cell) -> list[int]:
        """Which notes of a table, counted from 1, name this cell of a row (counted from 1)."""
        return [
            count
            for count, note in enumerate(self.of_table(number), start=1)
            if any(
                named_cell(place, cells) is cell
                for place in places(note)
                if place.table == f"{TABLE}{number}" and place.row == row
            )
        ]


def _is_of_zero(finding: Finding) -> bool:
    words = finding.where.words.strip()
    return finding.kind is Kind.CELL and decimal_in(words) == 0


def places(note: HealthNote) -> list[Where]:
    """Every place that a finding names."""
    return [note.finding.where, *(one.where for one in note.finding.readings)]


def named_cell(place: Where, cells: Sequence[Cell]) -> Cell | None:
    """The cell with the words of a place; merged cells before it only move it to the right."""
    first = (place.column or 1) - 1
    return next(
        (one for one in cells if one.words and one.words == place.words and one.column >= first),
        None,
    )


def entry_for(part: str, entries: Iterable[str]) -> str:
    """The entry that a part of the document is shown at: itself, its first paragraph, or above.

    >>> entry_for("四(二)1", ["四(二)", "四(二)1-1", "四(二)1-2"])
    '四(二)1-1'
    >>> entry_for("四(二)1(3)", ["四(二)", "四(二)1", "四(二)1-1"]), entry_for("九", ["一"])
    ('四(二)1', '')
    >>> entry_for("一(二)10", ["一(二)", "一(二)1"])
    '一(二)'
    """
    listed = list(entries)
    same = next((one for one in listed if one == part), None)
    if same is None:
        same = next((one for one in listed if part_of(one) == part), None)
    if same is not None:
        return same
    above = [one for one in listed if stands_below(part, part_of(one))]
    return max(above, key=lambda one: len(part_of(one)), default="")


def stands_below(part: str, above: str) -> bool:
    """Whether a part belongs to another, 一(二)10 not to 一(二)1."""
    if not part.startswith(above) or part == above:
        return False
    return not (above[-1:] in NUMERALS and part[len(above)] in NUMERALS)
