# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Fitting the columns of a file to the fields of a layer. 属性对照与检查。

A column that the dictionary does not know is kept under its own name and reported: it may be
what an officer needs, and dropping it would be silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.checking.values import ARROW_TYPES, fitted
from kuangtu.layers.choices import FieldType, Severity
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.dictionary.loading import RESERVED
from kuangtu.layers.findings import Finding


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """Typed columns, which source column each came from, and what was found. 属性。"""

    table: pa.Table
    mapping: Mapping[str, str]  # source column → field
    findings: tuple[Finding, ...]


def fit_attributes(
    table: pa.Table,
    specification: LayerSpecification,
    *,
    mapping: Mapping[str, str],
    file: str,
) -> Attributes:
    """The layer's fields first, then the columns that are kept as they are. 属性对照。

    `mapping` (source column → field) goes before names and aliases.

    Raises: Invalid `layer.mapping-unknown`, `layer.field-twice`, `layer.field-missing`.
    """
    matched = _matched(table.column_names, specification, mapping, file)
    findings: list[Finding] = []
    columns: dict[str, pa.Array] = {}
    for column, name in sorted(matched.items(), key=lambda item: item[1]):
        field = specification.field(name)
        if field is not None:
            columns[name], found = _fitted_column(table.column(column), field, column)
            findings += found
    for column in table.column_names:
        if column not in matched:
            kept = column
            while kept in RESERVED | set(columns) or kept in set(table.column_names) - {column}:
                kept = f"source_{kept}"
            columns[kept] = _plain(table.column(column))
            findings.append(_unknown(column, kept))
    fitted_table = pa.table(columns) if columns else table.select([])
    return Attributes(fitted_table, matched, tuple(findings))


def _matched(
    columns: list[str],
    specification: LayerSpecification,
    mapping: Mapping[str, str],
    file: str,
) -> dict[str, str]:
    problems = list(_wrong_mappings(columns, specification, mapping, file))
    matched = {column: name for column, name in mapping.items() if column in columns}
    taken = set(matched.values())
    for column in columns:
        field = specification.field_written(column)
        if column not in matched and field is not None and field.name not in taken:
            matched[column] = field.name
    problems += _repeated(matched, specification, file)
    problems += _absent(matched, specification, file)
    if problems:
        raise Invalid(problems)
    return matched


def _wrong_mappings(
    columns: list[str], specification: LayerSpecification, mapping: Mapping[str, str], file: str
) -> Iterator[Problem]:
    for column, name in mapping.items():
        if column not in columns or specification.field(name) is None:
            text = Text(
                "字段对照“{column}→{name}”无效：文件的字段有 {columns}；图层的字段有 {names}",
                "the mapping “{column} → {name}” does not fit: the file has {columns}, the layer "
                "{names}",
            )
            names = "、".join(field.name for field in specification.fields)
            filled = text.format(column=column, name=name, columns="、".join(columns), names=names)
            yield Problem("layer.mapping-unknown", filled, Place(file, field=column))


def _repeated(
    matched: Mapping[str, str], specification: LayerSpecification, file: str
) -> Iterator[Problem]:
    for field in specification.fields:
        columns = [column for column, name in matched.items() if name == field.name]
        if len(columns) > 1:
            text = Text(
                "{columns} 都对应字段“{field}”，请用字段对照指明用哪一个",
                "{columns} all mean the field {field}; say by a mapping which one to use",
            )
            filled = text.format(columns="、".join(columns), field=field.label)
            yield Problem("layer.field-twice", filled, Place(file, field=field.name))


def _absent(
    matched: Mapping[str, str], specification: LayerSpecification, file: str
) -> Iterator[Problem]:
    for field in specification.required_fields:
        if field.name not in matched.values():
            text = Text(
                "缺少必填字段“{field}”（可写作 {spellings}），或用字段对照指明",
                "the required field {field} is missing (written {spellings}); add it or map it",
            )
            spellings = "、".join((field.name, *field.aliases))
            filled = text.format(field=field.label, spellings=spellings)
            yield Problem("layer.field-missing", filled, Place(file, field=field.name))


