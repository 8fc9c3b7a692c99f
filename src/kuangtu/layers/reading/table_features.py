# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""From the rows of a table to features: a row each, or several rows of one shape. 行与要素。

A list of boundary points has a row for each point. Rows belong together by a column they have in
common, by numbers that begin anew, or by a blank row between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import Geometry

from kuangtu.core.text import Text, joined
from kuangtu.layers.choices import GeometryKind, Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.grid import Headed
from kuangtu.layers.reading.roles import Roles
from kuangtu.layers.reading.table_points import TablePoint


@dataclass(slots=True)
class TableFeature:
    """The rows of one feature, ring by ring. 一个要素的各行。"""

    rings: dict[str, list[TablePoint]] = field(default_factory=dict)

    @property
    def points(self) -> list[TablePoint]:
        return [point for ring in self.rings.values() for point in ring]


def are_vertices(points: Sequence[TablePoint], roles: Roles, wanted: GeometryKind | None) -> bool:
    """Whether rows are points of a shape rather than points of their own."""
    if wanted is GeometryKind.POINT:
        return False
    if wanted in (GeometryKind.POLYGON, GeometryKind.LINE):
        return True
    if roles.point is not None or roles.ring is not None:
        return True
    if roles.serial is None:
        return False
    numbers = [point.row.cell(roles.serial).strip() for point in points]
    return len(set(numbers)) < len(numbers)


def single(points: Sequence[TablePoint]) -> list[TableFeature]:
    """A feature for every row."""
    return [TableFeature({"": [point]}) for point in points]


def grouped(points: Sequence[TablePoint], roles: Roles) -> list[TableFeature]:
    """The features that several rows make together, in the order of their first rows."""
    grouping = _Grouping(roles)
    for point in points:
        grouping.add(point)
    return list(grouping.features.values())


@dataclass(slots=True)
class _Grouping:
    """The features so far, and what the row before was. 分组过程。"""

    roles: Roles
    features: dict[str, TableFeature] = field(default_factory=dict)
    key: str = ""
    block: int = 0
    ring: int = 0
    before: TablePoint | None = None
    is_closed: bool = False  # the row before repeats the first point of its ring

    def add(self, point: TablePoint) -> None:
        """Put a point where it belongs.

        A repeated first point closes its ring, unless the numbers go on from it: then it was the
        first of the next, which begins at the same corner.
        """
        if self.is_closed and self.before is not None and self._goes_on(point):
            before, self.is_closed = self.before, False
            self._last_ring().pop()
            self._put(before, begins_anew=True)
        closes = self._closes(point)
        self._put(point, begins_anew=self.is_closed or (not closes and self._begins_anew(point)))
        self.is_closed = closes

    def _goes_on(self, point: TablePoint) -> bool:
        number, last = self._number(point), self._number(self.before) if self.before else None
        return number is not None and last is not None and number == last + 1

    def _last_ring(self) -> list[TablePoint]:
        return list(self.features[self.key].rings.values())[-1]

    def _put(self, point: TablePoint, *, begins_anew: bool) -> None:
        name = point.row.cell(self.roles.group).strip()
        if self.roles.group is not None and (name or self.features):
            key = name or self.key
            is_other = key != self.key
            self.ring = 0 if is_other else self.ring + begins_anew
        else:
            self.block += begins_anew
            key = f"block {self.block}"
        self.key = key
        stated = point.row.cell(self.roles.ring).strip()
        ring = stated or f"ring {self.ring}"
        self.features.setdefault(key, TableFeature()).rings.setdefault(ring, []).append(point)
        self.before = point

    def _begins_anew(self, point: TablePoint) -> bool:
        """A blank row before it, or a number that does not go on."""
        if self.before is None:
            return False
        if self.roles.ring is not None and self._ring_changes(point):
            return False
        number, last = self._number(point), self._number(self.before)
        if number is not None and last is not None:
            return number <= last
        return point.row.number > self.before.row.number + 1

    def _ring_changes(self, point: TablePoint) -> bool:
        before = self.before.row.cell(self.roles.ring) if self.before else ""
        return before.strip() != point.row.cell(self.roles.ring).strip()

    def _closes(self, point: TablePoint) -> bool:
        """The first point of the ring written again at its end, whatever its number."""
        if self.before is None or self.is_closed:
            return False
        ring = self._last_ring()
        return len(ring) > 2 and (ring[0].east, ring[0].north) == (point.east, point.north)

    def _number(self, point: TablePoint) -> int | None:
        column = self.roles.point if self.roles.point is not None else self.roles.serial
        digits = re.findall(r"\d+", point.row.cell(column))
        return int(digits[-1]) if digits else None


