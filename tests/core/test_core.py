# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Text, errors, periods and canonical records. 基础。"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.canonical import canonical_json, sha256_of
from kuangtu.core.errors import Invalid, NotFound, Place, Problem, invalid
from kuangtu.core.period import Period
from kuangtu.core.text import Text, joined, same


def test_the_same_values_are_filled_into_both_languages():
    text = Text("重叠 {area} 平方米", "{area} m² of overlap")

    filled = text.format(area="1,234.5")

    assert filled == Text("重叠 1,234.5 平方米", "1,234.5 m² of overlap")


def test_nothing_joined_is_an_empty_text():
    assert joined([]) == Text("", "")


def test_an_error_prints_every_problem_with_its_place():
    problems = [
        Problem("unknown-unit", same("万屯"), Place("goals.csv", 3, 5, "unit")),
        Problem("missing", same("name"), Place(field="name")),
    ]

    error = Invalid(problems)

    assert str(error) == "输入有误\ngoals.csv:3:5 unit: 万屯\nname: name"
    assert error.place == Place("goals.csv", 3, 5, "unit")


def test_a_problem_as_json_leaves_out_what_is_not_known_of_its_place():
    problem = Problem("missing", Text("缺 name", "name is missing"), Place(field="name"))

    assert problem.as_json() == {
        "code": "missing",
        "message": {"zh": "缺 name", "en": "name is missing"},
        "field": "name",
    }


def test_the_text_of_an_error_is_filled_with_its_values():
    assert NotFound(what=Text("回执 7", "receipt 7")).text == Text(
        "未找到 回执 7", "receipt 7 was not found"
    )


def test_a_single_problem_is_raised_in_one_line():
    error = invalid("too-long", "{n} 字节", "{n} bytes", Place("a.txt"), n=5)

    assert error.problems == (Problem("too-long", Text("5 字节", "5 bytes"), Place("a.txt")),)


def test_a_period_contains_its_first_and_last_day_and_nothing_beyond():
    period = Period(date(2021, 1, 1), date(2025, 12, 31))

    answers = [
        period.contains(day)
        for day in (date(2020, 12, 31), date(2021, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    ]

    assert answers == [False, True, True, False]


def test_a_period_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="cannot end on 2020-01-01 before 2021-01-01"):
        Period(date(2021, 1, 1), date(2020, 1, 1))


def test_an_open_period_never_ends():
    assert not Period(date(2021, 1, 1)).is_over_on(date(9999, 12, 31))


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans()))
def test_the_order_of_keys_does_not_change_a_hash(record):
    turned = dict(reversed(list(record.items())))

    assert sha256_of(turned) == sha256_of(record)


def test_a_record_with_nan_has_no_canonical_form():
    with pytest.raises(ValueError, match="Out of range float"):
        canonical_json({"area": float("nan")})
