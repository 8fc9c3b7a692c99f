# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Rules about the mineral itself: prohibited, restricted, controlled, key. 矿种调控。"""

from __future__ import annotations

from dataclasses import replace

from kuangtu.conformity.rules.answers import (
    Value,
    fails,
    not_applicable,
    passes,
    refers,
)
from kuangtu.conformity.rules.parameters import choice, text
from kuangtu.conformity.rules.readings import concerns, read
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.rules.tables import listings
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, same
from kuangtu.plans.types import ListKind, MineralListing, RuleBinding

ON_ARABLE = Text(
    "与{layer}“{feature}”重叠 {overlap_m2} 平方米，属禁止开采的“{prohibited}”",
    "{overlap_m2} m² lie in {layer} “{feature}”; “{prohibited}” is prohibited",
)


@rule(
    name="mineral-is-not-prohibited",
    title=Text("不得开采禁止开采矿种", "The mineral is not prohibited"),
    parameters=("layer",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def mineral_is_not_prohibited(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The main and every other mineral against the list; 可耕地 makes it a matter of land too.

    `layer` shows arable land. Where it is missing, the applicant's word that none is taken can be
    verified by nobody here: the layer must be supplied.
    """
    every = (application.mineral, *application.other_minerals)
    lists = listings(basis, binding, ListKind.PROHIBITED_MINING)
    named = [(one, listing) for one in every for listing in lists if one.code in listing.minerals]
    for one, listing in named:
        if not listing.condition:
            return fails(
                Text("“{mineral}”是禁止开采矿种", "Mining {mineral} is prohibited"),
                mineral=one.label,
            )
    if named:
        return _on_arable_land(application, basis, binding, named[0][1])
    return passes(
        Text("“{mineral}”不是禁止开采矿种", "{mineral} is not a prohibited mineral"),
        mineral=application.mineral.label,
    )


def _on_arable_land(
    application: Application, basis: Basis, binding: RuleBinding, listing: MineralListing
) -> Finding:
    """The mineral is prohibited on arable land only."""
    prohibited = same(listing.printed)
    if application.is_arable_land:
        return fails(
            Text(
                "申请占用可耕地，属禁止开采的“{prohibited}”",
                "The application takes arable land; “{prohibited}” is prohibited",
            ),
            prohibited=prohibited,
        )
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return _without_layer(application, reading, prohibited)
    hits = concerns(reading, binding, basis.overlap_tolerance_m2).sure
    if hits:
        values: dict[str, Value] = {
            "layer": reading.name,
            "feature": hits[0].label,
            "overlap_m2": hits[0].hit.overlap_m2,
            "prohibited": prohibited,
        }
        narrow = sliver(*(one.hit.widest_m for one in hits))
        if narrow is not None:
            return refers(ON_ARABLE + IS_SLIVER, JUDGE_SLIVER, (reading.layer,), **values | narrow)
        return fails(ON_ARABLE, (reading.layer,), **values)
    return passes(
        Text("未压占{layer}", "The ground does not touch {layer}"),
        (reading.layer,),
        layer=reading.name,
    )


def _without_layer(application: Application, missing: Finding, prohibited: Text) -> Finding:
    """Only the applicant's word is there, if that."""
    if application.is_arable_land is None:
        return missing
    claim = Text(
        "“{prohibited}”禁止开采；申请称不占可耕地，但没有图层可以印证：",
        "“{prohibited}” is prohibited; the application states that no arable land is taken, but no "
        "layer can confirm it: ",
    )
    return replace(missing, message=claim.format(prohibited=prohibited) + missing.message)


@rule(
    name="listed-mineral-needs-judgment",
    title=Text("名录内矿种须经裁量", "A listed mineral needs judgment"),
    parameters=("list", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.REFER),
)
@in_scope
def listed_mineral_needs_judgment(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Restricted and strictly controlled minerals: no ban, and no right to be granted."""
    kind = choice(binding, "list", ListKind)
    codes = {code for one in listings(basis, binding, kind) for code in one.minerals}
    for one in (application.mineral, *application.other_minerals):
        if one.code in codes:
            return refers(
                Text("“{mineral}”属{list}", "{mineral} is a {list}"),
                text(binding, "judge"),
                mineral=one.label,
                list=kind.label,
            )
    return passes(
        Text("“{mineral}”不属{list}", "{mineral} is not a {list}"),
        mineral=application.mineral.label,
        list=kind.label,
    )


@rule(
    name="key-mineral-is-noted",
    title=Text("重点矿种提示", "A key mineral is noted"),
    parameters=("list",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.NOT_APPLICABLE),
)
@in_scope
def key_mineral_is_noted(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """The clause favors its minerals and says nothing against any other."""
    kind = choice(binding, "list", ListKind)
    codes = {code for one in listings(basis, binding, kind) for code in one.minerals}
    answer = passes if application.mineral.code in codes else not_applicable
    return answer(
        Text("“{mineral}”属{list}", "{mineral} is a {list}")
        if answer is passes
        else Text(
            "“{mineral}”不在{list}之列，本条不因此限制",
            "{mineral} is not a {list}; the clause does not restrict it for that",
        ),
        mineral=application.mineral.label,
        list=kind.label,
    )
