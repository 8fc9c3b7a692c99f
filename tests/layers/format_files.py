# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Small files of the formats that other offices send. 各种格式的测试文件。"""

from pathlib import Path

import numpy as np
import openpyxl
import pyogrio
import shapely

from layers.layer_files import BESIDE, SQUARE

PLANE = [(29601325.83, 4321375.7), (29602325.83, 4321375.7), (29602325.83, 4320375.7)]


def by_gdal(path: Path, driver: str, *, layer: str | None = None, **changes) -> Path:
    """Two squares with a name each, as GDAL writes them."""
    ordinary = {
        "geometry": shapely.to_wkb(np.array([SQUARE, BESIDE])),
        "field_data": [np.array(["甲", "乙"], dtype=object)],
        "fields": ["MC"],
        "geometry_type": "Polygon",
        "crs": "EPSG:4490",
        "driver": driver,
    }
    pyogrio.raw.write(path, layer=layer, **ordinary | changes)
    return path


def a_geodatabase(folder: Path, *layers: str) -> Path:
    path = folder / "planning.gdb"
    for number, layer in enumerate(layers or ("reserves",)):
        by_gdal(path, "OpenFileGDB", layer=layer, append=number > 0)
    return path


def a_kml(folder: Path, *, before: str = "", inside: str = "", name: str = "a.kml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{inside}<Folder><name>矿区</name>
<Placemark><name>甲</name><Polygon><outerBoundaryIs><LinearRing>
<coordinates>88,39,0 88.1,39,0 88.1,39.1,0 88,39,0</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>"""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def a_workbook(path: Path, *rows, sheet: str = "坐标", merged=(), others=()) -> Path:
    """A workbook of one sheet, and of others given as (title, rows)."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = sheet
    for row in rows:
        first.append(row)
    for area in merged:
        first.merge_cells(area)
    for title, content in others:
        added = book.create_sheet(title)
        for row in content:
            added.append(row)
    book.save(path)
    return path


def a_drawing(path: Path, *entities: str, encoding: str = "gbk") -> Path:
    """A DXF of these entities, and of a block called 钻孔."""
    head = _section(
        "HEADER", _codes((9, "$ACADVER"), (1, "AC1015"), (9, "$DWGCODEPAGE"), (3, "ANSI_936"))
    )
    block = _codes((0, "BLOCK"), (8, "0"), (2, "钻孔"), (70, 0), (10, 0.0), (20, 0.0))
    block += line_of("0", [(0, 0), (10, 0)]) + _codes((0, "ENDBLK"), (8, "0"))
    text = head + _section("BLOCKS", block) + _section("ENTITIES", "".join(entities))
    path.write_bytes((text + _codes((0, "EOF"))).encode(encoding))
    return path


def _codes(*pairs) -> str:
    return "".join(f"{code:>3}\n{value}\n" for code, value in pairs)


def _section(name: str, content: str) -> str:
    return _codes((0, "SECTION"), (2, name)) + content + _codes((0, "ENDSEC"))


def polyline_of(layer: str, points, *, closed: bool = True, bulge: float = 0.0, handle="A1") -> str:
    text = _codes((0, "LWPOLYLINE"), (5, handle), (100, "AcDbEntity"), (8, layer))
    text += _codes((100, "AcDbPolyline"), (90, len(points)), (70, int(closed)))
    for x, y in points:
        text += _codes((10, float(x)), (20, float(y)))
        text += _codes((42, bulge)) if bulge else ""
    return text


def line_of(layer: str, points) -> str:
    (a, b), (c, d) = points
    codes = ((10, float(a)), (20, float(b)), (11, float(c)), (21, float(d)))
    return _codes((0, "LINE"), (8, layer), *codes)


def words_at(layer: str, x: float, y: float, words: str) -> str:
    return _codes((0, "TEXT"), (8, layer), (10, float(x)), (20, float(y)), (40, 2.5), (1, words))


def point_at(layer: str, x: float, y: float) -> str:
    return _codes((0, "POINT"), (8, layer), (10, float(x)), (20, float(y)))


def block_at(layer: str, x: float, y: float) -> str:
    return _codes((0, "INSERT"), (8, layer), (2, "钻孔"), (10, float(x)), (20, float(y)))


def circle_at(layer: str, x: float, y: float) -> str:
    return _codes((0, "CIRCLE"), (8, layer), (10, float(x)), (20, float(y)), (40, 50.0))
