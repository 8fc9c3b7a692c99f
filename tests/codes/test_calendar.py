# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Working days. 工作日历。"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.codes.calendar import (
    add_working_days,
    is_working_day,
    known_years,
    working_days_between,
)
from kuangtu.core.errors import Invalid

DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 6, 1), True),
        (date(2023, 6, 3), False),  # Saturday
        (date(2023, 6, 22), False),  # dragon-boat festival, a Thursday
        (date(2023, 6, 25), True),  # a make-up Sunday
        (date(2025, 10, 8), False),
        (date(2005, 12, 31), True),  # the make-up Saturday for New Year 2006
    ],
)
def test_holidays_and_make_up_days_are_known(day, works):
    assert is_working_day(day) is works


def test_twenty_working_days_pass_over_the_october_holiday():
    assert add_working_days(date(2023, 9, 20), 20) == date(2023, 10, 24)


def test_zero_working_days_lead_to_the_next_day_offices_work():
    assert add_working_days(date(2023, 6, 22), 0) == date(2023, 6, 25)
    assert add_working_days(date(2023, 6, 25), 0) == date(2023, 6, 25)


@given(DAYS, st.integers(1, 60))
def test_adding_and_counting_agree(day, number):
    later = add_working_days(day, number)

    assert working_days_between(day, later) == number
    assert is_working_day(later)


@given(DAYS, DAYS)
def test_counting_back_is_the_negative(first, second):
    assert working_days_between(first, second) == -working_days_between(second, first)


@pytest.mark.parametrize("year", [2003, known_years().stop])
def test_a_year_without_known_holidays_is_refused(year):
    with pytest.raises(Invalid) as refused:
        is_working_day(date(year, 6, 1))

    problem = refused.value.problems[0]
    assert problem.code == "calendar-year-unknown"
    assert f"{year} 年的节假日安排未收录" in problem.text.zh


def test_a_deadline_that_runs_into_an_unknown_year_is_refused():
    last = date(known_years().stop - 1, 12, 31)

    with pytest.raises(Invalid) as refused:
        add_working_days(last - timedelta(days=3), 30)

    assert [problem.code for problem in refused.value.problems] == ["calendar-year-unknown"]


def test_the_holidays_and_make_up_days_of_2026_are_those_announced():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    weekend = (5, 6)

    free = [f"{day:%m-%d}" for day in days if not is_working_day(day) and day.weekday() < 5]
    made_up = [f"{day:%m-%d}" for day in days if is_working_day(day) and day.weekday() in weekend]

    assert free == [
        *("01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "02-23", "04-06"),
        *("05-01", "05-04", "05-05", "06-19", "09-25", "10-01", "10-02", "10-05", "10-06"),
        "10-07",
    ]
    assert made_up == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
