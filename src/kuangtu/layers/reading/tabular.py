# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading a table: ranges, coordinates in columns, or attributes alone. 读取表格。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import shapely

from kuangtu.core.errors import Invalid, Place, Problem, invalid
from kuangtu.core.text import Text
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.angle_columns import with_joined_angles
from kuangtu.layers.reading.encoding import Encoding
from kuangtu.layers.reading.features import (
    ASCII,
    NO_SYSTEM,
    Declaration,
    Geometries,
    ReadFeatures,
    no_geometries,
)
from kuangtu.layers.reading.grid import Grid, Headed, Row, headed
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.pair_columns import with_pairs_apart
from kuangtu.layers.reading.ranges import features_of_ranges
from kuangtu.layers.reading.roles import EXTREMES, Roles, names_coordinates, roles_of
from kuangtu.layers.reading.source import Source
from kuangtu.layers.reading.table_features import (
    are_vertices,
    attributes_of,
    grouped,
    shape_of,
    single,
)
from kuangtu.layers.reading.table_points import points_of
from kuangtu.layers.reading.table_systems import MEND, placed
from kuangtu.layers.reading.text_rows import TextRow, fitted


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The features of a table as written, before their system is known. 表格要素。"""

    geometries: Geometries
    columns: Mapping[str, Sequence[str]]
    findings: tuple[Finding, ...]

    @property
    def table(self) -> pa.Table:
        columns = {name: pa.array(words, pa.string()) for name, words in self.columns.items()}
        numbers = pa.array(range(1, len(self.geometries) + 1), pa.int64())
        return pa.table(columns or {"行号": numbers})


def read_grid(
    source: Source,
    grid: Grid,
    said: Declaration,
    limits: ReadLimits,
    *,
    encoding: Encoding = ASCII,
) -> ReadFeatures:
    """The features of a table. 读取表格。

    Raises: Invalid `layer.no-features`, `layer.too-many-features`, `layer.no-range-column`,
    `layer.row-too-short`, `layer.row-too-long`, `layer.crs-missing`, those of `grid.headed` and
    of `coordinates`.
    """
    table = table_of(source, grid, limits)
    noted = _extremes(table)
    if said.without_geometry:
        columns = words_of(table)
        count = len(table.rows)
        return ReadFeatures(source, no_geometries(count), columns, NO_SYSTEM, encoding, noted)
    roles = roles_of(table.names)
    if has_ranges(table, roles):
        return features_of_ranges(source, text_rows_of(table, roles), said, encoding, noted)
    shapes = shapes_of(table, roles, said)
    geometries, crs, findings = placed(shapes.geometries, said, file=source.name)
    findings = (*noted, *shapes.findings, *findings)
    return ReadFeatures(source, geometries, shapes.table, crs, encoding, findings)


def table_of(source: Source, grid: Grid, limits: ReadLimits) -> Headed:
    """The table below its header. Raises: Invalid as `read_grid` says of rows and headers."""
    table = headed(grid, names_coordinates)
    if table is None or not table.rows:
        raise invalid(
            "layer.no-features",
            "{where}没有数据行；请核对内容",
            "{where} has no rows of data; check its content",
            Place(source.name, field=grid.sheet),
            where=Text(f"工作表“{grid.sheet}”", f"sheet “{grid.sheet}”")
            if grid.sheet
            else Text("文件", "the file"),
        )
    if len(table.rows) > limits.features:
        raise invalid(
            "layer.too-many-features",
            "要素超过 {most} 个；请分幅提供",
            "there are more than {most} features; supply them in parts",
            Place(source.name),
            most=limits.features,
        )
    return with_pairs_apart(_even(table) if grid.delimiter else table)


def _even(table: Headed) -> Headed:
    """The rows of a CSV, each as wide as the header. Raises: Invalid."""
    width, delimiter = len(table.names), table.grid.delimiter
    at = roles_of(table.names).range
    rows, problems = [], []
    for row in table.rows:
        cells = fitted(list(row.cells), width, at, delimiter)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) == width:
            rows.append(Row(row.number, tuple(cells)))
        else:
            problems.append(_wrong_length(len(cells), width, table.grid.place(row.number)))
    if problems:
        raise Invalid(problems)
    return Headed(table.grid, table.header_row, table.names, tuple(rows))


def _wrong_length(actual: int, width: int, place: Place) -> Problem:
    code = "layer.row-too-long" if actual > width else "layer.row-too-short"
    text = Text(
        "本行有 {actual} 列，表头有 {width} 列；范围串含逗号，请加引号或放在最后一列",
        "this row has {actual} columns, the header {width}; a range has commas, so quote it or put "
        "it in the last column",
    )
    return Problem(code, text.format(actual=actual, width=width), place)


def has_ranges(table: Headed, roles: Roles) -> bool:
    """Whether a column of ranges is to be read; coordinates in columns give way to it.

    In an export of ours the shape stands there or nowhere: a column called lon is an attribute.
    """
    if roles.range is None:
        return False
    if table.names[0] == "feature_id" and table.names[roles.range] == "WKT":
        return True
    return not roles.pairs or any(row.cell(roles.range).strip() for row in table.rows)


def text_rows_of(table: Headed, roles: Roles) -> list[TextRow]:
    """A range and the other words of each row."""
    return [
        TextRow(
            row.number,
            row.cell(roles.range),
            {name: row.cell(i).strip() for i, name in enumerate(table.names) if i != roles.range},
        )
        for row in table.rows
    ]


def shapes_of(table: Headed, roles: Roles, said: Declaration) -> Shapes:
    """The features that coordinates in columns make. Raises: Invalid `layer.no-range-column`."""
    if not roles.pairs:
        raise _no_coordinates(table)
    is_packed = bool(said.crs and said.crs.angles == "packed")
    joined = with_joined_angles(table, roles)
    table, roles = joined.table, joined.roles
    found = points_of(table, roles, is_packed=is_packed)
    is_vertices = are_vertices(found.points, roles, said.geometry)
    features = grouped(found.points, roles) if is_vertices else single(found.points)
    geometries, findings = no_geometries(len(features)), list(found.findings)
    for place, feature in enumerate(features):
        geometries[place], problem = shape_of(
            feature, table, is_vertices=is_vertices, wanted=said.geometry
        )
        if problem is not None:
            findings.append(_unreadable(problem, place))
    used = {*found.columns, *joined.used}
    if is_vertices:
        used |= {one for one in (roles.point, roles.ring, roles.serial) if one is not None}
    columns, differing = attributes_of(features, table, used)
    left = _rows_left_out(table, len(found.points))
    return Shapes(geometries, columns, (*joined.findings, *findings, *differing, *left))


def _unreadable(problem: Text, place: int) -> Finding:
    return Finding("coordinates-unreadable", Severity.ERROR, problem, MEND, feature=place + 1)


def _rows_left_out(table: Headed, count: int) -> tuple[Finding, ...]:
    """Rows without any coordinate beside rows with some: sums, notes, names of parts."""
    missing = len(table.rows) - count
    if not missing:
        return ()
    return (
        Finding(
            "rows-without-coordinates",
            Severity.WARNING,
            Text(
                f"有 {missing} 行没有坐标，未作为要素",
                f"{missing} rows have no coordinates and were not taken as features",
            ),
            Text("请核对是否为合计或说明", "check whether they are sums or notes"),
        ),
    )


def _no_coordinates(table: Headed) -> Invalid:
    extremes = Text("", "")
    if _extremes(table):
        extremes = Text(
            "；“极值坐标”不是边界，不能用作范围", "; 极值坐标 is no boundary and makes no range"
        )
    return invalid(
        "layer.no-range-column",
        "{where}的表头（{names}）没有坐标列{extremes}；请把列命名为“范围坐标”，或“经度”“纬度”，"
        "或“X坐标”“Y坐标”，或“wkt”；没有图形的表请导入只收属性的图层",
        "the header in {where} ({names}) names no coordinates{extremes}; call the columns range, "
        "or longitude and latitude, or x and y, or wkt; a table without geometry goes into a layer "
        "of attributes only",
        table.grid.place(table.header_row),
        where=table.grid.where(table.header_row),
        names="、".join(table.names)[:120],
        extremes=extremes,
    )


def _extremes(table: Headed) -> tuple[Finding, ...]:
    """That a published rectangle is kept as words and never drawn."""
    named = [name for name in table.names if EXTREMES in name]
    if not named:
        return ()
    return (
        Finding(
            "extremes-not-drawn",
            Severity.NOTE,
            Text(
                "公示极值坐标（不可作边界）：只作为文字保存",
                "published extremes (no boundary): kept as words only",
            ),
            Text("需要范围时请向登记机关索取拐点坐标", "ask the registry for the boundary points"),
            field=named[0],
        ),
    )


def words_of(table: Headed) -> pa.Table:
    """All columns as words, coordinates too."""
    return pa.table(
        {
            name: pa.array([row.cell(i).strip() for row in table.rows], pa.string())
            for i, name in enumerate(table.names)
        }
    )


def box_of(geometries: Geometries) -> tuple[float, float, float, float] | None:
    """The box of all geometries, None where there is none."""
    bounds = shapely.total_bounds(geometries)
    west, south, east, north = map(float, bounds)
    return (west, south, east, north) if west <= east else None
