# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What the columns and values of a source mean in the words of the dictionary. 字段对照（纯）。

Nothing is guessed here: a unit, a code and a column that is left out each stand because
somebody said so, and an edition's manifest repeats it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kuangtu.codes.units import find_unit
from kuangtu.core.errors import Place, Problem
from kuangtu.core.text import Text, same
from kuangtu.layers.choices import FieldType
from kuangtu.layers.dictionary import FieldSpecification, LayerSpecification

LENGTHS = {
    "m": Fraction(1),
    "米": Fraction(1),
    "km": Fraction(1000),
    "千米": Fraction(1000),
    "公里": Fraction(1000),
}
NUMBERS = (FieldType.NUMBER, FieldType.INTEGER)
# 面积（亩）, 面积[km²], 长度_km, 面积/公顷
_WITH_UNIT = re.compile(
    r"(?P<name>.+?)\s*(?:[（(\[【〔]\s*(?:单位[:：]?)?(?P<unit>[^（(\[【〔）)\]】〕]+?)\s*[）)\]】〕]"
    r"|[_/／:：](?P<after>[^_/／:：]+))"
)

NO_FIELD = Text(
    "字段对照“{column}→{name}”无效：图层没有这个字段，有 {names}",
    "the mapping “{column} → {name}” does not fit: the layer has no such field, it has {names}",
)
BOTH = Text(
    "“{column}”既对应字段又被舍去；请只选一种",
    "“{column}” is mapped to a field and left out at once; choose one",
)
NO_LIST = Text(
    "字段“{field}”没有代码表，不能对照取值",
    "the field {field} has no code list, so its values cannot be mapped",
)
NO_CODE = Text(
    "“{value}”不能对照为“{code}”：字段“{field}”的代码有 {codes}",
    "“{value}” cannot mean “{code}”: the codes of {field} are {codes}",
)
NO_UNIT = Text(
    "“{column}”的单位“{unit}”不能换算为字段“{field}”的单位“{target}”",
    "the unit “{unit}” of “{column}” does not convert to “{target}”, the unit of {field}",
)


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What one source column is: a field, kept under its own name, or left out. 字段含义。

    `unit` is what the source counts in; "" where that is the field's own unit.
    """

    field: str = ""
    unit: str = ""
    left_out_because: str = ""

    def as_json(self) -> dict[str, str]:
        parts = {
            "field": self.field,
            "unit": self.unit,
            "left_out_because": self.left_out_because,
        }
        return {key: words for key, words in parts.items() if words}


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """The meaning of columns, and of the values of fields with a code list. 字段对照。

    A column that is not named is matched by name and alias, and kept under its own name if that
    finds no field. `values` goes from a field to its source values and their codes; the code ""
    says that the value means nothing is known. `profile` and `version` say where it was saved.
    """

    columns: Mapping[str, ColumnMeaning] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    profile: str = ""
    version: int | None = None

    @property
    def fields(self) -> dict[str, str]:
        """The source columns that are mapped to a field, with it."""
        return {name: one.field for name, one in self.columns.items() if one.field}

    @property
    def left_out(self) -> dict[str, str]:
        """The source columns that are left out, each with its reason."""
        return {
            name: one.left_out_because for name, one in self.columns.items() if one.left_out_because
        }

    @property
    def kept(self) -> frozenset[str]:
        """The source columns that keep their name although a field may be written so."""
        return frozenset(
            name for name, one in self.columns.items() if not one.field and not one.left_out_because
        )

    def fitting(self, columns: Set[str]) -> SourceMapping:
        """The part of it that a source with these columns can use."""
        there = {name: one for name, one in self.columns.items() if name in columns}
        return SourceMapping(there, self.values, self.profile, self.version)

    def problems(self, specification: LayerSpecification) -> Iterator[Problem]:
        """What does not fit the layer, whatever the file."""
        for column, meaning in self.columns.items():
            yield from _column_problems(column, meaning, specification)
        for name, codes in self.values.items():
            yield from _value_problems(name, codes, specification)

    def as_json(self) -> dict[str, Any]:
        """The mapping as manifests, jobs and profiles keep it."""
        record: dict[str, Any] = {
            "columns": {name: one.as_json() for name, one in self.columns.items()},
            "values": {name: dict(codes) for name, codes in self.values.items()},
        }
        if self.profile:
            record |= {"profile": self.profile, "version": self.version}
        return record


def mapping_from(record: Mapping[str, Any]) -> SourceMapping:
    """The mapping that `as_json` wrote.

    >>> mapping_from({"columns": {"MC": {"field": "name"}}}).fields
    {'MC': 'name'}
    """
    columns = record.get("columns", {})
    return SourceMapping(
        {name: ColumnMeaning(**parts) for name, parts in columns.items()},
        record.get("values", {}),
        record.get("profile", ""),
        record.get("version"),
    )


def factor_between(source: str, target: str) -> Fraction | None:
    """What a number in one unit is multiplied with to be in another; None if nothing says.

    >>> factor_between("公顷", "m²"), factor_between("亩", "km²"), factor_between("吨", "m²")
    (Fraction(10000, 1), Fraction(1, 1500), None)
    """
    if not source or source == target:
        return Fraction(1)
    if source.casefold() in LENGTHS and target in LENGTHS:
        return LENGTHS[source.casefold()] / LENGTHS[target]
    from_unit, to_unit = find_unit(source), find_unit(target)
    if from_unit is None or to_unit is None:
        return None
    is_alike = (from_unit.dimension, from_unit.basis, from_unit.substance, from_unit.per) == (
        to_unit.dimension,
        to_unit.basis,
        to_unit.substance,
        to_unit.per,
    )
    return from_unit.factor / to_unit.factor if is_alike else None


def units_for(field: FieldSpecification) -> tuple[str, ...]:
    """The usual units of a source that convert to the field's own, itself first.

    >>> from kuangtu.core.text import same
    >>> units_for(FieldSpecification("a", same("面积"), FieldType.NUMBER, unit="m²"))
    ('m²', 'km²', '公顷', '亩', '万亩')
    """
    if not field.unit or field.type not in NUMBERS:
        return ()
    usual = (
        "m²",
        "km²",
        "公顷",
        "亩",
        "万亩",
        "m",
        "km",
        "吨",
        "千吨",
        "万吨",
        "立方米",
        "万立方米",
    )
    fitting = [one for one in usual if factor_between(one, field.unit) is not None]
    return tuple(dict.fromkeys((field.unit, *fitting)))


def meaning_of_head(
    head: str, specification: LayerSpecification
) -> tuple[FieldSpecification, ColumnMeaning] | None:
    """The field and the unit that a head like 面积（亩） names; None if it names no such pair.

    The unit is "" where it is the field's own. It is what the head says, to be confirmed.
    """
    found = _WITH_UNIT.fullmatch(head.strip())
    if found is None:
        return None
    field = specification.field_written(found["name"])
    unit = found["unit"] or found["after"]
    if field is None or not field.unit or field.type not in NUMBERS:
        return None
    factor = factor_between(unit, field.unit)
    if factor is None:
        return None
    usual = (one for one in units_for(field) if factor_between(one, field.unit) == factor)
    return field, ColumnMeaning(field.name, "" if factor == 1 else next(usual, unit))


def _column_problems(
    column: str, meaning: ColumnMeaning, specification: LayerSpecification
) -> Iterator[Problem]:
    place = Place(field=column)
    if meaning.field and meaning.left_out_because:
        yield Problem("layer.mapping-twice", BOTH.format(column=column), place)
    if not meaning.field:
        return
    field = specification.field(meaning.field)
    if field is None:
        names = "、".join(one.name for one in specification.fields)
        text = NO_FIELD.format(column=column, name=meaning.field, names=names)
        yield Problem("layer.mapping-unknown", text, place)
        return
    is_number = field.type in NUMBERS
    if meaning.unit and not (is_number and factor_between(meaning.unit, field.unit)):
        text = NO_UNIT.format(
            column=column, unit=meaning.unit, field=field.label, target=field.unit or "—"
        )
        yield Problem("layer.mapping-unit", text, place)


def _value_problems(
    name: str, codes: Mapping[str, str], specification: LayerSpecification
) -> Iterator[Problem]:
    field = specification.field(name)
    place = Place(field=name)
    if field is None or not field.codes:
        label = field.label if field else same(name)
        yield Problem("layer.mapping-value", NO_LIST.format(field=label), place)
        return
    known = "、".join(field.codes)
    for value, code in codes.items():
        if code and code not in field.codes:
            text = NO_CODE.format(value=value, code=code, field=field.label, codes=known)
            yield Problem("layer.mapping-value", text, place)
