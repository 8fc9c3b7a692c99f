# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the notes of a health check stand in a plan. 体检旁注的位置。"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from conformity.stored_plan import REVIEWER
from kuangtu.accounts.actor import SYSTEM, Role
from kuangtu.core.text import same
from kuangtu.plans.examinations.services import check_plan
from kuangtu.plans.folder import read_folder
from kuangtu.plans.health.answers import HealthNote
from kuangtu.plans.health.types import Finding, Grade, Kind, Reading, Where
from kuangtu.plans.services import load_folder
from kuangtu.web.plan_notes import PlanNotes
from kuangtu.web.printed import laid_out
from web.page_builders import signed_in, words_of

PLAN = Path(__file__).parents[2] / "plans/652824-2021"


@pytest.fixture(scope="module")
def plan():
    return read_folder(PLAN)


def a_note(where, *readings, number="1"):
    finding = Finding(Grade.DOUBT, Kind.CELL, where, same("发现"), readings)
    return HealthNote("652824-2021", number, finding, None, date(2026, 11, 27))


def marked(notes, plan, number):
    """Row, words and numbers of every cell that a note names."""
    table = next(one for one in plan.tables if one.number == number)
    return [
        (row, cell.words, marks)
        for row, cells in enumerate(laid_out(table), start=1)
        for cell in cells
        if (marks := notes.marks(number, row, cells, cell))
    ]


def test_a_note_of_a_cell_marks_that_cell_also_behind_merged_ones(plan):
    rare = next(one for one in plan.tables if one.number == "2").rows[5]
    note = a_note(Where(rare[-2], "一(二)2(1)", None, "专栏2", 6, len(rare) - 1))

    notes = PlanNotes(plan, (note,))

    assert marked(notes, plan, "2") == [(6, rare[-2], [1])]
    assert (notes.of_table("2"), notes.of_table("3")) == ([note], [])


def test_a_note_of_a_row_stands_beside_what_was_typed_from_it(plan):
    floor = next(one for one in plan.floors if one.printed_mineral == "饰面用石料（大理石）")
    note = a_note(Where("0", "四(二)1", 949, "专栏10", floor.row, 5))

    notes = PlanNotes(plan, (note,))

    assert notes.of_row("10", floor.row) == [note]
    assert [notes.of_row("10", floor.row + 1), notes.of_row("10", None)] == [[], []]


def test_a_zero_whose_meaning_is_asked_for_is_found_by_its_row(plan):
    floor = next(one for one in plan.floors if one.printed_mineral == "饰面用石料（大理石）")
    asked = a_note(Where("0 ", "四(二)1", 949, "专栏10", floor.row, 5))
    other = a_note(Where("5", "四(二)1", 949, "专栏10", floor.row, 4), number="2")
    sum_of_it = replace(asked, finding=replace(asked.finding, kind=Kind.SUM))

    notes = PlanNotes(plan, (other, sum_of_it, asked))

    assert notes.of_zeros("10", floor.row) == [asked]
    assert notes.of_zeros("10", floor.row + 1) == []


def test_a_note_of_a_mineral_stands_beside_the_list_that_prints_it(plan):
    text = Where("限制开采砖瓦用黏土、石棉等矿产，", "三(一)2", 438)
    note = replace(
        a_note(text), finding=replace(a_note(text).finding, message=same("石棉一处限制"))
    )
    restricted = [one for one in plan.listings if one.clause == "三(一)2-2"]
    prohibited = [one for one in plan.listings if one.clause == "三(一)2-4"]

    notes = PlanNotes(plan, (note,))

    assert (notes.of_listings(restricted), notes.of_listings(prohibited)) == ([note], [])


def test_a_note_that_names_a_span_of_cells_marks_none(plan):
    note = a_note(Where("煤—铁", "四(二)1", None, "专栏10", 2, 6))

    assert marked(PlanNotes(plan, (note,)), plan, "10") == []


def test_a_note_stands_at_every_part_it_speaks_of(plan):
    text, table = Where("甲", "一(一)", 10), Where("乙", "四(二)1", 700, "专栏10", 3, 2)
    note = a_note(text, Reading("甲", text), Reading("乙", table))

    notes = PlanNotes(plan, (note,))

    assert {number for number, found in notes.placed.items() if found} == {"一(一)", "四(二)1"}
    assert notes.of_rule("四(二)1-3") == [note]
    assert notes.of_rule("四(二)2") == []


def test_a_part_that_the_catalogue_does_not_have_stands_at_the_one_above(plan):
    note = a_note(Where("甲", "四(二)1(9)", 10))

    assert list(PlanNotes(plan, (note, replace(note, fingerprint="2"))).placed) == ["四(二)1"]


@pytest.mark.django_db
def test_a_zero_whose_meaning_is_asked_for_is_not_shown_as_no_floor(settings, tmp_path):
    settings.KUANGTU_HOME = tmp_path / "home"
    load_folder(PLAN, loaded_on=date(2021, 1, 1), actor=SYSTEM)
    page = f"/plan/{PLAN.name}/floors/"
    before = words_of(signed_in(Role.VIEWER).get(page))

    check_plan(PLAN.name, upload=None, outline=None, run_on=date(2026, 11, 27), actor=REVIEWER)

    after = words_of(signed_in(Role.ADMINISTRATOR).get(page))
    doubted = "0（含义存疑，见体检发现）"
    assert (" 不设下限 " in before, doubted in before) == (True, False)
    assert (" 不设下限 " in after, doubted in after) == (False, True)
