# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Features through GDAL, whatever the format. 经 GDAL 读取要素。"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import shapely
from pyogrio import set_gdal_config_options
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
from pyogrio.raw import open_arrow

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text, same
from kuangtu.geo.crs import DeclaredCrs
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.coordinates import crs_of_file, in_cgcs2000
from kuangtu.layers.reading.decoding import Flags, decoded
from kuangtu.layers.reading.encoded import EncodedGeometries
from kuangtu.layers.reading.encoding import TO_GDAL, Encoding
from kuangtu.layers.reading.features import (
    NO_SYSTEM,
    AnyGeometries,
    Declaration,
    Geometries,
    ReadFeatures,
    no_geometries,
)
from kuangtu.layers.reading.gathering import Gathering
from kuangtu.layers.reading.limits import ReadLimits
from kuangtu.layers.reading.source import Source

BATCH_ROWS = 16_384  # between two signs of progress
Reshape = Callable[[Geometries, pa.Table], tuple[Geometries, pa.Table, tuple[Finding, ...]]]
# Nothing that was handed in may make GDAL fetch anything: no suffix is allowed to be fetched.
# A block of a drawing is a symbol at a point, not the lines it is drawn with; our copy of a
# drawing is UTF-8 whatever its header says.
set_gdal_config_options(
    {
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".nothing",
        "DXF_INLINE_BLOCKS": "FALSE",
        "DXF_ENCODING": "UTF-8",
    }
)
# pyogrio looks for the first layer of a file that has none with an index, and hands on a system
# that GDAL cannot write down before it has one; what GDAL stumbles over later comes out of Arrow.
READ_ERRORS = (
    DataSourceError,
    DataLayerError,
    FieldError,
    GeometryError,
    RuntimeError,
    IndexError,
    UnboundLocalError,
    OSError,
    pa.ArrowException,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known before GDAL reads the features."""

    source: Source
    path: Path
    table: str | None
    encoding: Encoding
    crs_written: str | None  # None: ask GDAL
    crs_file: str
    findings: tuple[Finding, ...] = ()
    feature_count: int | None = None  # where the file tells; a reader may pass over bad ones
    drawn: Flags | None = None  # where the file tells which features have something drawn
    reshape: Reshape | None = None  # what a drawing means by its lines
    renamed: Mapping[str, str] = field(default_factory=dict)  # columns that GDAL calls otherwise


def read(opened: Opened, said: Declaration, limits: ReadLimits) -> ReadFeatures:
    """The features of what was opened; only their attributes, where that is declared.

    Raises: Invalid `layer.unreadable`, `layer.too-many-features`, `layer.no-features`,
    `layer.features-lost`, `layer.no-geometry`, `layer.words-damaged`, and those of `coordinates`.
    """
    if said.without_geometry:
        return _read_attributes(opened, limits)
    source = opened.source
    rows, notes = _all_rows(opened, limits)
    geometries, table, lost = rows.geometries, rows.table, rows.lost
    if geometries is None:
        raise _without_geometry(source)
    written = opened.crs_written if opened.crs_written is not None else rows.crs
    crs, assumed = crs_of_file(
        written,
        declared=_for_files(said.crs),
        file=source.name,
        crs_file=opened.crs_file,
        points=lambda: shapely.get_coordinates(np.asarray(geometries, dtype=object)),
    )
    if opened.reshape is not None:
        geometries, table, told = opened.reshape(np.asarray(geometries), table)
        notes = (*notes, *told)
    moved, misplaced = in_cgcs2000(geometries, crs, file=source.name)
    findings = (
        *opened.findings,
        *assumed,
        *notes,
        *lost,
        *misplaced,
        *heights_left_out(geometries),
    )
    return ReadFeatures(
        source,
        moved,
        table,
        crs,
        opened.encoding,
        findings,
    )


def _read_attributes(opened: Opened, limits: ReadLimits) -> ReadFeatures:
    """The attributes alone; a geometry that is there is left out with a sentence."""
    rows, notes = _all_rows(opened, limits)
    findings = (*opened.findings, *notes)
    if rows.geometries is not None:
        drawn_count = int((~shapely.is_missing(rows.geometries)).sum())
        findings = (*findings, *geometry_left_out(drawn_count))
    nowhere = no_geometries(len(rows.table))
    return ReadFeatures(opened.source, nowhere, rows.table, NO_SYSTEM, opened.encoding, findings)


def geometry_left_out(count: int) -> tuple[Finding, ...]:
    """That a layer of attributes takes no geometry, where the file has some."""
    if not count:
        return ()
    text = Text(
        f"本图层只收属性：{count} 个要素的图形未采用",
        f"the layer takes attributes only: the geometry of {count} features was not used",
    )
    remedy = Text("如需要图形，请选带图形的图层", "choose a layer with geometry if it is wanted")
    return (Finding("geometry-left-out", Severity.WARNING, text, remedy),)


def _for_files(declared: DeclaredCrs | None) -> DeclaredCrs | None:
    return declared if declared and (declared.epsg or declared.helmert) else None


def unreadable(source: Source, error: Exception) -> Invalid:
    """GDAL's own reason, without the name of our copy; that of a cut database in our words."""
    said = str(error).replace(str(source.main), source.name)
    reason = CUT_DATABASE if any(sign in said for sign in SIGNS_OF_A_CUT) else same(said)
    return invalid(
        "layer.unreadable",
        "文件读不出来（{reason}）；请检查文件是否完整，或重新导出",
        "the file cannot be read ({reason}); check that it is whole, or export it again",
        Place(source.name),
        reason=reason,
    )


SIGNS_OF_A_CUT = ("disk image is malformed", "file is not a database")
CUT_DATABASE = Text(
    "数据库不完整，可能没有传完", "its database is not whole, it may have been cut off"
)


def options_of(opened: Opened) -> dict[str, str]:
    """What GDAL must be told to read the words; most formats say it themselves."""
    if opened.path.suffix not in (".shp", ".dbf"):
        return {}
    return {"encoding": TO_GDAL.get(opened.encoding.name, "UTF-8")}


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """All rows of a table: attributes, and geometries where it has some. 全部记录。"""

    crs: str  # as GDAL writes it, "" where it knows none
    table: pa.Table
    geometries: AnyGeometries | None
    lost: tuple[Finding, ...] = ()


def _all_rows(opened: Opened, limits: ReadLimits) -> tuple[_Rows, tuple[Finding, ...]]:
    """The rows, and GDAL's warnings as notes.

    Raises: Invalid `layer.unreadable`, `layer.too-many-features`, and what `limits.told` raises.
    """
    file = opened.source.name
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            rows = _streamed(opened, limits)
    except READ_ERRORS as error:
        raise unreadable(opened.source, error) from error
    count = rows.table.num_rows
    if opened.feature_count is not None and limits.features >= opened.feature_count:
        _require_all(count, opened.feature_count, file)
    if count > limits.features:
        raise invalid(
            "layer.too-many-features",
            "要素超过 {most} 个；请分幅提供",
            "there are more than {most} features; supply them in parts",
            Place(file),
            most=limits.features,
        )
    if count == 0:
        raise invalid(
            "layer.no-features",
            "文件里没有要素；空图层不导入，请核对导出范围",
            "the file has no feature; an empty layer is not imported, check what was exported",
            Place(file),
        )
    require_words(rows.table, file)
    messages = sorted({str(one.message).replace(str(opened.path), file) for one in caught})
    return rows, tuple(_reader_note(message) for message in messages)


def _streamed(opened: Opened, limits: ReadLimits) -> _Rows:
    """Batch by batch: the bytes of a geometry are given back as soon as it is built."""
    batches: list[pa.RecordBatch] = []
    shapes = Gathering(lambda column, drawn, before: decoded(column, drawn, before=before))
    count = 0
    with open_arrow(
        opened.path,
        layer=opened.table,
        batch_size=min(BATCH_ROWS, limits.features + 1),
        use_pyarrow=True,
        datetime_as_string=True,
        **options_of(opened),
    ) as (meta, reader):
        column = meta.get("geometry_name") or "wkb_geometry"
        has_geometry = column in reader.schema.names
        schema = reader.schema
        if has_geometry:
            schema = schema.remove(schema.get_field_index(column))
        for batch in reader:
            if has_geometry:
                drawn = None if opened.drawn is None else opened.drawn[count : count + len(batch)]
                shapes.add(batch.column(column), drawn, before=count)
            batches.append(_copied(batch.select(schema.names)))
            count += len(batch)
            limits.told(count)
            if count > limits.features:
                break
    table = pa.Table.from_batches(batches, schema=schema)
    table = with_names(table, opened)
    geometries, lost = shapes.done() if has_geometry else (None, ())
    return _Rows(meta.get("crs") or "", table, geometries, lost)


def with_names(table: pa.Table, opened: Opened) -> pa.Table:
    """The table with the names that the file itself uses."""
    return table.rename_columns([opened.renamed.get(one, one) for one in table.column_names])


def _copied(batch: pa.RecordBatch) -> pa.RecordBatch:
    """In memory of its own: a column of GDAL's batch keeps all the others of it alive."""
    return batch.take(pa.array(np.arange(len(batch)))) if batch.num_columns else batch


def require_words(table: pa.Table, file: str) -> None:
    """GDAL hands on the bytes of a file that names a wrong encoding as they are.

    Raises: Invalid `layer.words-damaged`.
    """
    for name in table.column_names:
        column = table.column(name)
        if not pa.types.is_string(column.type):
            continue
        try:
            column.validate(full=True)
        except pa.ArrowInvalid as error:
            raise invalid(
                "layer.words-damaged",
                "字段“{field}”的文字不能按文件声明的编码解读；请声明编码（如 GBK）后重新导入",
                "the words of “{field}” cannot be decoded as the file says; declare the encoding "
                "(such as GBK) and import it again",
                Place(file, field=name),
                field=name,
            ) from error


def _require_all(read_count: int, feature_count: int, file: str) -> None:
    if read_count != feature_count:
        raise invalid(
            "layer.features-lost",
            "文件里有 {there} 个要素，只能读出 {read} 个；请检查其余要素的写法",
            "the file has {there} features but only {read} can be read; check how the others are "
            "written",
            Place(file),
            there=feature_count,
            read=read_count,
        )


def heights_left_out(geometries: AnyGeometries) -> tuple[Finding, ...]:
    """That heights were there and are not kept."""
    if isinstance(geometries, EncodedGeometries):  # only what has none is kept so
        return ()
    with_heights = int(shapely.has_z(geometries).sum())
    if not with_heights:
        return ()
    return (
        Finding(
            "heights-left-out",
            Severity.NOTE,
            Text(
                f"{with_heights} 个要素带高程值，图层只保存平面位置",
                f"{with_heights} features have heights; the layer keeps the plan position only",
            ),
            Text("原始文件随版本保存", "the original file is kept with the edition"),
        ),
    )


def _without_geometry(source: Source) -> Invalid:
    return invalid(
        "layer.no-geometry",
        "文件里没有图形，只有属性表；请提供带图形的文件，或导入只收属性的图层",
        "the file has no geometry, only a table; supply one with geometry, or choose a layer of "
        "attributes only",
        Place(source.name),
    )


def guessed(encoding: Encoding) -> Finding:
    return Finding(
        "encoding-guessed",
        Severity.WARNING,
        encoding.how,
        Text("如有乱码请声明编码后重新导入", "declare the encoding if words are garbled"),
    )


# How pyogrio says that a geometry has a measure, as every ArcGIS export of a road has.
MEASURED = "Measured (M) geometry types are not supported"
MEASURES_LEFT_OUT = Text(
    "图形带 M 值（如里程），图层只保存平面位置",
    "the geometries have measures (M); the layer keeps the plan position only",
)


def _reader_note(message: str) -> Finding:
    if message.startswith(MEASURED):
        kept = Text("原始文件随版本保存", "the original file is kept with the edition")
        return Finding("reader-note", Severity.NOTE, MEASURES_LEFT_OUT, kept)
    return Finding(
        "reader-note",
        Severity.NOTE,
        Text("读取程序提示：", "the reader says: ") + same(message),
        Text("请核对", "check it"),
    )
