# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Zones of the plan: bases, planning areas, key areas, concentrated areas. 规划分区。"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.minerals import by_code, is_strategic_on
from kuangtu.conformity.rules.answers import Value, fails, not_applicable, passes, refers
from kuangtu.conformity.rules.capacities import capacity_in, capacity_values
from kuangtu.conformity.rules.parameters import choice, flag, text
from kuangtu.conformity.rules.readings import Concern, concerns, read
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.rules.tables import folder_of
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text, joined
from kuangtu.layers.types import LayerReading
from kuangtu.plans.types import RuleBinding, Zone, ZoneKind

INSIDE = Text(
    "位于{zone_kind}“{zone}”内 {overlap_m2} 平方米，占申请范围 {share_percent}%",
    "{overlap_m2} m² lie in the {zone_kind} “{zone}”, {share_percent} % of the ground",
)

OTHER_MINERALS = Text(
    "，主要矿种为{minerals}，申请矿种为“{mineral}”",
    "; it is for {minerals}, the application is for {mineral}",
)


@rule(
    name="zone-mineral-comes-first",
    title=Text("分区内以主要矿种为先", "In a zone its own mineral comes first"),
    parameters=("layer", "zone_kind", "judge"),
    optional=("strategic_too", *SCOPE),
    outcomes=(Outcome.PASS, Outcome.REFER, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def zone_mineral_comes_first(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Inside a zone: its own minerals pass, any other is a matter of judgment.

    A zone the plan does not list by that name refers too: its minerals are unknown.
    """
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    kind = choice(binding, "zone_kind", ZoneKind)
    found = concerns(reading, binding, basis.overlap_tolerance_m2).sure
    if not found:
        return not_applicable(
            Text("不在{zone_kind}内", "The ground lies in no {zone_kind}"),
            (reading.layer,),
            zone_kind=kind.label,
        )
    zones = [(one, _zone_of(basis, binding, kind, one)) for one in found]
    for one, zone in zones:
        if not _is_favored(application, basis, binding, zone):
            return refers(
                INSIDE + OTHER_MINERALS,
                text(binding, "judge"),
                (reading.layer,),
                mineral=application.mineral.label,
                **_values(kind, one, zone),
            )
    return passes(
        INSIDE + Text("，矿种“{mineral}”相符", "; {mineral} is what it is for"),
        (reading.layer,),
        mineral=application.mineral.label,
        **_values(kind, *zones[0]),
    )


def _zone_of(basis: Basis, binding: RuleBinding, kind: ZoneKind, found: Concern) -> Zone | None:
    folder = folder_of(basis, binding)
    names = {found.hit.name, found.hit.feature, str(found.hit.attributes.get("code", ""))}
    return next(
        (
            one
            for one in (folder.zones if folder else ())
            if one.kind is kind and {one.name, one.code} & names
        ),
        None,
    )


def _is_favored(
    application: Application, basis: Basis, binding: RuleBinding, zone: Zone | None
) -> bool:
    if flag(binding, "strategic_too") and is_strategic_on(
        application.mineral.code, basis.judged_on
    ):
        return True
    return zone is not None and application.mineral.code in zone.minerals


def _values(kind: ZoneKind, found: Concern, zone: Zone | None) -> dict[str, Text | float | str]:
    minerals = [by_code(code).label for code in zone.minerals] if zone else []
    return {
        "zone_kind": kind.label,
        "zone": zone.name if zone else found.label,
        "minerals": joined(minerals) if minerals else Text("未载明", "not stated"),
        "overlap_m2": found.hit.overlap_m2,
        "share_percent": found.hit.share * 100,
    }


@rule(
    name="capacity-meets-the-zone-floor",
    title=Text("达到分区最低开采规模", "The capacity meets the floor of its zone"),
    parameters=("layer", "zone_kind"),
    optional=SCOPE,
    outcomes=(
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.REFER,
        Outcome.UNDECIDED,
        Outcome.NOT_APPLICABLE,
    ),
)
@in_scope
def capacity_meets_the_zone_floor(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The floor printed for the zone the ground lies in.

    Where all zones of the kind have the same floor it holds without a look at the map. A list
    of minerals that nobody has confirmed refuses nobody.
    """
    kind = choice(binding, "zone_kind", ZoneKind)
    zones = _zones_with_a_floor(basis, binding, kind)
    if len({(one.minimum_scale, one.minimum_scale_unit) for one in zones}) > 1:
        reading = read(basis, binding)
        if isinstance(reading, Finding):
            return reading
        met = concerns(reading, binding, basis.overlap_tolerance_m2).sure
        inside = {zone.code for one in met if (zone := _zone_of(basis, binding, kind, one))}
        zones = [one for one in zones if one.code in inside]
    zone = max(zones, key=lambda one: one.minimum_scale or Decimal(0), default=None)
    if zone is None or zone.minimum_scale is None:
        return not_applicable(
            Text("不在设有下限的{zone_kind}内", "The ground lies in no {zone_kind} with a floor"),
            zone_kind=kind.label,
        )
    return _against_floor(application, binding, kind, zone.minimum_scale, zone.minimum_scale_unit)


def _zones_with_a_floor(basis: Basis, binding: RuleBinding, kind: ZoneKind) -> list[Zone]:
    folder = folder_of(basis, binding)
    every = folder.zones if folder else ()
    return [one for one in every if one.kind is kind and one.minimum_scale is not None]


def _against_floor(
    application: Application, binding: RuleBinding, kind: ZoneKind, floor: Decimal, unit: str
) -> Finding:
    capacity = capacity_in(application, unit)
    if isinstance(capacity, Finding):
        return capacity
    values: dict[str, Value] = {
        **capacity_values(application, capacity, unit),
        "floor": floor,
        "zone_kind": kind.label,
    }
    if capacity >= floor:
        return passes(
            Text(
                "申请规模 {applied}，达到{zone_kind}最低规模 {floor} {unit}",
                "The capacity of {applied} meets the floor of {floor} {unit} of the {zone_kind}",
            ),
            **values,
        )
    return fails(
        Text(
            "申请规模 {applied}，低于{zone_kind}最低规模 {floor} {unit}",
            "The capacity of {applied} is below the floor of {floor} {unit} of the {zone_kind}",
        ),
        (),
        [one for name, one in binding.parameters.items() if name == "minerals"],
        **values,
    )


@rule(
    name="ground-inside-a-zone",
    title=Text("须在划定区域内", "The ground lies inside a zone"),
    parameters=("layer",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_inside_a_zone(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """Sand, gravel and clay are dug in the concentrated areas only."""
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    found = concerns(reading, binding, basis.overlap_tolerance_m2).sure
    if not found:
        return fails(
            Text("不在任何{layer}内", "The ground lies in no {layer}"),
            (reading.layer,),
            layer=reading.name,
        )
    return _inside_or_across(application, basis, reading, found)


def _inside_or_across(
    application: Application, basis: Basis, reading: LayerReading, found: tuple[Concern, ...]
) -> Finding:
    best = max(found, key=lambda one: one.hit.overlap_m2)
    outside_m2 = max(0.0, application.ground.area_m2 - best.hit.overlap_m2)
    values: dict[str, Value] = {
        "layer": reading.name,
        "zone": best.label,
        "overlap_m2": best.hit.overlap_m2,
        "outside_m2": outside_m2,
        "tolerance_m2": basis.overlap_tolerance_m2,
    }
    if outside_m2 <= basis.overlap_tolerance_m2:
        return passes(
            Text("全部在{layer}“{zone}”内", "The whole ground lies in {layer} “{zone}”"),
            (reading.layer,),
            **values,
        )
    narrow = sliver(best.hit.outside_widest_m)
    if narrow is not None:
        return refers(ACROSS + IS_SLIVER, JUDGE_SLIVER, (reading.layer,), **values | narrow)
    return fails(ACROSS, (reading.layer,), **values)


ACROSS = Text(
    "只有 {overlap_m2} 平方米在{layer}“{zone}”内，{outside_m2} 平方米在外",
    "Only {overlap_m2} m² lie in {layer} “{zone}”; {outside_m2} m² lie outside",
)
