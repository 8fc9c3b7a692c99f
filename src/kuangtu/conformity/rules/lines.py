# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Control lines: ground that keeps off, needs consent, or needs judgment. 管控线。

Each distance rule has the nature its own law gives it: a ban fails, a duty to obtain consent is
CONDITIONAL and names who consents, a clause that asks for judgment refers. One binding has one
nature; a law with two distances of two natures is two bindings.
"""

from __future__ import annotations

from kuangtu.conformity.rules.answers import (
    Value,
    conditional,
    fails,
    passes,
    refers,
    undecided,
)
from kuangtu.conformity.rules.parameters import text
from kuangtu.conformity.rules.readings import (
    Concern,
    Concerns,
    concerns,
    farthest_m,
    limit_of,
    provider_of,
    read,
)
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, same
from kuangtu.layers.types import LayerHit, LayerReading
from kuangtu.plans.types import RuleBinding

WHERE = ("distance_m", "distances_m", "attribute", "values")

OVERLAPS = Text(
    "与{layer}“{feature}”重叠 {overlap_m2} 平方米，占申请范围 {share_percent}%",
    "{overlap_m2} m² lie in {layer} “{feature}”, {share_percent} % of the ground",
)
CROSSES = Text("与{layer}“{feature}”相交", "The ground meets {layer} “{feature}”")
NEAR = Text(
    "距{layer}“{feature}”{distance_m} 米，在 {limit_m} 米以内",
    "{layer} “{feature}” is {distance_m} m away, within {limit_m} m",
)
MORE = Text("；同类要素共 {features} 处", "; {features} such features in all")
CLEAR = Text("未涉及{layer}", "The ground does not touch {layer}")
SLIVERS = Text(
    "；另有 {slivers} 处不超过容差 {tolerance_m2} 平方米的边角，最大 {largest_sliver_m2} 平方米",
    "; {slivers} slivers below the tolerance of {tolerance_m2} m², the largest "
    "{largest_sliver_m2} m²",
)
ANOTHER_CLASS_MET = Text(
    "所涉及的{layer}“{feature}”（重叠 {overlap_m2} 平方米）不属本条所列类别",
    "The ground meets {layer} “{feature}” ({overlap_m2} m²), a class the clause does not speak of",
)
NEAR_BEYOND_LIMIT = Text(
    "最近的{layer}“{feature}”距 {distance_m} 米，大于其限距 {own_limit_m} 米；没有要素在其限距以内",
    "The nearest of {layer}, “{feature}”, is {distance_m} m away, beyond its own limit of "
    "{own_limit_m} m; none is within its limit",
)
NEAR_ANOTHER_CLASS = Text(
    "最近的{layer}“{feature}”距 {distance_m} 米，不属本条所列类别",
    "The nearest of {layer}, “{feature}”, is {distance_m} m away and of a class the clause does "
    "not speak of",
)
CLEAR_WITHIN = Text("{limit_m} 米以内没有{layer}", "There is no {layer} within {limit_m} m")


@rule(
    name="ground-keeps-off",
    title=Text("范围不得压占或接近", "The ground keeps off"),
    parameters=("layer",),
    optional=(*WHERE, *SCOPE),
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_keeps_off(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """A ban: whatever the clause protects may not be touched, or come near."""
    found = look(application, basis, binding)
    if isinstance(found, Finding):
        return found
    reading, first, values = found
    decided_by = [
        one for name, one in binding.parameters.items() if name in ("distance_m", "distances_m")
    ]
    return fails(sentence(first, values), (reading.layer,), decided_by, **values)


@rule(
    name="ground-needs-consent",
    title=Text("压占或接近须经同意", "The ground needs consent"),
    parameters=("layer", "consent"),
    optional=(*WHERE, *SCOPE),
    outcomes=(Outcome.PASS, Outcome.CONDITIONAL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_needs_consent(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """No ban: whoever the law names must agree first."""
    found = look(application, basis, binding)
    if isinstance(found, Finding):
        return found
    reading, first, values = found
    return conditional(
        sentence(first, values), text(binding, "consent"), (reading.layer,), **values
    )


@rule(
    name="ground-needs-judgment",
    title=Text("压占或接近须经裁量", "The ground needs judgment"),
    parameters=("layer", "judge"),
    optional=(*WHERE, *SCOPE),
    outcomes=(Outcome.PASS, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_needs_judgment(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """The clause says 原则上, or leaves the measure to an authority."""
    found = look(application, basis, binding)
    if isinstance(found, Finding):
        return found
    reading, first, values = found
    return refers(sentence(first, values), text(binding, "judge"), (reading.layer,), **values)


Look = tuple[LayerReading, Concern, dict[str, Value]]


def look(application: Application, basis: Basis, binding: RuleBinding) -> Look | Finding:
    """The nearest feature of concern with its numbers, or the answer where there is none."""
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    found = concerns(reading, binding, basis.overlap_tolerance_m2)
    if found.sure:
        return _slivers(application, reading, found, binding) or (
            reading,
            found.sure[0],
            numbers_of(application, reading, found),
        )
    if found.unclear:
        return _unclear(reading, found)
    return _clear(reading, basis, binding)


def _slivers(
    application: Application, reading: LayerReading, found: Concerns, binding: RuleBinding
) -> Finding | None:
    """The answer where all that is met is strips along a boundary that may be a shared one.

    A clause that keeps a distance does not ask whether the boundary is shared.
    """
    if farthest_m(binding) > 0:
        return None
    narrow = sliver(*(one.hit.widest_m for one in found.sure))
    if narrow is None:
        return None
    values = numbers_of(application, reading, found) | narrow
    return refers(
        sentence(found.sure[0], values) + IS_SLIVER, JUDGE_SLIVER, (reading.layer,), **values
    )


def numbers_of(
    application: Application, reading: LayerReading, found: Concerns
) -> dict[str, Value]:
    """What is measured of the first feature of concern."""
    first = found.sure[0]
    return {
        "layer": reading.name,
        "feature": first.label,
        "overlap_m2": first.hit.overlap_m2,
        "share_percent": first.hit.share * 100,
        "distance_m": first.hit.distance_m,
        "limit_m": first.limit_m,
        "features": len(found.sure),
        "ground_m2": application.ground.area_m2,
    }


def sentence(first: Concern, values: dict[str, Value]) -> Text:
    """The sentence that fits how the ground lies to the feature."""
    if first.hit.overlap_m2 > 0:
        head = OVERLAPS
    elif first.hit.distance_m == 0:
        head = CROSSES
    else:
        head = NEAR
    several = values["features"]
    return head + MORE if isinstance(several, int) and several > 1 else head


def _unclear(reading: LayerReading, found: Concerns) -> Finding:
    first = found.unclear[0]
    return undecided(
        Text(
            "{layer}“{feature}”未注明“{attribute}”，不能确定适用的类别",
            "{layer} “{feature}” does not state its “{attribute}”; its class is unknown",
        ),
        Text(
            "由{provider}补充该要素的“{attribute}”",
            "{provider} must add the “{attribute}” of that feature",
        ),
        (reading.layer,),
        layer=reading.name,
        feature=first.label,
        attribute=reading.labels.get(found.attribute, same(found.attribute)),
        provider=provider_of(reading),
        distance_m=first.hit.distance_m,
    )


def _clear(reading: LayerReading, basis: Basis, binding: RuleBinding) -> Finding:
    """Nothing concerns the clause; what lies nearest all the same is named, with its own limit."""
    limit_m = farthest_m(binding)
    values: dict[str, Value] = {"layer": reading.name}
    if limit_m > 0:
        return _clear_within(reading, binding, values | {"limit_m": limit_m})
    met = [hit for hit in reading.hits if hit.overlap_m2 > 0 or hit.distance_m == 0]
    others = [hit for hit in met if limit_of(hit, binding) is None]
    if others:
        named: dict[str, Value] = {"feature": _name(others[0]), "overlap_m2": others[0].overlap_m2}
        return passes(ANOTHER_CLASS_MET, (reading.layer,), **values | named)
    slivers = [hit.overlap_m2 for hit in met if hit.overlap_m2 > 0]
    if not slivers:
        return passes(CLEAR, (reading.layer,), **values)
    return passes(
        CLEAR + SLIVERS,
        (reading.layer,),
        slivers=len(slivers),
        largest_sliver_m2=max(slivers),
        tolerance_m2=basis.overlap_tolerance_m2,
        **values,
    )


def _clear_within(reading: LayerReading, binding: RuleBinding, values: dict[str, Value]) -> Finding:
    """The nearest feature within the widest limit is of a class with a narrower one, or none."""
    near = [hit for hit in reading.hits if hit.distance_m <= float(farthest_m(binding))]
    if not near:
        return passes(CLEAR_WITHIN, (reading.layer,), **values)
    nearest = min(near, key=lambda hit: hit.distance_m)
    values |= {"feature": _name(nearest), "distance_m": nearest.distance_m}
    own_limit_m = limit_of(nearest, binding)
    if own_limit_m is None:
        return passes(NEAR_ANOTHER_CLASS, (reading.layer,), **values)
    return passes(NEAR_BEYOND_LIMIT, (reading.layer,), own_limit_m=own_limit_m, **values)


def _name(hit: LayerHit) -> str:
    return hit.name or hit.feature
