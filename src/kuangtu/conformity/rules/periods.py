# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What time does to a plan, and what nobody has confirmed yet. 期限届满与待确认事项。"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import passes, refers
from kuangtu.conformity.rules.parameters import text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import folder_of
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding


@rule(
    name="plan-period-is-over",
    title=Text("规划期", "The plan's period"),
    parameters=("judge",),
    outcomes=(Outcome.PASS, Outcome.REFER),
)
def plan_period_is_over(
    _application: Application,
    basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """After its last day a plan goes on being applied, and every review says so."""
    folder = folder_of(basis, binding)
    period = folder.period if folder else binding.period
    ends_on = period.ends_on.isoformat() if period.ends_on else None
    if not period.is_over_on(basis.judged_on):
        return passes(
            Text("审查日 {judged_on} 在规划期内", "The review of {judged_on} is within the period"),
            judged_on=basis.judged_on.isoformat(),
            ends_on=ends_on,
        )
    return refers(
        Text(
            "规划期已于 {ends_on} 届满、沿用原规划（审查日 {judged_on}）",
            "The plan's period ended on {ends_on}; the plan is applied on (review of {judged_on})",
        ),
        text(binding, "judge"),
        judged_on=basis.judged_on.isoformat(),
        ends_on=ends_on,
    )


@rule(
    name="authority-must-confirm",
    title=Text("待主管部门确认的事项", "An authority must confirm"),
    parameters=("matter", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.REFER,),
)
@in_scope
def authority_must_confirm(
    _application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """A provision whose text nobody here has read: the review says so instead of guessing."""
    return refers(text(binding, "matter"), text(binding, "judge"))
