# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Angles as they are written. 角度。"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.core.errors import Invalid
from kuangtu.geo import angles

WHOLE_CIRCLE = 180 * 3_600_000


def code_of(refusal) -> str:
    return refusal.value.problems[0].code


@pytest.mark.parametrize(
    "spelling",
    [
        "88°10′12.3″",
        "88°10'12.3\"",
        "88º10\u00b412.3″",
        "88˚10’12.3”",
        "88°10′12.300″",
        "88° 10′ 12.3″",
        "88°10'12.3''",
        "88度10分12.3秒",
        "东经88°10′12.3″",
        "88°10′12.3″E",
        "E 88°10′12.3″",
        "88-10-12.3",
        "88:10:12.3",
        "88 10 12.3",
        "\uff18\uff18°\uff11\uff10′\uff11\uff12．\uff13″",
        "88°10′12.3″ ",
    ],
)
def test_every_usual_spelling_is_the_same_angle(spelling):
    assert angles.parse_printed(spelling) == 317_412_300


def test_minutes_alone_and_degrees_alone_are_angles():
    found = [angles.parse_printed(text) for text in ("88°10′", "88°", "88.5°")]

    assert found == [317_400_000, 316_800_000, 318_600_000]


def test_west_and_south_are_negative():
    found = [angles.parse_printed(text) for text in ("0°00′01″W", "南纬0°00′01″", "S0°0′1″")]

    assert found == [-1000, -1000, -1000]


@pytest.mark.parametrize(
    ("text", "milliarcseconds"),
    [
        ("88.1012300", 317_412_300),
        ("88.10123", 317_412_300),
        ("88", 316_800_000),
        ("88.1", 317_400_000),
    ],
)
def test_a_packed_angle_is_read_digit_by_digit(text, milliarcseconds):
    assert angles.parse_packed(text) == milliarcseconds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("88.7100", "angle.minutes"),
        ("88.1071", "angle.seconds"),
        ("181.0000", "angle.degrees"),
        ("88.10123456", "angle.too-precise"),
        ("nan", "angle.not-a-number"),
        ("88,10", "angle.not-a-number"),
        ("", "angle.not-a-number"),
    ],
)
def test_a_wrong_packed_angle_is_refused_with_its_reason(text, code):
    with pytest.raises(Invalid) as refusal:
        angles.parse_packed(text)

    assert code_of(refusal) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("88°60′00″", "angle.minutes"),
        ("88°10′60″", "angle.seconds"),
        ("88°10′12.3456″", "angle.too-precise"),
        ("E88°10′12″E", "angle.not-an-angle"),
        ("88.17", "angle.not-an-angle"),
        ("88.12345678°", "angle.too-precise"),
        ("181°00′00″", "angle.degrees"),
        ("190.5°", "angle.degrees"),
    ],
)
def test_a_wrong_printed_angle_is_refused_with_its_reason(text, code):
    with pytest.raises(Invalid) as refusal:
        angles.parse_printed(text)

    assert code_of(refusal) == code


def test_extra_zeros_are_no_extra_precision():
    assert angles.parse_packed("88.1012300000") == angles.parse_printed("88°10′12.30000″")


@given(st.integers(-WHOLE_CIRCLE, WHOLE_CIRCLE))
def test_packed_angles_come_back(milliarcseconds):
    assert angles.parse_packed(angles.format_packed(milliarcseconds)) == milliarcseconds


@given(st.integers(0, WHOLE_CIRCLE))
def test_printed_angles_come_back(milliarcseconds):
    assert angles.parse_printed(angles.format_printed(milliarcseconds)) == milliarcseconds


@given(st.integers(-WHOLE_CIRCLE, WHOLE_CIRCLE))
def test_decimal_degrees_come_back(milliarcseconds):
    assert angles.from_degrees(angles.to_degrees(milliarcseconds)) == milliarcseconds


@pytest.mark.parametrize(
    ("milliarcseconds", "decimals", "text"),
    [
        (317_459_999, 2, "88°11′00.00″"),
        (317_459_999, 0, "88°11′00″"),
        (-400, 0, "0°00′00″"),
        (-600, 0, "-0°00′01″"),
    ],
)
def test_printing_rounds_half_up_and_carries(milliarcseconds, decimals, text):
    assert angles.format_printed(milliarcseconds, decimals=decimals) == text


def test_a_column_head_does_not_look_like_an_angle():
    assert [angles.looks_printed(text) for text in ("经度", "88°", "88 10 12")] == [
        False,
        True,
        True,
    ]
