# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a table of a GeoPackage. 读取 GeoPackage。"""

from __future__ import annotations

import warnings

from pyogrio import list_layers

from kuangtu.core.errors import Place, invalid
from kuangtu.layers.reading.features import ASCII, Declaration, ReadFeatures
from kuangtu.layers.reading.gdal import READ_ERRORS, Opened, read, unreadable
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.source import Source

SQLITE = b"SQLite format 3\0"


def read_geopackage(source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
    """A table of a GeoPackage. 读取 GeoPackage。

    Raises: Invalid `layer.not-geopackage`, `layer.several-tables`, `layer.table-missing`,
    `layer.no-geometry`, and those of `gdal.read`.
    """
    with source.main.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            raise invalid(
                "layer.not-geopackage",
                "这不是 GeoPackage 文件；请核对文件与扩展名是否相符，或重新导出",
                "this is no GeoPackage; check that the file is what its suffix says, or export it "
                "again",
                Place(source.name),
            )
    with warnings.catch_warnings(action="ignore"):
        tables = [str(name) for name, kind in _listed(source) if kind is not None]
    table = _chosen_table(tables, said.table, source.name)
    return read(
        Opened(source, source.main, table, ASCII, None, "gpkg_spatial_ref_sys"), said, limits
    )


def _listed(source: Source) -> list[tuple[str, str | None]]:
    try:
        return [(name, kind) for name, kind in list_layers(source.main)]
    except READ_ERRORS as error:
        raise unreadable(source, error) from error


def _chosen_table(tables: list[str], wanted: str, file: str) -> str:
    names = "、".join(tables)
    if wanted and wanted not in tables:
        raise invalid(
            "layer.table-missing",
            "没有图层表“{wanted}”；有：{names}",
            "there is no table “{wanted}”; there are: {names}",
            Place(file),
            wanted=wanted,
            names=names,
        )
    if not tables:
        raise invalid(
            "layer.no-geometry",
            "文件里没有带图形的表",
            "the file has no table with geometry",
            Place(file),
        )
    if len(tables) > 1 and not wanted:
        raise invalid(
            "layer.several-tables",
            "文件里有 {count} 个图层表（{names}），请指明导入哪一个",
            "the file has {count} tables ({names}); say which one to import",
            Place(file),
            count=len(tables),
            names=names,
        )
    return wanted or tables[0]
