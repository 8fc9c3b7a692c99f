# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What cells, words of lists, names and years may be like without being a fault."""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.citing.references import tables_are_numbered_in_order, tables_exist
from kuangtu.plans.health.names.place_names import (
    places_are_spelt_alike,
    towns_are_spelt_alike,
    towns_keep_their_kind,
)
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.times.dates import (
    goals_are_set_within_the_period,
    spans_of_tables_lie_in_the_period,
    years_have_come,
)
from kuangtu.plans.health.times.odd_years import comparisons_are_of_the_last_ten_years
from kuangtu.plans.health.words.blank_words import empty_cells_of_words
from kuangtu.plans.health.words.cells import (
    odd_cells,
    sizes_are_in_order,
    units_are_known,
    zero_cells,
)
from kuangtu.plans.health.words.listed_words import parts_are_of_their_list
from kuangtu.plans.health.words.technical_words import methods_are_known, scales_are_known
from kuangtu.plans.health.words.vocabulary import words_stand_in_their_lists

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n"
CELLS = (
    empty_cells_of_words,
    sizes_are_in_order,
    zero_cells,
    odd_cells,
    units_are_known,
    words_stand_in_their_lists,
)
MINES = (
    "表1 矿山规模与产能（单位：{}）\n矿种\t大型\t中型\t小型\t{}\t产能（万吨/年）\n"
    "金\t2\t4\t3\t9\t60\n铁\t0\t1\t3\t4\t90\n萤石\t1\t3\t7\t11\t44\n磷\t1\t2\t4\t7\t80\n"
)
FLOORS = (
    "表1 最低开采规模\n矿种\t单位\t大型\t中型\t小型\n"
    "金\t万吨/年\t15\t6\t{}\n铁\t万吨/年\t100\t{}\t10\n"
)
UNITS = "表1 规划指标\n指标\t单位\t2025年\n产值\t亿元\t9.6\n新增资源量\t{}\t20\n矿山数\t个\t8\n"
WORKS = (
    "表1 重点工程\n名称\t{}单位\t投资（万元）\n甲山治理\t县自然资源局\t20\n乙河监测\t水利局\t30\n"
)
ZONES = (
    "表1 重点区域\n名称\t类别\t面积（平方千米）\n甲山重点勘查区\t勘查\t20.1\n"
    "乙河重点勘查区\t勘查\t20.2\n"
    "合计（勘查）\t\t40.3\n丙沟重点开采区\t开采\t20.3\n丁坪重点开采区\t开采\t20.4\n合计（开采）\t\t40.7\n"
)
OUTPUT = (
    "表1 产量\n矿种\t产量（万吨）\t备注\n铜\t96.5\t\n铅锌\t41.0\t\n石灰岩\t200\t\n"
    "锡\t{}\t{}\n砂岩\t38.5\t\n"
)
STATES = "表1 矿山\n名称\t生产状态\n甲山金矿\t生产\n乙河铁矿\t停产\n丙沟磷矿\t生产\n丁坪煤矿\t{}\n"


def told(tmp_path, text, *checks):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    case = Case(read_document(path))
    return [one.message.zh for check in checks for one in check(case)]


@pytest.mark.parametrize(
    "text",
    [
        MINES.format("个", "合计"),
        MINES.format("万吨", "采矿权"),
        FLOORS.format("3", "30"),
        FLOORS.format("6", "30"),
        UNITS.format("铜（金属万吨）"),
        UNITS.format("万t"),
        UNITS.format("矿石万吨、金属吨"),
        WORKS.format("牵头"),
        WORKS.format(""),
        ZONES,
        OUTPUT.format("0", "停产"),
        OUTPUT.format("32（480）", ""),
        STATES.format("拟建"),
        STATES.format("生产（技改）"),
    ],
)
def test_cells_of_a_sound_table_are_left_alone(tmp_path, text):
    assert told(tmp_path, text, *CELLS) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FLOORS.format("3", "300"), "“铁”中型 300 不小于大型 100"),
        (
            OUTPUT.format("0", ""),
            "“锡”的“产量(万吨)”印作 0：是没有、不限还是漏填，文中没有说明",
        ),
        (UNITS.format("矿石万盾"), "“矿石万盾”不是计量单位"),
        (STATES.format("停户"), "“停户”不是“生产状态”的用词（如 停产、生产）"),
    ],
)
def test_cells_that_are_wrong_are_still_told(tmp_path, text, said):
    assert told(tmp_path, text, *CELLS) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "全县有矿山34个，其中大型4个、中型9个、小型21个。",
        "采矿权按发证机关分：部级1个、省级9个、市级14个、县级28个。",
        "矿山在产24个、停产8个、拟建2个。",
        "同一区块只在现阶段所属类型中计数，不足1个的不计。",
    ],
)
def test_words_beside_those_of_a_list_are_left_alone(tmp_path, text):
    assert told(tmp_path, text, parts_are_of_their_list, scales_are_known) == []


