# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Working days with public holidays and make-up days. 工作日历。

Source: package chinesecalendar, which copies the yearly notices of the State Council; every day
of its years was compared with the package holidays, and the one that differed is corrected here.
Beyond the years it knows no answer is given: a deadline must not rest on a guess.
"""

from __future__ import annotations

from datetime import date, timedelta

from chinese_calendar import is_workday
from chinese_calendar.constants import holidays

from kuangtu.core.errors import Invalid, invalid

ONE_DAY = timedelta(days=1)
# A make-up Saturday for New Year 2006 that chinesecalendar 1.11 passes over.
MISSING_MAKE_UP_DAYS = frozenset({date(2005, 12, 31)})


def known_years() -> range:
    """The years whose public holidays are known.

    >>> 2025 in known_years()
    True
    """
    return range(min(holidays).year, max(holidays).year + 1)


def is_working_day(day: date) -> bool:
    """Whether offices work on that day.

    Raises: Invalid "calendar-year-unknown".

    >>> is_working_day(date(2025, 10, 1)), is_working_day(date(2025, 9, 28))  # a make-up Sunday
    (False, True)
    """
    if day.year not in known_years():
        raise _unknown_year(day.year)
    return day in MISSING_MAKE_UP_DAYS or bool(is_workday(day))


def add_working_days(day: date, working_days: int) -> date:
    """The working day that many working days later (earlier if negative). 工作日推算。

    The day itself is not counted, as periods count from the day after. Zero gives the day
    itself if offices work on it, else the next working day.

    Raises: Invalid "calendar-year-unknown".

    >>> add_working_days(date(2025, 9, 30), 1)
    datetime.date(2025, 10, 9)
    >>> add_working_days(date(2025, 10, 9), -1)
    datetime.date(2025, 9, 30)
    """
    if working_days == 0:
        return day if is_working_day(day) else add_working_days(day, 1)
    step = ONE_DAY if working_days > 0 else -ONE_DAY
    left = abs(working_days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(after: date, until: date) -> int:
    """Working days after the first day, up to and with the last one; negative if reversed.

    Raises: Invalid "calendar-year-unknown".

    >>> working_days_between(date(2025, 9, 30), date(2025, 10, 9))
    1
    >>> working_days_between(date(2025, 10, 9), date(2025, 10, 9))
    0
    """
    if until < after:
        return -working_days_between(until, after)
    days = (after + ONE_DAY * number for number in range(1, (until - after).days + 1))
    return sum(is_working_day(day) for day in days)


def _unknown_year(year: int) -> Invalid:
    years = known_years()
    return invalid(
        "calendar-year-unknown",
        "{year} 年的节假日安排未收录（已知 {first}—{last} 年），无法计算工作日；"
        "国务院发布该年安排后请升级 chinesecalendar 软件包",
        "The public holidays of {year} are not known (known: {first} to {last}), so working days "
        "cannot be counted; upgrade the package chinesecalendar once the State Council has "
        "published that year's holidays",
        year=year,
        first=years.start,
        last=years.stop - 1,
    )
