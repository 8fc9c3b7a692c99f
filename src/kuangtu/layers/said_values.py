# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Values of attributes as people read them on a page. 属性值的说法。

A page only: what programs get keeps every digit and every code.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kuangtu.core.text import NO, YES, Text, same

MOST_PLACES = 4


def said(value: object, *, unit: str = "", codes: Mapping[str, Text] | None = None) -> Text:
    """A value in both languages; a number that counts or measures something in groups of three.

    >>> said("CORE", codes={"CORE": Text("核心区", "core")}).zh, said(True).zh, said(None).zh
    ('核心区', '是', '')
    >>> said(date(2026, 6, 30)).zh, said(48805318.24732599, unit="m²").zh, said(1279806).zh
    ('2026-06-30', '48,805,318.2473', '1279806')
    >>> said(0.1 + 0.2).zh, said(2.0, unit="km²").zh, said(1e-7).zh
    ('0.3', '2', '1e-07')
    """
    if value is None:
        return same("")
    if isinstance(value, bool):
        return YES if value else NO
    if codes and str(value) in codes:
        return codes[str(value)]
    if isinstance(value, int | float | Decimal):
        return same(_number(value, is_grouped=bool(unit)))
    return same(value.isoformat() if isinstance(value, date) else str(value))


def _number(value: float | Decimal, *, is_grouped: bool) -> str:
    rounded = round(value, MOST_PLACES)
    if rounded == 0 != value:
        return str(value)
    words = f"{rounded:,f}" if isinstance(rounded, Decimal) else f"{rounded:,}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return words if is_grouped else words.replace(",", "")
