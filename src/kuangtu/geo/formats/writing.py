# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Writing grounds in every format that is read. 范围写出。

A ground that was read from a format is written in it as the very text that was read. Anything
else is written from its rings, so that reading it gives the same rings. Plane coordinates get
the decimals they need, from two (the rule of the registry) to four (0.1 mm).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from kuangtu.core.errors import invalid
from kuangtu.geo.angles import format_packed, from_degrees
from kuangtu.geo.crs import Datum, Zone, zone_at
from kuangtu.geo.formats.land_parcels import HECTARE_M2
from kuangtu.geo.formats.zones import FARTHEST_EASTING_M
from kuangtu.geo.ground import Ground, Point, Ring
from kuangtu.geo.transform import to_plane

_FEWEST_DECIMALS, _MOST_DECIMALS = 2, 4
# The transformation there and back is better than a thousandth of this.
_NOISE_M = 1e-6
Rings = Sequence[Ring]


def write_mining_range(
    ground: Ground | Rings, *, zone: Zone | None = None, as_read: bool = True
) -> str:
    """The range string of mining rights, in the given zone or the one that fits. 采矿权范围。

    CRS: CGCS2000 with zone number. `as_read` gives back the original text where there is one.
    """
    original = _original(ground, "mining-range", as_read=as_read and zone is None)
    if original is not None:
        return original
    rings, target = _rings_of(ground), zone or zone_for(ground)
    parts = [str(len(rings))]
    for ring in rings:
        parts.append(str(len(ring.points)))
        for number, (north, east) in enumerate(_plane(ring.points, target), 1):
            parts += [str(number), north, east]
        parts += [_height(ring.top_m), _height(ring.bottom_m), _note(ring.note)]
        parts.append("-1" if ring.is_hole else "1")
    return ",".join(parts) + ","


def write_exploration_range(ground: Ground | Rings, *, as_read: bool = True) -> str:
    """The range string of exploration rights, angles to 0.001″. 探矿权范围。

    The format has no heights and no notes.
    """
    original = _original(ground, "exploration-range", as_read=as_read)
    if original is not None:
        return original
    rings = _rings_of(ground)
    parts = [str(len(rings))]
    for ring in rings:
        parts.append(str(len(ring.points)))
        parts += [
            format_packed(from_degrees(degrees)) for point in ring.points for degrees in point
        ]
        parts += ["-1" if ring.is_hole else "0", "0", "0"]
    return ",".join(parts) + ","


def write_land_parcels(
    ground: Ground | Rings, *, zone: Zone | None = None, as_read: bool = True
) -> str:
    """The parcel TXT: a parcel for each ring of ground, its holes as further rings. 国土 TXT。

    The stated areas are plane Gauss-Krüger hectares, as the files in use have them. The format
    has no heights.
    """
    original = _original(ground, "land-parcels", as_read=as_read and zone is None)
    if original is not None:
        return original
    target = zone or zone_for(ground)
    head = [
        "[属性描述]",
        "坐标系=2000国家大地坐标系",
        f"几度分带={target.width_degrees}",
        "投影类型=高斯克吕格",
        "计量单位=米",
        f"带号={target.number}",
        "精度=0.001",
        "转换参数=,,,,,,",
        "[地块坐标]",
    ]
    parcels = [
        line
        for number, group in enumerate(polygons_of(_rings_of(ground)))
        for line in _parcel(group, target, number)
    ]
    return "\n".join(head + parcels) + "\n"


def _parcel(group: Rings, zone: Zone, number: int) -> list[str]:
    rows: list[str] = []
    for ring_number, ring in enumerate(group, 1):
        written = _plane(ring.points, zone)
        labels = [f"J{index}" for index in range(1, len(written) + 1)] + ["J1"]
        rows += [
            f"{label},{ring_number},{north},{east}"
            for label, (north, east) in zip(labels, [*written, written[0]], strict=True)
        ]
    name = _note(group[0].note)
    return [f"{len(rows)},{_plane_area_ha(group, zone):.4f},FID_{number},{name},面,,,,@", *rows]


def _plane_area_ha(group: Rings, zone: Zone) -> float:
    """Plane area of a ring of ground without its holes, which may overlap."""
    shapes = []
    for ring in group:
        longitudes, latitudes = np.array(ring.points).T
        shapes.append(shapely.Polygon(np.column_stack(to_plane(longitudes, latitudes, zone))))
    return float(shapes[0].difference(shapely.union_all(shapes[1:])).area) / HECTARE_M2


