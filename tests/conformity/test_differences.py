# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Tests of what is told about two receipts that are not the same."""

import copy

import pytest

from kuangtu.conformity.differences import differences, leaves


def a_receipt():
    edition = {"number": 2, "sha256": "a" * 64}
    finding = {
        "rule": "T-1",
        "outcome": "PASS",
        "outcome_zh": "符合",
        "message": {"zh": "没有公路", "en": "no road"},
        "measured": {"distance_m": 59.0, "name": "乡道"},
        "needs": None,
        "layers": [{"layer": "highway", "edition": edition}],
    }
    return {
        "findings": [finding],
        "conclusion_code": "CONFORMS",
        "application": {"area_km2": "0.9997", "crs_how": {"zh": "带号", "en": "zone"}},
        "rules": [
            {"code": "T-1", "folder": "x", "parameters": [{"name": "limit", "value": "1.5"}]},
        ],
        "layers": [{"layer": "highway", "found": [{"feature": "7", "distance_m": 59.0}]}],
    }


def changed(*path, to):
    """The receipt with one value changed."""
    receipt = copy.deepcopy(a_receipt())
    inner = receipt
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return receipt


def test_the_same_receipts_have_no_differences():
    assert list(differences(a_receipt(), a_receipt())) == []


@pytest.mark.parametrize(
    ("path", "to", "told"),
    [
        (
            ("findings", 0, "measured", "distance_m"),
            60.5,
            "规则 T-1 的数值 measured.distance_m：原为“59.0”，现为“60.5”",
        ),
        (
            ("findings", 0, "needs"),
            {"zh": "须同意", "en": "consent"},
            "规则 T-1 的所需 needs：原为“无”，现为“须同意”",
        ),
        (
            ("findings", 0, "layers", 0, "edition", "number"),
            3,
            "规则 T-1 的所据图层 layers[highway].edition.number：原为“2”，现为“3”",
        ),
        (
            ("findings", 0, "message"),
            {"zh": "有公路", "en": "a road"},
            "规则 T-1：原为“符合：没有公路”，现为“符合：有公路”",
        ),
        (
            ("rules", 0, "parameters", 0, "value"),
            "2.0",
            "规则与参数 rules[x/T-1].parameters[limit].value：原为“1.5”，现为“2.0”",
        ),
        (
            ("layers", 0, "found", 0, "distance_m"),
            1.0,
            "图层读数 layers[highway].found[7].distance_m：原为“59.0”，现为“1.0”",
        ),
        (
            ("application", "crs_how"),
            {"zh": "申明", "en": "declared"},
            "申请的读取结果 application.crs_how：原为“带号”，现为“申明”",
        ),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_what_differs_is_named_with_both_values(path, to, told):
    assert [text.zh for text in differences(a_receipt(), changed(*path, to=to))] == [told]


def test_a_field_that_only_one_of_them_has_is_named():
    now = changed("findings", 0, "measured", to={"distance_m": 59.0})

    assert [text.en for text in differences(a_receipt(), now)] == [
        "rule T-1, the value measured.name: was “乡道”, now “not there”"
    ]


def test_items_without_names_of_their_own_are_compared_as_a_whole():
    assert list(leaves([{"n": 1}], [{"n": 2}], "p")) == [("p", [{"n": 1}], [{"n": 2}])]
