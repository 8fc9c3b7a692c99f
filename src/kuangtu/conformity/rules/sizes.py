# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""National size classes of mines and of deposits. 矿山规模与矿床规模。"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kuangtu.codes.choices import SizeClass
from kuangtu.codes.minerals import Mineral
from kuangtu.conformity.rules.answers import (
    BUREAU,
    Value,
    fails,
    not_applicable,
    not_stated,
    passes,
    refers,
)
from kuangtu.conformity.rules.capacities import amount_in, capacity_in
from kuangtu.conformity.rules.parameters import number, word
from kuangtu.conformity.rules.scope import SCOPE, in_scope
from kuangtu.conformity.rules.tables import Row, rows_for
from kuangtu.conformity.types import Application, Basis, Finding, Outcome, rule
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text
from kuangtu.plans.types import RuleBinding

ORDER = (SizeClass.TINY, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE)
DEPOSIT_SIZE = Text("矿床规模或资源量", "the size of the deposit or its resources")
# 小矿: below a tenth of the small class's upper bound, by the classes of 2004.
TINY_SHARE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Classed:
    """A class with the bounds that gave it. 规模等级。"""

    size_class: SizeClass
    amount: Decimal
    row: Row

    @property
    def values(self) -> dict[str, Value]:
        return {
            "amount": self.amount,
            "unit": self.row["unit"],
            "large_from": self.row.number("large_from"),
            "medium_from": self.row.number("medium_from"),
            "size_class": self.size_class.label,
        }


def mine_class(application: Application, basis: Basis, table: str) -> Classed | Finding | None:
    """The national class of the capacity; None if the table does not list the mineral."""
    rows = rows_for(basis, table, application)
    if not rows:
        return None
    found = []
    for row in rows:
        capacity = capacity_in(application, row["unit"])
        if isinstance(capacity, Finding):
            return capacity
        found.append(Classed(_mine_class_of(capacity, row), capacity, row))
    if len({one.size_class for one in found}) > 1:
        return not_stated(Text("唯一的开采方式或赋存状态", "a single mining method or state"))
    return found[0]


def deposit_class(application: Application, basis: Basis, table: str) -> Classed | Finding | None:
    """The class of the deposit from its resources; None if the table lists no such mineral."""
    rows = rows_for(basis, table, application)
    if not rows:
        return None
    if application.resources is None:
        return not_stated(Text("矿床资源量", "the resources of the deposit"))
    found = [_classed(application.resources, row, application.mineral) for row in rows]
    fitting = [one for one in found if isinstance(one, Classed)]
    if not fitting:
        return next(one for one in found if isinstance(one, Finding))
    if len({one.size_class for one in fitting}) > 1:
        return not_stated(Text("矿石类型或赋存状态", "the kind of ore or its state"))
    return fitting[0]


def _classed(amount: Quantity, row: Row, mineral: Mineral) -> Classed | Finding:
    value = amount_in(amount, row["unit"], Text("资源量", "the resources"), mineral=mineral)
    return value if isinstance(value, Finding) else Classed(_class_of(value, row), value, row)


def _class_of(amount: Decimal, row: Row) -> SizeClass:
    large, medium = row.number("large_from"), row.number("medium_from")
    if large is not None and amount >= large:
        return SizeClass.LARGE
    return SizeClass.MEDIUM if medium is not None and amount >= medium else SizeClass.SMALL


def _mine_class_of(capacity: Decimal, row: Row) -> SizeClass:
    medium = row.number("medium_from")
    if medium is not None and capacity < medium * TINY_SHARE:
        return SizeClass.TINY
    return _class_of(capacity, row)


