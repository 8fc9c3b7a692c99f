# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ground lies in the county. 县域。"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import BUREAU, Value, fails, passes, refers
from kuangtu.conformity.rules.parameters import number
from kuangtu.conformity.rules.readings import read
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.layers.types import EditionReference, LayerHit, LayerReading
from kuangtu.plans.types import RuleBinding

APPROVED = "审批"
JUDGE = Text(
    "由{bureau}按审批的行政界线认定",
    "{bureau} must decide by the approved boundary",
)


@rule(
    name="ground-inside-the-county",
    title=Text("范围须在县域内", "The ground lies inside the county"),
    parameters=("layer", "uncertainty_m"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_inside_the_county(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Inside passes. Across the line fails by an approved boundary and refers by any other.

    `uncertainty_m` is how far a boundary that nobody has approved may be wrong: ground wholly
    outside yet nearer than that refers too.
    """
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    edition = reading.edition
    inside = [hit for hit in reading.hits if _is_county(hit, basis.county)]
    covered_m2 = sum(hit.overlap_m2 for hit in inside)
    values: dict[str, Value] = {
        "outside_m2": max(0.0, application.ground.area_m2 - covered_m2),
        "tolerance_m2": basis.overlap_tolerance_m2,
        "quality": edition.quality if edition else "",
    }
    if application.ground.area_m2 - covered_m2 <= basis.overlap_tolerance_m2:
        return passes(
            Text(
                "全部在县域内（界线质量：{quality}）",
                "The whole ground lies in the county (boundary: {quality})",
            ),
            (reading.layer,),
            **values,
        )
    return _across_or_outside(reading, inside, binding, values)


def _is_county(hit: LayerHit, adcode: str) -> bool:
    """A boundary that does not name its division is taken for the county's own."""
    code = hit.attributes.get("division_code")
    return code is None or str(code).startswith(adcode)


def _across_or_outside(
    reading: LayerReading, inside: list[LayerHit], binding: RuleBinding, values: dict[str, Value]
) -> Finding:
    layers = (reading.layer,)
    uncertainty_m = float(number(binding, "uncertainty_m"))
    nearest_m = min((hit.distance_m for hit in inside), default=None)
    if nearest_m is None or nearest_m > uncertainty_m:
        return fails(
            Text("全部在县域以外", "The whole ground lies outside the county"),
            layers,
            **values,
        )
    sentence = Text(
        "有 {outside_m2} 平方米在县域以外（界线质量：{quality}）",
        "{outside_m2} m² lie outside the county (boundary: {quality})",
    )
    if _is_approved(reading.edition):
        return fails(sentence, layers, **values)
    return refers(sentence, JUDGE, layers, bureau=BUREAU, **values)


def _is_approved(edition: EditionReference | None) -> bool:
    return edition is not None and edition.quality == APPROVED
