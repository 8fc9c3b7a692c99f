# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which feature of one edition is which of the other. 要素匹配。

By identifier where the layer has one; a repeated identifier pairs what is the same first, and
what is left unpaired counts as removed and added. Without one: the same geometry, then the
largest overlap of at least half of both, which is a guess and said to be one. Rows of a table
without geometry and identifier are one only where all of their attributes are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from kuangtu.geo.sizes import Shapes, sizes_of
from kuangtu.layers.comparing.fingerprints import (
    NOTHING,
    Fingerprints,
    Hashes,
    combined,
    hashes_of,
)
from kuangtu.layers.row_groups import Rows, taken

Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
MOST_GUESSED = 50_000  # features left over in an edition among which overlaps are looked for
LEAST_SHARE = 0.5  # of both features
MULTI = (4, 5, 6)  # points, lines and areas of several parts, as shapely numbers them
# What two features must have in common to be one, the strictest first: several may, or one alone.
SAME: tuple[tuple[str, ...], ...] = (("geometries", "attributes"), ("geometries",))
SINGLE: tuple[tuple[str, ...], ...] = (("attributes",), ())


@dataclass(slots=True)
class Matches:
    """The pairs found so far, and which rows have none yet. 匹配结果。"""

    old_free: Flags
    new_free: Flags
    old_rows: list[Positions] = field(default_factory=list)
    new_rows: list[Positions] = field(default_factory=list)
    guessed: list[Flags] = field(default_factory=list)
    is_unguessed: bool = False

    def add(self, old: Positions, new: Positions, *, is_guess: bool = False) -> None:
        self.old_free[old] = False
        self.new_free[new] = False
        self.old_rows.append(old)
        self.new_rows.append(new)
        self.guessed.append(np.full(len(old), is_guess))

    def pairs(self) -> tuple[Positions, Positions, Flags]:
        """Old rows, new rows, and whether it is a guess, in the order of the new edition."""
        if not self.old_rows:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_)
        old, new = np.concatenate(self.old_rows), np.concatenate(self.new_rows)
        order = np.argsort(new, kind="stable")
        return old[order], new[order], np.concatenate(self.guessed)[order]


def match(old: Rows, new: Rows, first: Fingerprints, second: Fingerprints) -> Matches:
    """Pair the features of two editions; what no stage pairs stays free."""
    found = Matches(np.ones(len(first), np.bool_), np.ones(len(second), np.bool_))
    identified = first.identifiers != NOTHING, second.identifiers != NOTHING
    for parts in SAME:
        _pair_same(found, *_keys(first, second, "identifiers", *parts), identified)
    for parts in SINGLE:
        _pair_single(found, *_keys(first, second, "identifiers", *parts), identified)
    unnamed = ~identified[0], ~identified[1]
    if not any("geometry" in rows.schema.names for rows in (old, new)):
        _pair_same(found, *_keys(first, second, "attributes"), unnamed)
        return found
    for parts in SAME:
        _pair_same(found, *_keys(first, second, *parts), unnamed)
    _pair_normalised(found, (old, new), (first, second), unnamed)
    _pair_overlapping(found, old, new, unnamed)
    return found


def repeated(identifiers: Hashes) -> Flags:
    """Which rows have an identifier that stands more than once.

    >>> repeated(np.array([0, 0, 3, 4, 3], np.uint64)).tolist()
    [False, False, True, False, True]
    """
    _, back, counts = np.unique(identifiers, return_inverse=True, return_counts=True)
    return np.asarray((counts[back] > 1) & (identifiers != NOTHING))


def _keys(first: Fingerprints, second: Fingerprints, *parts: str) -> tuple[Hashes, Hashes]:
    """One number a row for several parts."""
    one, other = (combined(*(getattr(side, part) for part in parts)) for side in (first, second))
    return one, other


def _pair_same(found: Matches, one: Hashes, other: Hashes, among: tuple[Flags, Flags]) -> None:
    """Pair equal keys: the first of a key with the first, the second with the second."""
    old = np.flatnonzero(found.old_free & among[0])
    new = np.flatnonzero(found.new_free & among[1])
    pair_old, pair_new = paired(one[old], other[new])
    found.add(old[pair_old], new[pair_new])


def paired(one: Hashes, other: Hashes) -> tuple[Positions, Positions]:
    """Positions of equal keys, each used once; several equal ones are paired in their order.

    >>> [p.tolist() for p in paired(np.array([7, 5, 7], np.uint64), np.array([7, 9], np.uint64))]
    [[0], [0]]
    """
    keys = np.concatenate([one, other])
    is_other = np.concatenate([np.zeros(len(one), np.bool_), np.ones(len(other), np.bool_)])
    positions = np.concatenate([np.arange(len(one)), np.arange(len(other))])
    order = np.lexsort((positions, is_other, keys))
    keys, is_other, positions = keys[order], is_other[order], positions[order]
    # The rank of each among its equals of the same side; equal keys with equal ranks are pairs.
    group = np.concatenate([[0], np.cumsum((np.diff(keys) != 0) | np.diff(is_other))])[: len(keys)]
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    rank = np.arange(len(keys)) - starts[group] if len(keys) else group
    order = np.lexsort((is_other, rank, keys))
    keys, is_other, positions, rank = keys[order], is_other[order], positions[order], rank[order]
    same = (keys[1:] == keys[:-1]) & (rank[1:] == rank[:-1])
    at = np.flatnonzero(same)
    return positions[at].astype(np.int64), positions[at + 1].astype(np.int64)


