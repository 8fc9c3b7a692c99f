# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Reading GeoParquet: WKB and native encodings, its reference system as PROJJSON. 读取 GeoParquet。

Source: the GeoParquet specification, versions 1.0 and 1.1.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from kuangtu.core.errors import Invalid, Place, invalid
from kuangtu.core.text import Text
from kuangtu.geo.crs import RecognizedCrs
from kuangtu.layers.choices import Severity
from kuangtu.layers.findings import Finding
from kuangtu.layers.reading.coordinates import crs_of_file, in_cgcs2000
from kuangtu.layers.reading.decoding import decoded
from kuangtu.layers.reading.features import (
    ASCII,
    NO_SYSTEM,
    Declaration,
    Geometries,
    ReadFeatures,
    no_geometries,
)
from kuangtu.layers.reading.gdal import geometry_left_out, heights_left_out
from kuangtu.layers.reading.geo_metadata import Described, described_geometry
from kuangtu.layers.reading.geoarrow import NATIVE, native_geometries
from kuangtu.layers.reading.limits import MIB, ReadLimits
from kuangtu.layers.reading.looking import MOST_LOOKED_AT, Look, columns_of, kinds_of, points_of
from kuangtu.layers.reading.source import Source
from kuangtu.layers.reading.tables import Table

MAGIC = b"PAR1"
VALUE_BYTES = 8  # of a coordinate, however little room a repeated one takes in the file
DAMAGED = (pa.ArrowException, OSError, ValueError, KeyError, TypeError)
_AS_WORDS = (
    pa.types.is_timestamp,
    pa.types.is_time,
    pa.types.is_large_string,
    pa.types.is_decimal,
)


class GeoParquetFormat:
    """A GeoParquet file. GeoParquet 格式。"""

    def tables(self, source: Source, said: Declaration) -> tuple[Table, ...]:  # noqa: ARG002 - of every format
        _opened(source)
        return ()

    def read(self, source: Source, said: Declaration, limits: ReadLimits) -> ReadFeatures:
        """Raises: Invalid `layer.not-geoparquet`, `layer.no-geometry`, `layer.too-many-features`,
        `layer.no-features`, `layer.unreadable`, and those of `coordinates`.
        """
        file = _opened(source)
        described = described_geometry(file, source)
        _require_fitting(file, described, source, limits)
        if described is None and not said.without_geometry:
            raise _without_geometry(source)
        try:
            table = _written_out(file.read(_wanted(file, described)), source, limits)
        except DAMAGED as error:
            raise _unreadable(source, error) from error
        words, left = _words(table, described, file.schema_arrow)
        if described is None or said.without_geometry:
            count = 0 if described is None else len(table) - table[described.column].null_count
            found = (*left, *geometry_left_out(count))
            return ReadFeatures(source, no_geometries(len(table)), words, NO_SYSTEM, ASCII, found)
        crs, assumed = _system(described, source, said)
        geometries, lost = _geometries(table.column(described.column), described, source)
        moved, misplaced = in_cgcs2000(geometries, crs, file=source.name)
        findings = (*assumed, *_edges(described), *left, *lost, *misplaced)
        findings += heights_left_out(geometries)
        return ReadFeatures(source, moved, words, crs, ASCII, findings)

    def look(self, source: Source, said: Declaration, table: str) -> Look:  # noqa: ARG002 - has one
        file = _opened(source)
        described = described_geometry(file, source)
        count = int(file.metadata.num_rows)
        try:
            wanted = _wanted(file, described)
            batch = next(file.iter_batches(batch_size=MOST_LOOKED_AT, columns=wanted), None)
            head = file.schema_arrow.empty_table().select(wanted)
            head = head if batch is None else pa.Table.from_batches([batch])
            rows = _written_out(head, source, ReadLimits())
        except DAMAGED as error:
            raise _unreadable(source, error) from error
        words, _ = _words(rows, described, file.schema_arrow)
        if described is None:
            return Look(count, {"None": count}, columns_of(words), encoding=ASCII)
        geometries, _ = _geometries(rows.column(described.column), described, source)
        crs, problem = _system_or_problem(described, source, said)
        return Look(
            count,
            kinds_of(geometries),
            columns_of(words),
            points_of(shapely.force_2d(geometries)),
            crs=crs,
            crs_problem=problem,
            encoding=ASCII,
        )


