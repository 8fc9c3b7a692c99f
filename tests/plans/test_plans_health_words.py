# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Cells without words, words that do not exist, numbers of standards and organs, larger parts."""

import pytest

from kuangtu.plans.document.reading import read_document
from kuangtu.plans.health.citing.references import parts_exist
from kuangtu.plans.health.documents.citations import issuers_fit_their_words
from kuangtu.plans.health.documents.standards import standards_are_well_formed
from kuangtu.plans.health.examining import examine
from kuangtu.plans.health.reading.case import Case
from kuangtu.plans.health.words.blank_words import empty_cells_of_words, rows_have_all_their_cells
from kuangtu.plans.health.words.cells import negative_cells, odd_cells
from kuangtu.plans.health.words.listed_words import (
    scales_of_heads_are_known,
    words_in_brackets_are_of_their_list,
)
from kuangtu.plans.health.words.misspelt_minerals import (
    minerals_are_written_right,
    minerals_of_columns_exist,
)
from kuangtu.plans.health.words.technical_words import (
    methods_are_known,
    minerals_are_spelt_right,
    scales_are_known,
    units_are_spelt_right,
    units_of_scales_measure_matter,
)
from kuangtu.plans.health.words.unit_words import units_are_written_right, units_of_heads_are_units
from kuangtu.plans.health.words.vocabulary import words_stand_in_their_lists

HEAD = "石岗县矿产资源总体规划（2021—2025年）\n"
ZONES = (
    "表1 重点勘查区\n名称\t所在乡镇\t面积（平方千米）\n甲山勘查区\t{}\t20.1\n"
    "乙河勘查区\t东乡\t20.2\n丙沟勘查区\t西乡\t20.3\n丁坪勘查区\t南乡\t20.4\n"
)
SIZES = (
    "表2 最低开采规模\n矿种\t计量单位\t大型\n铁\t万吨/年\t100\n金\t万吨/年\t15\n"
    "萤石\t{}\t10\n地热\t万立方米/年\t20\n"
)


def told(tmp_path, text, *checks):
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + text, "utf-8")
    case = Case(read_document(path))
    return [one.message.zh for check in checks for one in check(case)]


def test_the_one_empty_cell_of_a_column_of_words_is_told(tmp_path):
    assert told(tmp_path, ZONES.format(""), empty_cells_of_words) == [
        "“甲山勘查区”的“所在乡镇”空白，同列其他各格都有文字"
    ]
    assert told(tmp_path, ZONES.format("北乡"), empty_cells_of_words) == []


def test_a_row_with_a_cell_less_is_told(tmp_path):
    text = ZONES.format("北乡").replace("\t西乡", "")

    assert told(tmp_path, text, rows_have_all_their_cells) == [
        "此行有 2 格，表头和其他各行都是 3 格"
    ]


def test_a_cell_that_says_there_is_none_is_no_word_outside_its_list(tmp_path):
    text = "表1 矿山\n名称\t开采方式\n甲\t露天\n乙\t地下\n丙\t—\n丁\t露天\n"

    assert told(tmp_path, text, words_stand_in_their_lists) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("采用房住法开采。", "“房住”不是采矿方法；是否为 房柱"),
        ("推广充镇采矿法。", "“充镇”不是采矿方法；是否为 充填"),
        ("铁矿采用地中开采。", "“地中”不是开采方式；是否为 地下"),
        ("大型2个、中型3个、微型4个。", "“微型”不是矿山规模（大型、中型、小型）"),
        ("面积32.5平方千来。", "“平方千来”不是计量单位；是否为 平方千米"),
        ("年开采30万顿。", "“顿”不是计量单位；是否为 吨"),
        ("萤石矿3处。莹石产量2万吨。", "“莹石”不是矿种；是否为 萤石"),
        (
            SIZES.format("万亩/年"),
            "“万亩/年”不计量矿产；同列其他各格都是质量或体积单位",
        ),
    ],
)
def test_words_that_do_not_exist_are_told(tmp_path, text, said):
    checks = (
        methods_are_known,
        scales_are_known,
        units_are_spelt_right,
        minerals_are_spelt_right,
        units_of_scales_measure_matter,
    )

    assert told(tmp_path, text, *checks) == [said]


def test_words_that_exist_are_silent(tmp_path):
    text = (
        "依照环境保护法，采用充电法勘查，采用井下开采、浅孔留矿法和无底柱分段崩落采矿法。"
        "库容2.1亿立方米，约30万立方左右，装机30万千瓦。各类型矿山9个，大型2个、中型3个、小型4个。\n"
        + SIZES.format("矿石万吨/年")
    )

    assert (
        told(
            tmp_path,
            text,
            methods_are_known,
            scales_are_known,
            units_are_spelt_right,
            minerals_are_spelt_right,
            units_of_scales_measure_matter,
        )
        == []
    )


def test_a_document_of_a_province_has_the_sign_of_the_province(tmp_path):
    text = "依据《湖南省自然资源厅关于规范采矿权出让的通知》（{}〔2021〕3号）。"

    assert told(tmp_path, text.format("湘自资规"), issuers_fit_their_words) == []
    assert told(tmp_path, text.format("自然资规"), issuers_fit_their_words) == [
        "《湖南省自然资源厅关于规范采矿权出让的通知》是湖南省的文件，发文代字应以“湘”开头，此处为“自然资规”"
    ]


