# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The values of a column, each as JSON text: written in one call, then cut. 属性编码。"""

from __future__ import annotations

import math

import orjson
import pyarrow as pa


def column_json(column: pa.ChunkedArray) -> list[bytes]:
    """Each value of a column of plain values as JSON; `null` for none.

    Dates are written as ISO 8601. A number that is none (NaN) is said to be one in words, because
    JSON has no such number.

    >>> column_json(pa.chunked_array([["红柳沟", None, 'a", "b']]))
    [b'"\\xe7\\xba\\xa2\\xe6\\x9f\\xb3\\xe6\\xb2\\x9f"', b'null', b'"a\\\\", \\\\"b"']
    >>> column_json(pa.chunked_array([[1.5, None, float("nan")]]))
    [b'1.5', b'null', b'"nan"']
    """
    if len(column) == 0:
        return []
    values: list[object] = column.to_pylist()
    if pa.types.is_floating(column.type):
        values = [_number(value) for value in values]
    if pa.types.is_nested(column.type):
        return [orjson.dumps(value) for value in values]
    # A value a line: inside a value a line break is escaped, so these stand between values only.
    return orjson.dumps(values, option=orjson.OPT_INDENT_2)[4:-2].split(b",\n  ")


def _number(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
