# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Service life: recoverable reserves against capacity. 服务年限。"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.units import Basis as CountedAs
from kuangtu.codes.units import parse
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    fails,
    not_applicable,
    not_stated,
    passes,
    refers,
)
from kuangtu.conformity.rules.capacities import CAPACITY, amount_in, capacity_in
from kuangtu.conformity.rules.floors import plan_rows
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import CellMark, RuleBinding

RESERVES = Text("可采储量", "the recoverable reserves")
CALCULATION = Text(
    "{reserves} {unit} × {recovery} ÷ [{capacity} {unit}/年 ×（1 − {dilution}）] = {life_years} 年",
    "{reserves} {unit} × {recovery} ÷ [{capacity} {unit}/a × (1 − {dilution})] = {life_years} a",
)

UNDILUTED = Text(
    "；但规模按有用组分计，贫化不减少组分，不计贫化为 {undiluted_life_years} 年，低于下限",
    "; but the capacity counts a contained substance, which dilution does not reduce: without it "
    "the life is {undiluted_life_years} years, below the floor",
)
JUDGE_DILUTION = Text(
    "由{bureau}按评审的开采方案认定按组分计的服务年限是否计贫化",
    "{bureau} must judge by the reviewed mining scheme whether dilution counts here",
)


@rule(
    name="service-life-meets-the-plan-floor",
    title=Text("达到最低服务年限", "The service life meets the plan's floor"),
    optional=SCOPE,
    outcomes=(
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.REFER,
        Outcome.UNDECIDED,
        Outcome.NOT_APPLICABLE,
    ),
)
@in_scope
def service_life_meets_the_plan_floor(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Reserves × recovery ÷ (capacity × (1 − dilution)) against the figure of the table.

    Waste rock dilutes ore, not the substance in it. Where the capacity counts a contained
    substance and the floor is only reached by way of the dilution, somebody must judge.
    A mineral whose row prints no figure has no floor of service life; one without a row refers.
    """
    rows = plan_rows(application, basis, binding)
    if not rows:
        return refers(
            Text("最低规模表未列“{mineral}”", "The table of floors does not list {mineral}"),
            Text(
                "由{bureau}按储量规模认定合理服务年限",
                "{bureau} must judge which service life is reasonable",
            ),
            mineral=application.mineral.label,
            bureau=BUREAU,
        )
    figures = {row.service_life_years.value for row in rows} - {None}
    if all(row.service_life_years.mark is not CellMark.VALUE for row in rows) or not figures:
        return not_applicable(
            Text(
                "规划未规定“{mineral}”的最低服务年限", "The plan sets no service life for {mineral}"
            ),
            mineral=application.mineral.label,
        )
    floor = max(one for one in figures if one is not None)
    values = service_life(application)
    if isinstance(values, Finding):
        return values
    return _against(floor, values)


def _against(floor_years: Decimal, values: dict[str, Value]) -> Finding:
    """The life against the floor, where dilution decides also the life without it."""
    sentence = CALCULATION + Text("，下限 {floor_years} 年", "; the floor is {floor_years} years")
    whole: dict[str, Value] = {**values, "floor_years": floor_years}
    life, undiluted = values["life_years"], values.get("undiluted_life_years")
    if not isinstance(life, Decimal) or life < floor_years:
        return fails(sentence, **whole)
    if isinstance(undiluted, Decimal) and undiluted < floor_years:
        return refers(sentence + UNDILUTED, JUDGE_DILUTION, bureau=BUREAU, **whole)
    return passes(sentence, **whole)


def service_life(application: Application) -> dict[str, Value] | Finding:
    """The calculation with its numbers, or the finding that something is missing."""
    if application.capacity is None:
        return not_stated(CAPACITY)
    if application.reserves is None:
        return not_stated(RESERVES)
    if application.recovery is None:
        return not_stated(Text("开采回采率", "the mining recovery"))
    if application.dilution is None:
        return not_stated(Text("贫化率", "the dilution"))
    unit = parse(application.capacity.unit)
    reserves = amount_in(application.reserves, unit.once.name, RESERVES, ore=application)
    if isinstance(reserves, Finding):
        return reserves
    capacity = capacity_in(application, unit.yearly.name)
    if isinstance(capacity, Finding):
        return capacity
    yearly = capacity * (1 - application.dilution)
    if yearly <= 0:
        return not_stated(Text("大于零的生产规模和小于一的贫化率", "a capacity above zero"))
    values: dict[str, Value] = {
        "reserves": reserves,
        "recovery": application.recovery,
        "capacity": capacity,
        "dilution": application.dilution,
        "unit": unit.once.name,
        "life_years": reserves * application.recovery / yearly,
    }
    if unit.basis is CountedAs.CONTAINED:
        values["undiluted_life_years"] = reserves * application.recovery / capacity
    return values