def _fitted_column(
    column: pa.ChunkedArray, field: FieldSpecification, source: str
) -> tuple[pa.Array, list[Finding]]:
    """The column in the field's type; values that do not fit are null and have a finding."""
    plain = _without_blanks(column)
    findings: list[Finding] = []
    typed = _already_typed(plain, field)
    if typed is None:
        typed, findings = _converted(plain, field, source)
    if field.is_required:
        findings += _missing_values(plain, field)
    return typed, findings


def _already_typed(plain: pa.Array, field: FieldSpecification) -> pa.Array | None:
    """The column cast as a whole where no value can be wrong; None where each must be looked at."""
    if field.codes:
        return None
    if field.type is FieldType.INTEGER and pa.types.is_integer(plain.type):
        return plain.cast(pa.int64()) if plain.type != pa.uint64() else None
    is_typed = plain.type == ARROW_TYPES[field.type] and field.type is not FieldType.NUMBER
    return plain if is_typed else None


def _stored(column: pa.ChunkedArray) -> pa.Array:
    """One array of plain values: GDAL marks words that are JSON as a type of its own."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return array.storage if isinstance(array, pa.ExtensionArray) else array


def _without_blanks(column: pa.ChunkedArray) -> pa.Array:
    """One array; words are trimmed and an empty word is no value."""
    array = _stored(column)
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return array
    trimmed = pc.utf8_trim_whitespace(array.cast(pa.string()))
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _converted(
    plain: pa.Array, field: FieldSpecification, source: str
) -> tuple[pa.Array, list[Finding]]:
    encoded = plain.dictionary_encode()
    written = encoded.dictionary.to_pylist()
    values = [None if value is None else fitted(value, field) for value in written]
    typed = pa.array(values, ARROW_TYPES[field.type]).take(encoded.indices)
    unfit = {i for i, value in enumerate(values) if value is None and written[i] is not None}
    if not unfit:
        return typed, []
    indices = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    findings = [
        _unfit(written[indices[row]], field, source, int(row) + 1)
        for row in np.flatnonzero(np.isin(indices, list(unfit)))
    ]
    return typed, findings


def _missing_values(plain: pa.Array, field: FieldSpecification) -> list[Finding]:
    return [
        Finding(
            "value-missing",
            Severity.ERROR,
            Text("必填字段“{field}”为空", "the required field {field} is empty").format(
                field=field.label
            ),
            Text("请在源数据中补填", "fill it in at the source"),
            feature=int(row) + 1,
            field=field.name,
        )
        for row in np.flatnonzero(plain.is_null().to_numpy(zero_copy_only=False))
    ]


def _unfit(value: object, field: FieldSpecification, source: str, feature: int) -> Finding:
    if field.codes:
        allowed = "、".join(label.zh for label in field.codes.values())
        kind, text = "value-not-in-list", Text("，应为 {allowed}", ", not one of {allowed}")
        text = text.format(allowed=allowed)
    else:
        kind, text = (
            "value-type",
            Text("，不是{type}", ", not {type}").format(type=field.type.label),
        )
    start = Text("字段“{source}”的值是“{value}”", "{source} is “{value}”")
    return Finding(
        kind,
        Severity.ERROR,
        start.format(source=source, value=str(value)[:60]) + text,
        Text("请在源数据中改正", "mend it at the source"),
        feature=feature,
        field=field.name,
    )


def _unknown(column: str, kept: str) -> Finding:
    text = Text(
        f"字典没有字段“{column}”，按原名保留",
        f"the dictionary has no field {column}; it is kept under its own name",
    )
    if kept != column:
        text = Text(
            f"字典没有字段“{column}”，该名称另有用处，改名为“{kept}”保留",
            f"the dictionary has no field {column}; the name is in use, it is kept as {kept}",
        )
    return Finding(
        "field-unknown",
        Severity.NOTE,
        text,
        Text("如有对应字段，请用字段对照指明", "map it if there is a field for it"),
        field=column,
    )


def _plain(column: pa.ChunkedArray) -> pa.Array:
    """A column as it is, unless its type is one that Parquet readers elsewhere stumble over."""
    array = _stored(column)
    if pa.types.is_nested(array.type) or pa.types.is_binary(array.type):
        return pa.array([None if v is None else str(v) for v in array.to_pylist()], pa.string())
    return array