def _opened(source: Source) -> pq.ParquetFile:
    with source.main.open("rb") as file:
        is_parquet = file.read(len(MAGIC)) == MAGIC
    if not is_parquet:
        raise invalid(
            "layer.not-geoparquet",
            "这不是 Parquet 文件；请核对文件与扩展名是否相符，或重新导出",
            "this is no Parquet file; check that the file is what its suffix says, or export it "
            "again",
            Place(source.name),
        )
    try:
        schema = pq.read_schema(source.main)
        words = [field.name for field in schema if _is_words(field.type)]
        # Kept as they are packed, a word once, until it is known how large they are unpacked.
        return pq.ParquetFile(source.main, read_dictionary=words)
    except DAMAGED as error:
        raise _unreadable(source, error) from error


def _is_words(kind: pa.DataType) -> bool:
    return any(
        test(kind)
        for test in (
            pa.types.is_string,
            pa.types.is_binary,
            pa.types.is_large_string,
            pa.types.is_large_binary,
        )
    )


def _written_out(table: pa.Table, source: Source, limits: ReadLimits) -> pa.Table:
    """The table with every word in its place, if there is room for that.

    Raises: Invalid `layer.too-large`.
    """
    room = limits.unpacked_bytes
    for place, name in enumerate(table.column_names):
        column = table.column(name)
        if not pa.types.is_dictionary(column.type):
            continue
        for chunk in column.chunks:
            lengths = pc.binary_length(chunk.dictionary.cast(pa.large_binary()))
            room -= pc.sum(lengths.take(chunk.indices)).as_py() or 0
        if room < 0:
            raise _too_large(source, limits.unpacked_bytes - room, limits)
        table = table.set_column(place, name, column.cast(column.type.value_type))
    return table


def _too_large(source: Source, size_bytes: int, limits: ReadLimits) -> Invalid:
    return invalid(
        "layer.too-large",
        "文件展开后共 {size:.1f} MB，超过上限 {most:.4g} MB；请分幅提供，或由管理员放宽上限",
        "the file unpacks to {size:.1f} MB, more than {most:.4g} MB; supply it in parts, or have "
        "the administrator raise the limit",
        Place(source.name),
        size=size_bytes / MIB,
        most=limits.unpacked_bytes / MIB,
    )


def _value_count(file: pq.ParquetFile, source: Source) -> int:
    """How many numbers the lists of a file hold, its pages read through without being kept.

    A damaged description of a column would end the whole process when it is asked for; reading
    finds it first.
    """
    try:
        file.scan_contents()
    except DAMAGED as error:
        raise _unreadable(source, error) from error
    groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
    return sum(group.column(j).num_values for group in groups for j in range(group.num_columns))


def _require_fitting(
    file: pq.ParquetFile, described: Described | None, source: Source, limits: ReadLimits
) -> None:
    """By what the file says of itself; a row group is not unpacked before."""
    groups = [file.metadata.row_group(i) for i in range(file.metadata.num_row_groups)]
    unpacked = sum(group.total_byte_size for group in groups)
    if described is not None and described.encoding in NATIVE:
        unpacked = max(unpacked, VALUE_BYTES * _value_count(file, source))
    if unpacked > limits.unpacked_bytes:
        raise _too_large(source, unpacked, limits)
    if file.metadata.num_rows > limits.features:
        raise invalid(
            "layer.too-many-features",
            "要素超过 {most} 个；请分幅提供",
            "there are more than {most} features; supply them in parts",
            Place(source.name),
            most=limits.features,
        )
    if file.metadata.num_rows == 0:
        raise invalid(
            "layer.no-features",
            "文件里没有要素；空图层不导入，请核对导出范围",
            "the file has no feature; an empty layer is not imported, check what was exported",
            Place(source.name),
        )


