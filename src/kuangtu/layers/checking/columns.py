# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""One source column as the values of a field. 单个字段的取值。

A value outside a code list is told once with its count, however many features have it: it is
one decision for whoever maps it. Other values that do not fit are told feature by feature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kuangtu.core.text import Text, joined
from kuangtu.layers.checking.values import ARROW_TYPES, as_number, as_text, fitted
from kuangtu.layers.choices import FieldType, Severity
from kuangtu.layers.dictionary import FieldSpecification
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding
from kuangtu.layers.mapping import SourceMapping, factor_between

LONGEST_SHOWN = 60

EMPTY = Text("必填字段“{field}”为空", "the required field {field} is empty")
AT_SOURCE = Text("请在源数据中改正", "mend it at the source")
MAP_OR_MEND = Text(
    "请在字段对照中指明它的含义，或在源数据中改正",
    "say in the mapping what it means, or mend it at the source",
)


@dataclass(frozen=True, slots=True, eq=False)
class FittedColumn:
    """A field's values and what was found; `unfit_rows` count from 1. 字段取值。"""

    values: pa.Array
    findings: tuple[Finding | Flagged, ...]
    unfit_rows: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Conversion:
    """How a value of the source becomes one of the field. 换算方式。"""

    field: FieldSpecification
    source: str
    codes: Mapping[str, str]  # source value → code, "" for none
    factor: Fraction
    unit: str

    def __call__(self, value: object) -> object | None:
        said = self.codes.get(as_text(value) or "")
        if said is not None:
            return said or None
        if self.factor == 1:
            return fitted(value, self.field)
        number = as_number(value)
        if number is None:
            return None
        return fitted(float(Fraction(Decimal(str(number))) * self.factor), self.field)

    def says_nothing(self, value: object) -> bool:
        """Whether the mapping says that the value stands for nothing."""
        return self.codes.get(as_text(value) or "") == ""

    @property
    def is_needed(self) -> bool:
        return bool(self.codes) or self.factor != 1


def fit_column(
    column: pa.ChunkedArray, field: FieldSpecification, source: str, meaning: SourceMapping
) -> FittedColumn:
    """The column in the field's type; values that do not fit are null and have a finding."""
    conversion = _conversion(field, source, meaning)
    plain, findings = _without_dashes(_without_blanks(column), conversion)
    unfit: frozenset[int] = frozenset()
    typed = None if conversion.is_needed else _already_typed(plain, field)
    if typed is None:
        typed, told, unfit = _converted(plain, conversion)
        findings += told
    if conversion.factor != 1:
        findings.append(_in_other_units(conversion))
    if field.is_required:
        findings += _missing_values(typed if conversion.codes else plain, field, unfit)
    return FittedColumn(typed, tuple(findings), unfit)


def _conversion(field: FieldSpecification, source: str, meaning: SourceMapping) -> _Conversion:
    said = meaning.columns.get(source)
    unit = said.unit if said and said.field == field.name else ""
    factor = factor_between(unit, field.unit)
    assert factor is not None, "units are checked before"  # noqa: S101 - by SourceMapping.problems
    return _Conversion(field, source, meaning.values.get(field.name, {}), factor, unit)


def _already_typed(plain: pa.Array, field: FieldSpecification) -> pa.Array | None:
    """The column cast as a whole where no value can be wrong; None where each must be looked at."""
    if field.codes:
        return None
    if field.type is FieldType.INTEGER and pa.types.is_integer(plain.type):
        return plain.cast(pa.int64()) if plain.type != pa.uint64() else None
    is_typed = plain.type == ARROW_TYPES[field.type] and field.type is not FieldType.NUMBER
    return plain if is_typed else None