def write_geojson(ground: Ground | Rings, *, as_read: bool = True) -> str:
    """A GeoJSON collection in EPSG:4490; heights and notes in `properties.rings`. GeoJSON。"""
    original = _original(ground, "geojson", as_read=as_read)
    if original is not None:
        return original
    features = []
    for group in polygons_of(_rings_of(ground)):
        records = [
            {"top_m": ring.top_m, "bottom_m": ring.bottom_m, "note": ring.note} for ring in group
        ]
        coordinates = [[list(point) for point in (*ring.points, ring.points[0])] for ring in group]
        features.append(
            {
                "type": "Feature",
                "properties": {"rings": records},
                "geometry": {"type": "Polygon", "coordinates": coordinates},
            }
        )
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}},
        "features": features,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False)


def write_wkt(ground: Ground | Rings, *, as_read: bool = True) -> str:
    """A MULTIPOLYGON in EPSG:4490, longitude first; the format has no heights. WKT。"""
    original = _original(ground, "wkt", as_read=as_read)
    if original is not None:
        return original
    polygons = [
        "(" + ", ".join(f"({_wkt_points(ring)})" for ring in group) + ")"
        for group in polygons_of(_rings_of(ground))
    ]
    return f"SRID=4490;MULTIPOLYGON ({', '.join(polygons)})"


def _wkt_points(ring: Ring) -> str:
    return ", ".join(f"{_degrees(x)} {_degrees(y)}" for x, y in (*ring.points, ring.points[0]))


def write_points(ground: Ground | Rings, *, zone: Zone | None = None, as_read: bool = True) -> str:
    """A list of points with a head: degrees, or plane coordinates of a zone. 拐点坐标表。

    Holes and heights have no place in a list; it is for grounds without holes.
    """
    original = _original(ground, "csv", as_read=as_read and zone is None)
    if original is not None:
        return original
    lines = ["圈号,点号,X,Y" if zone else "圈号,点号,经度,纬度"]
    for ring_number, ring in enumerate(_rings_of(ground), 1):
        rows = (
            _plane(ring.points, zone)
            if zone
            else [(_degrees(x), _degrees(y)) for x, y in ring.points]
        )
        lines += [f"{ring_number},{number},{a},{b}" for number, (a, b) in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def write_ground(ground: Ground) -> str:
    """The very text that was read."""
    return ground.source_text


def zone_for(ground: Ground | Rings) -> Zone:
    """The zone a ground was given in (with number, CGCS2000), or the 3° zone of its middle."""
    zone = ground.crs.zone if isinstance(ground, Ground) else None
    if zone is not None:
        return Zone(Datum.CGCS2000, zone.width_degrees, zone.number, True)
    longitudes = [point[0] for ring in _rings_of(ground) for point in ring.points]
    return zone_at((min(longitudes) + max(longitudes)) / 2)


def polygons_of(rings: Iterable[Ring]) -> list[list[Ring]]:
    """Rings of ground, each with the holes that lie in it; a hole goes to the last that fits."""
    groups: list[tuple[Any, list[Ring]]] = []
    for ring in rings:
        shape = shapely.Polygon(ring.points)
        if not ring.is_hole or not groups:
            groups.append((shape, [ring]))
            continue
        outside = [shape.difference(shell).area for shell, _ in groups]
        best = min(range(len(groups)), key=lambda index: (round(outside[index], 15), -index))
        groups[best][1].append(ring)
    return [group for _, group in groups]


def _original(ground: Ground | Rings, source_format: str, *, as_read: bool) -> str | None:
    if as_read and isinstance(ground, Ground) and ground.source_format == source_format:
        return ground.source_text or None
    return None


def _rings_of(ground: Ground | Rings) -> Rings:
    return ground.rings if isinstance(ground, Ground) else ground


def _plane(points: Sequence[Point], zone: Zone) -> list[tuple[str, str]]:
    """Northing and easting of each point, as text.

    Raises: Invalid `zone.too-wide` for points whose easting would name another zone.
    """
    eastings, northings = to_plane([x for x, _ in points], [y for _, y in points], zone)
    if np.abs(eastings - zone.false_easting_m).max() > FARTHEST_EASTING_M:
        raise invalid(
            "zone.too-wide",
            "范围东西过宽，不能写在一个投影带（{zone}）内；请用经纬度格式",
            "the range is too wide for one zone ({zone}); use a format in degrees",
            zone=zone.name,
        )
    return [
        (_metres(north), _metres(east))
        for north, east in zip(northings.tolist(), eastings.tolist(), strict=True)
    ]


def _metres(value: float) -> str:
    for decimals in range(_FEWEST_DECIMALS, _MOST_DECIMALS):
        if abs(round(value, decimals) - value) < _NOISE_M:
            return f"{value:.{decimals}f}"
    return f"{value:.{_MOST_DECIMALS}f}"


def _degrees(value: float) -> str:
    """The shortest digits that are this very float, never with an exponent."""
    text = repr(float(value))
    return text if "e" not in text else f"{value:.20f}"


def _height(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _note(text: str) -> str:
    """A note for one field: a comma would begin another."""
    return text.replace(",", "，").replace("\n", " ")