def shape_of(
    feature: TableFeature, table: Headed, *, is_vertices: bool, wanted: GeometryKind | None
) -> tuple[Geometry | None, Text | None]:
    """The geometry of a feature as its numbers say, or why there is none."""
    problems = [point.problem for point in feature.points if point.problem is not None]
    if problems:
        more = Text(f"（另有 {len(problems) - 3} 处）", f" ({len(problems) - 3} more)")
        said = joined(problems[:3], "；", "; ")
        return None, said + more if len(problems) > 3 else said
    if not is_vertices:
        (point,) = feature.points
        return shapely.Point(point.east, point.north), None
    rings = [_coordinates(ring) for ring in feature.rings.values()]
    if wanted is GeometryKind.LINE:
        return _line(rings, feature, table)
    for ring, points in zip(rings, feature.rings.values(), strict=True):
        if len(np.unique(ring, axis=0)) < 3:
            return None, _too_few(points, table, 3)
    return _area(rings), None


def _coordinates(ring: Sequence[TablePoint]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(point.east, point.north) for point in ring], dtype=np.float64)


def _line(
    rings: Sequence[np.ndarray[tuple[int, int], np.dtype[np.float64]]],
    feature: TableFeature,
    table: Headed,
) -> tuple[Geometry | None, Text | None]:
    for ring, points in zip(rings, feature.rings.values(), strict=True):
        if len(np.unique(ring, axis=0)) < 2:
            return None, _too_few(points, table, 2)
    lines = [shapely.LineString(ring) for ring in rings]
    return (lines[0] if len(lines) == 1 else shapely.MultiLineString(lines)), None


def _area(rings: Sequence[np.ndarray[tuple[int, int], np.dtype[np.float64]]]) -> Geometry:
    """A ring inside an earlier one is a hole in it, any other a part of its own."""
    shells: list[tuple[Geometry, list[Geometry]]] = []
    for ring in rings:
        area = shapely.Polygon(ring)
        inside = next((holes for shell, holes in shells if _covers(shell, area)), None)
        if inside is None:
            shells.append((area, []))
        else:
            inside.append(area)
    parts = [
        shapely.Polygon(shell.exterior, [hole.exterior for hole in holes])
        for shell, holes in shells
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _covers(shell: Geometry, area: Geometry) -> bool:
    return shell.is_valid and area.is_valid and bool(shapely.covers(shell, area))


def _too_few(points: Sequence[TablePoint], table: Headed, fewest: int) -> Text:
    where = table.grid.where(points[0].row.number)
    return where + Text(
        f"起只有 {len(points)} 个拐点（不重复的不足 {fewest} 个）",
        f" begins a ring of {len(points)} points, fewer than {fewest} different ones",
    )


def attributes_of(
    features: Sequence[TableFeature], table: Headed, used: set[int]
) -> tuple[dict[str, list[str]], tuple[Finding, ...]]:
    """A word for each feature and column; several different ones are all kept, and it is said."""
    columns: dict[str, list[str]] = {}
    findings = []
    for column, name in enumerate(table.names):
        if column in used:
            continue
        words = [
            list(dict.fromkeys(filter(None, (p.row.cell(column).strip() for p in one.points))))
            for one in features
        ]
        columns[name] = ["；".join(several) for several in words]
        differing = sum(len(several) > 1 for several in words)
        if differing:
            findings.append(_differing(name, differing))
    return columns, tuple(findings)


def _differing(name: str, count: int) -> Finding:
    return Finding(
        "rows-differ",
        Severity.WARNING,
        Text(
            f"有 {count} 个要素的各行“{name}”不同，已并列保留",
            f"“{name}” differs between the rows of {count} features; all values were kept",
        ),
        Text("请核对是否属于同一要素", "check that the rows belong to the same feature"),
        field=name,
    )
