# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of files that are no application: encodings, syntax, sizes, what a message repeats."""

import json
import re

import pytest

from conformity.application_files import ORDINARY, problems_of, read, toml_of
from kuangtu.conformity.reading import read_application
from kuangtu.core.errors import Invalid


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        ("", "a.toml", ("file-empty", "a.toml")),
        (" \n", "a.toml", ("file-empty", "a.toml")),
        ("\n矿种 = 3\n", "a.toml", ("key-needs-quotes", "a.toml:2:1")),
        ("a = \n", "a.toml", ("file-syntax", "a.toml:1:5")),
        ("a = 1\nb = 2\na = 3\n", "a.toml", ("field-twice", "a.toml:3:1 a")),
        ("a = 1\n[a]\nb = 2", "a.toml", ("field-twice", "a.toml:2:1 a")),
        ('{"crs": {"epsg": 1, "epsg": 2}}', "a.json", ("field-twice", "a.json:1:2 crs")),
        ("[crs]\nepsg = 1\nepsg = 2\n", "a.toml", ("file-syntax", "a.toml:3:9")),
        ("name = “甲”", "a.toml", ("chinese-punctuation", "a.toml:1:8")),
        ("name \uff1d '甲'", "a.toml", ("chinese-punctuation", "a.toml:1:6")),
        ("“name” = '甲'", "a.toml", ("chinese-punctuation", "a.toml:1:1")),
        ('{"name"：1}', "a.json", ("chinese-punctuation", "a.json:1:8")),
        ('{"a": 1,}', "a.json", ("file-syntax", "a.json:1:9")),
        ('{"a": 1} {"a": 2}', "a.json", ("file-syntax", "a.json:1:10")),
        ("[]", "a.json", ("no-application", "a.json")),
        ("[" * 100_000, "a.json", ("file-syntax", "a.json:1:2")),
        ('{"a":' + "[" * 100_000, "a.json", ("file-out-of-bounds", "a.json")),
        ("a = " + "[" * 1900, "a.toml", ("file-out-of-bounds", "a.toml")),
        ("a = " + "9" * 5000, "a.toml", ("number-out-of-bounds", "a.toml:1:5")),
        ("a = 1e99999999999999999999", "a.toml", ("number-out-of-bounds", "a.toml:1:5")),
        ('{"a": ' + "9" * 5000 + "}", "a.json", ("number-out-of-bounds", "a.json:1:7")),
        ("\ufeff", "a.toml", ("input.empty", "a.toml")),
        ("documents = [", "a.toml", ("file-syntax", "a.toml:1:14")),
        ("a,b", "a.csv", ("unknown-file-type", "a.csv")),
        ("kind = \x00", "a.toml", ("input.not-text", "a.toml")),
    ],
)
def test_a_file_that_is_no_application_is_refused(text, name, problem):
    assert problems_of(text, name) == [problem]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("2023-13-01", "请写成 2023-06-01 的样式"),
        ("2023-02-30", "请写成 2023-06-01 的样式"),
        ("2024/7/8", "请写成 2024-07-08"),
        ("2024-7-8", "请写成 2024-07-08"),
        ("2024年7月8日", "请写成 2024-07-08"),
        ("2023-13-01 # x", "请写成 2023-06-01 的样式"),
    ],
)
def test_a_day_that_there_is_not_is_told_as_a_date_in_toml(words, advice):
    text = toml_of(applied_on=None) + f"applied_on = {words}\n"

    with pytest.raises(Invalid) as caught:
        read(text)

    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("not-a-date", "a.toml:7:14 applied_on")
    assert problem.text.zh.startswith(f"“{words.split()[0]}”不是")
    assert problem.text.zh.endswith(advice)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("capacity = 8 万吨", "a.toml"),
        ("name = 甲", "a.toml"),
        ('name = "甲', "a.toml"),
        ("documents = [", "a.toml"),
        ('documents = ["甲" "乙"]', "a.toml"),
        ('{"a" 1}', "a.json"),
        ('{"a": }', "a.json"),
        ("{a: 1}", "a.json"),
        ('{"a": 1 "b": 2}', "a.json"),
    ],
)
def test_a_mistake_of_syntax_is_told_without_foreign_words(text, name):
    with pytest.raises(Invalid) as caught:
        read(text, name)

    (problem,) = caught.value.problems
    said = problem.text.zh.removeprefix("不是合法的 TOML：").removeprefix("不是合法的 JSON：")
    words = re.findall(r"[A-Za-z]{3,}", said.replace("true", "").replace("false", ""))
    assert (problem.code, words) == ("file-syntax", [])


