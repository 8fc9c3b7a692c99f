# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which formats can be read, and which files make up a data set of each. 格式与组成文件。"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Format(StrEnum):
    """What can be read, in the order of preference where an archive holds several."""

    SHAPEFILE = "Shapefile"
    GEOPACKAGE = "GeoPackage"
    FILEGDB = "FileGDB"
    GEOJSON = "GeoJSON"
    FLATGEOBUF = "FlatGeobuf"
    GEOPARQUET = "GeoParquet"
    MAPINFO = "MapInfo"
    KML = "KML"
    DXF = "DXF"
    XLSX = "XLSX"
    CSV = "CSV"
    TXT = "TXT"
    DBF = "DBF"


# The file that names a data set. A geodatabase is a folder and stands for itself.
FORMATS: Mapping[str, Format] = {
    ".shp": Format.SHAPEFILE,
    ".gpkg": Format.GEOPACKAGE,
    ".geojson": Format.GEOJSON,
    ".json": Format.GEOJSON,
    ".geojsonl": Format.GEOJSON,
    ".geojsons": Format.GEOJSON,
    ".ndjson": Format.GEOJSON,
    ".fgb": Format.FLATGEOBUF,
    ".parquet": Format.GEOPARQUET,
    ".geoparquet": Format.GEOPARQUET,
    ".tab": Format.MAPINFO,
    ".mif": Format.MAPINFO,
    ".kml": Format.KML,
    ".dxf": Format.DXF,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".csv": Format.CSV,
    ".txt": Format.TXT,
}
# What belongs to the main file of that suffix, itself included.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    ".shp": (".shp", ".shx", ".dbf", ".prj", ".cpg"),
    ".tab": (".tab", ".dat", ".map", ".id", ".ind"),
    ".mif": (".mif", ".mid"),
    ".dbf": (".dbf", ".cpg"),
    ".gpkg": (".gpkg", ".gpkg-wal"),
}
COMPANIONS = FAMILIES[".shp"]
GEODATABASE = ".gdb"
# The tables of a geodatabase, and the spatial index that GDAL would build anew without it.
GEODATABASE_PARTS = (".gdbtable", ".gdbtablx", ".spx")
ARCHIVES = frozenset({".zip", ".kmz"})
SUFFIXES = frozenset(
    {*FORMATS, *GEODATABASE_PARTS, *(part for family in FAMILIES.values() for part in family)}
)
# How the formats are named to a person.
SUPPORTED_ZH = (
    "Shapefile（整套文件或 zip）、GeoPackage、FileGDB（.gdb 文件夹或 zip）、GeoJSON、KML/KMZ、DXF、"
    "MapInfo TAB/MIF、FlatGeobuf、GeoParquet、XLSX、CSV、TXT 或 DBF"
)
SUPPORTED_EN = (
    "Shapefile (the whole set or a zip), GeoPackage, FileGDB (the .gdb folder or a zip), GeoJSON, "
    "KML/KMZ, DXF, MapInfo TAB/MIF, FlatGeobuf, GeoParquet, XLSX, CSV, TXT or DBF"
)
