# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What no slip of the hand explains was never of one reckoning. 笔误能否解释。"""

import pytest

from kuangtu.core.text import Text
from kuangtu.plans.health.slips import is_one_slip_away
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where


def finding(kind, printed, others, computed, row=None):
    where = Where(printed, row=row)
    readings = tuple(Reading(one, where) for one in (printed, *others))
    return Finding(Grade.ERROR, kind, where, Text("", ""), readings, computed)


@pytest.mark.parametrize(
    ("kind", "printed", "others", "computed"),
    [
        (Kind.SHARE, "39.8%", ["33.6亿元", "86.4亿元"], "38.9%"),  # turned
        (Kind.SHARE, "25.0%", ["52个", "100个"], "52%"),  # the part: 25
        (Kind.SHARE, "70.4%", ["59.44平方千米", "844.0平方千米"], "7.0%"),  # the point
        (Kind.SHARE, "30.0%", ["3个", "30个"], "10%"),  # the base: 10
        (Kind.SUM, "41个", ["12个", "14个", "17个"], "43个"),  # near
        (Kind.SUM, "12个", ["8个", "2个", "0个"], "10个"),
        (Kind.SUM, "500公顷", ["210公顷", "20公顷"], "230公顷"),  # 290 for 20
        (Kind.SUM, "24种", ["3种", "11种", "11种", "14种"], "39种"),  # 14 is of something else
        (Kind.SUM, "165公顷", ["100公顷", "0公顷"], "100公顷"),  # 0 for 65
        (Kind.GROWTH, "8.4%", ["285万吨", "360万吨"], "4.8%"),
        (Kind.GROWTH, "25.0%", ["960万吨", "1200万吨"], "4.6%"),  # of all years, not of one
        (Kind.GROWTH, "20.0%", ["100万吨", "210万吨"], "110%"),  # 120
        (Kind.GROWTH, "1.56倍", ["5200万元", "8600万元"], "0.65倍"),  # 1.65 of what it was
        (Kind.GROWTH, "54.2%", ["12.4", "18.0"], "5.6"),  # told as a difference
        (Kind.GROWTH, "12个", ["38个", "17个"], "21个"),
    ],
)
def test_what_one_slip_explains_is_told(kind, printed, others, computed):
    assert is_one_slip_away(finding(kind, printed, others, computed))


@pytest.mark.parametrize(
    ("kind", "printed", "others", "computed"),
    [
        (Kind.SHARE, "84.8%", ["365万立方米", "890万立方米"], "41%"),
        (Kind.SHARE, "18.2%", ["4个", "7个"], "57.1%"),
        (Kind.SUM, "37.90平方千米", ["3.70平方千米", "2.90平方千米"], "6.60平方千米"),
        (Kind.SUM, "118.3公顷", ["86.2公顷", "143.8公顷"], "230.0公顷"),
        (Kind.SUM, "96.0公顷", ["72.0公顷", "56.0公顷"], "128.0公顷"),
        (Kind.GROWTH, "11.6%", ["18.7吨", "2.40吨"], "87.2%"),
        (Kind.GROWTH, "52.0%", ["6", "5"], "16.7%"),
        (Kind.GROWTH, "25个", ["38个", "32个"], "6个"),
        (Kind.GROWTH, "10万吨", ["510万吨", "150万吨"], "360万吨"),
    ],
)
def test_what_no_slip_explains_is_left_alone(kind, printed, others, computed):
    assert not is_one_slip_away(finding(kind, printed, others, computed))


def test_what_is_no_reckoning_and_the_sums_of_columns_are_always_told():
    assert is_one_slip_away(finding(Kind.NAME, "甲岭", ["乙岭"], ""))
    assert is_one_slip_away(finding(Kind.SHARE, "七成", ["一些", "若干"], ""))
    assert is_one_slip_away(finding(Kind.SUM, "20", ["8", "12", "20"], "40", row=7))
