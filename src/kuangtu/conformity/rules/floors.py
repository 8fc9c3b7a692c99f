# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Scale floors of the plan and of the nation. 最低开采规模。

The four empty cells of the plan's table mean four things: `/` and `-` forbid the class, so the
floor is the next class above; `0` sets no floor; a blank gives no figure, so a mine below the next
class is a matter of judgment.
"""

from __future__ import annotations

import re
from dataclasses import replace
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
from kuangtu.conformity.rules.capacities import capacity_in, capacity_values
from kuangtu.conformity.rules.parameters import flag, number, text, word
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import Row, folder_of, rows_for
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.text import Text
from kuangtu.plans.types import CellMark, FloorCell, Folder, FolderKind, RuleBinding, ScaleFloor

METHOD = Text("开采方式", "the mining method")
STATE = Text("矿产的赋存状态（固态或液态）", "the state of the mineral (solid or liquid)")
JUDGE_FLOOR = Text(
    "由{bureau}按国家和行业规定认定最低规模",
    "{bureau} must determine the floor by national and industry rules",
)
MEETS = Text(
    "申请规模 {applied}，达到“{row}”最低规模 {floor} {unit}（{size_class}）",
    "The capacity of {applied} meets the floor of {floor} {unit} for “{row}” ({size_class})",
)
MISSES = Text(
    "申请规模 {applied}，低于“{row}”最低规模 {floor} {unit}（{size_class}）",
    "The capacity of {applied} is below the floor of {floor} {unit} for “{row}” ({size_class})",
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
    """The plan's table by mineral, method and state.

    A mine of both methods passes at the higher floor and fails below the lower one; between them
    it depends on how the capacity is split, which no field states, and refers.
    """
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
    return _taken_together([_against(application, row) for row in rows])


def _taken_together(findings: list[Finding]) -> Finding:
    """One answer for the rows of both methods: the same from each row, or a judgment."""
    for outcome in (Outcome.UNDECIDED, Outcome.REFER):
        for one in findings:
            if one.outcome is outcome:
                return one
    outcomes = {one.outcome for one in findings}
    lowest, *_, highest = *sorted(findings, key=_floor_of), max(findings, key=_floor_of)
    if outcomes == {Outcome.PASS}:
        return highest
    return lowest if outcomes == {Outcome.FAIL} else _split_unknown(lowest, highest)


def _floor_of(finding: Finding) -> Decimal:
    """The floor a finding rests on; 0 where there is none."""
    return Decimal(str(finding.measured.get("floor", 0)))


def _split_unknown(lowest: Finding, highest: Finding) -> Finding:
    """Between the floors of the two methods: each has its own, the shares are not stated."""
    values: dict[str, Value] = {
        **highest.measured,
        "lower_floor": lowest.measured.get("floor", 0),
        "lower_row": lowest.measured.get("row", ""),
        "bureau": BUREAU,
    }
    return refers(
        Text(
            "申请规模 {capacity_stated}，达到“{lower_row}”最低规模 {lower_floor} {unit}，低于"
            "“{row}”最低规模 {floor} {unit}；申请未分列露天与地下的规模",
            "The capacity of {capacity_stated} meets the floor of {lower_floor} {unit} for "
            "“{lower_row}” but not the {floor} {unit} for “{row}”; the application does not say "
            "how much is opencast",
        ),
        Text(
            "由{bureau}按方案中露天与地下各自的规模裁量适用哪一下限",
            "{bureau} must judge which floor holds by the shares of opencast and underground ore",
        ),
        **values,
    )


def plan_rows(
    application: Application, basis: Basis, binding: RuleBinding
) -> tuple[ScaleFloor, ...]:
    """The rows of the plan's table for the mineral, narrowed by what the application states."""
    own = folder_of(basis, binding)
    folder = own if own is not None and own.kind is FolderKind.PLAN else basis.plan
    return rows_in(folder, application) if folder else ()


