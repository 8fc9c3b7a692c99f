# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Units and their conversion. 计量单位与换算。"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuangtu.codes.conversion import convert
from kuangtu.codes.units import Basis, Dimension, Per, find_unit, parse, units
from kuangtu.core.errors import Invalid
from kuangtu.core.quantity import Quantity

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=4)


def converted(value, unit, target, **given_by_caller):
    return str(convert(Quantity(Decimal(value), unit), target, **given_by_caller))


def refusal(value, unit, target, **given_by_caller):
    with pytest.raises(Invalid) as refused:
        convert(Quantity(Decimal(value), unit), target, **given_by_caller)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("万吨", "万吨"),
        ("原煤万吨", "原煤万吨"),
        ("矿石万吨", "矿石万吨"),
        ("矿物万吨", "矿物万吨"),
        ("石棉万吨", "石棉万吨"),
        ("金属吨", "金属吨"),
        ("金属万吨", "金属万吨"),
        ("矿石吨", "矿石吨"),
        ("WO3万吨", "WO3万吨"),
        ("Li2O万吨", "Li2O万吨"),
        ("BeO吨", "BeO吨"),
        ("KCl，万吨", "KCl万吨"),
        ("KCl万吨", "KCl万吨"),
        ("吨", "吨"),
        ("千吨", "千吨"),
        ("亿吨", "亿吨"),
        ("立方米", "立方米"),
        ("万立方米", "万立方米"),
        ("平方千米", "平方千米"),
        ("公顷", "公顷"),
        ("平方米", "平方米"),
        ("亩", "亩"),
        ("万吨/年", "万吨/年"),
        ("万 吨／年", "万吨/年"),
        ("万吨每年", "万吨/年"),
        ("万吨·年", "万吨/年"),
        ("万立方米/年", "万立方米/年"),
        ("万m³/a", "万立方米/年"),
        ("万吨/年（矿石）", "矿石万吨/年"),
        ("万吨矿石/年", "矿石万吨/年"),
        ("原矿万吨", "矿石万吨"),
        ("金属量吨", "金属吨"),
        ("t/d", "吨/日"),
        ("吨/天", "吨/日"),
        ("km²", "平方千米"),
        ("㎡", "平方米"),
        ("ha", "公顷"),
        ("万立方/年", "万立方米/年"),
        ("m^3", "立方米"),
        ("Mt", "百万吨"),
    ],
)
def test_a_printed_unit_gets_its_one_name(written, name):
    assert parse(written).name == name


def test_a_unit_is_taken_apart():
    unit = parse("WO3万吨/年")

    assert (unit.dimension, unit.basis, unit.substance, unit.factor, unit.per) == (
        Dimension.MASS,
        Basis.CONTAINED,
        "WO3",
        10_000,
        Per.YEAR,
    )


def test_a_plain_ton_says_nothing_of_what_it_weighs():
    assert [parse(words).basis for words in ("万吨", "矿石万吨", "原煤万吨")] == [
        Basis.UNSTATED,
        Basis.ORE,
        Basis.ORE,
    ]


@given(st.sampled_from(units()), st.sampled_from(["", "/年", "/日"]))
def test_the_name_of_every_unit_reads_as_the_same_unit(unit, time):
    read = parse(f"{unit.name}{time}")

    assert (read.name, read.once) == (f"{unit.name}{time}", unit)


@pytest.mark.parametrize("words", ["", "箱", "年", "矿石", "矿石公顷", "吨吨", "万", "/年"])
def test_what_is_no_unit_is_refused(words):
    with pytest.raises(Invalid) as refused:
        parse(words)

    assert [problem.code for problem in refused.value.problems] == ["unknown-unit"]


@given(st.text(max_size=10))
def test_any_text_is_a_unit_or_none(words):
    unit = find_unit(words)

    assert unit is None or parse(unit.name) == unit


@pytest.mark.parametrize(
    ("value", "unit", "target", "result"),
    [
        ("2.5", "矿石万吨", "矿石吨", "25000 矿石吨"),
        ("0.1", "亿吨", "万吨", "1000 万吨"),
        ("7", "原煤万吨/年", "矿石万吨/年", "7 矿石万吨/年"),
        ("100", "公顷", "平方千米", "1 平方千米"),
        ("15", "亩", "平方米", "10000 平方米"),
        ("6", "万立方米/年", "立方米/年", "60000 立方米/年"),
        ("8.0", "矿物万吨/年", "矿物万吨/年", "8 矿物万吨/年"),
    ],
)
def test_sizes_convert_exactly(value, unit, target, result):
    assert converted(value, unit, target) == result


