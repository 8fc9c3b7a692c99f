# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The TXT of land parcels: a head of attributes, then parcels of numbered rings. 国土 TXT 地块。

    [属性描述]
    坐标系=2000国家大地坐标系 …
    [地块坐标]
    points,area in ha,number,name,kind,sheet,use,class,@
    J1,1,X,Y

Ring 1 of a parcel is its ground, the further rings are holes. Source: facts.md section 2.4 and
the parcels in the shared data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import Datum, DeclaredCrs
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import (
    MOST_RINGS,
    StatedParcel,
    Vertex,
    WrittenRange,
    WrittenRing,
    number_of,
    opened,
    refuse_number,
)

NAME = "land-parcels"
HECTARE_M2 = 10_000.0
_POINT_FIELDS = 4
_DATUMS = ((Datum.CGCS2000, "2000"), (Datum.XIAN80, "80"), (Datum.BEIJING54, "54"))


@dataclass(slots=True)
class _Parcel:
    """A parcel while it is read. 地块。"""

    line: int
    count_text: str
    area_text: str
    name: str
    points: dict[int, list[Vertex]] = field(default_factory=dict)
    rows: int = 0
    is_readable: bool = True


def read_land_parcels(
    text: str, problems: Problems, *, declared: DeclaredCrs | None = None
) -> WrittenRange | None:
    """The parcels of a TXT as rings, None when there are none."""
    head: dict[str, tuple[str, int]] = {}
    parcels: list[_Parcel] = []
    ring_count = 0
    for number, line in _lines(text):
        if line.startswith("["):
            continue
        if line.endswith("@"):
            parcels.append(_parcel_of(line, number))
        elif "=" in line and not parcels:
            key, _, value = line.partition("=")
            head[key.strip()] = (value.strip(), number)
        else:
            ring_count += _read_point(line, number, parcels, ring_count, problems)
    if not parcels:
        problems.refuse(
            "parcels.none",
            "没有以“@”结尾的地块行；请核对是否为国土 TXT 格式",
            "there is no parcel line ending with “@”; check that this is a parcel TXT",
        )
        return None
    rings, stated = _rings_of(parcels, problems)
    said = declared if declared and declared.epsg else _declared_by(head, declared, problems)
    reading = Text("国土 TXT 地块坐标", "parcel TXT")
    return WrittenRange(NAME, rings, "plane", said, reading, parcels=stated)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, line.strip()


def _parcel_of(line: str, number: int) -> _Parcel:
    fields = [value.strip() for value in line.rstrip("@").split(",")] + [""] * 4
    return _Parcel(number, fields[0], fields[1], fields[3])


def _read_point(
    line: str, number: int, parcels: list[_Parcel], ring_count: int, problems: Problems
) -> int:
    """Read one point line into the last parcel; returns how many rings it began."""
    fields = line.split(",")
    place = Place(problems.file, number, 1)
    if not parcels or len(fields) != _POINT_FIELDS:
        problems.refuse(
            "parcels.line",
            "第 {line} 行“{text}”不是“点号,圈号,X,Y”；请核对",
            "line {line}, “{text}”, is not “point,ring,X,Y”; check it",
            place=place,
            line=number,
            text=line[:40],
        )
        return 0
    parcel = parcels[-1]
    parcel.rows += 1
    ring_text = fields[1].strip()
    if not re.fullmatch(r"[1-9]\d{0,3}", ring_text) or int(ring_text) > MOST_RINGS:
        problems.refuse(
            "parcels.ring-number",
            "第 {line} 行的圈号“{text}”不是从 1 起的整数",
            "the ring number “{text}” in line {line} is not an integer from 1",
            place=Place(problems.file, number, len(fields[0]) + 2, "ring"),
            line=number,
            text=ring_text[:40],
        )
        parcel.is_readable = False
        return 0
    began = 0 if int(ring_text) in parcel.points else 1
    points = parcel.points.setdefault(int(ring_text), [])
    vertex = _vertex_of(fields, number, (ring_count + began, len(points) + 1), problems)
    if vertex is None:
        parcel.is_readable = False
    else:
        points.append(vertex)
    return began


def _vertex_of(
    fields: list[str], line: int, numbers: tuple[int, int], problems: Problems
) -> Vertex | None:
    values = []
    column = len(fields[0]) + len(fields[1]) + 3
    for axis, text in zip("XY", fields[2:], strict=True):
        value = number_of(text)
        if value is None:
            what = Text(f"第 {line} 行 {axis}", f"{axis} in line {line}")
            refuse_number(problems, text, what, Place(problems.file, line, column, axis))
        values.append(value)
        column += len(text) + 1
    north, east = values
    if north is None or east is None:
        return None
    column = len(fields[0]) + len(fields[1]) + 3
    return Vertex(north, east, *numbers, line, column, fields[0].strip())


