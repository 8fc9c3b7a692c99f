# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""The capacity applied for, in the unit a clause counts in. 生产规模换算。

A mine's capacity is the ore it raises in a year. Where either side says plain 万吨 the plain
side is taken as ore; against a contained substance (矿物万吨, 石棉万吨) that needs the grade. Where
the application states neither grade nor density the answer is UNDECIDED.
"""

from __future__ import annotations

from decimal import Decimal

from kuangtu.codes.conversion import convert
from kuangtu.codes.units import Basis as CountedAs
from kuangtu.conformity.rules.answers import not_stated, undecided
from kuangtu.conformity.types import Application, Finding
from kuangtu.core.errors import Invalid
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text

CAPACITY = Text("生产规模及其单位", "the capacity and its unit")


def capacity_in(application: Application, unit: str) -> Decimal | Finding:
    """The capacity in that unit, or the finding that it is not stated or does not convert."""
    if application.capacity is None:
        return not_stated(CAPACITY)
    return amount_in(application.capacity, unit, Text("生产规模", "the capacity"), ore=application)


def as_stated(application: Application) -> str:
    """The capacity as the application writes it: a finding keeps it beside the converted one."""
    return str(application.capacity) if application.capacity else ""


def amount_in(
    amount: Quantity, unit: str, what: Text, *, ore: Application | None = None
) -> Decimal | Finding:
    """An amount in that unit, or the finding that it does not convert.

    `ore` is the application whose grade and density may be used; without one neither is.
    """
    try:
        return convert(
            amount,
            unit,
            grade=ore.ore_grade if ore else None,
            density_t_per_m3=ore.ore_density_t_per_m3 if ore else None,
            unstated_is=CountedAs.ORE,
        ).value
    except Invalid as error:
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
            written=str(amount),
            unit=unit,
            reason=error.problems[0].text,
        )
