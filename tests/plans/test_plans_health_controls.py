# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What is to be done with a mineral, in any wording and order; what is said of an area alone."""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.controls.mineral_controls import controls_do_not_conflict
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.types import Grade

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n第一章 布局\n"
DIRECTIONS = "表1 矿种调控方向\n{}\n"
BLOCKS = "表2 拟设采矿权\n区块\t矿种\t面积（平方千米）\n甲\t石棉\t2.1\n乙\t铁\t2.2\n丙\t铁\t2.3\n"
OUTPUT = "表3 2025年产量\n矿种\t产量（万吨）\n铁\t20\n高岭土\t3\n萤石\t8\n"


def told(tmp_path, text):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    return [
        (one.grade, one.message.zh) for one in controls_do_not_conflict(Case(read_document(path)))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "禁止开采石煤。石煤今后将大力发展。",
        "石煤一律不设采矿权。石煤列为重点开采矿种。",
        "重点开采铁、铜，金、银限制开采。优先投放银矿采矿权。",
        "石煤、泥炭列入禁止类矿种。鼓励勘查开发泥炭资源。",
        "限制开采矿种：硫铁矿、镍。限制开采矿种实行严格论证，规划期内优先投放采矿权。",
        "停止受理砖瓦用黏土采矿权申请。规划期内新设砖瓦用黏土采矿权2个。",
        "汞矿全面禁采。规划投放汞矿采矿权1宗。",
        "调控方向：鼓励类为铁、铜；限制类为煤、萤石；禁止类为泥炭、铜。",
        "对钨、锑实行限制开采。钨、锑列为鼓励开采矿种。",
        DIRECTIONS.format("调控方向\t矿种\n重点开采\t铁、萤石\n限制开采\t煤、萤石\n禁止开采\t泥炭"),
        DIRECTIONS.format("矿种\t调控方向\n铁\t重点开采\n萤石\t限制开采\n泥炭\t禁止开采")
        + "优先开发萤石。",
        "严禁新建石棉矿山。\n" + BLOCKS,
        "禁止开采高岭土。\n" + OUTPUT,
    ],
)
def test_a_mineral_held_back_and_promoted_is_told_in_any_wording(tmp_path, text):
    assert told(tmp_path, text) != []


@pytest.mark.parametrize(
    "text",
    [
        "重点开采铁、铜，金、银限制开采。重点勘查铁、铜。",
        "重点开采钨，其中钨为国家规定实行保护性开采的特定矿种。",
        "生态保护红线内禁止开采铁矿。重点开采铁。",
        "集中开采区以外不再新设建筑石料用灰岩采矿权。优先投放建筑石料用灰岩采矿权。",
        "除地热、矿泉水外，不再新设采矿权。重点开采地热。",
        "限制开采钨、锑。重点勘查钨、锑。",
        "停止新设煤炭探矿权。重点开采煤。",
        "鼓励萤石精深加工。限制开采萤石。",
        "禁止开采高硫煤。重点开采煤。",
        "限制开采高岭土，鼓励综合利用煤矸石。",
        "萤石不得开采富矿弃贫矿。重点开采萤石。",
        "禁止开采耕地内的砖瓦用黏土。鼓励开采砖瓦用黏土。",
        "禁止开采石煤，不再新设石煤采矿权。限制开采钨，钨一律不再新设采矿权。",
        "限制开采高岭土，不再新设采矿权。\n" + OUTPUT,
    ],
)
def test_what_does_not_conflict_is_silent(tmp_path, text):
    assert told(tmp_path, text) == []


def test_what_is_prohibited_is_an_error_and_what_is_restricted_a_doubt(tmp_path):
    found = told(tmp_path, "禁止开采石煤。限制开采钨。石煤、钨列为重点开采矿种。")

    assert found == [
        (Grade.ERROR, "“石煤”一处禁止，另有 1 处列为重点或推进"),
        (Grade.DOUBT, "“钨”一处限制，另有 1 处列为重点或推进"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "禁止开采砂金、汞。推动砂金矿扩能增产。",
        "禁止开采砂金、汞。引导社会资本投入汞矿开采。",
        "煤矿只减不增，规划期内新设煤、芒硝采矿权。",
        "限制开采铁、页岩，采矿权数量只减不增。新设的两个分别为铁矿和矿泉水采矿权。",
        "限制开采高岭土。高岭土鼓励规模开采、优先设权。",
        "全县取缔石煤开采。大力发展石煤采选业。",
        "禁止开采泥炭。泥炭作为重点开采矿种予以支持。",
        "限制开采金。重点开采金。严格控制财政资金，但重点工程资金优先安排。",
    ],
)
def test_support_in_any_words_for_what_is_held_back_is_told(tmp_path, text):
    assert told(tmp_path, text) != []


@pytest.mark.parametrize(
    "text",
    [
        "禁止开采砂金、煤。鼓励煤层气开发，推进资金投入矿山建设规模论证。",
        "禁止开采砂金。推进砂金采坑治理，加快历史遗留砂金矿山修复。",
        "不再新设煤矿采矿权。支持煤矿扩建，加快煤矿智能化开采。",
        "限制开采钨。推进钨产业高质量发展，支持钨矿山整合扩大生产规模。",
        "禁止开采蓝石棉。支持温石棉矿扩大生产规模。",
        "限制开采铁。新设铁矿采矿权1个须经论证。",
        "重点开采铁；限制开采滑石。列入限制的滑石又列为重点开采矿种，意在把开采集中到少数区域。",
        (
            "限制开采锑。\n表1 重点区域\n类型\t名称\t主要矿种\n重点勘查区\t甲山重点勘查区\t锑\n"
            "重点开采区\t乙河重点开采区\t金"
        ),
        "不新建锑矿山，锑矿的勘查成果作为后备资源。重点勘查铅、锑。",
        "限制开采建筑用砂。\n表1 开采规划区块\n编号\t名称\t矿种\nKQ1\t沭水\t建筑用砂",
    ],
)
def test_what_is_other_than_mining_it_anew_is_silent(tmp_path, text):
    assert told(tmp_path, text) == []
