# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which minerals of a document are in its lists, and which words of it are none of them."""

import pytest

from kuangtu.cli.plan_health import findings_of, read_case
from kuangtu.plans.open_items import Reason
from plans.county_documents import HEAD, drafted, rows_of

BEFORE = HEAD + "二、矿种调控\n"


def lists_of(tmp_path, text, head=BEFORE):
    """The rows as kind, printed word and minerals, and the words that were not taken."""
    folder, items = drafted(tmp_path, head + text)
    rows = [
        (one["kind"].removesuffix("矿种"), one["printed"], one["minerals"])
        for one in rows_of(folder, "minerals.csv")
    ]
    left = [
        one.printed
        for one in items
        if one.file == "minerals.csv" and one.reason is Reason.NOT_TAKEN
    ]
    return rows, left


def conditions_of(tmp_path, text):
    folder, items = drafted(tmp_path, BEFORE + text)
    rows = [
        (one["printed"], one["minerals"], one["condition"])
        for one in rows_of(folder, "minerals.csv")
    ]
    marked = [one.rows for one in items if one.file == "minerals.csv" and one.column == "condition"]
    return rows, marked


def test_a_list_ends_with_its_sentence_and_with_the_clause_that_is_no_list(tmp_path):
    rows, left = lists_of(
        tmp_path,
        "重点勘查矿种为萤石和方解石。划定重点勘查区2个：芳村萤石重点勘查区，面积42.6平方公里，"
        "占全县面积的5.5%。\n"
        "禁止开采矿种：石煤、砖瓦用页岩。河道采砂由水利部门管理，本《规划》不作安排。"
        "限制开采矿种：高岭土，规划期内不新设采矿权；其他矿种不限。\n",
    )

    assert rows == [
        ("重点勘查", "萤石", "萤石"),
        ("重点勘查", "方解石", "方解石"),
        ("禁止开采", "石煤", "石煤"),
        ("禁止开采", "砖瓦用页岩", "砖瓦用页岩"),
        ("限制开采", "高岭土", "高岭土"),
    ]
    assert left == ["规划期内不新设采矿权，其他矿种不限"]


def test_a_list_goes_on_behind_a_comma_with_minerals_alone(tmp_path):
    rows, left = lists_of(
        tmp_path,
        "禁止开采：砂金，黑土耕地内的砖瓦用黏土。\n限制开采铁，铜、铅锌除外。\n",
    )

    assert rows == [
        ("禁止开采", "砂金", "砂金"),
        ("禁止开采", "黑土耕地内的砖瓦用黏土", "砖瓦用黏土"),
        ("限制开采", "铁", "铁"),
    ]
    assert left == ["铜、铅锌除外"]


def test_each_mineral_of_a_list_has_its_row_and_how_many_they_are_is_no_part_of_one(tmp_path):
    rows, left = lists_of(
        tmp_path, "重点开采锰、萤石及地热等3种矿产，限制开采铅锌以及石膏2个矿种。\n"
    )

    assert rows == [
        ("重点开采", "锰", "锰"),
        ("重点开采", "萤石", "萤石"),
        ("重点开采", "地热", "地热"),
        ("限制开采", "铅锌", "铅、锌"),
        ("限制开采", "石膏", "石膏"),
    ]
    assert left == []


@pytest.mark.parametrize(
    "said",
    [
        "重点勘查区2个，其中铁矿1个、铜矿1个。",
        "禁止开采规划区以外的资源。",
        "禁止开采各类矿产。",
        "对禁止开采砂金、泥炭的规定开展检查。",
        "严格控制新设采矿权。",
        "限制开采不等于停止开采。",
        "重点推进铁、铜矿山整合。",
    ],
)
def test_words_that_are_no_minerals_are_no_list(tmp_path, said):
    assert lists_of(tmp_path, f"{said}\n")[0] == []


