# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Scale floors of the plan and of the nation. 最低开采规模。

The four empty cells of the plan's table mean four things: `/` and `-` forbid the class, so the
floor is the next class above; `0` sets no floor; a blank gives no figure, so a mine below the next
class is a matter of judgment.
"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.choices import MiningMethod, SizeClass
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    fails,
    not_applicable,
    not_stated,
    passes,
    refers,
)
from kuangtu.conformity.rules.capacities import as_stated, capacity_in
from kuangtu.conformity.rules.parameters import flag, number, word
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import Row, folder_of, rows_for
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import CellMark, FloorCell, FolderKind, RuleBinding, ScaleFloor

METHOD = Text("开采方式", "the mining method")
STATE = Text("矿产的赋存状态（固态或液态）", "the state of the mineral (solid or liquid)")
JUDGE_FLOOR = Text(
    "由{bureau}按国家和行业规定认定最低规模",
    "{bureau} must determine the floor by national and industry rules",
)
MEETS = Text(
    "申请规模 {capacity} {unit}，达到“{row}”最低规模 {floor} {unit}（{size_class}）",
    "The capacity of {capacity} {unit} meets the floor of {floor} {unit} for “{row}” "
    "({size_class})",
)
MISSES = Text(
    "申请规模 {capacity} {unit}，低于“{row}”最低规模 {floor} {unit}（{size_class}）",
    "The capacity of {capacity} {unit} is below the floor of {floor} {unit} for “{row}” "
    "({size_class})",
)


