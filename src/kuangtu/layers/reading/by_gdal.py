# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The formats that GDAL reads: what each needs before GDAL is let near it. GDAL 格式。

GDAL recognises a file by its content and not by its name, and some of what it recognises names
other files and addresses to open. So every format is told by its own first bytes here, before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kuangtu.layers.reading.dbf import open_dbf
from kuangtu.layers.reading.dxf import open_dxf, require_dxf
from kuangtu.layers.reading.features import Declaration, ReadFeatures
from kuangtu.layers.reading.formats import Format
from kuangtu.layers.reading.gdal import Opened, read
from kuangtu.layers.reading.gdal_looking import look
from kuangtu.layers.reading.geodatabase import (
    open_flatgeobuf,
    open_geodatabase,
    require_flatgeobuf,
    require_geodatabase,
)
from kuangtu.layers.reading.geojson import open_geojson
from kuangtu.layers.reading.geopackage import open_geopackage, require_geopackage
from kuangtu.layers.reading.kml import open_kml, require_kml
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.looking import Look
from kuangtu.layers.reading.mapinfo import open_mapinfo, require_mapinfo
from kuangtu.layers.reading.pointers import require_no_pointer
from kuangtu.layers.reading.shapefile import open_shapefile
from kuangtu.layers.reading.source import Source
from kuangtu.layers.reading.tables import Table, chosen_table, tables_by_gdal


@dataclass(frozen=True, slots=True)
class GdalFormat:
    """How a format is prepared for GDAL. GDAL 格式的准备。

    `require` refuses a file that is not of the format; `opened` gets the table chosen, and
    whether the file is only looked at.
    """

    opened: Callable[[Source, Declaration, str, bool], Opened]
    require: Callable[[Source, Declaration], None] = lambda _source, _said: None
    has_tables: bool = False

    def tables(self, source: Source, said: Declaration) -> tuple[Table, ...]:
        """The tables to choose from; none where a file has only one."""
        require_no_pointer(source)
        self.require(source, said)
        return tables_by_gdal(source) if self.has_tables else ()

    def read(self, source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
        tables = self.tables(source, said)
        name = ""
        if self.has_tables:
            one = chosen_table(
                tables, said.table, file=source.name, without_geometry=said.without_geometry
            )
            name = one.name
        return read(self.opened(source, said, name, False), said, limits)

    def look(self, source: Source, said: Declaration, table: str) -> Look:
        """The head of a table, "" for the only one. The file was required before."""
        return look(self.opened(source, said, table, True), said)


GDAL_FORMATS: Mapping[Format, GdalFormat] = {
    Format.SHAPEFILE: GdalFormat(
        lambda source, said, _table, is_look: open_shapefile(
            source, said, needs_system=not is_look and not said.without_geometry
        )
    ),
    Format.GEOPACKAGE: GdalFormat(
        lambda source, _said, table, _is_look: open_geopackage(source, table),
        require_geopackage,
        has_tables=True,
    ),
    Format.FILEGDB: GdalFormat(
        lambda source, _said, table, _is_look: open_geodatabase(source, table),
        require_geodatabase,
        has_tables=True,
    ),
    Format.FLATGEOBUF: GdalFormat(
        lambda source, _said, _table, _is_look: open_flatgeobuf(source), require_flatgeobuf
    ),
    Format.MAPINFO: GdalFormat(
        lambda source, said, _table, _is_look: open_mapinfo(source, said), require_mapinfo
    ),
    Format.KML: GdalFormat(
        lambda source, _said, table, _is_look: open_kml(source, table),
        require_kml,
        has_tables=True,
    ),
    Format.DXF: GdalFormat(
        lambda source, said, _table, _is_look: open_dxf(source, said), require_dxf
    ),
    Format.DBF: GdalFormat(lambda source, said, _table, _is_look: open_dbf(source, said)),
    Format.GEOJSON: GdalFormat(lambda source, said, _table, _is_look: open_geojson(source, said)),
}
