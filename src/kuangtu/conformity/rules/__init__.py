# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Every generic rule, in the order of its subject. 通用规则目录（纯函数）。

A rule that is not listed here does not exist; `tests/conformity/test_catalogue.py` fails for a
rule defined in this package and left out. Folders bind rules to clauses, periods and
parameters in their `rules.toml`: see `docs/how-to/add-a-rule.md`.
"""

from __future__ import annotations

from collections.abc import Mapping

from kuangtu.conformity.rules import (
    areas,
    blocks,
    coal_and_gold,
    confirmations,
    county,
    documents,
    exceptions,
    floors,
    grants,
    holders,
    lines,
    lives,
    minerals,
    overlaps,
    own_rights,
    quotas,
    rates,
    sizes,
    stages,
    terms,
    zones,
)
from kuangtu.conformity.rules.readings import layers_read
from kuangtu.conformity.types import Rule

__all__ = ["BY_NAME", "RULES", "layers_read"]

RULES: tuple[Rule, ...] = (
    confirmations.authority_must_confirm,
    county.ground_inside_the_county,
    areas.area_is_as_stated,
    minerals.mineral_is_not_prohibited,
    minerals.listed_mineral_needs_judgment,
    minerals.key_mineral_is_noted,
    zones.zone_mineral_comes_first,
    zones.ground_inside_a_zone,
    zones.capacity_meets_the_zone_floor,
    blocks.ground_inside_a_block,
    blocks.block_mineral_is_unchanged,
    blocks.one_mining_entity_per_block,
    blocks.ground_holds_a_basic_block,
    blocks.blocks_within_the_maximum,
    lines.ground_keeps_off,
    lines.ground_needs_consent,
    lines.ground_needs_judgment,
    exceptions.line_admits_listed_cases,
    overlaps.no_second_right_in_the_ground,
    own_rights.act_keeps_to_its_right,
    holders.holder_is_not_barred,
    holders.renewal_is_applied_in_time,
    holders.ground_is_reduced_at_renewal,
    quotas.account_stays_within_its_limit,
    floors.capacity_meets_the_plan_floor,
    floors.existing_mine_meets_the_plan_floor,
    floors.capacity_meets_a_floor,
    floors.capacity_meets_a_table_floor,
    coal_and_gold.coal_expansion_reaches_a_floor,
    coal_and_gold.daily_ore_reaches_a_floor,
    lives.service_life_meets_the_plan_floor,
    sizes.size_class_is_noted,
    sizes.deposit_size_is_as_computed,
    sizes.scale_fits_the_deposit,
    stages.explored_enough_to_mine,
    stages.stage_may_be_chosen,
    terms.term_within_the_limit,
    terms.term_within_the_class_limit,
    grants.right_is_granted_by_competition,
    grants.grant_is_a_net_mine,
    documents.document_is_handed_in,
    documents.associated_minerals_are_used,
    rates.rate_meets_the_minimum,
    rates.rate_awaits_its_standard,
    rates.rates_are_stated,
)

BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in RULES}