@rule(
    name="size-class-is-noted",
    title=Text("国家矿山规模等级提示", "The national size class is noted"),
    parameters=("table",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def size_class_is_noted(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """The class for statistics, which the plan's floors do not change."""
    found = mine_class(application, basis, word(binding, "table"))
    if isinstance(found, Finding):
        return found
    if found is None:
        return not_applicable(
            Text("国家规模标准未列“{mineral}”", "The national classes do not list {mineral}"),
            mineral=application.mineral.label,
        )
    return passes(
        Text(
            "申请规模 {amount} {unit}，国家规模等级为{size_class}",
            "The capacity of {amount} {unit} makes a {size_class} mine nationally",
        ),
        **found.values,
    )


@rule(
    name="deposit-size-is-as-computed",
    title=Text("矿床规模与资源量一致", "The size of the deposit agrees with its resources"),
    parameters=("table",),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.REFER, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE),
)
@in_scope
def deposit_size_is_as_computed(
    application: Application, basis: Basis, binding: RuleBinding
) -> Finding:
    """The class stated against the class of the resources.

    Where no class is stated there is nothing to compare; whether one is needed is another rule.
    """
    stated = application.deposit_size
    if stated is None:
        return not_applicable(
            Text("申请未填矿床规模，无可核对", "No size is stated that could be compared")
        )
    found = deposit_class(application, basis, word(binding, "table"))
    if isinstance(found, Finding):
        return found
    if found is None:
        return not_applicable(
            Text("矿床规模标准未列“{mineral}”", "The deposit classes do not list {mineral}"),
            mineral=application.mineral.label,
        )
    sentence = Text(
        "资源量 {amount} {unit}，按标准为{size_class}，申请所填为{stated}",
        "Resources of {amount} {unit} make the deposit {size_class}; the application says {stated}",
    )
    if stated is found.size_class:
        return passes(sentence, stated=stated.label, **found.values)
    return refers(
        sentence,
        Text(
            "由{bureau}按评审备案的资源量认定矿床规模",
            "{bureau} must settle the size by the resources on record",
        ),
        stated=stated.label,
        bureau=BUREAU,
        **found.values,
    )


@rule(
    name="scale-fits-the-deposit",
    title=Text("开采规模与储量规模相适应", "The scale fits the deposit"),
    parameters=("mine_table", "deposit_table", "failing_gap_classes"),
    optional=SCOPE,
    outcomes=(Outcome.PASS, Outcome.FAIL, Outcome.REFER, Outcome.UNDECIDED),
)
@in_scope
def scale_fits_the_deposit(application: Application, basis: Basis, binding: RuleBinding) -> Finding:
    """Class of the mine against class of the deposit; equal passes, a difference is judged.

    The clause gives no measure. `failing_gap_classes` is how many classes a mine may not stay
    below its deposit; while nobody has confirmed it, such a gap refers as well.
    """
    mine = mine_class(application, basis, word(binding, "mine_table"))
    if isinstance(mine, Finding):
        return mine
    if mine is None:
        return refers(
            Text("国家规模标准未列“{mineral}”", "The national classes do not list {mineral}"),
            JUDGE_FIT,
            mineral=application.mineral.label,
            bureau=BUREAU,
        )
    deposit = _deposit_size(application, basis, word(binding, "deposit_table"))
    if isinstance(deposit, Finding):
        return deposit
    gap = _rank(deposit) - _rank(mine.size_class)
    values: dict[str, Value] = {"deposit": deposit.label, "gap_classes": gap, **mine.values}
    sentence = Text(
        "矿床为{deposit}，申请规模 {amount} {unit} 为{size_class}",
        "The deposit is {deposit}; the capacity of {amount} {unit} makes a {size_class} mine",
    )
    if gap == 0:
        return passes(sentence, **values)
    if gap >= number(binding, "failing_gap_classes"):
        return fails(sentence, (), (binding.parameters["failing_gap_classes"],), **values)
    return refers(sentence, JUDGE_FIT, bureau=BUREAU, **values)


JUDGE_FIT = Text(
    "由{bureau}会同评审专家认定规模是否与储量相适应",
    "{bureau} and the reviewing experts must judge whether the scale fits the reserves",
)


def _deposit_size(application: Application, basis: Basis, table: str) -> SizeClass | Finding:
    """The size stated, else the one the resources give."""
    if application.deposit_size is not None:
        return application.deposit_size
    if application.resources is None:
        return not_stated(DEPOSIT_SIZE)
    found = deposit_class(application, basis, table)
    if found is None:
        return not_stated(DEPOSIT_SIZE)
    return found if isinstance(found, Finding) else found.size_class


def _rank(size_class: SizeClass) -> int:
    """Tiny mines count as small: a deposit has no class below small."""
    return max(1, ORDER.index(size_class))
