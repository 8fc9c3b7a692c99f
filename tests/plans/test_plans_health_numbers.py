# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers without a title, words of lists and heads that are one sign off, conditions of mining."""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.controls.mineral_controls import controls_do_not_conflict
from kuangtu.plans.health.documents.bare_numbers import standards_are_those_titled
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.words.listed_words import (
    minerals_of_directions_are_known,
    parts_are_of_their_list,
)
from kuangtu.plans.health.words.unit_words import units_are_written_right

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n"
CHECKS = (
    standards_are_those_titled,
    parts_are_of_their_list,
    units_are_written_right,
    minerals_of_directions_are_known,
    controls_do_not_conflict,
)
NORM = "执行《绿色勘查规范》（DZ/T 0374—2021）。勘查按{}检查。"


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    case = Case(read_document(path))
    return [one.message.zh for check in CHECKS for one in check(case)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            NORM.format("DZ/T 0347—2021"),
            "“DZ/T 0347—2021”文中没有给出名称，而与“DZ/T 0374—2021”相近",
        ),
        ("矿山中生产9个，停产2个，筹产4个。", "“筹产”不在用词之列；是否为 在产"),
        (
            "表1 分区\n名称\t面积（平方千来）\n甲\t1\n乙\t2\n",
            "“平方千来”不是计量单位；是否为 平方千米",
        ),
        ("限制开采钨、锐2种。", "“锐”不在矿种代码表中"),
    ],
)
def test_a_number_or_word_that_is_nearly_another_is_told(tmp_path, text, said):
    assert told(tmp_path, text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        NORM.format("DZ/T 0374—2021") + "矿山执行DZ/T 0319—2018和DZ/T 0312—2018。",
        "矿山中生产9个，停产2个，筹建4个；其中大型2个，中型3个，小型4个。",
        "表1 分区\n名称\t人次（万人次）\t面积（平方千米）\n甲\t1\t1\n乙\t2\t2\n",
        "优先安排煤炭、石灰岩矿山的生态修复。限制开采煤炭、石灰岩。",
        "严格控制钨、稀土开采总量。重点开采钨。",
        "不再新设煤炭、铁矿露天采矿权。重点开采煤炭。",
        "未取得采矿许可证的，不得开采金矿。重点开采金。",
    ],
)
def test_what_is_as_it_should_be_is_silent(tmp_path, text):
    assert told(tmp_path, text) == []
