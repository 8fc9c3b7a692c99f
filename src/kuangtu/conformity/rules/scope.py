# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which applications a binding speaks of at all. 适用范围。

Any binding may narrow its rule by kind of right, act, mining method and mineral. Outside of
that the answer is NOT_APPLICABLE and says why; a method the application does not state leaves
the question open, unless the check passes whatever the method is.
"""

from __future__ import annotations

from functools import wraps

from kuangtu.codes.choices import Act, Choice, MiningMethod, RightKind
from kuangtu.conformity.rules.answers import not_applicable, not_stated
from kuangtu.conformity.rules.parameters import choices, mineral_codes
from kuangtu.conformity.types import Application, Basis, Check, Finding, Outcome
from kuangtu.core.text import Text, joined
from kuangtu.plans.types import RuleBinding

METHOD = Text("开采方式", "the mining method")
SCOPE = ("kinds", "acts", "methods", "minerals", "except_minerals")


def in_scope(check: Check) -> Check:
    """Ask the check only about applications the binding speaks of."""

    @wraps(check)
    def within(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
        outside = _outside(application, binding)
        if outside is not None:
            return outside
        finding = check(application, basis, binding)
        is_open = application.method is None and choices(binding, "methods", MiningMethod)
        return not_stated(METHOD) if is_open and finding.outcome is not Outcome.PASS else finding

    return within


def _outside(application: Application, binding: RuleBinding) -> Finding | None:
    return (
        _outside_choice(application.kind, choices(binding, "kinds", RightKind))
        or _outside_choice(application.act, choices(binding, "acts", Act))
        or _outside_minerals(application, binding)
        or _outside_methods(application, binding)
    )


def _outside_choice(found: Choice, bound: tuple[Choice, ...]) -> Finding | None:
    if not bound or found in bound:
        return None
    return not_applicable(
        Text(
            "本条只针对{bound}，本申请为{found}",
            "The clause speaks of {bound} only; the application is for: {found}",
        ),
        bound=joined(one.label for one in bound),
        found=found.label,
    )


def _outside_minerals(application: Application, binding: RuleBinding) -> Finding | None:
    only, never = mineral_codes(binding, "minerals"), mineral_codes(binding, "except_minerals")
    code = application.mineral.code
    if (not only or code in only) and code not in never:
        return None
    return not_applicable(
        Text("本条不针对矿种“{mineral}”", "The clause does not speak of {mineral}"),
        mineral=application.mineral.label,
    )


def _outside_methods(application: Application, binding: RuleBinding) -> Finding | None:
    bound = choices(binding, "methods", MiningMethod)
    if application.method in (None, MiningMethod.BOTH):
        return None
    return _outside_choice(application.method, bound)
