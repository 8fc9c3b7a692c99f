# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Fitting the columns of a file to the fields of a layer. 属性对照与检查。

A column that the dictionary does not know is kept under its own name and reported: it may be
what an officer needs, and dropping it would be silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.text import Text
from kuangtu.layers.checking.columns import fit_column, stored
from kuangtu.layers.choices import Severity
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.dictionary.loading import RESERVED
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found
from kuangtu.layers.mapping import SourceMapping, meaning_of_head

EXPORT_NUMBER = "feature_id"
# What a table that is exported says of each shape, beside the shape itself.
OF_SHAPES = ("中心经度", "中心纬度", "图形面积（平方米）", "图形长度（米）")
EXPORTED = Text(
    "这是本系统导出时加上的（要素序号、中心点或大小），不是属性；需要保留时请用字段对照指明",
    "an export from here added it (running number, centre or size), it is no attribute; map it to "
    "keep it",
)


UNIT_UNSAID = Text(
    "“{column}”像是字段“{field}”（{own}），单位为{unit}；未经确认，没有换算，按“{kept}”保留",
    "{column} looks like the field {field} ({own}) in {unit}; nobody confirmed it, so nothing is "
    "converted and it is kept as {kept}",
)


@dataclass(frozen=True, slots=True, eq=False)
class Attributes:
    """Typed columns, which source column each came from, and what was found. 属性。"""

    table: pa.Table
    mapping: Mapping[str, str]  # source column → field
    findings: tuple[Finding | Flagged, ...]
    unfit_rows: frozenset[int] = frozenset()  # from 1; of findings that stand for several


def fit_attributes(
    table: pa.Table,
    specification: LayerSpecification,
    *,
    mapping: Mapping[str, str],
    file: str,
    meaning: SourceMapping = SourceMapping(),
) -> Attributes:
    """The layer's fields first, then the columns that are kept as they are. 属性对照。

    `mapping` (source column → field) goes before `meaning`, and that before names and aliases.

    Raises: Invalid `layer.mapping-…`, `layer.field-twice`, `layer.field-missing`.
    """
    if problems := tuple(meaning.problems(specification)):
        raise Invalid(problems)
    here = meaning.fitting(set(table.column_names))
    table, exported = _without_export_columns(table, mapping, here)
    matched = _matched(table.column_names, specification, mapping, here, file)
    findings: list[Finding | Flagged] = [
        *exported,
        *(_left_out(column, why) for column, why in here.left_out.items()),
    ]
    unfit: set[int] = set()
    columns: dict[str, pa.Array] = {}
    for column, name in sorted(matched.items(), key=lambda item: item[1]):
        field = specification.field(name)
        if field is not None:
            fitted_one = fit_column(table.column(column), field, column, here)
            columns[name] = fitted_one.values
            findings += fitted_one.findings
            unfit |= fitted_one.unfit_rows
    for column in table.column_names:
        if column not in matched and column not in here.left_out:
            kept = column
            while kept in RESERVED | set(columns) or kept in set(table.column_names) - {column}:
                kept = f"source_{kept}"
            columns[kept] = _plain(table.column(column))
            if column not in here.kept or kept != column:
                is_said = column in here.kept
                findings.append(_unknown(column, kept, None if is_said else specification))
    fitted_table = pa.table(columns) if columns else table.select([])
    return Attributes(fitted_table, matched, tuple(findings), frozenset(unfit))


def _without_export_columns(
    table: pa.Table, mapping: Mapping[str, str], meaning: SourceMapping
) -> tuple[pa.Table, list[Finding]]:
    """Without what our own exports add to the attributes, unless somebody wants it kept."""
    if EXPORT_NUMBER not in table.column_names:
        return table, []
    numbers = table.column(EXPORT_NUMBER)
    if numbers.null_count or len(numbers.unique()) < len(numbers):
        return table, []
    said = {*mapping, *meaning.columns}
    there = [one for one in (EXPORT_NUMBER, *OF_SHAPES) if one in table.column_names]
    added = [one for one in there if one not in said]
    return table.drop(added), [_left_out(one, EXPORTED.zh, EXPORTED.en) for one in added]


def _matched(
    columns: list[str],
    specification: LayerSpecification,
    mapping: Mapping[str, str],
    meaning: SourceMapping,
    file: str,
) -> dict[str, str]:
    problems = list(_wrong_mappings(columns, specification, mapping, file))
    said = {**meaning.fields, **mapping}
    matched = {column: name for column, name in said.items() if column in columns}
    taken = set(matched.values())
    settled = {*matched, *meaning.left_out, *meaning.kept}
    for column in columns:
        field = specification.field_written(column)
        if column in settled:
            continue
        if field is None:
            field = _in_own_unit(column, specification)
        if field is not None and field.name not in taken:
            matched[column] = field.name
    problems += _repeated(matched, specification, file)
    problems += _absent(matched, specification, file)
    if problems:
        raise Invalid(problems)
    return matched


def _in_own_unit(column: str, specification: LayerSpecification) -> FieldSpecification | None:
    """The field of a head that says the field's own unit; another unit needs somebody's word."""
    likely = meaning_of_head(column, specification)
    return likely[0] if likely is not None and not likely[1].unit else None


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
                "{columns} 都对应字段“{field}”，请用字段对照指明用哪一个（如 --map {last}={name}）",
                "{columns} all mean the field {field}; say by a mapping which one to use (as --map "
                "{last}={name})",
            )
            filled = text.format(
                columns="、".join(columns), field=field.label, last=columns[-1], name=field.name
            )
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


def _left_out(column: str, why: str, why_in_english: str = "") -> Finding:
    text = Text("字段“{column}”未导入：{why}", "the column {column} was left out: {why}")
    reason = Text(why, why_in_english or why)
    return Finding(
        "field-left-out",
        Severity.NOTE,
        text.format(column=column, why=reason),
        Text("原始文件随版本保存", "the original file is kept with the edition"),
        field=column,
    )


def _unknown(column: str, kept: str, specification: LayerSpecification | None) -> Finding:
    """A column that keeps its name; where its head names a field and a unit, that is told."""
    likely = meaning_of_head(column, specification) if specification else None
    if likely is not None and likely[1].unit:
        field, meaning = likely
        words = UNIT_UNSAID.format(
            column=column, field=field.label, own=field.unit, unit=meaning.unit, kept=kept
        )
        return found("field-unit-unsaid", words, field=column)
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
    array = stored(column)
    if pa.types.is_nested(array.type) or pa.types.is_binary(array.type):
        return pa.array([None if v is None else str(v) for v in array.to_pylist()], pa.string())
    return array
