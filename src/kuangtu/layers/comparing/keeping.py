# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A comparison as a file, written while it is made and read a page at a time. 比对结果文件。

Editions never change, so neither does what lies between two of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from kuangtu.layers.comparing.difference import (
    Box,
    Change,
    Comparison,
    FieldChange,
    comparison_from,
)
from kuangtu.layers.comparing.kinds import ChangeKind

SUMMARY = b"kuangtu.comparison"
SIDES = ("west", "south", "east", "north")
MEASURES = ("old_size", "new_size", "changed_size", "share", "moved_m")
SCHEMA = pa.schema(
    [
        ("kind", pa.string()),
        ("identifier", pa.string()),
        ("old_row", pa.int64()),
        ("new_row", pa.int64()),
        *((name, pa.float64()) for name in MEASURES),
        ("fields", pa.string()),
        ("is_guess", pa.bool_()),
        ("is_repeated", pa.bool_()),
        *((name, pa.float64()) for name in SIDES),
    ]
)
Compare = Callable[[Callable[[Sequence[Change]], None]], Comparison]


class KeptUnreadable(Exception):
    """The file is no comparison of this version, or damaged; it is made again. 缓存不可用。"""


def write_kept(path: Path, made: Compare) -> None:
    """Write the changes as they are found; nothing stands at `path` until all of them do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{id(made):x}")
    try:
        with pq.ParquetWriter(unfinished, SCHEMA, compression="zstd") as writer:
            comparison = made(lambda changes: _write(writer, changes))
            text = json.dumps(comparison.as_json(), ensure_ascii=False, allow_nan=False)
            writer.add_key_value_metadata({SUMMARY: text.encode()})
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _write(writer: pq.ParquetWriter, changes: Sequence[Change]) -> None:
    if changes:
        writer.write_table(pa.Table.from_pylist([_record(one) for one in changes], SCHEMA))


def _record(one: Change) -> dict[str, Any]:
    written = [[change.field, change.before, change.after] for change in one.fields]
    sides = one.box or (None,) * 4
    return {
        "kind": one.kind.value,
        "identifier": one.identifier,
        "old_row": one.old_row,
        "new_row": one.new_row,
        **{name: getattr(one, name) for name in MEASURES},
        "fields": json.dumps(written, ensure_ascii=False) if written else None,
        "is_guess": one.is_guess,
        "is_repeated": one.is_repeated,
        **dict(zip(SIDES, sides, strict=True)),
    }


@dataclass(frozen=True, slots=True, eq=False)
class KeptComparison:
    """A comparison that was made, and the file with its changes. 已保存的比对。"""

    summary: Comparison
    path: Path

    def changes(
        self,
        *,
        kind: ChangeKind | None = None,
        box: Box | None = None,
        start: int = 0,
        most: int | None = None,
    ) -> Iterator[Change]:
        """Changes in the order of the file, only those asked for read. 变化。"""
        with pq.ParquetFile(self.path) as file:
            yield from _changes_in(file, kind, box, start, most)


def read_kept(path: Path) -> KeptComparison:
    """Raises: FileNotFoundError, KeptUnreadable."""
    try:
        metadata = pq.read_metadata(path).metadata or {}
        return KeptComparison(comparison_from(json.loads(metadata[SUMMARY])), path)
    except FileNotFoundError:
        raise
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError, OSError) as error:
        raise KeptUnreadable(str(error)) from error


def _changes_in(
    file: pq.ParquetFile, kind: ChangeKind | None, box: Box | None, start: int, most: int | None
) -> Iterator[Change]:
    left = most
    for group in range(file.num_row_groups):
        rows = _rows_asked_for(file, group, kind, box)
        skipped = min(start, len(rows))
        start, rows = start - skipped, rows[skipped:][:left]
        if len(rows):
            yield from map(_change, file.read_row_group(group).take(pa.array(rows)).to_pylist())
        left = None if left is None else left - len(rows)
        if left == 0:
            return


def _rows_asked_for(
    file: pq.ParquetFile, group: int, kind: ChangeKind | None, box: Box | None
) -> NDArray[np.int64]:
    rows = np.ones(file.metadata.row_group(group).num_rows, np.bool_)
    if kind is not None:
        kinds = file.read_row_group(group, ["kind"]).column("kind")
        rows &= pc.equal(kinds, kind.value).to_numpy()
    if box is not None:
        sides = file.read_row_group(group, list(SIDES))
        west, south, east, north = (sides.column(name).to_numpy() for name in SIDES)
        rows &= (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])
    return np.flatnonzero(rows)


def _change(record: dict[str, Any]) -> Change:
    sides = tuple(record.pop(name) for name in SIDES)
    fields = json.loads(record.pop("fields") or "[]")
    return Change(
        kind=ChangeKind(record.pop("kind")),
        fields=tuple(FieldChange(*one) for one in fields),
        box=None if sides[0] is None else sides,
        **record,
    )
