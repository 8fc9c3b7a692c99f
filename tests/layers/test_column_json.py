# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The values of a column as JSON text. 属性编码测试。"""

import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.layers.column_json import column_json

words = st.lists(st.none() | st.text(st.characters(exclude_categories=("Cs",))))


@given(words)
def test_each_word_is_written_by_itself_whatever_stands_in_it(values):
    found = column_json(pa.chunked_array([pa.array(values, pa.string())]))

    assert [json.loads(text) for text in found] == values


@given(st.lists(st.none() | st.sampled_from(['"', '","', '\\","', "\n", ",", "null", "a"])))
def test_words_of_marks_are_not_cut_at_them(values):
    found = column_json(pa.chunked_array([pa.array(values, pa.large_string())]))

    assert [json.loads(text) for text in found] == values


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1, None, -3], [b"1", b"null", b"-3"]),
        ([1.5, None, float("inf")], [b"1.5", b"null", b'"inf"']),
        ([True, None, False], [b"true", b"null", b"false"]),
        ([date(2024, 1, 31), None], [b'"2024-01-31"', b"null"]),
        ([datetime(2024, 1, 31, 8, tzinfo=UTC)], [b'"2024-01-31T08:00:00+00:00"']),
        ([None, None], [b"null", b"null"]),
        ([["a,b", None], None], [b'["a,b",null]', b"null"]),
    ],
)
def test_plain_values_are_written_as_json_says(values, texts):
    assert column_json(pa.chunked_array([pa.array(values)])) == texts


def test_a_column_in_pieces_is_written_whole():
    column = pa.chunked_array([["a", "b"], ["c"], []], pa.string()).slice(1)

    assert column_json(column) == [b'"b"', b'"c"']
