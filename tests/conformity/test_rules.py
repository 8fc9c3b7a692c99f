# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What no case file can say of the rules. 规则的其余测试。"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from shapely import MultiPolygon, box
from tools.make_rules_page import PAGE, page

from conformity.builders import a_basis, a_ground, an_application, every_binding
from kuangtu.codes.choices import MiningMethod, SizeClass
from kuangtu.conformity.queries import size_class_of
from kuangtu.conformity.rules import BY_NAME, layers_read, parameters
from kuangtu.conformity.rules.blocks import blocks_of
from kuangtu.conformity.types import Outcome
from kuangtu.core.period import Period
from kuangtu.core.text import Text
from kuangtu.plans.types import (
    CellMark,
    Confidence,
    FloorCell,
    Parameter,
    RuleBinding,
)

DAY = date(2023, 6, 1)


def a_binding(check="always", **values):
    given = {
        name: Parameter(name, value, "", "示例", Confidence.READ) for name, value in values.items()
    }
    period = Period(date(2021, 1, 1), date(2025, 12, 31))
    return RuleBinding("T-1", check, Text("示例", "sample"), "一1", period, given)


def judged(binding, application=None, basis=None):
    ground = a_ground()
    return BY_NAME[binding.check].check(
        application or an_application(ground=ground),
        basis or a_basis({}, day=DAY, ground=ground),
        binding,
    )


def with_folder(binding, basis):
    """The binding as one of the plan's own."""
    plan = replace(basis.plan, bindings=(binding,))
    return replace(basis, folders={**basis.folders, plan.code: plan})


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (parameters.number, "六"),
        (parameters.number, True),
        (parameters.numbers, {}),
        (parameters.word, 6),
        (parameters.words, "铜"),
        (parameters.flag, 1),
        (parameters.text, {"zh": "甲"}),
    ],
)
def test_a_parameter_of_the_wrong_type_is_the_folders_mistake(read, value):
    with pytest.raises(ValueError, match="T-1: parameter x must be"):
        read(a_binding(x=value), "x")


def test_a_word_that_no_list_holds_is_the_folders_mistake():
    with pytest.raises(ValueError, match="of MiningMethod"):
        parameters.choice(a_binding(x="空中"), "x", MiningMethod)


def test_a_binding_tells_its_layer_and_the_farthest_distance():
    binding = a_binding(layer="highway", distances_m={"NATIONAL": 100, "TOWNSHIP": 50})

    assert layers_read(binding) == {"highway": 100.0}
    assert layers_read(a_binding()) == {}


def test_a_layer_nobody_declared_is_missing_too():
    basis = replace(a_basis({}, day=DAY, ground=a_ground()), layers={})

    finding = judged(a_binding("ground-keeps-off", layer="railway"), basis=basis)

    assert (finding.outcome, finding.layers) == (Outcome.UNDECIDED, ("railway",))
    assert finding.needs == Text(
        "由主管部门提供图层“railway”", "The competent authority must supply the layer “railway”"
    )


def test_a_mine_of_both_methods_is_in_scope_of_either():
    application = an_application({"method": "露天/地下", "is_net_mine": True})

    finding = judged(a_binding("grant-is-a-net-mine", methods=("露天",)), application)

    assert finding.outcome == Outcome.PASS


@pytest.mark.parametrize(
    ("mineral", "capacity", "size_class"),
    [
        ("建筑用砂", "29.9 万立方米/年", SizeClass.MEDIUM),  # the nation lists no class of it
        ("建筑用砂", "30 万立方米/年", SizeClass.LARGE),
        ("建筑用砂", "12.9 万立方米/年", SizeClass.SMALL),
        ("建筑用砂", "12.9 万吨/年", None),  # no density
        ("萤石", "6 矿物万吨/年", SizeClass.MEDIUM),  # from 5 nationally, from 8 in the plan
        ("萤石", "6 矿石万吨/年", None),  # no grade: listed, but not to be told
        ("矿泉水", "6 万立方米/年", None),  # listed nowhere
    ],
)
def test_the_class_a_quota_counts_is_the_nations_else_the_plans(mineral, capacity, size_class):
    application = an_application({"mineral": mineral, "capacity": capacity})

    basis = a_basis({}, day=DAY, ground=application.ground)

    assert size_class_of(application, basis) == size_class


def test_a_row_that_permits_no_class_fails():
    binding = a_binding("capacity-meets-the-plan-floor")
    basis = a_basis({}, day=DAY, ground=a_ground())
    never = FloorCell(CellMark.NOT_PERMITTED, None, "/")
    (row,) = [one for one in basis.plan.floors if one.code == "T10-19"]
    plan = replace(
        basis.plan, floors=(replace(row, large=never, medium=never, small=never),), bindings=()
    )
    basis = replace(basis, folders={plan.code: plan})

    finding = judged(binding, an_application({"capacity": "8 矿物万吨/年"}), basis)

    assert finding.outcome == Outcome.FAIL


def test_an_unverified_figure_that_an_administrator_has_set_refuses():
    _, binding = every_binding()["RQ-SCALE-FITS-DEPOSIT"]
    gap = replace(binding.parameters["failing_gap_classes"], set_by="officer:1")
    bound = replace(binding, parameters={**binding.parameters, "failing_gap_classes": gap})
    application = an_application(
        {"mineral": "铅", "capacity": "20 矿石万吨/年", "deposit_size": "大型"}
    )

    assert judged(binding, application).outcome == Outcome.REFER
    assert judged(bound, application).outcome == Outcome.FAIL


def test_nothing_divides_by_a_capacity_of_zero():
    _, binding = every_binding()["RQ-SERVICE-LIFE"]
    given = {"reserves": "150 矿物万吨", "recovery": 0.85, "dilution": 0.1}

    finding = judged(binding, an_application({**given, "capacity": "0 矿物万吨/年"}))

    assert finding.outcome == Outcome.UNDECIDED


def test_reserves_that_do_not_convert_leave_the_service_life_open():
    _, binding = every_binding()["RQ-SERVICE-LIFE"]
    given = {"reserves": "150 矿石万吨", "recovery": 0.85, "dilution": 0.1}

    finding = judged(binding, an_application({**given, "capacity": "8 矿物万吨/年"}))

    assert finding.outcome == Outcome.UNDECIDED


def test_a_ground_too_large_to_count_is_measured_by_area():
    vast = MultiPolygon([box(80, 30, 100, 45)])
    ground = replace(a_ground(), geometry=vast, area_m2=2.67e12)

    blocks = blocks_of(ground)

    assert (blocks.is_whole, blocks.number > 900_000) == (False, True)


def test_two_separate_parts_are_counted_together():
    minute = 1 / 60
    west, east = box(88, 39, 88 + minute, 39 + minute), box(88.5, 39, 88.5 + minute, 39 + minute)

    assert blocks_of(replace(a_ground(), geometry=MultiPolygon([west, east]))).number == Decimal(2)


def test_the_page_of_rules_is_up_to_date():
    assert PAGE.read_text("utf-8") == page()
