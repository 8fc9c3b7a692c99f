# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of the rarer ways in which an application file is written."""

import json
from datetime import date, time
from decimal import Decimal

import pytest

from kuangtu.codes.choices import MiningMethod
from kuangtu.conformity.reading import from_stated, read_application, read_range_text
from kuangtu.conformity.reading.numbers import working_days
from kuangtu.conformity.reading.records import Cell
from kuangtu.conformity.reading.spreadsheets import _value
from kuangtu.conformity.reading.templates import SAMPLE_RANGE
from kuangtu.conformity.reading.text_files import read_toml
from kuangtu.conformity.reading.values import flag, several_minerals, text
from kuangtu.conformity.receipts import plain
from kuangtu.core.errors import Invalid, Place

LONELY = {
    "kind": "采矿权",
    "act": "新立",
    "name": "甲",
    "applicant": "乙",
    "applied_on": "2023-06-01",
    "range": SAMPLE_RANGE,
}


def cell(value):
    return Cell(value, Place("a.json", field="x"))


def read(**changes):
    content = json.dumps(LONELY | changes).encode()
    return read_application(content, name="a.json")[0]


def code_of(convert, value):
    with pytest.raises(Invalid) as caught:
        convert(cell(value))
    return caught.value.problems[0].code


@pytest.mark.parametrize(
    ("written", "read"), [("是", True), (" 有 ", True), ("否", False), ("no", False), (True, True)]
)
def test_yes_and_no_are_read_in_words(written, read):
    assert flag(cell(written)) == read


def test_a_mineral_may_be_written_as_the_number_of_its_code():
    application = read(mineral=63701, other_minerals=32006)

    assert (application.mineral.code, application.other_minerals[0].name) == ("63701", "铜")
    assert from_stated(application.stated) == application


def test_a_compound_name_gives_the_main_mineral_and_the_ones_beside_it():
    application = read(mineral="铅锌", other_minerals=["银", "锌"])

    assert application.mineral.name == "铅"
    assert [one.name for one in application.other_minerals] == ["锌", "银"]


def test_a_compound_name_is_read_among_the_other_minerals_too():
    application = read(mineral="银", other_minerals=["铅锌"])

    assert [one.name for one in application.other_minerals] == ["铅", "锌"]


def test_a_compound_name_is_read_again_from_what_a_receipt_keeps():
    application = read(mineral="铅锌")

    assert application.stated["mineral"] == "铅锌"
    assert from_stated(application.stated).other_minerals == application.other_minerals


@pytest.mark.parametrize(("main", "others"), [("萤石", ["铜", "63701"]), ("铅锌", ["铅"])])
def test_a_main_mineral_listed_among_the_others_is_refused(main, others):
    with pytest.raises(Invalid) as caught:
        read(mineral=main, other_minerals=others)

    (problem,) = caught.value.problems
    assert (problem.code, problem.place.field) == ("mineral-twice", "other_minerals")


def test_a_method_may_be_written_as_the_number_of_its_code():
    application = read(mineral="萤石", method=26002)

    assert application.method == MiningMethod.UNDERGROUND
    assert from_stated(application.stated) == application


@pytest.mark.parametrize("value", [True, -1, 10**6, 3.5])
def test_a_number_that_can_be_no_code_is_told_as_no_text(value):
    with pytest.raises(Invalid) as caught:
        read(mineral=value)

    assert [problem.code for problem in caught.value.problems] == ["wrong-type"]


def test_every_unknown_mineral_of_a_list_is_named():
    with pytest.raises(Invalid) as caught:
        several_minerals(cell(["魔石", "铜", "鬼石"]))

    assert [problem.code for problem in caught.value.problems] == ["unknown-mineral"] * 2


def test_working_days_are_a_whole_number():
    assert working_days(cell(300)) == 300


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (["a"], "wrong-type"),
        ({"a": 1}, "wrong-type"),
        (date(2023, 6, 1), "wrong-type"),
        ("a\nb", "control-character"),
        ("a\u2028b", "control-character"),
        ("萤石\u200b", "invisible-character"),
        ("甲\u202e乙", "invisible-character"),
    ],
)
def test_what_is_no_text_is_refused(value, code):
    assert code_of(text, value) == code


