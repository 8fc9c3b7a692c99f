# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers as people read them. 数字格式。"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def written(value: float | Decimal | None, *, places: int | None = None) -> str:
    """A number with thousands separators; nothing is rounded unless places are asked for.

    >>> written(Decimal("2194.64")), written(4353), written(None)
    ('2,194.64', '4,353', '')
    >>> written(33.9623, places=2), written(Decimal("8.0"))
    ('33.96', '8.0')
    >>> written(1e-7), written(12345678.5)
    ('0.0000001', '12,345,678.5')
    """
    if value is None:
        return ""
    if places is not None:
        return f"{value:,.{places}f}"
    return f"{Decimal(str(value)):,f}"


def parameter_value(value: object) -> str:
    """A parameter of any shape in one line.

    >>> parameter_value(("砂", "石")), parameter_value({"露天": Decimal("400")}), parameter_value(True)
    ('砂、石', '露天 400', '是')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{key} {parameter_value(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "、".join(parameter_value(inner) for inner in value)
    if isinstance(value, int | float | Decimal):
        return written(value)
    return str(value)