def stored(column: pa.ChunkedArray) -> pa.Array:
    """One array of plain values: GDAL marks words that are JSON as a type of its own."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return array.storage if isinstance(array, pa.ExtensionArray) else array


def _without_blanks(column: pa.ChunkedArray) -> pa.Array:
    """One array; words are trimmed and an empty word is no value."""
    array = _listed(stored(column))
    if not (pa.types.is_string(array.type) or pa.types.is_large_string(array.type)):
        return array
    trimmed = pc.utf8_trim_whitespace(array.cast(pa.string()))
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


# What forms write into a cell that stays empty. Words such as 不详 say more than that.
DASHES = ("/", "\\", "-", "--", "—", "——", "－", "–", "／")


def _without_dashes(
    plain: pa.Array, conversion: _Conversion
) -> tuple[pa.Array, list[Finding | Flagged]]:
    """Where a number, a day or a yes belongs, a dash is no value, and a finding says so."""
    if conversion.field.type is FieldType.TEXT or plain.type != pa.string():
        return plain, []
    is_dash = pc.is_in(plain, pa.array(DASHES))
    rows = np.flatnonzero(is_dash.to_numpy(zero_copy_only=False)) + 1
    if not len(rows):
        return plain, []
    end = Text("，作空值", ", taken as no value")
    told = _taken_as_blank(plain[int(rows[0]) - 1].as_py(), conversion, rows, end)
    return pc.if_else(is_dash, pa.scalar(None, pa.string()), plain), [told]


def _listed(array: pa.Array) -> pa.Array:
    """Lists of values, which GeoJSON has, as the words that a field holds: 铜、锌."""
    if not (pa.types.is_list(array.type) or pa.types.is_large_list(array.type)):
        return array
    words = [None if one is None else "、".join(map(str, one)) for one in array.to_pylist()]
    return pa.array(words, pa.string())


def _converted(
    plain: pa.Array, conversion: _Conversion
) -> tuple[pa.Array, list[Finding | Flagged], frozenset[int]]:
    encoded = plain.dictionary_encode()
    written = encoded.dictionary.to_pylist()
    values = [None if value is None else conversion(value) for value in written]
    typed = pa.array(values, ARROW_TYPES[conversion.field.type]).take(encoded.indices)
    nothing = {i for i, one in enumerate(written) if one is not None and values[i] is None}
    blank = {i for i in nothing if conversion.says_nothing(written[i])}
    if not nothing:
        return typed, [], frozenset()
    indices = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    rows = _rows_of(indices, blank)
    findings: list[Finding | Flagged] = [
        _blank(written[i], conversion, rows[i]) for i in sorted(blank)
    ]
    unfit = sorted(nothing - blank)
    rows = _rows_of(indices, set(unfit))
    if conversion.field.codes:
        findings += [_not_listed(written[i], conversion, rows[i]) for i in unfit]
    else:
        findings.append(_one_by_one(written, conversion, indices, unfit))
    return typed, findings, frozenset(int(row) for i in unfit for row in rows[i])


def _rows_of(indices: NDArray[np.int32], wanted: set[int]) -> dict[int, NDArray[np.intp]]:
    """The features, counted from 1, that have each of some values."""
    return {i: np.flatnonzero(indices == i) + 1 for i in wanted}


def _one_by_one(
    written: list[object],
    conversion: _Conversion,
    indices: NDArray[np.int32],
    unfit: list[int],
) -> Flagged:
    rows = np.flatnonzero(np.isin(indices, unfit))

    def told(position: int) -> Finding:
        row = int(rows[position])
        return _wrong_type(written[indices[row]], conversion, row + 1)

    return Flagged("value-type", rows, told)


def _missing_values(
    plain: pa.Array, field: FieldSpecification, unfit: frozenset[int]
) -> Iterator[Flagged]:
    rows = np.flatnonzero(plain.is_null().to_numpy(zero_copy_only=False))
    if unfit:
        rows = rows[~np.isin(rows + 1, np.fromiter(unfit, np.int64, len(unfit)))]

    def told(position: int) -> Finding:
        return Finding(
            "value-missing",
            Severity.ERROR,
            EMPTY.format(field=field.label),
            Text("请在源数据中补填", "fill it in at the source"),
            feature=int(rows[position]) + 1,
            field=field.name,
        )

    if len(rows):
        yield Flagged("value-missing", rows, told)


SAYS = Text("字段“{source}”的值是“{value}”", "{source} is “{value}”")


def _says(conversion: _Conversion, value: object) -> Text:
    return SAYS.format(source=conversion.source, value=str(value)[:LONGEST_SHOWN])


EXPECTED = {
    FieldType.DATE: Text(
        "，不是日期（应写作 2024-03-05 或 2024年3月5日）", ", no date (written as 2024-03-05)"
    ),
    FieldType.YES_NO: Text("，应为“是”或“否”", ", neither yes nor no"),
}


def _wrong_type(value: object, conversion: _Conversion, feature: int) -> Finding:
    kind = conversion.field.type
    end = EXPECTED.get(kind, Text("，不是{type}", ", not {type}").format(type=kind.label))
    return Finding(
        "value-type",
        Severity.ERROR,
        _says(conversion, value) + end,
        AT_SOURCE,
        feature=feature,
        field=conversion.field.name,
    )


def _not_listed(value: object, conversion: _Conversion, rows: NDArray[np.intp]) -> Finding:
    labels = joined(conversion.field.codes.values())
    end = Text("，应为 {labels}", ", not one of {labels}").format(labels=labels)
    return Finding(
        "value-not-in-list",
        Severity.ERROR,
        _says(conversion, value) + end + _so_many(rows),
        MAP_OR_MEND,
        feature=int(rows[0]),
        field=conversion.field.name,
        value=as_text(value) or "",
        count=len(rows),
    )


def _blank(value: object, conversion: _Conversion, rows: NDArray[np.intp]) -> Finding:
    end = Text("，按字段对照作空值", ", taken as no value as the mapping says")
    return _taken_as_blank(value, conversion, rows, end)


def _taken_as_blank(
    value: object, conversion: _Conversion, rows: NDArray[np.intp], end: Text
) -> Finding:
    return Finding(
        "value-taken-as-blank",
        Severity.NOTE,
        _says(conversion, value) + end + _so_many(rows),
        Text("请核对", "check it"),
        field=conversion.field.name,
    )


def _so_many(rows: NDArray[np.intp]) -> Text:
    """How many features have it, where that is more than the one that is named."""
    if len(rows) == 1:
        return Text("", "")
    return Text("（共 {count} 个要素）", " ({count} features)").format(count=len(rows))


def _in_other_units(conversion: _Conversion) -> Finding:
    text = Text(
        "字段“{source}”的单位是{unit}，已换算为{target}（乘以 {factor}）",
        "{source} is in {unit} and was converted to {target} (times {factor})",
    )
    filled = text.format(
        source=conversion.source,
        unit=conversion.unit,
        target=conversion.field.unit,
        factor=conversion.factor,
    )
    return Finding(
        "unit-converted",
        Severity.NOTE,
        filled,
        Text("请核对", "check it"),
        field=conversion.field.name,
    )