def test_a_file_above_fifty_megabytes_is_refused():
    assert problems_of(b"#" * (50 * 1024 * 1024 + 1)) == [("file-too-large", "a.toml")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_json_file_between_ten_and_fifty_megabytes_is_read(encoding):
    body = json.dumps(ORDINARY | {"applied_on": "2023-06-01"}, ensure_ascii=False)

    (application,) = read((body + " " * 11_000_000).encode(encoding), "a.json")

    assert application.name == "示例萤石矿"


def test_a_large_file_in_another_encoding_is_refused():
    assert problems_of(b"\xff" * 11_000_000, "a.json") == [("file-encoding", "a.json")]


def test_a_file_is_refused_when_it_is_missing_or_a_folder(tmp_path):
    codes = []
    for path in (tmp_path, tmp_path / "nothing.toml"):
        with pytest.raises(Invalid) as caught:
            read_application(path)
        codes.append(caught.value.problems[0].code)

    assert codes == ["is-a-directory", "file-missing"]


def test_a_key_given_twice_is_told_with_the_line_where_it_stood_first():
    with pytest.raises(Invalid) as caught:
        read(toml_of() + 'name = "乙"\n')

    assert caught.value.problems[0].text.zh == "字段“name”出现了两次（首次在第 3 行）；请删去一个"


@pytest.mark.parametrize("content", [b"a = \x00", "甲".encode("utf-32")])
def test_a_file_that_is_no_text_is_told_what_an_application_is(content):
    with pytest.raises(Invalid) as caught:
        read(content)

    (problem,) = caught.value.problems
    assert problem.text.zh == "这不是文本文件；申请文件为 .toml、.json 或 .xlsx"


def test_a_message_never_repeats_a_long_input():
    text = toml_of(area_km2="长" * 100_000, **{"键" * 100_000: 1})
    with pytest.raises(Invalid) as caught:
        read(text.replace("键" * 100_000, f'"{"键" * 100_000}"'))

    told = [f"{problem} {problem.text.en}" for problem in caught.value.problems]
    assert [problem.code for problem in caught.value.problems] == ["text-number", "unknown-key"]
    assert max(map(len, told)) < 1000


@pytest.mark.parametrize("key", ["\\ud800", "\\u001b[31m", "\\u202e"])
def test_a_message_shows_no_letter_that_a_screen_cannot(key):
    with pytest.raises(Invalid) as caught:
        read(f'{{"{key}": 1}}', "a.json")

    told = [f"{problem} {problem.text.en}" for problem in caught.value.problems]
    assert [words for words in told if not words.isprintable()] == []


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"field{number} = 1\n" for number in range(2001)),
        "a." * 2001 + "a = 1",
        "[[a]]\n" * 1001,
        "\n" * 200_000 + "a = 1",
        "#\n" * 100_001,
        f"a = [{'1,' * 100_000}]",
        '# """\n' + "a." * 2001 + 'a = 1\n# """',
    ],
    ids=["fields", "a path", "tables", "lines", "comments", "a list", "a path between comments"],
)
def test_a_toml_file_that_would_keep_the_parser_busy_is_refused_before_it_is_read(text):
    assert problems_of(text) == [("too-much-outside-quotes", "a.toml")]


def test_a_json_file_that_would_fill_the_memory_is_refused_before_it_is_read():
    text = f'{{"other_minerals": [{"[]," * 3_400_000}]}}'

    assert problems_of(text, "a.json") == [("too-much-outside-quotes", "a.json")]


def test_an_object_of_very_many_fields_is_refused_at_once():
    body = json.dumps({f"field{number}": 1 for number in range(201)})

    assert problems_of(body, "a.json") == [("too-many-fields", "a.json:1:1")]


def test_a_file_of_more_applications_than_can_be_reviewed_is_refused():
    assert problems_of("[" + ",".join(["{}"] * 2001) + "]", "a.json") == [
        ("too-many-applications", "a.json")
    ]


def test_a_list_of_very_many_parts_is_refused_at_once():
    assert problems_of(toml_of(other_minerals=["魔石"] * 201)) == [
        ("list-too-long", "a.toml:8:1 other_minerals")
    ]


def test_a_file_whose_name_is_too_long_for_one_is_missing(tmp_path):
    with pytest.raises(Invalid) as caught:
        read_application(tmp_path / ("a" * 5000 + ".toml"))

    assert [problem.code for problem in caught.value.problems] == ["file-missing"]