def test_a_standard_has_one_body_and_gb_no_zero_before_its_number(tmp_path):
    text = "按 DZ/T 0374-2021 检查。绿色勘查执行 GB/T 0374-2021。"

    assert told(tmp_path, text, standards_are_well_formed) == [
        "标准号“GB/T 0374-2021”：GB 的顺序号不以 0 开头（DZ/T 的才是四位、以 0 补足）",
        "同一标准印有两种编号：DZ/T 0374-2021 与 GB/T 0374-2021",
    ]


def test_the_eighth_part_of_three_is_told(tmp_path):
    text = "一、现状\n矿山3个。\n二、目标\n按期实现。\n三、资金\n由{}所列资金支持。\n"

    assert told(tmp_path, text.format("第三部分"), parts_exist) == []
    assert told(tmp_path, text.format("第八部分"), parts_exist) == ["文中没有第八部分（共 3 章）"]


MINERALS = (
    "表1 已发现矿产\n类别\t矿种\t数量\n能源\t煤、地热\t2\n非金属\t钾盐、{}、萤石、水泥用灰岩\t4\n"
)
WAYS = "表1 最低规模\n矿种\t大型\n铜（地下开采）\t10\n铁（地下开采）\t20\n磷（{}）\t5\n"
NATURE = "表1 指标\n指标\t数值\t性质\n甲\t1\t预期性\n乙\t2\t{}\n丙\t3\t约束性\n丁\t4\t预期性\n"
UNITS = "表1 产量\n矿种\t单位\t产量（{}）\n甲\t{}\t3\n乙\t矿石万吨\t4\n丙\t金属吨\t5\n"
COUNTS = "表1 矿山\n矿种\t大型（个）\t中型（{}）\t小型（个）\n甲\t1\t2\t3\n乙\t1\t2\t3\n"
SCALES = "表1 矿山\n矿种\t大型\t{}\t小型\n甲\t1\t2\t3\n乙\t1\t2\t3\n"


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (MINERALS.format("石羔"), minerals_of_columns_exist),
        ("天然碱产于甲镇。天然咸储量丰富。", minerals_are_written_right),
        (WAYS.format("露天挖采"), words_in_brackets_are_of_their_list),
        (NATURE.format("约定性"), words_stand_in_their_lists),
        (UNITS.format("万吨", "矿近万吨"), units_are_written_right),
        (UNITS.format("万盾", "矿石万吨"), units_are_written_right),
        (COUNTS.format("西"), units_of_heads_are_units),
        (SCALES.format("中形"), scales_of_heads_are_known),
        ("采用分层冲填法开采。", methods_are_known),
    ],
)
def test_a_word_that_is_a_sign_off_is_told_once(tmp_path, text, check):
    assert len(told(tmp_path, text, check)) == 1


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (MINERALS.format("石膏"), minerals_of_columns_exist),
        (MINERALS.format("昆仑玉"), minerals_of_columns_exist),
        ("经营石膏矿和萤石矿，天然碱和天然气并举。", minerals_are_written_right),
        (WAYS.format("露天开采"), words_in_brackets_are_of_their_list),
        (NATURE.format("约束性"), words_stand_in_their_lists),
        (UNITS.format("万吨", "WO3吨"), units_are_written_right),
        (UNITS.format("万人", "锡金属吨"), units_are_written_right),
        (COUNTS.format("座"), units_of_heads_are_units),
        (SCALES.format("中型"), scales_of_heads_are_known),
        ("采用回填法和充电法。", methods_are_known),
    ],
)
def test_a_word_that_is_right_is_silent(tmp_path, text, check):
    assert told(tmp_path, text, check) == []


AREAS = (
    "表1 区块\n矿种\t个数\t面积（平方千米）\n{}\t1\t{}\n"
    "铁\t2\t2.5\n铜\t3\t3.5\n金\t4\t4.5\n银\t5\t5.5\n"
)


@pytest.mark.parametrize("cell", ["？", "N/A", "待定", "××", "O", "12,5", "-8.5", "1.2.3"])
def test_a_cell_that_is_no_number_is_told(tmp_path, cell):
    assert len(told(tmp_path, AREAS.format("煤", cell), odd_cells, negative_cells)) == 1


@pytest.mark.parametrize("cell", ["1,200", "—", "约12.5", "3～5", "若干", "12.5/3", "无"])
def test_a_cell_that_is_a_number_or_says_something_is_silent(tmp_path, cell):
    assert told(tmp_path, AREAS.format("煤", cell), odd_cells, negative_cells) == []


def test_a_row_without_its_name_is_told(tmp_path):
    assert told(tmp_path, AREAS.format("煤", "1.5"), empty_cells_of_words) == []
    assert len(told(tmp_path, AREAS.format("", "1.5"), empty_cells_of_words)) == 1


def test_a_document_in_traditional_characters_is_said_not_to_be_examined(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "石崗縣礦產資源總體規劃\n全縣共有礦區處鎮鄉萬億開權發現銅鐵鉛鋅53種。\n", "utf-8"
    )

    assert ["繁体" in one.message.zh for one in examine(Case(read_document(path)))] == [True]
