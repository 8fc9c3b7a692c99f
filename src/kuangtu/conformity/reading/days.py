# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Calendar days of an application. 日期字段。"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from kuangtu.conformity.reading.records import Cell, problem
from kuangtu.core.errors import Invalid, Place, Problem

# The first Mineral Resources Law came into force on this day.
EARLIEST_DAY = date(1986, 10, 1)
LATEST_DAY = date(2199, 12, 31)
WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")
# How people write a day otherwise: 2023/6/1, 2023.6.1, 2023年6月1日, 20230601.
OTHERWISE = (
    re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)


def day(cell: Cell) -> date:
    """A calendar day: a TOML date, a date cell, or YYYY-MM-DD."""
    value = cell.value
    found = _day_of(value.strip()) if isinstance(value, str) else value
    if isinstance(found, datetime) or not isinstance(found, date):
        raise Invalid([_refusal(value, cell.place)])
    if not EARLIEST_DAY <= found <= LATEST_DAY:
        raise Invalid([_out_of_bounds(found, cell.place)])
    return found


def _day_of(words: str) -> date | None:
    """The day that is written as it should be, None where there is none."""
    try:
        return date.fromisoformat(words) if WRITTEN.fullmatch(words) else None
    except ValueError:
        return None


def _refusal(value: object, place: Place) -> Problem:
    if isinstance(value, datetime):
        return not_a_date(str(value), place, meant=value.date())
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return problem(
            "not-a-date",
            "“{value}”是数字，不是日期；请写成 2023-06-01 的样式（表格中请设为日期格式）",
            "“{value}” is a number, not a date; write it like 2023-06-01 "
            "(in a spreadsheet, as a date)",
            place,
            value=value,
        )
    words = str(value)
    return not_a_date(words, place, meant=day_meant(words))


def not_a_date(words: str, place: Place, *, meant: date | None) -> Problem:
    """What is written is no day; with the day that it may mean, if there is one."""
    if meant is not None:
        return problem(
            "not-a-date",
            "“{words}”不是规定的日期写法；请写成 {meant}",
            "“{words}” is not how a date is written; write {meant}",
            place,
            words=words,
            meant=meant,
        )
    return problem(
        "not-a-date",
        "“{words}”不是日期；请写成 2023-06-01 的样式",
        "“{words}” is not a date; write it like 2023-06-01",
        place,
        words=words,
    )


def day_meant(words: str) -> date | None:
    """The day that words of another form may mean; it is told, never taken.

    >>> day_meant("2023年6月1日"), day_meant("20230601"), day_meant("2023-13-01")
    (datetime.date(2023, 6, 1), datetime.date(2023, 6, 1), None)
    """
    found = next((match for form in OTHERWISE if (match := form.fullmatch(words.strip()))), None)
    if found is None:
        return None
    year, month, number = map(int, found.groups())
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _out_of_bounds(found: date, place: Place) -> Problem:
    return problem(
        "date-out-of-bounds",
        "{value} 不在 {earliest} 至 {latest} 之间",
        "{value} is not between {earliest} and {latest}",
        place,
        value=found,
        earliest=EARLIEST_DAY,
        latest=LATEST_DAY,
    )
