# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""Conversion of quantities, or the reason why there is none. 计量换算。

Arithmetic is done in fractions, so a conversion is exact wherever the result has a finite
decimal; one that has none (1 亩 in 公顷) is given to 28 significant digits.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from kuangtu.codes.units import Basis, Dimension, Per, Unit, parse, substance_named
from kuangtu.core.errors import Invalid, Place, Problem
from kuangtu.core.quantity import Quantity
from kuangtu.core.text import Text

DIGITS = Context(prec=28)


def convert(
    quantity: Quantity,
    unit: str,
    *,
    grade: Decimal | None = None,
    density_t_per_m3: Decimal | None = None,
    working_days: int | None = None,
    unstated_is: Basis | None = None,
    mineral: str = "",
    place: Place = Place(),
) -> Quantity:
    """The quantity in another unit. 换算。

    `grade` is the share of the substance in the ore (0.25), `unstated_is` what a plain ton
    means in the table it comes from, `working_days` the days a year that a daily figure needs,
    `mineral` the code of what is counted: for some, a general word names one substance (矿物 of
    fluorspar is CaF2).

    Raises: Invalid "unknown-unit"; "units-differ" where no conversion exists (mass and area, two
    substances); "unit-needs-grade", "unit-needs-density", "unit-needs-working-days",
    "unit-basis-unstated" where it needs what was not given; "quantity-not-finite",
    "grade-out-of-range", "density-out-of-range".

    >>> str(convert(Quantity(Decimal("2.5"), "矿石万吨/年"), "矿石吨/年"))
    '25000 矿石吨/年'
    >>> str(convert(Quantity(Decimal("15"), "亩"), "公顷"))
    '1 公顷'
    >>> str(convert(Quantity(Decimal("10"), "万吨"), "矿石万吨", unstated_is=Basis.ORE))
    '10 矿石万吨'
    >>> str(convert(Quantity(Decimal("150"), "矿物万吨"), "CaF2万吨", mineral="63701"))
    '150 CaF2万吨'
    """
    source, target = (
        substance_named(parse(words, place=place), mineral) for words in (quantity.unit, unit)
    )
    if not quantity.value.is_finite():
        raise _refusal("quantity-not-finite", _NOT_FINITE, place, value=quantity.value)
    _check(grade, density_t_per_m3, place)
    step = _Step(source, target, unstated_is, place)
    value = Fraction(quantity.value) * source.factor
    value *= step.of_time(working_days) * step.of_density(density_t_per_m3) * step.of_grade(grade)
    return Quantity(decimal_of(value / target.factor), target.name)


def decimal_of(value: Fraction) -> Decimal:
    """The decimal of a fraction: exact if it is finite and fits 28 digits, else rounded half even.

    >>> decimal_of(Fraction(1, 8)), decimal_of(Fraction(25000))
    (Decimal('0.125'), Decimal('25000'))
    """
    return DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


