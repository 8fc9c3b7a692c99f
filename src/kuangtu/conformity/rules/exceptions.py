# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Lines inside which only listed cases are possible. 管控线内的准予情形。

The ecological red line and permanent farmland are closed to mining except for cases that a
table lists by mineral, kind of right, act and method. A listed case is CONDITIONAL (or REFER) and
says what is needed; anything else fails.
"""

from __future__ import annotations

from dataclasses import replace

from kuangtu.codes.choices import Act, Choice, GrantMode, MiningMethod, RightKind
from kuangtu.codes.minerals import is_strategic_on
from kuangtu.conformity.rules.answers import (
    Value,
    conditional,
    fails,
    not_stated,
    refers,
    undecided,
)
from kuangtu.conformity.rules.lines import look, sentence
from kuangtu.conformity.rules.parameters import value, word
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import Row
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.layers.types import LayerReading
from kuangtu.plans.types import RuleBinding

STRATEGIC, EVERY = "战略性矿产", "全部"
METHOD = Text("开采方式", "the mining method")
MODE = Text("出让方式", "the mode of grant")
LISTED = Text("；属列明的准予情形", "; the case is a listed one")
NOT_LISTED = Text(
    "；“{mineral}”{kind}{act}不在准予情形之列",
    "; {mineral}, {kind}, {act} is not among the listed cases",
)
IN_CORE = Text(
    "与{layer}“{feature}”重叠 {overlap_m2} 平方米，属核心保护区，没有准予情形",
    "{overlap_m2} m² lie in {layer} “{feature}”, a core area for which no case is listed",
)
CORE_UNKNOWN = Text(
    "与{layer}“{feature}”重叠 {overlap_m2} 平方米，未注明是否核心保护区",
    "{overlap_m2} m² lie in {layer} “{feature}”, which does not say whether it is a core area",
)
SUPPLY_CORE = Text(
    "由图层“{layer}”的提供单位注明“{feature}”是否核心保护区",
    "The provider of “{layer}” must say whether “{feature}” is a core area",
)


@rule(
    name="line-admits-listed-cases",
    title=Text("管控线内只准列明的情形", "Inside the line only listed cases are possible"),
    parameters=("layer", "table"),
    optional=("core_attribute", *SCOPE),
    outcomes=(
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.CONDITIONAL,
        Outcome.REFER,
        Outcome.UNDECIDED,
    ),
)
@in_scope
def line_admits_listed_cases(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The first row that fits decides; in the core of a protected area none does but to leave."""
    found = look(application, basis, binding)
    if isinstance(found, Finding):
        return found
    reading, first, values = found
    named: dict[str, Value] = {
        **values,
        "mineral": application.mineral.label,
        "kind": application.kind.label,
        "act": application.act.label,
    }
    case = next((row for row in _rows(basis, binding) if _fits(row, application, basis)), None)
    if case is None and (missing := _missing_fact(application, basis, binding)):
        return not_stated(missing)
    if case is None:
        return fails(sentence(first, values) + NOT_LISTED, (reading.layer,), **named)
    # Whoever leaves may leave the core too.
    core = None if application.act is Act.CANCEL else _core(reading, basis, binding)
    if core is not None:
        return core
    answer = refers if case["outcome"] == "REFER" else conditional
    needs = Text(case["needs_zh"], case["needs_en"])
    return answer(sentence(first, values) + LISTED, needs, (reading.layer,), **named)


def _core(reading: LayerReading, basis: Basis, binding: RuleBinding) -> Finding | None:
    """Nothing is listed for the core; a feature that does not say whether it is one is open."""
    attribute = value(binding, "core_attribute")
    if not isinstance(attribute, str):
        return None
    inside = [one for one in reading.hits if one.overlap_m2 > basis.overlap_tolerance_m2]
    for hit in sorted(inside, key=lambda one: not one.attributes.get(attribute)):
        is_core = hit.attributes.get(attribute)
        values: dict[str, Value] = {
            "layer": reading.name,
            "feature": hit.name or hit.feature,
            "overlap_m2": hit.overlap_m2,
        }
        if is_core is None:
            return undecided(CORE_UNKNOWN, SUPPLY_CORE, (reading.layer,), **values)
        if is_core:
            return fails(IN_CORE, (reading.layer,), **values)
    return None


def _rows(basis: Basis, binding: RuleBinding) -> tuple[Row, ...]:
    name = word(binding, "table")
    return tuple(
        Row(name, cells) for folder in basis.folders.values() for cells in folder.data.get(name, ())
    )


def _missing_fact(application: Application, basis: Basis, binding: RuleBinding) -> Text | None:
    """What the application leaves out that a listed case turns on."""
    methods = [application.method] if application.method else list(MiningMethod)
    modes = [application.grant_mode] if application.grant_mode else list(GrantMode)
    for method in methods:
        for mode in modes:
            supplied = replace(application, method=method, grant_mode=mode)
            if any(_fits(row, supplied, basis) for row in _rows(basis, binding)):
                return METHOD if application.method is None else MODE
    return None


def _fits(row: Row, application: Application, basis: Basis) -> bool:
    return (
        _mineral_fits(row, application, basis)
        and _is_among(row["kinds"], RightKind, application.kind)
        and _is_among(row["acts"], Act, application.act)
        and _is_among(row["methods"], MiningMethod, application.method)
        and _is_among(row["grant_modes"], GrantMode, application.grant_mode)
    )


def _mineral_fits(row: Row, application: Application, basis: Basis) -> bool:
    """By name, or as a class: every mineral, or every strategic one of the day."""
    if row["mineral_class"] == EVERY:
        return True
    if row["mineral_class"] == STRATEGIC:
        return is_strategic_on(application.mineral.code, basis.judged_on)
    return application.mineral.code in row.codes


def _is_among(written: str, kind: type[Choice], found: Choice | None) -> bool:
    """An empty cell holds for every value; a listed one needs the value to be stated."""
    if not written:
        return True
    return found is not None and found in [kind.from_words(one) for one in written.split("、")]
