# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The invented register. 演示台账。"""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest
import shapely

from kuangtu.accounts.actor import SYSTEM, RoleTooLow
from kuangtu.audit.models import Entry
from kuangtu.codes.choices import Act, MineStatus, RightKind, RightStatus, SizeClass
from kuangtu.codes.minerals import minerals_named
from kuangtu.core.errors import NotFound
from kuangtu.geo.blocks import count_blocks
from kuangtu.geo.depth import may_overlap_in_depth
from kuangtu.rights import queries
from kuangtu.rights.demo import demo_records, demo_register
from kuangtu.rights.models import MineralRight, RightVersion
from kuangtu.rights.outlines import shipped_outline
from kuangtu.rights.quota import Mine, ore_tons_a_year
from kuangtu.rights.record import problems_of
from kuangtu.rights.services import load_demo_register
from rights.right_builders import PREFECTURE, REVIEWER

END_OF_2020 = date(2020, 12, 31)
EXPLOITED = "钾盐、煤、铁、钨、石棉、玉石、水泥配料用黏土、水泥用页岩、建筑用砂、建筑用花岗岩"


@cache
def county():
    return shipped_outline("652824")


@cache
def acts():
    return demo_register(county(), "652824")


@cache
def rights_of_2020():
    """The version of each right at the end of 2020."""
    newest = {one.number: one for one in acts() if one.effective_on <= END_OF_2020}
    return tuple(newest.values())


def mines():
    return [one for one in rights_of_2020() if one.kind is RightKind.MINING]


def explorations():
    return [one for one in rights_of_2020() if one.kind is RightKind.EXPLORATION]


def in_force(day):
    return [one for one in acts() if one.effective_on <= day <= one.valid_to]


def test_the_mines_add_up_to_the_plan_by_size():
    sizes = Counter(one.size_class for one in mines())

    assert (sizes[SizeClass.LARGE], sizes[SizeClass.MEDIUM]) == (5, 13)
    assert sizes[SizeClass.SMALL] + sizes[SizeClass.TINY] == 35


def test_the_mines_add_up_to_the_plan_by_state():
    states = Counter(one.mine_status for one in mines())

    assert (states[MineStatus.STOPPED], states[MineStatus.BUILDING], len(mines())) == (25, 1, 53)


def test_the_yearly_output_is_the_plan_s_to_the_last_digit():
    tons = [
        ore_tons_a_year(
            Mine(
                one.number, one.name, one.mineral, one.capacity, one.size_class, True,
                one.ore_density_t_per_m3, one.ore_grade,
            )
        )
        for one in mines()
    ]  # fmt: skip

    assert sum(tons) == Decimal("21946400")


def test_the_ten_minerals_exploited_are_those_of_the_plan():
    assert {one.mineral for one in mines()} == set(minerals_named(EXPLOITED))


def test_the_exploration_rights_add_up_to_the_plan_by_stage():
    stages = Counter(one.stage.label.zh for one in explorations())

    assert stages == {"勘探": 135, "详查": 21, "普查": 5, "预查": 15}


def test_every_act_is_valid_marked_and_named_as_invented():
    assert [problems_of(one) for one in acts() if problems_of(one)] == []
    assert {one.is_demo for one in acts()} == {True}
    assert [one.number for one in acts() if not one.number.startswith("DEMO-")] == []
    assert [one.name for one in acts() if "示例" not in one.name or "演示" not in one.name] == []
    assert [one.holder for one in acts() if "虚构" not in one.holder] == []


def test_every_ground_lies_inside_the_county_on_whole_blocks():
    grounds = [one.ground for one in rights_of_2020()]

    assert [g.source_text for g in grounds if not county().contains(g.geometry)] == []
    assert [g.source_text for g in grounds if not count_blocks(g.geometry).is_whole] == []


def test_no_exploration_ground_has_more_than_forty_blocks():
    assert max(count_blocks(one.ground.geometry).basic for one in explorations()) <= 40


def test_grounds_are_apart_save_two_quarries_that_lie_above_coal():
    listed = rights_of_2020()
    grounds = [one.ground.geometry for one in listed]
    meeting = shapely.STRtree(grounds).query(grounds, predicate="intersects")
    pairs = [(listed[i], listed[j]) for i, j in zip(*meeting, strict=True) if i < j]

    assert [{one.mineral.name for one in pair} for pair in pairs] == [{"煤", "水泥配料用页岩"}] * 2
    assert [may_overlap_in_depth(a.ground, b.ground) for a, b in pairs] == [False, False]


def test_no_ground_needs_a_warning():
    assert [one.number for one in acts() if one.ground.warnings] == []


@pytest.mark.parametrize("day", [END_OF_2020, date(2023, 6, 1), date(2026, 11, 23)], ids=str)
def test_the_register_adds_up_to_the_plan_on_every_day_from_the_end_of_2020(day):
    mines = [one for one in in_force(day) if one.kind is RightKind.MINING]

    assert len(in_force(day)) == 53 + 176
    assert Counter(one.size_class.name for one in mines) & Counter({"LARGE": 5, "MEDIUM": 13}) == {
        "LARGE": 5,
        "MEDIUM": 13,
    }


def test_a_right_that_ran_out_was_extended_from_the_next_day():
    extended = [one for one in acts() if one.act is Act.EXTEND]
    earlier = {(one.number, one.valid_to) for one in acts()}

    assert [
        one.number
        for one in extended
        if (one.number, one.effective_on - timedelta(days=1)) not in earlier
    ] == []
    assert len(extended) > 100


def test_the_same_outline_gives_the_same_register():
    again = demo_records(county())

    assert [one.digest for one in again] == [one.digest for one in acts()]


def test_another_county_gets_its_register_inside_its_own_outline():
    outline = shapely.box(84.0, 37.0, 87.0, 39.0)

    records = demo_records(outline, adcode="652825")

    assert [one.number for one in records if not outline.contains(one.ground.geometry)] == []
    assert {one.adcode for one in records} == {"652825"}


@pytest.mark.django_db
def test_loading_writes_every_act_once_and_one_trace():
    written = load_demo_register(actor=SYSTEM)

    assert written == len(acts()) == RightVersion.objects.count()
    assert MineralRight.objects.filter(is_demo=True).count() == 53 + 176
    assert [(one.action, one.adcode) for one in Entry.objects.all()] == [
        ("rights.demo-loaded", "652824")
    ]


@pytest.mark.django_db
def test_loading_again_writes_nothing():
    load_demo_register(actor=SYSTEM)

    assert load_demo_register(actor=SYSTEM) == 0
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_the_loaded_register_reads_as_the_plan_says_at_the_end_of_2020():
    load_demo_register(actor=SYSTEM)

    listed = list(queries.rights_as_of(PREFECTURE, END_OF_2020))
    standings = Counter(queries.standing_on(one, END_OF_2020) for one in listed)

    assert standings == {RightStatus.IN_FORCE: 229}


@pytest.mark.django_db
def test_a_reviewer_does_not_load_it_and_no_county_without_outline_gets_one():
    with pytest.raises(RoleTooLow):
        load_demo_register(actor=REVIEWER)
    with pytest.raises(NotFound):
        load_demo_register(actor=SYSTEM, adcode="652899")

    assert MineralRight.objects.count() == 0
