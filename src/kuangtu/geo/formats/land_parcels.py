# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The TXT of land parcels: a head of attributes, then parcels of numbered rings. 国土 TXT 地块。

    [属性描述]
    坐标系=2000国家大地坐标系 …
    [地块坐标]
    points,area in ha,number,name,kind,sheet,use,class,@
    J1,1,X,Y

Ring 1 of a parcel is its ground, the further rings are holes. Source: the national land
format, as real parcels write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kuangtu.core.errors import Place
from kuangtu.core.text import Text
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.geo.formats.land_parcel_head import Head
from kuangtu.geo.formats.problems import Problems
from kuangtu.geo.formats.written import (
    MOST_RINGS,
    StatedParcel,
    Vertex,
    WrittenRange,
    WrittenRing,
    has_too_many_lines,
    number_of,
    opened,
    refuse_number,
)

NAME = "land-parcels"
HECTARE_M2 = 10_000.0
_POINT_FIELDS = 4
_PARCEL_FIELDS = 9  # points, area, number, name, kind, sheet, use, class, and nothing before @


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
    if has_too_many_lines(text, problems):
        return None
    head = Head(problems)
    parcels: list[_Parcel] = []
    ring_count = 0
    for number, line in _lines(text, problems):
        if line.startswith("["):
            continue
        if line.endswith("@"):
            parcels.append(_parcel_of(line, number, problems))
        elif not parcels and head.takes(line, number):
            continue
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
    said = head.declared_crs(declared)
    reading = Text("国土 TXT 地块坐标", "parcel TXT")
    return WrittenRange(NAME, rings, "plane", said, reading, parcels=stated)


def _lines(text: str, problems: Problems) -> Iterator[tuple[int, str]]:
    """Lines with something on them; full-width commas that alone separate are reported."""
    is_told = False
    for number, written in enumerate(text.splitlines(), 1):
        line = written.strip()
        # In a point nothing but a separator can be meant; the name of a parcel may have its own.
        if "，" in line and ("," not in line or not line.endswith("@")):
            line = line.replace("，", ",")
            if not is_told:
                is_told = True
                problems.warn(
                    "range.full-width-comma",
                    "第 {line} 行起含全角逗号“，”，已按半角逗号读取",
                    "full-width commas, first in line {line}, were read as plain ones",
                    place=Place(problems.file, number, written.index("，") + 1),
                    line=number,
                )
        if line:
            yield number, line


def _parcel_of(line: str, number: int, problems: Problems) -> _Parcel:
    fields = [value.strip() for value in line.rstrip("@").split(",")]
    if len(fields) > _PARCEL_FIELDS:
        problems.warn(
            "parcels.head-fields",
            "第 {line} 行地块属性有 {count} 个字段，多于 {most} 个；名称取第 4 个字段“{name}”，"
            "请核对名称中是否有逗号",
            "the parcel in line {line} has {count} fields, more than {most}; its name was taken "
            "from the fourth, “{name}”: check whether there is a comma in the name",
            place=Place(problems.file, number, 1, "name"),
            line=number,
            count=len(fields),
            most=_PARCEL_FIELDS,
            name=fields[3][:40],
        )
    fields += [""] * 4
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
    if not re.fullmatch(r"[1-9][0-9]{0,3}", ring_text) or int(ring_text) > MOST_RINGS:
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
        if parcel.rows:
            _check_count(parcel, problems)
        else:
            _refuse_empty(parcel, problems)
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


def _refuse_empty(parcel: _Parcel, problems: Problems) -> None:
    problems.refuse(
        "parcels.no-points",
        "第 {line} 行的地块“{name}”没有坐标行；请补填或删去该地块",
        "the parcel “{name}” in line {line} has no lines of coordinates; supply them or remove it",
        place=Place(problems.file, parcel.line, 1),
        line=parcel.line,
        name=parcel.name[:40],
    )


def _check_count(parcel: _Parcel, problems: Problems) -> None:
    """The stated number of points counts the lines; some programs leave the closing ones out."""
    rings = len(parcel.points)
    if parcel.count_text == str(parcel.rows):
        return
    place = Place(problems.file, parcel.line, 1, "points")
    stated = Text("（空）", "(nothing)") if not parcel.count_text else parcel.count_text[:20]
    values = {"stated": stated, "actual": parcel.rows, "line": parcel.line}
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
    place = Place(problems.file, parcel.line, len(parcel.count_text) + 2, "area")
    what = Text(f"第 {parcel.line} 行地块面积", f"the parcel area in line {parcel.line}")
    if value is None:
        refuse_number(problems, parcel.area_text, what, place)
        return None
    if value < 0:
        problems.refuse(
            "parcels.area-negative",
            "{what}为 {value} 公顷，不能为负",
            "{what} is {value} ha; it cannot be negative",
            place=place,
            what=what,
            value=parcel.area_text[:40],
        )
        return None
    return value * HECTARE_M2
