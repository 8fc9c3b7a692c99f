# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The area stated against the area computed. 面积核对。"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import Value, fails, not_stated, passes
from kuangtu.conformity.rules.parameters import number
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding


@rule(
    name="area-is-as-stated",
    title=Text("申报面积与计算面积一致", "The area is as stated"),
    parameters=("tolerance_km2",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def area_is_as_stated(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """The ellipsoid area of Annex D to four decimals of a km², as licences print it."""
    if application.area_km2 is None:
        return not_stated(Text("申请面积", "the area"))
    computed, tolerance = application.ground.area_km2, number(binding, "tolerance_km2")
    difference = abs(application.area_km2 - computed)
    values: dict[str, Value] = {
        "stated_km2": application.area_km2,
        "computed_km2": computed,
        "difference_km2": difference,
        "tolerance_km2": tolerance,
    }
    sentence = Text(
        "申报 {stated_km2} 平方千米，椭球面积 {computed_km2} 平方千米，相差 {difference_km2}，"
        "允许 {tolerance_km2}",
        "Stated {stated_km2} km², computed {computed_km2} km²; they differ by {difference_km2}, "
        "{tolerance_km2} is tolerated",
    )
    if difference <= tolerance:
        return passes(sentence, **values)
    return fails(sentence, (), (binding.parameters["tolerance_km2"],), **values)
