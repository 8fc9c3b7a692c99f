# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Damaged bytes in a file end in a refusal or a reading, never in a defect. 损坏文件。"""

import random
import shutil
from contextlib import suppress

import pytest

from kuangtu.core.errors import Invalid
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.inspecting import inspect_file
from kuangtu.layers.reading import Declaration, read_features
from layers.format_files import (
    PLANE,
    a_drawing,
    a_kml,
    a_workbook,
    by_gdal,
    polyline_of,
    words_at,
)
from layers.layer_files import SQUARE, a_geojson, a_geopackage, a_shapefile, a_zip
from layers.test_reading_geoparquet import a_parquet, wkb

ROUNDS = 8
MAKERS = {
    "shp": a_shapefile,
    "dbf": lambda at: a_shapefile(at).with_suffix(".dbf"),
    "gpkg": a_geopackage,
    "geojson": a_geojson,
    "fgb": lambda at: by_gdal(at / "a.fgb", "FlatGeobuf"),
    "tab": lambda at: by_gdal(at / "a.tab", "MapInfo File", crs="EPSG:4326", encoding="CP936"),
    "kml": a_kml,
    "kmz": lambda at: a_zip(at / "a.kmz", a_kml(at, name="doc.kml")),
    "dxf": lambda at: a_drawing(
        at / "a.dxf", polyline_of("矿区", PLANE), words_at("注记", *PLANE[0], "字")
    ),
    "parquet": lambda at: a_parquet(at / "a.parquet", wkb(SQUARE)),
    "xlsx": lambda at: a_workbook(at / "a.xlsx", ("名称", "经度", "纬度"), ("甲", 88.1, "39°")),
}


def damaged(content: bytes, dice: random.Random) -> bytes:
    """The same bytes with a few exchanged, taken out or repeated."""
    changed = bytearray(content)
    for _ in range(dice.choice((1, 3, 20))):
        at = dice.randrange(len(changed))
        kind = dice.random()
        if kind < 0.6:
            changed[at] = dice.randrange(256)
        elif kind < 0.8:
            del changed[at : at + dice.randrange(1, 50)]
        else:
            changed[at:at] = changed[max(0, at - 40) : at]
    return bytes(changed)


@pytest.mark.parametrize("name", MAKERS)
def test_damaged_bytes_are_refused_or_read_and_nothing_else(tmp_path, name):
    (tmp_path / "in").mkdir()
    path = MAKERS[name](tmp_path / "in")
    whole = path.read_bytes()
    dice = random.Random(f"{name} 2026")
    said = Declaration(crs=DeclaredCrs(epsg=4490))

    for number in range(ROUNDS):
        path.write_bytes(damaged(whole, dice))
        for act in (read_features, inspect_file):
            work = tmp_path / f"{act.__name__}-{number}"
            with suppress(Invalid):
                act(path, work=work, said=said)
            shutil.rmtree(work, ignore_errors=True)
