# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The three live accounts of a plan, kept from the mines in force. 指标账户（纯函数）。

Mine count, yearly output and the share of large and medium mines, as they stand and as they
would stand with one application. What cannot be counted makes the account unknown: a sum that
leaves something out would pass where it must not. What can be counted still bounds it: the known
part of an output above its cap breaks the cap whatever the rest is.

Yearly output is the sum of registered capacities in tons of ore. Plain tons are taken as ore
(brine counts as it is lifted); volumes need the registered density and contained substances the
registered grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kuangtu.codes.choices import Act, RightKind, SizeClass
from kuangtu.codes.conversion import convert
from kuangtu.codes.minerals import Mineral
from kuangtu.codes.units import Basis, Dimension, find_unit
from kuangtu.core.errors import Invalid
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text, joined, same
from kuangtu.plans.types import Account, Comparison, Goal
from kuangtu.rights.types import AccountReading

LISTED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Mine:
    """What the accounts need to know of a mining right. 计入指标的采矿权。"""

    number: str
    name: str
    mineral: Mineral
    capacity: Quantity | None
    size_class: SizeClass | None
    is_in_force: bool
    ore_density_t_per_m3: Decimal | None = None
    ore_grade: Decimal | None = None
    is_demo: bool = False
    working_days: int | None = None

    @property
    def is_counted(self) -> bool:
        return self.is_in_force and self.mineral.is_solid


@dataclass(frozen=True, slots=True)
class Change:
    """What an application would do to the accounts. 申请对指标的影响。"""

    kind: RightKind
    act: Act
    mineral: Mineral
    capacity: Quantity | None = None
    size_class: SizeClass | None = None
    license_number: str = ""
    ore_density_t_per_m3: Decimal | None = None
    ore_grade: Decimal | None = None
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """An account's value, or why it has none and between what it lies. 账户数值。"""

    value: Decimal | None
    note: Text = Text("", "")
    at_least: Decimal | None = None
    at_most: Decimal | None = None


def readings(
    goals: Iterable[Goal], mines: Sequence[Mine] | None, *, day: date, change: Change | None = None
) -> Mapping[Account, AccountReading]:
    """One reading for each account that a goal keeps. 指标读数。

    `mines` is None where the ledger has never had a row: then nothing is known. Where several
    goals keep the same account, a bound stands before an "about".
    """
    return {
        account: _reading(goal, mines, day=day, change=change)
        for account, goal in _chosen(goals).items()
    }


def _chosen(goals: Iterable[Goal]) -> dict[Account, Goal]:
    chosen: dict[Account, Goal] = {}
    for goal in goals:
        if goal.account is None or goal.value is None:
            continue
        held = chosen.get(goal.account)
        if held is None or (held.comparison in VAGUE and goal.comparison not in VAGUE):
            chosen[goal.account] = goal
    return chosen


VAGUE = {Comparison.ABOUT, Comparison.EQUALS}


def _reading(
    goal: Goal, mines: Sequence[Mine] | None, *, day: date, change: Change | None
) -> AccountReading:
    account, limit = goal.account, goal.value
    if account is None or limit is None:
        raise ValueError(f"the goal {goal.code} keeps no account")
    if mines is None:
        now = after = Level(None, NO_LEDGER)
    else:
        now = level(account, mines, unit=goal.unit)
        after = _level_after(account, mines, change, unit=goal.unit)
    parts = [now.note] + ([after.note] if after.note != now.note else [])
    if mines is not None:
        parts += _remarks(account, mines)
    return AccountReading(
        account=account,
        goal_code=goal.code,
        comparison=goal.comparison,
        limit=limit,
        unit=goal.unit,
        now=now.value,
        after=after.value,
        read_on=day,
        note=joined([part for part in parts if part.zh], "；", "; "),
        at_least_now=now.at_least,
        at_most_now=now.at_most,
        at_least_after=after.at_least,
        at_most_after=after.at_most,
        is_worse=None if mines is None else is_worse(goal, mines, change),
    )


def is_kept(reading: AccountReading) -> bool | None:
    """Whether the account keeps its limit as it stands; None where that cannot be told."""
    if reading.comparison is Comparison.ABOUT:
        return None
    if reading.now is None:
        is_broken = reading.is_broken_between(reading.at_least_now, reading.at_most_now)
        return False if is_broken else None
    if reading.comparison is Comparison.EQUALS:
        return reading.now == reading.limit
    is_bound = reading.comparison is Comparison.AT_MOST
    return reading.now <= reading.limit if is_bound else reading.now >= reading.limit


