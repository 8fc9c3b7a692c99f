# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a layer must look like: one entry of the dictionary. 图层规定（值对象，纯）。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kuangtu.core.text import Text
from kuangtu.layers.choices import FieldType, GeometryKind, Security, Store, Theme


@dataclass(frozen=True, slots=True)
class FieldSpecification:
    """A field: our name, how it is written in source files, type, unit, code list. 字段规定。

    `codes` maps a stored code to its label; a source may write either. `aliases` are names of
    source fields, among them the short names that data standards fix.
    """

    name: str
    label: Text
    type: FieldType
    unit: str = ""
    codes: Mapping[str, Text] = field(default_factory=dict)
    is_required: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def spellings(self) -> frozenset[str]:
        """Every spelling a source file may use, case-folded."""
        return frozenset(map(str.casefold, (self.name, self.label.zh, *self.aliases)))


@dataclass(frozen=True, slots=True)
class LayerSpecification:
    """A layer of the One Map, whether its data is there or not. 图层规定。

    `update_months` is how often a new edition is due; None where it changes only on occasion.
    `name_field` labels a feature for people; "" where features have no name.
    """

    code: str
    name: Text
    theme: Theme
    geometry: GeometryKind
    provider: Text
    fields: tuple[FieldSpecification, ...] = ()
    name_field: str = ""
    store: Store = Store.EDITIONS
    update_months: int | None = None
    security: Security = Security.INTERNAL
    may_overlap: bool = True
    laws: tuple[str, ...] = ()
    note: Text = Text("", "")

    def field(self, name: str) -> FieldSpecification | None:
        """The field of that name, None if the layer has none."""
        return next((one for one in self.fields if one.name == name), None)

    def field_written(self, source_name: str) -> FieldSpecification | None:
        """The field that a source file means by a name; None if no field is written so."""
        wanted = source_name.strip().casefold()
        return next((one for one in self.fields if wanted in one.spellings), None)

    @property
    def required_fields(self) -> tuple[FieldSpecification, ...]:
        return tuple(one for one in self.fields if one.is_required)
