# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""GeoJSON polygons, with heights and notes in the properties. GeoJSON。

The coordinates are longitude first. Without a `crs` member they are read as CGCS2000 longitude
and latitude; RFC 7946 says WGS 84, which is the same within the accuracy that is stated. Rings
may wind either way: the first of a polygon is its ground, the others are its holes.
`properties.rings` keeps what GeoJSON has no place for: one record per ring, in order.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import WGS84_ACCURACY_M, WGS84_EPSG, DeclaredCrs
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import (
    HIGHEST_M,
    LOWEST_M,
    Vertex,
    WrittenRange,
    WrittenRing,
    check_heights,
    declared_or_stated,
    opened,
)

NAME = "geojson"
READING = Text("GeoJSON，经度在前", "GeoJSON, longitude first")
_NESTED = Text("嵌套过深", "nested too deeply")
_TOO_LONG = Text("数字位数过多", "a number has too many digits")
_COLLECTIONS = {"FeatureCollection": "features", "GeometryCollection": "geometries"}
_MOST_NESTED = 4  # a collection in a collection in a feature in a collection


@dataclass(slots=True)
class _Reader:
    """What has been read so far. 读取过程。"""

    problems: Problems
    rings: list[WrittenRing] = field(default_factory=list)
    has_third: bool = False

    def refuse(self, code: str, path: str, zh: str, en: str, **values: object) -> None:
        place = Place(self.problems.file, field=path)
        self.problems.refuse(
            code, "{path}：" + zh, "{path}: " + en, place=place, path=path, **values
        )


def read_geojson(
    text: str, problems: Problems, *, declared: DeclaredCrs | None = None
) -> WrittenRange | None:
    """The rings of all polygons of a GeoJSON document, None if it is none."""
    document = _parsed(text, problems)
    if problems.refused_count:
        return None
    reader = _Reader(problems)
    _read_object(reader, document, "$", {})
    if reader.has_third:
        problems.warn(
            "geojson.heights-ignored",
            "坐标中的第三个数（高程）未采用；标高请写在属性 top_m、bottom_m",
            "the third number of the coordinates was not used; put heights into the properties "
            "top_m and bottom_m",
        )
    if not reader.rings and not problems.refused_count:
        reader.refuse("geojson.no-polygon", "$", "没有面（Polygon）", "there is no polygon")
    said = _declared_by(document, declared, problems)
    accuracy_m = 0.0 if said and said.epsg else WGS84_ACCURACY_M
    return WrittenRange(NAME, tuple(reader.rings), "", said, READING, accuracy_m)


def _parsed(text: str, problems: Problems) -> object:
    """The document, None if it is not JSON (or nothing but `null`, which is refused too)."""
    try:
        document: object = json.loads(text)
    except json.JSONDecodeError as error:
        problems.refuse(
            "geojson.syntax",
            "不是完整的 JSON（在第 {line} 行第 {column} 列中断）；请核对是否截断或有多余内容",
            "not complete JSON (line {line}, column {column}: {why}); check whether it is cut off",
            place=Place(problems.file, error.lineno, error.colno),
            line=error.lineno,
            column=error.colno,
            why=error.msg,
        )
    except (RecursionError, ValueError) as error:
        problems.refuse(
            "geojson.syntax",
            "JSON 无法读取（{why}）",
            "the JSON cannot be read ({why})",
            why=_NESTED if isinstance(error, RecursionError) else _TOO_LONG,
        )
    else:
        return document
    return None