def is_worse(goal: Goal, mines: Sequence[Mine], change: Change | None) -> bool | None:
    """Whether the change moves the account away from its limit; None where that is open.

    Mines that the change leaves alone weigh on both sides alike, so that what is unknown of them
    is tried at its extremes.
    """
    after = mines if change is None else mines_after(mines, change)
    if after is None or goal.account is None:
        return None
    if goal.account is Account.ANNUAL_OUTPUT:
        kept = {id(one) for one in mines} & {id(one) for one in after}
        mines = [one for one in mines if id(one) not in kept]
        after = [one for one in after if id(one) not in kept]
    answers = {
        _is_worse(goal, _taken_for(mines, size), _taken_for(after, size))
        for size in (SizeClass.LARGE, SizeClass.SMALL)
    }
    return answers.pop() if len(answers) == 1 else None


def _taken_for(mines: Sequence[Mine], size: SizeClass) -> Sequence[Mine]:
    return [one if one.size_class else replace(one, size_class=size) for one in mines]


def _is_worse(goal: Goal, mines: Sequence[Mine], after: Sequence[Mine]) -> bool | None:
    if goal.account is None:
        return None
    was, would_be = (level(goal.account, one, unit=goal.unit).value for one in (mines, after))
    if was is None or would_be is None:
        return None
    return would_be < was if goal.comparison is Comparison.AT_LEAST else would_be > was


def level(account: Account, mines: Sequence[Mine], *, unit: str) -> Level:
    """The account's value over the mines that count. 账户数值。"""
    counted = [mine for mine in mines if mine.is_counted]
    if account is Account.MINE_COUNT:
        return Level(Decimal(len(counted)))
    if account is Account.ANNUAL_OUTPUT:
        return _output(counted, unit)
    return _share(counted)


def _output(counted: Sequence[Mine], unit: str) -> Level:
    found = {mine.number: ore_tons_a_year(mine) for mine in counted}
    total = sum((tons for tons in found.values() if tons is not None), Decimal(0))
    value = _in_unit(total, unit)
    if value is None:
        return Level(None, NO_UNIT.format(unit=unit))
    missing = [mine for mine in counted if found[mine.number] is None]
    if not missing:
        return Level(value)
    text = Text(
        "{count} 个采矿权的生产规模无法换算为矿石吨（未登记规模、品位或体重）：{which}；"
        "其余合计 {rest} {unit}",
        "the capacity of {count} mining rights cannot be counted in tons of ore (no capacity, "
        "grade or density registered): {which}; the others add up to {rest} {unit}",
    )
    values = {"count": len(missing), "which": _names(missing), "rest": f"{value:f}", "unit": unit}
    return Level(None, text.format(**values), at_least=value)


def ore_tons_a_year(mine: Mine) -> Decimal | None:
    """The yearly capacity in tons of ore, None where it cannot be told. 年矿石量。"""
    return _tons(mine.capacity, mine.ore_grade, mine.ore_density_t_per_m3, mine.working_days)


@lru_cache(maxsize=4096)
def _tons(
    capacity: Quantity | None,
    grade: Decimal | None,
    density_t_per_m3: Decimal | None,
    working_days: int | None,
) -> Decimal | None:
    if capacity is None:
        return None
    try:
        tons = convert(
            capacity,
            "矿石吨/年",
            grade=grade,
            density_t_per_m3=density_t_per_m3,
            working_days=working_days,
            unstated_is=Basis.ORE,
        )
    except Invalid:
        return None
    return tons.value


def _in_unit(tons: Decimal, unit: str) -> Decimal | None:
    """Tons of ore a year in the goal's unit, yearly or not; None if it is no unit of ore.

    >>> _in_unit(Decimal("21946400"), "万吨")
    Decimal('2194.64')
    """
    target = find_unit(unit)
    if target is None or target.dimension is not Dimension.MASS or target.substance:
        return None
    yearly = convert(Quantity(tons, "矿石吨/年"), target.yearly.name, unstated_is=Basis.ORE)
    return yearly.value