def _system(
    described: Described, source: Source, said: Declaration
) -> tuple[RecognizedCrs, tuple[Finding, ...]]:
    declared = said.crs if said.crs and (said.crs.epsg or said.crs.helmert) else None
    return crs_of_file(
        described.crs, declared=declared, file=source.name, crs_file="GeoParquet crs"
    )


def _system_or_problem(
    described: Described, source: Source, said: Declaration
) -> tuple[RecognizedCrs | None, Text | None]:
    try:
        return _system(described, source, said)[0], None
    except Invalid as error:
        return None, error.problems[0].text


def _geometries(
    column: pa.ChunkedArray, described: Described, source: Source
) -> tuple[Geometries, tuple[Finding, ...]]:
    if isinstance(column.type, pa.ExtensionType):
        column = pa.chunked_array(
            [chunk.storage for chunk in column.chunks], column.type.storage_type
        )
    try:
        if described.encoding == "wkb":
            return decoded(column, None)
        return native_geometries(column, described.encoding), ()
    except DAMAGED as error:
        raise _unreadable(source, error) from error


def _wanted(file: pq.ParquetFile, described: Described | None) -> list[str]:
    """The columns that are read: the geometry, and what is one value a feature."""
    geometry = described.column if described is not None else None
    return [
        field.name
        for field in file.schema_arrow
        if field.name == geometry or not _is_left_out(field.type)
    ]


def _is_left_out(kind: pa.DataType) -> bool:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return (
        pa.types.is_nested(plain)
        or pa.types.is_binary(plain)
        or pa.types.is_large_binary(plain)
        or isinstance(plain, pa.BaseExtensionType)
    )


def _words(
    table: pa.Table, described: Described | None, schema: pa.Schema
) -> tuple[pa.Table, tuple[Finding, ...]]:
    """The attributes, days and long numbers as words, and what is not one value a feature."""
    geometry = described.column if described is not None else None
    index = described.index if described is not None else frozenset()
    kept = {}
    for name in table.column_names:
        column = table.column(name)
        if name != geometry:
            is_word = any(test(column.type) for test in _AS_WORDS)
            kept[name] = column.cast(pa.string()) if is_word else column
    left = [f.name for f in schema if f.name not in {geometry, *index} and _is_left_out(f.type)]
    findings = (_not_kept(left),) if left else ()
    return (pa.table(kept) if kept else _numbered(len(table))), findings


def _numbered(count: int) -> pa.Table:
    return pa.table({"行号": pa.array(range(1, count + 1), pa.int64())})


def _not_kept(names: list[str]) -> Finding:
    listed = "、".join(names)
    return Finding(
        "columns-nested",
        Severity.NOTE,
        Text(
            f"字段 {listed} 不是单个值（结构、列表或二进制），未采用",
            f"the columns {listed} hold structures, lists or bytes and were not used",
        ),
        Text("原始文件随版本保存", "the original file is kept with the edition"),
    )


def _edges(described: Described) -> tuple[Finding, ...]:
    if described.edges == "planar":
        return ()
    return (
        Finding(
            "edges-on-the-globe",
            Severity.WARNING,
            Text(
                f"文件写明边是“{described.edges}”（大圆弧），按直线采用",
                f"the file says that its edges are {described.edges}; they were taken as straight",
            ),
            Text("长边会有偏差，请在源数据中加密", "long edges will differ: add points to them"),
        ),
    )


def _without_geometry(source: Source) -> Invalid:
    return invalid(
        "layer.no-geometry",
        "文件里没有图形（没有 geo 元数据），只有属性表；请提供 GeoParquet，或导入只收属性的图层",
        "the file has no geometry (no geo metadata), only a table; supply a GeoParquet, or choose "
        "a layer of attributes only",
        Place(source.name),
    )


def _unreadable(source: Source, error: Exception) -> Invalid:
    return invalid(
        "layer.unreadable",
        "文件读不出来（{reason}）；请检查文件是否完整，或重新导出",
        "the file cannot be read ({reason}); check that it is whole, or export it again",
        Place(source.name),
        reason=str(error).replace(str(source.main), source.name)[:200],
    )
