# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a layer can be exported as. 导出格式与坐标系。"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from kuangtu.codes.choices import Choice
from kuangtu.core.errors import Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import CGCS2000_EPSG, WGS84_EPSG, ZONES_BY_EPSG, Datum, Zone


class ExportFormat(Choice):
    """导出格式。 In the order of the menu."""

    GPKG = ("GPKG", "GeoPackage", "GeoPackage")
    SHP = ("SHP", "Shapefile（zip）", "Shapefile (zip)")
    XLSX = ("XLSX", "Excel 工作簿", "Excel workbook")
    KML = ("KML", "KML", "KML")
    GEOJSON = ("GEOJSON", "GeoJSON", "GeoJSON")
    CSV = ("CSV", "CSV（zip）", "CSV (zip)")
    PARQUET = ("PARQUET", "GeoParquet", "GeoParquet")


SUFFIXES = {
    ExportFormat.GPKG: ".gpkg",
    ExportFormat.SHP: ".shp.zip",
    ExportFormat.XLSX: ".xlsx",
    ExportFormat.KML: ".kml",
    ExportFormat.GEOJSON: ".geojson",
    ExportFormat.CSV: ".csv.zip",
    ExportFormat.PARQUET: ".parquet",
}
MEDIA_TYPES = {
    ExportFormat.GPKG: "application/geopackage+sqlite3",
    ExportFormat.SHP: "application/zip",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFormat.KML: "application/vnd.google-earth.kml+xml",
    ExportFormat.GEOJSON: "application/geo+json",
    ExportFormat.CSV: "application/zip",
    ExportFormat.PARQUET: "application/vnd.apache.parquet",
}


def format_of(name: str) -> ExportFormat:
    """The format that a file name asks for; a bare .zip is a Shapefile.

    >>> format_of("甲.csv.zip"), format_of("a.ZIP").value
    (<ExportFormat.CSV: 'CSV'>, 'SHP')

    Raises: Invalid.
    """
    lower = PurePath(name).name.casefold()
    for form, suffix in SUFFIXES.items():
        if lower.endswith(suffix):
            return form
    if lower.endswith(".zip"):
        return ExportFormat.SHP
    if lower.endswith(".json"):
        return ExportFormat.GEOJSON
    raise invalid(
        "layer.export-format",
        "由文件名“{name}”看不出导出格式；可用后缀：{known}",
        "the name {name} does not say the format; known endings: {known}",
        Place(field="format"),
        name=PurePath(name).name,
        known=" ".join([*SUFFIXES.values(), ".zip"]),
    )


@dataclass(frozen=True, slots=True)
class TargetCrs:
    """The system of an export: CGCS2000 or WGS 84 in degrees, or a 3° zone. 目标坐标系。"""

    epsg: int = CGCS2000_EPSG

    @property
    def zone(self) -> Zone | None:
        """The zone whose metres are written; None for degrees."""
        return ZONES_BY_EPSG.get(self.epsg)

    @property
    def name(self) -> str:
        if self.zone is not None:
            return self.zone.name
        return "WGS 84" if self.epsg == WGS84_EPSG else "China Geodetic Coordinate System 2000"

    @property
    def axes(self) -> Text:
        """Which number comes first in the file, whatever the register of systems says."""
        if self.zone is not None:
            return Text(
                "先东坐标（横坐标 Y，含带号 {number}），后北坐标（纵坐标 X），米",
                "easting (with the zone prefix {number}), then northing, metres",
            ).format(number=self.zone.number)
        return Text("先经度，后纬度，度", "longitude, then latitude, degrees")

    @property
    def remark(self) -> Text:
        """What changing to the system means for the coordinates."""
        if self.epsg == WGS84_EPSG:
            return Text(
                "WGS 84 与 CGCS2000 视为相同（相差不足 1 米），坐标数值未改动",
                "WGS 84 is taken to be CGCS2000 (less than a metre apart); no number was changed",
            )
        if self.zone is not None:
            return Text(
                "由 EPSG:4490 高斯－克吕格投影计算，中央经线 {meridian}°",
                "computed from EPSG:4490 by Gauss-Krüger, central meridian {meridian}°",
            ).format(meridian=self.zone.central_meridian)
        return Text("与存储的坐标一致", "as stored")


AS_STORED = TargetCrs()


def target_crs(words: str | int) -> TargetCrs:
    """4490, 4326 or a 3° zone of CGCS2000 with prefix, as a number or EPSG:number.

    >>> target_crs("EPSG:4518").name
    'CGCS2000 / 3-degree Gauss-Kruger zone 30'

    Raises: Invalid.
    """
    digits = str(words).upper().removeprefix("EPSG:").strip()
    epsg = int(digits) if digits.isascii() and digits.isdigit() else 0
    zone = ZONES_BY_EPSG.get(epsg)
    is_zone = (
        zone is not None
        and zone.datum is Datum.CGCS2000
        and zone.width_degrees == 3
        and zone.has_prefix
    )
    if not is_zone and epsg not in (CGCS2000_EPSG, WGS84_EPSG):
        raise invalid(
            "layer.export-crs",
            "不能导出为坐标系“{words}”；可用 4490、4326 或 CGCS2000 三度带（如 4518）",
            "no export in the system {words}; known are 4490, 4326 and the 3° zones of CGCS2000 "
            "(such as 4518)",
            Place(field="crs"),
            words=words,
        )
    return TargetCrs(epsg)
