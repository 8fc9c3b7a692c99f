# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a layer says to a rule, or why it says nothing. 图层读取。

A binding names its layers in parameters called `layer`, and the metres around the ground within
which features matter in parameters called `distance_m`, `distances_m` (by class of feature) or
`uncertainty_m` and `search_m`. `neighbors` names a second layer, of the ground beyond the first.
`layers_read` tells whoever builds a basis what to look for and how far.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kuangtu.conformity.rules.answers import undecided
from kuangtu.conformity.rules.parameters import number, numbers, value, word, words
from kuangtu.conformity.types import Basis, Finding
from kuangtu.core.text import Text, same
from kuangtu.layers.dictionary import layers
from kuangtu.layers.types import LayerHit, LayerReading
from kuangtu.plans.types import RuleBinding

LAYER_PARAMETER = "layer"
NEIGHBORS_PARAMETER = "neighbors"
DISTANCE_PARAMETERS = ("distance_m", "uncertainty_m", "search_m")
DISTANCES_PARAMETER = "distances_m"


def layers_read(binding: RuleBinding) -> Mapping[str, float]:
    """The layers a binding reads, each with the metres to search around the ground. 所读图层。"""
    named = [
        word(binding, name)
        for name in (LAYER_PARAMETER, NEIGHBORS_PARAMETER)
        if value(binding, name) is not None
    ]
    return dict.fromkeys(named, float(farthest_m(binding)))


def farthest_m(binding: RuleBinding) -> Decimal:
    """The largest distance the binding gives; 0 if it speaks of overlap only."""
    single = [
        number(binding, name) for name in DISTANCE_PARAMETERS if value(binding, name) is not None
    ]
    several = (
        list(numbers(binding, DISTANCES_PARAMETER).values())
        if value(binding, DISTANCES_PARAMETER) is not None
        else []
    )
    return max([Decimal(0), *single, *several])


def read(
    basis: Basis, binding: RuleBinding, *, parameter: str = LAYER_PARAMETER
) -> LayerReading | Finding:
    """The reading of the binding's layer, or the finding that it is missing. 读图层。"""
    code = word(binding, parameter)
    found = basis.layers.get(code)
    if found is None or found.edition is None:
        return _missing(code, found)
    needed_m = farthest_m(binding)
    if Decimal(str(found.searched_m)) < needed_m:
        return _not_searched_far_enough(found, needed_m)
    return found


def _missing(code: str, found: LayerReading | None) -> Finding:
    return undecided(
        Text(
            "缺少图层“{layer}”，无法判定", "The layer “{layer}” is missing; no answer is possible"
        ),
        Text("由{provider}提供图层“{layer}”", "{provider} must supply the layer “{layer}”"),
        (code,),
        layer=found.name if found else same(code),
        provider=_provider(found),
    )


def _provider(found: LayerReading | None) -> Text:
    if found is None or not found.provider:
        return Text("主管部门", "the competent authority")
    return provider_of(found)


def provider_of(reading: LayerReading) -> Text:
    """Who must supply the layer; in English too where the dictionary still names the same."""
    known = layers().get(reading.layer)
    return (
        known.provider
        if known and known.provider.zh == reading.provider
        else same(reading.provider)
    )


def _not_searched_far_enough(found: LayerReading, needed_m: Decimal) -> Finding:
    return undecided(
        Text(
            "图层“{layer}”只查到 {searched_m} 米，本条须查到 {needed_m} 米",
            "The layer “{layer}” was searched to {searched_m} m; the clause needs {needed_m} m",
        ),
        Text("按 {needed_m} 米重新叠加", "Search again within {needed_m} m"),
        (found.layer,),
        layer=found.name,
        searched_m=found.searched_m,
        needed_m=needed_m,
    )


@dataclass(frozen=True, slots=True)
class Concern:
    """A feature the clause speaks of, and the metres within which it does. 涉及要素。"""

    hit: LayerHit
    limit_m: Decimal

    @property
    def label(self) -> str:
        return self.hit.name or self.hit.feature


@dataclass(frozen=True, slots=True)
class Concerns:
    """Features that concern the clause, and those whose class is unknown. 涉及要素。

    `unclear` are features that concern it or not depending on an attribute the layer lacks.
    """

    sure: tuple[Concern, ...]
    unclear: tuple[Concern, ...]
    attribute: str = ""


def concerns(reading: LayerReading, binding: RuleBinding, tolerance_m2: float) -> Concerns:
    """The features the binding speaks of, nearest or largest first. 涉及要素。

    A binding may keep to features whose `attribute` has one of its `values`, or give each class
    its distance in `distances_m`.
    """
    attribute = word(binding, "attribute") if value(binding, "attribute") is not None else ""
    sure, unclear = [], []
    for hit in reading.hits:
        written = _written(hit, attribute)
        limits = _limits(binding, written)
        inside = [limit for limit in limits if _is_within(hit, limit, tolerance_m2)]
        if inside and (written or not attribute or _holds_for_every_class(binding, inside)):
            sure.append(Concern(hit, max(inside)))
        elif inside:
            unclear.append(Concern(hit, max(inside)))
    return Concerns(_ordered(sure), _ordered(unclear), attribute)


def limit_of(hit: LayerHit, binding: RuleBinding) -> Decimal | None:
    """The distance the clause asks of that very feature; None if it does not speak of it."""
    attribute = word(binding, "attribute") if value(binding, "attribute") is not None else ""
    return max(_limits(binding, _written(hit, attribute)), default=None)


def _written(hit: LayerHit, attribute: str) -> str:
    """The attribute as words; "" where the feature does not state it."""
    found = hit.attributes.get(attribute)
    if isinstance(found, bool):
        return "是" if found else "否"
    return "" if found is None else str(found)


def _limits(binding: RuleBinding, written: str) -> tuple[Decimal, ...]:
    """The distances that may hold for a feature of that class; several if the class is unknown."""
    if value(binding, DISTANCES_PARAMETER) is not None:
        by_class = numbers(binding, DISTANCES_PARAMETER)
        if not written:
            return tuple(by_class.values())
        return (by_class[written],) if written in by_class else ()
    wanted = words(binding, "values")
    if written and wanted and written not in wanted:
        return ()
    return (farthest_m(binding),)


def _holds_for_every_class(binding: RuleBinding, inside: list[Decimal]) -> bool:
    """True if the feature concerns the clause whichever class it has."""
    return value(binding, DISTANCES_PARAMETER) is not None and len(inside) == len(
        numbers(binding, DISTANCES_PARAMETER)
    )


def _is_within(hit: LayerHit, limit_m: Decimal, tolerance_m2: float) -> bool:
    return hit.overlap_m2 > tolerance_m2 if limit_m == 0 else hit.distance_m <= float(limit_m)


def _ordered(found: list[Concern]) -> tuple[Concern, ...]:
    return tuple(sorted(found, key=lambda one: (one.hit.distance_m, -one.hit.overlap_m2)))
