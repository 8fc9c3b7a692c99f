# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""CSV, TXT and workbooks: what is on their sheets, read and looked at. 文本与工作簿格式。"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.encoding import Encoding, text_of
from kuangtu.layers.reading.features import ASCII, Declaration, ReadFeatures
from kuangtu.layers.reading.formats import Format
from kuangtu.layers.reading.gdal import guessed
from kuangtu.layers.reading.grid import Grid, Headed, grid_of_csv, headed
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.looking import MOST_LOOKED_AT, Look, columns_of, kinds_of, points_of
from kuangtu.layers.reading.ranges import features_of_ranges
from kuangtu.layers.reading.roles import names_coordinates, roles_of
from kuangtu.layers.reading.source import Source
from kuangtu.layers.reading.table_systems import placed
from kuangtu.layers.reading.tables import Table, chosen_table
from kuangtu.layers.reading.tabular import (
    box_of,
    has_ranges,
    read_grid,
    shapes_of,
    table_of,
    text_rows_of,
    words_of,
)
from kuangtu.layers.reading.text_rows import TextRow, rows_of_txt
from kuangtu.layers.reading.workbook import EXPORTED_SHEETS, grids_of


class WorkbookFormat:
    """A workbook, a sheet of which is a table. 工作簿格式。"""

    def tables(self, source: Source, said: Declaration) -> tuple[Table, ...]:
        return tuple(_table_of(grid, said) for grid in _without_notes(grids_of(source)))

    def read(self, source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
        grids = _without_notes(grids_of(source, limits))
        if not grids:
            raise _empty(source)
        tables = [_table_of(grid, said) for grid in grids]
        one = chosen_table(
            tables,
            said.table,
            file=source.name,
            # Where no sheet names coordinates, the refusal says how to name them.
            without_geometry=not any(table.has_geometry for table in tables),
        )
        grid = next(grid for grid in grids if grid.sheet == one.name)
        return read_grid(source, grid, said, limits)

    def look(self, source: Source, said: Declaration, table: str) -> Look:
        grids = _without_notes(grids_of(source))
        if not grids:
            raise _empty(source)
        grid = next((grid for grid in grids if grid.sheet == table), grids[0])
        return _look_at(source, grid, said, ASCII)


def _without_notes(grids: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """The sheets of a workbook without those of notes that our own exports add."""
    if tuple(grid.sheet for grid in grids) != EXPORTED_SHEETS:
        return grids
    return grids[:1]


class TextFormat:
    """A CSV, or a text of ranges or land parcels. 文本格式。"""

    def tables(self, source: Source, said: Declaration) -> tuple[Table, ...]:  # noqa: ARG002 - of every format
        return ()

    def read(self, source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
        text = _opened(source)
        if text.grid is not None:
            features = read_grid(source, text.grid, said, limits, encoding=text.encoding)
            return replace(features, findings=(*text.findings, *features.findings))
        if not text.rows:
            raise _empty(source)
        return features_of_ranges(source, text.rows, said, text.encoding, text.findings)

    def look(self, source: Source, said: Declaration, table: str) -> Look:  # noqa: ARG002 - of every format
        text = _opened(source)
        if text.grid is not None:
            return _look_at(source, text.grid, said, text.encoding)
        if not text.rows:
            raise _empty(source)
        return _look_at_ranges(source, text.rows, said, text.encoding)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as a table, or as ranges. 已解码文本。"""

    grid: Grid | None
    rows: list[TextRow]
    encoding: Encoding
    findings: tuple[Finding, ...]


def _opened(source: Source) -> _Text:
    text, encoding = text_of(source.main.read_bytes(), file=source.name)
    findings = (guessed(encoding),) if encoding.is_guess else ()
    encoding = Encoding("utf-8", encoding.how, encoding.is_guess, encoding.sample)
    if source.format is Format.CSV:
        return _Text(grid_of_csv(text, names_coordinates, file=source.name), [], encoding, findings)
    rows = rows_of_txt(text)
    if rows and not _are_parcels(rows) and _is_table(text, source):
        return _Text(grid_of_csv(text, names_coordinates, file=source.name), [], encoding, findings)
    return _Text(None, rows, encoding, findings)


def _are_parcels(rows: list[TextRow]) -> bool:
    return "点数" in rows[0].attributes


def _is_table(text: str, source: Source) -> bool:
    """A TXT that names its columns is a table like any other."""
    grid = grid_of_csv(text[:20_000], names_coordinates, file=source.name)
    return any(names_coordinates(row.cells) for row in grid.rows[:MOST_LOOKED_AT])


def _table_of(grid: Grid, said: Declaration) -> Table:
    try:
        table = headed(grid, names_coordinates)
    except Invalid:
        return Table(grid.sheet, len(grid.rows))
    has_coordinates = table is not None and roles_of(table.names).has_coordinates
    return Table(
        grid.sheet,
        len(table.rows) if table else 0,
        has_coordinates or said.without_geometry,
    )


def _look_at(source: Source, grid: Grid, said: Declaration, encoding: Encoding) -> Look:
    """The head of a table; all of its rows are counted."""
    whole = table_of(source, grid, ReadLimits())
    table = replace(whole, rows=whole.rows[:MOST_LOOKED_AT])
    roles = roles_of(table.names)
    count = len(whole.rows)
    if said.without_geometry or not roles.has_coordinates:
        return Look(count, {"None": count}, columns_of(words_of(table)), encoding=encoding)
    if has_ranges(table, roles):
        look = _look_at_ranges(source, text_rows_of(table, roles), said, encoding)
        return replace(look, feature_count=count)
    return _look_at_points(source, table, said, count, encoding)


def _look_at_points(
    source: Source, table: Headed, said: Declaration, count: int, encoding: Encoding
) -> Look:
    shapes = shapes_of(table, roles_of(table.names), said)
    is_whole = len(table.rows) == count
    look = Look(
        len(shapes.geometries) if is_whole else count,
        kinds_of(shapes.geometries),
        columns_of(shapes.table) if shapes.columns else (),
        points_of(shapes.geometries),
        encoding=encoding,
    )
    try:
        geometries, crs, _ = placed(shapes.geometries, said, file=source.name)
    except Invalid as error:
        return replace(look, crs_problem=error.problems[0].text)
    # Each feature names its own zone: the box is known, and no single system is to be checked.
    return replace(look, crs=crs, box=box_of(geometries), points=look.points[:0])


def _look_at_ranges(
    source: Source, rows: list[TextRow], said: Declaration, encoding: Encoding
) -> Look:
    features = features_of_ranges(source, rows[:MOST_LOOKED_AT], said, encoding)
    geometries = np.asarray(features.geometries)
    drawn = [one for one in geometries if one is not None]
    return Look(
        len(rows),
        kinds_of(geometries),
        columns_of(features.table),
        box=box_of(geometries),
        crs=features.crs if drawn else None,
        encoding=encoding,
        problem=None if drawn else _first_problem(features),
    )


def _first_problem(features: ReadFeatures) -> Text | None:
    return next((one.text for one in features.findings if one.is_error), None)


def _empty(source: Source) -> Invalid:
    return invalid(
        "layer.no-features",
        "文件里没有坐标；请核对内容",
        "the file has no coordinates; check its content",
        Place(source.name),
    )
