# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""A position is found in whatever spelling an office writes it."""

import pytest

from kuangtu.web.positions import NO_ZONE, OUTSIDE, places_in


@pytest.mark.parametrize(
    "words",
    [
        "88.17,39.02",
        "39.02 88.17",
        "（88.17，39.02）",
        "".join(chr(ord(one) + 0xFEE0) for one in "88.17,39.02"),  # full-width, as an IME writes
        "E88.17 N39.02",
        "88.17E, 39.02N",
        "88.17°, 39.02°",
        "东经88.17度 北纬39.02度",
        "经度：88.17；纬度：39.02",
        "lon=88.17 lat=39.02",
        "88°10′12″ 39°1′12″",
        "39°01′12″N,88°10′12″E",
        "88° 10′ 12″, 39° 1′ 12″",
        "东经88°10′12″，北纬39°01′12″",
        "东经88度10分12秒 北纬39度1分12秒",
        "88-10-12 39-01-12",
        "88:10:12,39:01:12",
        "88 10 12 39 01 12",
        "4321375.70,29601325.83",
        "29601325.83 4321375.70",
        "X=4321375.70 Y=29601325.83",
        "X：4321375.70，Y：29601325.83",
        "4321375.70m 29601325.83m",
    ],
)
def test_every_spelling_means_the_same_place(words):
    (place,) = places_in(words).found

    assert (round(place.longitude, 6), round(place.latitude, 6)) == (88.17, 39.02)


def test_a_six_degree_zone_is_known_by_its_number():
    (place,) = places_in("4321000,15500000").found

    assert (round(place.longitude, 4), place.how.zh) == (87.0, "平面坐标，15 带")


def test_digits_that_can_be_packed_angles_are_offered_both_ways():
    decimal, packed = places_in("88.101200,39.011200").found

    assert (decimal.longitude, round(packed.longitude, 6)) == (88.1012, 88.17)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("4321375.70,601325.83", NO_ZONE),
        ("200,300", None),
        ("12.5,41.9", OUTSIDE),
        ("88°70′12″ 39°1′12″", None),
        ("萤石矿", None),
        ("88.17", None),
        ("J45E011015", None),
        ("C6528242015067110000001", None),
        ("1 2 3", None),
    ],
)
def test_what_is_no_position_is_none_and_a_missing_zone_is_told(words, hint):
    read = places_in(words)

    assert (read.found, read.hint) == ((), hint)
