# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Coal expansions and rock-gold projects. 煤矿改扩建与岩金项目。"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.choices import MiningMethod
from kuangtu.conformity.rules.answers import (
    Value,
    fails,
    not_applicable,
    not_stated,
    passes,
    refers,
)
from kuangtu.conformity.rules.capacities import as_stated, capacity_in
from kuangtu.conformity.rules.parameters import flag, number, numbers, text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding

OUTBURST = Text("是否煤与瓦斯突出矿井", "whether the mine is prone to gas outbursts")


@rule(
    name="coal-expansion-reaches-a-floor",
    title=Text("煤矿改扩建产能下限", "A coal expansion reaches a floor"),
    parameters=("floor", "gas_outburst"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def coal_expansion_reaches_a_floor(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """The capacity after expansion, for mines with or without gas outbursts as the binding says."""
    is_for_outburst = flag(binding, "gas_outburst")
    stated = application.is_gas_outburst_mine
    if stated is not None and stated is not is_for_outburst:
        return not_applicable(
            Text("本条针对{bound}", "The clause binds {bound}"),
            bound=Text("煤与瓦斯突出矿井", "mines prone to gas outbursts")
            if is_for_outburst
            else Text("非突出矿井", "mines not prone to gas outbursts"),
        )
    unit, floor = binding.parameters["floor"].unit, number(binding, "floor")
    capacity = capacity_in(application, unit)
    if isinstance(capacity, Finding):
        return capacity
    if stated is None and capacity < floor:
        return not_stated(OUTBURST)
    answer = passes if capacity >= floor else fails
    return answer(
        Text(
            "改扩建后 {capacity} {unit}，下限 {floor} {unit}（不含以下）",
            "{capacity} {unit} after the expansion; the floor is {floor} {unit}",
        ),
        capacity=capacity,
        capacity_stated=as_stated(application),
        floor=floor,
        unit=unit,
    )


@rule(
    name="daily-ore-reaches-a-floor",
    title=Text("日处理矿石量下限", "The daily ore reaches a floor"),
    parameters=("floors", "working_days", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def daily_ore_reaches_a_floor(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """Capacity over working days against the floor of the method (地下, 露天).

    A mine of both methods below the higher floor refers: the clause does not say which holds.
    The days are the applicant's where stated, else the parameter's.
    """
    if application.method is None:
        return not_stated(Text("开采方式", "the mining method"))
    capacity = capacity_in(application, "矿石吨/年")
    if isinstance(capacity, Finding):
        return capacity
    days = Decimal(application.working_days or 0) or number(binding, "working_days")
    daily = capacity / days
    by_method = numbers(binding, "floors")
    lowest, highest = _floors(application.method, by_method)
    values: dict[str, Value] = {
        "capacity_t_per_year": capacity,
        "capacity_stated": as_stated(application),
        "working_days": days,
        "daily_t": daily,
        "floor_t_per_day": highest,
        "method": application.method.label,
    }
    sentence = Text(
        "{capacity_t_per_year} 吨/年 ÷ {working_days} 天 = {daily_t} 吨/日，"
        "{method}下限 {floor_t_per_day} 吨/日",
        "{capacity_t_per_year} t/a ÷ {working_days} days = {daily_t} t/d; the floor for {method} "
        "is {floor_t_per_day} t/d",
    )
    if daily >= highest:
        return passes(sentence, **values)
    if daily >= lowest:
        return refers(sentence, text(binding, "judge"), **values)
    assumed = () if application.working_days else (binding.parameters["working_days"],)
    return fails(sentence, (), (binding.parameters["floors"], *assumed), **values)


def _floors(method: MiningMethod, by_method: dict[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Lowest and highest floor that may hold: the same for a mine of one method."""
    if method is MiningMethod.BOTH:
        return min(by_method.values()), max(by_method.values())
    floor = by_method[method.label.zh]
    return floor, floor
