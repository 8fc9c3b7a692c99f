# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How far a deposit has been explored. 勘查阶段。"""

from __future__ import annotations

from kuangtu.codes.choices import ExplorationStage
from kuangtu.conformity.rules.answers import fails, not_stated, passes
from kuangtu.conformity.rules.parameters import choice, choices
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, joined
from kuangtu.plans.types import RuleBinding

ORDER = tuple(ExplorationStage)  # from 预查 to 勘探
STAGE = Text("勘查阶段", "the exploration stage")


@rule(
    name="explored-enough-to-mine",
    title=Text("达到规定的勘查程度", "The deposit is explored enough to mine"),
    parameters=("minimum_stage",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def explored_enough_to_mine(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """The stage reached against the least one."""
    least = choice(binding, "minimum_stage", ExplorationStage)
    if application.stage is None:
        return not_stated(STAGE)
    is_enough = ORDER.index(application.stage) >= ORDER.index(least)
    return (passes if is_enough else fails)(
        Text(
            "已达到{stage}，要求{least}以上",
            "The stage reached is {stage}; at least {least} is required",
        ),
        stage=application.stage.label,
        least=least.label,
    )


@rule(
    name="stage-may-be-chosen",
    title=Text("勘查阶段现行有效", "The stage may be chosen today"),
    parameters=("stages",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def stage_may_be_chosen(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """Stages that a standard has dropped stay in old licences only."""
    permitted = choices(binding, "stages", ExplorationStage)
    if application.stage is None:
        return not_stated(STAGE)
    return (passes if application.stage in permitted else fails)(
        Text(
            "勘查阶段为{stage}；现行标准分{permitted}",
            "The stage is {stage}; the standard has {permitted}",
        ),
        stage=application.stage.label,
        permitted=joined(one.label for one in permitted),
    )