def test_a_place_a_quality_or_a_remark_is_the_condition_of_a_mineral(tmp_path):
    rows, marked = conditions_of(
        tmp_path,
        "限制开采煤（不再新建煤矿）、高铊铅锌矿、硫分大于3%的煤层；"
        "禁止开采可耕地砖瓦用黏土和河道管理范围内的建筑用砂、保护地内的浮石和火山渣。\n",
    )

    assert rows == [
        ("煤（不再新建煤矿）", "煤", "不再新建煤矿"),
        ("高铊铅锌矿", "铅、锌", "高铊"),
        ("硫分大于3%的煤层", "煤", "硫分大于3%的"),
        ("可耕地砖瓦用黏土", "砖瓦用黏土", "可耕地"),
        ("河道管理范围内的建筑用砂", "建筑用砂", "河道管理范围内的"),
        ("保护地内的浮石和火山渣", "浮石、火山渣", "保护地内的"),
    ]
    assert marked == ["2", "3", "4", "5", "6", "7"]


def test_an_unknown_name_among_minerals_is_a_row_without_one(tmp_path):
    rows, left = lists_of(
        tmp_path, "重点开采矿种：岩盐、凹土。限制开采滑石、岫岩玉；禁止开采汞及土法采选金矿。\n"
    )

    assert rows == [
        ("重点开采", "岩盐", "岩盐"),
        ("重点开采", "凹土", ""),
        ("限制开采", "滑石", "滑石"),
        ("限制开采", "岫岩玉", ""),
        ("禁止开采", "汞", "汞"),
    ]
    assert left == ["土法采选金矿"]


def test_what_stands_behind_the_last_mineral_may_limit_them_all_so_none_is_taken(tmp_path):
    rows, left = lists_of(tmp_path, "限制开采页岩、砂岩中的薄层矿体。\n")

    assert rows == []
    assert left == ["限制开采页岩、砂岩中的薄层矿体"]


def test_minerals_explored_and_mined_are_in_both_lists(tmp_path):
    rows, _ = lists_of(tmp_path, "重点勘查开采铜、地热。\n")

    assert rows == [
        ("重点勘查", "铜", "铜"),
        ("重点勘查", "地热", "地热"),
        ("重点开采", "铜", "铜"),
        ("重点开采", "地热", "地热"),
    ]


def test_lists_that_a_folder_has_no_place_for_are_told(tmp_path):
    rows, left = lists_of(
        tmp_path,
        "鼓励勘查、开采金、萤石；限制勘查石膏；钨、稀土实行总量控制；煤为重点矿种；"
        "湿地范围内禁止开采泥炭。\n",
    )

    assert rows == []
    assert left == [
        "鼓励勘查、开采金、萤石",
        "限制勘查石膏",
        "钨、稀土实行总量控制",
        "煤为重点矿种",
        "湿地范围内禁止开采泥炭",
    ]


def test_a_verb_behind_its_minerals_is_a_list(tmp_path):
    rows, left = lists_of(
        tmp_path,
        "地热、岩盐为重点勘查矿种。对钨、稀土实行总量管理，列为限制开采矿种；石膏、煤为限制；"
        "泥炭禁止开采。钨、锑属于国家规定的保护性开采特定矿种。\n",
    )

    assert rows == [
        ("重点勘查", "地热", "地热"),
        ("重点勘查", "岩盐", "岩盐"),
        ("限制开采", "钨", "钨"),
        ("限制开采", "稀土", "稀土"),
        ("限制开采", "石膏", "石膏"),
        ("限制开采", "煤", "煤"),
        ("禁止开采", "泥炭", "泥炭"),
        ("严格控制（特定保护性开采）", "钨", "钨"),
        ("严格控制（特定保护性开采）", "锑", "锑"),
    ]
    assert left == ["对钨、稀土实行总量管理"]


def test_short_verbs_are_lists_where_minerals_are_spoken_of(tmp_path):
    text = "鼓励地热；限制石英砂、钨；禁止石煤和湿地泥炭。\n"

    rows, left = lists_of(tmp_path, text)

    assert rows == [
        ("限制开采", "石英砂", "天然石英砂"),
        ("限制开采", "钨", "钨"),
        ("禁止开采", "石煤", "石煤"),
        ("禁止开采", "湿地泥炭", "泥炭"),
    ]
    assert left == ["鼓励地热"]