def test_ore_and_substance_convert_with_a_grade():
    assert converted("100", "矿石万吨", "WO3万吨", grade=Decimal("0.0025")) == "0.25 WO3万吨"
    assert converted("0.25", "WO3万吨", "矿石万吨", grade=Decimal("0.0025")) == "100 矿石万吨"


def test_volume_and_ore_convert_with_a_density():
    density = Decimal("2.65")

    assert converted("10", "万立方米", "矿石万吨", density_t_per_m3=density) == "26.5 矿石万吨"
    assert converted("26.5", "矿石万吨", "立方米", density_t_per_m3=density) == "100000 立方米"


def test_volume_and_substance_need_both_and_convert_with_both():
    both = {"density_t_per_m3": Decimal("3"), "grade": Decimal("0.5")}

    assert converted("10", "万立方米", "矿物万吨", **both) == "15 矿物万吨"
    assert refusal("10", "万立方米", "矿物万吨") == ["unit-needs-density"]
    assert refusal("10", "万立方米", "矿物万吨", density_t_per_m3=Decimal("3")) == [
        "unit-needs-grade"
    ]


def test_a_daily_figure_becomes_a_yearly_one_by_the_working_days():
    assert converted("100", "吨/日", "万吨/年", working_days=300) == "3 万吨/年"
    assert refusal("100", "吨/日", "万吨/年") == ["unit-needs-working-days"]
    assert refusal("100", "吨/日", "万吨/年", working_days=0) == ["unit-needs-working-days"]


@pytest.mark.parametrize(
    ("unit", "target", "code"),
    [
        ("万吨", "平方米", "units-differ"),
        ("万立方米", "公顷", "units-differ"),
        ("WO3万吨", "金属万吨", "units-differ"),
        ("KCl万吨", "K2O万吨", "units-differ"),
        ("万吨", "万吨/年", "units-differ"),
        ("矿石万吨", "矿物万吨", "unit-needs-grade"),
        ("金属吨", "矿石万吨", "unit-needs-grade"),
        ("万立方米", "矿石万吨", "unit-needs-density"),
        ("万吨", "矿石万吨", "unit-basis-unstated"),
        ("矿物万吨", "万吨", "unit-basis-unstated"),
        ("箱", "万吨", "unknown-unit"),
        ("万吨", "箱", "unknown-unit"),
    ],
)
def test_what_cannot_be_converted_is_refused_with_the_reason(unit, target, code):
    assert refusal("1", unit, target) == [code]


def test_a_plain_ton_is_ore_only_when_the_caller_says_so():
    assert converted("10", "万吨/年", "矿石万吨/年", unstated_is=Basis.ORE) == "10 矿石万吨/年"
    assert refusal("10", "万吨", "矿物万吨", unstated_is=Basis.ORE) == ["unit-needs-grade"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_refused(value):
    assert refusal(value, "吨", "万吨") == ["quantity-not-finite"]


@pytest.mark.parametrize("grade", ["0", "-0.1", "1.01", "NaN"])
def test_a_grade_is_a_share(grade):
    assert refusal("1", "矿石吨", "金属吨", grade=Decimal(grade)) == ["grade-out-of-range"]


@pytest.mark.parametrize("density", ["0", "-1", "26", "Infinity"])
def test_a_density_is_one_of_rock(density):
    assert refusal("1", "立方米", "矿石吨", density_t_per_m3=Decimal(density)) == [
        "density-out-of-range"
    ]


@given(AMOUNTS)
def test_there_and_back_is_the_same_amount(amount):
    there = convert(Quantity(amount, "矿石万吨"), "矿石吨")

    assert convert(there, "矿石万吨").value == amount


def test_mineral_tons_of_fluorspar_are_tons_of_calcium_fluoride():
    assert converted("180", "矿物万吨", "CaF2万吨", mineral="63701") == "180 CaF2万吨"
    assert converted("180", "CaF2吨/年", "矿物吨/年", mineral="63701") == "180 矿物吨/年"


def test_mineral_tons_of_anything_else_are_no_calcium_fluoride():
    assert refusal("180", "矿物万吨", "CaF2万吨") == ["units-differ"]
    assert refusal("180", "矿物万吨", "CaF2万吨", mineral="32006") == ["units-differ"]


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("矿物万顿/年", "是否为：矿物万吨/年"),
        ("万屯", "是否为：万吨"),
        ("箱", "可写 万吨、矿石万吨、矿物万吨"),
    ],
)
def test_an_unknown_unit_is_answered_with_near_ones_or_examples(written, advice):
    with pytest.raises(Invalid) as refused:
        parse(written)

    assert advice in refused.value.problems[0].text.zh
