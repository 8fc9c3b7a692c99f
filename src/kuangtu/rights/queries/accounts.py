# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The live accounts of a plan, read from the ledger. 指标账户读数。"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kuangtu.codes.choices import Act, RightKind, RightStatus, SizeClass
from kuangtu.codes.divisions import area_prefix
from kuangtu.codes.license_numbers import read_license_number
from kuangtu.codes.minerals import Mineral, by_code
from kuangtu.core.quantity import Quantity
from kuangtu.plans.types import Account, Goal
from kuangtu.rights.models import MineralRight, capacity_of
from kuangtu.rights.queries.ledger import as_of, standing
from kuangtu.rights.quota import Change, Mine, readings
from kuangtu.rights.types import AccountReading


def read_accounts(
    *,
    goals: Iterable[Goal],
    day: date,
    adcode: str,
    kind: RightKind,
    act: Act,
    mineral: Mineral,
    capacity: Quantity | None = None,
    size_class: SizeClass | None = None,
    license_number: str = "",
    ore_density_t_per_m3: Decimal | None = None,
    ore_grade: Decimal | None = None,
    working_days: int | None = None,
    is_demo_included: bool = True,
) -> Mapping[Account, AccountReading]:
    """The accounts as they stand on that day and as they would with an application. 指标读数。

    Only goals that keep an account are read. `now` or `after` is None where it cannot be told,
    and the note says why. Two queries.
    """
    change = Change(
        kind=kind,
        act=act,
        mineral=mineral,
        capacity=capacity,
        size_class=size_class,
        license_number=read_license_number(license_number).text,
        ore_density_t_per_m3=ore_density_t_per_m3,
        ore_grade=ore_grade,
        working_days=working_days,
    )
    mines = _mines(adcode, day, is_demo_included)
    return readings(goals, mines, day=day, change=change)


def level_of_accounts(
    *, goals: Iterable[Goal], day: date, adcode: str, is_demo_included: bool = True
) -> Mapping[Account, AccountReading]:
    """The accounts as they stand, without an application: `after` equals `now`. Two queries."""
    return readings(goals, _mines(adcode, day, is_demo_included), day=day)


def _mines(adcode: str, day: date, is_demo_included: bool) -> list[Mine] | None:
    """The mining rights of the area as of that day; None if it never had a right."""
    within: dict[str, object] = {"adcode__startswith": area_prefix(adcode)}
    if not is_demo_included:
        within["is_demo"] = False
    if not MineralRight.objects.filter(**within).exists():
        return None
    rows = as_of(day).filter(
        right__kind=RightKind.MINING.value,
        **{f"right__{name}": value for name, value in within.items()},
    )
    # Rows instead of models: a review reads every mine of the county within milliseconds.
    return [_mine(row, day) for row in rows.order_by("right__number").values(*READ)]


READ = (
    "right__number",
    "right__is_demo",
    "name",
    "mineral_code",
    "capacity",
    "capacity_unit",
    "size_class",
    "status",
    "valid_to",
    "ore_density_t_per_m3",
    "ore_grade",
)


def _mine(row: dict[str, Any], day: date) -> Mine:
    return Mine(
        number=row["right__number"],
        name=row["name"],
        mineral=by_code(row["mineral_code"]),
        capacity=capacity_of(row["capacity"], row["capacity_unit"]),
        size_class=SizeClass(row["size_class"]) if row["size_class"] else None,
        is_in_force=standing(row["status"], row["valid_to"], day) is RightStatus.IN_FORCE,
        ore_density_t_per_m3=row["ore_density_t_per_m3"],
        ore_grade=row["ore_grade"],
        is_demo=row["right__is_demo"],
    )
