# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The ground lies in the county. 县域。

A boundary is as good as its edition: within the metres by which it may be wrong nobody can say
on which side of it the ground lies, beyond them everybody can.

| the ground | answer |
|---|---|
| inside, farther from the line than it may be wrong | PASS |
| inside and nearer to the line than that | REFER |
| partly or wholly outside, but by no more than that | REFER |
| outside by more than that | FAIL |

From inside, the distance to the line is the distance to the neighboring counties. How far a
ground that crosses reaches out is not read; it is at least what lies outside, spread over half
the ground's perimeter, because no line across the ground need be longer.
"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import BUREAU, Value, fails, passes, refers, undecided
from kuangtu.conformity.rules.parameters import number, value
from kuangtu.conformity.rules.readings import NEIGHBORS_PARAMETER, read
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.geo.strips import perimeter_m
from kuangtu.layers.types import EditionReference, LayerHit, LayerReading
from kuangtu.plans.types import RuleBinding

APPROVED = "审批"
JUDGE = Text(
    "由{bureau}按审批的行政界线认定",
    "{bureau} must decide by the approved boundary",
)
INSIDE = Text(
    "全部在县域内（界线质量：{quality}）",
    "The whole ground lies in the county (boundary: {quality})",
)
OUTSIDE = Text(
    "有 {outside_m2} 平方米在县域以外（界线质量：{quality}）",
    "{outside_m2} m² lie outside the county (boundary: {quality})",
)
BEYOND = Text(
    "，超出界线至少 {beyond_m} 米，界线可能偏差 {uncertainty_m} 米",
    ", at least {beyond_m} m beyond the line, which may be {uncertainty_m} m off",
)


@rule(
    name="ground-inside-the-county",
    title=Text("范围须在县域内", "The ground lies inside the county"),
    parameters=("layer", "uncertainty_m"),
    optional=("neighbors", "search_m", *SCOPE),
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_inside_the_county(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Inside passes, outside fails, and within the boundary's uncertainty a person judges.

    `uncertainty_m` is how far a boundary that nobody has approved may be wrong at least; an
    edition may state more. `search_m` is how far to look for the line, which `neighbors` show.
    """
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    edition = reading.edition
    inside = [hit for hit in reading.hits if _is_county(hit, basis.county)]
    outside_m2 = max(0.0, application.ground.area_m2 - sum(hit.overlap_m2 for hit in inside))
    values: dict[str, Value] = {
        "outside_m2": outside_m2,
        "tolerance_m2": basis.overlap_tolerance_m2,
        "quality": edition.quality if edition else "",
        "uncertainty_m": _uncertainty_m(edition, binding),
        "bureau": BUREAU,
    }
    if outside_m2 <= basis.overlap_tolerance_m2:
        return _inside(reading, basis, binding, values)
    return _outside(application, reading, inside, values=values, binding=binding)


def _is_county(hit: LayerHit, adcode: str) -> bool:
    """A boundary that does not name its division is taken for the county's own."""
    code = hit.attributes.get("division_code")
    return code is None or str(code).startswith(adcode)


def _uncertainty_m(edition: EditionReference | None, binding: RuleBinding) -> float:
    """How far the line may be wrong: what its edition states, and if nobody approved it more."""
    stated_m = (edition.accuracy_m if edition else None) or 0.0
    if _is_approved(edition):
        return stated_m
    return max(float(number(binding, "uncertainty_m")), stated_m)


def _inside(
    reading: LayerReading, basis: Basis, binding: RuleBinding, values: dict[str, Value]
) -> Finding:
    """How near the line is, for a line that may be wrong."""
    uncertainty_m = _uncertainty_m(reading.edition, binding)
    if value(binding, NEIGHBORS_PARAMETER) is None:
        return passes(INSIDE, (reading.layer,), **values)
    beyond = read(basis, binding, parameter=NEIGHBORS_PARAMETER)
    if isinstance(beyond, Finding):
        is_certain = _is_approved(reading.edition) or uncertainty_m == 0
        return passes(INSIDE, (reading.layer,), **values) if is_certain else beyond
    layers = (reading.layer, beyond.layer)
    edge_m = min((hit.distance_m for hit in beyond.hits), default=None)
    if edge_m is None and beyond.searched_m < uncertainty_m:
        return _not_searched(layers, values | {"searched_m": beyond.searched_m})
    if edge_m is None or edge_m > uncertainty_m:
        return passes(INSIDE, layers, **values)
    return refers(
        INSIDE
        + Text(
            "，距界线 {edge_m} 米，界线可能偏差 {uncertainty_m} 米",
            ", {edge_m} m from the line, which may be {uncertainty_m} m off",
        ),
        JUDGE,
        layers,
        edge_m=edge_m,
        **values,
    )


def _not_searched(layers: tuple[str, ...], values: dict[str, Value]) -> Finding:
    return undecided(
        INSIDE
        + Text(
            "，但界线可能偏差 {uncertainty_m} 米，只查到 {searched_m} 米",
            ", but the line may be {uncertainty_m} m off and was looked for within {searched_m} m",
        ),
        Text("按 {uncertainty_m} 米重新叠加", "Search again within {uncertainty_m} m"),
        layers,
        **values,
    )


def _outside(
    application: Application,
    reading: LayerReading,
    inside: list[LayerHit],
    *,
    values: dict[str, Value],
    binding: RuleBinding,
) -> Finding:
    layers = (reading.layer,)
    outside_m2 = application.ground.area_m2 - sum(hit.overlap_m2 for hit in inside)
    narrow = sliver(inside[0].outside_widest_m) if len(inside) == 1 else None
    if narrow is not None:
        return refers(OUTSIDE + IS_SLIVER, JUDGE_SLIVER, layers, **values | narrow)
    beyond_m = _beyond_m(application, reading, inside, outside_m2)
    values |= {"beyond_m": beyond_m}
    if beyond_m > _uncertainty_m(reading.edition, binding):
        return fails(OUTSIDE + BEYOND, layers, **values)
    return refers(OUTSIDE + BEYOND, JUDGE, layers, **values)


def _beyond_m(
    application: Application, reading: LayerReading, inside: list[LayerHit], outside_m2: float
) -> float:
    """The least by which the ground lies beyond the line."""
    nearest_m = min((hit.distance_m for hit in inside), default=reading.searched_m)
    return (
        max(nearest_m, outside_m2 / (perimeter_m(application.ground.geometry) / 2))
        if inside
        else nearest_m
    )


def _is_approved(edition: EditionReference | None) -> bool:
    return edition is not None and edition.quality == APPROVED
