# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Damaged archives are told in our own words. 文件损坏说明。"""

import io
import zipfile
import zlib

import pytest

from kuangtu.core.damaged_files import (
    CHANGED,
    CUT_OFF,
    ELSE,
    LOCKED,
    NO_ARCHIVE,
    NOT_UNPACKED,
    OTHER_METHOD,
    why_damaged,
)

DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError)
WORDS = b"One Map. " * 200


def an_archive(method=zipfile.ZIP_DEFLATED) -> bytearray:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.txt", WORDS)
    return bytearray(out.getvalue())


def told(content: bytes):
    with pytest.raises(DAMAGED) as caught:
        zipfile.ZipFile(io.BytesIO(content)).read("a.txt")
    return why_damaged(caught.value)


def with_byte(content: bytearray, at: int, value: int) -> bytes:
    content[at] = value
    return bytes(content)


def test_what_is_no_archive_and_what_was_not_sent_whole_are_told_apart():
    whole = bytes(an_archive())

    assert told(b"hello") == NO_ARCHIVE
    assert told(whole[:-30]) == NO_ARCHIVE  # without its list of contents
    assert told(whole[:20] + whole[30:]) == CUT_OFF  # without a piece of its middle
    assert told(whole[:-60] + whole[-40:]) == CUT_OFF  # without one of its list


def test_content_that_changed_on_the_way_is_told():
    stored = an_archive(zipfile.ZIP_STORED)
    at = stored.index(WORDS)

    assert told(with_byte(stored, at, 0)) == CHANGED
    assert told(with_byte(an_archive(), 35, 0xFF)) == NOT_UNPACKED


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        pytest.param(10, 9, OTHER_METHOD, id="deflate64"),
        pytest.param(8, 1, LOCKED, id="password"),
    ],
)
def test_what_is_packed_in_a_way_that_is_not_read_is_told(place, value, expected):
    content = an_archive()
    directory = content.index(b"PK\x01\x02")

    assert told(with_byte(content, directory + place, value)) == expected


def test_an_error_of_another_kind_says_that_reading_went_wrong():
    assert why_damaged(ValueError("invalid literal for int()")) == ELSE
