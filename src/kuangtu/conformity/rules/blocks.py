# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Planned blocks: inside one, its mineral, its one miner, its size. 规划区块。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kuangtu.codes.minerals import minerals_named
from kuangtu.conformity.rules.answers import (
    Value,
    fails,
    not_applicable,
    passes,
    refers,
    undecided,
)
from kuangtu.conformity.rules.parameters import mineral_codes, number, numbers, text, word
from kuangtu.conformity.rules.readings import Concern, concerns, provider_of, read
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.slivers import IS_SLIVER, JUDGE_SLIVER, sliver
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.errors import Invalid
from kuangtu.core.text import Text
from kuangtu.geo.area import ring_area_m2
from kuangtu.geo.blocks import count_blocks
from kuangtu.geo.ground import Ground
from kuangtu.layers.types import LayerReading
from kuangtu.plans.types import RuleBinding

GRANTED_ABOVE = "granted_above"
MINUTE_DEGREES = 1 / 60
OUTSIDE = Text("有 {outside_m2} 平方米不在{layer}内", "{outside_m2} m² lie outside {layer}")
OFF_GRID = Text(
    "；边界不在区块线上，按面积折合", "; its boundary is off the graticule, so this is by area"
)


@rule(
    name="ground-inside-a-block",
    title=Text("范围须在一个规划区块内", "The ground lies inside one planned block"),
    parameters=("layer", "judge"),
    optional=(GRANTED_ABOVE, *SCOPE),
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def ground_inside_a_block(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """Inside one block; ground across several, or a mineral without blocks, refers.

    `granted_above` lists minerals whose rights are granted above the level whose blocks the plan
    shows; for them the absence of a block says nothing.
    """
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    found = concerns(reading, binding, basis.overlap_tolerance_m2).sure
    covered_m2 = sum(one.hit.overlap_m2 for one in found)
    values: dict[str, Value] = {
        "layer": reading.name,
        "outside_m2": max(0.0, application.ground.area_m2 - covered_m2),
        "blocks": len(found),
    }
    best = max(found, key=lambda one: one.hit.overlap_m2, default=None)
    if best and application.ground.area_m2 - best.hit.overlap_m2 <= basis.overlap_tolerance_m2:
        return passes(
            Text("全部在{layer}“{block}”内", "The whole ground lies in {layer} “{block}”"),
            (reading.layer,),
            block=best.label,
            **values,
        )
    narrow = sliver(best.hit.outside_widest_m) if best else None
    if narrow is not None:
        return refers(OUTSIDE + IS_SLIVER, JUDGE_SLIVER, (reading.layer,), **values | narrow)
    return _not_inside_one(application, basis, binding, reading, values)


def _not_inside_one(
    application: Application,
    basis: Basis,
    binding: RuleBinding,
    reading: LayerReading,
    values: dict[str, Value],
) -> Finding:
    outside_m2 = values["outside_m2"]
    layers = (reading.layer,)
    if isinstance(outside_m2, float) and outside_m2 <= basis.overlap_tolerance_m2:
        return refers(
            Text("跨 {blocks} 个{layer}", "The ground spans {blocks} blocks of {layer}"),
            text(binding, "judge"),
            layers,
            **values,
        )
    if application.mineral.code in mineral_codes(binding, GRANTED_ABOVE):
        return refers(
            Text(
                "有 {outside_m2} 平方米不在{layer}内；“{mineral}”由上级出让，本规划不划其区块",
                "{outside_m2} m² lie outside {layer}; {mineral} is granted at a higher level and "
                "the plan draws no blocks for it",
            ),
            text(binding, "judge"),
            layers,
            mineral=application.mineral.label,
            **values,
        )
    return fails(OUTSIDE, layers, **values)


@rule(
    name="block-mineral-is-unchanged",
    title=Text("不得变更区块主矿种", "The main mineral of the block is unchanged"),
    parameters=("layer", "mineral_attribute"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def block_mineral_is_unchanged(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Every block the ground lies in must be meant for the mineral applied for."""
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    found = concerns(reading, binding, basis.overlap_tolerance_m2).sure
    if not found:
        return _in_no_block(reading)
    attribute = word(binding, "mineral_attribute")
    for one in found:
        if different := _different_mineral(application, reading, one, attribute):
            return different
    return passes(
        Text(
            "区块“{block}”的主矿种为“{mineral}”，相符",
            "Block “{block}” is for {mineral} too",
        ),
        (reading.layer,),
        block=found[0].label,
        mineral=application.mineral.label,
    )


def _in_no_block(reading: LayerReading) -> Finding:
    return not_applicable(
        Text("不在{layer}内", "The ground lies in no {layer}"),
        (reading.layer,),
        layer=reading.name,
    )


def _different_mineral(
    application: Application, reading: LayerReading, one: Concern, attribute: str
) -> Finding | None:
    written = str(one.hit.attributes.get(attribute) or "")
    meant = _codes(written)
    if not meant:
        return undecided(
            Text(
                "区块“{block}”未载明可识别的主矿种",
                "Block “{block}” states no main mineral that can be read",
            ),
            Text("由{provider}补充区块的主矿种", "{provider} must add its main mineral"),
            (reading.layer,),
            block=one.label,
            provider=provider_of(reading),
        )
    if application.mineral.code in meant:
        return None
    return fails(
        Text(
            "区块“{block}”的主矿种为“{block_mineral}”，申请矿种为“{mineral}”",
            "Block “{block}” is for {block_mineral}; the application is for {mineral}",
        ),
        (reading.layer,),
        block=one.label,
        block_mineral=written,
        mineral=application.mineral.label,
    )


def _codes(printed: str) -> frozenset[str]:
    try:
        return frozenset(one.code for one in minerals_named(printed))
    except Invalid:
        return frozenset()


@rule(
    name="one-mining-entity-per-block",
    title=Text("一个区块一个开采主体", "One mining entity per block"),
    parameters=("layer", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.REFER, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def one_mining_entity_per_block(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """Another miner in the same block is a matter of judgment: the clause says 原则上.

    The ledger's reading holds who mines in each block met (`block_holders`); without it the
    answer is UNDECIDED.
    """
    reading = read(basis, binding)
    if isinstance(reading, Finding):
        return reading
    found = concerns(reading, binding, basis.overlap_tolerance_m2).sure
    if not found:
        return _in_no_block(reading)
    block = max(found, key=lambda one: one.hit.overlap_m2)
    met = {} if basis.rights is None else basis.rights.block_holders
    holders = met.get(f"{reading.layer}/{block.hit.feature}")
    if holders is None:
        return _holders_unknown(reading, block)
    others = sorted(set(holders) - {application.applicant})
    if not others:
        return passes(
            Text("区块“{block}”内没有其他开采主体", "Nobody else mines in block “{block}”"),
            (reading.layer,),
            block=block.label,
        )
    return refers(
        Text(
            "区块“{block}”内已有 {count} 个其他开采主体：{holders}",
            "Block “{block}” already has {count} other mining entities: {holders}",
        ),
        text(binding, "judge"),
        (reading.layer,),
        block=block.label,
        count=len(others),
        holders="、".join(others),
    )


def _holders_unknown(reading: LayerReading, block: Concern) -> Finding:
    return undecided(
        Text(
            "不掌握区块“{block}”内已设采矿权的情况",
            "Which mining rights lie in block “{block}” is not known",
        ),
        Text(
            "由县自然资源局载入采矿权台账后重新审查",
            "The county natural-resources bureau must load its ledger of mining rights",
        ),
        (reading.layer,),
        block=block.label,
    )


@rule(
    name="ground-holds-a-basic-block",
    title=Text("不小于一个基本单位区块", "The ground holds at least one basic unit block"),
    parameters=("minimum_blocks", "judge"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.REFER),
)
@in_scope
def ground_holds_a_basic_block(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """The clause says 原则上, so a smaller ground is a matter of judgment."""
    blocks = blocks_of(application.ground)
    minimum = number(binding, "minimum_blocks")
    values: dict[str, Value] = {
        "blocks": blocks.number,
        "minimum": minimum,
        "area_km2": application.ground.area_km2,
        "is_whole": blocks.is_whole,
    }
    sentence = Text(
        "范围折合 {blocks} 个基本单位区块（{area_km2} 平方千米），下限 {minimum} 个",
        "The ground amounts to {blocks} basic unit blocks ({area_km2} km²); the floor is {minimum}",
    )
    if blocks.is_whole and blocks.number >= minimum:
        return passes(sentence, **values)
    return refers(
        sentence if blocks.is_whole else sentence + OFF_GRID, text(binding, "judge"), **values
    )


@dataclass(frozen=True, slots=True)
class Blocks:
    """Basic unit blocks of a ground; by area where it is not made of whole blocks. 区块数。"""

    number: Decimal
    is_whole: bool


def blocks_of(ground: Ground) -> Blocks:
    """Counted on the graticule, else the area over that of a basic block at its latitude."""
    counted = _counted(ground)
    if counted is not None:
        return Blocks(counted, is_whole=True)
    west, south, _, north = ground.geometry.bounds
    bottom = (south + north) / 2 - MINUTE_DEGREES / 2
    corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    cell = [(west + x * MINUTE_DEGREES, bottom + y * MINUTE_DEGREES) for x, y in corners]
    return Blocks(Decimal(str(round(ground.area_m2 / ring_area_m2(cell), 4))), is_whole=False)


def _counted(ground: Ground) -> Decimal | None:
    """The whole blocks of every part; None if a part is not made of blocks or is too large."""
    try:
        parts = [count_blocks(part).equivalent for part in ground.geometry.geoms]
    except Invalid:
        return None
    return None if None in parts else sum((one for one in parts if one is not None), Decimal(0))


@rule(
    name="blocks-within-the-maximum",
    title=Text("勘查面积不超过最高区块数", "The ground stays within the maximum of blocks"),
    parameters=("maximum_blocks",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL),
)
@in_scope
def blocks_within_the_maximum(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """The maximum by class of mineral; the keys of the table are groups of minerals or names."""
    limits = numbers(binding, "maximum_blocks")
    limit = _limit_for(application, limits)
    blocks = blocks_of(application.ground)
    answer = passes if blocks.number <= limit else fails
    return answer(
        Text(
            "范围折合 {blocks} 个基本单位区块，“{mineral}”最高 {limit} 个",
            "The ground amounts to {blocks} basic unit blocks; {mineral} may have {limit} at most",
        ),
        blocks=blocks.number,
        limit=limit,
        is_whole=blocks.is_whole,
        mineral=application.mineral.label,
    )


def _limit_for(application: Application, limits: dict[str, Decimal]) -> Decimal:
    """The limit of the mineral by name, else the one for all others (其他)."""
    for names, limit in limits.items():
        if names != "其他" and application.mineral.code in _codes(names):
            return limit
    return limits["其他"]