def _pair_single(found: Matches, one: Hashes, other: Hashes, among: tuple[Flags, Flags]) -> None:
    """Pair identifiers of which exactly one feature is left on either side."""
    old, new = (
        _single(np.flatnonzero(free & named), keys)
        for free, named, keys in (
            (found.old_free, among[0], one),
            (found.new_free, among[1], other),
        )
    )
    pair_old, pair_new = paired(one[old], other[new])
    found.add(old[pair_old], new[pair_new])


def _single(rows: Positions, keys: Hashes) -> Positions:
    _, first, counts = np.unique(keys[rows], return_index=True, return_counts=True)
    return np.asarray(rows[np.sort(first[counts == 1])], np.int64)


def _pair_normalised(
    found: Matches,
    editions: tuple[Rows, Rows],
    prints: tuple[Fingerprints, Fingerprints],
    among: tuple[Flags, Flags],
) -> None:
    """The same shape begun at another corner, or written as the one part of several.

    Of several features of one shape those with the same attributes first.
    """
    left = np.flatnonzero(found.old_free & among[0]), np.flatnonzero(found.new_free & among[1])
    if not (len(left[0]) and len(left[1])):
        return
    keys = [_normalised(*one) for one in zip(editions, left, strict=True)]
    described = [
        combined(key, side.attributes[rows])
        for key, side, rows in zip(keys, prints, left, strict=True)
    ]
    for one, other in (described, keys):
        free = found.old_free[left[0]], found.new_free[left[1]]
        rows = np.flatnonzero(free[0]), np.flatnonzero(free[1])
        pair_old, pair_new = paired(one[rows[0]], other[rows[1]])
        found.add(left[0][rows[0][pair_old]], left[1][rows[1][pair_new]])


def _normalised(rows: Rows, wanted: Positions) -> Hashes:
    parts = [hashes_of(shapely.to_wkb(_plain(shapes_at(rows, piece)))) for piece in pieces(wanted)]
    return np.concatenate(parts)


def _plain(shapes: Shapes) -> Shapes:
    """Shapes in one way of writing; several parts of which there is one are that part."""
    is_one = np.isin(shapely.get_type_id(shapes), MULTI) & (shapely.get_num_geometries(shapes) == 1)
    single = np.where(is_one, shapely.get_geometry(shapes, 0), shapes)
    return np.asarray(shapely.normalize(single), dtype=object)


def pieces(rows: Positions, size: int = 4_096) -> Iterator[Positions]:
    """Rows a few thousand at a time, so that memory stays bounded."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def shapes_at(rows: Rows, wanted: Positions) -> Shapes:
    """The geometries of some rows, None where there is none."""
    if "geometry" not in rows.schema.names:
        return np.full(len(wanted), None, dtype=object)
    column = taken(rows, wanted, ["geometry"]).column("geometry")
    return np.asarray(shapely.from_wkb(np.array(column.to_pylist(), dtype=object)))


def _pair_overlapping(found: Matches, old: Rows, new: Rows, among: tuple[Flags, Flags]) -> None:
    """The largest overlaps of at least half of both features, the largest first."""
    left = np.flatnonzero(found.old_free & among[0]), np.flatnonzero(found.new_free & among[1])
    if not (len(left[0]) and len(left[1])):
        return
    if max(map(len, left)) > MOST_GUESSED:
        found.is_unguessed = True
        return
    chosen = list(_best(shapes_at(old, left[0]), shapes_at(new, left[1])))
    pairs = np.array(chosen, np.int64).reshape(-1, 2)
    found.add(left[0][pairs[:, 0]], left[1][pairs[:, 1]], is_guess=True)


def _best(old: Shapes, new: Shapes) -> Iterable[tuple[int, int]]:
    """Positions of the pairs that overlap most, each feature in one pair."""
    candidates = shapely.STRtree(old).query(new, predicate="intersects")
    second, first = candidates
    usable = shapely.is_valid(old[first]) & shapely.is_valid(new[second])
    usable &= shapely.get_dimensions(old[first]) == shapely.get_dimensions(new[second])
    usable &= shapely.get_dimensions(old[first]) > 0
    first, second = first[usable], second[usable]
    common = sizes_of(shapely.intersection(old[first], new[second]))
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.fmin(common / sizes_of(old[first]), common / sizes_of(new[second]))
    taken_old, taken_new = set[int](), set[int]()
    for at in np.argsort(-np.nan_to_num(share), kind="stable"):
        one, other = int(first[at]), int(second[at])
        if not share[at] >= LEAST_SHARE:
            continue
        if one not in taken_old and other not in taken_new:
            taken_old.add(one)
            taken_new.add(other)
            yield one, other