def rows_in(folder: Folder, application: Application) -> tuple[ScaleFloor, ...]:
    """The rows of one plan's table."""
    return tuple(
        row
        for row in folder.floors
        if application.mineral.code in row.minerals
        and (row.method is None or application.method in (None, MiningMethod.BOTH, row.method))
        and (not row.condition or application.condition in ("", row.condition))
    )


def plan_class(application: Application, plan: Folder) -> SizeClass | None:
    """The class that the plan's own table gives the capacity; None where it leaves it open."""
    found = {_class_by(application, row) for row in rows_in(plan, application)}
    return found.pop() if len(found) == 1 else None


def _class_by(application: Application, row: ScaleFloor) -> SizeClass | None:
    capacity = capacity_in(application, row.unit)
    if isinstance(capacity, Finding) or row.large.value is None or row.medium.value is None:
        return None
    if capacity >= row.large.value:
        return SizeClass.LARGE
    return SizeClass.MEDIUM if capacity >= row.medium.value else SizeClass.SMALL


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
        **capacity_values(application, capacity, row.unit),
        "row": _name_of(row),
    }
    if row.small.mark is CellMark.NO_FLOOR:
        return passes(
            Text(
                "申请规模 {applied}；“{row}”小型不设下限",
                "The capacity is {applied}; there is no floor for “{row}”",
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


def _name_of(row: ScaleFloor) -> str:
    """A row as printed, a heading for both methods with the one that is meant.

    The table prints 煤（地下/露天） once for two rows of figures.
    """
    if row.method is None:
        return row.printed_mineral
    return f"{BOTH_METHODS.sub('', row.printed_mineral)}（{row.method.label.zh}）"


BOTH_METHODS = re.compile(r"[(（]地下[/／]露天[)）]")


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
            "申请规模 {applied}；“{row}”小型一栏空白，中型为 {floor} {unit}",
            "The capacity is {applied}; the small class of “{row}” is printed blank, the "
            "medium class begins at {floor} {unit}",
        ),
        JUDGE_FLOOR,
        floor=floor,
        bureau=BUREAU,
        **values,
    )


@rule(
    name="existing-mine-meets-the-plan-floor",
    title=Text("已设矿山达到规划最低开采规模", "An existing mine meets the plan's floor"),
    parameters=("judge",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.REFER, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def existing_mine_meets_the_plan_floor(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The plan closes or merges mines below its floor; whether this one, somebody must judge.

    The capacity is the one applied for, else the one that the ledger holds.
    """
    registered = basis.rights.own_capacity if basis.rights else None
    mine = replace(application, capacity=application.capacity or registered)
    rows = plan_rows(mine, basis, binding)
    if not rows:
        return not_applicable(
            Text("最低规模表未列“{mineral}”", "The table of floors does not list {mineral}"),
            mineral=application.mineral.label,
        )
    found = _unknown_row(mine, rows) or _taken_together([_against(mine, row) for row in rows])
    if found.outcome not in (Outcome.FAIL, Outcome.REFER):
        return found
    return replace(found, outcome=Outcome.REFER, needs=text(binding, "judge"))


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
        **capacity_values(application, capacity, unit),
        "floor": floor,
    }
    if capacity >= floor:
        return passes(
            Text(
                "申请规模 {applied}，达到最低规模 {floor} {unit}",
                "The capacity of {applied} meets the floor of {floor} {unit}",
            ),
            **values,
        )
    return fails(
        Text(
            "申请规模 {applied}，低于最低规模 {floor} {unit}",
            "The capacity of {applied} is below the floor of {floor} {unit}",
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
    return _taken_together([_against_row(application, row) for row in rows])


def _against_row(application: Application, row: Row) -> Finding:
    capacity, floor = capacity_in(application, row["unit"]), Decimal(row["floor"])
    if isinstance(capacity, Finding):
        return capacity
    values: dict[str, Value] = {
        **capacity_values(application, capacity, row["unit"]),
        "floor": floor,
        "row": row["minerals"],
        "size_class": SizeClass.SMALL.label,
    }
    if capacity >= floor:
        return passes(MEETS, **values)
    return fails(MISSES, (), (row.as_parameter("floor"),), **values)
