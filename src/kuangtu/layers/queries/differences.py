# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What lies between two editions, computed once and kept as a file. 版本比对查询。

Editions never change, so the answer is known by their hashes; the file can be made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely
from django.conf import settings

from kuangtu.layers.comparing import (
    TOLERANCE_M,
    Change,
    ChangeKind,
    KeptComparison,
    KeptUnreadable,
    compare,
    read_kept,
    write_kept,
)
from kuangtu.layers.dictionary import layer as layer_named
from kuangtu.layers.features import Box, DataFile
from kuangtu.layers.models import Edition
from kuangtu.layers.queries.files import AnyEdition, opened
from kuangtu.layers.row_groups import Rows, taken

FORM = "kuangtu-comparison-2"  # another form of file or way of pairing, another name
MOST_AT_ONCE = 20_000  # features of the larger edition that are compared while somebody waits
MOST_DRAWN = 1_000  # changes of one answer to the map
MOST_CORNERS = 200_000


@dataclass(frozen=True, slots=True)
class EditionRows:
    """An edition's data file as rows. 版本要素行。"""

    data: DataFile

    @property
    def schema(self) -> pa.Schema:
        return self.data.schema

    @property
    def starts(self) -> Any:
        return self.data.starts

    def read(self, group: int, columns: list[str]) -> pa.Table:
        """Some columns of a group."""
        return self.data.read(group, columns)


def rows_of(edition: AnyEdition) -> Rows:
    """The features of an edition, verified. Raises: EditionDamaged, LedgerMoved."""
    return EditionRows(opened(edition))


def comparison_path(old: Edition, new: Edition, *, tolerance_m: float = TOLERANCE_M) -> Path:
    """Where the comparison of two editions is kept, whether it is there or not."""
    identifier = layer_named(new.layer).identifier_field
    said = [FORM, old.sha256, new.sha256, identifier, repr(float(tolerance_m))]
    name = hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return Path(settings.KUANGTU_HOME) / "cache" / "comparisons" / f"{name}.parquet"


def kept_comparison(
    old: Edition, new: Edition, *, tolerance_m: float = TOLERANCE_M
) -> KeptComparison | None:
    """The comparison if it was made before; None if not, or if its file is damaged."""
    try:
        return read_kept(comparison_path(old, new, tolerance_m=tolerance_m))
    except (FileNotFoundError, KeptUnreadable):
        return None


def is_quick(old: Edition, new: Edition) -> bool:
    """Whether two editions are compared while somebody waits for the page."""
    return max(old.feature_count, new.feature_count) <= MOST_AT_ONCE


def comparison(old: Edition, new: Edition, *, tolerance_m: float = TOLERANCE_M) -> KeptComparison:
    """The comparison of two editions of a layer, made now if it is not kept. 版本比对。

    Raises: EditionDamaged.
    """
    kept = kept_comparison(old, new, tolerance_m=tolerance_m)
    if kept is not None:
        return kept
    path = comparison_path(old, new, tolerance_m=tolerance_m)
    first, second = rows_of(old), rows_of(new)
    identifier = layer_named(new.layer).identifier_field
    write_kept(
        path,
        lambda keep: compare(
            first, second, identifier=identifier, tolerance_m=tolerance_m, keep=keep
        ),
    )
    return read_kept(path)


def changes_geojson(
    kept: KeptComparison,
    old: Edition,
    new: Edition,
    *,
    box: Box | None = None,
    kind: ChangeKind | None = None,
) -> dict[str, object]:
    """Changes as a map draws them: the old shape and the new one of each. 变化图。

    `truncated` says that there are more than were drawn; a smaller box shows them. CRS:
    EPSG:4490, longitude first.
    """
    found = list(kept.changes(kind=kind, box=box, most=MOST_DRAWN + 1))
    drawn, corners = list[dict[str, object]](), 0
    shapes = _shapes(found[:MOST_DRAWN], old, new)
    for one, before, after in shapes:
        corners += sum(shapely.get_num_coordinates(shape) for shape in (before, after) if shape)
        if corners > MOST_CORNERS and drawn:
            break
        drawn.extend(_drawn(one, before, after))
    told = {feature["id"] for feature in drawn}
    whole = sum(one.box is not None for one in found)
    return {"type": "FeatureCollection", "features": drawn, "truncated": len(told) < whole}


def drawn_changes(changes: list[Change], old: Edition, new: Edition) -> Iterator[dict[str, object]]:
    """The shapes of some changes as GeoJSON features, with their roles and what changed."""
    for one, before, after in _shapes(changes, old, new):
        yield from _drawn(one, before, after)


def _shapes(changes: list[Change], old: Edition, new: Edition) -> Iterator[tuple[Change, Any, Any]]:
    """Each change with its two shapes, None where it has none."""
    before = _by_row(old, [one.old_row for one in changes if one.old_row is not None])
    after = _by_row(new, [one.new_row for one in changes if one.new_row is not None])
    for one in changes:
        yield one, before.get(one.old_row), after.get(one.new_row)


def _by_row(edition: Edition, wanted: list[int]) -> dict[int | None, Any]:
    rows = rows_of(edition)
    if not wanted or "geometry" not in rows.schema.names:
        return {}
    positions = np.array(sorted(wanted), np.int64)
    column = taken(rows, positions, ["geometry"]).column("geometry").to_pylist()
    return {int(row): shapely.from_wkb(wkb) for row, wkb in zip(positions, column, strict=True)}


def _drawn(one: Change, before: Any, after: Any) -> Iterator[dict[str, object]]:
    """The shapes of a change with the role each plays on the map."""
    is_moved = one.kind in (ChangeKind.MOVED, ChangeKind.MOVED_AND_CHANGED)
    roles = [("removed" if one.kind is ChangeKind.REMOVED else "before", before)]
    if one.kind is ChangeKind.CHANGED:
        roles = [("changed", after)]
    elif one.kind is not ChangeKind.REMOVED:
        roles.append(("after" if is_moved else "added", after))
    for role, shape in roles:
        if shape is not None:
            yield {
                "type": "Feature",
                "id": f"{one.old_row}:{one.new_row}",
                "geometry": json.loads(shapely.to_geojson(shape)),
                "properties": {
                    "role": role,
                    "kind": one.kind.value,
                    "identifier": one.identifier,
                    "fields": {field.field: [field.before, field.after] for field in one.fields},
                },
            }
