# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Fields and values before and after. 字段与取值。"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from kuangtu.layers.comparing.difference import FieldChange, FieldsCompared, Plain


def comparable_fields(
    old: pa.Schema, new: pa.Schema, old_names: Sequence[str], new_names: Sequence[str]
) -> FieldsCompared:
    """The fields of both editions, in the order of the new one."""
    common = [name for name in new_names if name in old_names]
    return FieldsCompared(
        compared=tuple(common),
        only_old=tuple(name for name in old_names if name not in new_names),
        only_new=tuple(name for name in new_names if name not in old_names),
        retyped=tuple(
            name
            for name in common
            if _family(old.field(name).type) != _family(new.field(name).type)
        ),
    )


def _family(kind: pa.DataType) -> str:
    """Integers and decimals are numbers alike; a column without a value may be anything."""
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    return str(kind)


def changed_values(
    before: pa.Table, after: pa.Table, fields: FieldsCompared
) -> list[tuple[FieldChange, ...]]:
    """The fields that differ, for each row of two tables of equal length."""
    found: list[list[FieldChange]] = [[] for _ in range(after.num_rows)]
    for name in fields.compared:
        as_written = name in fields.retyped
        pairs = zip(before.column(name).to_pylist(), after.column(name).to_pylist(), strict=True)
        for row, (one, other) in enumerate(pairs):
            if not _is_same(one, other, as_written=as_written):
                found[row].append(FieldChange(name, plain(one), plain(other)))
    return [tuple(changes) for changes in found]


def _is_same(one: Any, other: Any, *, as_written: bool) -> bool:
    if one is None or other is None:
        return one is None and other is None
    if as_written:
        return str(plain(one)) == str(plain(other))
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return bool(one == other)


def plain(value: Any) -> Plain:
    """A value that JSON has, nothing lost: a day as ISO, what has no form of its own in words.

    >>> plain(date(2026, 6, 30)), plain(float("nan")), plain(2.5)
    ('2026-06-30', 'nan', 2.5)
    """
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
