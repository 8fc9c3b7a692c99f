# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The tables of a file that has several, and the one to read. 多图层文件的选择。"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from pyogrio import list_layers, read_info

from kuangtu.core.errors import Place, invalid
from kuangtu.layers.reading.gdal import READ_ERRORS, unreadable
from kuangtu.layers.reading.source import Source


@dataclass(frozen=True, slots=True)
class Table:
    """A layer of a file, or a sheet of a workbook, and how many features it has. 图层表。"""

    name: str
    feature_count: int
    has_geometry: bool = True

    @property
    def label(self) -> str:
        return f"{self.name}（{self.feature_count}）"


def tables_by_gdal(source: Source) -> tuple[Table, ...]:
    """Every layer that GDAL lists. Raises: Invalid `layer.unreadable`."""
    try:
        with warnings.catch_warnings(action="ignore"):
            listed = [(str(name), kind is not None) for name, kind in list_layers(source.main)]
            return tuple(
                Table(name, _count(source, name), has_geometry) for name, has_geometry in listed
            )
    except READ_ERRORS as error:
        raise unreadable(source, error) from error


def _count(source: Source, name: str) -> int:
    return int(read_info(source.main, layer=name, force_feature_count=True)["features"])


def chosen_table(
    tables: Sequence[Table], wanted: str, *, file: str, without_geometry: bool = False
) -> Table:
    """The table that was asked for, else the only one with what is to be read.

    Raises: Invalid `layer.table-missing`, `layer.no-geometry`, `layer.several-tables`.
    """
    if wanted:
        found = next((one for one in tables if one.name == wanted), None)
        if found is None:
            raise invalid(
                "layer.table-missing",
                "没有图层表“{wanted}”；有：{names}",
                "there is no table “{wanted}”; there are: {names}",
                Place(file),
                wanted=wanted,
                names=_named(tables),
            )
        return found
    fitting = [one for one in tables if one.has_geometry or without_geometry]
    # An empty table beside a full one is what a program left over, not a choice.
    fitting = [one for one in fitting if one.feature_count] or fitting
    if not fitting:
        raise invalid(
            "layer.no-geometry",
            "文件里没有带图形的表",
            "the file has no table with geometry",
            Place(file),
        )
    if len(fitting) > 1:
        raise invalid(
            "layer.several-tables",
            "文件里有 {count} 个图层表（{names}），请指明导入哪一个",
            "the file has {count} tables ({names}); say which one to import",
            Place(file),
            count=len(fitting),
            names=_named(fitting),
        )
    return fitting[0]


def _named(tables: Sequence[Table]) -> str:
    """The tables with the number of their features."""
    return "、".join(one.label for one in tables)
