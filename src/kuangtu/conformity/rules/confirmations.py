# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What nobody here has read in its official text yet. 待确认事项。"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import refers
from kuangtu.conformity.rules.parameters import text
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding


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
