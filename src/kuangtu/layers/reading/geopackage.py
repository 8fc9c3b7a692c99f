# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a table of a GeoPackage. 读取 GeoPackage。"""

from __future__ import annotations

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.features import ASCII, Declaration
from kuangtu.layers.reading.gdal import Opened
from kuangtu.layers.reading.source import Source

SQLITE = b"SQLite format 3\0"
UNWRITTEN = ".gpkg-wal"  # changes that a program has not yet written into the file
_WRITE_AHEAD = bytes([2, 2])  # bytes 18 and 19: the last program kept its changes beside the file
_HEADER_BYTES = 20


def open_geopackage(source: Source, table: str) -> Opened:
    """What is known of a table before GDAL reads it."""
    findings = (_perhaps_open(),) if _header(source)[18:20] == _WRITE_AHEAD else ()
    return Opened(source, source.main, table, ASCII, None, "gpkg_spatial_ref_sys", findings)


def require_geopackage(source: Source, _said: Declaration) -> None:
    """Raises: Invalid `layer.not-geopackage`, `layer.geopackage-open`."""
    if not _header(source).startswith(SQLITE):
        raise invalid(
            "layer.not-geopackage",
            "这不是 GeoPackage 文件；请核对文件与扩展名是否相符，或重新导出",
            "this is no GeoPackage; check that the file is what its suffix says, or export it "
            "again",
            Place(source.name),
        )
    beside = source.companion(UNWRITTEN)
    if beside is not None and beside.stat().st_size:
        raise invalid(
            "layer.geopackage-open",
            "旁边的 .gpkg-wal 里还有没写进文件的修改：文件正被 QGIS 等程序打开；"
            "请在该程序中关闭后再提供",
            "the .gpkg-wal beside it holds changes not yet written into the file, which a program "
            "such as QGIS has open; close it there first",
            Place(source.name),
        )


def _header(source: Source) -> bytes:
    with source.main.open("rb") as file:
        return file.read(_HEADER_BYTES)


def _perhaps_open() -> Finding:
    return Finding(
        "reader-note",
        Severity.NOTE,
        Text(
            "文件像是在 QGIS 等程序打开时复制的，最后的修改可能不在其中",
            "the file seems to have been copied while a program such as QGIS had it open; the last "
            "changes may be missing",
        ),
        Text("请核对要素数，必要时关闭程序后重新复制", "check the count; close it and copy again"),
    )
