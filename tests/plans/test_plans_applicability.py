# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Which folders apply on a day, and with which parameters."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kuangtu.core.period import Period
from kuangtu.plans.applicability import (
    Override,
    applicable,
    in_force,
    states,
    with_overrides,
)
from kuangtu.plans.folder import read_folder
from plans.plan_folders import COUNTY, LAW, MINI

PLAN = read_folder(MINI / COUNTY)
LAW_FOLDER = read_folder(MINI / LAW)
SUCCESSOR = replace(PLAN, code="990102-2031", period=Period(date(2031, 1, 1), date(2035, 12, 31)))


def codes_on(day, *folders, adcode="990102"):
    return list(applicable(folders, day, adcode))


def an_override(**changes):
    ordinary = {
        "binding": "SC-FLOOR",
        "parameter": "tolerance",
        "value": Decimal("0.1"),
        "adcode": "990102",
        "starts_on": date(2026, 5, 1),
        "reason": "局务会",
        "set_by": "officer:1",
    }
    return Override(**ordinary | changes)


def test_plan_comes_first_and_norms_while_they_are_in_force():
    assert codes_on(date(2026, 6, 1), LAW_FOLDER, PLAN) == [COUNTY, LAW]
    assert codes_on(date(2027, 7, 1), LAW_FOLDER, PLAN) == [COUNTY]
    assert codes_on(date(2025, 12, 31), LAW_FOLDER, PLAN) == [LAW]


def test_a_plan_goes_on_until_its_successor_begins():
    assert codes_on(date(2030, 12, 31), PLAN, SUCCESSOR) == [COUNTY]
    assert codes_on(date(2033, 1, 1), PLAN) == [COUNTY]
    assert codes_on(date(2031, 1, 1), PLAN, SUCCESSOR) == ["990102-2031"]


def test_a_plan_above_binds_its_counties_and_a_neighbor_does_not():
    prefecture = replace(PLAN, code="990100-2026", adcode="990100")
    neighbor = replace(PLAN, code="990103-2026", adcode="990103")

    assert codes_on(date(2026, 6, 1), prefecture, neighbor, PLAN) == [COUNTY, "990100-2026"]
    assert codes_on(date(2026, 6, 1), prefecture, PLAN, adcode="990104") == ["990100-2026"]


def test_a_norm_with_a_rule_that_carries_over_stays():
    rule = replace(LAW_FOLDER.bindings[0], carries_over=True)

    assert codes_on(date(2028, 1, 1), replace(LAW_FOLDER, bindings=(rule,))) == [LAW]


def test_an_override_replaces_the_value_and_says_so():
    folder = with_overrides(PLAN, [an_override()])

    parameter = folder.bindings[0].parameters["tolerance"]
    assert (parameter.value, parameter.folder_value) == (Decimal("0.1"), Decimal("0.05"))
    assert (parameter.source, parameter.set_by, parameter.unit) == ("局务会", "officer:1", "1")
    assert folder.bindings[0].parameters["classes"] == PLAN.bindings[0].parameters["classes"]
    assert folder.edition_sha256 == PLAN.sha256
    assert folder.sha256 != PLAN.sha256


def test_overrides_of_other_folders_change_nothing():
    assert with_overrides(LAW_FOLDER, [an_override()]) is LAW_FOLDER


def test_narrower_later_and_later_recorded_overrides_win():
    wide = an_override(adcode="990100", starts_on=date(2026, 9, 1), value=Decimal(3))
    early = an_override(value=Decimal(1))
    late = an_override(starts_on=date(2026, 7, 1), value=Decimal(2))
    other = an_override(adcode="990199", value=Decimal(9))
    recorded = [late, wide, other, early]

    assert in_force(recorded, date(2026, 6, 1), "990102") == (early,)
    assert in_force(recorded, date(2026, 12, 1), "990102") == (wide, early, late)
    assert in_force(recorded, date(2026, 12, 1), "990103") == (wide,)
    assert in_force(recorded, date(2026, 1, 1), "990102") == ()


def test_every_state_that_ever_held_can_be_found_again():
    first = an_override(value=Decimal(1), starts_on=date(2026, 7, 1))
    backdated = an_override(value=Decimal(2), starts_on=date(2026, 6, 1))
    found = {with_overrides(PLAN, state).sha256 for state in states([first, backdated])}

    assert found == {
        with_overrides(PLAN, [first]).sha256,
        with_overrides(PLAN, [backdated]).sha256,
    }
