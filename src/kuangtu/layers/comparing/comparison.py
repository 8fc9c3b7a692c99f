# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Comparing two editions in bounded memory. 两个版本的比对。

Every row is read once and kept as a few numbers; only rows that differ in these are read again,
a few thousand at a time, and looked at value by value and corner by corner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from kuangtu.geo.sizes import Shapes, sizes_of
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.comparing.difference import (
    Box,
    Change,
    Comparison,
    Counts,
    FieldsCompared,
    SizeBalance,
)
from kuangtu.layers.comparing.fields import changed_values, comparable_fields, plain
from kuangtu.layers.comparing.fingerprints import (
    NOTHING,
    Fingerprints,
    fingerprints_of,
)
from kuangtu.layers.comparing.kinds import ChangeKind
from kuangtu.layers.comparing.matching import (
    Flags,
    Matches,
    Positions,
    match,
    pieces,
    repeated,
    shapes_at,
)
from kuangtu.layers.comparing.measures import Shift, shifts_of
from kuangtu.layers.row_groups import Rows, attribute_names, taken

TOLERANCE_M = 0.01  # what a survey cannot tell apart, and a change of coordinates may move
KINDS_BY_DIMENSION = {0: GeometryKind.POINT, 1: GeometryKind.LINE, 2: GeometryKind.POLYGON}
Keep = Callable[[Sequence[Change]], None]


def compare(
    old: Rows,
    new: Rows,
    *,
    identifier: str = "",
    tolerance_m: float = TOLERANCE_M,
    keep: Keep,
) -> Comparison:
    """Compare two editions and hand every change to `keep`, some thousand at a time. 比对。

    `identifier` is a field; where one of the editions lacks it, features are matched by
    geometry. Changes come as added, removed, then the others in the order of the new edition.
    """
    if not (identifier in attribute_names(old) and identifier in attribute_names(new)):
        identifier = ""
    fields = comparable_fields(old.schema, new.schema, attribute_names(old), attribute_names(new))
    names = list(fields.compared)
    first, second = (fingerprints_of(rows, identifier, names) for rows in (old, new))
    found = match(old, new, first, second)
    work = _Work(old, new, first, second, fields, identifier, tolerance_m, keep)
    added, removed = np.flatnonzero(found.new_free), np.flatnonzero(found.old_free)
    work.keep_unpaired(ChangeKind.ADDED, added)
    work.keep_unpaired(ChangeKind.REMOVED, removed)
    work.look_closely(*found.pairs())
    return work.summary(found, added, removed)


