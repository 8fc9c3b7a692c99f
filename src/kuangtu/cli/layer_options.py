# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What may be said of a file that is read, the same for every command that reads one. 读取选项。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kuangtu.cli.helmert import helmert_of, helmert_options
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.geo.crs import DeclaredCrs

Command = TypeVar("Command", bound=Callable[..., Any])
MIB = 1024 * 1024
READING = (
    click.argument("file", type=click.Path(path_type=Path)),
    click.option("--layer", "code", required=True, help="图层编码，见 layer list · layer code"),
    click.option("--crs", "declared", help="声明坐标系，如 EPSG:4518 · reference system"),
    helmert_options,
    click.option(
        "--encoding", default="", help="声明属性编码，如 GBK · encoding of the attributes"
    ),
    click.option("--dataset", default="", help="压缩包或文件夹中的数据集 · data set in an archive"),
    click.option(
        "--table",
        default="",
        help="GeoPackage、FileGDB、KML、GeoParquet 中的表，或 XLSX 的工作表 · table or sheet",
    ),
    click.option(
        "--map",
        "mapped",
        multiple=True,
        metavar="源字段=字段[:单位]",
        help="字段对照，可重复；单位是源数据的单位 · with its unit",
    ),
    click.option("--limit-mb", type=click.IntRange(min=1), help="放宽文件上限 · largest file"),
)


def reading_options(command: Command) -> Command:
    """Add the file, its layer and how it is to be read to a command. 读取选项。"""
    for option in reversed(READING):
        command = option(command)
    return command


def reading_arguments(said: dict[str, Any]) -> dict[str, Any]:
    """These options as the reading of a file takes them. Raises: Invalid."""
    from kuangtu.layers.reading import ReadLimits

    limit_mb = said["limit_mb"]
    return {
        "declared_crs": declared_crs(said),
        "encoding": said["encoding"],
        "dataset": said["dataset"],
        "table": said["table"],
        **mapping_of(said["mapped"]),
        "limits": ReadLimits.for_files_up_to(limit_mb * MIB) if limit_mb else None,
    }


def declared_crs(said: dict[str, Any]) -> DeclaredCrs | None:
    """What `--crs` and `--helmert` declare. Raises: Invalid."""
    from kuangtu.geo.crs import DeclaredCrs

    written, helmert = said["declared"], helmert_of(said)
    if not written:
        return DeclaredCrs(epsg=None, helmert=helmert) if helmert else None
    digits = written.upper().removeprefix("EPSG:")
    if not digits.isdigit():
        raise invalid(
            "layer.crs-option",
            "“{written}”不是 EPSG 代码；例如 --crs EPSG:4518",
            "“{written}” is no EPSG code; for example --crs EPSG:4518",
            Place(field="--crs"),
            written=written,
        )
    return DeclaredCrs(epsg=int(digits), helmert=helmert)


def mapping_of(pairs: Sequence[str]) -> dict[str, Any]:
    """Source columns and fields of `--map`, and the units that are said. Raises: Invalid."""
    from kuangtu.layers.mapping import ColumnMeaning, SourceMapping

    mapping, units = {}, {}
    for pair in pairs:
        column, sign, field = pair.partition("=")
        name, colon, unit = (part.strip() for part in field.replace("：", ":").partition(":"))
        if not (column and sign and name) or (colon and not unit):
            raise invalid(
                "layer.map-option",
                "“{pair}”不是“源字段=字段”或“源字段=字段:单位”",
                "“{pair}” is not “column=field” or “column=field:unit”",
                Place(field="--map"),
                pair=pair,
            )
        mapping[column.strip()] = name
        if unit:
            units[column.strip()] = ColumnMeaning(name, unit)
    return {"mapping": mapping, "meaning": SourceMapping(units)}
