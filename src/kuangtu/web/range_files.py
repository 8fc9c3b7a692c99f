# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A file dropped on a range field, as the text that stands in the field. 范围文件。

What is text already is shown as it was written. Geometry of any other format that layers are
imported from is turned into GeoJSON, and a sentence says so: nothing is converted unasked.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from typing import Any

import numpy as np
import shapely
from django.core.files.uploadedfile import UploadedFile

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, DeclaredCrs
from kuangtu.geo.formats.decoding import decoded
from kuangtu.layers.choices import GeometryKind
from kuangtu.layers.reading import Declaration, ReadFeatures, ReadLimits, read_features
from kuangtu.layers.reading.formats import (
    ARCHIVES,
    FAMILIES,
    FORMATS,
    GEODATABASE_PARTS,
    SUFFIXES,
)
from kuangtu.web.figures import short_crs

TEXTS = {"", ".txt", ".csv", ".json", ".geojson", ".wkt"}
READ = {*SUFFIXES, *ARCHIVES} - TEXTS - set(GEODATABASE_PARTS)
TABLES = {".xlsx"}
MAINS = set(FAMILIES) & set(FORMATS)  # the files that are named after what they hold
LONGEST_NAME = 80  # letters; a disk takes 255 bytes, and a Chinese letter has three
MOST_FEATURES = 100  # an application has one range; a layer is imported, not typed into a field


ASSUMED = Text(
    "{said}；表中没有写明坐标系，经纬度按 CGCS2000 读取（与粘贴坐标一样），请核对",
    "{said}; the table states no reference system, so its degrees were taken as CGCS2000, as "
    "pasted ones are: check it",
)


@dataclass(frozen=True, slots=True)
class RangeText:
    """The text of a range and how it came about. 范围文本。"""

    text: str
    note: Text


def range_text(files: Sequence[UploadedFile[Any]], *, limits: ReadLimits) -> RangeText:
    """The range in one text file, in an archive, or in the files of one Shapefile.

    Raises: Invalid for no file, one that is too large or of an unknown kind, and with what the
    readers refuse.
    """
    files = needed(files)
    if not files:
        raise invalid("range-file.none", "没有收到文件", "no file was received", Place("file"))
    names = [name_of(file) for file in files]
    suffixes = {Path(name).suffix.casefold() for name in names}
    if unknown := suffixes - TEXTS - READ:
        raise invalid(
            "range-file.unknown",
            "不认识“{suffix}”文件；范围可为 TXT、CSV、XLSX、GeoJSON、WKT、KML、DXF、GeoPackage、"
            "FlatGeobuf、MapInfo 或 Shapefile（zip，或整套文件一起拖入）",
            "“{suffix}” is not known; a range is TXT, CSV, XLSX, GeoJSON, WKT, KML, DXF, "
            "GeoPackage, FlatGeobuf, MapInfo or a Shapefile (a zip, or all its files dropped "
            "together)",
            Place(names[0]),
            suffix=sorted(unknown)[0],
        )
    check_size(files, names, limits)
    if len(files) == 1 and suffixes <= TEXTS:
        text = decoded(files[0].read(), file=names[0])
        return RangeText(text, Text("已读入 {file}", "read from {file}").format(file=names[0]))
    return converted(files, names, limits)


def needed(files: Sequence[UploadedFile[Any]]) -> Sequence[UploadedFile[Any]]:
    """Beside a .shp or .tab only its companions: programs leave indexes and notes next to it."""
    family = next((FAMILIES[one] for one in map(suffix_of, files) if one in MAINS), ())
    return [file for file in files if not family or suffix_of(file) in family]


def suffix_of(file: UploadedFile[Any]) -> str:
    return Path(name_of(file)).suffix.casefold()


def name_of(file: UploadedFile[Any]) -> str:
    """The name without any folder, and no longer than a disk takes it."""
    name = PureWindowsPath(Path(file.name or "").name).name
    return name[-LONGEST_NAME:] or "range"


def check_size(
    files: Sequence[UploadedFile[Any]], names: Sequence[str], limits: ReadLimits
) -> None:
    size_bytes = sum(file.size or 0 for file in files)
    if size_bytes > limits.file_bytes:
        raise invalid(
            "range-file.too-large",
            "文件共 {size:.1f} MB，超过上限 {most:.0f} MB；范围文件通常只有几 KB，请核对",
            "the file has {size:.1f} MB, more than {most:.0f} MB; a range usually has a few KB, "
            "check the file",
            Place(names[0]),
            size=size_bytes / 1e6,
            most=limits.file_bytes / 1e6,
        )


