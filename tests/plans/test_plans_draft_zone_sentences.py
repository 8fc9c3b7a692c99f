# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones and blocks that only the sentences of a document give."""

import pytest

from kuangtu.plans.open_items import Reason
from plans.county_documents import HEAD, drafted, reasons_of, rows_of


def zones_of(tmp_path, text):
    folder, items = drafted(tmp_path, HEAD + f"二、布局\n{text}\n")
    rows = [
        (one["code"], one["name"], one["level"], one["minerals"], one["area_km2"])
        for one in rows_of(folder, "zones.csv")
    ]
    left = {
        one.value for one in items if one.file == "zones.csv" and one.reason is Reason.MENTIONED
    }
    return rows, left


def test_zones_that_a_sentence_counts_and_names_are_taken_with_their_areas(tmp_path):
    rows, left = zones_of(
        tmp_path,
        "划定重点勘查区3个：石佛—桃沟铝土矿重点勘查区，面积96.30平方千米；"
        "南岭煤、耐火粘土重点勘查区（52.15平方千米）和白云山重点勘查区（省级）。"
        "石佛—桃沟铝土矿重点勘查区内优先投放探矿权。",
    )

    assert rows == [
        ("KE01", "石佛—桃沟铝土矿重点勘查区", "", "铝土矿", "96.30"),
        ("KE02", "南岭煤、耐火粘土重点勘查区", "", "煤、耐火粘土", "52.15"),
        ("KE03", "白云山重点勘查区", "省级", "", ""),
    ]
    assert left == set()


def test_areas_told_one_after_the_other_go_to_the_zones_in_their_order(tmp_path):
    rows, _ = zones_of(
        tmp_path,
        "设重点开采区两处，即东沟铁矿重点开采区、西山铜矿重点开采区，面积分别为12.5和7平方千米。",
    )

    assert [(one[1], one[4]) for one in rows] == [
        ("东沟铁矿重点开采区", "12.5"),
        ("西山铜矿重点开采区", "7"),
    ]


def test_a_zone_may_stand_before_its_number(tmp_path):
    rows, _ = zones_of(
        tmp_path,
        "落实省级白岭矿泉水重点开采区1处、市级汤河地热重点勘查区1处，面积24平方千米。",
    )

    assert [one[:3] for one in rows] == [
        ("KM01", "白岭矿泉水重点开采区", "省级"),
        ("KE01", "汤河地热重点勘查区", "市级"),
    ]


def test_what_a_paragraph_of_zones_gives_is_told_as_taken_from_a_sentence(tmp_path):
    _, items = drafted(
        tmp_path, HEAD + "设集中开采区2处：三班瓷砂集中开采区、上窑膨润矿集中开采区。\n"
    )

    told = [
        one.rows for one in items if one.file == "zones.csv" and one.reason is Reason.FROM_PROSE
    ]
    assert told == ["2-3"]
    # The one kind of such areas is of sand, stone and clay; whether these are is a guess.
    assert reasons_of(items, "zones.csv", "kind") == [("3", Reason.TWO_READINGS)]


@pytest.mark.parametrize(
    "said",
    [
        "划定重点勘查区3个：东沟铁矿重点勘查区、西山铜矿重点勘查区。",
        "设石墨重点勘查区1处，面积156平方千米。",
        "落实自治区规划的重点勘查区1处，见下文。",
        "设重点勘查区2处（金牛沟、庙岭），面积分别为88和60平方千米。",
    ],
)
def test_zones_that_are_not_named_one_by_one_are_left_to_a_person(tmp_path, said):
    assert zones_of(tmp_path, said) == ([], {"重点勘查区"})


def test_a_kind_of_which_a_table_has_zones_is_not_taken_from_sentences(tmp_path):
    folder, _ = drafted(
        tmp_path,
        HEAD + "设重点勘查区1个，为东沟铁矿重点勘查区。\n"
        "表1 重点勘查区\n名称\t面积（平方千米）\n东沟铁矿重点勘查区\t35.6\n",
    )

    assert [one["area_km2"] for one in rows_of(folder, "zones.csv")] == ["35.6"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("规划期内新设勘查规划区块4个。", "新设勘查规划区块"),
        ("划定勘查规划区块4个，全部为空白区新设。", "新设勘查规划区块"),
        ("划定勘查规划区块4个，其中新设2个、整合2个。", "勘查规划区块"),
        ("设勘查规划区块1个，即东沟金矿普查区块，面积2平方千米。", "东沟金矿普查区块"),
    ],
)
def test_blocks_given_by_their_number_are_called_new_where_the_text_says_so(tmp_path, said, name):
    assert [one[1] for one in zones_of(tmp_path, said)[0]] == [name]
