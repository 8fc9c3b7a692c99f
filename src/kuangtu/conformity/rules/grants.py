# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""How a right is granted. 出让方式。"""

from __future__ import annotations

from kuangtu.codes.choices import GrantMode
from kuangtu.conformity.rules.answers import fails, not_stated, passes, refers
from kuangtu.conformity.rules.parameters import choices, text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding


@rule(
    name="right-is-granted-by-competition",
    title=Text("公开竞争出让", "The right is granted by open competition"),
    parameters=("permitted", "judged", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def right_is_granted_by_competition(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """Permitted modes pass, judged ones refer (协议: 严格控制), any other fails."""
    mode = application.grant_mode
    if mode is None:
        return not_stated(Text("出让方式", "the mode of grant"))
    sentence = Text("出让方式为{mode}", "The mode of grant is {mode}")
    if mode in choices(binding, "permitted", GrantMode):
        return passes(sentence, mode=mode.label)
    if mode in choices(binding, "judged", GrantMode):
        return refers(
            sentence + Text("，属严格控制", ", which is strictly controlled"),
            text(binding, "judge"),
            mode=mode.label,
        )
    return fails(
        sentence + Text("，不是公开竞争方式", ", which is no open competition"), mode=mode.label
    )


@rule(
    name="grant-is-a-net-mine",
    title=Text("“净矿”出让", "The grant is a net mine"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def grant_is_a_net_mine(
    application: Application,
    _basis: Basis,
    _binding: RuleBinding,
) -> Finding:
    """Land, forest and grassland are settled before the grant."""
    if application.is_net_mine is None:
        return not_stated(Text("是否“净矿”出让", "whether it is a net mine"))
    if application.is_net_mine:
        return passes(Text("申请为“净矿”出让", "The grant is a net mine"))
    return fails(Text("申请不是“净矿”出让", "The grant is no net mine"))
