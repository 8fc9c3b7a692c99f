# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is in a file twice: records, geometries, and outlines that were drawn again. 重复要素。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from kuangtu.core.text import Text
from kuangtu.layers.checking.facts import Floats, Integers, ShapeFacts, metres_per_degree
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

# Two prints of one outline, rounded to centimetres in different systems, differ by less.
NEARLY_SAME_M: Final = 0.1
# How many followers in the order of boxes are compared with a feature: chance puts a few there.
MOST_COMPARED: Final = 16
SAME_RECORD = Text(
    "图形与全部属性都与第 {first} 个要素相同",
    "the geometry and all attributes are those of feature {first}",
)
SAME_ROW = Text("全部属性都与第 {first} 行相同", "all attributes are those of row {first}")
SAME_GEOMETRY = Text(
    "图形与第 {first} 个要素完全相同", "the geometry is the same as that of feature {first}"
)
NEARLY_SAME = Text(
    "图形与第 {first} 个要素几乎相同，最大相差 {apart:.3f} 米",
    "the geometry is nearly that of feature {first}, at most {apart:.3f} m apart",
)


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """Later rows and the earlier row that each repeats. 重复。"""

    rows: Integers
    firsts: Integers


def check_repeats(facts: ShapeFacts, table: pa.Table) -> Iterator[Flagged]:
    """Records, geometries and outlines that are there twice, each said once. 重复检查。"""
    same = same_geometries(facts)
    has_same_words = _equal_rows(table, same)
    records = Repeats(same.rows[has_same_words], same.firsts[has_same_words])
    others = Repeats(same.rows[~has_same_words], same.firsts[~has_same_words])
    yield _said("record-repeated", records, SAME_RECORD, facts)
    yield _said("geometry-repeated", others, SAME_GEOMETRY, facts)
    yield _nearly_same(facts, known=same.rows)


def check_repeated_rows(table: pa.Table) -> Flagged:
    """The same for a table without geometry: all attributes equal. 重复记录。"""
    if not table.num_columns or not table.num_rows:
        return Flagged("record-repeated", np.empty(0, np.int64), _never)
    repeats = _grouped(_row_keys(table))

    def told(at: int) -> Finding:
        text = SAME_ROW.format(first=int(repeats.firsts[at]) + 1)
        return found("record-repeated", text, feature=int(repeats.rows[at]) + 1)

    return Flagged("record-repeated", repeats.rows, told)


def _never(at: int) -> Finding:
    raise IndexError(at)


def same_geometries(facts: ShapeFacts) -> Repeats:
    """Geometries equal as shapes, whatever their first vertex and direction. 相同图形。

    Only what shares its box and its number of vertices with another is looked at closely.
    """
    drawn = np.flatnonzero(facts.is_drawn)
    sizes = facts.point_counts[drawn]
    keys = _mixed([*facts.boxes[drawn].T, sizes.astype(np.float64)])
    close = drawn[_is_shared(keys)]
    if not len(close):
        return Repeats(close, close)
    shapes = shapely.to_wkb(shapely.normalize(facts.geometries[close]))
    found_here = _grouped(np.array(shapes, dtype=object))
    return Repeats(close[found_here.rows], close[found_here.firsts])