def _rings_of(
    parcels: list[_Parcel], problems: Problems
) -> tuple[tuple[WrittenRing, ...], tuple[StatedParcel, ...]]:
    rings: list[WrittenRing] = []
    stated: list[StatedParcel] = []
    for parcel in parcels:
        _check_count(parcel, problems)
        first = len(rings)
        for place, number in enumerate(sorted(parcel.points)):
            points = parcel.points[number]
            if points:
                _check_closed(points, problems)
            rings.append(
                WrittenRing(
                    points[0].ring if points else first + place + 1,
                    opened(points) if parcel.is_readable and points else (),
                    note=parcel.name,
                    is_hole=place > 0,
                    line=points[0].line if points else parcel.line,
                    column=1,
                )
            )
        area_m2 = _stated_area_m2(parcel, problems)
        if area_m2 is not None and parcel.is_readable:
            numbers = tuple(ring.number for ring in rings[first:])
            label = parcel.name or f"{len(stated) + 1}"
            stated.append(
                StatedParcel(label, numbers, area_m2, Place(problems.file, parcel.line, 1))
            )
    return tuple(rings), tuple(stated)


def _check_count(parcel: _Parcel, problems: Problems) -> None:
    """The stated number of points counts the lines; some programs leave the closing ones out."""
    rings = len(parcel.points)
    if parcel.count_text == str(parcel.rows):
        return
    place = Place(problems.file, parcel.line, 1, "points")
    values = {"stated": parcel.count_text[:20], "actual": parcel.rows, "line": parcel.line}
    if parcel.count_text == str(parcel.rows - rings):
        problems.warn(
            "parcels.count",
            "第 {line} 行声明 {stated} 个点，未计闭合点（共 {actual} 行）",
            "line {line} states {stated} points, without the closing ones ({actual} lines)",
            place=place,
            **values,
        )
        return
    problems.refuse(
        "parcels.count",
        "第 {line} 行声明 {stated} 个点，实际有 {actual} 行坐标；请核对是否缺行或点数有误",
        "line {line} states {stated} points, {actual} lines follow; check for missing lines or a "
        "wrong count",
        place=place,
        **values,
    )


def _check_closed(points: list[Vertex], problems: Problems) -> None:
    if len(points) > 1 and points[0][:2] != points[-1][:2]:
        problems.warn(
            "ring.unclosed",
            "第{ring}圈末点与首点不同，按首尾相连读取",
            "the last point of ring {ring} differs from the first; the ring was read as closed",
            place=points[-1].place(problems.file),
            ring=points[0].ring,
        )


def _stated_area_m2(parcel: _Parcel, problems: Problems) -> float | None:
    if not parcel.area_text:
        return None
    value = number_of(parcel.area_text)
    if value is None or value < 0:
        place = Place(problems.file, parcel.line, len(parcel.count_text) + 2, "area")
        what = Text(f"第 {parcel.line} 行地块面积", f"the parcel area in line {parcel.line}")
        refuse_number(problems, parcel.area_text, what, place)
        return None
    return value * HECTARE_M2


def _declared_by(
    head: dict[str, tuple[str, int]], declared: DeclaredCrs | None, problems: Problems
) -> DeclaredCrs:
    """What the head says of the reference system; parameters can only come from the reader."""
    helmert = declared.helmert if declared else None
    system, line = head.get("坐标系", ("2000", 0))
    datum = next((datum for datum, word in _DATUMS if word in system), None)
    if datum is None:
        problems.refuse(
            "crs.unknown-datum",
            "坐标系“{system}”无法识别；应为 2000 国家大地坐标系，或附参数的西安80、北京54",
            "the reference system “{system}” is not known; use CGCS2000, or Xian 1980 / Beijing "
            "1954 with parameters",
            place=Place(problems.file, line or None, 1, "坐标系"),
            system=system[:40],
        )
    width = _integer(head, "几度分带", problems)
    number = _integer(head, "带号", problems)
    if width not in (None, 3, 6):
        problems.refuse(
            "crs.zone-width",
            "几度分带为 {width}，只支持 3 度带和 6 度带",
            "the zones are {width}° wide; only 3° and 6° are supported",
            place=Place(problems.file, head["几度分带"][1], 1, "几度分带"),
            width=width,
        )
    width = 6 if width == 6 else 3
    meridian = None if number is None else (3 * number if width == 3 else 6 * number - 3)
    return DeclaredCrs(None, datum or Datum.CGCS2000, meridian, width, helmert)


def _integer(head: dict[str, tuple[str, int]], key: str, problems: Problems) -> int | None:
    text, line = head.get(key, ("", 0))
    if not text:
        return None
    if not re.fullmatch(r"\d{1,3}", text):
        what = Text(key, key)
        refuse_number(problems, text, what, Place(problems.file, line, len(key) + 2, key))
        return None
    return int(text)
