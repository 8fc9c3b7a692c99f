# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a table of a GeoPackage. 读取 GeoPackage。"""

from __future__ import annotations

from kuangtu.core.errors import Place, invalid
from kuangtu.layers.reading.features import ASCII, Declaration
from kuangtu.layers.reading.gdal import Opened
from kuangtu.layers.reading.source import Source

SQLITE = b"SQLite format 3\0"


def open_geopackage(source: Source, table: str) -> Opened:
    """What is known of a table before GDAL reads it."""
    return Opened(source, source.main, table, ASCII, None, "gpkg_spatial_ref_sys")


def require_geopackage(source: Source, _said: Declaration) -> None:
    """Raises: Invalid `layer.not-geopackage`."""
    with source.main.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            raise invalid(
                "layer.not-geopackage",
                "这不是 GeoPackage 文件；请核对文件与扩展名是否相符，或重新导出",
                "this is no GeoPackage; check that the file is what its suffix says, or export it "
                "again",
                Place(source.name),
            )