def _is_shared(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whether a key is there more than once.

    >>> _is_shared(np.array([3, 1, 3], np.uint64)).tolist()
    [True, False, True]
    """
    ordered = np.sort(keys)
    shared = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    return np.isin(keys, shared) if len(shared) else np.zeros(len(keys), bool)


def _grouped(keys: NDArray[Any]) -> Repeats:
    """Rows whose key has been there before, with the first row that has it."""
    firsts_of: dict[Any, int] = {}
    firsts = np.array([firsts_of.setdefault(key, row) for row, key in enumerate(keys)], np.int64)
    rows = np.flatnonzero(firsts != np.arange(len(firsts)))
    return Repeats(rows, firsts[rows])


def _mixed(columns: list[Floats]) -> NDArray[np.uint64]:
    """One number of several columns; equal rows give equal numbers, others hardly ever do."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        bits = np.ascontiguousarray(column, np.float64).view(np.uint64)
        mixed = (mixed ^ bits) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _equal_rows(table: pa.Table, repeats: Repeats) -> NDArray[np.bool_]:
    """Whether all attributes of each pair of rows are equal."""
    is_equal = np.full(len(repeats.rows), table.num_columns > 0)
    if not len(repeats.rows):
        return is_equal
    for column in table.columns:
        codes = _codes(column)
        is_equal &= codes[repeats.rows] == codes[repeats.firsts]
    return is_equal


def _codes(column: pa.ChunkedArray) -> NDArray[np.int64]:
    """A number for each distinct value of a column, -1 where there is none."""
    array = column.combine_chunks()
    encoded = array.dictionary_encode()
    return np.asarray(encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False), np.int64)


def _row_keys(table: pa.Table) -> NDArray[np.uint64]:
    return _mixed([_codes(column).astype(np.float64) for column in table.columns])


def _nearly_same(facts: ShapeFacts, *, known: Integers) -> Flagged:
    """Outlines within a decimetre of an earlier one without being the same. 几乎相同。"""
    is_new = facts.is_polygon.copy()
    is_new[known] = False
    rows = np.flatnonzero(is_new)
    if len(rows) < 2:
        return Flagged("geometry-nearly-repeated", rows[:0], _never)
    middle = np.median(facts.centres[rows, 1], keepdims=True)
    scale = np.concatenate(metres_per_degree(middle) * 2)
    pairs = _close_boxes(facts.boxes[rows] * scale, NEARLY_SAME_M)
    first, second = (rows[column] for column in pairs.T)
    apart = shapely.hausdorff_distance(facts.geometries[first], facts.geometries[second])
    apart = apart * metres_per_degree(facts.centres[second, 1])[1]
    is_near = (apart <= NEARLY_SAME_M) & (apart > 0)
    later, places = np.unique(np.maximum(first, second)[is_near], return_index=True)
    earlier, apart = np.minimum(first, second)[is_near][places], apart[is_near][places]

    def told(at: int) -> Finding:
        row = int(later[at])
        text = NEARLY_SAME.format(first=int(earlier[at]) + 1, apart=float(apart[at]))
        return found("geometry-nearly-repeated", text, feature=row + 1, place=facts.place(row))

    return Flagged("geometry-nearly-repeated", later, told)


def _close_boxes(boxes: Floats, tolerance: float) -> NDArray[np.int64]:
    """Pairs of boxes whose four sides differ by no more than the tolerance.

    Boxes are put in the order of a weighted sum of their sides: close boxes have close sums, and
    chance puts few others between them.
    """
    weights = np.array([1.0, 0.7548776662, 0.5698402910, 0.4301597090])
    sums = boxes @ weights
    order = np.argsort(sums, kind="stable")
    sums, boxes = sums[order], boxes[order]
    pairs = [np.empty((0, 2), np.int64)]
    for step in range(1, min(MOST_COMPARED, len(sums) - 1) + 1):
        near = np.flatnonzero(sums[step:] - sums[:-step] <= tolerance * weights.sum())
        if not len(near):
            break
        apart = np.abs(boxes[near + step] - boxes[near]).max(axis=1)
        hits = near[apart <= tolerance]
        pairs.append(np.stack([order[hits], order[hits + step]], axis=1))
    return np.concatenate(pairs)


def _said(kind: str, repeats: Repeats, text: Text, facts: ShapeFacts) -> Flagged:
    def told(at: int) -> Finding:
        row = int(repeats.rows[at])
        words = text.format(first=int(repeats.firsts[at]) + 1)
        return found(kind, words, feature=row + 1, place=facts.place(row))

    return Flagged(kind, repeats.rows, told)
