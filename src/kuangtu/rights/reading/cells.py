# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Dates, numbers and words of a cell. 单元格解析。 None where the cell cannot be read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

DAY = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?(?:[ T]00:00(?::00)?)?")
PACKED_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def day_of(words: str) -> date | None:
    """A day written in one of the usual ways.

    >>> day_of("2023年6月1日"), day_of("20230601"), day_of("2023-02-30")
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1), None)
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    match = DAY.fullmatch(plain) or PACKED_DAY.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def period_of(words: str) -> tuple[date, date] | None:
    """Two days with 至, ～ or - between them.

    >>> period_of("2026-08-29至2031-08-28")
    (datetime.date(2026, 8, 29), datetime.date(2031, 8, 28))
    """
    parts = re.split(r"至|到|~|—|--| - ", unicodedata.normalize("NFKC", words))
    days = [day_of(part) for part in parts]
    if len(days) == 2 and days[0] is not None and days[1] is not None:
        return days[0], days[1]
    return None


def number_of(words: str) -> Decimal | None:
    """A plain decimal number: no thousands mark, no unit, no exponent, no NaN.

    >>> number_of("8.0"), number_of("1,000"), number_of("NaN"), number_of("1e3")
    (Decimal('8.0'), None, None, None)
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def whole_of(words: str) -> int | None:
    """A whole number, written with or without zeros after the point.

    >>> whole_of("90"), whole_of("90.0"), whole_of("93.5")
    (90, 90, None)
    """
    number = number_of(words)
    return None if number is None or number % 1 else int(number)