def _share(counted: Sequence[Mine]) -> Level:
    if not counted:
        return Level(None, Text("没有计入的矿山", "there is no mine to count"))
    missing = [mine for mine in counted if mine.size_class is None]
    large = sum(mine.size_class in {SizeClass.LARGE, SizeClass.MEDIUM} for mine in counted)
    if missing:
        text = Text(
            "{count} 个采矿权未登记规模等级：{which}",
            "{count} mining rights have no size class registered: {which}",
        )
        return Level(
            None,
            text.format(count=len(missing), which=_names(missing)),
            at_least=_percent(large, counted),
            at_most=_percent(large + len(missing), counted),
        )
    return Level(_percent(large, counted))


def _percent(part: int, whole: Sequence[Mine]) -> Decimal:
    return Decimal(100 * part) / Decimal(len(whole))


def _level_after(
    account: Account, mines: Sequence[Mine], change: Change | None, *, unit: str
) -> Level:
    changed = mines if change is None else mines_after(mines, change)
    if changed is None:
        return Level(None, OWN_MISSING)
    return level(account, changed, unit=unit)


def mines_after(mines: Sequence[Mine], change: Change) -> Sequence[Mine] | None:
    """The mines as they would be; None where the right to be changed is not in the ledger."""
    if change.kind is RightKind.EXPLORATION:
        return mines
    if change.act is Act.NEW:
        return [*mines, _new_mine(change)]
    own = next((mine for mine in mines if mine.number == change.license_number), None)
    if own is None or not change.license_number:
        return None
    others = [mine for mine in mines if mine is not own]
    return others if change.act is Act.CANCEL else [*others, _changed(own, change)]


def _new_mine(change: Change) -> Mine:
    return Mine(
        number=THIS_APPLICATION.zh,
        name=THIS_APPLICATION.zh,
        mineral=change.mineral,
        capacity=change.capacity,
        size_class=change.size_class,
        is_in_force=True,
        ore_density_t_per_m3=change.ore_density_t_per_m3,
        ore_grade=change.ore_grade,
        working_days=change.working_days,
    )


def _changed(own: Mine, change: Change) -> Mine:
    """The right as it would be in force; what the application leaves out stays as it is.

    A new capacity without a size class leaves the class unknown: the old one may be wrong.
    """
    has_new_capacity = change.capacity is not None and change.capacity != own.capacity
    kept_class = None if has_new_capacity else own.size_class
    return replace(
        own,
        mineral=change.mineral,
        is_in_force=True,
        capacity=change.capacity or own.capacity,
        size_class=change.size_class or kept_class,
        ore_density_t_per_m3=change.ore_density_t_per_m3 or own.ore_density_t_per_m3,
        ore_grade=change.ore_grade or own.ore_grade,
        working_days=change.working_days or own.working_days,
    )


def _remarks(account: Account, mines: Sequence[Mine]) -> list[Text]:
    """What a reader of the number must know of it."""
    remarks = []
    if account is Account.ANNUAL_OUTPUT:
        remarks.append(FROM_CAPACITIES)
    lapsed = sum(not mine.is_in_force and mine.mineral.is_solid for mine in mines)
    if lapsed:
        text = Text(
            "另有 {count} 个采矿权已过期、注销、吊销或废止，未计入",
            "{count} more mining rights have expired or ended and are not counted",
        )
        remarks.append(text.format(count=lapsed))
    demo = sum(mine.is_demo for mine in mines if mine.is_counted)
    if demo:
        text = Text("其中 {count} 个为演示数据", "{count} of them are demonstration data")
        remarks.append(text.format(count=demo))
    return remarks


def _names(mines: Sequence[Mine]) -> Text:
    named = joined(
        THIS_APPLICATION if mine.number == THIS_APPLICATION.zh else same(mine.name)
        for mine in mines[:LISTED_AT_MOST]
    )
    more = len(mines) - LISTED_AT_MOST
    return named + Text("等", " and others") if more > 0 else named


THIS_APPLICATION = Text("本申请", "this application")
NO_LEDGER = Text(
    "矿业权台账尚无本县数据，请先导入",
    "the ledger of rights has no data for the county yet; import it first",
)
NO_UNIT = Text(
    "目标单位“{unit}”不是矿石质量单位，无法合计",
    "the goal's unit “{unit}” is no unit of ore, so nothing can be added up in it",
)
OWN_MISSING = Text(
    "申请所依据的采矿权不在台账内，无法计算申请后的数值",
    "the mining right to be changed is not in the ledger, so the value after it is unknown",
)
FROM_CAPACITIES = Text(
    "按登记生产规模合计，不是实际产量",
    "the sum of registered capacities, not of actual output",
)