def test_a_short_verb_elsewhere_is_no_list(tmp_path):
    assert lists_of(tmp_path, "限制石英砂、钨。\n", head=HEAD + "二、保障\n")[0] == []


def test_a_list_that_is_changed_from_the_plan_before_is_what_it_becomes(tmp_path):
    rows, _ = lists_of(
        tmp_path, "限制开采矿种由上轮规划的锰矿、硫铁矿2种调整为硫铁矿1种；禁止开采矿种仍为汞矿。\n"
    )

    assert rows == [("限制开采", "硫铁矿", "硫铁矿"), ("禁止开采", "汞矿", "汞")]


def test_a_number_that_every_part_uses_again_does_not_make_a_list_past(tmp_path):
    document = (
        "石岗县矿产资源总体规划（2021—2025年）\n第一部分 背景\n一、县域概况\n概况如下。\n"
        "第二部分 布局\n一、矿种方向\n禁止开采砂金。\n"
    )

    assert lists_of(tmp_path, "", head=document)[0] == [("禁止开采", "砂金", "砂金")]


def test_a_table_says_the_list_beside_its_minerals(tmp_path):
    rows, left = lists_of(
        tmp_path,
        "表1 矿种管控\n管控类别\t矿种\t说明\n重点\t高岭土\t\n限制开采\t钨、砖瓦用页岩\t\n"
        "禁止开采类\t砂金、可耕地砖瓦用黏土\t到期关闭\n",
    )

    assert rows == [
        ("限制开采", "钨", "钨"),
        ("限制开采", "砖瓦用页岩", "砖瓦用页岩"),
        ("禁止开采", "砂金", "砂金"),
        ("禁止开采", "可耕地砖瓦用黏土", "砖瓦用黏土"),
    ]
    assert left == ["重点：高岭土", "说明"]


def test_a_table_says_the_lists_over_their_minerals(tmp_path):
    rows, _ = lists_of(
        tmp_path, "表1 矿种调控方向\n重点开采矿种\t禁止开采矿种\n铁、铜\t砂金\n地热\t泥炭\n"
    )

    assert rows == [
        ("重点开采", "铁", "铁"),
        ("重点开采", "铜", "铜"),
        ("禁止开采", "砂金", "砂金"),
        ("重点开采", "地热", "地热"),
        ("禁止开采", "泥炭", "泥炭"),
    ]


def test_lines_below_a_label_alone_are_its_minerals(tmp_path):
    rows, left = lists_of(
        tmp_path,
        "限制开采矿种：\n1. 砖瓦用页岩；\n2. 石膏、高硫煤。\n"
        "禁止开采：\n砂金。\n不再新设采矿权。\n煤、铁。\n",
    )

    assert rows == [
        ("限制开采", "砖瓦用页岩", "砖瓦用页岩"),
        ("限制开采", "石膏", "石膏"),
        ("限制开采", "高硫煤", "煤"),
        ("禁止开采", "砂金", "砂金"),
    ]
    assert "煤、铁" in left


@pytest.mark.parametrize(
    "said",
    [
        "重点开采矿种（2种）：铁、地热资源。",
        "重点开采矿种共2种，分别为铁、地热。",
        "重点开采矿种确定为铁、地热等优势矿产资源。",
        "重点开采以下矿种：铁、地热。",
        "重点开采矿种：重点开采铁、地热等矿产。",
        "将铁、地热列为重点开采矿种。",
    ],
)
def test_a_label_may_count_its_minerals_or_say_its_verb_again(tmp_path, said):
    assert lists_of(tmp_path, f"{said}\n") == (
        [("重点开采", "铁", "铁"), ("重点开采", "地热", "地热")],
        [],
    )


def test_what_is_strictly_controlled_may_be_explored(tmp_path):
    folder, _ = drafted(
        tmp_path,
        BEFORE + "重点勘查锑、铅。钨、锑为国家实行保护性开采的特定矿种。\n",
    )

    case, problems = read_case(folder, None)

    assert [*problems, *findings_of(case)] == []
