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
from kuangtu.geo.crs import is_in_china
from kuangtu.layers.choices import GeometryKind, Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.features import Geometries, ReadFeatures

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
AT_THE_SOURCE = Text("请在源数据中改正后重新导出", "mend it at the source and export again")


def check_geometries(features: ReadFeatures, kind: GeometryKind) -> tuple[Finding, ...]:
    """Everything to say about the geometries, by feature. 图形检查。"""
    unreadable = {f.feature for f in features.findings if f.is_error}
    geometries = features.geometries
    return (
        *_absent(geometries, unreadable),
        *_of_wrong_type(geometries, kind),
        *_invalid(geometries),
        *_abroad(geometries),
        *_repeated(geometries),
    )


def _absent(geometries: Geometries, unreadable: set[int | None]) -> Iterator[Finding]:
    """No geometry at all, or an empty one; what could not be read has been said already."""
    missing, empty = shapely.is_missing(geometries), shapely.is_empty(geometries)
    for row in np.flatnonzero(missing | empty):
        feature = int(row) + 1
        if missing[row] and feature in unreadable:
            continue
        text = Text("只有属性，没有图形", "there are attributes but no geometry")
        if empty[row]:
            text = Text("图形是空的", "the geometry is empty")
        yield Finding(
            "geometry-missing" if missing[row] else "geometry-empty",
            Severity.ERROR,
            text,
            Text("请补画图形，或确认剔除", "draw it, or confirm that it is left out"),
            feature=feature,
        )


def _of_wrong_type(geometries: Geometries, kind: GeometryKind) -> Iterator[Finding]:
    types = shapely.get_type_id(geometries)
    is_wrong = ~np.isin(types, TYPES[kind]) & (types >= 0) & ~shapely.is_empty(geometries)
    for row in np.flatnonzero(is_wrong):
        found = shapely.from_wkt("POINT EMPTY") if geometries[row] is None else geometries[row]
        yield Finding(
            "geometry-type",
            Severity.ERROR,
            Text(
                f"几何类型是 {found.geom_type}，本图层应为{kind.label.zh}",
                f"the geometry is a {found.geom_type}, the layer takes {kind.label.en}s",
            ),
            Text("请核对是否选错图层", "check whether this is the right layer"),
            feature=int(row) + 1,
        )


def _invalid(geometries: Geometries) -> Iterator[Finding]:
    drawn = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    rows = np.flatnonzero(drawn & ~shapely.is_valid(geometries))
    for row, reason in zip(rows, shapely.is_valid_reason(geometries[rows]), strict=True):
        text, place = _explained(str(reason))
        yield Finding(
            "geometry-invalid",
            Severity.ERROR,
            text,
            AT_THE_SOURCE,
            feature=int(row) + 1,
            longitude=place[0] if place else None,
            latitude=place[1] if place else None,
        )


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


def _abroad(geometries: Geometries) -> Iterator[Finding]:
    """Features outside China: one sentence if they all are, since then it is meant or declared."""
    bounds = shapely.bounds(geometries)
    placed = np.isfinite(bounds).all(axis=1)
    centres = (bounds[:, :2] + bounds[:, 2:]) / 2
    rows = [row for row in np.flatnonzero(placed) if not is_in_china(*map(float, centres[row]))]
    remedy = Text("请核对坐标系与坐标", "check the reference system and the coordinates")
    if rows and len(rows) == placed.sum():
        text = Text("全部要素都在中国范围之外", "every feature lies outside China")
        longitude, latitude = map(float, centres[rows[0]])
        yield Finding(
            "outside-china", Severity.WARNING, text, remedy, longitude=longitude, latitude=latitude
        )
        return
    for row in rows:
        yield Finding(
            "outside-china",
            Severity.WARNING,
            Text("要素在中国范围之外", "the feature lies outside China"),
            remedy,
            feature=int(row) + 1,
            longitude=float(centres[row, 0]),
            latitude=float(centres[row, 1]),
        )


def _repeated(geometries: Geometries) -> Iterator[Finding]:
    """The same coordinates in the same order: mostly a record exported twice."""
    first: dict[bytes, int] = {}
    for row, wkb in enumerate(shapely.to_wkb(geometries)):
        if wkb is None:
            continue
        feature = first.setdefault(wkb, row + 1)
        if feature != row + 1:
            yield Finding(
                "geometry-repeated",
                Severity.WARNING,
                Text(
                    f"图形与第 {feature} 个要素完全相同",
                    f"the geometry is the same as that of feature {feature}",
                ),
                Text("请核对是否重复导出", "check whether it was exported twice"),
                feature=row + 1,
            )