@dataclass(slots=True)
class _Work:
    """A comparison under way: what is compared, and what was counted so far."""

    old: Rows
    new: Rows
    first: Fingerprints
    second: Fingerprints
    fields: FieldsCompared
    identifier: str
    tolerance_m: float
    keep: Keep
    repeated_old: Flags = field(init=False)
    repeated_new: Flags = field(init=False)
    counted: Counter[str] = field(default_factory=Counter)
    changed_fields: Counter[str] = field(default_factory=Counter)
    changed_size: float = 0.0

    def __post_init__(self) -> None:
        self.repeated_old = repeated(self.first.identifiers)
        self.repeated_new = repeated(self.second.identifiers)

    def keep_unpaired(self, kind: ChangeKind, rows: Positions) -> None:
        """Features that only one edition has."""
        is_new = kind is ChangeKind.ADDED
        source = self.new if is_new else self.old
        again = self.repeated_new if is_new else self.repeated_old
        for piece in pieces(rows):
            shapes = shapes_at(source, piece)
            sizes = sizes_of(shapes)
            names = self._identifiers(source, piece)
            self.keep(
                [
                    Change(
                        kind=kind,
                        identifier=names[at],
                        old_row=None if is_new else int(row),
                        new_row=int(row) if is_new else None,
                        old_size=None if is_new else _known(sizes[at]),
                        new_size=_known(sizes[at]) if is_new else None,
                        is_repeated=bool(again[row]),
                        box=_box(shapely.bounds(shapes[at])),
                    )
                    for at, row in enumerate(piece)
                ]
            )

    def look_closely(self, old: Positions, new: Positions, guessed: Flags) -> None:
        """Pairs whose numbers differ: unchanged after all, or in which way not."""
        moved = self.first.geometries[old] != self.second.geometries[new]
        changed = self.first.attributes[old] != self.second.attributes[new]
        self.counted["unchanged"] += int((~moved & ~changed).sum())
        self.counted["guessed"] += int(guessed.sum())
        for at in pieces(np.flatnonzero(moved | changed), size=2_048):
            found = list(self._looked_at(old[at], new[at], guessed[at], moved[at]))
            self.keep(found)

    def _looked_at(
        self, old: Positions, new: Positions, guessed: Flags, moved: Flags
    ) -> Iterator[Change]:
        names = list(self.fields.compared)
        before, after = taken(self.old, old, names), taken(self.new, new, names)
        values = changed_values(before, after, self.fields)
        shapes = shapes_at(self.old, old), shapes_at(self.new, new)
        moved = moved & ~shapely.equals_exact(
            shapely.normalize(shapes[0]), shapely.normalize(shapes[1])
        )
        shift = _shift(shapes, moved)
        identifiers = self._identifiers(self.new, new)
        boxes = shapely.bounds(shapes[0]), shapely.bounds(shapes[1])
        for at in range(len(old)):
            is_moved = bool(moved[at]) and not shift.moved_m[at] <= self.tolerance_m
            self.counted["within_tolerance"] += int(moved[at]) - int(is_moved)
            kind = _kind(is_moved=is_moved, is_changed=bool(values[at]))
            self.counted[kind.value.lower() if kind else "unchanged"] += 1
            self.changed_fields.update(one.field for one in values[at])
            if kind is None:
                continue
            sizes = self.first.sizes[old[at]], self.second.sizes[new[at]]
            only_one = _known(shift.changed_size[at]) if is_moved else None
            self.changed_size += only_one or 0.0
            yield Change(
                kind=kind,
                identifier=identifiers[at],
                old_row=int(old[at]),
                new_row=int(new[at]),
                old_size=_known(sizes[0]),
                new_size=_known(sizes[1]),
                changed_size=only_one,
                share=_share(only_one, sizes),
                moved_m=_known(shift.moved_m[at]) if is_moved else None,
                fields=values[at],
                is_guess=bool(guessed[at]),
                is_repeated=bool(self.repeated_old[old[at]] or self.repeated_new[new[at]]),
                box=_box(boxes[0][at], boxes[1][at]),
            )

    def _identifiers(self, rows: Rows, wanted: Positions) -> list[str]:
        """How a feature is named: by its identifier, else by its number in the source."""
        names = rows.schema.names
        column = self.identifier or ("feature_id" if "feature_id" in names else "")
        if not column:
            return [str(row + 1) for row in wanted]
        values = taken(rows, wanted, [column]).column(column).to_pylist()
        return ["" if one is None else str(plain(one)) for one in values]

    def summary(self, found: Matches, added: Positions, removed: Positions) -> Comparison:
        first, second, counted = self.first, self.second, self.counted
        names = ("unchanged", "moved", "changed", "moved_and_changed", "within_tolerance")
        is_named = bool(self.identifier)
        counts = Counts(
            old=len(first),
            new=len(second),
            added=len(added),
            removed=len(removed),
            guessed=counted["guessed"],
            repeated_old=int(self.repeated_old.sum()),
            repeated_new=int(self.repeated_new.sum()),
            unidentified_old=int((first.identifiers == NOTHING).sum()) if is_named else 0,
            unidentified_new=int((second.identifiers == NOTHING).sum()) if is_named else 0,
            same_ground=_same_ground(first.geometries[removed], second.geometries[added]),
            **{name: counted[name] for name in names},
        )
        dimension = max(first.dimension, second.dimension)
        balance = SizeBalance(
            geometry=KINDS_BY_DIMENSION.get(dimension, GeometryKind.NONE),
            old=float(np.nansum(first.sizes)),
            new=float(np.nansum(second.sizes)),
            added=float(np.nansum(second.sizes[added])),
            removed=float(np.nansum(first.sizes[removed])),
            changed=self.changed_size,
        )
        return Comparison(
            self.identifier,
            self.tolerance_m,
            counts,
            balance,
            self.fields,
            dict(self.changed_fields.most_common()),
            found.is_unguessed,
        )


def _shift(shapes: tuple[Shapes, Shapes], moved: Flags) -> Shift:
    """The measured differences of the pairs that moved, NaN for the others."""
    changed, farthest = np.full(len(moved), np.nan), np.full(len(moved), np.nan)
    if moved.any():
        found = shifts_of(shapes[0][moved], shapes[1][moved])
        changed[moved], farthest[moved] = found.changed_size, found.moved_m
    return Shift(changed, farthest)


def _kind(*, is_moved: bool, is_changed: bool) -> ChangeKind | None:
    if is_moved:
        return ChangeKind.MOVED_AND_CHANGED if is_changed else ChangeKind.MOVED
    return ChangeKind.CHANGED if is_changed else None


def _share(only_one: float | None, sizes: tuple[float, float]) -> float | None:
    """What only one shape covers, of what either covers: 1 where they have nothing in common."""
    if only_one is None:
        return None
    either = (sizes[0] + sizes[1] + only_one) / 2
    return float(only_one / either) if either > 0 else None


def _same_ground(removed: Any, added: Any) -> int:
    return int(np.isin(added[added != NOTHING], removed).sum())


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _box(*bounds: Any) -> Box | None:
    """The box of one or two shapes; None where there is none."""
    known = [one for one in bounds if np.isfinite(one).all()]
    if not known:
        return None
    low, high = np.min(known, axis=0), np.max(known, axis=0)
    return float(low[0]), float(low[1]), float(high[2]), float(high[3])
