# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Coal expansions and rock-gold projects. 煤矿改扩建与岩金项目。"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.choices import MiningMethod
from kuangtu.codes.units import Per, parse
from kuangtu.conformity.rules.answers import (
    Value,
    fails,
    not_applicable,
    not_stated,
    passes,
    refers,
)
from kuangtu.conformity.rules.capacities import capacity_in, capacity_values
from kuangtu.conformity.rules.parameters import flag, number, numbers, text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import folder_of
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding

OUTBURST = Text("是否煤与瓦斯突出矿井", "whether the mine is prone to gas outbursts")
REACHES = Text(
    "改扩建后 {applied}，达到下限 {floor} {unit}",
    "{applied} after the expansion reach the floor of {floor} {unit}",
)
STAYS_BELOW = Text(
    "改扩建后 {applied}，低于下限 {floor} {unit}",
    "{applied} after the expansion are below the floor of {floor} {unit}",
)
BELOW_EITHER = Text(
    "；申请未填是否煤与瓦斯突出矿井，但也低于另一类矿井的下限 {other_floor} {other_unit}",
    "; whether the mine is prone to gas outbursts is not stated, but the capacity is below the "
    "floor of {other_floor} {other_unit} for the other kind of mine as well",
)
YEARLY_OVER_DAYS = Text(
    "{applied} ÷ {working_days} 天 = {daily_t} 吨/日，{method}下限 {floor_t_per_day} 吨/日",
    "{applied} ÷ {working_days} days = {daily_t} t/d; the floor for {method} is "
    "{floor_t_per_day} t/d",
)
DAYS_ASSUMED = Text(
    "（申请未填年工作日数，按惯例计）",
    " (the application states no working days; the customary number is taken)",
)
AS_DAILY = Text(
    "申请规模 {applied}，{method}下限 {floor_t_per_day} 吨/日",
    "The capacity is {applied}; the floor for {method} is {floor_t_per_day} t/d",
)


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
    basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """The capacity after expansion, for mines with or without gas outbursts as the binding says.

    Where the application does not say which it is, a capacity at the floor passes and one below
    the floors of both kinds fails.
    """
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
    values = {**capacity_values(application, capacity, unit), "floor": floor}
    if stated is None and capacity < floor:
        return _below_without_a_statement(application, basis, binding, values)
    if capacity >= floor:
        return passes(REACHES, **values)
    return fails(STAYS_BELOW, **values)


def _below_without_a_statement(
    application: Application, basis: Basis, binding: RuleBinding, values: dict[str, Value]
) -> Finding:
    """Below this floor and not known to be bound by it: fails if it is below the other one too."""
    folder, here = folder_of(basis, binding), flag(binding, "gas_outburst")
    for other in folder.bindings if folder else ():
        is_of_other_kind = other.check == binding.check and flag(other, "gas_outburst") is not here
        if not is_of_other_kind or other.period != binding.period:
            continue
        capacity = capacity_in(application, other.parameters["floor"].unit)
        if isinstance(capacity, Decimal) and capacity < number(other, "floor"):
            return fails(
                STAYS_BELOW + BELOW_EITHER,
                **values,
                other_floor=number(other, "floor"),
                other_unit=other.parameters["floor"].unit,
            )
    return not_stated(OUTBURST)


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
    """Capacity over working days, or as a daily figure, against the floor of the method.

    A mine of both methods below the higher floor refers: the clause does not say which holds.
    The days are the applicant's where stated, else the parameter's; a daily figure needs none.
    """
    if application.method is None:
        return not_stated(Text("开采方式", "the mining method"))
    found = _daily(application, binding)
    if isinstance(found, Finding):
        return found
    daily, values = found
    lowest, highest = _floors(application.method, numbers(binding, "floors"))
    values |= {"floor_t_per_day": highest, "method": application.method.label}
    is_assumed = "working_days" in values and not application.working_days
    sentence = YEARLY_OVER_DAYS if "working_days" in values else AS_DAILY
    sentence += DAYS_ASSUMED if is_assumed else Text("", "")
    if daily >= highest:
        return passes(sentence, **values)
    if daily >= lowest:
        return refers(sentence, text(binding, "judge"), **values)
    assumed = (binding.parameters["working_days"],) if is_assumed else ()
    return fails(sentence, (), (binding.parameters["floors"], *assumed), **values)


def _daily(
    application: Application, binding: RuleBinding
) -> tuple[Decimal, dict[str, Value]] | Finding:
    """Tons of ore a day, and the numbers behind them; the days only where they were needed."""
    stated = application.capacity
    unit = "矿石吨/日" if stated and parse(stated.unit).per is Per.DAY else "矿石吨/年"
    capacity = capacity_in(application, unit)
    if isinstance(capacity, Finding):
        return capacity
    values = capacity_values(application, capacity, unit)
    if unit == "矿石吨/日":
        return capacity, values | {"daily_t": capacity}
    days = Decimal(application.working_days or 0) or number(binding, "working_days")
    daily = capacity / days
    return daily, values | {
        "capacity_t_per_year": capacity,
        "working_days": days,
        "daily_t": daily,
    }


def _floors(method: MiningMethod, by_method: dict[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Lowest and highest floor that may hold: the same for a mine of one method."""
    if method is MiningMethod.BOTH:
        return min(by_method.values()), max(by_method.values())
    floor = by_method[method.label.zh]
    return floor, floor
