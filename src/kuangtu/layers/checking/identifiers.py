# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Identifiers, division codes and licence numbers that cannot be right. 标识码检查。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from numpy.typing import NDArray

from kuangtu.codes.divisions import INVENTED, find_division
from kuangtu.codes.license_numbers import read_license_number
from kuangtu.core.text import Text, joined
from kuangtu.layers.checking.facts import Integers, ShapeFacts
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

DIVISION_FIELD: Final = "adcode"
LICENSE_FIELD: Final = "license_number"
COUNTY_DIGITS: Final = 6  # longer codes name a township or village of the county

REPEATED = Text(
    "“{label}”的值“{value}”与第 {first} 个要素相同",
    "{label} is “{value}”, as that of feature {first}",
)
NO_IDENTIFIER = Text("标识码“{label}”为空", "the identifier, {label}, is empty")
UNKNOWN_DIVISION = Text(
    "“{value}”不是行政区代码（“{label}”）", "{value} is no division code ({label})"
)
FOREIGN_DIVISION = Text(
    "“{value}”（{name}）不是本县 {county} 的代码", "{value} ({name}) is no code of {county}"
)
CHANGED = Text(
    "图形与已发布版本的“{before}”相同，标识码却改为“{now}”，原标识码不再出现",
    "the geometry is that of “{before}” in the published edition, but it is now called “{now}” "
    "and the old identifier is gone",
)


@dataclass(frozen=True, slots=True, eq=False)
class PublishedIdentifiers:
    """Identifiers of the published edition with the geometry of each, as WKB. 已发布标识码。"""

    identifiers: pa.Array
    wkb: pa.Array


def check_identifiers(
    table: pa.Table, specification: LayerSpecification, *, county: str
) -> Iterator[Flagged]:
    """Values that must be there once, and codes that must exist. 标识码检查。"""
    identifier = specification.identifier_field
    for field in specification.fields:
        if field.name not in table.column_names:
            continue
        column = table.column(field.name)
        if field.name == identifier:
            yield _absent(column, field)
        if field.is_unique or field.name == identifier:
            kind = "identifier-repeated" if field.name == identifier else "value-repeated"
            yield _repeated(column, field, kind)
        if field.name == DIVISION_FIELD:
            yield from _divisions(column, field, county if specification.lies_in_county else "")
        if field.name == LICENSE_FIELD:
            yield _licenses(column, field)


def _absent(column: Any, field: FieldSpecification) -> Flagged:
    """No identifier where others have one; a required one that is empty is an error already."""
    is_null = column.is_null().to_numpy()
    rows = np.flatnonzero(is_null) if not field.is_required else np.empty(0, np.int64)

    def told(at: int) -> Finding:
        text = NO_IDENTIFIER.format(label=field.label)
        return found("identifier-missing", text, feature=int(rows[at]) + 1, field=field.name)

    return Flagged("identifier-missing", rows, told)


def _repeated(column: Any, field: FieldSpecification, kind: str) -> Flagged:
    codes, values = _encoded(column)
    there = np.flatnonzero(codes >= 0)
    first_rows = np.empty(len(values), np.int64)
    first_rows[codes[there[::-1]]] = there[::-1]  # the last one written is the first of the file
    rows = there[first_rows[codes[there]] != there]

    def told(at: int) -> Finding:
        row = int(rows[at])
        code = int(codes[row])
        text = REPEATED.format(
            label=field.label, value=values[code].as_py(), first=int(first_rows[code]) + 1
        )
        return found(kind, text, feature=row + 1, field=field.name)

    return Flagged(kind, rows, told)


def _encoded(column: Any) -> tuple[Integers, pa.Array]:
    """A number for each distinct value, -1 for none, and the values."""
    encoded = column.combine_chunks().dictionary_encode()
    codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return np.asarray(codes, np.int64), encoded.dictionary


def _rows_with(column: Any, says: Callable[[str], Text | None]) -> tuple[Integers, list[Text]]:
    """Rows whose value somebody has something to say of, each value asked once."""
    codes, values = _encoded(column)
    told = [says(str(value)) for value in values.to_pylist()]
    is_told = np.array([text is not None for text in told] + [False])  # the last for no value
    rows = np.flatnonzero(is_told[codes])
    return rows, [text or Text("", "") for text in told]


def _flagged(
    kind: str, column: Any, field: FieldSpecification, says: Callable[[str], Text | None]
) -> Flagged:
    rows, words = _rows_with(column, says)
    codes, _ = _encoded(column)

    def told(at: int) -> Finding:
        row = int(rows[at])
        return found(kind, words[int(codes[row])], feature=row + 1, field=field.name)

    return Flagged(kind, rows, told)


def _divisions(column: Any, field: FieldSpecification, county: str) -> Iterator[Flagged]:
    """Codes of no division; and, where the layer is the county's, codes of another."""

    def is_unknown(value: str) -> Text | None:
        known = find_division(value[:COUNTY_DIGITS]) or INVENTED.fullmatch(value[:COUNTY_DIGITS])
        digits_left = value[COUNTY_DIGITS:]
        is_code = known is not None and (not digits_left or digits_left.isdigit())
        return None if is_code else UNKNOWN_DIVISION.format(value=value, label=field.label)

    def is_foreign(value: str) -> Text | None:
        if is_unknown(value) is not None or value.startswith(county):
            return None
        known = find_division(value[:COUNTY_DIGITS])
        name = known.name if known else value
        return FOREIGN_DIVISION.format(value=value, name=name, county=county)

    yield _flagged("division-unknown", column, field, is_unknown)
    if county:
        yield _flagged("division-foreign", column, field, is_foreign)


def _licenses(column: Any, field: FieldSpecification) -> Flagged:
    def odd(value: str) -> Text | None:
        warnings = read_license_number(value).warnings
        return joined([one.text for one in warnings], "；", "; ") if warnings else None

    return _flagged("license-number-odd", column, field, odd)


def check_changed_identifiers(
    facts: ShapeFacts, identifiers: Any, before: PublishedIdentifiers, *, field: str
) -> Flagged:
    """Ground that is where it was and is called otherwise, its old name being gone. 标识码改变。"""
    now = pc.cast(identifiers.combine_chunks(), pa.string())
    known = pc.cast(before.identifiers, pa.string())
    is_gone = ~pc.is_in(known, value_set=now).to_numpy(zero_copy_only=False)
    is_gone &= ~known.is_null().to_numpy(zero_copy_only=False)
    is_new = ~pc.is_in(now, value_set=known).to_numpy(zero_copy_only=False)
    is_new &= facts.is_drawn & ~now.is_null().to_numpy(zero_copy_only=False)
    gone, new = np.flatnonzero(is_gone), np.flatnonzero(is_new)
    old_shapes = _shape_keys(shapely.from_wkb(before.wkb.take(pa.array(gone)).to_numpy(False)))
    names = dict(zip(old_shapes, known.take(pa.array(gone)).to_pylist(), strict=True))
    shapes = _shape_keys(facts.geometries[new])
    rows = np.array([row for row, key in zip(new, shapes, strict=True) if key in names], np.int64)
    befores = [names[key] for key in shapes if key in names]

    def told(at: int) -> Finding:
        row = int(rows[at])
        text = CHANGED.format(before=befores[at], now=now[row].as_py())
        return found(
            "identifier-changed", text, feature=row + 1, field=field, place=facts.place(row)
        )

    return Flagged("identifier-changed", rows, told)


def _shape_keys(geometries: NDArray[Any]) -> list[bytes]:
    """Equal for equal shapes, whatever their first vertex and direction."""
    return list(shapely.to_wkb(shapely.normalize(geometries)))
