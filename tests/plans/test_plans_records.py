# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Folder ↔ JSON and the plain export."""

import json
from datetime import date
from decimal import Decimal

import pytest

from kuangtu.core.canonical import sha256_of
from kuangtu.plans.exporting import export_record
from kuangtu.plans.folder import read_folder
from kuangtu.plans.records import (
    folder_from_record,
    folder_record,
    value_from_record,
    value_record,
)
from plans.plan_folders import COUNTY, LAW, MINI


@pytest.mark.parametrize("code", [COUNTY, LAW])
def test_a_folder_written_and_read_again_is_the_same_value(code):
    folder = read_folder(MINI / code)
    stored = json.loads(json.dumps(folder_record(folder)))

    again = folder_from_record(stored, sha256=folder.sha256)

    assert again == folder
    assert repr(again) == repr(folder)


def test_the_hash_is_the_one_of_the_record():
    folder = read_folder(MINI / COUNTY)

    assert folder.sha256 == folder.edition_sha256 == sha256_of(folder_record(folder))


def test_a_record_from_before_a_field_existed_keeps_its_hash():
    folder = read_folder(MINI / LAW)
    older = {k: v for k, v in folder_record(folder).items() if k != "document_number"}

    again = folder_from_record(older, sha256="of-then")

    assert (again.document_number, again.sha256, again.edition_sha256) == ("", "of-then", "of-then")


@pytest.mark.parametrize(
    "value",
    [
        Decimal("1.50"),
        7,
        True,
        "words",
        date(2026, 6, 15),
        (Decimal("0.1"), "a", (1, 2)),
        {"near": Decimal(5), "far": (date(2020, 1, 1),)},
    ],
)
def test_a_parameter_of_any_kind_survives(value):
    again = value_from_record(json.loads(json.dumps(value_record(value))))

    assert again == value
    assert type(again) is type(value)


def test_the_export_shows_printed_tables_beside_typed_data():
    exported = json.loads(json.dumps(export_record(read_folder(MINI / COUNTY))))

    assert exported["tables"]["1"] == {
        "title": "示例县最低规模",
        "rows": [
            ["矿产", "单位/年", "大型", "中型", "小型", "年限"],
            ["煤（地下/露天）", "原煤万吨", "120/400", "/", "60/-", ""],
            ["萤石", "矿物万吨", "10", "5", "", "10"],
            ["玉石", "矿石吨", "50", "30", "0", "5"],
        ],
    }
    assert exported["table_places"]["2"] == {"clause": "三", "header_rows": 2}
    assert exported["goals"][0]["value"] == 120.5
    assert exported["floors"][1]["small"] == {
        "mark": "NOT_PERMITTED",
        "value": None,
        "printed": "-",
    }
    assert exported["bindings"][0]["parameters"]["tolerance"]["value"] == 0.05
    assert exported["period"] == {"starts_on": "2026-01-01", "ends_on": "2030-12-31"}