PLACES = (places_are_spelt_alike, towns_are_spelt_alike, towns_keep_their_kind)
TOWNS = "全县辖上涧镇、大寨镇、石盘乡。"
SPRING = "石岗泉镇有石岗泉铁矿、石岗泉金矿，石岗泉铁矿在产。"


@pytest.mark.parametrize(
    "text",
    [
        "青石沟钨矿与青石峡铜矿名近而实异。青石沟钨矿在产。",
        "青平塘钨矿、青坪塘铜矿是两个矿床。青平塘钨矿在产，青平塘钨矿扩能。",
        SPRING + "石岗县铁矿不少。",
        TOWNS + "项目区在县境南部（含上涧镇、石盘乡）。",
        "全县辖白水铺镇、大寨镇。白水铺镇有白水河铁矿。",
        TOWNS + "原上涧乡2012年撤乡设镇。大寨乡村旅游兴起。",
    ],
)
def test_names_that_are_two_or_were_others_are_left_alone(tmp_path, text):
    assert told(tmp_path, text, *PLACES) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "青平塘钨矿在产。青平塘钨矿扩能。青坪塘钨矿闭坑。",
            "地名“青坪塘”与“青平塘”只差一字（后者出现 2 次）",
        ),
        (TOWNS + "上涧乡产金。", "“上涧乡”与所列乡镇“上涧镇”不一致"),
    ],
)
def test_names_that_are_wrong_are_still_told(tmp_path, text, said):
    assert told(tmp_path, text, *PLACES) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "三、展望\n到2035年，采矿权总数不超过50个。",
        "本规划远景年为2035年。到2035年，采矿权总数不超过50个。",
        "国家提出到2040年建成制造强国。",
        "甲山铁矿在建，计划2027年投产。",
        "2026年上半年开展终期评估。",
        "许可证有效期至2032年，期满基本不再延续。",
    ],
)
def test_years_after_the_period_that_are_no_goals_of_it_are_left_alone(tmp_path, text):
    assert told(tmp_path, text, goals_are_set_within_the_period) == []


def test_a_goal_after_the_period_is_still_told(tmp_path):
    text = "到 2027 年，采矿权总数不超过 50 个。"

    assert told(tmp_path, text, goals_are_set_within_the_period) == [
        "2027 年不在规划期 2021—2025 年之内，也不是展望年"
    ]


def test_blanks_between_digits_and_words_change_nothing(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + "2.1 到 2025 年，矿山占 30 %，共 12 个。\n", "utf-8")

    sentences = Case(read_document(path)).sentences

    assert [one.text for one in sentences[1:]] == ["2.1 到2025年，矿山占30%，共12个。"]


YEARS = (
    spans_of_tables_lie_in_the_period,
    years_have_come,
    comparisons_are_of_the_last_ten_years,
    methods_are_known,
    tables_exist,
    tables_are_numbered_in_order,
)
SPANS = (
    "表1 勘查项目\n项目\t起止时间\n甲山普查\t{}\n乙河详查\t2019—2022年\n丙沟勘探\t2021—2023年\n"
    "丁坪普查\t2022—2024年\n"
)


@pytest.mark.parametrize(
    "text",
    [
        SPANS.format("2018—2021年"),
        "清光绪年间（1887年）设矿务局，1938年停办。",
        "表1 历年产量\n年份\t2005年\t2010年\t2015年\t2020年\n矿石\t12\t18\t25\t31\n",
        "方解石采用台阶式采矿法，用化探找矿法圈定靶区。",
        "产量见表1、表2。\n表1 矿山一览\n矿种 矿山数\n铜 6\n表2 产量\n矿种\t产量\n铜\t12\n",
        "见表1。\n表1 现状（产能：万吨/年；产量：万吨）\n矿种\t产能\t产量\n铜\t12\t11\n",
    ],
)
def test_history_work_under_way_and_methods_are_left_alone(tmp_path, text):
    assert told(tmp_path, text, *YEARS) == []


def test_the_one_span_before_the_period_is_still_told(tmp_path):
    text = SPANS.format("2021—2023年")

    assert told(tmp_path, text, *YEARS) == ["2019—2022年 不在规划期 2021—2025 年之内"]
