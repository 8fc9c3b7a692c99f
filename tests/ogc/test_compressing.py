# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers for clients that read gzip. 压缩应答。"""

import gzip

import pytest
from django.test import RequestFactory

from kuangtu.layers.choices import Security
from kuangtu.ogc.compressing import reads_gzip
from ogc.ogc_builders import ITEMS, a_layer, get, square

READS = {"Accept-Encoding": "gzip, deflate"}


@pytest.fixture
def many(folder):
    return a_layer(folder, {f"保护区{at}": square(at) for at in range(30)})


def test_a_page_is_gzipped_for_whoever_reads_that_and_for_nobody_else(reader, many):
    plain, packed = get(reader, ITEMS), reader.get(ITEMS, headers=READS)

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_the_tag_of_a_gzipped_page_is_a_weak_one_and_known_again(reader, many):
    strong = get(reader, ITEMS).headers["ETag"]

    weak = reader.get(ITEMS, headers=READS).headers["ETag"]

    assert weak == f"W/{strong}"
    assert reader.get(ITEMS, headers=READS | {"If-None-Match": weak}).status_code == 304


def test_what_is_small_is_not_gzipped_nor_is_an_error_or_a_page(reader, many):
    one = reader.get(f"{ITEMS}/1", headers=READS)
    wrong = reader.get(ITEMS, {"x" * 60: "1" * 2_000}, headers=READS)
    page = reader.get(ITEMS, {"f": "html"}, headers=READS)

    assert [answer.status_code for answer in (one, wrong, page)] == [200, 400, 200]
    assert len(page.content) > 2_000
    assert not any("Content-Encoding" in answer.headers for answer in (one, wrong, page))


def test_what_is_controlled_is_never_gzipped(reviewer, folder):
    a_layer(folder, {f"保护区{at}": square(at) for at in range(30)}, security=Security.CONTROLLED)

    answer = reviewer.get(ITEMS, headers=READS)

    assert "Content-Encoding" not in answer.headers
    assert answer.json()["numberMatched"] == 30


def test_the_head_of_a_gzipped_page_is_that_of_its_answer(reader, many):
    answer = reader.head(ITEMS, headers=READS)

    assert (answer.headers["Content-Encoding"], answer.content) == ("gzip", b"")
    assert int(answer.headers["Content-Length"]) > 100


def test_two_answers_that_are_the_same_differ_in_their_sizes(reader, many):
    sizes = {len(reader.get(ITEMS, headers=READS).content) for _ in range(30)}

    assert len(sizes) > 3


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5, br", True),
        ("gzip;q=1.0", True),
        ("GZIP", True),
        ("br, gzip; q=0", False),
        ("gzip;q=0.000", False),
        ("identity", False),
        ("x-gzipped", False),
        ("", False),
    ],
)
def test_a_client_says_whether_it_reads_gzip(said, expected):
    request = RequestFactory().get("/ogc", headers={"Accept-Encoding": said} if said else {})

    assert reads_gzip(request) is expected
