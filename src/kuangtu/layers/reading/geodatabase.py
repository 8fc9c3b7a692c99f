# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A layer of an Esri file geodatabase, and of a FlatGeobuf file. 读取 FileGDB 与 FlatGeobuf。"""

from __future__ import annotations

from kuangtu.core.errors import Place, invalid
from kuangtu.layers.reading.features import ASCII, Declaration
from kuangtu.layers.reading.gdal import Opened
from kuangtu.layers.reading.source import Source

CATALOGUE = "a00000001.gdbtable"
FLATGEOBUF = b"fgb\x03fgb"


def require_geodatabase(source: Source, _said: Declaration) -> None:
    """Raises: Invalid `layer.not-geodatabase`."""
    catalogue = source.main / CATALOGUE
    if not catalogue.exists() or not catalogue.with_suffix(".gdbtablx").exists():
        raise invalid(
            "layer.not-geodatabase",
            "文件地理数据库不完整（缺少目录表 {name}）；请把整个 .gdb 文件夹重新打包",
            "the file geodatabase is not whole (its catalogue {name} is missing); pack the whole "
            ".gdb folder again",
            Place(source.name),
            name=CATALOGUE,
        )


def open_geodatabase(source: Source, table: str) -> Opened:
    """What is known of a layer before GDAL reads it. 读取 FileGDB。"""
    return Opened(source, source.main, table, ASCII, None, "GDB_SpatialRefs")


def require_flatgeobuf(source: Source, _said: Declaration) -> None:
    """Raises: Invalid `layer.not-flatgeobuf`."""
    with source.main.open("rb") as file:
        if file.read(len(FLATGEOBUF)) != FLATGEOBUF:
            raise invalid(
                "layer.not-flatgeobuf",
                "这不是 FlatGeobuf 文件；请核对文件与扩展名是否相符，或重新导出",
                "this is no FlatGeobuf file; check that the file is what its suffix says, or "
                "export it again",
                Place(source.name),
            )


def open_flatgeobuf(source: Source) -> Opened:
    """What is known of a FlatGeobuf file before GDAL reads it. 读取 FlatGeobuf。"""
    return Opened(source, source.main, None, ASCII, None, "FlatGeobuf")
