# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Service life: recoverable reserves against capacity. 服务年限。"""

from __future__ import annotations

from decimal import Decimal

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
from kuangtu.conformity.rules.capacities import CAPACITY, amount_in
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
    life = values["life_years"]
    answer = passes if isinstance(life, Decimal) and life >= floor else fails
    return answer(
        CALCULATION + Text("，下限 {floor_years} 年", "; the floor is {floor_years} years"),
        floor_years=floor,
        **values,
    )


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
    unit = parse(application.capacity.unit).once.name
    reserves = amount_in(application.reserves, unit, RESERVES, ore=application)
    if isinstance(reserves, Finding):
        return reserves
    yearly = application.capacity.value * (1 - application.dilution)
    if yearly <= 0:
        return not_stated(Text("大于零的生产规模和小于一的贫化率", "a capacity above zero"))
    return {
        "reserves": reserves,
        "recovery": application.recovery,
        "capacity": application.capacity.value,
        "dilution": application.dilution,
        "unit": unit,
        "life_years": reserves * application.recovery / yearly,
    }