def test_a_number_with_its_unit_in_one_text_is_refused():
    with pytest.raises(Invalid) as caught:
        read(mineral="萤石", area_km2="1.2 km²")

    assert "单位请写在单位字段里" in caught.value.problems[0].text.zh


def test_a_time_in_a_cell_is_kept_as_its_text():
    assert _value(time(8, 30)) == "08:30:00"


def test_tables_and_quoted_keys_of_toml_keep_their_lines():
    content = b'"a b" = """\n[x]\n"""\n[crs] # = 1\nname = 1\n[other.part]\n'

    (record,) = read_toml(content, "a.toml")

    assert [(entry.key, entry.cell.place.line) for entry in record.entries] == [
        ("a b", 1),
        ("crs", 4),
        ("other", 6),
    ]


@pytest.mark.parametrize("tail", ["", "\n"])
def test_a_key_that_stands_twice_is_named_where_it_stands_again(tail):
    with pytest.raises(Invalid) as caught:
        read_toml(f"a = 1\nb = 2\na = 3{tail}".encode(), "a.toml")

    assert caught.value.place.line == 3


@pytest.mark.parametrize("content", ['{"a" 1}', '{"a": 1 "b": 2}', "{a: 1}", '[{"a": 1}', "[1]"])
def test_json_is_read_strictly(content):
    with pytest.raises(Invalid) as caught:
        read_application(content.encode(), name="a.json")

    assert [problem.code for problem in caught.value.problems] == ["file-syntax"]


def test_a_range_file_that_links_to_itself_is_refused(tmp_path):
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    body = {key: value for key, value in LONELY.items() if key != "range"}
    content = json.dumps(body | {"mineral": "萤石", "range_file": "loop.txt"}).encode()

    with pytest.raises(Invalid) as caught:
        read_application(content, name="a.json", base_folder=tmp_path)

    assert [problem.code for problem in caught.value.problems] == ["range-file-outside"]


def test_a_mistake_in_a_range_file_keeps_the_files_own_place(tmp_path):
    (tmp_path / "x.txt").write_text(SAMPLE_RANGE[:60])
    body = {key: value for key, value in LONELY.items() if key != "range"}
    content = json.dumps(body | {"mineral": "萤石", "range_file": "x.txt"}).encode()

    with pytest.raises(Invalid) as caught:
        read_application(content, name="a.json", base_folder=tmp_path)

    assert caught.value.place.file == "x.txt"


def test_the_parameters_of_a_request_are_taken_as_the_decimals_they_show():
    helmert = {"dx_m": 1.1, "dy_m": 2, "dz_m": 3.5, "accuracy_m": 0.5, "source": "示例"}

    ground = read_range_text(
        SAMPLE_RANGE.replace("2960", "60"),
        declared={"datum": "北京54", "central_meridian": 87, "helmert": helmert},
    )

    assert ground.crs.helmert.dx_m == 1.1


@pytest.mark.parametrize("declared", [4517, "4517", "epsg:4517", "CGCS2000"])
def test_a_reference_system_is_declared_in_several_ways(declared):
    assert read_range_text(SAMPLE_RANGE, declared=declared).crs.epsg == 4517


def test_a_declaration_is_a_table_in_json_too():
    assert read(mineral="萤石", crs={"epsg": 4517}).ground.crs.epsg == 4517


def test_a_ring_noted_as_deduction_is_counted_only_on_confirmation():
    ring = SAMPLE_RANGE.removeprefix("1,").replace(",1500,1200,,1,", ",1500,1200,扣除范围,1,")

    whole = read(mineral="萤石", range=f"1,{ring}", confirm_deduction=False)

    assert whole.ground.area_km2 == Decimal("0.9997")
    with pytest.raises(Invalid):
        read(mineral="萤石", range=f"1,{ring}")


def test_what_has_no_exact_json_form_is_refused():
    assert plain(frozenset({"b", "a"})) == ["a", "b"]
    with pytest.raises(TypeError):
        plain(object())


def test_a_range_that_no_encoding_holds_is_refused():
    with pytest.raises(Invalid) as caught:
        read(mineral="萤石", range=f"{SAMPLE_RANGE}\ud800")

    assert [problem.code for problem in caught.value.problems] == ["control-character"]
