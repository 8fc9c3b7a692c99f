# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers as people read them. 数字格式。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from kuangtu.core.text import Text
from kuangtu.web.language import say


def written(value: float | Decimal | None, *, places: int | None = None) -> str:
    """A number with thousands separators; nothing is rounded unless places are asked for.

    >>> written(Decimal("2194.64")), written(4353), written(None)
    ('2,194.64', '4,353', '')
    >>> written(33.9623, places=2), written(Decimal("8.0"))
    ('33.96', '8.0')
    >>> written(1e-7), written(12345678.5), written(2650.0)
    ('0.0000001', '12,345,678.5', '2,650')
    """
    if value is None:
        return ""
    if places is not None:
        return f"{value:,.{places}f}"
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return f"{Decimal(str(value)):,f}"


def parameter_value(value: object) -> str:
    """A parameter of any shape in one line.

    >>> parameter_value(("砂", "石")), parameter_value({"露天": Decimal(400)})
    ('砂、石', '露天 400')
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
        return say(Text(str(value["zh"]), str(value["en"])))
    if isinstance(value, Mapping):
        return "；".join(f"{key} {parameter_value(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "、".join(parameter_value(inner) for inner in value)
    if isinstance(value, int | float | Decimal):
        return written(value)
    return str(value)


UNITS = "km²|m²|平方千米|平方米|%|m|米|处|个|年|吨|万吨|km|years?|blocks?"
MEASURED = re.compile(
    rf"(?<![\w.-])(-?\d[\d,]*(?:\.\d+)?)(?=\s*(?:[一-鿿0-9A-Z]{{0,6}}?(?:{UNITS})))"
)


def short_crs(name: str) -> str:
    """The name of a reference system as the office says it.

    >>> short_crs("China Geodetic Coordinate System 2000")
    'CGCS2000'
    """
    return name.replace("China Geodetic Coordinate System 2000", "CGCS2000")


def set_off(words: str) -> str:
    """Numbers with a unit behind them in bold; dates, clauses and codes stay as they are.

    >>> set_off("重叠 22.4160 km²（29.4%），第23条")
    '重叠 <b class="num">22.4160</b> km²（<b class="num">29.4</b>%），第23条'
    >>> set_off("16009531.086 平方米")
    '<b class="num">16,009,531.086</b> 平方米'
    """
    return MEASURED.sub(lambda found: f'<b class="num">{separated(found[1])}</b>', words)


def separated(digits: str) -> str:
    """A number of five digits or more with thousands separators, its decimals untouched.

    >>> separated("2010"), separated("25276.92"), separated("4,353")
    ('2010', '25,276.92', '4,353')
    """
    whole, point, decimals = digits.partition(".")
    return f"{int(whole):,}{point}{decimals}" if len(whole) > 4 and whole.isdigit() else digits
