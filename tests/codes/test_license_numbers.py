# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers of licences. 许可证号。"""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.codes.choices import GrantMode, RightKind
from kuangtu.codes.divisions import DivisionLevel
from kuangtu.codes.license_numbers import LicenseFormat, read_license_number


def warnings_of(text):
    return [problem.code for problem in read_license_number(text).warnings]


def test_a_real_mining_number_is_split():
    number = read_license_number("C6400002019087110148436")

    assert (number.format, number.kind, number.issuer, number.level) == (
        LicenseFormat.C23,
        RightKind.MINING,
        "640000",
        DivisionLevel.PROVINCE,
    )
    assert (number.year, number.month, number.class_block, number.serial) == (
        2019,
        8,
        "7110",
        "148436",
    )
    assert number.warnings == ()


def test_an_old_exploration_number_tells_how_it_was_granted():
    number = read_license_number("T65420121202047123")

    assert (number.format, number.kind, number.level, number.grant_mode) == (
        LicenseFormat.T18,
        RightKind.EXPLORATION,
        DivisionLevel.PROVINCE,
        GrantMode.LISTING,
    )
    assert (number.mineral_class, number.year, number.month) == ("metal", 2012, 12)


def test_a_survey_certificate_is_no_right():
    number = read_license_number("D01020120300012345")

    assert (number.format, number.kind, number.level, number.warnings) == (
        LicenseFormat.D18,
        None,
        DivisionLevel.COUNTRY,
        (),
    )


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("100000", DivisionLevel.COUNTRY),
        ("650000", DivisionLevel.PROVINCE),
        ("652800", DivisionLevel.PREFECTURE),
        ("652824", DivisionLevel.COUNTY),
    ],
)
def test_the_issuer_tells_the_level(issuer, level):
    assert read_license_number(f"C{issuer}2015067110123456").level is level


def test_blanks_small_letters_and_full_width_do_not_matter():
    number = read_license_number(" c652824 2015067110123456 ")

    assert number.text == "C6528242015067110123456"
    assert read_license_number("\uff23" + "6528242015067110123456") == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DC6528242026067110000001", "license-number-mark"),
        ("C6528992015067110123456", "license-number-issuer"),
        ("C9928242015067110123456", "license-number-issuer"),
        ("T99120121202047123", "license-number-issuer"),
        ("T65920121202047123", "license-number-digits"),
        ("T65420121209047123", "license-number-digits"),
        ("6500000712345", "license-number-old"),
        ("C6528242015137110123456", "license-number-format"),
        ("采矿证1号", "license-number-format"),
        ("", "license-number-format"),
    ],
)
def test_an_odd_number_is_kept_with_one_warning(text, code):
    assert warnings_of(text) == [code]


def test_an_invented_number_is_known_for_what_it_is():
    number = read_license_number("DEMO-C-0001")

    assert (number.format, number.kind, number.warnings) == (LicenseFormat.DEMO, None, ())


@given(st.text(max_size=30))
def test_no_text_is_refused(text):
    assert read_license_number(text).format in set(LicenseFormat)


@pytest.mark.shared
def test_the_numbers_of_the_real_register_are_read():
    path = Path(__file__).parents[2] / "../shared/data/mining_rights_cn"
    if not path.exists():
        pytest.skip("the real register rows are not at hand")
    with (path / "mnr_exploration_register_2026-09.csv").open(encoding="utf-8-sig") as file:
        numbers = [read_license_number(row["许可证号"]) for row in csv.DictReader(file)]

    assert {number.kind for number in numbers} == {RightKind.EXPLORATION}
    assert {number.format for number in numbers} == {LicenseFormat.T24}
    assert {code.code for number in numbers for code in number.warnings} == {"license-number-mark"}
