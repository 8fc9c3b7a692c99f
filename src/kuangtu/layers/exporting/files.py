# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Exporting to a file of any known format. 导出到文件。"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.exporting.formats import ExportFormat
from kuangtu.layers.exporting.geojson import write_geojson
from kuangtu.layers.exporting.geoparquet import write_parquet
from kuangtu.layers.exporting.kml import write_kml
from kuangtu.layers.exporting.metadata import NOTE_FILE, ExportMetadata, field_rows
from kuangtu.layers.exporting.shapefile import write_shapefile
from kuangtu.layers.exporting.source import FeatureSource
from kuangtu.layers.exporting.streaming import write_geopackage
from kuangtu.layers.exporting.tables import headings, write_csv, write_workbook

FARTHEST_DEGREES = 6  # from a central meridian: a county that reaches into the next zones
Write = Callable[[Path, FeatureSource, ExportMetadata], object]
PLAIN: dict[ExportFormat, Write] = {
    ExportFormat.GPKG: write_geopackage,
    ExportFormat.PARQUET: write_parquet,
    ExportFormat.GEOJSON: write_geojson,
    ExportFormat.KML: write_kml,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what its format could not take as it is. 导出结果。"""

    path: Path
    format: ExportFormat
    count: int
    notes: tuple[Text, ...]


def export_to(
    path: Path,
    form: ExportFormat,
    source: FeatureSource,
    metadata: ExportMetadata,
    *,
    encoding: str = "UTF-8",
) -> Exported:
    """Write features and what is known of them; nothing stands at `path` before all does. 导出。

    Features are read a group at a time, twice: once to know what is there, once to write it.
    `encoding` is that of a Shapefile's attributes, UTF-8 or GBK. Raises: Invalid.
    """
    _require_writable(path, form, source)
    metadata = metadata.with_source(source)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder:
        work = Path(folder)
        unfinished = work / f"data{path.suffix}"
        notes = _write(unfinished, form, source, metadata, encoding=encoding)
        unfinished.replace(path)
    return Exported(path, form, source.survey.count, tuple(notes))


def _require_writable(path: Path, form: ExportFormat, source: FeatureSource) -> None:
    if not path.parent.is_dir():
        raise invalid(
            "layer.export-folder",
            "文件夹 {folder} 不存在",
            "there is no folder {folder}",
            Place(field="file"),
            folder=str(path.parent),
        )
    if form is ExportFormat.KML and source.crs.zone is not None:
        raise invalid(
            "layer.export-crs",
            "KML 只能用经纬度；坐标系请选 4490 或 4326",
            "KML holds longitude and latitude alone; choose 4490 or 4326",
            Place(field="crs"),
        )
    if source.survey.farthest_degrees > FARTHEST_DEGREES:
        raise invalid(
            "layer.export-zone",
            "数据离所选三度带的中央经线 {away:.1f}°，超过 {most}°，平面坐标变形过大；请另选一带，"
            "或用经纬度",
            "the data lies {away:.1f}° from the central meridian of the zone, more than {most}°: "
            "plane coordinates would be distorted; choose another zone, or degrees",
            Place(field="crs"),
            away=source.survey.farthest_degrees,
            most=FARTHEST_DEGREES,
        )
    if source.survey.count == 0:
        raise invalid(
            "layer.export-nothing",
            "所选范围内没有要素，未导出",
            "there is no feature in the box, nothing was exported",
            Place(field="bbox"),
        )


def _write(
    path: Path,
    form: ExportFormat,
    source: FeatureSource,
    metadata: ExportMetadata,
    *,
    encoding: str,
) -> list[Text]:
    if form in PLAIN:
        PLAIN[form](path, source, metadata)
        return []
    if form is ExportFormat.XLSX:
        return write_workbook(path, source, metadata)
    inside = path.with_name("inside")
    inside.mkdir()
    if form is ExportFormat.SHP:
        return write_shapefile(path, source, metadata, encoding=encoding, work=inside)
    return _zipped_csv(path, inside, source, metadata)


def _zipped_csv(
    path: Path, inside: Path, source: FeatureSource, metadata: ExportMetadata
) -> list[Text]:
    data = inside / f"{metadata.layer}.csv"
    notes = write_csv(data, source)
    written = dict(zip(source.columns, headings(source), strict=True))
    fields = [" = ".join(row) for row in field_rows(source, written)]
    text = metadata.as_text(notes, {"字段（列名 = 字段 = 名称）· fields": fields})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(data, data.name)
        archive.writestr(NOTE_FILE, "\ufeff" + text)
    return notes