@rule(
    name="capacity-meets-the-plan-floor",
    title=Text("达到规划最低开采规模", "The capacity meets the plan's floor"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def capacity_meets_the_plan_floor(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The plan's table by mineral, method and state. A mine of both methods meets both floors."""
    rows = plan_rows(application, basis, binding)
    if not rows:
        return refers(
            Text("最低规模表未列“{mineral}”", "The table of floors does not list {mineral}"),
            JUDGE_FLOOR,
            mineral=application.mineral.label,
            bureau=BUREAU,
        )
    if unknown := _unknown_row(application, rows):
        return unknown
    findings = [_against(application, row) for row in rows]
    return min(findings, key=lambda one: SEVERITY.index(one.outcome))


SEVERITY = (Outcome.FAIL, Outcome.UNDECIDED, Outcome.REFER, Outcome.PASS)


def plan_rows(
    application: Application, basis: Basis, binding: RuleBinding
) -> tuple[ScaleFloor, ...]:
    """The rows of the plan's table for the mineral, narrowed by what the application states."""
    own = folder_of(basis, binding)
    folder = own if own is not None and own.kind is FolderKind.PLAN else basis.plan
    return tuple(
        row
        for row in (folder.floors if folder else ())
        if application.mineral.code in row.minerals
        and (row.method is None or application.method in (None, MiningMethod.BOTH, row.method))
        and (not row.condition or application.condition in ("", row.condition))
    )


def _unknown_row(application: Application, rows: tuple[ScaleFloor, ...]) -> Finding | None:
    """Which row holds depends on something the application leaves out."""
    if application.method is None and any(row.method for row in rows):
        return not_stated(METHOD)
    if not application.condition and any(row.condition for row in rows):
        return not_stated(STATE)
    return None


def _against(application: Application, row: ScaleFloor) -> Finding:
    capacity = capacity_in(application, row.unit)
    if isinstance(capacity, Finding):
        return capacity
    values: dict[str, Value] = {
        "capacity": capacity,
        "capacity_stated": as_stated(application),
        "unit": row.unit,
        "row": f"{row.printed_mineral}{row.method.label.zh if row.method else ''}",
    }
    if row.small.mark is CellMark.NO_FLOOR:
        return passes(
            Text(
                "申请规模 {capacity} {unit}；“{row}”小型不设下限",
                "The capacity is {capacity} {unit}; there is no floor for “{row}”",
            ),
            **values,
        )
    if row.small.mark is CellMark.UNSPECIFIED:
        return _without_small_figure(row, capacity, values)
    lowest = _lowest_permitted(row)
    if lowest is None:
        return fails(
            Text("“{row}”各等级均不允许新建", "No class of “{row}” is permitted"), **values
        )
    floor, size_class = lowest
    answer, sentence = (passes, MEETS) if capacity >= floor else (fails, MISSES)
    return answer(sentence, floor=floor, size_class=size_class.label, **values)


def _lowest_permitted(row: ScaleFloor) -> tuple[Decimal, SizeClass] | None:
    """The lowest figure printed for a class that is permitted, and that class."""
    cells = (
        (row.small, SizeClass.SMALL),
        (row.medium, SizeClass.MEDIUM),
        (row.large, SizeClass.LARGE),
    )
    for cell, size_class in cells:
        if cell.value is not None and cell.mark is CellMark.VALUE:
            return cell.value, size_class
    return None


def _without_small_figure(row: ScaleFloor, capacity: Decimal, values: dict[str, Value]) -> Finding:
    """The small class is printed blank: the medium figure is safe, below it somebody decides."""
    above: FloorCell = row.medium if row.medium.value is not None else row.large
    floor = above.value
    if floor is not None and capacity >= floor:
        return passes(MEETS, floor=floor, size_class=SizeClass.MEDIUM.label, **values)
    return refers(
        Text(
            "申请规模 {capacity} {unit}；“{row}”小型一栏空白，中型为 {floor} {unit}",
            "The capacity is {capacity} {unit}; the small class of “{row}” is printed blank, the "
            "medium class begins at {floor} {unit}",
        ),
        JUDGE_FLOOR,
        floor=floor,
        bureau=BUREAU,
        **values,
    )


@rule(
    name="capacity-meets-a-floor",
    title=Text("达到规定的最低规模", "The capacity meets a stated floor"),
    parameters=("floor",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.UNDECIDED),
)
@in_scope
def capacity_meets_a_floor(
    application: Application,
    _basis: Basis,
    binding: RuleBinding,
) -> Finding:
    """One figure for all minerals in scope, in the unit of the parameter."""
    unit, floor = binding.parameters["floor"].unit, number(binding, "floor")
    capacity = capacity_in(application, unit)
    if isinstance(capacity, Finding):
        return capacity
    values: dict[str, Value] = {
        "capacity": capacity,
        "capacity_stated": as_stated(application),
        "floor": floor,
        "unit": unit,
    }
    if capacity >= floor:
        return passes(
            Text(
                "申请规模 {capacity} {unit}，达到最低规模 {floor} {unit}",
                "The capacity of {capacity} {unit} meets the floor of {floor} {unit}",
            ),
            **values,
        )
    return fails(
        Text(
            "申请规模 {capacity} {unit}，低于最低规模 {floor} {unit}",
            "The capacity of {capacity} {unit} is below the floor of {floor} {unit}",
        ),
        (),
        (binding.parameters["floor"],),
        **values,
    )


@rule(
    name="capacity-meets-a-table-floor",
    title=Text("达到规范表所列最低规模", "The capacity meets the floor of a norm's table"),
    parameters=("table",),
    optional=("only_without_plan_row", *SCOPE),
    outcomes=(
        Outcome.PASS,
        Outcome.FAIL,
        Outcome.REFER,
        Outcome.UNDECIDED,
        Outcome.NOT_APPLICABLE,
    ),
)
@in_scope
def capacity_meets_a_table_floor(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The column `floor` of a table; a binding may let the plan's own figure go first."""
    if flag(binding, "only_without_plan_row") and plan_rows(application, basis, binding):
        return not_applicable(
            Text("规划已规定“{mineral}”的最低规模", "The plan has a floor for {mineral}"),
            mineral=application.mineral.label,
        )
    rows = [row for row in rows_for(basis, word(binding, "table"), application) if row["floor"]]
    if not rows:
        return not_applicable(
            Text("规范未规定“{mineral}”的最低规模", "The norm sets no floor for {mineral}"),
            mineral=application.mineral.label,
        )
    if application.method is None and any(row["method"] for row in rows):
        return not_stated(METHOD)
    findings = [_against_row(application, row) for row in rows]
    return min(findings, key=lambda one: SEVERITY.index(one.outcome))


def _against_row(application: Application, row: Row) -> Finding:
    capacity, floor = capacity_in(application, row["unit"]), Decimal(row["floor"])
    if isinstance(capacity, Finding):
        return capacity
    values: dict[str, Value] = {
        "capacity": capacity,
        "capacity_stated": as_stated(application),
        "floor": floor,
        "unit": row["unit"],
        "row": row["minerals"],
        "size_class": SizeClass.SMALL.label,
    }
    if capacity >= floor:
        return passes(MEETS, **values)
    return fails(MISSES, (), (row.as_parameter("floor"),), **values)
