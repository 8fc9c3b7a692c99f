# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What every row holds, as numbers that are quick to compare. 行指纹。

Sixty-four bits of BLAKE2b: among a million rows the chance that two different ones look the
same anywhere is below one in ten million. What looks different is looked at closely.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from kuangtu.geo.sizes import sizes_of
from kuangtu.layers.row_groups import Rows, groups

Hashes = NDArray[np.uint64]
Floats = NDArray[np.float64]
NOTHING = np.uint64(0)  # of a value that is not there


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprints:
    """One number a row for the identifier, the attributes and the geometry, and its size. 指纹。"""

    identifiers: Hashes
    attributes: Hashes
    geometries: Hashes
    sizes: Floats
    dimension: int  # of the geometries: -1 without any

    def __len__(self) -> int:
        return len(self.identifiers)


def fingerprints_of(rows: Rows, identifier: str, fields: list[str]) -> Fingerprints:
    """Read an edition once, group by group. `fields` are those to be compared."""
    has_geometry = "geometry" in rows.schema.names
    columns = sorted({*fields, *([identifier] if identifier else [])})
    columns += ["geometry"] if has_geometry else []
    found: list[tuple[Hashes, Hashes, Hashes, Floats]] = []
    dimension = -1
    for table in groups(rows, columns):
        count = table.num_rows
        wkb = table.column("geometry").to_pylist() if has_geometry else [None] * count
        shapes = shapely.from_wkb(np.array(wkb, dtype=object))
        dimension = max(dimension, int(shapely.get_dimensions(shapes).max(initial=-1)))
        found.append(
            (
                _of_column(table.column(identifier)) if identifier else np.zeros(count, np.uint64),
                _of_columns([table.column(name) for name in fields], count),
                hashes_of(wkb),
                sizes_of(shapes),
            )
        )
    if not found:
        nothing = np.zeros(0, np.uint64)
        return Fingerprints(nothing, nothing, nothing, np.zeros(0), -1)
    parts = [np.concatenate(part) for part in zip(*found, strict=True)]
    return Fingerprints(parts[0], parts[1], parts[2], parts[3], dimension)


def hashes_of(values: Iterable[bytes | None]) -> Hashes:
    """A number for each value; 0 for one that is not there."""
    digests = b"".join(
        b"\0\0\0\0\0\0\0\0" if one is None else blake2b(one, digest_size=8).digest()
        for one in values
    )
    return np.frombuffer(digests, dtype=np.uint64)


def combined(*parts: Hashes) -> Hashes:
    """One number for several, their order told apart.

    >>> one, two = np.array([1], np.uint64), np.array([2], np.uint64)
    >>> bool(combined(one, two) == combined(two, one))
    False
    """
    mixed = np.zeros(len(parts[0]), np.uint64)
    for part in parts:
        mixed = _stirred(mixed ^ part)
    return mixed


def _stirred(values: Hashes) -> Hashes:
    """The finishing steps of splitmix64: every bit depends on every other."""
    stirred = values + np.uint64(0x9E3779B97F4A7C15)
    stirred = (stirred ^ (stirred >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    stirred = (stirred ^ (stirred >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(stirred ^ (stirred >> np.uint64(31)), np.uint64)


def _of_columns(columns: list[Any], count: int) -> Hashes:
    mixed = np.zeros(count, np.uint64)
    for column in columns:
        mixed = combined(mixed, _of_column(column))
    return mixed


def _of_column(column: pa.ChunkedArray) -> Hashes:
    """A column's values as they are written; each different one is hashed once."""
    words = written(column)
    encoded = pc.dictionary_encode(words, null_encoding="encode").combine_chunks()
    known = hashes_of(
        None if word is None else word.encode() for word in encoded.dictionary.to_pylist()
    )
    return known[encoded.indices.to_numpy()] if len(encoded) else np.zeros(0, np.uint64)


def written(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values as words; those of a type that has no words of its own as Python writes them."""
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return pa.chunked_array(
            [pa.array([None if one is None else repr(one) for one in column.to_pylist()])]
        )
    return pc.cast(column, pa.string())