def _read_object(
    reader: _Reader, value: object, path: str, properties: dict[str, Any], depth: int = 0
) -> None:
    """Read a geometry, a feature or a collection."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str):
        reader.refuse(
            "geojson.type", path, "缺少 type，不是 GeoJSON 对象", "no GeoJSON object with a type"
        )
    elif depth > _MOST_NESTED:
        reader.refuse("geojson.type", path, "嵌套过深", "nested too deeply")
    elif depth and value.get("crs") is not None:
        reader.refuse(
            "crs.not-at-the-top",
            path,
            "crs 成员只能写在文件最外层；请移到最外层或删去",
            "a crs member belongs to the whole document; move it to the top or remove it",
        )
    elif kind in _COLLECTIONS:
        member = _COLLECTIONS[kind]
        for index, part in enumerate(_list(reader, value.get(member), f"{path}.{member}")):
            _read_object(reader, part, f"{path}.{member}[{index}]", properties, depth + 1)
    elif kind == "Feature":
        _read_feature(reader, value, path, depth)
    elif kind in ("Polygon", "MultiPolygon"):
        coordinates = value.get("coordinates")
        polygons = [coordinates] if kind == "Polygon" else coordinates
        _read_polygons(reader, polygons, f"{path}.coordinates", kind, properties)
    else:
        reader.refuse(
            "geojson.type",
            path,
            "类型“{kind}”不是面；范围须为 Polygon 或 MultiPolygon",
            "type “{kind}” is no area; a range is a Polygon or a MultiPolygon",
            kind=kind[:40],
        )


def _read_feature(reader: _Reader, feature: dict[str, Any], path: str, depth: int) -> None:
    if feature.get("geometry") is None:
        reader.refuse(
            "geojson.no-geometry",
            path,
            "该要素没有几何；请补充或删去",
            "the feature has no geometry; supply it or remove the feature",
        )
        return
    said = feature.get("properties")
    properties = said if isinstance(said, dict) else {}
    _read_object(reader, feature["geometry"], f"{path}.geometry", properties, depth + 1)


def _list(reader: _Reader, value: object, path: str) -> list[Any]:
    if isinstance(value, list):
        return value
    reader.refuse("geojson.array", path, "应为数组", "should be an array")
    return []


def _filled(reader: _Reader, value: object, path: str) -> list[Any]:
    """The parts of a polygon or of several; one without any was left out by somebody."""
    parts = _list(reader, value, path)
    if value == []:
        reader.refuse("geojson.no-polygon", path, "没有面（Polygon）", "there is no polygon")
    return parts


def _read_polygons(
    reader: _Reader, polygons: object, path: str, kind: str, properties: dict[str, Any]
) -> None:
    records = properties.get("rings")
    said = records if isinstance(records, list) else []
    first = len(reader.rings)
    for part, polygon in enumerate(_filled(reader, polygons, path)):
        inside = f"{path}[{part}]" if kind == "MultiPolygon" else path
        for index, ring in enumerate(_filled(reader, polygon, inside)):
            place = len(reader.rings) - first
            record = said[place] if place < len(said) and isinstance(said[place], dict) else {}
            # A feature's heights are those of its ground; a hole has heights only of its own.
            stated = record if record or index > 0 else properties
            _read_ring(reader, ring, f"{inside}[{index}]", stated, is_hole=index > 0)


def _read_ring(
    reader: _Reader, ring: object, path: str, stated: dict[str, Any], *, is_hole: bool
) -> None:
    number = len(reader.rings) + 1
    positions = _list(reader, ring, path)
    read = [
        _vertex_of(reader, position, f"{path}[{index}]", number, index + 1)
        for index, position in enumerate(positions)
    ]
    vertices = [vertex for vertex in read if vertex is not None]
    if len(vertices) == len(positions) > 1 and vertices[0][:2] != vertices[-1][:2]:
        reader.problems.warn(
            "ring.unclosed",
            "第{ring}圈末点与首点不同，按首尾相连读取",
            "the last point of ring {ring} differs from the first; the ring was read as closed",
            place=Place(reader.problems.file, field=path),
            ring=number,
        )
    note = stated.get("note")
    written = WrittenRing(
        number,
        opened(vertices) if vertices and len(vertices) == len(positions) else (),
        _height(reader, stated, "top_m", path),
        _height(reader, stated, "bottom_m", path),
        note if isinstance(note, str) else "",
        is_hole,
    )
    reader.rings.append(check_heights(written, reader.problems))


def _vertex_of(
    reader: _Reader, position: object, path: str, ring: int, number: int
) -> Vertex | None:
    values = position if isinstance(position, list) else []
    if not 2 <= len(values) <= 4 or not all(_is_number(value) for value in values):
        reader.refuse(
            "number.invalid",
            path,
            "应为 [经度, 纬度] 两个有限数（其后至多还有高程等两个数）",
            "should be two finite numbers, [longitude, latitude], and at most two more",
        )
        return None
    reader.has_third |= len(values) > 2
    return Vertex(float(values[1]), float(values[0]), ring, number)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def _height(reader: _Reader, stated: dict[str, Any], key: str, path: str) -> float | None:
    value = stated.get(key)
    if value is None:
        return None
    if not _is_number(value) or not LOWEST_M <= float(value) <= HIGHEST_M:
        reader.refuse(
            "ring.height-range",
            path,
            "{key} 为“{value}”，不是 {lowest}～{highest} 米之内的数",
            "{key} is “{value}”, not a number within {lowest} to {highest} m",
            key=key,
            value=str(value)[:40],
            lowest=f"{LOWEST_M:g}",
            highest=f"{HIGHEST_M:g}",
        )
        return None
    return float(value)


def _declared_by(
    document: object, declared: DeclaredCrs | None, problems: Problems
) -> DeclaredCrs | None:
    """The old `crs` member, if there is one."""
    member = document.get("crs") if isinstance(document, dict) else None
    if member is None:
        return declared
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name")) if isinstance(properties, dict) else ""
    match = re.fullmatch(r"(?:urn:ogc:def:crs:)?EPSG:[0-9.]*:?([0-9]{4,5})", name)
    if match is None and not re.fullmatch(r"urn:ogc:def:crs:OGC:1\.3:CRS84", name):
        problems.refuse(
            "crs.unsupported",
            "crs 成员“{name}”无法识别；请写 urn:ogc:def:crs:EPSG::4490",
            "the crs member “{name}” is not known; write urn:ogc:def:crs:EPSG::4490",
            place=Place(problems.file, field="$.crs"),
            name=name[:80],
        )
        return declared
    return declared_or_stated(declared, int(match[1]) if match else WGS84_EPSG, problems)
