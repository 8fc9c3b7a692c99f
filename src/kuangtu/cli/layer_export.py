# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""`kuangtu layer export`: a layer as a file that other programs read. 导出命令。"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kuangtu.cli.output import DAY, json_option, print_json
from kuangtu.core.errors import Place, invalid

if TYPE_CHECKING:
    from kuangtu.layers.features import Box
    from kuangtu.layers.queries.files import AnyEdition

FORMATS = ["GPKG", "SHP", "XLSX", "KML", "GEOJSON", "CSV", "PARQUET"]


@click.command("export")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--edition", "number", type=click.IntRange(min=1), help="版本号；缺省为现行版本")
@click.option("--as-of", type=DAY, help="某日的版本 · the edition of a day")
@click.option("--format", "form", type=click.Choice(FORMATS, case_sensitive=False), help="格式")
@click.option("--crs", default="4490", show_default=True, help="4490、4326 或三度带，如 4518")
@click.option(
    "--encoding", default="UTF-8", show_default=True, help="Shapefile 属性编码：UTF-8、GBK"
)
@click.option("--bbox", help="只导出此范围：西,南,东,北（度）· west,south,east,north")
@click.option("--field", "fields", multiple=True, help="只导出这些字段，可重复 · only these fields")
@click.option("--overwrite", is_flag=True, help="覆盖已有文件 · replace the file")
@json_option
def export(
    code: str,
    file: Path,
    *,
    number: int | None,
    as_of: date | None,
    form: str | None,
    crs: str,
    encoding: str,
    bbox: str | None,
    fields: tuple[str, ...],
    overwrite: bool,
    as_json: bool,
) -> None:
    """导出图层 · write a layer to a file.

    格式由文件后缀决定：.gpkg、.shp.zip（或 .zip）、.xlsx、.kml、.geojson、.csv.zip、.parquet。
    """
    from kuangtu.cli.layer_home import now, open_home

    open_home()
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.layers.exporting import ExportFormat, format_of, target_crs
    from kuangtu.layers.exports.services import export_edition

    if file.exists() and not overwrite:
        raise invalid(
            "layer.export-exists",
            "{file} 已存在；换个文件名，或加 --overwrite",
            "{file} is there already; choose another name or add --overwrite",
            Place(str(file)),
            file=file.name,
        )
    done = export_edition(
        edition=edition_wanted(code, number, as_of),
        file=file,
        form=ExportFormat(form.upper()) if form else format_of(file.name),
        exported_at=now(),
        actor=SYSTEM,
        crs=target_crs(crs),
        encoding=encoding,
        box=box_of(bbox) if bbox else None,
        fields=fields,
    )
    if as_json:
        notes = [note.as_json() for note in done.notes]
        print_json(
            {
                "file": str(done.path),
                "format": done.format.value,
                "count": done.count,
                "notes": notes,
            }
        )
        return
    click.echo(f"已导出 {done.count} 个要素到 {done.path}（{done.format.label.zh}）")
    for note in done.notes:
        click.echo(f"注意 · note: {note.zh} · {note.en}")


def edition_wanted(code: str, number: int | None, as_of: date | None) -> AnyEdition:
    """The edition asked for, else the one in force on the day. Raises: NotFound, Invalid."""
    from kuangtu.accounts.actor import SYSTEM
    from kuangtu.cli.layer_home import today
    from kuangtu.core.errors import NotFound
    from kuangtu.core.text import Text
    from kuangtu.layers.dictionary import layer as layer_named
    from kuangtu.layers.queries import current_edition, edition_numbered

    layer_named(code)
    if number is not None and as_of is not None:
        raise invalid(
            "layer.edition-or-day",
            "--edition 与 --as-of 只能用一个",
            "give --edition or --as-of, not both",
            Place(field="--as-of"),
        )
    if number is not None:
        return edition_numbered(code, number, actor=SYSTEM)
    found = current_edition(code, as_of=as_of or today(), actor=SYSTEM)
    if found is None:
        what = Text("图层 {code} 的已发布版本", "a published edition of {code}")
        raise NotFound(what=what.format(code=code))
    return found


def box_of(words: str) -> Box:
    """West, south, east, north in degrees. Raises: Invalid."""
    import math

    try:
        west, south, east, north = (float(part) for part in words.split(","))
    except ValueError:
        west = south = east = north = math.nan
    if not (west <= east and south <= north):
        raise invalid(
            "layer.bbox-option",
            "“{words}”不是范围；写成“西,南,东,北”，度，如 88.0,38.5,89.0,39.5",
            "{words} is no box; write west,south,east,north in degrees, as 88.0,38.5,89.0,39.5",
            Place(field="--bbox"),
            words=words,
        )
    return west, south, east, north
