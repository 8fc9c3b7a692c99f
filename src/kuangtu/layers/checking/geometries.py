# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with geometries: said feature by feature, never repaired. 图形检查。"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import GeometryType

from kuangtu.core.text import Text, same
from kuangtu.geo.crs import CHINA_EAST, CHINA_NORTH, CHINA_SOUTH, CHINA_WEST
from kuangtu.layers.checking.facts import ShapeFacts
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

TYPES = {
    GeometryKind.POLYGON: (GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
    GeometryKind.LINE: (GeometryType.LINESTRING, GeometryType.MULTILINESTRING),
    GeometryKind.POINT: (GeometryType.POINT, GeometryType.MULTIPOINT),
}
# The reasons GEOS gives, in Chinese.
REASONS = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界在一点自接触",
    "Hole lies outside shell": "内环在外环之外",
    "Holes are nested": "内环套叠",
    "Nested shells": "外环套叠",
    "Interior is disconnected": "内环把面切成不连通的几块",
    "Duplicate Rings": "有重复的环",
    "Too few points in geometry component": "拐点太少，图形退化",
    "Invalid Coordinate": "坐标不是有限数",
    "Ring is not closed": "边界未闭合",
}
MISSING = Text("只有属性，没有图形", "there are attributes but no geometry")
EMPTY = Text("图形是空的", "the geometry is empty")
ABROAD = Text("要素在中国范围之外", "the feature lies outside China")
ALL_ABROAD = Text("全部要素都在中国范围之外", "every feature lies outside China")


def check_geometries(
    facts: ShapeFacts, kind: GeometryKind, *, unreadable: frozenset[int] = frozenset()
) -> Iterator[Finding | Flagged]:
    """Everything to say about the geometries one by one. 图形检查。

    `unreadable` are features, counted from 1, whose geometry could not be read: that has been
    said already.
    """
    yield from _absent(facts, unreadable)
    yield _of_wrong_type(facts, kind)
    yield _invalid(facts)
    yield from _abroad(facts)


def _absent(facts: ShapeFacts, unreadable: frozenset[int]) -> Iterator[Flagged]:
    """No geometry at all, or an empty one."""
    missing = facts.types < 0
    rows = np.setdiff1d(np.flatnonzero(missing), np.array(sorted(unreadable), np.int64) - 1)
    empty = np.flatnonzero(~missing & ~facts.is_drawn)
    yield Flagged(
        "geometry-missing",
        rows,
        lambda at: found("geometry-missing", MISSING, feature=int(rows[at]) + 1),
    )
    yield Flagged(
        "geometry-empty",
        empty,
        lambda at: found("geometry-empty", EMPTY, feature=int(empty[at]) + 1),
    )


def _of_wrong_type(facts: ShapeFacts, kind: GeometryKind) -> Flagged:
    rows = np.flatnonzero(~np.isin(facts.types, TYPES[kind]) & facts.is_drawn)

    def told(at: int) -> Finding:
        is_a = facts.geometries[rows[at]].geom_type
        text = Text(
            f"几何类型是 {is_a}，本图层应为{kind.label.zh}",
            f"the geometry is a {is_a}, the layer takes {kind.label.en}s",
        )
        row = int(rows[at])
        return found("geometry-type", text, feature=row + 1, place=facts.place(row))

    return Flagged("geometry-type", rows, told)


def _invalid(facts: ShapeFacts) -> Flagged:
    rows = np.flatnonzero(facts.is_drawn & ~facts.is_valid)

    def told(at: int) -> Finding:
        row = int(rows[at])
        text, place = _explained(str(shapely.is_valid_reason(facts.geometries[row])))
        return found("geometry-invalid", text, feature=row + 1, place=place)

    return Flagged("geometry-invalid", rows, told)


def _explained(reason: str) -> tuple[Text, tuple[float, float] | None]:
    """What GEOS says, in both languages, and where.

    >>> _explained("Self-intersection[88.5 39.25]")
    (Text(zh='边界自相交', en='self-intersection'), (88.5, 39.25))
    """
    match = re.fullmatch(r"(.+?)\s*\[(\S+) (\S+)\]", reason)
    words = match[1] if match else reason
    known = REASONS.get(words)
    text = Text(known, words.lower()) if known else same(words)
    if match is None:
        return text, None
    place = float(match[2]), float(match[3])
    return text, place if np.isfinite(place).all() else None


def _abroad(facts: ShapeFacts) -> Iterator[Finding | Flagged]:
    """Features outside China: one sentence if they all are, since then it is meant or declared."""
    placed = np.isfinite(facts.boxes).all(axis=1)
    longitudes, latitudes = facts.centres.T
    is_inside = (
        (longitudes >= CHINA_WEST)
        & (longitudes <= CHINA_EAST)
        & (latitudes >= CHINA_SOUTH)
        & (latitudes <= CHINA_NORTH)
    )
    rows = np.flatnonzero(placed & ~is_inside)
    if len(rows) and len(rows) == placed.sum():
        yield found("outside-china", ALL_ABROAD, place=facts.place(int(rows[0])))
        return

    def told(at: int) -> Finding:
        row = int(rows[at])
        return found("outside-china", ABROAD, feature=row + 1, place=facts.place(row))

    yield Flagged("outside-china", rows, told)
