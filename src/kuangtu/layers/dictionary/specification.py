# SPDX-FileCopyrightText: Kuangtu contributors
# SPDX-License-Identifier: Apache-2.0
"""What a layer must look like: one entry of the dictionary. 图层规定（值对象，纯）。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kuangtu.core.text import Text
from kuangtu.layers.choices import FieldType, GeometryKind, Security, Store, Theme

_BESIDE_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class FieldSpecification:
    """A field: our name, how it is written in source files, type, unit, code list. 字段规定。

    `codes` maps a stored code to its label; a source may write either. `aliases` are names of
    source fields, among them the short names that data standards fix. `lowest` and `highest`
    bound a number, in the field's unit, both of them allowed values; `earliest` and `latest`
    bound a date in the same way. A date after the day of the import is worth a look unless
    `may_be_future` says that it is not. No two features share a value that `is_unique`.
    """

    name: str
    label: Text
    type: FieldType
    unit: str = ""
    codes: Mapping[str, Text] = field(default_factory=dict)
    is_required: bool = False
    aliases: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None
    earliest: date | None = None
    latest: date | None = None
    may_be_future: bool = False
    is_unique: bool = False

    @property
    def spellings(self) -> frozenset[str]:
        """Every spelling a source file may use, case-folded."""
        return frozenset(map(str.casefold, (self.name, self.label.zh, *self.aliases)))


@dataclass(frozen=True, slots=True)
class LayerSpecification:
    """A layer of the One Map, whether its data is there or not. 图层规定。

    `update_months` is how often a new edition is due; None where it changes only on occasion.
    `name_field` labels a feature for people; "" where features have no name. Three more name a
    field or are "": `identifier_field` holds what identifies a feature from one edition to the
    next, `stated_area_field` the area that the source states (in the field's unit), and
    `sheet_field` a map sheet number that the geometry may be made from where a file has none.
    `may_have_gaps` is false where the areas must cover their ground without a hole between them,
    `lies_in_county` true where no feature has a place beyond the county. `date_order` names pairs
    of dates of which the first is never after the second.
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
    may_have_gaps: bool = True
    identifier_field: str = ""
    stated_area_field: str = ""
    sheet_field: str = ""
    lies_in_county: bool = False
    date_order: tuple[tuple[str, str], ...] = ()
    laws: tuple[str, ...] = ()
    note: Text = Text("", "")

    def field(self, name: str) -> FieldSpecification | None:
        """The field of that name, None if the layer has none."""
        return next((one for one in self.fields if one.name == name), None)

    def field_written(self, source_name: str) -> FieldSpecification | None:
        """The field that a source file means by a name; None if no field is written so.

        Forms spread Chinese names over the width of a cell or break them into lines (名 称), and
        mark with a star what must be filled in.
        """
        wanted = _BESIDE_CHINESE.sub("", source_name.strip(" *\uff0a\t\r\n")).casefold()
        return next((one for one in self.fields if wanted in one.spellings), None)

    @property
    def has_geometry(self) -> bool:
        """Whether its features lie somewhere; a layer without is a table (表)."""
        return self.geometry is not GeometryKind.NONE

    @property
    def required_fields(self) -> tuple[FieldSpecification, ...]:
        return tuple(one for one in self.fields if one.is_required)
