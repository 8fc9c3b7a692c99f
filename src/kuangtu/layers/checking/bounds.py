# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers and dates that cannot be, by the bounds of the dictionary. 数值与日期范围检查。

A value that is out of bounds can be stored, and who supplied it may have a reason: warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kuangtu.core.text import Text, same
from kuangtu.layers.checking.facts import Integers
from kuangtu.layers.choices import FieldType
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification
from kuangtu.layers.finding_list import Flagged
from kuangtu.layers.findings import Finding, found

# Decision 0013: no cadastre of the county is older, no permission runs longer.
EARLIEST: Final = date(1900, 1, 1)
MOST_YEARS_AHEAD: Final = 50
NUMBERS: Final = (FieldType.INTEGER, FieldType.NUMBER)

OUT_OF_RANGE = Text(
    "“{label}”为 {value}{unit}，应在 {range} 之内", "{label} is {value}{unit}, not within {range}"
)
IMPOSSIBLE_DAY = Text(
    "“{label}”为 {value}，应在 {range} 之内", "{label} is {value}, not within {range}"
)
IN_FUTURE = Text("“{label}”为 {value}，晚于今日 {day}", "{label} is {value}, after today, {day}")
OUT_OF_ORDER = Text(
    "“{first}”（{earlier}）晚于“{second}”（{later}）",
    "{first} ({earlier}) is after {second} ({later})",
)


def check_bounds(
    table: pa.Table, specification: LayerSpecification, *, day: date
) -> Iterator[Flagged]:
    """Values outside what a field allows, and dates in the wrong order. 范围检查。

    Days in columns that the dictionary does not know are held against possible years only.
    """
    for field in specification.fields:
        if field.name in table.column_names:
            column = table.column(field.name)
            if field.type in NUMBERS:
                yield from _numbers(column, field)
            elif field.type is FieldType.DATE:
                yield from _dates(column, field, day)
    for name in table.column_names:
        if specification.field(name) is None and _holds_days(table.schema.field(name).type):
            unknown = FieldSpecification(name, same(name), FieldType.DATE, may_be_future=True)
            yield from _dates(table.column(name).cast(pa.date32(), safe=False), unknown, day)
    for first, second in specification.date_order:
        if {first, second} <= set(table.column_names):
            yield _order(table, specification, first, second)


def _holds_days(kind: pa.DataType) -> bool:
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def _numbers(column: Any, field: FieldSpecification) -> Iterator[Flagged]:
    if field.lowest is None and field.highest is None:
        return
    rows = _outside(column, field.lowest, field.highest)
    unit = f" {field.unit}" if field.unit else ""
    limits = _range(field.lowest, field.highest)

    def told(at: int) -> Finding:
        row = int(rows[at])
        text = OUT_OF_RANGE.format(
            label=field.label, value=column[row].as_py(), unit=unit, range=limits
        )
        return found("value-out-of-range", text, feature=row + 1, field=field.name)

    yield Flagged("value-out-of-range", rows, told)


def _dates(column: Any, field: FieldSpecification, day: date) -> Iterator[Flagged]:
    """What is far from any possible year; of the others, what has not come yet."""
    earliest, latest = (
        field.earliest or EARLIEST,
        field.latest or date(day.year + MOST_YEARS_AHEAD, 12, 31),
    )
    rows = _outside(column, earliest, latest)
    limits = _range(earliest, latest)

    def told(at: int) -> Finding:
        row = int(rows[at])
        text = IMPOSSIBLE_DAY.format(label=field.label, value=column[row].as_py(), range=limits)
        return found("date-out-of-range", text, feature=row + 1, field=field.name)

    yield Flagged("date-out-of-range", rows, told)
    if field.may_be_future:
        return
    coming = np.setdiff1d(_outside(column, None, day), rows)

    def told_of_coming(at: int) -> Finding:
        row = int(coming[at])
        text = IN_FUTURE.format(label=field.label, value=column[row].as_py(), day=day)
        return found("date-in-future", text, feature=row + 1, field=field.name)

    yield Flagged("date-in-future", coming, told_of_coming)


def _order(table: pa.Table, specification: LayerSpecification, first: str, second: str) -> Flagged:
    """Pairs of dates of which the first is later than the second."""
    earlier, later = table.column(first), table.column(second)
    rows = _true_rows(pc.greater(earlier, later))
    labels = [_label(specification, name) for name in (first, second)]

    def told(at: int) -> Finding:
        row = int(rows[at])
        text = OUT_OF_ORDER.format(
            first=labels[0],
            second=labels[1],
            earlier=earlier[row].as_py(),
            later=later[row].as_py(),
        )
        return found("dates-out-of-order", text, feature=row + 1, field=second)

    return Flagged("dates-out-of-order", rows, told)


def _label(specification: LayerSpecification, name: str) -> Text:
    field = specification.field(name)
    return field.label if field else same(name)


def _outside(column: Any, lowest: Any, highest: Any) -> Integers:
    """Rows whose value is below the lowest or above the highest; no value is neither."""
    is_out = np.zeros(len(column), bool)
    for limit, beyond in ((lowest, pc.less), (highest, pc.greater)):
        if limit is not None:
            is_out[_true_rows(beyond(column, pa.scalar(limit, column.type)))] = True
    return np.flatnonzero(is_out)


def _true_rows(flags: Any) -> Integers:
    return np.flatnonzero(flags.fill_null(False).to_numpy())


def _range(lowest: Any, highest: Any) -> str:
    """The bounds as they are printed.

    >>> _range(0, None), _range(1, 12)
    ('≥ 0', '1 … 12')
    """
    if lowest is None:
        return f"≤ {highest}"
    return f"≥ {lowest}" if highest is None else f"{lowest} … {highest}"
