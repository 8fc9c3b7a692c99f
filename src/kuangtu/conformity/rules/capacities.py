# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The capacity applied for, in the unit a clause counts in. 生产规模换算。

A mine's capacity is the ore it raises in a year. Where either side says plain 万吨 the plain
side is taken as ore; against a contained substance (矿物万吨, 石棉万吨) that needs the grade. Where
the application states neither grade nor density the answer is UNDECIDED; so it is for a daily
figure against a yearly one where it states no working days.
"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.conversion import convert
from kuangtu.codes.minerals import Mineral
from kuangtu.codes.units import Basis as CountedAs
from kuangtu.conformity.rules.answers import Value, not_stated, shown, undecided
from kuangtu.conformity.types import Application, Finding
from kuangtu.core.errors import Invalid
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text, same

CAPACITY = Text("生产规模及其单位", "the capacity and its unit")
WORKING_DAYS = Text(
    "年工作日数（日产能换算为年产能时需要）",
    "the working days a year, which a daily figure takes to become a yearly one",
)


CONVERTED = Text("（合 {capacity} {unit}）", " ({capacity} {unit})")
TAKEN_AS = Text("（按 {unit} 计）", " (taken as {unit})")


def as_shown(amount: Quantity) -> str:
    """An amount as sentences show numbers: 8.0 万吨 reads 8 万吨, as it does once converted."""
    return f"{shown(amount.value)} {amount.unit}"


def capacity_in(application: Application, unit: str) -> Decimal | Finding:
    """The capacity in that unit, or the finding that it is not stated or does not convert."""
    if application.capacity is None:
        return not_stated(CAPACITY)
    return amount_in(application.capacity, unit, Text("生产规模", "the capacity"), ore=application)


def capacity_values(application: Application, capacity: Decimal, unit: str) -> dict[str, Value]:
    """The capacity for a sentence: `applied` says it as stated, then in the clause's unit."""
    stated = application.capacity
    written = as_shown(stated) if stated else ""
    is_same_number = stated is not None and stated.value == capacity
    converted = (TAKEN_AS if is_same_number else CONVERTED).format(
        capacity=shown(capacity), unit=unit
    )
    is_same = is_same_number and stated is not None and stated.unit == unit
    return {
        "capacity": capacity,
        "capacity_stated": written,
        "unit": unit,
        "applied": same(written) if is_same else same(written) + converted,
    }


def amount_in(
    amount: Quantity,
    unit: str,
    what: Text,
    *,
    ore: Application | None = None,
    mineral: Mineral | None = None,
) -> Decimal | Finding:
    """An amount in that unit, or the finding that it does not convert.

    `ore` is the application whose grade, density and working days may be used; without one none
    is. `mineral` is what the amount is an amount of: for fluorspar 矿物 means CaF2.
    """
    try:
        return convert(
            amount,
            unit,
            grade=ore.ore_grade if ore else None,
            density_t_per_m3=ore.ore_density_t_per_m3 if ore else None,
            working_days=ore.working_days if ore else None,
            mineral=mineral.code if mineral else ore.mineral.code if ore else "",
            unstated_is=CountedAs.ORE,
        ).value
    except Invalid as error:
        if error.problems[0].code == "unit-needs-working-days":
            return not_stated(WORKING_DAYS)
        return undecided(
            Text(
                "{what} {written} 不能换算为 {unit}：{reason}",
                "{what} {written} does not convert to {unit}: {reason}",
            ),
            Text(
                "由申请人以“{unit}”为单位补充{what}，或注明换算所需的品位、体重",
                "The applicant must state {what} in {unit}, or the grade and density it takes",
            ),
            what=what,
            written=as_shown(amount),
            unit=unit,
            reason=error.problems[0].text,
        )
