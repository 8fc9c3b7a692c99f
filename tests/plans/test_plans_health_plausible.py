# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Figures too far apart to be meant as one are not held against each other. 是否同指一数。"""

import pytest

from kuangtu.core.text import Text
from kuangtu.plans.health.plausible import may_be_meant
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where


def told(kind, *values):
    readings = tuple(Reading(value, Where("")) for value in values)
    return Finding(Grade.ERROR, kind, Where(""), Text("", ""), readings)


@pytest.mark.parametrize(
    ("values", "is_meant"),
    [
        (("168.0平方千米", "62.4平方千米"), False),
        (("1120个", "3个"), False),
        (("70个", "86个"), True),  # within twice
        (("150.60万吨", "1506.0万吨"), True),  # the point has moved
        (("1.34亿元", "13400万元"), True),
        (("320", "32"), True),  # a digit is missing
        (("8处", "3处"), True),  # a single digit is another
        (("12.24亿元", "122894"), True),  # what the second counts is not said
        (("0", "12"), True),
        (("以内", "左右"), True),
        (("甲镇",), True),
    ],
)
@pytest.mark.parametrize("kind", [Kind.TEXT_AND_TABLE, Kind.SAID_TWICE])
def test_two_figures_are_meant_as_one_where_they_are_near_or_a_slip_apart(kind, values, is_meant):
    assert may_be_meant(told(kind, *values)) is is_meant


def test_sums_and_shares_are_held_however_far_they_are():
    assert may_be_meant(told(Kind.SUM, "168.0平方千米", "62.4平方千米"))


@pytest.mark.parametrize(
    ("lines", "printed", "right", "is_meant"),
    [
        ((33, 40, 40), "11.6%", "87.2%", False),  # of ends that a table has of something else
        ((18, 22, 30), "25个", "6个", False),
        ((50, 44, 44), "1.5倍", "9.8倍", False),
        ((33, 40, 40), "45%", "12%", True),  # within four times
        ((33, 40, 40), "78.5%", "7.85%", True),  # the point has moved
        ((33, 40, 40), "54.2%", "5.6", True),  # told as a difference: not to be held against it
        ((33, 33, 33), "11.6%", "87.2%", True),  # its ends stand beside it
    ],
)
def test_a_growth_is_held_against_ends_elsewhere_only_where_it_is_near(
    lines, printed, right, is_meant
):
    values = (printed, "前", "后")
    readings = tuple(
        Reading(one, Where(one, line=line)) for one, line in zip(values, lines, strict=True)
    )
    growth = Finding(Grade.ERROR, Kind.GROWTH, Where(""), Text("", ""), readings, right)

    assert may_be_meant(growth) is is_meant