class _Step:
    """The three factors between two units, or the refusal."""

    def __init__(self, source: Unit, target: Unit, unstated_is: Basis | None, place: Place) -> None:
        self.source, self.target, self.place = source, target, place
        self.source_basis = _basis(source, unstated_is)
        self.target_basis = _basis(target, unstated_is)

    def refusal(self, code: str, text: Text) -> Invalid:
        return _refusal(code, text, self.place, source=self.source, target=self.target)

    def of_time(self, working_days: int | None) -> Fraction:
        pair = (self.source.per, self.target.per)
        if pair[0] is pair[1]:
            return Fraction(1)
        if Per.NOTHING in pair:
            raise self.refusal("units-differ", _RATE_AGAINST_TOTAL)
        if working_days is None or not 0 < working_days <= 366:
            raise self.refusal("unit-needs-working-days", _NEEDS_WORKING_DAYS)
        return Fraction(working_days) if pair[0] is Per.DAY else Fraction(1, working_days)

    def of_density(self, density_t_per_m3: Decimal | None) -> Fraction:
        pair = (self.source.dimension, self.target.dimension)
        if pair[0] is pair[1]:
            return Fraction(1)
        if Dimension.AREA in pair:
            raise self.refusal("units-differ", _NOTHING_IN_COMMON)
        if density_t_per_m3 is None:
            raise self.refusal("unit-needs-density", _NEEDS_DENSITY)
        density = Fraction(density_t_per_m3)
        return density if pair[0] is Dimension.VOLUME else 1 / density

    def of_grade(self, grade: Decimal | None) -> Fraction:
        pair = (self.source_basis, self.target_basis)
        if pair[0] is pair[1]:
            if self._are_two_substances():
                raise self.refusal("units-differ", _TWO_SUBSTANCES)
            return Fraction(1)
        if Basis.UNSTATED in pair:
            raise self.refusal("unit-basis-unstated", _BASIS_UNSTATED)
        if grade is None:
            raise self.refusal("unit-needs-grade", _NEEDS_GRADE)
        return Fraction(grade) if pair[0] is Basis.ORE else 1 / Fraction(grade)

    def _are_two_substances(self) -> bool:
        """True if both units name a substance and the names differ."""
        names = {unit.substance for unit in (self.source, self.target) if unit.substance}
        return len(names) > 1


def _basis(unit: Unit, unstated_is: Basis | None) -> Basis:
    """A volume counts rock in place; a plain ton counts what the caller says it does."""
    if unit.basis is not Basis.UNSTATED or unit.dimension is Dimension.AREA:
        return unit.basis
    if unit.dimension is Dimension.VOLUME:
        return Basis.ORE
    return unstated_is or Basis.UNSTATED


def _check(grade: Decimal | None, density_t_per_m3: Decimal | None, place: Place) -> None:
    if grade is not None and not (grade.is_finite() and 0 < grade <= 1):
        raise _refusal("grade-out-of-range", _GRADE, place, value=grade)
    if density_t_per_m3 is not None and not (
        density_t_per_m3.is_finite() and 0 < density_t_per_m3 <= 25
    ):
        raise _refusal("density-out-of-range", _DENSITY, place, value=density_t_per_m3)


def _refusal(code: str, text: Text, place: Place, **values: object) -> Invalid:
    return Invalid([Problem(code, text.format(**values), place)])


_NOT_FINITE = Text("数量 {value} 不是有限数", "The quantity {value} is not a finite number")
_GRADE = Text(
    "品位 {value} 应为大于 0、不大于 1 的小数（如 0.25）",
    "The grade {value} must be a share above 0 and at most 1, such as 0.25",
)
_DENSITY = Text(
    "密度 {value} 应为大于 0、不大于 25 的吨每立方米",
    "The density {value} must be above 0 and at most 25 t/m³",
)
_RATE_AGAINST_TOTAL = Text(
    "{source} 与 {target} 一个按时间计、一个不按时间计，不能换算",
    "{source} and {target} cannot be converted: one is a rate and one a total",
)
_NEEDS_WORKING_DAYS = Text(
    "{source} 换算为 {target} 需要年工作日数（1 至 366）",
    "{source} to {target} needs the working days a year (1 to 366)",
)
_NOTHING_IN_COMMON = Text("{source} 与 {target} 不能换算", "{source} does not convert to {target}")
_NEEDS_DENSITY = Text(
    "{source} 换算为 {target} 需要密度（吨/立方米），请提供",
    "{source} to {target} needs the density in t/m³; state it",
)
_TWO_SUBSTANCES = Text(
    "{source} 与 {target} 计量的组分不同，不能换算",
    "{source} and {target} count different substances and do not convert",
)
_BASIS_UNSTATED = Text(
    "{source} 与 {target} 之一未注明是矿石还是有用组分，不能换算；请写明（如 矿石万吨）",
    "Either {source} or {target} does not say whether it counts ore or a substance in it; write "
    "it out, for example 矿石万吨",
)
_NEEDS_GRADE = Text(
    "{source} 换算为 {target} 需要品位，请提供",
    "{source} to {target} needs the grade; state it",
)