def converted(
    files: Sequence[UploadedFile[Any]], names: Sequence[str], limits: ReadLimits
) -> RangeText:
    """The polygons of a data set as one GeoJSON geometry of degrees."""
    with tempfile.TemporaryDirectory() as folder:
        handed_in = Path(folder, "in")
        handed_in.mkdir()
        for file, name in zip(files, names, strict=True):
            (handed_in / name).write_bytes(file.read())
        # A Shapefile is named by its .shp; its companions are found beside it.
        main = next((one for one in names if Path(one).suffix.casefold() in MAINS), names[0])
        try:
            read, is_assumed = read_range(handed_in / main, Path(folder), limits)
        except Invalid as error:
            raise Invalid([answerable(one) for one in error.problems]) from error
    note = told(read)
    return RangeText(geojson_of(read, main), ASSUMED.format(said=note) if is_assumed else note)


def read_range(path: Path, folder: Path, limits: ReadLimits) -> tuple[ReadFeatures, bool]:
    """The features of a file, and whether their degrees were taken for CGCS2000.

    They are where a table states no system, as when its numbers are pasted into the field. Of a
    drawing nobody knows that its numbers are degrees at all. Raises: Invalid.
    """
    said = Declaration(geometry=GeometryKind.POLYGON)
    try:
        return read_features(path, work=folder / "work", said=said, limits=limits), False
    except Invalid as error:
        codes = {one.code for one in error.problems}
        if path.suffix.casefold() not in TABLES or codes != {"layer.crs-missing"}:
            raise
        refusal = error
    of_degrees = replace(said, crs=DeclaredCrs(epsg=CGCS2000_EPSG))
    try:
        work = folder / "as-degrees"
        return read_features(path, work=work, said=of_degrees, limits=limits), True
    except Invalid:
        raise refusal from None  # they are no degrees: what lacks is the zone


def answerable(problem: Problem) -> Problem:
    """A problem, with what can be done here: a field has no place to declare a system."""
    if problem.code != "layer.crs-missing":
        return problem
    text = Text(
        "{said}；也可把经纬度或带号的坐标复制粘贴到“范围”框中，按 CGCS2000 读取",
        "{said}; or copy degrees, or eastings with their zone number, into the field, where they "
        "are taken as CGCS2000",
    )
    return replace(problem, text=text.format(said=problem.text))


def geojson_of(read: ReadFeatures, file: str) -> str:
    """Raises: Invalid for a feature that is no polygon or unreadable, and for too many."""
    if len(read) > MOST_FEATURES:
        raise invalid(
            "range-file.many",
            "含 {count} 个要素，超过 {most} 个；请只提供申请范围，图层请在“系统”中导入",
            "there are {count} features, more than {most}; supply the range applied for, and "
            "import layers under System",
            Place(file),
            count=len(read),
            most=MOST_FEATURES,
        )
    polygons: list[object] = []
    for number, geometry in enumerate(np.asarray(read.geometries), start=1):
        if geometry is None or geometry.geom_type not in {"Polygon", "MultiPolygon"}:
            raise invalid(
                "range-file.no-polygon",
                "第 {number} 个要素不是面，或不能读取；范围应全部为面",
                "feature {number} is no polygon or cannot be read; a range is made of polygons",
                Place(file),
                number=number,
            )
        polygons += [shapely.geometry.mapping(part)["coordinates"] for part in parts_of(geometry)]
    return json.dumps({"type": "MultiPolygon", "coordinates": polygons})


def parts_of(geometry: shapely.Geometry) -> list[shapely.Geometry]:
    """The polygons of a geometry, without heights."""
    return list(shapely.get_parts(shapely.force_2d(geometry)))


def told(read: ReadFeatures) -> Text:
    """What was read and into what it was turned."""
    return Text(
        "已读入 {file}（{format}，{crs}，{count} 个要素），坐标换算为经纬度",
        "read from {file} ({format}, {crs}, features: {count}), turned into degrees",
    ).format(
        file=read.source.name,
        format=read.source.format.value,
        crs=short_crs(read.crs.name),
        count=len(read),
    )
