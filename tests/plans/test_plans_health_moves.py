# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What goes from one amount to another, told twice; and what else is held against its table."""

import pytest

from kuangtu.plans.health.types import Kind
from plans.slips import told_of

GOALS = (
    "表1 规划指标\n指标\t单位\t2020年\t2025年\n采矿权总数\t个\t52\t≤45\n"
    "固体矿石年开采总量\t万吨\t1220\t1400左右\n新增金资源量\t吨\t〔6.2〕\t〔5〕\n绿色矿山数量\t个\t16\t36\n"
)
FLOORS = (
    "表2 新立采矿权最低开采规模\n矿种\t单位\t大型储量\t中型储量\t小型储量\n"
    "金矿\t万吨/年\t15\t6\t3\n铁矿\t万吨/年\t100\t60\t30\n铅锌矿\t万吨/年\t60\t30\t10\n"
)
PLAN = f"""石岗县矿产资源总体规划（2021—2025年）
一、现状
全县有矿山58个，其中大型5个、中型15个、小型38个。
二、目标
到2025年，开采固体矿石总量达到1400万吨左右。
{GOALS}三、布局
采矿权由52个减至45个，采取关闭、整合的办法。
新立采矿权的生产规模不低于表2的下限，小型储量的金矿不得低于3万吨/年。
{FLOORS}四、管理
一是矿山数量偏多，38个小型矿山产能分散。绿色矿山从16个增至36个。
采矿权总数由52个调整为45个。
重大工程分两个阶段实施：2021—2023年为集中推进阶段，完成投资8700万元；2024—2025年为巩固提升阶段，完成投资6300万元。
开展1∶5万矿产地质调查3幅，自西向东为I49E010013、I49E010014、I49E010015。
"""


def test_a_plan_whose_moves_floors_and_phases_agree_is_silent(tmp_path):
    assert told_of(tmp_path, PLAN) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        ("总数由52个调整为45个", "总数由52个调整为47个", Kind.SAID_TWICE, "采矿权45个，采矿权47个"),
        ("从16个增至36个", "从16个增至38个", Kind.TEXT_AND_TABLE, "同一行 2025 年为 36"),
        ("38个小型矿山产能", "36个小型矿山产能", Kind.SAID_TWICE, "文中小型矿山 36个，别处为 38个"),
        ("小型储量的金矿不得低于3", "小型储量的金矿不得低于5", Kind.TEXT_AND_TABLE, "没有这个数"),
        ("总量达到1400万吨左右", "总量控制在1400万吨以内", Kind.SAID_TWICE, "限定不同"),
        ("2024—2025年为巩固", "2022—2025年为巩固", Kind.DATE, "重叠"),
        ("地质调查3幅", "地质调查4幅", Kind.COUNT_AND_LIST, "称 4 幅，列出 3 幅"),
    ],
)
def test_another_end_floor_phase_or_count_is_told(tmp_path, old, new, kind, said):
    assert any(said in words for words in told_of(tmp_path, PLAN, old, new, kinds=(kind,)))


@pytest.mark.parametrize(
    "text",
    [
        "重点开采地热、石膏、铁，在用地保障上优先支持。限制开采铁、硫铁矿，严格控制新设采矿权。",
        "不再新设石棉、萤石2种矿产的采矿权。优先投放萤石采矿权。",
    ],
)
def test_a_list_that_begins_with_geothermal_water_or_ends_in_its_count_is_read(tmp_path, text):
    plan = f"石岗县矿产资源总体规划（2021—2025年）\n{text}\n"

    assert told_of(tmp_path, plan, kinds=(Kind.MINERAL_CONTROL,)) != []


@pytest.mark.parametrize(
    "text",
    [
        "香炉岭北部锡矿和香炉岭矿田。\n香炉岭深部锡矿为新设区块，香炉岭北部锡矿为已设区块。",
        "表1 储量\n矿种\t单位\t2020年\n钒矿\t五氧化二钒，万吨\t58.9\n金矿\t金，千克\t9120",
        "非金属矿产有石膏、耐火黏土、高岭岩、硫铁矿、石英砂岩。",
    ],
)
def test_depths_units_with_their_matter_and_rocks_are_no_slips(tmp_path, text):
    assert told_of(tmp_path, f"石岗县矿产资源总体规划（2021—2025年）\n{text}\n") == []
